"""A small library whose guide proves the items of a certification, and what people do to be certified in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.issuing import certificate_pages
from ingestion.intake import Drafted
from knowledge.members.roles import OPERATOR
from learning.attempts import service as attempts
from learning.attempts.values import Attempt, Kind, Slot
from learning.certifications.definition import (
    Competency,
    Criterion,
    Definition,
    Draw,
    Passing,
    Requirement,
    RequirementKind,
)
from learning.certifications.queries import certifications
from learning.certifications.service import put
from learning.certifications.values import Certification
from learning.credentials.algorithms import FOLDER, Algorithm
from learning.credentials.keys import new_key
from learning.credentials.queries import certificates_of
from learning.credentials.values import Certificate
from learning.items.queries import version, versions_of
from learning.items.responses import Chosen
from learning.items.service import add, publish
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemDraft, ItemState, Pool, Quote
from learning.standing import delta
from learning.standing.queries import Held, held_by
from storage import jobs
from storage.schema import new_id
from tests.journeys.editions import GUIDE, LATE, OLD, Editions, direct, library
from tests.journeys.workplace import DEV, Message, Workplace

ADDRESS = "https://badges.example.org"
TITLE = "First meetings"
CALM = "Mentors do not call the office when the evening bus to the meeting is late."
RUBRIC = (
    Criterion("warm", "Greets the family warmly"),
    Criterion("asks", "Asks open questions"),
    Criterion("keeps", "Keeps the time"),
    Criterion("notes", "Writes down what was agreed"),
)
DEFINITION = Definition(
    key="first-meetings",
    title=TITLE,
    summary="What a mentor does at the first meeting.",
    competencies=(Competency("bring", "Bringing"), Competency("late", "Being late")),
    draws=(Draw("bring", 1), Draw("late", 1)),
    passing=Passing(100.0),
    requirements=(Requirement("visit", RequirementKind.OBSERVED, "A first meeting, observed", RUBRIC),),
    valid_months=12,
    renewal_days=60,
)


class Certified(Editions):
    """What people do in this workplace."""

    guide: Drafted

    def prepare(self, definition: Definition = DEFINITION, *, with_key: bool = True) -> "Certified":
        """Publish the guide, write its items, and offer the certification."""
        self.guide = self.published(GUIDE)
        now = self.now()
        with self.office.services.database.transaction() as session:
            for key, quote, competency in (("bring", OLD, "bring"), ("late", LATE, "late")):
                self._write(session, key, quote, competency, now)
            put(session, self.workspace, definition, by=OPERATOR, now=now)
        if with_key:
            self.make_key()
        return self

    def now(self) -> datetime:
        """The bot's time."""
        return self.office.bot.parts.exams.clock()

    def make_key(self) -> None:
        folder = self.office.services.settings.data_dir / FOLDER
        with self.office.services.database.transaction() as session:
            new_key(session, self.workspace, folder, Algorithm.EDDSA, by=OPERATOR, now=self.now())

    def write(self, key: str, quote: str, competency: str) -> None:
        """A new version of an item, asked from now on."""
        with self.office.services.database.transaction() as session:
            self._write(session, key, quote, competency, self.now())

    @property
    def certification(self) -> Certification:
        with self.office.services.database.reading() as session:
            return certifications(session, self.workspace)[0]

    def pass_exam(self, person: str = DEV, *, kind: Kind = Kind.EXAM, right: bool = True) -> str:
        """Sit an exam, and be told the result; returns its id."""
        attempt_id = self.answered(person, kind=kind, right=right)
        self.tell_result(attempt_id)
        return attempt_id

    def tell_result(self, attempt_id: str) -> None:
        jobs.start(f"result:{attempt_id}", self.office.bot.parts.exam_results.tell, attempt_id)
        self.office.settle()

    def answered(self, person: str, *, kind: Kind = Kind.EXAM, right: bool = True) -> str:
        """An exam that was handed in, of which nobody was told anything yet; returns its id."""
        begun = self.begun(person, kind)
        self.answer_all(begun, right=right)
        return begun.id

    def answer_all(self, begun: Attempt, *, right: bool = True) -> None:
        """Answer all questions of an exam, and hand it in."""
        person, now = begun.person, self.now()
        with self.office.services.database.transaction() as session:
            for slot in begun.slots if right else ():
                given = self._right(session, slot)
                attempts.answer(
                    session, self.workspace, begun.id, slot.position, given,
                    act=new_id(), person=person, clicked_at=now, now=now,
                )  # fmt: skip
            attempts.submit(session, self.workspace, begun.id, person, now=now)

    def begun(self, person: str, kind: Kind) -> Attempt:
        found, now = self.certification, self.now()
        with self.office.services.database.transaction() as session:
            if kind is Kind.DELTA:
                return delta.begin(session, self.workspace, found, person, now=now, dice=Random(3))
            return attempts.start(
                session, self.workspace, found.definition.key, person, kind=kind, now=now, dice=Random(3)
            )

    def observed(self, person: str = DEV, by: str = "U0BEN") -> None:
        """Hand something in for the requirement, and have it observed and met."""
        view = self.submission(person)
        assert self.send(person, view, link="https://example.org/notes", note="With Leo.") == {}
        self.decide(by, self.news(by)[-1], growth=0, decision="met")

    def submission(self, person: str = DEV) -> dict[str, Any]:
        """The form by which evidence is handed in."""
        self.say(person, "certify me")
        message = next(m for m in reversed(self.news(person)) if "requirement_submit" in str(m["blocks"]))
        channel = direct(person)
        press = lambda: self.office.click(person, channel, message, "requirement_submit")  # noqa: E731
        return self.office.view(person, "requirement_submitted", press)

    def decide(self, by: str, card: Message, *, growth: int, decision: str | None) -> dict[str, Any]:
        """Mark each line of the rubric, and decide, or leave it at what is suggested; returns the last form."""
        channel = direct(by)
        press = lambda: self.office.click(by, channel, card, "requirement_decide")  # noqa: E731
        form = self.office.view(by, "requirement_marked", press)
        marks = {f"mark:{one.key}": "growth" if n < growth else "met" for n, one in enumerate(RUBRIC)}
        assert self.office.slack.acts.submit(by, form["id"], marks) == {}
        asked = next(v for v in self.office.slack.workspace.views(by) if v["callback_id"] == "requirement_decided")
        assert self.send(by, asked, **({"decision": decision} if decision is not None else {})) == {}
        return asked

    def named(self, person: str = DEV, name: str = "Dev Anand") -> dict[str, Any]:
        """Say how the name is to stand on the certificate; returns the form."""
        message = next(m for m in reversed(self.news(person)) if "certificate_name" in str(m["blocks"]))
        channel = direct(person)
        press = lambda: self.office.click(person, channel, message, "certificate_name")  # noqa: E731
        view = self.office.view(person, "certificate_named", press)
        assert self.send(person, view, name=name) == {}
        return view

    def certify(self, person: str = DEV) -> Certificate:
        """All the way to a certificate."""
        self.pass_exam(person)
        self.observed(person)
        self.named(person)
        return self.certificates(person)[0]

    def certificates(self, person: str = DEV) -> list[Certificate]:
        with self.office.services.database.reading() as session:
            return certificates_of(session, self.workspace, person)

    def held(self, person: str = DEV) -> Held:
        with self.office.services.database.reading() as session:
            return held_by(session, self.workspace, person, self.now())[0]

    def states(self) -> list[ItemState]:
        """How the newest versions of the two items stand."""
        with self.office.services.database.reading() as session:
            return [versions_of(session, self.workspace, key)[0].state for key in ("bring", "late")]

    def shown_to(self, person: str = DEV) -> Message:
        """The newest message with the person's certificate."""
        return [m for m in self.news(person) if "certificate:" in str(m["blocks"])][-1]

    def press_on(self, person: str, message: Message, action: str, value: str | None = None) -> None:
        self.office.click(person, direct(person), message, action, value)
        self.office.settle()

    def send(self, by: str, view: dict[str, Any], **values: Any) -> dict[str, str]:
        wrong: dict[str, str] = self.office.slack.acts.submit(by, view["id"], values)
        self.office.settle()
        return wrong

    def say(self, person: str, text: str) -> None:
        self.office.ask(person, direct(person), text)
        self.office.settle()

    def news(self, person: str) -> list[Message]:
        """All that the bot has written to a person, the oldest first."""
        return self.office.answers(direct(person))

    def page(self, one: Certificate) -> tuple[int, str]:
        """What anybody sees at the address of a certificate."""
        app = Starlette(routes=certificate_pages(self.office.services).routes())
        answer = TestClient(app, base_url=ADDRESS).get(f"/c/{one.slug}")
        return answer.status_code, answer.text

    def _right(self, session: Session, slot: Slot) -> Chosen:
        asked = version(session, self.workspace, slot.version_id)
        item = TYPES[asked.type]
        wanted = item.right(item.read(asked.content))
        assert isinstance(wanted, Chosen)
        return Chosen(frozenset(token for token, key in slot.tokens if key in wanted.keys))

    def _write(self, session: Session, key: str, quote: str, competency: str, now: datetime) -> None:
        draft = ItemDraft(
            key=key,
            type="true_false",
            pool=Pool.EXAM,
            content={"stem": f"Is this so? {quote}", "right": True},
            rationale="The guide says so.",
            competency=competency,
            difficulty=Difficulty.EASY,
            quotes=(Quote(self.guide.guide_key, quote),),
        )
        version_id = add(session, self.workspace, draft, by=OPERATOR, now=now)
        publish(session, self.workspace, version_id, by=OPERATOR, now=now)


@contextmanager
def certifying(folder: Path, **parts: Any) -> Iterator[Workplace]:
    """The bot over an empty library, with an address at which certificates are verified."""
    with library(folder, **{"public_url": ADDRESS, **parts}) as office:
        yield office
