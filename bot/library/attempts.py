"""What people try in forms and on the Home tab: done, or a sentence that says why not."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.library.desk import Desk
from bot.library.refusals import REFUSALS, refusal
from knowledge.errors import KnowledgeError


def why_not(desk: Desk, person: str, act: Callable[[Session], object]) -> str | None:
    """Do something in a transaction; returns why it was refused, in the person's language, or None where it was done.

    What a role forbids is in the audit log too.
    """
    try:
        with desk.database.transaction() as session:
            act(session)
    except REFUSALS as error:
        return noted(desk, person, error)
    return None


def noted(desk: Desk, person: str, error: KnowledgeError) -> str:
    """Write down what was refused because of a role; returns the sentence for the person."""
    desk.acting.note(error)
    return refusal(error, desk.status.texts(person))
