"""What goes wrong with certifications, exams, requirements and certificates."""

from collections.abc import Sequence
from datetime import datetime

from learning.errors.error import LearningError
from learning.errors.flaws import Found


class BadDefinition(LearningError):
    """A certification can't be taken as it was written."""

    def __init__(self, key: str, flaws: Sequence[Found]) -> None:
        super().__init__(f"{key}: {[(one.flaw.value, one.where, one.fact) for one in flaws]}")
        self.key, self.flaws = key, tuple(flaws)


class CertificationNotFound(LearningError):
    """There is no such certification, or it is retired."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class NotEnoughItems(LearningError):
    """Fewer items are live than a certification draws of a competency."""

    def __init__(self, competency: str, wanted: int, there: int) -> None:
        super().__init__(f"{competency}: {there} of {wanted}")
        self.competency, self.wanted, self.there = competency, wanted, there


class AlreadyOpen(LearningError):
    """The person has an attempt open at this certification already."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class OtherOpen(LearningError):
    """The person has an attempt open at another certification, and there is one at a time."""

    def __init__(self, attempt_id: str, title: str) -> None:
        super().__init__(attempt_id, title)
        self.attempt_id, self.title = attempt_id, title


class TooManyAttempts(LearningError):
    """All attempts that the certification allows were made."""

    def __init__(self, allowed: int) -> None:
        super().__init__(str(allowed))
        self.allowed = allowed


class TooSoon(LearningError):
    """The next attempt may be begun only from a moment on."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class RenewalTooSoon(LearningError):
    """The person holds a certificate that can be renewed only from a moment on."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class ExamPassed(LearningError):
    """The exam is passed: the person's certificate never lapses, or something else is to be done for it."""


class NothingToRenew(LearningError):
    """There is nothing that an attempt of this kind could mend or renew."""


class AttemptNotFound(LearningError):
    """There is no such attempt of this person."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class AttemptOpen(LearningError):
    """It can be asked only once the attempt has ended."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class TakesPasses(LearningError):
    """A regrade would take passes away, and nobody has said by name that it may."""

    def __init__(self, people: Sequence[str]) -> None:
        super().__init__(f"{len(people)}")
        self.people = tuple(people)


class NotMet(LearningError):
    """A certificate can't be issued yet: these requirements are not met."""

    def __init__(self, requirements: Sequence[str]) -> None:
        super().__init__(", ".join(requirements))
        self.requirements = tuple(requirements)


class PassOvertaken(LearningError):
    """A passed exam leads to no certificate: a newer one does, or did, or one was revoked since or is suspended."""


class NameMissing(LearningError):
    """A certificate can't be issued in nobody's name."""


class NoSigningKey(LearningError):
    """There is no key to sign with; ``fieldwise keys new`` makes one."""


class NoPublicAddress(LearningError):
    """Nobody has said where certificates are verified, which is signed into each of them."""


class KeyUnusable(LearningError):
    """A key's file is missing, others can read it, or it does not belong to what the database knows of it."""

    def __init__(self, key_id: str, why: str) -> None:
        super().__init__(f"{key_id}: {why}")
        self.key_id, self.why = key_id, why


class CertificateNotFound(LearningError):
    """There is no such certificate."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class NotTheHolder(LearningError):
    """Only who holds a certificate may do this with it."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class ReasonMissing(LearningError):
    """It is not done without a reason."""


class ChangedSince(LearningError):
    """Somebody has changed it since the person who wants to change it now has read it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class BadRating(LearningError):
    """A judge's rating is not a share from 0 to 1."""

    def __init__(self, rating: float) -> None:
        super().__init__(str(rating))
        self.rating = rating


class BadFactor(LearningError):
    """Nobody can be given so many times as long for an exam."""

    def __init__(self, factor: float) -> None:
        super().__init__(f"{factor:g}")
        self.factor = factor


class RequirementNotFound(LearningError):
    """A certification has no such requirement."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class WrongRequirementState(LearningError):
    """In its state a requirement can't become what it was to become."""

    def __init__(self, requirement: str, state: str, wanted: str) -> None:
        super().__init__(f"{requirement}: {state} -> {wanted}")
        self.requirement, self.state, self.wanted = requirement, state, wanted


class DecidedMeanwhile(LearningError):
    """Somebody decided on a requirement after the observer had looked at it."""

    def __init__(self, requirement: str, state: str, by: str) -> None:
        super().__init__(f"{requirement}: {state} by {by}")
        self.requirement, self.state, self.by = requirement, state, by


class CertificateRests(LearningError):
    """A certificate that still counts rests on a requirement, so it is not taken back."""

    def __init__(self, requirement: str, certificate_id: str) -> None:
        super().__init__(f"{requirement}: {certificate_id}")
        self.requirement, self.certificate_id = requirement, certificate_id


class MarksOwn(LearningError):
    """Nobody decides on her own requirements."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class MarksIncomplete(LearningError):
    """An observer has to mark each line of the rubric, and nothing else: these are missing, or not in it."""

    def __init__(self, criteria: Sequence[str]) -> None:
        super().__init__(", ".join(criteria))
        self.criteria = tuple(criteria)


class LinkUnusable(LearningError):
    """Evidence can be linked by an address on the web only."""

    def __init__(self, link: str) -> None:
        super().__init__(link[:80])
        self.link = link
