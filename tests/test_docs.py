"""What the README says is what there is."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from slack_bolt import BoltResponse
from starlette.routing import BaseRoute, Route
from typer.main import get_command

from bot.cli import app
from bot.issuing import certificate_pages
from bot.manifest import PATH as MANIFEST
from bot.services import Services
from bot.settings import Settings
from bot.texts import LANGUAGES
from bot.texts.english import ENGLISH
from bot.web.app import pages_app, web_app
from bot.web.linked import LinkedPages, Reader
from bot.web.readiness import Readiness
from bot.wishes import Wish, wish_in
from ingestion.front_matter import KEYS
from ingestion.sniffing import EXTENSIONS
from knowledge.evidence.schemes import load_schemes, shipped_schemes
from knowledge.golden.csv import read_csv
from knowledge.members.roles import Act, Role, may, may_give
from learning.attempts.timing import GRACE
from learning.certifications.definition import Continuous
from learning.certifications.reading import as_data, from_data
from learning.certifications.starter import starter_certifications
from learning.curriculum.definition import StepKind
from learning.curriculum.reading import read_path
from storage.upgrade import upgrade_url
from tests.bot.test_texts import said

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADMINS = (ROOT / "docs/admins.md").read_text(encoding="utf-8")
LEARNERS = (ROOT / "docs/learners.md").read_text(encoding="utf-8")
COORDINATORS = (ROOT / "docs/coordinators.md").read_text(encoding="utf-8")
OPERATORS = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: object, path: str) -> Iterator[str]:
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def commands_told() -> Iterator[str]:
    """The commands of the README's table; one that follows another in a cell is short for the same group."""
    _, _, table = README.partition("| command | what it does |\n")
    for row in table.partition("\n\n")[0].splitlines()[1:]:
        group = ""
        for written in re.findall(r"`([^`]+)`", row.split("|")[1]):
            name = " ".join(re.findall(r"(?<!\S)[a-z]+(?:-[a-z]+)*(?!\S)", written))
            if name.startswith("fieldwise "):
                group = name.rpartition(" ")[0]
                yield name
            else:
                yield f"{group} {name}"


def test_the_readme_tells_each_command_once_and_no_other() -> None:
    assert sorted(commands_told()) == sorted(commands(get_command(app), "fieldwise"))


def test_the_readme_holds_no_placeholder() -> None:
    assert not {"ANSWER", "QUALITY", "SPEED"} & {line.strip() for line in README.splitlines()}


def test_every_setting_is_in_the_readme() -> None:
    for name, field in Settings.model_fields.items():
        assert f"`{field.validation_alias or f'FIELDWISE_{name.upper()}'}`" in README


def test_every_format_and_every_detail_is_in_the_readme() -> None:
    for extension in EXTENSIONS:
        named = {".md": "Markdown", ".markdown": "Markdown", ".txt": "text", ".htm": "HTML"}
        assert named.get(extension, extension[1:].upper()) in README
    for key in KEYS.keys() - {"license"}:
        assert f"`{key}`" in README


def test_what_the_documents_point_to_is_there() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://|#)([^)]+)\)", document.read_text(encoding="utf-8")):
            file, _, heading = target.partition("#")
            assert (document.parent / file).exists(), f"{document.name}: {target}"
            if heading:
                assert heading in _anchors(document.parent / file), f"{document.name}: {target}"


