"""``fieldwise guides``: what is in the library, and the care of it and of its caches."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.blocks.library.remarks import remark_text
from bot.commands.session import Json, fail, local_workspace, print_json, services
from bot.texts.english import ENGLISH
from knowledge.guides.queries import unread_passages
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR

if TYPE_CHECKING:
    from bot.shelved import Opened, Shelved

GuideKey = Annotated[str, typer.Argument(help="The guide's name, as `fieldwise guides list` shows it.")]
Reason = Annotated[str | None, typer.Option(help="Why, as old citations of it say.")]
Note = Annotated[str | None, typer.Option(help="What is to be said of the review.")]
NextReview = Annotated[
    datetime | None,
    typer.Option("--next", formats=["%Y-%m-%d"], metavar="DATE", help="Until when it holds; a year, if not given."),
]
WAIT_SECONDS = 60.0


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="List, show, check, review and withdraw guides.", no_args_is_help=True)
    group.command("list")(list_guides)
    group.command("show")(show)
    group.command("review")(review)
    group.command("retire")(retire)
    group.command("verify")(verify)
    group.command("rebuild")(rebuild)
    app.add_typer(group, name="guides")


def list_guides(as_json: Json = False) -> None:
    """List all guides, where they stand, and until when they hold."""
    from bot.guide_tables import show_guides
    from bot.shelved import shelved_guides

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = shelved_guides(session, workspace, datetime.now(UTC).date())
        if as_json:
            print_json({"guides": [_document(one) for one in found]})
        else:
            show_guides(found, built.schemes)


def show(guide: GuideKey, as_json: Json = False) -> None:
    """Show one guide: its editions with who did what to them, evidence, reviews, dead links, passages."""
    from bot.guide_tables import show_guide
    from bot.shelved import opened_guide

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            opened = opened_guide(session, workspace, guide, datetime.now(UTC).date())
        if as_json:
            print_json(_opened_document(opened))
        else:
            show_guide(opened, built.schemes)


def review(guide: GuideKey, note: Note = None, until: NextReview = None, as_json: Json = False) -> None:
    """Record that a guide was looked at, and that nothing in it has to change.

    Given again on the same day with the same date, it changes nothing.
    """
    from bot.shelved import shelved_guide
    from knowledge.freshness.service import record_review

    now = datetime.now(UTC)
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            named = shelved_guide(session, workspace, guide, now.date())
            _require_seen(named, as_json=as_json)
            day = until.date() if until is not None else None
            done = record_review(session, workspace, named.guide.id, by=OPERATOR, now=now, note=note, next_review=day)
        if done is None:
            raise LookupError(f"the review of {named.guide.key} was not recorded")
        again = done.ended_at != now
        if as_json:
            print_json({"guide": named.guide.key, "again": again, "next_review": done.next_review, "note": done.note})
        elif again:
            typer.echo(f"{named.guide.key} was reviewed today already, and holds until {done.next_review}.")
        else:
            typer.echo(f"Reviewed {named.guide.key}: nothing has to change until {done.next_review}.")


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

    They are built from the database; only what the model has not embedded yet is embedded. Then the golden questions
    are asked, as another model may not answer them; exit code 1 where an answer does not pass. The rebuild stands.
    """
    from bot.commands.golden import ask_golden, run_document, tell_of_run
    from knowledge.index.rebuild import rebuild as run

    with services(as_json=as_json) as built:
        with built.changing_the_library(wait=WAIT_SECONDS):
            done = run(built.database, built.caches, built.embedder, now=datetime.now(UTC))
        golden = ask_golden(built)
        if as_json:
            print_json({**asdict(done), "golden": run_document(golden)})
        else:
            typer.echo(f"{done.passages} passages indexed in {done.seconds:.1f} s, {done.embedded} embedded anew.")
            if golden is not None:
                tell_of_run(golden)
        if golden is not None and golden.failures:
            raise typer.Exit(1)


def retire(guide: GuideKey, reason: Reason = None, as_json: Json = False) -> None:
    """Withdraw a guide: readers see it no more. Old citations can still be opened, and say why.

    Given again, it deletes the guide's passages from the search caches again, in case the first time was cut off;
    the reason that was given first stays.
    """
    from bot.shelved import shelved_guide
    from knowledge.guides.life import withdraw
    from knowledge.index.caches import Collection

    now, why = datetime.now(UTC), "Withdrawn." if reason is None else reason
    with services(as_json=as_json) as built, built.changing_the_library(wait=WAIT_SECONDS):
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            named = shelved_guide(session, workspace, guide, now.date())
            _require_seen(named, as_json=as_json)
            again = named.state is EditionState.WITHDRAWN
            if not again:
                withdraw(session, workspace, named.guide.id, by=OPERATOR, reason=why, now=now)
            unread = unread_passages(session, [named.guide.edition_id])
        for (owner, audience), ids in unread.items():
            built.caches.delete(Collection(owner, audience), ids, now=now)
        key, why = named.guide.key, (named.reason or "") if again else why.strip()
        if as_json:
            print_json({"guide": key, "status": "retired", "again": again, "reason": why})
        elif again:
            typer.echo(f"{key} was withdrawn before ({why}); its passages were deleted from the search caches again.")
            if reason is not None and reason.strip() != why:
                typer.echo("The reason that was given first stays, and old citations say that one.")
        else:
            typer.echo(f"Withdrawn: {key}. Its passages are no longer found. Old citations of it say: {why}")


def _require_seen(named: "Shelved", *, as_json: bool) -> None:
    if named.freshness is None:
        fail(f"Readers have never seen {named.guide.key}, so there is nothing to review or withdraw.", as_json=as_json)


def _document(one: "Shelved") -> dict[str, Any]:
    values = asdict(one.guide)
    values["guide"] = values.pop("key")
    values["status"] = "retired" if one.state is EditionState.WITHDRAWN else one.state.value
    return values | {
        "state": one.state.value,
        "freshness": one.freshness.value if one.freshness is not None else None,
        "owner_person": one.owner_person,
        "passages": one.passages,
        "reason": one.reason,
        "waiting": asdict(one.waiting) if one.waiting is not None else None,
    }


def _opened_document(opened: "Opened") -> dict[str, Any]:
    passages = [
        {
            "ordinal": p.ordinal,
            "heading": list(p.heading),
            "place": str(p.place) if p.place else None,
            "start": p.start,
            "end": p.end,
            "text": p.text,
        }
        for p in opened.passages
    ]
    return _document(opened.shelved) | {
        "source": opened.facts.source_url,
        "warnings": [remark_text(warning, ENGLISH) for warning in opened.facts.warnings],
        "editions": [
            {"edition": e.label, "edition_id": e.edition_id, "number": e.number, "steps": [asdict(s) for s in e.steps]}
            for e in opened.editions
        ],
        "reviews": [asdict(review) for review in opened.reviews],
        "dead_links": [{"url": link.url, "problem": link.problem, "since": link.since} for link in opened.links],
        "text_passages": passages,
    }
