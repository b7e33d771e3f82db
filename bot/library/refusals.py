"""Errors of the library as sentences for the person who met them. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.blocks.mrkdwn import one_line
from bot.learning.refusals import REFUSALS as OF_LEARNING
from bot.learning.refusals import learning_refusal
from bot.texts import Texts
from bot.texts.refusals import RefusalTexts
from knowledge.errors import (
    AnsweredMeanwhile,
    CommunityNameUnusable,
    DecidedAnew,
    DetailsMoved,
    GapNotFound,
    GapOwnerUnfit,
    GoldenFailed,
    GoldenTooMany,
    GuideNotFound,
    KnowledgeError,
    LastOwner,
    NewerPublished,
    NotAllowed,
    ReadersMoved,
    ReasonMissing,
    ReviewDateOver,
    SameContent,
    SchemeUnknown,
    SecondPersonNeeded,
    StandardAnswerUnusable,
    WrongState,
)
from knowledge.guides.states import EditionState
from knowledge.members.roles import Role
from learning.errors import LearningError

LONGEST_NAME = 150


def _name(text: str) -> str:
    return one_line(text, LONGEST_NAME)


_SENTENCES: Mapping[type[KnowledgeError], Callable[[Any, RefusalTexts], str]] = {
    NotAllowed: lambda error, said: said.not_allowed.format(role=said.as_role[Role(error.role)]),
    LastOwner: lambda _, said: said.last_owner,
    WrongState: lambda error, said: said.wrong_state.format(
        edition=_name(error.edition), state=said.states[EditionState(error.state)]
    ),
    SecondPersonNeeded: lambda _, said: said.second_person,
    NewerPublished: lambda error, said: said.newer_published.format(newer=_name(error.newer)),
    DecidedAnew: lambda error, said: said.decided_anew.format(
        edition=_name(error.edition), state=said.states[EditionState(error.state)]
    ),
    ReadersMoved: lambda error, said: (said.withdrawn_since if error.seen is None else said.other_seen_since).format(
        edition=_name(error.edition), seen=_name(error.seen or "")
    ),
    DetailsMoved: lambda error, said: said.details_moved.format(
        edition=_name(error.edition), details=", ".join(said.details[name] for name in error.details)
    ),
    SameContent: lambda error, said: said.same_content.format(guide=_name(error.same_as)),
    GoldenFailed: lambda _, said: said.golden_failed,
    GoldenTooMany: lambda error, said: said.golden_too_many.format(limit=error.limit),
    ReasonMissing: lambda _, said: said.reason_missing,
    GuideNotFound: lambda _, said: said.guide_gone,
    AnsweredMeanwhile: lambda _, said: said.answered_meanwhile,
    GapNotFound: lambda _, said: said.gap_gone,
    GapOwnerUnfit: lambda error, said: said.gap_owner_unfit.format(role=said.as_role[Role(error.role)]),
    StandardAnswerUnusable: lambda error, said: (
        said.standard_too_long.format(limit=error.longest) if error.longest else said.standard_empty
    ),
    SchemeUnknown: lambda _, said: said.scheme_unknown,
    ReviewDateOver: lambda _, said: said.review_date_over,
    CommunityNameUnusable: lambda error, said: said.community_name.format(name=_name(error.name)),
}
# These are answers to what a person tried; every other error of the library is an incident.
REFUSALS: tuple[type[KnowledgeError | LearningError], ...] = (*_SENTENCES, *OF_LEARNING)


def refusal(error: KnowledgeError | LearningError, texts: Texts) -> str:
    """Why it was not done, and what the person can do; plain text. ``error`` is one of ``REFUSALS``."""
    if isinstance(error, LearningError):
        return learning_refusal(error, texts)
    return _SENTENCES[type(error)](error, texts.refusals)
