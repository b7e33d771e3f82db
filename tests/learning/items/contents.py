"""Contents of every type of items, as authors could write them, for tests that hold for all of them."""

from typing import Any

from hypothesis import strategies as st

from learning.items.types import TYPES

WORDS = st.text("abcdefg hij-'.,ÁÉñß½ﬁ१", min_size=1, max_size=12).filter(lambda word: any(c.isalpha() for c in word))
STEMS = st.text(min_size=1, max_size=40).map(lambda text: f"What? {text}")
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14), st.decimals(-1000, 1000, places=4, allow_nan=False).map(float)
).filter(lambda number: abs(number) < 10**14)


def _different(least: int, most: int) -> st.SearchStrategy[list[str]]:
    def key(word: str) -> str:
        return " ".join(word.casefold().split())

    return st.lists(WORDS, min_size=least, max_size=most, unique_by=key).filter(lambda texts: all(map(key, texts)))


@st.composite
def _choices(draw: st.DrawFn, *, several: bool) -> dict[str, Any]:
    texts = draw(_different(2, 10))
    most = len(texts) - 1 if several else 1
    right = draw(st.sets(st.sampled_from(range(len(texts))), min_size=1, max_size=most))
    options: list[dict[str, Any]] = [{"text": text} for text in texts]
    for number in right:
        options[number]["right"] = True
    return {"stem": draw(STEMS), "options": options}


@st.composite
def _matching(draw: st.DrawFn) -> dict[str, Any]:
    lefts = draw(_different(2, 8))
    rights = draw(_different(3, 8))
    given = [*rights[:2], *draw(st.lists(st.sampled_from(rights[:-1]), min_size=len(lefts), max_size=len(lefts)))]
    pairs = [{"left": left, "right": right} for left, right in zip(lefts, given, strict=False)]
    return {"stem": draw(STEMS), "pairs": pairs, "distractors": rights[-1:]}


CONTENTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single_choice": _choices(several=False),
    "multiple_choice": _choices(several=True),
    "true_false": st.fixed_dictionaries({"stem": STEMS, "right": st.booleans()}),
    "matching": _matching(),
    "ordering": st.fixed_dictionaries({"stem": STEMS, "entries": _different(2, 10)}),
    "short_text": st.fixed_dictionaries({"stem": STEMS, "accepted": _different(1, 5), "case_sensitive": st.booleans()}),
    "numeric": st.fixed_dictionaries(
        {"stem": STEMS, "value": NUMBERS, "tolerance": NUMBERS.map(abs)},
        optional={"unit": st.sampled_from(["%", "hours", "0", "$", "m²"])},
    ),
}
# A type and data of it.
ITEMS = st.sampled_from(sorted(TYPES)).flatmap(lambda key: st.tuples(st.just(key), CONTENTS[key]))
