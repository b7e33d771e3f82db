"""Journeys of questions whose events come in every order, and of threads that go while their question is answered."""

from collections.abc import Sequence
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from bot.settings import Transport
from knowledge.answering.answer import Answer
from tests.journeys.workplace import BEN, DEV, MENTORS, QUESTION, Workplace, copied, scripted, shown, workplace

EACH_TRANSPORT = pytest.mark.parametrize("transport", list(Transport))


@EACH_TRANSPORT
def test_in_whatever_order_a_question_and_its_edits_arrive_the_last_wording_is_answered_once(
    starter_library: Path, tmp_path: Path, transport: Transport
) -> None:
    with workplace(copied(starter_library, tmp_path), transport=transport, answering=scripted) as office:
        orders = list(permutations(range(4)))
        withheld = [office.withheld(partial(asked_and_reworded, office)) for _ in orders]
        for turn in range(4):
            office.deliver([told[order[turn]] for order, (_, told) in zip(orders, withheld, strict=True)])
        office.settle()
        answers = [office.answers(MENTORS, root) for root, _ in withheld]
    assert [len(found) for found in answers] == [1] * len(orders)
    (end,) = {shown(found[0]) for found in answers}
    assert "the third wording" in end


def test_in_whatever_order_a_question_a_reply_and_their_end_arrive_nothing_is_left(
    starter_library: Path, tmp_path: Path
) -> None:
    with workplace(copied(starter_library, tmp_path), answering=scripted) as office:
        orders = list(permutations(range(5)))
        told = [office.withheld(partial(asked_and_taken_back, office))[1] for _ in orders]
        for turn in range(5):
            office.deliver([told[i][order[turn]] for i, order in enumerate(orders)])
        office.settle()
        assert len(orders) == 120
        assert office.answers(MENTORS) == []


@EACH_TRANSPORT
@pytest.mark.parametrize("told", [True, False], ids=["told", "not_told"])
def test_nothing_is_left_in_the_channel_when_the_thread_is_deleted_while_its_question_is_answered(
    starter_library: Path, tmp_path: Path, transport: Transport, told: bool
) -> None:
    here: list[tuple[Workplace, str, str]] = []

    def answering(question: str, audiences: Sequence[str]) -> Answer:
        office, writer, root = here[0]
        if not told:
            office.slack.hold()
        office.slack.acts.delete(writer, MENTORS, root)
        return scripted(question)

    with workplace(copied(starter_library, tmp_path), transport=transport, answering=answering) as office:
        root = office.ask(DEV, MENTORS, "Does anybody know?")
        here.append((office, DEV, root))
        office.ask(BEN, MENTORS, f"@Fieldwise {QUESTION}", root)
        office.slack.until(lambda: [c for c in office.slack.calls if c.method in {"chat.postMessage", "chat.delete"}])
        office.settle()
        assert office.answers(MENTORS) == []
        office.slack.release()
        office.settle()
        assert office.answers(MENTORS) == []


def asked_and_reworded(office: Workplace) -> str:
    """A question, which comes as two events, and two edits of it."""
    root = office.ask(BEN, MENTORS, "@Fieldwise the first wording?")
    office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise the second wording?")
    office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise the third wording?")
    return root


def asked_and_taken_back(office: Workplace) -> str:
    """A question, which comes as two events, an edit of it, a question of another in its thread, and its deletion."""
    root = office.ask(BEN, MENTORS, "@Fieldwise the first wording?")
    office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise the second wording?")
    office.ask(DEV, MENTORS, "And later?", root)
    office.slack.acts.delete(BEN, MENTORS, root)
    return root
