"""What the library refuses is told as a sentence, in every language."""

from datetime import UTC, date, datetime

import pytest

from bot.library.refusals import REFUSALS, refusal
from bot.texts import LANGUAGES, Texts
from knowledge import errors
from knowledge.errors import KnowledgeError

EXAMPLES: list[KnowledgeError] = [
    errors.NotAllowed("U1", "publish", "learner"),
    errors.LastOwner("U1"),
    errors.WrongState("Closing matches, edition 2", "published", "in_review"),
    errors.SecondPersonNeeded("U1"),
    errors.NewerPublished("2", "3"),
    errors.DecidedAnew("Closing matches, edition 2", "draft"),
    errors.ReadersMoved("Closing matches, edition 2", None),
    errors.ReadersMoved("Closing matches, edition 2", "3"),
    errors.DetailsMoved("Closing matches, edition 2", ("title", "audience", "evidence")),
    errors.SameContent("a.md", "b.md"),
    errors.GoldenFailed(2),
    errors.GoldenTooMany(1_000),
    errors.ReasonMissing("withdrawn"),
    errors.GuideNotFound("x"),
    errors.GapNotFound("x"),
    errors.GapOwnerUnfit("U1", "learner"),
    errors.AnsweredMeanwhile("U1", datetime(2026, 1, 1, tzinfo=UTC)),
    errors.StandardAnswerUnusable(0),
    errors.StandardAnswerUnusable(3_000),
    errors.CommunityNameUnusable("!"),
    errors.SchemeUnknown("stars"),
    errors.ReviewDateOver(date(2026, 1, 1)),
]


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_refusal_is_a_sentence_without_blanks(error: KnowledgeError, texts: Texts) -> None:
    said = refusal(error, texts)
    assert said.endswith(".")
    assert "{" not in said


def test_each_refusal_has_an_example_here() -> None:
    assert {type(error) for error in EXAMPLES} == {one for one in REFUSALS if issubclass(one, KnowledgeError)}
