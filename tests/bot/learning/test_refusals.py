"""What certification refuses is told as a sentence, in every language."""

from datetime import UTC, date, datetime

import pytest

from bot.learning.refusals import REFUSALS
from bot.library.refusals import refusal
from bot.texts import LANGUAGES, Texts
from learning import errors
from learning.errors import LearningError

EXAMPLES: list[LearningError] = [
    errors.BadItem("hours", []),
    errors.BadDefinition("mentor", []),
    errors.GuideUnknown("hours", "support.md"),
    errors.QuoteNotFound("hours", "support.md", "Call {twice}."),
    errors.QuoteNotFound("hours", "support.md", "Call {twice}.", goes_on=True),
    errors.ProofGone("hours", "support.md"),
    errors.ItemNotFound("x"),
    errors.WrongItemState("hours", "retired", "published"),
    errors.AuthorPublishes("hours", "U1"),
    errors.CertificationNotFound("x"),
    errors.NotEnoughItems("care", 3, 1),
    errors.AlreadyOpen("a"),
    errors.OtherOpen("a", "Mentor essentials"),
    errors.TooManyAttempts(3),
    errors.TooSoon(datetime(2026, 5, 3, 9, 30, tzinfo=UTC)),
    errors.RenewalTooSoon(datetime(2026, 5, 3, 9, 30, tzinfo=UTC)),
    errors.ExamPassed(),
    errors.ChangedSince("mentor"),
    errors.NothingToRenew(),
    errors.AttemptNotFound("a"),
    errors.AttemptOpen("a"),
    errors.TakesPasses(["U1", "U2"]),
    errors.NotMet(["visit"]),
    errors.PassOvertaken(),
    errors.NameMissing(),
    errors.NoSigningKey(),
    errors.NoPublicAddress(),
    errors.KeyUnusable("k", "missing"),
    errors.CertificateNotFound("c"),
    errors.NotTheHolder("U1"),
    errors.ReasonMissing(),
    errors.BadRating(2.0),
    errors.BadFactor(99.0),
    errors.RequirementNotFound("visit"),
    errors.WrongRequirementState("visit", "met", "submitted"),
    errors.DecidedMeanwhile("visit", "met", "U1"),
    errors.CertificateRests("visit", "c"),
    errors.MarksOwn("U1"),
    errors.MarksIncomplete(["warm"]),
    errors.LinkUnusable("ftp://x"),
    errors.NoSuchAnswer("hours"),
    errors.CohortNotFound("c"),
    errors.CohortNameMissing(),
    errors.CohortEmpty(),
    errors.CohortFull(500, 501),
    errors.NotInCohort("U1"),
    errors.OwnMentor("U1"),
    errors.DueOver(date(2026, 5, 3)),
    errors.TooManyGoals(10),
    errors.GoalGone(),
    errors.NoteGone(),
    errors.WordsMissing(1_000),
    errors.NobodyToNudge(),
    errors.ZoneUnknown("Mars/Olympus"),
    errors.BadHours("quiet", 21),
    errors.BadPath("first-steps", []),
    errors.PathNotFound("x"),
    errors.PathThere("first-steps"),
    errors.PathKeyFixed("first-steps"),
    errors.NotOnPath("first-steps"),
    errors.StepNotFound("read"),
    errors.StepLocked("read"),
    errors.NothingToRead("read"),
    errors.NoteMissing(),
    errors.PersonErased("somebody-1"),
]


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_refusal_is_a_whole_sentence(error: LearningError, texts: Texts) -> None:
    said = refusal(error, texts)
    assert said.rstrip("”»").endswith(".")
    assert "{" not in said.replace("{twice}", "")


def test_each_error_of_certification_is_told_and_has_an_example_here() -> None:
    assert {type(error) for error in EXAMPLES} == set(REFUSALS) == set(LearningError.__subclasses__())
