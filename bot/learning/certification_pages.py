"""Certifications looked up for those who keep them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.blocks.learning.certification_parts import CertificationShown, certification_page
from bot.blocks.learning.item_card import sentence_page
from bot.blocks.message import Block
from bot.library.desk import Desk
from bot.library.refusals import REFUSALS
from knowledge.members.roles import Act, Role
from knowledge.members.service import require, role_of
from learning.attempts.candidates import live
from learning.certifications.queries import certification_of
from learning.certifications.shortfalls import supplies
from learning.certifications.values import Certification
from learning.continuous.asking import askable, askable_for
from learning.items.values import Pool
from learning.practice.values import OPEN


class CertificationPages:
    """Shows pages of certifications."""

    def __init__(self, desk: Desk) -> None:
        """Take the library."""
        self._desk = desk

    def page(self, person: str, certification_id: str, home: str, said: str | None = None) -> Block:
        """The modal with a certification, and with what came of the last press; or why there is none to see."""
        texts, workspace = self._desk.status.texts(person), self._desk.workspace
        try:
            with self._desk.database.reading() as session:
                require(session, workspace, person, Act.SEE_LIBRARY)
                found = certification_of(session, workspace, certification_id)
                (shown,) = shown_of(session, workspace, [found], role_of(session, workspace, person))
        except REFUSALS as error:
            return sentence_page(self._desk.acting.noted(person, error), home, texts)
        return certification_page(shown, home, texts, said)


def shown_of(session: Session, workspace: str, found: Sequence[Certification], role: Role) -> list[CertificationShown]:
    """Certifications with what there is for their exams, in one more statement however many they are.

    Where one is kept by practice, another statement counts the questions for that.
    """
    drawn = {draw.competency for one in found for draw in one.definition.draws}
    there = live(session, workspace, Pool.EXAM, drawn)
    practice: dict[str, int] = {}
    if any(one.definition.continuous is not None for one in found):
        counts = session.execute(askable(workspace, OPEN.audiences))
        practice = {competency: count for competency, count in counts}
    return [
        CertificationShown(one, supplies(one.definition.draws, there), role, askable_for(one.definition, practice))
        for one in found
    ]
