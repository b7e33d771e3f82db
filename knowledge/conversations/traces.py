"""Traces of answers as data, and back. Pure."""

from dataclasses import asdict
from typing import Any

from knowledge.answering.trace import Check, Trace, TracedPassage, TracedSentence


def as_data(trace: Trace) -> dict[str, Any]:
    """The trace as JSON can hold it."""
    return asdict(trace)


def trace_from(data: dict[str, Any]) -> Trace:
    """The trace that ``as_data`` made this of."""
    return Trace(
        **{
            **data,
            "passages": tuple(TracedPassage(**one) for one in data["passages"]),
            "sentences": tuple(_sentence(one) for one in data["sentences"]),
        }
    )


def _sentence(data: dict[str, Any]) -> TracedSentence:
    return TracedSentence(**{**data, "failed": Check(data["failed"]) if data["failed"] is not None else None})
