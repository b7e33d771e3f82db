from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from knowledge.answering.answer import Answer, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import service as talk
from knowledge.conversations.forgetting import forget_words
from knowledge.conversations.values import Asked
from knowledge.gaps import gathering, service
from knowledge.gaps.gathering import Gathered
from knowledge.gaps.likeness import Likeness
from knowledge.gaps.models import GapQuestionRow
from knowledge.gaps.placing import Found, Vectorised, place, planned
from knowledge.gaps.questions import untold
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.topics import topic_of
from knowledge.gaps.values import GapState, Why
from knowledge.guides.models import Guide
from knowledge.members.roles import OPERATOR, Role
from knowledge.standard.values import StandardAnswer
from storage.schema import new_id
from storage.workspaces import ensure_workspace
from tests.knowledge.gaps.people import ANSWERED, NOTHING, Asking, OfAnotherModel, nothing_but
from tests.knowledge.library import NOW, Library

DRIVE, DRIVE_TOO = "Can I drive my mentee in my own car?", "May I drive my mentee in my own car?"
FEE = "Who pays for the background check?"
MINUTES = 24 * 60
PARTLY = Answer(Outcome.PARTLY, (), (), (), 0.5)


@pytest.fixture
def asking(library: Library) -> Asking:
    return Asking(library)


def test_what_several_people_ask_in_vain_is_one_gap_called_by_the_question_in_the_middle(asking: Asking) -> None:
    asking.ask(DRIVE, by="U1")
    asking.ask(DRIVE_TOO, by="U2")
    asking.ask(DRIVE_TOO, by="U2")
    asking.ask(FEE, by="U3")
    assert asking.collect().questions == 4
    drive, fee = asking.gaps()
    assert (drive.title, drive.questions, drive.unsettled, drive.askers) == (DRIVE_TOO, 3, 3, 2)
    assert (drive.since, drive.latest) == (NOW + timedelta(minutes=1), NOW + timedelta(minutes=5))
    assert (fee.title, fee.askers, fee.state) == (FEE, 1, GapState.OPEN)


def test_gathering_again_changes_nothing(asking: Asking) -> None:
    asking.ask(DRIVE)
    asking.collect()
    before = asking.gaps()
    assert asking.collect() == Gathered(0, ())
    assert asking.gaps() == before
    library = asking.library
    assert not gathering.is_due(library.database, library.workspace, now=asking.now)
    with library.database.reading() as session:
        assert gathering.models(session, library.workspace) == {library.embedder.model_id}


def test_what_was_answered_or_only_told_is_no_gap(asking: Asking) -> None:
    asking.ask(DRIVE, given=ANSWERED)
    asking.ask(FEE, given=PARTLY)
    asking.ask("Hello there, who are you?", given=None)
    asking.answer(asking.ask("What is a match?"), ANSWERED)
    said = StandardAnswer(new_id(), "Is there a fee?", "Yes.", "U0BOSS", NOW, "everybody")
    asking.ask("Is there a fee?", given=replace(NOTHING, mode=Mode.STANDARD, standard=said))
    assert asking.collect() == Gathered(0, ())
    assert asking.gaps() == []


def test_an_answer_that_did_not_help_leaves_its_question_open_until_a_better_one(asking: Asking) -> None:
    question = asking.ask(DRIVE, given=None)
    asking.judge(asking.answer(question, ANSWERED), helpful=False)
    asking.collect()
    (gap,) = asking.gaps()
    assert asking.gap(gap.id).questions[0].why is Why.UNHELPFUL
    assert gap.unsettled == 1
    asking.answer(question, ANSWERED)
    asking.collect()
    (gap,) = asking.gaps()
    assert (gap.unsettled, gap.state) == (0, GapState.CLOSED)


def test_a_gap_is_closed_when_all_of_it_is_answered_and_opened_when_that_does_not_help(asking: Asking) -> None:
    first, second = asking.ask(DRIVE), asking.ask(DRIVE_TOO, by="U2")
    asking.collect()
    asking.answer(first, ANSWERED)
    asking.collect()
    assert [one.state for one in asking.gaps()] == [GapState.OPEN]
    last = asking.answer(second, ANSWERED)
    asking.collect(days=6.5 / MINUTES)
    assert [one.state for one in asking.gaps()] == [GapState.CLOSED]
    asking.judge(last, helpful=False, by="U2")
    asking.collect()
    assert [one.state for one in asking.gaps()] == [GapState.OPEN]


