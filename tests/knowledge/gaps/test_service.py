from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from knowledge.answering.answer import Answer, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.audit.queries import entries
from knowledge.errors import AnsweredMeanwhile, GapNotFound, GapOwnerUnfit, NotAllowed, PersonUnusable
from knowledge.gaps import queries, questions, service
from knowledge.gaps.csv import COLUMNS, write_csv
from knowledge.gaps.rules import settles
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.trend import Week, trend
from knowledge.gaps.values import GapState
from knowledge.members.roles import OPERATOR, Role
from knowledge.standard.values import StandardAnswer
from storage.schema import new_id
from tests.knowledge.gaps.people import ANSWERED, NOTHING, Asking
from tests.knowledge.golden.answers import answered, cited
from tests.knowledge.library import NOW, Library

DRIVE, FEE = "Can I drive my mentee in my own car?", "Who pays for the background check?"
PARTLY = Answer(Outcome.PARTLY, (), (), (), 0.5)


@pytest.fixture
def asking(library: Library) -> Asking:
    asking = Asking(library)
    for person, role in (("U0OWNER", Role.OWNER), ("U0EDITOR", Role.EDITOR)):
        asking.role(person, role)
    return asking


@pytest.fixture
def gap_id(asking: Asking) -> str:
    """A gap of one question."""
    asking.ask(DRIVE)
    asking.collect()
    (gap,) = asking.gaps()
    return gap.id


def said(asking: Asking, gap_id: str, *, by: str, minutes: int = 0, text: str = "Yes.") -> str:
    """A person answers all questions of a gap as she sees it; returns the answer's id."""
    found, kept = asking.gap(gap_id), new_id()
    seen = found.answers[-1].id if found.answers else None
    with asking.library.database.transaction() as session:
        service.answer(
            session,
            asking.library.workspace,
            gap_id,
            kept,
            text,
            answers=[one.id for one in found.questions],
            seen=seen,
            by=by,
            now=asking.now + timedelta(minutes=minutes),
        )
    return kept


def test_a_follow_up_is_answered_by_a_person_as_it_was_understood(asking: Asking) -> None:
    understood = replace(NOTHING, understood=f"{DRIVE} And at night?")
    asked = [asking.ask("And at night?", given=understood, by=person) for person in ("U1", "U2")]
    asking.ask("And at night?", given=replace(NOTHING, understood=f"{FEE} And at night?"))
    asking.collect()
    (gap,) = [one for one in asking.gaps() if one.title.startswith(DRIVE)]
    said(asking, gap.id, by="U0OWNER")
    assert [one.answers for one in asking.gap(gap.id).answers] == [tuple(asked)]


def test_people_are_asked_once_and_the_next_when_one_hands_it_on(asking: Asking, library: Library, gap_id: str) -> None:
    with library.database.transaction() as session:
        ask = (session, library.workspace, gap_id)
        assert service.ask(*ask, ["U0OWNER"], by="U1", now=asking.now) == ("U0OWNER",)
        assert service.ask(*ask, ["U0OWNER"], by="U2", now=asking.now) == ()
        assert service.decline(*ask, "U0OWNER", now=asking.now) == ("U0EDITOR",)
    found = asking.gap(gap_id)
    assert found.summary.state is GapState.ASKED
    assert [(one.person, one.by, one.declined_at) for one in found.asked] == [("U0OWNER", "U1", asking.now)]


@pytest.mark.parametrize("state", [GapState.SET_ASIDE, GapState.CLOSED, GapState.ANSWERED, GapState.OPEN])
def test_whatever_was_done_with_a_gap_people_are_asked_anew_once(
    asking: Asking, library: Library, gap_id: str, state: GapState
) -> None:
    later = asking.now + timedelta(days=1)
    with library.database.transaction() as session:
        ask = (session, library.workspace, gap_id)
        service.ask(*ask, ["U0OWNER", "U0EDITOR"], by="U1", now=asking.now)
        service.decline(*ask, "U0EDITOR", now=asking.now)
        service.move(*ask, state, by=OPERATOR, now=asking.now)
        assert service.ask(*ask, ["U0OWNER", "U0EDITOR"], by="U2", now=later) == ("U0OWNER", "U0EDITOR")
        assert service.ask(*ask, ["U0OWNER", "U0EDITOR"], by="U3", now=later) == ()
    found = asking.gap(gap_id)
    assert found.summary.state is GapState.ASKED
    assert {(one.by, one.at, one.declined_at) for one in found.asked} == {("U2", later, None)}


