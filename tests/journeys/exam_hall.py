"""A workspace with the starter library and a certification that asks every kind of question, and who sits its exam."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.durable import time_now
from bot.playground.people import direct
from bot.settings import Transport
from knowledge.members.roles import OPERATOR
from learning.attempts.queries import attempt, history, result
from learning.attempts.rules import Past
from learning.attempts.values import Attempt, Result, Slot
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.credentials.algorithms import FOLDER, Algorithm
from learning.credentials.keys import new_key
from learning.items.queries import version
from learning.items.responses import Chosen, Ordered, Paired, Response, Written
from learning.items.service import add, publish
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from storage import jobs
from tests.journeys.workplace import Message, Workplace, shown, workplace

CANARY = "xylophone"
GUIDE, PROOF = "recruiting-mentors.md", "four or more hours a month"
DEFINITION = Definition(
    key="all-kinds",
    title="All kinds of questions",
    summary="Asks in every way that there is.",
    competencies=(Competency("asked", "Whatever is asked"),),
    draws=(Draw("asked", 7),),
    passing=Passing(60.0, {"asked": 50.0}),
    attempts=3,
    waiting_days=1,
    minutes=30.0,
)
EXAM_ITEMS: dict[str, tuple[str, dict[str, Any]]] = {
    "one": (
        "single_choice",
        {
            "stem": "How many hours?",
            "options": [
                {"text": "Four or more a month", "right": True, "feedback": CANARY},
                {"text": "None at all"},
                {"text": "Whatever is left of the week once everything else is done and nobody calls"},
            ],
        },
    ),
    "many": (
        "multiple_choice",
        {
            "stem": "Which of these count?",
            "options": [{"text": "Time", "right": True}, {"text": "Care", "right": True}, {"text": "Money"}],
        },
    ),
    "true": ("true_false", {"stem": "Four hours are enough.", "right": True}),
    "pairs": (
        "matching",
        {"stem": "What belongs to what?", "pairs": [{"left": "L1", "right": "R1"}, {"left": "L2", "right": "R2"}]},
    ),
    "order": ("ordering", {"stem": "In which order?", "entries": ["First", "Second", "Third"]}),
    "text": ("short_text", {"stem": "Per what?", "accepted": ["month", f"month {CANARY}"]}),
    "number": ("numeric", {"stem": "How many?", "value": 4, "tolerance": 0, "unit": "hours"}),
}


@dataclass
class Clock:
    """The time, which can be moved."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return time_now() + self.ahead


@dataclass
class Hall:
    """The workspace, and what is looked at in it."""

    office: Workplace
    clock: Clock

    def furnish(self, **changes: Any) -> None:
        """Put the certification there, with an item of each kind for its exam and one of each for practice."""
        with self.office.services.database.transaction() as session:
            workspace = self.office.bot.parts.workspace
            put(session, workspace, replace(DEFINITION, **changes), by=OPERATOR, now=time_now())
            for pool in Pool:
                for name, (kind, content) in EXAM_ITEMS.items():
                    draft = ItemDraft(
                        f"{pool.value}-{name}", kind, pool, content, f"Because of the {CANARY}.", "asked",
                        Difficulty.EASY, (Quote(GUIDE, PROOF),),
                    )  # fmt: skip
                    version_id = add(session, workspace, draft, by=OPERATOR, now=time_now())
                    publish(session, workspace, version_id, by=OPERATOR, now=time_now())

    def make_key(self) -> None:
        """Have a key that signs what is earned."""
        folder = self.office.services.settings.data_dir / FOLDER
        with self.office.services.database.transaction() as session:
            new_key(session, self.office.bot.parts.workspace, folder, Algorithm.EDDSA, by=OPERATOR, now=time_now())

    def messages(self, person: str) -> list[Message]:
        """The bot's messages in a person's conversation, not those in threads."""
        return [m for m in self.office.answers(direct(person)) if m.get("thread_ts") in (None, m["ts"])]

    def asleep(self, person: str, message: Message, shows: Message) -> Message:
        """A message as a device that was asleep shows it, or as a forger makes it: with the buttons of another one."""
        client = WebClient(self.office.slack.bot_token, base_url=self.office.slack.api_url)
        client.chat_update(channel=direct(person), ts=message["ts"], text="as before", blocks=shows["blocks"])
        found = self.office.slack.workspace.message(direct(person), message["ts"])
        assert found is not None
        return found

    def shown_at(self, person: str, message: Message) -> str:
        """What a message of the bot says now."""
        return shown(self.office.slack.workspace.message(direct(person), message["ts"]) or {})

    def go_to(self, person: str, kind: str) -> Slot:
        """Go to the question of this kind; returns its slot."""
        slot = next(slot for slot in self.attempt(person).slots if self.kind(slot) == kind)
        if "exam_overview" in str(self.exam(person)["blocks"]):
            self.press(person, self.exam(person), "exam_overview")
        self.press(person, self.exam(person), "exam_go_to", str(slot.position))
        return slot

    def hand_in(self, person: str) -> None:
        """Hand the exam in, from whatever is shown of it."""
        self.press(person, self.exam(person), "exam_submit")
        self.press(person, self.exam(person), "exam_submit_sure")

    def given(self, person: str, slot: Slot) -> Response | None:
        """What is stored in this place."""
        return self.attempt(person).slots[slot.position - 1].given

    def last(self, person: str) -> Message:
        return self.messages(person)[-1]

    def say(self, person: str, text: str) -> Message:
        """Say something to the bot; returns the message that it says next."""
        before = len(self.messages(person))
        self.office.ask(person, direct(person), text)
        return self.office.slack.until(lambda: self.messages(person)[before:], 20)[-1]

    def press(
        self,
        person: str,
        message: Message,
        action: str,
        value: Any = None,
        block: str | None = None,
        values: dict[str, Any] | None = None,
    ) -> None:
        """Press or choose something in a message with these other fields, and wait until the bot is done with it."""
        self.office.slack.acts.click(person, direct(person), message["ts"], action, block, value, values)
        self.settle()

    def settle(self) -> None:
        """Wait until the bot has done all that it took, and what that has led to."""
        self.office.settle()
        while jobs.finish_left_over():
            pass

    def begin(self, person: str) -> Message:
        """Begin the exam from the card; returns the exam's message."""
        card = self.say(person, "certify me")
        self.press(person, card, "exam_start")
        return self.exam(person)

    def exam(self, person: str) -> Message:
        """The message in which the person's newest exam is shown, as it is now."""
        found = self.attempt(person)
        message = self.office.slack.workspace.message(found.channel or "", found.message or "")
        assert message is not None
        return message

    def past(self, person: str) -> list[Past]:
        with self.office.services.database.reading() as session:
            return history(session, self.office.bot.parts.workspace, person)

    def attempt(self, person: str) -> Attempt:
        """The newest attempt of a person."""
        with self.office.services.database.reading() as session:
            return attempt(session, self.office.bot.parts.workspace, self.past(person)[-1].attempt_id)

    def result(self, person: str) -> Result | None:
        with self.office.services.database.reading() as session:
            return result(session, self.office.bot.parts.workspace, self.past(person)[-1].attempt_id)

    def answer(self, person: str, slot: Slot, *, rightly: bool) -> None:
        """Answer the question that is shown, in this slot, with what stands in its message alone."""
        for act in acts(self.kind(slot), slot, self.right(slot), rightly=rightly):
            self.press(person, self.exam(person), *act(self.exam(person)))

    def kind(self, slot: Slot) -> str:
        with self.office.services.database.reading() as session:
            return version(session, self.office.bot.parts.workspace, slot.version_id).type

    def right(self, slot: Slot) -> Any:
        with self.office.services.database.reading() as session:
            item = version(session, self.office.bot.parts.workspace, slot.version_id)
        return TYPES[item.type].right(TYPES[item.type].read(item.content))


