"""``fieldwise items``: the bank of items for exams and practice."""

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from bot.blocks.learning.item_files import Format
from bot.commands.outcomes import change, content, write
from bot.commands.session import Json, fail, local_workspace, print_json, services
from bot.services import Services
from knowledge.errors import GuideNotFound
from knowledge.members.roles import OPERATOR
from learning.errors import BadItem, GuideUnknown, ItemNotFound, QuoteNotFound
from learning.formats.values import Import, LeftOut
from learning.items.listing import Page, Wanted
from learning.items.values import ItemDraft, ItemState, ItemVersion, Pool

File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="GIFT, Moodle XML or YAML.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The question, as `fieldwise items list` shows it.")]
OnePool = Annotated[Pool | None, typer.Option(help="Only those for practice, or for exams.")]


@dataclass(frozen=True)
class _Sent:
    """Which questions were sent to review, and sentences about those that could not be."""

    keys: tuple[str, ...]
    refused: tuple[str, ...]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Keep the questions for exams and practice.", no_args_is_help=True)
    group.command("list")(list_items)
    group.command("show")(show)
    group.command("import")(take_in)
    group.command("export")(write_out)
    group.command("draft")(draft)
    group.command("publish")(publish)
    group.command("retire")(retire)
    app.add_typer(group, name="items")


def list_items(
    state: Annotated[ItemState | None, typer.Option(help="Only those that stand so.")] = None,
    pool: OnePool = None,
    competency: Annotated[str | None, typer.Option(help="Only those of this competency, by its key.")] = None,
    find: Annotated[str | None, typer.Option(help="Only those with these words.")] = None,
    as_json: Json = False,
) -> None:
    """List the questions; those that a newer version took the place of are left out."""
    from bot.learning_tables import show_items

    wanted = Wanted(pool, frozenset({state}) if state is not None else None, competency, text=find)
    with services(as_json=as_json) as built:
        found = _all(built, local_workspace(built), wanted)
        if as_json:
            print_json({"items": [_document(one) for one in found]})
        else:
            show_items(found)


def show(key: Key, as_json: Json = False) -> None:
    """Show a question in its newest version, with what is right and what proves it."""
    from bot.learning_tables import show_item
    from knowledge.guides.queries import edition_facts
    from learning.items.steps import last_step

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = _newest(session, workspace, key)
            last = last_step(session, workspace, found.id)
            facts = edition_facts(session, [proof.edition_id for proof in found.proofs])
        if as_json:
            print_json({**_document(found), "content": found.content, "rationale": found.rationale})
        else:
            guides = {edition_id: f"{one.title}, edition {one.label}" for edition_id, one in facts.items()}
            show_item(found, last, guides)


