"""What there is to be certified in, told to a person in her own conversation with the bot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.certification_card import Card, Held, cards_message
from bot.blocks.learning.exam_message import positions_answered
from bot.blocks.message import Message
from bot.durable import workflow
from bot.learning.granting import grant
from bot.library.desk import Desk
from bot.wishes import Wished
from learning.attempts.queries import OpenExam, factor_of, history, open_attempts, open_exam
from learning.attempts.rules import tries_left, why_not_start
from learning.attempts.timing import last_delivery
from learning.attempts.values import Kind
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.credentials.earned import earned
from learning.errors import LearningError
from learning.requirements.queries import standing
from learning.standing.queries import Held as HeldCertificate
from learning.standing.queries import held_by
from learning.standing.standing import OVER

EVENT_TYPE = "fieldwise_certify"


@dataclass(frozen=True)
class _Own:
    """What a person has to do with certifications, by their ids.

    Attributes:
        running: The exams that are open: the id, and how many of how many questions are answered.
        undone: What is still to be done for exams that are passed and have no certificate.
        open_exam: The exam beside which no other can be begun; None where none is open, or its time is long up.
    """

    held: Mapping[str, HeldCertificate]
    running: Mapping[str, tuple[str, int, int]]
    undone: Mapping[str, tuple[str, ...]]
    open_exam: OpenExam | None

    def beside(self, certification_id: str) -> LearningError | None:
        """Why no exam can be begun beside the one that is open, if any is."""
        return self.open_exam.why_not(certification_id) if self.open_exam is not None else None


@DBOS.dbos_class()
class Certifying(DBOSConfiguredInstance):
    """The job that shows the certifications."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        """Take what the job works with."""
        super().__init__("certifying")
        self._desk = desk
        self._clock = clock

    @workflow
    def show(self, wished: Wished) -> None:
        """Tell a person what she can be certified in."""
        grant(self._desk, wished, EVENT_TYPE, lambda: self._message(wished.person))

    def _message(self, person: str) -> Message:
        return cards_message(self._cards(person), self._desk.status.texts(person))

    def _cards(self, person: str) -> list[Card]:
        workspace, now = self._desk.workspace, self._clock()
        with self._desk.database.reading() as session:
            own = _own(session, workspace, person, now)
            return [
                self._card(session, one, person, own, now)
                for one in certifications(session, workspace)
                if not one.retired
            ]

    def _card(self, session: Session, found: Certification, person: str, own: _Own, now: datetime) -> Card:
        workspace, held = self._desk.workspace, own.held.get(found.id)
        past = history(session, workspace, person, found.id)
        kind = Kind.RENEWAL if any(one.passed for one in past) else Kind.EXAM
        # What was passed and waits for a name takes the place of a renewal.
        renewable = held.renewable_from if held is not None and found.id not in own.undone else None
        return Card(
            certification_id=found.id,
            definition=found.definition,
            factor=factor_of(session, workspace, person),
            left=tries_left(past, found.definition, kind),
            why_not=why_not_start(past, found.definition, kind, now, renewable_from=renewable) or own.beside(found.id),
            open_attempt=own.running.get(found.id),
            requirements=tuple(standing(session, workspace, found, person).values()),
            held=_held(held),
            undone=own.undone.get(found.id),
        )


def _own(session: Session, workspace: str, person: str, now: datetime) -> _Own:
    running = open_exam(session, workspace, person)
    is_left = running is not None and running.deadline is not None and now > last_delivery(running.deadline)
    return _Own(
        held={one.certification.id: one for one in held_by(session, workspace, person, now)},
        running={
            one.certification_id: (one.id, sum(positions_answered([slot.given for slot in one.slots])), len(one.slots))
            for one in open_attempts(session, workspace, person)
        },
        undone={one.certification.id: one.undone for one in earned(session, workspace, person=person)},
        open_exam=None if is_left else running,
    )


def _held(held: HeldCertificate | None) -> Held | None:
    if held is None or held.standing in OVER:
        return None
    certificate = held.certificate
    lapses = certificate.expires_at
    return Held(certificate.issued_at.date(), lapses.date() if lapses is not None else None, held.standing)