def test_who_asks_again_what_was_closed_opens_it_but_not_what_was_set_aside(asking: Asking, library: Library) -> None:
    asking.ask(DRIVE)
    asking.ask(FEE)
    asking.collect()
    for one, state in zip(asking.gaps(), (GapState.CLOSED, GapState.SET_ASIDE), strict=True):
        with library.database.transaction() as session:
            service.move(session, library.workspace, one.id, state, by=OPERATOR, now=asking.now)
    asking.ask(DRIVE, by="U2")
    asking.ask(FEE, by="U2")
    asking.collect()
    assert {one.state for one in asking.gaps()} == {GapState.OPEN, GapState.SET_ASIDE}
    assert [one.questions for one in asking.gaps()] == [2, 2]


def test_a_question_that_is_taken_back_leaves_its_gap_with_all_of_its_words(asking: Asking, library: Library) -> None:
    question = asking.ask(DRIVE)
    asking.collect()
    (gap,) = asking.gaps()
    with library.database.transaction() as session:
        service.ask(session, library.workspace, gap.id, ["U9"], by="U1", now=asking.now)
        there = (session, library.workspace, gap.id)
        service.answer(*there, new_id(), "Yes.", answers=[question], seen=None, by="U9", now=asking.now)
        talk.withdraw(session, library.workspace, "C1", "1.0", now=asking.now)
        service.leave(session, library.workspace, [question])
    assert asking.gaps() == []
    assert asking.collect() == Gathered(0, ())


def test_what_is_withdrawn_unseen_by_the_gaps_leaves_at_the_next_gathering(asking: Asking, library: Library) -> None:
    asking.ask(DRIVE)
    asking.ask(DRIVE_TOO, by="U2")
    asking.collect()
    with library.database.transaction() as session:
        talk.withdraw(session, library.workspace, "C1", "1.0", now=asking.now)
    asking.collect()
    (gap,) = asking.gaps()
    assert (gap.title, gap.questions) == (DRIVE_TOO, 1)


def reworded(asking: Asking, text: str) -> None:
    """The first question is changed where it was asked."""
    with asking.library.database.transaction() as session:
        again = Asked("Ev2", "C1", "1.0", "1.0", "U1", text, "1.5")
        talk.reword(session, asking.library.workspace, again, now=asking.now)


def test_a_question_that_asks_for_something_else_now_goes_to_another_gap_and_who_was_asked_hears(
    asking: Asking, library: Library
) -> None:
    question = asking.ask(DRIVE, given=PARTLY)
    note = (library.database, library.embedder, library.workspace)
    before = gathering.note_now(*note, question, now=asking.now)
    assert before is not None
    with library.database.transaction() as session:
        service.ask(session, library.workspace, before, ["U9"], by="U1", now=asking.now)
    reworded(asking, FEE)
    assert asking.collect() == Gathered(1, ((before, "U9"),))
    (gap,) = asking.gaps()
    assert (gap.title, gap.id != before, asking.gap(gap.id).asked) == (FEE, True, ())
    assert asking.gap(gap.id).questions[0].why is Why.WANTED
    assert asking.collect() == Gathered(0, ())


def test_a_question_of_which_a_slip_is_mended_keeps_its_gap_with_who_was_asked(
    asking: Asking, library: Library
) -> None:
    question = asking.ask(DRIVE.replace("mentee", "mentees"), given=PARTLY, channel="C1")
    note = (library.database, library.embedder, library.workspace)
    gap_id = gathering.note_now(*note, question, now=asking.now)
    assert gap_id is not None
    with library.database.transaction() as session:
        service.ask(session, library.workspace, gap_id, ["U9"], by="U1", now=asking.now)
    reworded(asking, DRIVE)
    assert gathering.is_due(library.database, library.workspace, now=asking.now)
    assert asking.collect() == Gathered(1, ())
    assert not gathering.is_due(library.database, library.workspace, now=asking.now)
    found = asking.gap(gap_id)
    assert (found.summary.title, found.summary.state) == (DRIVE, GapState.ASKED)
    assert [(one.why, one.is_shown) for one in found.questions] == [(Why.WANTED, True)]
    assert [one.person for one in found.asked] == ["U9"]