def test_whoever_answered_is_asked_anew_when_somebody_else_asks(asking: Asking, library: Library, gap_id: str) -> None:
    later = asking.now + timedelta(days=1)
    with library.database.transaction() as session:
        service.ask(session, library.workspace, gap_id, ["U0OWNER"], by="U1", now=asking.now)
    said(asking, gap_id, by="U0OWNER")
    with library.database.transaction() as session:
        ask = (session, library.workspace, gap_id)
        assert service.ask(*ask, ["U0EDITOR"], by="U1", now=asking.now + timedelta(hours=1)) == ("U0EDITOR",)
        assert service.ask(*ask, ["U0OWNER", "U0EDITOR"], by="U2", now=later) == ("U0OWNER",)


def test_whoever_was_asked_or_may_close_gaps_answers_and_nobody_else(
    asking: Asking, library: Library, gap_id: str
) -> None:
    with library.database.transaction() as session:
        service.ask(session, library.workspace, gap_id, ["U0EXPERT"], by="U1", now=asking.now)
    said(asking, gap_id, by="U0EXPERT", text="Yes, with a seat belt.")
    said(asking, gap_id, by="U0EDITOR", minutes=1)
    with pytest.raises(NotAllowed):
        said(asking, gap_id, by="U1")
    found = asking.gap(gap_id)
    assert [(one.by, one.text) for one in found.answers] == [
        ("U0EXPERT", "Yes, with a seat belt."),
        ("U0EDITOR", "Yes."),
    ]
    assert found.summary.state is GapState.ANSWERED


def test_a_persons_answer_answers_what_she_saw_and_what_asks_the_same_and_nothing_else(
    asking: Asking, library: Library
) -> None:
    gift, opposite = "Can I give my mentee a gift?", "Can my mentee give me a gift?"
    seen, same = asking.ask(gift), asking.ask("Can I give my mentee the gift?", by="U2")
    asking.ask(opposite, by="U3", channel="D0HERS")
    asking.collect()
    (gap,) = asking.gaps()
    kept = new_id()
    with library.database.transaction() as session:
        there = (session, library.workspace, gap.id)
        service.answer(*there, kept, "A small one.", answers=[seen], seen=None, by="U0OWNER", now=asking.now)
        assert [one.id for one in questions.answered_by(session, library.workspace, kept)] == [seen, same]
    assert gap.questions == 3
    assert [one.answers for one in asking.gap(gap.id).answers] == [(seen, same)]
    asking.answer(same, ANSWERED)
    with library.database.reading() as session:
        assert [one.id for one in questions.answered_by(session, library.workspace, kept)] == [seen]


def test_of_two_who_answer_at_once_the_second_is_told_of_the_first(asking: Asking, library: Library) -> None:
    gift, opposite = asking.ask("Can I give my mentee a gift?"), asking.ask("Can my mentee give me a gift?", by="U2")
    asking.collect()
    (gap,) = asking.gaps()
    first, second = new_id(), new_id()
    with library.database.transaction() as session:
        answer = partial(service.answer, session, library.workspace, gap.id, now=asking.now)
        assert answer(first, "Yes.", answers=[gift], seen=None, by="U0OWNER")
        assert not answer(first, "Something else", answers=[gift], seen=None, by="U0OWNER")
        with pytest.raises(AnsweredMeanwhile) as refused:
            answer(second, "No.", answers=[gift, opposite], seen=None, by="U0EDITOR")
        # That is another question, and this one was looked at.
        assert answer(second, "No.", answers=[opposite], seen=None, by="U0EDITOR")
        with pytest.raises(AnsweredMeanwhile):
            answer(new_id(), "No.", answers=[opposite], seen=first, by="U0OWNER")
        assert answer(new_id(), "Yes, both.", answers=[gift, opposite], seen=second, by="U0EDITOR")
    assert (refused.value.by, refused.value.at) == ("U0OWNER", asking.now)
    assert [one.text for one in asking.gap(gap.id).answers if gift in one.answers] == ["Yes.", "Yes, both."]


def test_what_all_askers_took_back_meanwhile_is_not_answered(asking: Asking, library: Library, gap_id: str) -> None:
    gone = [new_id()]
    with pytest.raises(GapNotFound), library.database.transaction() as session:
        service.answer(
            session, library.workspace, gap_id, new_id(), "Yes.", answers=gone, seen=None, by="U0OWNER", now=asking.now
        )
    assert asking.gap(gap_id).answers == ()


