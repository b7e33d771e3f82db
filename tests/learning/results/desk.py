"""Where regrades are decided on: an item that everybody is asked, and shorthands."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.attempts.values import Attempt, Result
from learning.certifications.definition import Competency, Draw, Passing
from learning.items.queries import versions_of
from learning.items.responses import Chosen, Response
from learning.results.decisions import Decision
from learning.results.queries import Notice, results, untold
from learning.results.recording import Regraded
from learning.results.service import carry_out, dry_run, settle
from learning.results.values import Plan, Policy
from tests.learning.attempts.hall import NOW, Hall

TEXTS = ("Silence", "Chat", "Noise", "Rain")
B = Chosen(frozenset("b"))
ACCEPT, RE_KEY = Decision(Policy.ACCEPT, (B,)), Decision(Policy.RE_KEY, (B,))
SIGNS = {"stem": "What is a sign?", "options": [{"text": text, "right": text == "Silence"} for text in TEXTS]}
REASON = "The guide says so on page 4."


@dataclass
class Desk:
    """Where regrades are decided on: an item that everybody is asked, and shorthands."""

    hall: Hall
    wrong: str

    @classmethod
    def open(cls, hall: Hall, **changes: Any) -> "Desk":
        """A desk in a hall, whose exam asks three items of one competency and the one in question; three are enough."""
        wrong = hall.write("wrong", "single_choice", SIGNS, "signs")
        hall.certify(
            **{
                "competencies": (Competency("care", "Care"), Competency("signs", "Signs")),
                "draws": (Draw("care", 3), Draw("signs", 1)),
                "passing": Passing(75.0),
                **changes,
            }
        )
        with hall.database.transaction() as session:
            give_role(session, hall.workspace, "bo", Role.ADMIN, by=OPERATOR, now=NOW)
        return cls(hall, wrong)

    def ask_all(self) -> None:
        """Have all items asked from now on, seven; six are enough."""
        both = (Competency("care", "Care"), Competency("signs", "Signs"))
        self.hall.certify(competencies=both, draws=(Draw("care", 6), Draw("signs", 1)), passing=Passing(75.0))

    def of(self, key: str) -> str:
        """The version of an item."""
        with self.hall.database.reading() as session:
            return versions_of(session, self.hall.workspace, key)[0].id

    def begin(self, person: str, *, now: datetime = NOW) -> Attempt:
        return self.hall.start(person, now=now)

    def sit(self, person: str, key: str, right: int) -> str:
        """Take an exam: this key for the item in question, and so many of the others, the oldest first, right."""
        begun = self.begin(person)
        self.hand_in(begun, key, right)
        return begun.id

    def hand_in(self, begun: Attempt, key: str, right: int) -> None:
        """Answer one that was begun so, and hand it in; nothing that was decided is looked at."""
        self.answer(begun, key, right)
        self.hall.submit(begun.id, person=begun.person)

    def answer(self, begun: Attempt, key: str, right: int) -> None:
        others = iter(range(len(begun.slots)))
        for slot in sorted(begun.slots, key=lambda slot: slot.version_id):
            if slot.version_id == self.wrong:
                given: Response = Chosen(frozenset(token for token, own in slot.tokens if own == key))
            else:
                given = self.hall.right(slot) if next(others) < right else self.hall.wrong(slot)
            self.hall.answer(begun.id, slot.position, given, person=begun.person)

    def plan(self, decision: Decision, *, by: str = OPERATOR) -> Plan:
        with self.hall.database.reading() as session:
            return dry_run(session, self.hall.workspace, self.wrong, decision, by=by)

    def carry_out(
        self,
        decision: Decision,
        *,
        on: str | None = None,
        by: str = "bo",
        reason: str = REASON,
        takes: bool = False,
        now: datetime = NOW,
    ) -> Regraded:
        """Decide on an item, that in question or another; ``takes`` the passes of all who lose them by it."""
        desk = replace(self, wrong=on or self.wrong)
        lost = [one.attempt_id for one in desk.plan(decision).loses] if takes else []
        return desk.decide(decision, by=by, reason=reason, takes_from=lost, now=now)

    def decide(self, decision: Decision, **how: Any) -> Regraded:
        with self.hall.database.transaction() as session:
            asked = {"by": "bo", "reason": REASON, "now": NOW, **how}
            return carry_out(session, self.hall.workspace, self.wrong, decision, **asked)

    def settle(self, attempt_id: str) -> Result | None:
        with self.hall.database.transaction() as session:
            return settle(session, self.hall.workspace, attempt_id, now=NOW)

    def results(self, attempt_id: str) -> list[Result]:
        with self.hall.database.reading() as session:
            return results(session, self.hall.workspace, attempt_id)

    def untold(self) -> list[Notice]:
        with self.hall.database.reading() as session:
            return untold(session, self.hall.workspace, limit=100)
