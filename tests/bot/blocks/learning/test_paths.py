"""Learning paths as learners and their keepers see them: however large, Slack shows them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.blocks.learning.path_message import PathShown, path_message
from bot.blocks.learning.path_reading import (
    Walked,
    closed_view,
    reading_view,
    reflection_form,
    waiting_view,
    walked,
)
from bot.blocks.learning.paths_panel import (
    Edited,
    draft_form,
    edit_form,
    edited_in,
    file_form,
    paths_panel,
    retire_form,
    written_in,
    wrong,
)
from bot.blocks.message import Block, stamped
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES, Texts
from bot.texts.english import ENGLISH
from knowledge.guides.library import ShelfGuide, ShelfState
from knowledge.places import Place, PlaceKind
from knowledge.retrieval.ranking import Passage
from learning.curriculum.definition import LearningPath, PathStep, Reading, StepKind
from learning.curriculum.guides import Chapter
from learning.curriculum.reading import MOST_READINGS, MOST_STEPS, read_path
from learning.curriculum.service import LONGEST_NOTE
from learning.curriculum.standing import Facts, Supply, standing_on
from learning.curriculum.starter import starter_paths
from learning.curriculum.values import Path, PathStanding, StepState
from tests.knowledge.library import NOW

ID = "01890000-0000-7000-8000-00000000000a"
BOTH = pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
WILD = "Calls <b> & *more* _of_ it "


def text(length: int) -> str:
    return (WILD * (length // len(WILD) + 1))[:length].strip()


def long_step(number: int) -> PathStep:
    """A step of any kind, as long as it may be, that comes after all others before it."""
    kind = list(StepKind)[number % len(StepKind)]
    return PathStep(
        key=f"step-{number}",
        kind=kind,
        title=text(200),
        readings=tuple(Reading(text(500), text(500)) for _ in range(MOST_READINGS)) if kind is StepKind.READING else (),
        competency="c" * 100 if kind is StepKind.PRACTICE else None,
        count=50 if kind is StepKind.PRACTICE else 0,
        requirement="r" * 100 if kind is StepKind.OBSERVED else None,
        question=text(500) if kind is StepKind.REFLECTION else None,
        after=tuple(f"step-{other}" for other in range(number)),
    )


def path(steps: int = MOST_STEPS, *, retired: bool = False) -> Path:
    made = tuple(long_step(number) for number in range(steps))
    return Path(ID, ID, 1_000, LearningPath("k" * 100, text(200), text(1_000), made, text(200), "c" * 100), retired)


def shown(state: StepState, others: int = 60) -> PathShown:
    """The largest path with all its steps in a state, beside many others."""
    found = standing_on(path(), Facts(NOW), Supply())
    standing = PathStanding(found.path, tuple(replace(one, state=state) for one in found.steps), NOW)
    return PathShown(standing, ID, tuple(path() for _ in range(others)), frozenset({ID}))


@BOTH
@pytest.mark.parametrize("state", StepState)
def test_the_longest_path_is_one_message(texts: Texts, state: StepState) -> None:
    message = path_message(shown(state), texts)
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    last = "✓ " if state is StepState.DONE else ""
    assert f"{MOST_STEPS}. {last}*Calls" in str(message.blocks)


@BOTH
def test_who_is_on_no_path_chooses_one_and_is_told_where_there_is_none(texts: Texts) -> None:
    many = path_message(PathShown(None, None, tuple(path() for _ in range(60)), frozenset()), texts)
    assert message_problems({"text": many.text, "blocks": list(many.blocks)}) == []
    none = path_message(PathShown(None, None, (), frozenset()), texts)
    assert texts.paths.none_offered in none.text


def test_only_what_can_be_done_now_has_a_button_and_the_next_step_stands_out() -> None:
    found = standing_on(replace(path(), definition=starter_paths()[0]), Facts(NOW), Supply({"commitment": 5}))
    message = path_message(PathShown(found, ID, (), frozenset({ID})), ENGLISH)
    buttons = [block["accessory"] for block in message.blocks if "accessory" in block]
    assert {one["action_id"] for one in buttons} == {"path_read"}
    assert [one.get("style") for one in buttons] == ["primary", *[None] * (len(buttons) - 1)]
    assert all(one["accessibility_label"].startswith("Read: ") for one in buttons)


def chapter(passages: int) -> Chapter:
    place = Place(PlaceKind.PAGE, 3, True)
    found = tuple(Passage(str(n), ID, ID, n, 0, 9, (text(200), text(200)), place, text(2_000)) for n in range(passages))
    return Chapter("guide.md", text(500), text(100), ID, text(500), found)


def turned(view: Block, step: PathStep, found: Sequence[tuple[Reading, Chapter | None]], texts: Texts) -> list[Block]:
    """All pages of what is to be read."""
    pages = [view]
    while "path_page_forth" in str(pages[-1]["blocks"]):
        about = replace(walked(pages[-1]), page=len(pages))
        pages.append(reading_view(about, step, found, texts, is_done=False))
    return pages


@BOTH
def test_a_whole_book_is_read_page_by_page_and_only_the_last_one_says_that_it_was_read(texts: Texts) -> None:
    step = replace(long_step(0), title=text(200))
    found = [(step.readings[0], chapter(40)), (step.readings[1], None)]
    first = reading_view(Walked(ID, step.key, "D1", "1.2"), step, found, texts, is_done=False)
    pages = turned(first, step, found, texts)
    assert len(pages) > 5
    assert [problem for page in pages for problem in view_problems(page)] == []
    assert ["submit" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert "submit" not in reading_view(replace(walked(pages[-1])), step, found, texts, is_done=True)
    assert walked(pages[-1]) == Walked(ID, step.key, "D1", "1.2", len(pages) - 1)


@BOTH
def test_of_what_is_not_there_only_what_may_be_known_is_told_and_it_is_not_said_to_be_read(
    texts: Texts,
) -> None:
    step = replace(long_step(0), title="Week 1")
    secret, gone = Reading("hr/dismissals-2027.md", "Dismissing Ana"), Reading("old.md", "Calls")
    view = reading_view(Walked(ID, step.key), step, [(secret, None), (gone, None)], texts, is_done=False, named=[gone])
    assert texts.paths.part_gone.format(heading="Calls", guide="old.md") in str(view["blocks"])
    assert texts.paths.part_closed in str(view["blocks"])
    assert texts.paths.nothing_here in str(view["blocks"])
    assert ("submit" in view, "dismiss" in str(view).lower()) == (False, False)
    read = reading_view(Walked(ID, step.key), step, [(secret, None), (gone, chapter(1))], texts, is_done=False)
    assert ("submit" in read, texts.paths.nothing_here in str(read["blocks"])) == (True, False)


@BOTH
def test_a_path_that_names_what_is_gone_says_so_to_who_keeps_it_and_a_retired_one_can_be_offered(texts: Texts) -> None:
    sound, broken = replace(path(1), id="a"), replace(path(1, retired=True), id="b")
    rows = [block for block in paths_panel([sound, broken], {}, {"b": 3}, texts) if "accessory" in block]
    assert [texts.paths.faulty.of(3) in str(row) for row in rows] == [False, True]
    offered = [{one["value"] for one in row["accessory"]["options"]} for row in rows]
    assert offered == [{"edit:a", "retire:a"}, {"edit:b", "offer:b"}]


@BOTH
def test_nobody_is_told_that_she_can_begin_a_path_again_that_is_not_offered(texts: Texts) -> None:
    for retired in (False, True):
        found = standing_on(path(1, retired=retired), Facts(NOW), Supply())
        message = str(path_message(PathShown(found, ID, (), frozenset({ID})), texts).blocks)
        assert (texts.paths.leave_question in message) is not retired
        assert (texts.paths.leave_question_retired in message) is retired


def test_a_draft_that_leaves_chapters_out_says_how_many() -> None:
    form = edit_form(starter_paths()[0], Edited(left_out=50), "", ENGLISH)
    assert form is not None
    assert "50 chapters" in str(form["blocks"][1])


@BOTH
def test_every_other_form_is_shown_however_long_what_stands_in_it(texts: Texts) -> None:
    about, thinks = Walked(ID, "k" * 100), long_step(4)
    guide = ShelfGuide(ID, "g", ID, text(500), "1", None, None, "everybody", ShelfState.CURRENT, None)
    views = [
        waiting_view(about, texts),
        closed_view(about, texts.paths.withheld, texts),
        reflection_form(about, thinks, "n" * LONGEST_NOTE, texts),
        reflection_form(about, thinks, None, texts),
        file_form("{}", texts),
        draft_form([guide] * 300, "{}", texts),
        retire_form(path(), "{}", texts),
    ]
    assert [problem for view in views for problem in view_problems(view)] == []
    many = [path(retired=bool(n % 2)) for n in range(60)]
    home = {"type": "home", "blocks": list(stamped(paths_panel(many, {}, {ID: 99}, texts), "home"))}
    assert view_problems(home) == []


@BOTH
@pytest.mark.parametrize("definition", starter_paths(), ids=lambda one: one.key)
def test_a_path_stands_in_its_form_as_it_is_written(texts: Texts, definition: LearningPath) -> None:
    form = edit_form(definition, Edited(ID, ID), '{"panel": "paths"}', texts)
    assert form is not None
    assert view_problems(form) == []
    inputs = {one["block_id"]: one["element"]["initial_value"] for one in form["blocks"] if one["type"] == "input"}
    sent = {**form, "state": {"values": {name: {name: {"value": one}} for name, one in inputs.items()}}}
    assert read_path(written_in(sent)) == definition
    assert edited_in(sent) == Edited(ID, ID)
    assert set(wrong("All of it. " * 500)) <= set(inputs)


def test_a_path_with_a_step_longer_than_a_field_is_changed_in_a_file_only() -> None:
    assert edit_form(path().definition, Edited(), "", ENGLISH) is None