def test_what_was_answered_before_a_question_was_reworded_does_not_answer_it(asking: Asking, library: Library) -> None:
    question = asking.ask(DRIVE)
    asking.collect()
    (gap,) = asking.gaps()
    asking.role("U9", Role.OWNER)
    with library.database.transaction() as session:
        there = (session, library.workspace, gap.id)
        service.answer(*there, new_id(), "Yes.", answers=[question], seen=None, by="U9", now=asking.now)
        service.note_news(session, [question], now=asking.now)
    reworded(asking, DRIVE_TOO)
    asking.collect()
    (said,) = asking.gap(gap.id).answers
    assert (said.text, said.answers) == ("Yes.", ())
    with library.database.reading() as session:
        assert untold(session, library.workspace, since=NOW, limit=9) == []


def test_another_model_changes_the_vectors_and_nothing_else(asking: Asking, library: Library) -> None:
    wanted, answered = asking.ask(FEE, given=PARTLY), asking.ask(DRIVE)
    note = (library.database, library.embedder, library.workspace)
    gathering.note_now(*note, wanted, now=asking.now)
    asking.collect()
    asking.role("U9", Role.OWNER)
    drive, fee = sorted(asking.gaps(), key=lambda one: one.title)
    with library.database.transaction() as session:
        there = (session, library.workspace)
        service.give(*there, drive.id, "U9", by="U9", now=asking.now)
        service.ask(*there, drive.id, ["U8"], by="U1", now=asking.now)
        service.answer(*there, drive.id, new_id(), "Yes.", answers=[answered], seen=None, by="U8", now=asking.now)
        service.told(session, [answered], now=asking.now)
        service.move(*there, fee.id, GapState.SET_ASIDE, by="U9", now=asking.now)
    before = [asking.gap(one.id) for one in (drive, fee)]
    other = OfAnotherModel(library.embedder)
    asking.ask(DRIVE_TOO, by="U2")
    # Where it belongs can't be told before the others have vectors of that model.
    assert [asking.collect(embedder=other) for _ in range(3)] == [
        Gathered(2, ()),
        Gathered(1, ((drive.id, "U8"),)),
        Gathered(0, ()),
    ]
    after = asking.gap(drive.id)
    assert (after.questions[0], after.asked, after.answers) == (
        before[0].questions[0],
        before[0].asked,
        before[0].answers,
    )
    assert (after.summary.questions, after.summary.owner, asking.gap(fee.id)) == (2, "U9", before[1])
    with library.database.reading() as session:
        assert gathering.models(session, library.workspace) == {other.model_id}


def test_what_changed_since_it_was_worked_out_where_questions_belong_is_seen(asking: Asking, library: Library) -> None:
    first, second = asking.ask(DRIVE), asking.ask(DRIVE_TOO, by="U2")
    vectors = [library.embedder.embed_question(text) for text in (DRIVE, DRIVE_TOO)]
    found = [Found(one, "", "1.0", Why.UNANSWERED, is_shown=True) for one in (first, second)]
    likeness = Likeness(library.embedder.embed_question)
    each = [Vectorised([one], [vector], "m", likeness) for one, vector in zip(found, vectors, strict=True)]
    with library.database.transaction() as session:
        plans = [planned(session, library.workspace, one) for one in each]
        for one, plan in zip(each, plans, strict=True):
            place(session, library.workspace, one, plan, asking.now)
    assert [one.questions for one in asking.gaps()] == [2]


def test_a_gap_that_is_closed_leaves_cards_that_say_something_else(asking: Asking, library: Library) -> None:
    question = asking.ask(DRIVE)
    asking.collect()
    (gap,) = asking.gaps()
    with library.database.transaction() as session:
        service.ask(session, library.workspace, gap.id, ["U9", "U8"], by="U1", now=asking.now)
    asking.answer(question, ANSWERED)
    assert asking.collect() == Gathered(0, ((gap.id, "U8"), (gap.id, "U9")))
    assert asking.collect() == Gathered(0, ())


def test_whoever_wants_a_person_to_answer_gets_a_gap_at_once_also_for_what_is_answered_partly(
    asking: Asking, library: Library
) -> None:
    question = asking.ask(DRIVE, given=PARTLY)
    note = (library.database, library.embedder, library.workspace, question)
    found = gathering.note_now(*note, now=asking.now)
    assert found is not None
    assert gathering.note_now(*note, now=asking.now) == found
    assert asking.gap(found).questions[0].why is Why.WANTED
    assert asking.gap(found).summary.unsettled == 1


