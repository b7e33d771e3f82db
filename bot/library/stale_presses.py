"""Whether a press about an edition still means what it says: not if that was done, or if the edition has moved on."""

from sqlalchemy.orm import Session

from bot.library.cards import Pressed
from knowledge.errors import WrongState
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Step, subject_of
from knowledge.wording import LONGEST_REASON, plain


def is_done(last: Step, state: EditionState, by: str, reason: str | None = None) -> bool:
    """Whether a step is the one that a press is to bring about, since a job did it before a crash. Pure.

    Another reason than the one that is kept is news, which must not be lost without a word.
    """
    same_reason = reason is None or last.reason == plain(reason)[:LONGEST_REASON]
    return (last.state, last.by) == (state, by) and same_reason


def require_shown(session: Session, workspace: str, pressed: Pressed, now: EditionState, wanted: EditionState) -> None:
    """Ask that the edition is still in the state in which the person saw it.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        pressed: The press.
        now: The edition's state.
        wanted: The state into which the press is to bring it.

    Raises:
        GuideNotFound: The workspace has no such edition.
        WrongState: It is not: who saw it in review does not mean the draft that somebody has sent back since.
    """
    if pressed.shown not in {None, now}:
        raise WrongState(subject_of(session, workspace, pressed.edition_id).called, now.value, wanted.value)
