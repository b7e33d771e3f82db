"""``fieldwise ask``: a question in, quoted sentences and their sources out."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.commands.places import place_document
from bot.commands.session import Json, local_workspace, print_json, services
from bot.services import AUDIENCES
from knowledge.answering.answer import Answer, Citation


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="In your own words, in quotation marks.")],
    as_json: Json = False,
) -> None:
    """Answer a question from the guides.

    The answer is sentences quoted from them, each with its source, or an honest "not in the guides".
    """
    from bot.terminal import show_answer
    from knowledge.answering.extractive import answer

    with services(as_json=as_json) as built:
        found = answer(
            question,
            retriever=built.retriever,
            database=built.database,
            model=built.sufficiency,
            workspace=local_workspace(built),
            audiences=AUDIENCES,
            now=datetime.now(UTC),
        )
        if as_json:
            print_json(document(found))
        else:
            show_answer(question, found)


def document(answer: Answer) -> dict[str, Any]:
    """The answer as the documented JSON."""
    return {
        "outcome": answer.outcome.value,
        "confidence": round(answer.confidence, 4),
        "text": " ".join(s.text + "".join(f" [{number}]" for number in s.citations) for s in answer.sentences),
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [_citation(c) for c in answer.citations],
        "related": [{"guide": r.guide, "title": r.title, "heading": " > ".join(r.heading)} for r in answer.related],
        "missing": list(answer.missing),
        "mode": answer.mode,
        "timings_ms": dict(answer.timings_ms),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "guide": citation.guide,
        "title": citation.title,
        "edition": citation.edition,
        "heading": list(citation.heading),
        **place_document(citation.place),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "evidence_tier": citation.evidence_tier,
        "edition_date": citation.edition_date,
        "review_date": citation.review_date,
        "source": citation.source or citation.guide,
    }
