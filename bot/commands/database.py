"""``fieldwise db``: the schema."""

import typer

from bot.commands.session import Json, print_json, services


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Care for the database.", no_args_is_help=True)
    group.command("upgrade")(upgrade)
    app.add_typer(group, name="db")


def upgrade(as_json: Json = False) -> None:
    """Bring the database to this version's schema. Running it again changes nothing."""
    from storage.upgrade import upgrade_url

    with services(as_json=as_json) as built:
        built.make_data_dir()
        before, after = upgrade_url(built.settings.database)
        if as_json:
            print_json({"before": before, "after": after})
        else:
            typer.echo(f"The schema is at {after}." if before == after else f"Upgraded from {before} to {after}.")
