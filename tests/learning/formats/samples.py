"""Items of every type, and wild ones, for the tests of the formats."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from learning.errors import BadItem
from learning.items.reading import checked
from learning.items.values import Difficulty, ItemDraft, Pool, Quote


def draft(kind: str, content: dict[str, Any], **other: Any) -> ItemDraft:
    values: dict[str, Any] = {
        "key": f"a-{kind}",
        "pool": Pool.EXAM,
        "rationale": "The guide says so.",
        "competency": "screening",
        "difficulty": Difficulty.HARD,
        "quotes": (Quote("screening-mentors", "Staff must call two references."),),
    }
    return checked(ItemDraft(type=kind, content=content, **{**values, **other}))


ALL_TYPES = (
    draft(
        "single_choice",
        {
            "stem": "How many references does staff call?",
            "options": [{"text": "Two", "right": True}, {"text": "One", "feedback": "One is not enough."}],
        },
    ),
    draft(
        "multiple_choice",
        {
            "stem": "Who signs the commitment?",
            "options": [{"text": "Mentor", "right": True}, {"text": "Mentee", "right": True}, {"text": "Funder"}],
        },
    ),
    draft("true_false", {"stem": "Screening ends with the first meeting.", "right": False}),
    draft(
        "matching",
        {
            "stem": "Who does what?",
            "pairs": [{"left": "Mentor", "right": "meets"}, {"left": "Staff", "right": "supports"}],
            "distractors": ["decides alone"],
        },
    ),
    draft("ordering", {"stem": "In which order?", "entries": ["Apply", "Interview", "Match"]}),
    draft("short_text", {"stem": "What comes first?", "accepted": ["screening", "Screening checks"]}),
    draft("numeric", {"stem": "How long?", "value": 12, "tolerance": 0.5, "unit": "months"}),
    draft(
        "true_false",
        {"stem": "Maria may start.", "right": True},
        key="maria-1",
        scenario_key="maria",
        scenario="Maria applied.\nHer references are missing.",
    ),
)

# What GIFT, HTML, XML, YAML and Moodle's patterns might take for their own.
_SIGNS = st.sampled_from(
    ["~", "=", "#", "{", "}", ":", "::", "\\", "\\n", "->", "//", " // ", "%", "%50%", "[html]", "[plain]", "####"]
    + [
        "<b>",
        "</b>",
        "<x",
        "&amp;",
        "&",
        "-->",
        "<!--",
        "]]>",
        "*",
        "\\*",
        "|",
        "- ",
        "? ",
        "'",
        '"',
        "  ",
        "é",
        "日",
        "👍",
    ]
)
TEXTS = st.lists(_SIGNS | st.text(max_size=5), min_size=1, max_size=8).map("".join)
LINES = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join)
_LISTS = st.lists(TEXTS, min_size=2, max_size=5)
_OPTIONS = st.lists(
    st.fixed_dictionaries({"text": TEXTS}, optional={"right": st.booleans(), "feedback": TEXTS}), min_size=2, max_size=5
)
_NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6).map(lambda number: round(number, 6))
_CONTENTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single_choice": st.fixed_dictionaries({"stem": LINES, "options": _OPTIONS}),
    "multiple_choice": st.fixed_dictionaries({"stem": LINES, "options": _OPTIONS}),
    "true_false": st.fixed_dictionaries({"stem": LINES, "right": st.booleans()}),
    "matching": st.fixed_dictionaries(
        {
            "stem": LINES,
            "pairs": st.lists(st.fixed_dictionaries({"left": TEXTS, "right": TEXTS}), min_size=2, max_size=4),
        },
        optional={"distractors": st.lists(TEXTS, max_size=2)},
    ),
    "ordering": st.fixed_dictionaries({"stem": LINES, "entries": _LISTS}),
    "short_text": st.fixed_dictionaries(
        {"stem": LINES, "accepted": _LISTS}, optional={"case_sensitive": st.booleans()}
    ),
    "numeric": st.fixed_dictionaries(
        {"stem": LINES, "value": _NUMBERS, "tolerance": _NUMBERS.map(abs)}, optional={"unit": TEXTS}
    ),
}


@st.composite
def _drafts(draw: st.DrawFn, kinds: Sequence[str]) -> ItemDraft | None:
    kind = draw(st.sampled_from(kinds))
    scenario = draw(st.none() | LINES)
    try:
        return draft(
            kind,
            draw(_CONTENTS[kind]),
            key=draw(TEXTS),
            rationale=draw(LINES | st.just("")),
            competency=draw(TEXTS),
            quotes=tuple(Quote("guide", f"Staff must {words}") for words in draw(st.lists(LINES, max_size=2))),
            scenario=scenario,
            scenario_key=None if scenario is None else "story",
        )
    except BadItem:
        return None


def wild(*kinds: str) -> st.SearchStrategy[ItemDraft | None]:
    """Items of these types with whatever may stand in them."""
    return _drafts(kinds).filter(lambda one: one is not None)


WILD = wild(*sorted(_CONTENTS))
