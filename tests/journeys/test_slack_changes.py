"""Journeys of questions that change: reworded, taken back, before or while they are answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.playground import messages
from bot.playground.deliveries import Delivery
from tests.journeys.workplace import (
    BEN,
    DEV,
    GROUP,
    MENTORS,
    QUESTION,
    Workplace,
)

FACT = "at least twice in the first month"
CLOSING = "@Fieldwise How should a match be closed?"
Order = Callable[[list[Delivery]], list[Delivery]]


@contextmanager
def held(office: Workplace, order: Order | int) -> Iterator[None]:
    """Slack keeps what happens inside to itself, and tells it afterwards in another order."""
    office.slack.hold()
    yield
    office.slack.release(order)


def backwards(deliveries: list[Delivery]) -> list[Delivery]:
    return deliveries[::-1]


def test_a_reworded_question_updates_the_one_answer(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    root = answer["thread_ts"]
    office.slack.acts.edit(BEN, MENTORS, root, CLOSING)
    office.settle()
    (changed,) = office.answers(MENTORS, root)
    assert changed["ts"] == answer["ts"]
    assert "clos" in changed["text"].lower()


def test_a_mention_put_in_later_makes_a_message_a_question(office: Workplace) -> None:
    root = office.ask(BEN, MENTORS, QUESTION)
    office.settle()
    assert office.answers(MENTORS, root) == []
    office.slack.acts.edit(BEN, MENTORS, root, f"@Fieldwise {QUESTION}")
    assert FACT in office.answer_to(MENTORS, root)["text"]


@pytest.mark.parametrize("channel", [MENTORS, GROUP, "D0BEN"])
def test_a_link_that_unfolds_changes_nothing(office: Workplace, channel: str) -> None:
    answer = office.asked(BEN, channel, f"@Fieldwise {QUESTION} See https://example.org/a")
    root = answer["thread_ts"]
    place = office.slack.workspace.channels[channel]
    office.settle()
    posted = len(office.slack.calls)
    messages.edit(office.slack.platform, place, root, {"attachments": [{"title": "An example"}]}, None)
    office.settle()
    assert office.answers(channel, root) == [answer]
    assert len(office.slack.calls) == posted


def test_an_edit_of_somebody_else_s_message_is_not_answered(office: Workplace) -> None:
    root = office.asked(BEN, MENTORS)["thread_ts"]
    thanks = office.ask(DEV, MENTORS, "Thanks", root)
    office.slack.acts.edit(DEV, MENTORS, thanks, "Thanks a lot!")
    office.settle()
    assert len(office.answers(MENTORS, root)) == 1


@pytest.mark.parametrize("channel", [MENTORS, "D0BEN"])
def test_with_its_question_the_answer_goes(office: Workplace, channel: str) -> None:
    root = office.asked(BEN, channel)["thread_ts"]
    office.slack.acts.delete(BEN, channel, root)
    office.slack.until(lambda: office.answers(channel, root) == [])
    office.settle()
    assert office.answers(channel, root) == []


def test_with_a_question_inside_a_thread_only_its_own_answer_goes(office: Workplace) -> None:
    first = office.asked(BEN, MENTORS)
    root = first["thread_ts"]
    later = office.ask(DEV, MENTORS, "And how should a match be closed?", root)
    office.answer_to(MENTORS, root, 2)
    office.slack.acts.delete(DEV, MENTORS, later)
    office.slack.until(lambda: len(office.answers(MENTORS, root)) == 1)
    assert [m["ts"] for m in office.answers(MENTORS, root)] == [first["ts"]]


def test_a_deletion_that_arrives_before_its_question_keeps_it_from_being_answered(office: Workplace) -> None:
    before = len(office.answers(MENTORS))
    with held(office, backwards):
        root = office.ask(BEN, MENTORS)
        office.slack.acts.delete(BEN, MENTORS, root)
    office.settle()
    assert len(office.answers(MENTORS)) == before


def test_an_edit_that_arrives_before_its_question_is_what_is_answered(office: Workplace) -> None:
    with held(office, backwards):
        root = office.ask(BEN, MENTORS)
        office.slack.acts.edit(BEN, MENTORS, root, CLOSING)
    office.answer_to(MENTORS, root)
    office.settle()
    (answer,) = office.answers(MENTORS, root)
    assert "clos" in answer["text"].lower()


def test_an_earlier_edit_that_arrives_after_a_later_one_changes_nothing(office: Workplace) -> None:
    with held(office, backwards):
        root = office.ask(BEN, MENTORS)
        office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise which payroll software should we buy?")
        office.slack.acts.edit(BEN, MENTORS, root, CLOSING)
    office.settle()
    (answer,) = office.answers(MENTORS, root)
    assert "clos" in answer["text"].lower()
