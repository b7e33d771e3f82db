"""A workspace with a certification of eight questions, and people who have sat its exam."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.durable import time_now
from bot.playground.people import direct
from knowledge.members.roles import OPERATOR, Role
from learning.attempts import service
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.queries import certification
from learning.certifications.service import put
from learning.certifications.values import Certification
from learning.items.queries import versions, versions_of
from learning.items.responses import Chosen
from learning.items.service import add, publish
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from learning.results.queries import results
from storage.database import Database
from storage.schema import new_id
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, Message, Workplace, shown, workplace

GUIDE, PROOF = "recruiting-mentors.md", "four or more hours a month"
KEY, QUESTIONS = "hours", 8
DEFINITION = Definition(
    key=KEY,
    title="Knows the hours",
    summary="Knows how much time a match takes.",
    competencies=(Competency("asked", "What is asked"),),
    draws=(Draw("asked", QUESTIONS),),
    passing=Passing(50.0),
    attempts=3,
)
# Whether a person answers a question rightly: its number, from 1.
Knows = Callable[[int], bool]


@dataclass
class Takers:
    """The certification, and who sits its exam without Slack."""

    database: Database
    workspace: str

    def furnish(self) -> None:
        """Put the certification there, with its items."""
        with self.database.transaction() as session:
            put(session, self.workspace, DEFINITION, by=OPERATOR, now=time_now())
            for number in range(1, QUESTIONS + 1):
                options = [{"text": "Right", "right": True}, {"text": "Wrong"}, {"text": "Neither"}]
                content = {"stem": f"What about question {number}?", "options": options}
                draft = ItemDraft(
                    f"q{number}", "single_choice", Pool.EXAM, content, "The guide says so.", "asked",
                    Difficulty.EASY, (Quote(GUIDE, PROOF),),
                )  # fmt: skip
                version_id = add(session, self.workspace, draft, by=OPERATOR, now=time_now())
                publish(session, self.workspace, version_id, by=OPERATOR, now=time_now())

    def sit(self, person: str, knows: Knows) -> str:
        """Have a person sit the exam; a wrong answer is always the second one. Returns the attempt's id."""
        now = time_now() - timedelta(hours=1)
        with self.database.transaction() as session:
            begun = service.start(session, self.workspace, KEY, person, now=now, dice=Random(7))
            asked = versions(session, self.workspace, [slot.version_id for slot in begun.slots])
            for slot in begun.slots:
                key = "a" if knows(int(asked[slot.version_id].key[1:])) else "b"
                token = next(token for token, own in slot.tokens if own == key)
                service.answer(
                    session, self.workspace, begun.id, slot.position, Chosen(frozenset({token})),
                    act=new_id(), person=person, clicked_at=now, now=now,
                )  # fmt: skip
            service.submit(session, self.workspace, begun.id, person, now=now)
        return begun.id

    def passed(self, attempt_id: str) -> list[bool]:
        """Whether an attempt was passed, by each of its results, the oldest first."""
        with self.database.reading() as session:
            return [one.passed for one in results(session, self.workspace, attempt_id)]

    @property
    def certification(self) -> Certification:
        with self.database.reading() as session:
            return certification(session, self.workspace, KEY)

    def version_id(self, key: str) -> str:
        """The id of the live version of an item."""
        with self.database.reading() as session:
            return versions_of(session, self.workspace, key)[0].id


@dataclass
class Desk:
    """The bot at work there; Amara owns the library, Ben writes, Carmen reviews, Dev learns."""

    office: Workplace
    takers: Takers

    @property
    def tab(self) -> HomeTab:
        """The certifications, before Amara."""
        return HomeTab(self.office, AMARA).open().press("panel_certifications")

    def menu(self, tab: HomeTab, action: str) -> str:
        return f"{action}:{self.takers.certification.id}"

    def told(self, person: str) -> list[str]:
        """What the bot has written to a person, the oldest first."""
        self.office.settle()
        return [shown(message) or str(message["text"]) for message in self.messages(person)]

    def messages(self, person: str) -> list[Message]:
        return self.office.answers(direct(person))

    def view(self, person: str, view_id: str) -> dict[str, Any]:
        """A modal as it is now."""
        self.office.settle()
        return next(one for one in self.office.slack.workspace.views(person) if one["id"] == view_id)


@contextmanager
def exam_desk(data_dir: Path) -> Iterator[Desk]:
    """The bot at work."""
    with workplace(data_dir) as office:
        appoint(office, amara=Role.OWNER, ben=Role.EDITOR, carmen=Role.REVIEWER)
        takers = Takers(office.services.database, office.bot.parts.workspace)
        takers.furnish()
        yield Desk(office, takers)
