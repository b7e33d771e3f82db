"""What goes wrong in certification. Each error carries facts; whoever speaks to a person words them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LearningError(Exception):
    """Something a person asked for can't be done; the subclass says what, and carries the facts."""


class Flaw(StrEnum):
    """What is wrong with an item or a certification that somebody wrote."""

    NO_STEM = "no_stem"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_LONG_TOGETHER = "too_long_together"
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_MANY_OPTIONS = "too_many_options"
    NO_RIGHT_ANSWER = "no_right_answer"
    TWO_RIGHT_ANSWERS = "two_right_answers"
    ALL_RIGHT = "all_right"
    SAME_OPTION_TWICE = "same_option_twice"
    EMPTY_OPTION = "empty_option"
    NO_NUMBER = "no_number"
    BAD_TOLERANCE = "bad_tolerance"
    NO_RATIONALE = "no_rationale"
    NO_COMPETENCY = "no_competency"
    UNKNOWN_COMPETENCY = "unknown_competency"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_KIND = "wrong_kind"
    MISSING = "missing"
    NO_PROOF = "no_proof"
    BAD_KEY = "bad_key"
    KEY_TWICE = "key_twice"
    BAD_NUMBER = "bad_number"
    DRAWS_NOTHING = "draws_nothing"
    NEVER_DRAWN = "never_drawn"
    NOT_YAML = "not_yaml"
    NOT_UTF8 = "not_utf8"
    SCENARIO_WITHOUT_TEXT = "scenario_without_text"
    OTHER_POOL = "other_pool"


@dataclass(frozen=True)
class Found:
    """A flaw, where it is (a field, an option's number, a line) and what stands there."""

    flaw: Flaw
    where: str = ""
    fact: str = ""


class BadItem(LearningError):
    """An item can't be taken as it was written."""

    def __init__(self, key: str, flaws: Sequence[Found]) -> None:
        super().__init__(f"{key}: {[(one.flaw.value, one.where, one.fact) for one in flaws]}")
        self.key, self.flaws = key, tuple(flaws)


class BadDefinition(LearningError):
    """A certification can't be taken as it was written."""

    def __init__(self, key: str, flaws: Sequence[Found]) -> None:
        super().__init__(f"{key}: {[(one.flaw.value, one.where, one.fact) for one in flaws]}")
        self.key, self.flaws = key, tuple(flaws)


class GuideUnknown(LearningError):
    """Readers see no guide of this key."""

    def __init__(self, key: str, guide: str) -> None:
        super().__init__(f"{key}: {guide}")
        self.key, self.guide = key, guide


class QuoteNotFound(LearningError):
    """What is to prove an item does not stand in the edition of the guide that readers see.

    Attributes:
        goes_on: Whether it stands there, but begins in one passage and ends in another.
    """

    def __init__(self, key: str, guide: str, quote: str, *, goes_on: bool = False) -> None:
        super().__init__(f"{key}: {guide}: {quote[:80]}")
        self.key, self.guide, self.quote, self.goes_on = key, guide, quote, goes_on


class ProofGone(LearningError):
    """What proved an item that is in quarantine does not stand there any more: it needs a new version."""

    def __init__(self, key: str, guide: str) -> None:
        super().__init__(f"{key}: {guide}")
        self.key, self.guide = key, guide


class ItemNotFound(LearningError):
    """There is no such item, or version of one."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class WrongItemState(LearningError):
    """In its state an item can't become what it was to become."""

    def __init__(self, key: str, state: str, wanted: str) -> None:
        super().__init__(f"{key}: {state} -> {wanted}")
        self.key, self.state, self.wanted = key, state, wanted


class AuthorPublishes(LearningError):
    """Who wrote an item can't publish it, while the workspace wants a second person."""

    def __init__(self, key: str, person: str) -> None:
        super().__init__(f"{key}: {person}")
        self.key, self.person = key, person


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


class NoSuchAnswer(LearningError):
    """What a regrade is to take for right is no answer that the item allows, or nothing was named."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
