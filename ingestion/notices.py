"""Sentences that tell whoever takes files in who sees what became of them, and from when on. Pure."""

from collections.abc import Iterator
from datetime import date

from ingestion.library import Withdrawal
from ingestion.remarks import Remark, remark
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.queries import EditionFacts
from knowledge.guides.states import EditionState

OVERTAKEN = "Readers see a newer edition of this guide, which was not made of this file. Change the file to replace it."


def who_sees_it(audience: str, before: str) -> tuple[str, ...]:
    """That not everybody does, where it is so; ``before`` is whom the guide was for."""
    if audience == EVERYBODY:
        return ()
    return (remark(Remark.STAYS_FOR if audience == before else Remark.NOT_ON_COMMAND_LINE, audience),)


def told(facts: EditionFacts, *, new: bool, withdrawn: Withdrawal | None, twin: Withdrawal | None) -> Iterator[str]:
    """What there is to say of the edition that a file made, now or earlier; ``twin`` is another guide of that file."""
    if withdrawn is not None and not new and facts.state is not EditionState.SCHEDULED:
        yield stays_away(withdrawn)
        return
    yield from when_seen(facts.state, facts.edition_date)
    if withdrawn is not None and new:
        yield comes_back(withdrawn, facts.key, facts.state)
    if twin is not None:
        yield was_withdrawn_as(twin, facts.key)


def when_seen(state: EditionState, day: date | None) -> tuple[str, ...]:
    """That readers do not see it yet, or see another edition, where it is so."""
    match state:
        case EditionState.SCHEDULED:
            return (f"Readers see it from {day} on, once `fieldwise ingest` or the bot runs on that day or later.",)
        case EditionState.SUPERSEDED:
            return (OVERTAKEN,)
        case _:
            return ()


def stays_away(withdrawn: Withdrawal) -> str:
    """That a guide was withdrawn and its file, which is the same, does not bring it back."""
    return (
        f"Readers do not see this guide: it was {_withdrawn(withdrawn)}, and the same file does not bring it back. If "
        "it holds again, change the file or its details, such as its edition, and ingest it again; if not, take the "
        "file away."
    )


def comes_back(withdrawn: Withdrawal, guide: str, state: EditionState) -> str:
    """That a new edition brings a withdrawn guide back, now or on its day."""
    if state is EditionState.SCHEDULED:
        return (
            f"That day brings a guide back to readers that was {_withdrawn(withdrawn)}. If it should not be back, "
            "send the edition back in Slack."
        )
    return (
        f"This brought a guide back to readers that was {_withdrawn(withdrawn)}. If it should not be back, type "
        f"`fieldwise guides retire {guide}`."
    )


def was_withdrawn_as(withdrawn: Withdrawal, guide: str) -> str:
    """That a new guide was made of a file for which another guide was withdrawn."""
    return (
        f"The same file was {_withdrawn(withdrawn, as_guide=True)}. If it should not be read, type "
        f"`fieldwise guides retire {guide}`."
    )


def _withdrawn(withdrawn: Withdrawal, *, as_guide: bool = False) -> str:
    called = f" as {withdrawn.guide}" if as_guide else ""
    why = f" ({withdrawn.reason})" if withdrawn.reason else ""
    return f"withdrawn on {withdrawn.on}{called}{why}"
