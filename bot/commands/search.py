"""``fieldwise search``: the ranked passages themselves."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.commands.places import place_document
from bot.commands.session import Json, local_workspace, print_json, services
from bot.services import AUDIENCES
from knowledge.guides.queries import EditionFacts
from knowledge.retrieval.ranking import RankedPassage


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(search)


def search(
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    count: Annotated[int, typer.Option("-k", "--count", min=1, max=100, help="How many passages.")] = 5,
    as_json: Json = False,
) -> None:
    """Show the passages that rank highest."""
    from bot.terminal import show_passages
    from knowledge.guides.queries import edition_facts

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        ranking = built.retriever.rank(
            query, workspace=workspace, audiences=AUDIENCES, limit=count, now=datetime.now(UTC)
        )
        with built.database.reading() as session:
            facts = edition_facts(session, sorted({r.passage.edition_id for r in ranking.passages}))
        if as_json:
            found = [_document(rank, r, facts[r.passage.edition_id]) for rank, r in enumerate(ranking.passages, 1)]
            print_json({"query": ranking.question, "passages": found})
        else:
            show_passages([(r, facts[r.passage.edition_id]) for r in ranking.passages])


def _document(rank: int, ranked: RankedPassage, facts: EditionFacts) -> dict[str, Any]:
    passage = ranked.passage
    return {
        "rank": rank,
        "guide": facts.key,
        "title": facts.title,
        "edition": facts.label,
        "heading": list(passage.heading),
        **place_document(passage.place),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(ranked.score, 4),
        "scores": {
            "dense": round(ranked.dense, 4),
            "sentence": round(ranked.sentence, 4),
            "lexical": round(ranked.lexical, 4),
        },
    }
