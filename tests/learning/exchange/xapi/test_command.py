"""``fieldwise xapi``: statements to a real learning record store, and to a file."""

import json
from pathlib import Path

import httpx
import pytest

from tests.bot.commands_at import Run, commands_at, values
from tests.learning.exchange.xapi.conftest import ADDRESS, PASSWORD, USER, Scene
from tests.learning.standing.shelf import AMARA


@pytest.fixture
def run(scene: Scene, tmp_path: Path) -> Run:
    """Commands on the database of the scene, with keys of their own."""
    url = scene.database.url.render_as_string(hide_password=False)
    environment = {"FIELDWISE_PUBLIC_URL": ADDRESS, "FIELDWISE_XAPI_PASSWORD": PASSWORD}
    return commands_at(tmp_path / "data", url, **environment)


def test_statements_are_sent_and_sent_again_and_others_in_their_place_are_told(
    run: Run, endpoint: str, client: httpx.Client
) -> None:
    to_it = ("xapi", "send", "--endpoint", endpoint, "--user", USER)
    count = values(run(*to_it, "--json"))["taken"]
    assert run(*to_it).stdout == f"The store has {count} statements as they are here.\n"
    assert len(client.get(f"{endpoint}/statements").json()["statements"]) == count
    otherwise = run(*to_it, "--identify")
    assert otherwise.exit_code == 1
    assert "The store has 0 statements" in otherwise.stdout
    assert "it has others in their place" in otherwise.stderr


def test_statements_are_written_to_a_file(run: Run, scene: Scene, tmp_path: Path) -> None:
    file = tmp_path / "statements.jsonl"
    told = run("xapi", "export", str(file))
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert told.stdout == f"{len(found)} statements written to {file}.\n"
    assert {one["id"] for one in found} == {one["id"] for one in scene.statements()}
    later = run("xapi", "export", str(file), "--since", "2026-11-02", "--json")
    assert 0 < values(later)["statements"] < len(found)


def test_a_person_is_found_by_what_she_is_called_there_also_after_she_was_erased(run: Run, tmp_path: Path) -> None:
    nobody = run("xapi", "whois", AMARA)
    assert (nobody.exit_code, "no secret of pseudonyms" in nobody.stderr) == (1, True)
    file = tmp_path / "statements.jsonl"
    run("xapi", "export", str(file))
    told = [json.loads(line)["actor"]["account"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert values(run("xapi", "whois", AMARA, "--json")) in told
    assert run("xapi", "whois", AMARA).stdout.strip() in {one["name"] for one in told}
    assert run("xapi", "whois", "U0NOBODY").stdout.strip() not in {one["name"] for one in told}


def test_what_can_not_be_sent_is_a_sentence(run: Run, endpoint: str) -> None:
    open_ = run("xapi", "send", "--endpoint", "http://lrs.example.org", "--user", USER)
    assert (open_.exit_code, "https" in open_.stderr) == (1, True)
    stranger = run("xapi", "send", "--endpoint", endpoint, "--user", "stranger")
    assert (stranger.exit_code, "does not know this user" in stranger.stderr) == (1, True)
    nowhere = run("xapi", "send", "--endpoint", f"{endpoint}/none", "--user", USER)
    assert (nowhere.exit_code, "is not at this address" in nowhere.stderr) == (1, True)


def test_without_an_address_nothing_has_a_name_outside(scene: Scene, tmp_path: Path) -> None:
    url = scene.database.url.render_as_string(hide_password=False)
    told = commands_at(tmp_path / "data", url)("xapi", "export", str(tmp_path / "out"))
    assert (told.exit_code, "FIELDWISE_PUBLIC_URL" in told.stderr) == (1, True)