def take_in(
    file: File,
    submit: Annotated[
        bool, typer.Option("--submit", help="Send to review what is a draft then, also what was there before.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Store the questions of a file as drafts; which format it is in is recognised.

    What could not be taken over is told. Exit code 1 where a question was not stored or not sent to review as asked, or
    there was none to store.
    """
    from learning.formats import recognising

    data = content(file, as_json=as_json)
    with services(as_json=as_json) as built:
        _store(built, recognising.read(data), submit=submit, as_json=as_json)


def draft(
    guide: Annotated[
        str | None, typer.Argument(metavar="[GUIDE]", help="The guide, as `fieldwise guides list` shows it.")
    ] = None,
    often_asked: Annotated[
        bool, typer.Option("--often-asked", help="From what at least three people asked in the last 90 days.")
    ] = False,
    competency: Annotated[str, typer.Option(help="What the questions are to be counted for.")] = "",
    pool: Annotated[Pool, typer.Option(help="What they are to be for.")] = Pool.PRACTICE,
    as_json: Json = False,
) -> None:
    """Draft questions from sentences of a guide, or of what is asked often, that say what must be done or how often.

    Each is proved by its sentence. They are drafts, for a person to improve or retire. Exit code 1 where nothing could
    be drafted.
    """
    if (guide is None) is not often_asked:
        fail("Name a guide, or say --often-asked.", as_json=as_json)
    with services(as_json=as_json) as built:
        workspace, now = local_workspace(built), datetime.now(UTC)
        with built.database.reading() as session:
            drafts = _drafted(session, workspace, guide, pool, competency, now)
        _store(built, Import(drafts, ()), as_json=as_json)


def write_out(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", dir_okay=False, help="Where to write it.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="In which format.")] = Format.YAML,
    pool: OnePool = None,
    as_json: Json = False,
) -> None:
    """Write the newest version of each question that is not retired to a file, or to the terminal.

    What a format can't hold is told.
    """
    from bot.learning.bank_files import bank_drafts, written

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            drafts = bank_drafts(session, workspace, pool)
        _, made = written(drafts, format_)
        if file is None:
            sys.stdout.buffer.write(made.data)
            return
        write(file, made.data, as_json=as_json)
        told = _told(made.left_out)
        if as_json:
            print_json({"file": str(file), "items": len(drafts), "left_out": told})
        else:
            typer.echo(f"{len(drafts)} questions written to {file}.")
            _tell(told)


def publish(keys: Annotated[list[str], typer.Argument(metavar="KEY...")], as_json: Json = False) -> None:
    """Let the newest versions of questions be drawn: drafts, those in review, and those in quarantine.

    What proves them has to stand in the guides that readers see. Who works on the command line needs no second person.
    """
    from learning.items import service

    with services(as_json=as_json) as built:
        workspace, now = local_workspace(built), datetime.now(UTC)
        with built.database.transaction() as session:
            for key in keys:
                found = _newest(session, workspace, key)
                let_in = service.release if found.state is ItemState.QUARANTINED else service.publish
                let_in(session, workspace, found.id, by=OPERATOR, now=now)
        if as_json:
            print_json({"published": keys})
        else:
            typer.echo(f"Published: {', '.join(keys)}.")


def retire(
    key: Key,
    reason: Annotated[str, typer.Option(help="Why it is given up.")],
    as_json: Json = False,
) -> None:
    """Give a question up for good, in its newest version."""
    from learning.items import service

    def act(session: Session, workspace: str) -> ItemVersion:
        found = _newest(session, workspace, key)
        service.retire(session, workspace, found.id, by=OPERATOR, reason=reason, now=datetime.now(UTC))
        return found

    change(
        act,
        lambda _: f"{key} is drawn no more.",
        lambda found: {"retired": key, "version": found.number},
        as_json=as_json,
    )


def _store(built: Services, file: Import, *, submit: bool = False, as_json: bool) -> None:
    from bot.learning.item_files import stored

    workspace, now, refused = local_workspace(built), datetime.now(UTC), []
    added: list[ItemVersion] = []
    kept: list[ItemVersion] = []
    for one in file.drafts:
        try:
            with built.database.transaction() as session:
                found = stored(session, workspace, one, file, by=OPERATOR, now=now)
            (added if found.created_at == now else kept).append(found)
        except (BadItem, GuideUnknown, QuoteNotFound) as error:
            refused.append(_not_stored(error, file))
    sent = _sent_to_review(built, workspace, [*added, *kept], now) if submit else None
    told = _told(file.left_out)
    again = [one.key for one in added if one.number > 1]
    if as_json:
        keys = {"added": [one.key for one in added], "new_versions": again, "kept": [one.key for one in kept]}
        more = {"submitted": sent.keys, "not_submitted": sent.refused} if sent is not None else {}
        print_json({**keys, "refused": refused, **more, "left_out": told})
    else:
        typer.echo(f"{len(added)} new drafts, {len(kept)} as they were.")
        if again:
            typer.echo(f"New versions of questions that were there: {', '.join(again)}.")
        if sent is not None:
            typer.echo(f"{len(sent.keys)} sent to review.")
        _tell([*refused, *(sent.refused if sent is not None else ()), *told])
    if refused or not (added or kept) or (sent is not None and sent.refused):
        raise typer.Exit(1)


def _drafted(
    session: Session, workspace: str, guide: str | None, pool: Pool, competency: str, now: datetime
) -> tuple[ItemDraft, ...]:
    """What can be drafted from a guide; from what is asked often, where none is named.

    Raises:
        GuideNotFound: Readers see no such guide.
    """
    from bot.learning.bank_files import guide_drafts, often_asked_drafts, readable

    if guide is None:
        return often_asked_drafts(session, workspace, pool, competency, now)
    ids = {one.key: one.guide_id for one in readable(session, workspace, now.date())}
    if guide not in ids:
        raise GuideNotFound(guide)
    return guide_drafts(session, workspace, ids[guide], pool, competency, now.date())


def _not_stored(error: BadItem | GuideUnknown | QuoteNotFound, file: Import) -> str:
    from bot.errors import sentence

    line = file.lines.get(error.key)
    return f"{f'Line {line}: ' if line else ''}{sentence(error)} It was not stored."


def _sent_to_review(built: Services, workspace: str, versions: Iterable[ItemVersion], now: datetime) -> _Sent:
    from bot.errors import sentence
    from learning.items.submitting import submit_each

    drafts = [one.id for one in versions if one.state is ItemState.DRAFT]
    came_to = submit_each(built.database, workspace, drafts, by=OPERATOR, now=now)
    return _Sent(came_to.sent, tuple(sentence(error) for error in (*came_to.refused, *came_to.moved_on)))


def _told(left_out: Iterable[LeftOut]) -> list[str]:
    from bot.blocks.learning.item_files import left_out_line
    from bot.texts.english import ENGLISH

    return [left_out_line(one, ENGLISH) for one in left_out]


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)


def _all(built: Services, workspace: str, wanted: Wanted) -> list[ItemVersion]:
    from learning.items.queries import bank

    found: list[ItemVersion] = []
    with built.database.reading() as session:
        page = Page((), 1)
        while len(found) < page.total:
            page = bank(session, workspace, wanted, skip=len(found), limit=500)
            found += page.rows
            if not page.rows:
                break
    return found


def _newest(session: Session, workspace: str, key: str) -> ItemVersion:
    """The newest version of an item.

    Raises:
        ItemNotFound: There is no such item.
    """
    from learning.items.queries import versions_of

    found = versions_of(session, workspace, key)
    if not found:
        raise ItemNotFound(key)
    return found[0]


def _document(version: ItemVersion) -> dict[str, Any]:
    """A version as the documented JSON."""
    facts = {name: value for name, value in asdict(version).items() if name not in {"content", "rationale"}}
    return {**facts, "stem": version.content["stem"]}
