from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed, QuestionUnusable, StandardAnswerUnusable
from knowledge.gaps.service import answer, leave
from knowledge.members.roles import OPERATOR, Role
from knowledge.standard.finding import StandardAnswers, embed_anew
from knowledge.standard.models import StandardAnswerRow
from knowledge.standard.queries import newest_of_gap, standard_answer, standard_answers
from knowledge.standard.service import LONGEST, retire, save
from storage.schema import new_id
from storage.workspaces import ensure_workspace
from tests.knowledge.gaps.people import NOTHING, Asking
from tests.knowledge.library import NOW, Library

FEE, YES = "Is there a fee for mentors?", "No. Everything is free for mentors."


def keep(
    library: Library,
    question: str = FEE,
    text: str = YES,
    *,
    by: str = OPERATOR,
    audience: str = "everybody",
    minutes: int = 0,
    standard_id: str | None = None,
) -> str:
    """Save a standard answer so many minutes after ``NOW``; returns its id."""
    key, vector = standard_id or new_id(), library.embedder.embed_question(question)
    with library.database.transaction() as session:
        save(
            session,
            library.workspace,
            key,
            question,
            text,
            vector=vector,
            model=library.embedder.model_id,
            audience=audience,
            by=by,
            now=NOW + timedelta(minutes=minutes),
        )
    return key


def found(library: Library, question: str, audiences: Sequence[str] = ("everybody",)) -> str | None:
    said = StandardAnswers(library.database, lambda: library.embedder, library.workspace).find(question, audiences)
    return said.text if said is not None else None


def test_whoever_asks_the_same_is_told_what_a_person_answered(library: Library) -> None:
    keep(library)
    assert found(library, "is there a fee for mentors") == YES
    assert found(library, "Please tell me, is there any fee for mentors?") == YES


def test_whoever_asks_something_near_is_told_nothing(library: Library) -> None:
    keep(library)
    for near in ("Is there a fee for mentees?", "Why is there a fee for mentors?", "Is there no fee for mentors?"):
        assert found(library, near) is None


def test_only_those_are_told_for_whom_it_is(library: Library) -> None:
    keep(library, audience="channels:C1")
    assert found(library, FEE) is None
    assert found(library, FEE, ("everybody", "channels:C1")) == YES
    with library.database.transaction() as session:
        other = ensure_workspace(session, "other", now=NOW)
    assert StandardAnswers(library.database, lambda: library.embedder, other).find(FEE, ("channels:C1",)) is None


def test_a_later_answer_to_the_same_question_takes_the_place_of_the_one_before(library: Library) -> None:
    before = keep(library)
    keep(library, text="Yes, ten euros.", minutes=1)
    assert found(library, FEE) == "Yes, ten euros."
    with library.database.reading() as session:
        assert [one.text for one in standard_answers(session, library.workspace)] == ["Yes, ten euros."]
        kept = standard_answer(session, library.workspace, before)
    assert kept is not None
    assert kept.text == YES


def test_it_is_saved_once_however_often_that_is_said(library: Library) -> None:
    key = keep(library)
    keep(library, text="Something else", standard_id=key)
    assert found(library, FEE) == YES


def test_what_is_retired_is_told_to_nobody(library: Library) -> None:
    key = keep(library)
    with library.database.transaction() as session:
        assert retire(session, library.workspace, key, by=OPERATOR, now=NOW)
        assert not retire(session, library.workspace, key, by=OPERATOR, now=NOW)
    assert found(library, FEE) is None
    with library.database.reading() as session:
        log = [entry.action for entry in entries(session, library.workspace, limit=10)]
    assert log == ["standard answer retired", "standard answer saved"]


def test_only_whoever_may_close_gaps_saves_one(library: Library) -> None:
    Asking(library).role("U0EDITOR", Role.EDITOR)
    keep(library, by="U0EDITOR")
    with pytest.raises(NotAllowed):
        keep(library, by="U0LEARNER")
    with pytest.raises(NotAllowed), library.database.transaction() as session:
        retire(session, library.workspace, new_id(), by="U0LEARNER", now=NOW)