def test_what_was_asked_where_not_everybody_reads_is_shown_only_once_its_asker_wants_an_answer(
    asking: Asking, library: Library
) -> None:
    question = asking.ask(DRIVE, channel="D0HERS")
    asking.collect()
    (gap,) = asking.gaps()
    assert (gap.title, gap.questions) == ("", 1)
    asking.ask(DRIVE_TOO, by="U2")
    asking.collect()
    assert [one.title for one in asking.gaps()] == [DRIVE_TOO]
    gathering.note_now(library.database, library.embedder, library.workspace, question, now=asking.now)
    assert asking.gap(gap.id).questions[0].is_shown


def test_what_nobody_holds_any_more_gets_no_gap(asking: Asking, library: Library) -> None:
    question = asking.ask(DRIVE)
    with library.database.transaction() as session:
        talk.withdraw(session, library.workspace, "C1", "1.0", now=asking.now)
    found = gathering.note_now(library.database, library.embedder, library.workspace, question, now=asking.now)
    assert found is None


def test_a_gap_belongs_to_whom_the_nearest_guide_belongs_and_else_to_whoever_may_close_it(
    asking: Asking, library: Library
) -> None:
    asking.role("U0BOSS", Role.OWNER)
    owners = {"cars": "U0CARS", "trips": "U0TRIPS", "money": None}
    with library.database.transaction() as session:
        for key, owner in owners.items():
            session.add(Guide(workspace_id=library.workspace, key=key, owner_person=owner, created_at=NOW))
    asking.ask(DRIVE, given=nothing_but("money", "trips", "cars"))
    asking.ask(FEE, given=nothing_but("money"))
    asking.collect()
    drive, fee = sorted(asking.gaps(), key=lambda one: one.title)
    assert (drive.owner, fee.owner) == ("U0TRIPS", "U0BOSS")
    with library.database.reading() as session:
        topic = topic_of(session, library.workspace, drive.id)
    assert topic.others() == ("U0TRIPS", "U0CARS", "U0BOSS")


def test_what_was_asked_long_ago_is_let_be(asking: Asking) -> None:
    asking.ask(DRIVE)
    assert asking.collect(days=91) == Gathered(0, ())


def test_another_workspace_has_gaps_of_its_own(asking: Asking, library: Library) -> None:
    asking.ask(DRIVE)
    with library.database.transaction() as session:
        other = ensure_workspace(session, "other", now=NOW)
    there = (library.database, library.embedder, other)
    assert gathering.collect(*there, is_open=lambda _: True, now=asking.now) == Gathered(0, ())
    assert asking.collect().questions == 1
    with library.database.reading() as session:
        assert gap_page(session, other).total == 0
        assert gap_page(session, library.workspace).total == 1


def test_the_same_few_words_after_different_questions_are_no_gap_together(asking: Asking, library: Library) -> None:
    asking.ask("And at night?", given=replace(NOTHING, understood=f"{DRIVE} And at night?"))
    question = asking.ask(
        "And at night?", by="U2", given=replace(NOTHING, understood="Who pays the fee? And at night?")
    )
    asking.collect()
    drive, fee = sorted(asking.gaps(), key=lambda one: one.title)
    assert (drive.title, fee.title) == (f"{DRIVE} And at night?", "Who pays the fee? And at night?")
    assert [one.text for one in asking.gap(fee.id).questions] == [fee.title]
    note = (library.database, library.embedder, library.workspace, question)
    assert gathering.note_now(*note, now=asking.now) == fee.id


def test_once_what_a_question_was_understood_with_is_gone_its_own_words_are_left_in_the_gap(
    asking: Asking, library: Library
) -> None:
    asking.ask("And at night?", given=replace(NOTHING, understood=f"{DRIVE} And at night?"))
    asking.collect()
    (gap,) = asking.gaps()
    with library.database.transaction() as session:
        before = session.scalars(select(GapQuestionRow.vector)).one()
        forget_words(session, [question.id for question in asking.gap(gap.id).questions])
    assert [one.title for one in asking.gaps()] == ["And at night?"]
    assert gathering.is_due(library.database, library.workspace, now=asking.now)
    asking.collect()
    with library.database.reading() as session:
        assert session.scalars(select(GapQuestionRow.vector)).one() != before
    assert not gathering.is_due(library.database, library.workspace, now=asking.now)