def test_a_gap_is_given_to_somebody_by_whoever_may(asking: Asking, library: Library, gap_id: str) -> None:
    with library.database.transaction() as session:
        give = partial(service.give, session, library.workspace, gap_id, by="U0EDITOR", now=asking.now)
        assert give("U0EDITOR")
        assert not give("U0EDITOR")
    assert asking.gap(gap_id).summary.owner == "U0EDITOR"
    for by, person, error in (
        ("U1", "U0OWNER", NotAllowed),
        ("U0OWNER", "no one", PersonUnusable),
        ("U0OWNER", "U1", GapOwnerUnfit),
    ):
        with pytest.raises(error), library.database.transaction() as session:
            service.give(session, library.workspace, gap_id, person, by=by, now=asking.now)
    with library.database.reading() as session:
        (entry, *_) = entries(session, library.workspace, limit=1)
    assert (entry.action, entry.subject, entry.after) == ("gap changed", gap_id, {"owner": "U0EDITOR"})


@pytest.mark.parametrize("gap", ["nonsense", "01a21773-84cd-77fd-94fa-0ed08b498d3b"])
def test_what_is_no_gap_of_the_workspace_is_said_to_be_none(asking: Asking, library: Library, gap: str) -> None:
    with pytest.raises(GapNotFound), library.database.transaction() as session:
        service.move(session, library.workspace, gap, GapState.CLOSED, by=OPERATOR, now=asking.now)


def test_the_log_holds_no_words_of_a_question(asking: Asking, library: Library, gap_id: str) -> None:
    with library.database.transaction() as session:
        service.move(session, library.workspace, gap_id, GapState.SET_ASIDE, by="U0OWNER", now=asking.now)
    with library.database.reading() as session:
        assert DRIVE not in repr(entries(session, library.workspace, limit=10))


def test_a_gap_is_closed_only_once_all_of_it_is_answered(asking: Asking, library: Library, gap_id: str) -> None:
    asked = (library.workspace, gap_id)
    with library.database.transaction() as session:
        assert not service.close_if_settled(session, *asked, now=asking.now)
    asking.answer(asking.gap(gap_id).questions[0].id, ANSWERED)
    with library.database.transaction() as session:
        assert service.close_if_settled(session, *asked, now=asking.now)
        assert service.close_if_settled(session, *asked, now=asking.now)
    assert asking.gap(gap_id).summary.state is GapState.CLOSED


def test_an_asker_is_told_once_of_each_answer(asking: Asking, library: Library, gap_id: str) -> None:
    question = asking.gap(gap_id).questions[0].id

    def untold() -> list[str]:
        with library.database.reading() as session:
            return [one.id for one in questions.untold(session, library.workspace, since=asking.now, limit=9)]

    assert untold() == []
    for minutes in (0, 2):
        with library.database.transaction() as session:
            service.note_news(session, [question], now=asking.now + timedelta(minutes=minutes))
        assert untold() == [question]
        assert not asking.gap(gap_id).questions[0].is_told
        with library.database.transaction() as session:
            service.told(session, [question], now=asking.now + timedelta(minutes=minutes + 1))
        assert untold() == []
        assert asking.gap(gap_id).questions[0].is_told
    with library.database.transaction() as session:
        service.note_news(session, [question], now=asking.now - timedelta(days=30))
    assert untold() == []


def test_what_is_not_answered_is_asked_again_once_with_what_was_added(asking: Asking, library: Library) -> None:
    drive, fee, old = asking.ask(DRIVE), asking.ask(FEE), asking.ask("Where can I park my bicycle?")
    asking.collect()
    aside = next(one for one in asking.gaps() if one.title.startswith("Where"))
    with library.database.transaction() as session:
        service.move(session, library.workspace, aside.id, GapState.SET_ASIDE, by=OPERATOR, now=asking.now)

    def due(added: datetime, *, first: Sequence[str] = (), limit: int = 9) -> list[str]:
        with library.database.reading() as session:
            page = questions.to_ask_again(session, library.workspace, added=added, first=first, limit=limit)
            return [one.id for one in page]

    assert due(NOW) == []
    assert due(asking.now) == [drive, fee]
    first = [one.id for one in asking.gaps() if one.title == FEE]
    assert due(asking.now, first=first) == [fee, drive]
    with library.database.transaction() as session:
        service.asked_again(session, due(asking.now, first=first, limit=1), added=asking.now)
    assert due(asking.now) == [drive]
    assert due(asking.now + timedelta(days=1)) == [drive, fee]
    asking.answer(drive, ANSWERED)
    assert due(asking.now) == []
    assert old not in due(asking.now)


