"""``fieldwise guides``: what is in the library, and the care of its caches."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.errors import GuideNotFound
from knowledge.guides.queries import GuideSummary, guide_summaries, passages_of, unread_passages

GuideKey = Annotated[str, typer.Argument(help="The guide's name, as `fieldwise guides list` shows it.")]
WAIT_SECONDS = 60.0


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="List, show, check and retire guides.", no_args_is_help=True)
    group.command("list")(list_guides)
    group.command("show")(show)
    group.command("verify")(verify)
    group.command("rebuild")(rebuild)
    group.command("retire")(retire)
    app.add_typer(group, name="guides")


def list_guides(as_json: Json = False) -> None:
    """List all guides."""
    from bot.terminal import show_guides

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = guide_summaries(session, workspace)
        if as_json:
            print_json({"guides": [_document(asdict(guide)) for guide in found]})
        else:
            show_guides(found)


def show(guide: GuideKey, as_json: Json = False) -> None:
    """Show one guide with its passages."""
    from bot.terminal import show_guide

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            named = _named(session, workspace, guide)
            passages = passages_of(session, named.edition_id)
        if as_json:
            rows = [
                {
                    "ordinal": p.ordinal,
                    "heading": list(p.heading),
                    "place": str(p.place) if p.place else None,
                    "start": p.start,
                    "end": p.end,
                    "text": p.text,
                }
                for p in passages
            ]
            print_json({**_document(asdict(named)), "text_passages": rows})
        else:
            show_guide(named, passages)


def verify(as_json: Json = False) -> None:
    """Check the search caches.

    Both are compared with the database; exit code 1 where they differ.
    """
    from knowledge.index.verify import verify as check

    with services(as_json=as_json) as built:
        found = check(
            built.database, built.caches, local_workspace(built), built.embedder.model_id, now=datetime.now(UTC)
        )
        if as_json:
            print_json({**asdict(found), "sound": found.sound})
        else:
            typer.echo(
                f"{found.passages} passages; missing by meaning: {found.dense_missing}, by words: "
                f"{found.lexical_missing}; left over: {found.dense_extra + found.lexical_extra}; "
                f"not reached by their own vector: {found.unreachable} of {found.probed}."
            )
        if not found.sound:
            fail("The search caches differ from the database: run `fieldwise guides rebuild`.", as_json=False)


def rebuild(as_json: Json = False) -> None:
    """Build the search caches anew.

    They are built from the database; only what the model has not embedded yet is embedded.
    """
    from knowledge.index.rebuild import rebuild as run

    with services(as_json=as_json) as built, built.changing_the_library(wait=WAIT_SECONDS):
        done = run(built.database, built.caches, built.embedder, now=datetime.now(UTC))
        if as_json:
            print_json(asdict(done))
        else:
            typer.echo(f"{done.passages} passages indexed in {done.seconds:.1f} s, {done.embedded} embedded anew.")


def retire(guide: GuideKey, as_json: Json = False) -> None:
    """Take a guide away from readers. Old citations can still be opened.

    Given again, it deletes the guide's passages from the search caches again, in case the first time was cut off.
    """
    from knowledge.guides.service import retire as run
    from knowledge.index.caches import Collection

    now = datetime.now(UTC)
    with services(as_json=as_json) as built, built.changing_the_library(wait=WAIT_SECONDS):
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            named = _named(session, workspace, guide)
            again = named.retired_at is not None
            if not again:
                run(session, workspace, named.key, now=now)
            unread = unread_passages(session, [named.edition_id])
        for (owner, audience), ids in unread.items():
            built.caches.delete(Collection(owner, audience), ids, now=now)
        if as_json:
            print_json({"guide": named.key, "status": "retired", "again": again})
        elif again:
            typer.echo(f"{named.key} was retired before; its passages were deleted from the search caches again.")
        else:
            typer.echo(f"Retired {named.key}: its passages are no longer found.")


def _named(session: Session, workspace: str, guide: str) -> GuideSummary:
    found = [summary for summary in guide_summaries(session, workspace) if guide in (summary.key, summary.id)]
    if not found:
        raise GuideNotFound(guide)
    return found[0]


def _document(values: dict[str, Any]) -> dict[str, Any]:
    values["guide"] = values.pop("key")
    values["status"] = "retired" if values["retired_at"] else "published"
    return values
