"""What a person holds and has in hand, looked up for the Home tab."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.blocks.learning.home_section import InHand, Learning
from learning.attempts.queries import history
from learning.certifications.queries import certifications
from learning.credentials.earned import earned
from learning.standing.queries import held_by, practised_at


def learning_of(session: Session, workspace: str, person: str, now: datetime) -> Learning | None:
    """A person's certificates and what is on the way to one; None where there is nothing to be certified in."""
    found = {one.id: one for one in certifications(session, workspace)}
    if not found:
        return None
    held = held_by(session, workspace, person, now, found)
    if not held and all(one.retired for one in found.values()):
        return None
    past = history(session, workspace, person)
    begun = {one.certification_id for one in past if one.ended_at is None}
    in_hand = [InHand(key, found[key].definition.title, is_open=True) for key in sorted(begun)]
    issued = {one.certificate.attempt_id for one in held}
    if any(one.passed and one.attempt_id not in issued for one in past):
        waiting = (one for one in earned(session, workspace, person=person) if one.certification.id not in begun)
        in_hand += [
            InHand(one.certification.id, one.certification.definition.title, is_open=False, undone=one.undone)
            for one in waiting
        ]
    certified = [one.certification.id for one in held]
    practised = practised_at(session, workspace, person, certified) if certified else {}
    return Learning(tuple(held), tuple(in_hand), practised)