def test_gaps_are_found_by_what_people_answered_to_them(asking: Asking, library: Library, gap_id: str) -> None:
    said_once = said(asking, gap_id, by="U0OWNER")
    standard, question = new_id(), asking.gap(gap_id).questions[0].id
    later = asking.now + timedelta(minutes=1)
    with library.database.transaction() as session:
        service.answer(
            session,
            library.workspace,
            gap_id,
            standard,
            "Yes.",
            answers=[question],
            seen=said_once,
            standard_id=standard,
            by="U0OWNER",
            now=later,
        )
        assert queries.gaps_of_standard(session, library.workspace, [standard, new_id()]) == [gap_id]
        assert queries.undone_answers(session, library.workspace) == [(gap_id, said_once), (gap_id, standard)]
        service.move(session, library.workspace, gap_id, GapState.CLOSED, by=OPERATOR, now=later)
        assert queries.undone_answers(session, library.workspace) == []


def test_a_page_shows_first_what_most_people_wait_for(asking: Asking, library: Library) -> None:
    for person in ("U1", "U2"):
        asking.ask(FEE, by=person)
    asking.ask(DRIVE)
    asking.collect()
    with library.database.reading() as session:
        first = gap_page(session, library.workspace, page=0, size=1)
        last = gap_page(session, library.workspace, page=9, size=1)
    assert [(one.rows[0].title, one.total) for one in (first, last)] == [(FEE, 2), (DRIVE, 2)]


def test_no_cell_of_the_file_is_a_formula(asking: Asking) -> None:
    asking.ask('=HYPERLINK("http://evil.example","Who pays?")')
    asking.collect()
    head, row = write_csv(asking.gaps()).splitlines()
    assert head == ",".join(COLUMNS)
    assert "'=HYPERLINK" in row


def test_the_trend_counts_each_question_in_its_week_by_its_newest_answer(asking: Asking, library: Library) -> None:
    asking.ask(DRIVE, given=ANSWERED)
    asking.judge(asking.answer(asking.ask(FEE), PARTLY), helpful=False)
    asking.ask("Is there a fee?", given=replace(NOTHING, mode=Mode.STANDARD))
    asking.ask("Where do we meet?")
    asking.ask("Hello?", given=None)
    with library.database.reading() as session:
        before, now = trend(session, library.workspace, now=NOW + timedelta(days=3), weeks=2)
    assert before == Week(date(2026, 10, 26), answered=1, partly=1, standard=1, not_in_guides=1, unhelpful=1)
    assert (before.asked, now) == (4, Week(date(2026, 11, 2)))


def test_the_trend_counts_no_wish_to_have_an_answer_said_in_another_way(asking: Asking, library: Library) -> None:
    asking.ask(DRIVE, given=ANSWERED)
    for wish in ("shorter", "in Spanish, please", "explain it for a new mentor"):
        asking.ask(wish, given=ANSWERED)
    asking.ask("And the first one?", given=replace(ANSWERED, mode=Mode.PASSAGE))
    asking.ask("in Spanish", given=NOTHING)
    with library.database.reading() as session:
        (week,) = trend(session, library.workspace, now=NOW, weeks=1)
    assert (week.asked, week.answered) == (1, 1)


def test_only_an_answer_that_rests_on_other_words_settles_what_did_not_help() -> None:
    before = answered(cited("cars"))
    assert settles(NOTHING, before)
    assert settles(None, before)
    assert not settles(before, before)
    assert settles(before, answered(cited("cars"), replace(cited("trips"), number=2, quote="Yes.")))
    assert not settles(NOTHING, answered(cited("cars"), outcome=Outcome.PARTLY))


def test_a_standard_answer_that_did_not_help_does_not_settle_its_question_later() -> None:
    said = StandardAnswer(new_id(), FEE, "The office.", "U0OWNER", NOW, "everybody")
    before = replace(NOTHING, mode=Mode.STANDARD, standard=said)
    assert settles(NOTHING, before)
    assert not settles(before, before)
    assert not settles(before, replace(before, standard=replace(said, id=new_id())))
    assert settles(before, replace(before, standard=replace(said, id=new_id(), text="Mentors do.")))
    assert settles(before, replace(answered(cited("cars")), mode=Mode.STANDARD, standard=said))