# What to press, what to choose there, and in which block, as the message says.
Act = Callable[[Message], tuple[str, Any, str | None]]


def acts(kind: str, slot: Slot, right: Any, *, rightly: bool) -> Iterator[Act]:
    """The presses by which a question is answered: each tells from the message what to press."""
    tokens = {key: token for token, key in slot.tokens if token[0] != "r"}
    others = {key: token for token, key in slot.tokens if token[0] == "r"}
    match right:
        case Chosen(keys):
            wanted = [token for key, token in tokens.items() if (key in keys) is rightly]
            yield partial(_ticked, wanted) if kind == "multiple_choice" else partial(_pressed, wanted[0])
        case Paired(pairs):
            rights = [key for _, key in pairs]
            for (left, _), right_key in zip(pairs, rights if rightly else rights[::-1], strict=True):
                yield partial(_selected, "answer_pair", f"{tokens[left]}:{others[right_key]}")
        case Ordered(order):
            for place, key in enumerate(order if rightly else order[::-1], 1):
                yield partial(_selected, "answer_place", f"{place}:{tokens[key]}")
        case Written(text):
            yield partial(_entered, text if rightly else "no idea")


def _ticked(values: list[str], _message: Message) -> tuple[str, Any, str | None]:
    return "answer_many", values, None


def _pressed(value: str, message: Message) -> tuple[str, Any, str | None]:
    return action_with(message, value), None, None


def _selected(action: str, value: str, message: Message) -> tuple[str, Any, str | None]:
    return action, value, block_with(message, value)


def _entered(text: str, _message: Message) -> tuple[str, Any, str | None]:
    return "answer_text", text, None


def action_with(message: Message, value: str) -> str:
    """The action of the button with this value."""
    return next(
        str(element["action_id"])
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("value") == value
    )


def block_with(message: Message, value: str) -> str:
    """The block with the select that has this option."""
    return next(
        str(block["block_id"])
        for block in message["blocks"]
        if any(one["value"] == value for one in block.get("accessory", {}).get("options", ()))
    )


def position(message: Message) -> int:
    """The question that an exam's message shows."""
    found = re.search(r"(?:question|pregunta) (\d+)", shown(message))
    assert found is not None, shown(message)
    return int(found[1])


@contextmanager
def exam_hall(
    data_dir: Path, *, transport: Transport = Transport.SOCKET, public_url: str | None = None, **changes: Any
) -> Iterator[Hall]:
    """The bot at work, with the certification, in which something may be otherwise than ``DEFINITION`` says."""
    clock = Clock()
    with workplace(data_dir, transport=transport, clock=clock, public_url=public_url) as office:
        hall = Hall(office, clock)
        hall.furnish(**changes)
        yield hall
