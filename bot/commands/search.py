"""``fieldwise search``: the ranked passages themselves."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.commands.ask import AUDIENCES
from bot.commands.session import Json, print_json, services
from knowledge.guides.queries import EditionFacts
from knowledge.places import PlaceKind
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
    from storage.workspaces import LOCAL, workspace_id

    with services(as_json=as_json) as built:
        with built.database.reading() as session:
            workspace = workspace_id(session, LOCAL) or ""
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
    passage, place = ranked.passage, ranked.passage.place
    paged = place is not None and place.kind is not PlaceKind.TIME
    return {
        "rank": rank,
        "guide": facts.key,
        "title": facts.title,
        "edition": facts.label,
        "heading": list(passage.heading),
        "page": place.number if place is not None and paged else None,
        "page_exact": bool(place is not None and paged and place.exact),
        "place": str(place) if place is not None else None,
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