def test_what_says_nothing_or_too_much_is_refused(library: Library) -> None:
    for text, longest in ((" \n", 0), ("x" * (LONGEST + 1), LONGEST)):
        with pytest.raises(StandardAnswerUnusable) as refused:
            keep(library, text=text)
        assert refused.value.longest == longest
    with pytest.raises(QuestionUnusable):
        keep(library, question="?!")


def test_an_answer_to_a_gap_answers_those_of_its_questions_it_was_given_to_until_the_asker_takes_hers_back(
    library: Library,
) -> None:
    asking = Asking(library)
    mine, other, opposite = (
        "Can I give my mentee a gift?",
        "May I give my mentee a gift?",
        "Can my mentee give me a gift?",
    )
    seen = [asking.ask(mine), asking.ask(other, by="U2")]
    asking.ask(opposite, by="U3")
    asking.collect()
    (gap,) = asking.gaps()
    key = keep(library, "Are gifts fine?", "A small one.")
    with library.database.transaction() as session:
        give = partial(answer, session, library.workspace, gap.id, new_id(), "A small one.", by=OPERATOR)
        give(answers=seen, seen=None, standard_id=key, now=asking.now)
    assert found(library, mine) == found(library, other) == "A small one."
    assert found(library, opposite) is None
    with library.database.transaction() as session:
        leave(session, library.workspace, seen[1:])
    assert found(library, other) is None
    assert found(library, mine) is not None


def test_an_answer_to_a_follow_up_answers_what_it_was_understood_to_ask(library: Library) -> None:
    asking = Asking(library)
    understood = "Can I give my mentee a gift? And at night?"
    asked = asking.ask("And at night?", given=replace(NOTHING, understood=understood))
    asking.collect()
    (gap,) = asking.gaps()
    key = keep(library, "Are gifts fine?", "A small one.")
    with library.database.transaction() as session:
        give = partial(answer, session, library.workspace, gap.id, new_id(), "A small one.", by=OPERATOR)
        give(answers=[asked], seen=None, standard_id=key, now=asking.now)
    assert found(library, understood) == "A small one."
    assert found(library, "And at night?") is None


def test_of_a_gap_the_newest_answer_counts_that_is_given_still_and_is_for_who_looks(library: Library) -> None:
    asking = Asking(library)
    asked = asking.ask("Can I give my mentee a gift?")
    asking.collect()
    (gap,) = asking.gaps()
    open_to_all = keep(library, "Are gifts fine?", "A small one.")
    for_few = keep(library, "Are gifts fine?", "Ask Ana.", audience="channels:C1", minutes=1)
    elsewhere = keep(library, "Who pays for lunch?", "The office.", minutes=2)
    for number, key in enumerate((open_to_all, for_few)):
        with library.database.transaction() as session:
            give = partial(
                answer, session, library.workspace, gap.id, key, "A small one.", by=OPERATOR, standard_id=key
            )
            give(answers=[asked], seen=open_to_all if number else None, now=asking.now + timedelta(minutes=number))

    def newest(*audiences: str) -> str | None:
        with library.database.reading() as session:
            one = newest_of_gap(session, library.workspace, gap.id, audiences)
        return one.id if one is not None else None

    assert newest("everybody") == open_to_all
    assert newest("everybody", "channels:C1") == for_few != elsewhere
    with library.database.transaction() as session:
        retire(session, library.workspace, for_few, by=OPERATOR, now=NOW)
    assert newest("everybody", "channels:C1") == open_to_all


def test_the_log_holds_no_words_of_what_somebody_asked(library: Library) -> None:
    key = keep(library, "My mentee Ana is ill, whom do I tell?")
    with library.database.transaction() as session:
        retire(session, library.workspace, key, by=OPERATOR, now=NOW)
        assert "Ana" not in repr(entries(session, library.workspace, limit=10))


def test_after_a_change_of_the_model_answers_get_vectors_of_the_new_one(library: Library) -> None:
    key = keep(library)
    with library.database.transaction() as session:
        row = session.get_one(StandardAnswerRow, key)
        row.model, row.vector = "an older model", b"\0" * 8
    assert found(library, FEE) is None
    assert embed_anew(library.database, library.embedder, library.workspace) == 1
    assert found(library, FEE) == YES
    assert embed_anew(library.database, library.embedder, library.workspace) == 0
