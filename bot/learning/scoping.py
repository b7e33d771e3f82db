"""From what a person is asked: what she may read, and what she works towards."""

from bot.library.desk import Desk
from bot.readers import Readers
from learning.curriculum.aims import towards
from learning.practice.values import Scope


def scope_of(desk: Desk, person: str) -> Scope:
    """From what a person is asked; where a guide is for certain channels, Slack may be asked for hers."""
    audiences = Readers(desk.database, desk.workspace, desk.identity).audiences_of(person)
    with desk.database.reading() as session:
        return Scope(audiences, towards(session, desk.workspace, person))
