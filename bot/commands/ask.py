"""``fieldwise ask``: a question in, quoted sentences and their sources out."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from bot.commands.places import place_document
from bot.commands.session import Json, local_workspace, print_json, services
from bot.services import AUDIENCES
from knowledge.answering.answer import Answer, Citation
from knowledge.answering.cautions import AnswerCaution, ReviewOverdue, cautions_of
from knowledge.answering.inquiry import Inquiry
from knowledge.evidence.schemes import Scheme
from knowledge.evidence.values import Evidence, tier_name
from knowledge.standard.values import StandardAnswer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="In your own words, in quotation marks.")],
    no_model: Annotated[bool, typer.Option("--no-model", help="Give the guides' own words, whatever is set.")] = False,
    as_json: Json = False,
) -> None:
    """Answer a question from the guides.

    The answer is sentences quoted from them, each with its source, or an honest "not in the guides". Where a chat model
    is set, it words the answer; each of its sentences is checked and comes with the quote that proves it.
    """
    from bot.terminal import show_answer

    with services(as_json=as_json, asks_model=not no_model) as built:
        schemes, today = built.schemes, datetime.now(UTC).date()
        responder = built.responder(local_workspace(built), worded=not no_model)
        found = responder.respond(Inquiry(question, AUDIENCES), turn=nullcontext, tell=lambda _: None)
        if as_json:
            print_json(document(found, schemes=schemes, today=today))
        else:
            show_answer(question, found, schemes=schemes, today=today)


def document(answer: Answer, *, schemes: Mapping[str, Scheme], today: date) -> dict[str, Any]:
    """The answer as the documented JSON."""
    return {
        "outcome": answer.outcome.value,
        "confidence": round(answer.confidence, 4),
        "text": " ".join(s.text + "".join(f" [{number}]" for number in s.citations) for s in answer.sentences),
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [_citation(c, schemes) for c in answer.citations],
        "cautions": [_caution(c) for c in cautions_of(answer.citations, schemes, today)],
        "related": [{"guide": r.guide, "title": r.title, "heading": " > ".join(r.heading)} for r in answer.related],
        "missing": list(answer.missing),
        "mode": answer.mode.value,
        "understood": answer.understood,
        "fallback": answer.fallback.value if answer.fallback is not None else None,
        "model": answer.trace.model if answer.trace is not None else None,
        "prompt_version": answer.trace.prompt_version if answer.trace is not None else None,
        "tokens": answer.trace.tokens if answer.trace is not None else 0,
        "standard": _standard(answer.standard) if answer.standard is not None else None,
        "timings_ms": dict(answer.timings_ms),
    }


def _standard(said: StandardAnswer) -> dict[str, Any]:
    return {"question": said.question, "text": said.text, "by": said.by, "at": said.at.isoformat()}


def _citation(citation: Citation, schemes: Mapping[str, Scheme]) -> dict[str, Any]:
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
        "evidence": _evidence(citation.evidence, schemes) if citation.evidence is not None else None,
        "edition_date": citation.edition_date,
        "review_date": citation.review_date,
        "source": citation.source or citation.guide,
        "state": citation.state.value,
        "withdrawn_because": citation.withdrawn_because,
    }


def _evidence(evidence: Evidence, schemes: Mapping[str, Scheme]) -> dict[str, Any]:
    return {
        "scheme": evidence.scheme,
        "tier": evidence.tier,
        "name": tier_name(evidence, schemes, "en"),
        "studies": evidence.studies,
        "population": evidence.population,
        "last_search": evidence.searched_on,
        "rater": evidence.rater,
    }


def _caution(caution: AnswerCaution) -> dict[str, Any]:
    match caution:
        case ReviewOverdue(guides=titles, since=since):
            return {"kind": "review_overdue", "guides": list(titles), "since": since}
        case _:
            guides = [{"title": title, "tier": tier.key} for title, tier in caution.guides]
            return {"kind": "evidence_contrary", "guides": guides}
