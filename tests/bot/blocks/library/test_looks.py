"""What is looked at in modals before an edition is published."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.library.changes import Comparison, changes_view
from bot.blocks.library.findings import ToReview, findings_view
from bot.blocks.library.pages import Look, LookKind, looked_at, sentence_view, waiting_view
from bot.blocks.library.preview import preview_view
from bot.playground.limits import characters, view_problems, view_too_large
from bot.texts import LANGUAGES, texts_for
from knowledge.golden.values import Failure, GoldenRun, Problem
from knowledge.guides.changes import ChangeKind, PassageChange
from knowledge.guides.likeness import (
    Contradiction,
    ContradictionKind,
    GuideSentence,
    NearDuplicate,
    Neighbour,
    RepeatedGuide,
)
from knowledge.retrieval.findings import Findings
from learning.standing.foreseen import Foreseen
from tests.bot.blocks.answers import long, wild
from tests.bot.blocks.library.editions import AT, EDITION, LOOKS, failures, passage, passages
from tests.bot.blocks.reading import formats, parts, shown, tokens

ENGLISH = texts_for("en")
NOTHING = Findings((), (), ())
LANGUAGE = st.sampled_from(list(LANGUAGES))
shares = st.floats(0, 1)
sentences = st.builds(GuideSentence, long, passages, long, long)
neighbours = st.builds(Neighbour, passages, long, long, shares)
found = st.builds(
    ToReview,
    st.builds(
        Findings,
        st.lists(st.builds(NearDuplicate, passages, neighbours, shares), max_size=4).map(tuple),
        st.lists(
            st.builds(
                Contradiction, sentences, sentences, st.sampled_from(ContradictionKind), st.tuples(long, long), shares
            ),
            max_size=4,
        ).map(tuple),
        st.lists(st.builds(RepeatedGuide, wild, long, long, st.integers(0, 99), st.integers(0, 99)), max_size=4).map(
            tuple
        ),
    ),
    st.lists(long, max_size=4).map(tuple),
    st.none()
    | st.builds(
        GoldenRun, wild, st.none(), wild, st.integers(0, 99), st.lists(failures, max_size=4).map(tuple), st.just(AT)
    ),
)
changes = st.builds(
    PassageChange, st.sampled_from(ChangeKind), st.none() | passages, st.none() | passages, shares, long
)


def look(kind: LookKind, page: int = 0) -> Look:
    return Look(kind, EDITION, page)


def styled(view: dict[str, Any], style: str) -> list[str]:
    return [part["text"] for part in parts(view, "text") if part.get("style", {}).get(style)]


def is_fine(view: dict[str, Any]) -> bool:
    """Slack takes the view, and shows no markup that came from a guide."""
    marked = [part["text"] for part in parts(view, "mrkdwn")]
    clean = [token for text in marked for token in tokens(text)] == []
    return view_problems(view) == [] and not view_too_large(view) and clean


def test_a_modal_carries_what_it_shows() -> None:
    built = waiting_view(look(LookKind.CHANGES, 3), ENGLISH)
    assert looked_at(built) == look(LookKind.CHANGES, 3)
    assert ENGLISH.publishing.one_moment in shown(built)
    assert is_fine(sentence_view(look(LookKind.PREVIEW), "You can't do this.", ENGLISH))


def test_a_preview_shows_passages_under_headings_and_turns_its_pages() -> None:
    many = [passage(f"Call number {n}.", "Calls", f"Call {n}") for n in range(100)]
    first = preview_view(many, look(LookKind.PREVIEW), ENGLISH)
    assert "Calls › Call 0" in shown(first)
    assert shown(first["blocks"][-1:]) == "Page 1 of 4"
    assert [e["action_id"] for block in parts(first, "actions") for e in block["elements"]] == ["look_forth"]
    last = preview_view(many, look(LookKind.PREVIEW, 99), ENGLISH)
    assert "Call number 99." in shown(last)
    assert [e["action_id"] for block in parts(last, "actions") for e in block["elements"]] == ["look_back"]
    assert looked_at(last).page == 3


def test_where_nothing_was_found_the_modal_says_so() -> None:
    built = findings_view(ToReview(NOTHING, (), None), look(LookKind.FINDINGS), ENGLISH)
    assert ENGLISH.publishing.nothing_found in shown(built)


def test_two_sentences_that_contradict_stand_side_by_side_with_what_differs_in_bold() -> None:
    mine = GuideSentence("Call within 14 days.", passage("Call within 14 days."), "Draft", "2")
    theirs = GuideSentence("Call within 30 days.", passage("Call within 30 days.", "Later"), "Calls & <!here>", "7")
    pair = Contradiction(mine, theirs, ContradictionKind.NUMBERS, ("14 days", "30 days"), 0.9)
    built = findings_view(ToReview(Findings((), (pair,), ()), (), None), look(LookKind.FINDINGS), ENGLISH)
    assert styled(built, "bold") == ["14 days", "30 days"]
    assert "Calls & <!here>, edition 7 (Later)" in shown(built)
    assert "What differs: “14 days” and “30 days”" in shown(built)


def test_a_near_copy_says_how_much_of_it_stands_where() -> None:
    copy = NearDuplicate(passage("Call weekly."), Neighbour(passage("Call weekly!"), "Calls", "7", 0.9), 0.87)
    guide = RepeatedGuide("g", "Calls", "7", 30, 48)
    built = findings_view(ToReview(Findings((copy,), (), (guide,)), (), None), look(LookKind.FINDINGS), ENGLISH)
    assert "87 % stands in Calls, edition 7, Calls" in shown(built)
    assert "Calls, edition 7: 30 of 48 passages (62 %)" in shown(built)


def test_golden_questions_that_fail_come_first_and_those_that_pass_are_counted() -> None:
    failure = Failure("q", "How often?", Problem.REFUSED, "calls.md", "")
    run = GoldenRun("r", EDITION, "m", 3, (failure,), AT)
    built = findings_view(ToReview(NOTHING, ("A table was cut.",), run), look(LookKind.FINDINGS), ENGLISH)
    assert shown(built).index("would find no answer") < shown(built).index("A table was cut.")
    passed = GoldenRun("r", EDITION, "m", 3, (), AT)
    assert "3 golden questions were asked" in shown(
        findings_view(ToReview(NOTHING, (), passed), look(LookKind.FINDINGS), ENGLISH)
    )


def test_changes_are_counted_first_and_edits_show_words_taken_out_and_put_in() -> None:
    old, new = passage("Call each mentor every month."), passage("Call each mentor every week.")
    gone, put = passage("Old rule.", "Old"), passage("New rule.", "New")
    compared = Comparison(
        "2025",
        (
            PassageChange(ChangeKind.ADDED, None, put, 0.0, "New rule."),
            PassageChange(ChangeKind.EDITED, old, new, 0.8, new.text),
            PassageChange(ChangeKind.REMOVED, gone, None, 0.0, ""),
            PassageChange(ChangeKind.SAME, old, new, 1.0, old.text),
        ),
        4,
        Foreseen(items=2, certificates=1),
    )
    built = changes_view(compared, look(LookKind.CHANGES), ENGLISH)
    seen = shown(built)
    assert "Compared with edition 2025:" in seen
    assert "As before: 1 · Moved: 0 · Edited: 1 · Added: 1 · Removed: 1" in seen
    assert "4 past answers quote what changes." in seen
    assert "Publishing it takes 2 questions out until somebody looks at them." in seen
    assert "Publishing it makes 1 certificate outdated." in seen
    assert styled(built, "strike") == ["month."]
    assert styled(built, "bold") == ["week."]
    assert seen.index("Edited · Calls") < seen.index("Removed · Old") < seen.index("Added · New")


def test_a_first_edition_has_nothing_to_compare_and_a_same_one_says_so() -> None:
    first = changes_view(Comparison(None, (), 0), look(LookKind.CHANGES), ENGLISH)
    assert ENGLISH.publishing.no_edition_before in shown(first)
    same = PassageChange(ChangeKind.SAME, passage("Call."), passage("Call."), 1.0, "Call.")
    assert ENGLISH.publishing.nothing_changed in shown(
        changes_view(Comparison("1", (same,), 0), look(LookKind.CHANGES), ENGLISH)
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(passages, max_size=5), LOOKS, LANGUAGE)
def test_slack_takes_any_preview(any_passages: list[Any], page: int, language: str) -> None:
    assert is_fine(preview_view(any_passages, look(LookKind.PREVIEW, page), texts_for(language)))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(found, LOOKS, LANGUAGE)
def test_slack_takes_any_findings(any_found: ToReview, page: int, language: str) -> None:
    assert is_fine(findings_view(any_found, look(LookKind.FINDINGS, page), texts_for(language)))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(changes, max_size=5).map(tuple), st.none() | long, st.integers(0, 9), LOOKS, LANGUAGE)
def test_slack_takes_any_changes(
    any_changes: tuple[PassageChange, ...], before: str | None, touched: int, page: int, language: str
) -> None:
    built = changes_view(Comparison(before, any_changes, touched), look(LookKind.CHANGES, page), texts_for(language))
    assert is_fine(built)
    assert characters(built["blocks"]) < 30_000
    bold = [one for part in parts(built, "mrkdwn") for one in formats(part["text"])]
    assert {how for how, _ in bold} <= {"bold"}