def _anchors(document: Path) -> set[str]:
    """The names under which its headings are linked to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_document_is_one_link_away_from_the_readme() -> None:
    for document in DOCUMENTS[2:]:
        assert f"](docs/{document.name})" in README


def test_every_picture_is_shown_and_small() -> None:
    pages = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    for picture in (ROOT / "docs").glob("*.png"):
        assert f"{picture.name})" in pages
        assert picture.stat().st_size <= 150_000


def rights_told() -> dict[str, set[Role]]:
    """The table of roles for administrators: who may do what each row names."""
    _, _, table = ADMINS.partition("| | owner |")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.partition("\n\n")[0].splitlines()[2:]]
    return {what: {role for role, cell in zip(Role, cells, strict=True) if cell == "yes"} for what, *cells in rows}


@pytest.mark.parametrize(
    ("what", "acts"),
    [
        ("see all guides", {Act.SEE_LIBRARY}),
        ("add guides", {Act.ADD_EDITION}),
        ("publish,", {Act.PUBLISH, Act.WITHDRAW, Act.TELL_ASKERS}),
        ("change a guide's owner", {Act.RECORD_REVIEW}),
        ("golden questions", {Act.KEEP_GOLDEN, Act.KEEP_AUDIENCES, Act.SET_POLICY, Act.SEE_AUDIT}),
        ("write exam questions", {Act.WRITE_ITEMS}),
        ("publish exam questions", {Act.PUBLISH_ITEMS}),
        ("observe", {Act.OBSERVE}),
        (
            "certifications",
            {Act.KEEP_CERTIFICATIONS, Act.KEEP_CERTIFICATES, Act.KEEP_ACCOMMODATIONS, Act.REGRADE, Act.SEE_LEARNERS},
        ),
        ("learning paths", {Act.KEEP_PATHS, Act.KEEP_COHORTS, Act.KEEP_PEOPLE}),
        ("publish although", {Act.OVERRIDE_GOLDEN}),
        ("give and take", {Act.GIVE_ROLES}),
    ],
)
def test_administrators_are_told_what_each_role_allows(what: str, acts: set[Act]) -> None:
    told = next(roles for row, roles in rights_told().items() if row.startswith(what))
    for act in acts:
        assert told == {role for role in Role if may(role, act)}, act


SENTENCES = [sentence for found in said(LANGUAGES["en"]).values() for sentence in found]


@pytest.mark.parametrize("document", [ADMINS, LEARNERS], ids=["admins", "learners"])
def test_the_sentences_that_people_look_up_are_said(document: str) -> None:
    _, _, table = document.partition("| it says | do |\n|---|---|\n")
    told = [row.split("|")[1].split("…") for row in table.partition("\n\n")[0].splitlines()]
    assert len(told) > 5
    for pieces in told:
        assert any(all(piece.strip() in sentence for piece in pieces) for sentence in SENTENCES), pieces


@pytest.mark.parametrize("document", [ADMINS, COORDINATORS, LEARNERS], ids=["admins", "coordinators", "learners"])
def test_the_buttons_and_fields_that_people_are_told_of_are_there(document: str) -> None:
    of_slack = {"Profile", "Copy member ID", *(scheme.name("en") for scheme in shipped_schemes().values())}
    shortcuts = set(re.findall(r"name: (.+)", MANIFEST.read_text(encoding="utf-8")))
    named = re.findall(r"(?<!\*)\*([A-Z][^*|]+)\*(?!\*)", " ".join(document.split()))
    assert len(named) > 10
    for one in named:
        assert one in {*SENTENCES, *of_slack, *shortcuts}, one


def test_what_learners_are_told_to_write_and_of_the_time_is_so() -> None:
    assert wish_in("certify me") is Wish.CERTIFY
    assert timedelta(seconds=10) == GRACE
    assert "ten seconds are added" in " ".join(LEARNERS.split())
    shown = ENGLISH.exam.extra_time.format(time=ENGLISH.exam.minutes.of(45), factor="1.5")
    assert f'"{shown}"' in " ".join(LEARNERS.split())


@pytest.fixture
def public_pages(tmp_path: Path) -> Iterator[Sequence[BaseRoute]]:
    """What is served under the address of certificates."""
    settings = Settings(data_dir=tmp_path, database_url=None, public_url="https://certificates.example.org")
    upgrade_url(settings.database)
    built = Services(settings)
    anybody, address = Reader(ZoneInfo("UTC"), ("everybody",)), "https://certificates.example.org"
    linked = LinkedPages(built.database, address, lambda _: {}, lambda _: anybody, lambda: datetime.now(UTC))
    yield [*certificate_pages(built).routes(), *linked.routes()]
    built.close()


def addresses(routes: Sequence[BaseRoute]) -> set[str]:
    """An address of each."""
    return {re.sub(r"\{[^}]+\}", "x", route.path) for route in routes if isinstance(route, Route)}


def test_the_web_servers_of_operators_hand_on_the_public_pages_and_nothing_else(
    public_pages: Sequence[BaseRoute],
) -> None:
    (caddy,) = re.findall(r"@public path (.+)", OPERATORS)
    (nginx,) = re.findall(r"location ~ (\S+) \{", OPERATORS)
    _, _, table = OPERATORS.partition("| path | what is there |")
    told = re.findall(r"`([^`]+)`", table.partition("\n\n")[0])
    public = addresses(public_pages)
    served = addresses(pages_app(public_pages).routes) | addresses(
        web_app(lambda _: BoltResponse(status=200), "secret", Readiness([]), pages=public_pages).routes
    )
    assert served - public == {"/healthz", "/readyz", "/slack/events"}
    assert {one for one in served if any(fnmatchcase(one, pattern) for pattern in caddy.split())} == public
    assert {one for one in served if re.search(nginx, one)} == public
    assert {one for one in served if one.startswith(tuple(told))} == public


def test_administrators_are_told_who_gives_which_role() -> None:
    (high,) = [roles for row, roles in rights_told().items() if row.endswith("owner and admin")]
    assert high == {role for role in Role if may_give(role, Role.LEARNER, Role.ADMIN)}
    (low,) = [roles for row, roles in rights_told().items() if row.endswith("editor and reviewer")]
    assert low == {role for role in Role if may_give(role, Role.LEARNER, Role.EDITOR)}


def test_what_administrators_are_shown_of_files_can_be_taken_in(tmp_path: Path) -> None:
    scheme, questions, kept, path = re.findall(r"```(?:yaml|csv)\n(.*?)```", ADMINS, re.DOTALL)
    (tmp_path / "ours.yaml").write_text(scheme, encoding="utf-8")
    assert [tier.key for tier in load_schemes([tmp_path])["ours"].tiers] == ["tried", "failed"]
    starter = {path.name for path in (ROOT / "knowledge/starter").iterdir()}
    assert read_csv(questions.encode(), starter, lambda _: ()).flaws == ()
    shipped = as_data(starter_certifications()[0])
    assert from_data({**shipped, **yaml.safe_load(kept)}).continuous == Continuous(weekly=3, floor=60)
    assert {step.kind for step in read_path(path).steps} == set(StepKind)


def test_the_places_named_to_contributors_are_there() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Where")[2].partition("## Measuring")[0]
    for row in table.splitlines()[4:]:
        for place in re.findall(r"`((?:bot|ingestion|knowledge|storage|evals)/[^`(]+)`", row):
            assert (ROOT / place).exists(), place
