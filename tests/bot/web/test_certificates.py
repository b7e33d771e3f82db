"""The public pages: they show what is signed and how it stands now, and nothing of what its holder does not show."""

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from statistics import quantiles
from time import process_time

import pytest
from openbadgeslib.ob3 import OB3Verifier
from starlette.testclient import TestClient

from bot.issuing import certificate_pages
from bot.services import Services
from bot.settings import Settings
from bot.web.app import pages_app
from bot.web.certificate_texts import ENGLISH, SPANISH
from knowledge.members.roles import OPERATOR
from learning.credentials import service
from learning.credentials.keys import compromise
from learning.credentials.keyset import read_jwks
from learning.credentials.statuses import PublishedLists
from learning.credentials.values import Verdict
from learning.credentials.verifying import verify
from learning.standing.values import Severity, Standing
from storage.database import Database
from tests.bot.web.site import Site, opened
from tests.learning.attempts.hall import NOW
from tests.learning.credentials.awards import ISSUER
from tests.learning.credentials.office import Office

KINDS = ("jwt", "png", "svg", "pdf")
TYPES = ["application/vc+jwt", "image/png", "image/svg+xml", "application/pdf"]


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_the_page_shows_what_is_signed(site: Site) -> None:
    made = site.public("amara")
    answer = site.get(f"/c/{made.slug}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    said = Outline(answer.text).text
    for fact in (
        "Valid.",
        "Mentor essentials",
        "amara Osei",
        "Amber Alliance",
        "November 2026",
        "A guide, edition 1",
        made.key_id,
    ):
        assert fact in said


def test_a_fact_that_is_changed_in_the_database_is_not_shown(site: Site) -> None:
    made = site.public("amara")
    with site.office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE certificate SET name = 'Mallory'")
    said = site.get(f"/c/{made.slug}").text
    assert "Mallory" not in said
    assert "amara Osei" in said
    with site.office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE certificate SET jwt = replace(jwt, '.ey', '.ez')")
    broken = site.get(f"/c/{made.slug}").text
    assert ENGLISH.broken_title in Outline(broken).text
    assert "amara" not in broken


def test_nothing_is_shown_of_a_certificate_that_its_holder_does_not_show(site: Site) -> None:
    made = site.office.certify("amara")
    hidden, absent = site.get(f"/c/{made.slug}"), site.get(f"/c/{'0' * 32}")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert dict(hidden.headers) == dict(absent.headers)
    for kind in KINDS:
        file, none = site.get(f"/c/{made.slug}.{kind}"), site.get(f"/c/{'0' * 32}.{kind}")
        assert (file.status_code, file.content, dict(file.headers)) == (404, b"", dict(none.headers))
    site.do(service.make_public, made, by="amara")
    assert site.get(f"/c/{made.slug}").status_code == 200
    site.do(service.make_private, made, by="amara")
    assert site.get(f"/c/{made.slug}").content == absent.content


def test_a_revoked_certificate_keeps_its_page_which_says_so_but_not_why(site: Site) -> None:
    made = site.public("amara")
    site.do(service.revoke, made, reason="Plagiarism.")
    answer = site.get(f"/c/{made.slug}")
    said = Outline(answer.text).text
    assert answer.status_code == 200
    assert "Revoked." in said
    assert "amara Osei" in said
    assert "Plagiarism" not in said
    assert "Valid." not in said


@pytest.mark.parametrize("standing", list(Standing))
def test_the_page_says_how_a_certificate_stands(site: Site, standing: Standing) -> None:
    made = site.public("amara")
    site.standing[0] = standing
    said = Outline(site.get(f"/c/{made.slug}").text).text
    assert f"{ENGLISH.states[standing]} {ENGLISH.explained[standing]}" in said


@pytest.mark.parametrize("severity", list(Severity))
def test_the_page_of_an_outdated_certificate_says_how_grave_the_change_is(site: Site, severity: Severity) -> None:
    made = site.public("amara")
    site.standing[0], site.severity[0] = Standing.OUTDATED, severity
    for language, texts in (("en", ENGLISH), ("es", SPANISH)):
        said = Outline(site.get(f"/c/{made.slug}", accept_language=language).text).text
        assert f"{texts.explained[Standing.OUTDATED]} {texts.severities[severity]}" in said
    site.standing[0] = Standing.SUSPENDED
    assert ENGLISH.severities[severity] not in Outline(site.get(f"/c/{made.slug}").text).text


def test_a_standing_that_the_signature_does_not_bear_out_is_not_told(site: Site) -> None:
    made = site.public("amara")
    site.now[0] = NOW + timedelta(days=1_000)
    said = Outline(site.get(f"/c/{made.slug}").text).text
    assert "Valid." not in said
    assert ENGLISH.unverified in said


def test_a_certificate_of_a_compromised_key_is_not_shown_where_it_is_not_older(site: Site) -> None:
    made = site.public("amara")
    with site.office.database.transaction() as session:
        compromise(session, site.office.workspace, made.key_id, since=NOW, by=OPERATOR, now=NOW)
    assert ENGLISH.broken_title in Outline(site.get(f"/c/{made.slug}").text).text
    assert site.get(f"/c/{made.slug}.pdf").status_code == 404
    assert site.get("/.well-known/jwks.json").json() == {"keys": []}
    assert site.get(f"/keys/{made.key_id}").status_code == 404


def test_each_file_has_its_type_and_verifies_with_what_the_site_publishes(site: Site) -> None:
    made = site.public("amara")
    keys = read_jwks(site.get("/.well-known/jwks.json").text, issuer=site.get("/issuer").json()["id"])
    lists = PublishedLists(lambda address: site.get(address.removeprefix(ISSUER.address)).text, keys, NOW)
    for kind, content_type in zip(KINDS, TYPES, strict=True):
        answer = site.get(f"/c/{made.slug}.{kind}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
        assert verify(answer.content, keys, now=NOW, status=lists).verdict is Verdict.VALID
    assert site.get(f"/c/{made.slug}.exe").status_code == 404


def test_an_independent_verifier_takes_the_certificate_and_its_published_key(site: Site) -> None:
    from jwt import PyJWK

    made = site.public("amara")
    published = site.get(f"/keys/{made.key_id}")
    assert published.headers["content-type"] == "application/jwk+json"
    key = PyJWK(published.json()).key
    found = OB3Verifier(key).verify(site.get(f"/c/{made.slug}.jwt").text)
    assert found.issuer.id == site.get("/issuer").json()["id"] == "https://badges.example.org/issuer"
    assert published.json()["kid"] == ISSUER.key(made.key_id)


def test_what_a_certification_requires_is_public(site: Site) -> None:
    said = site.get("/achievements/mentor").json()
    assert (said["name"], said["id"]) == ("Mentor essentials", "https://badges.example.org/achievements/mentor")
    assert "4 questions" in said["criteria"]["narrative"]


ABSENT = (
    "/c/", "/c/%00", "/c/..%2f", "/c/a b", "/c/%F0%9F%98%80", "/c/%00.png", "/achievements/none", "/achievements/%00",
    "/keys/none", "/keys/%00", "/status/none/revocation", "/status/0198a3b0-0000-7000-8000-000000000001/message",
    "/status/0198a3b0-0000-7000-8000-000000000001/revocation",
)  # fmt: skip


def test_what_is_not_there_is_404_on_both_databases(database: Database, tmp_path: Path) -> None:
    site = opened(database, tmp_path)
    assert [(path, site.get(path).status_code) for path in ABSENT] == [(path, 404) for path in ABSENT]


def test_pages_need_no_script_no_cookie_and_nothing_from_elsewhere(site: Site) -> None:
    made = site.public("amara")
    for path in (f"/c/{made.slug}", f"/c/{'0' * 32}"):
        answer = site.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        page = Outline(answer.text)
        assert not {tag for tag, _ in page.tags} & {"script", "iframe", "form", "object", "embed"}
        links = [attrs for tag, attrs in page.tags if tag == "link"]
        assert links == (
            [{"rel": "alternate", "type": TYPES[0], "href": f"{made.slug}.jwt"}] if made.slug in path else []
        )
        others = [attrs for tag, attrs in page.tags if tag != "link"]
        sources = [str(value) for attrs in others for name, value in attrs.items() if name in ("src", "href")]
        assert all(source.startswith(f"{ISSUER.address}/") for source in sources)
        style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in policy


def test_pages_can_be_read_aloud(site: Site) -> None:
    page = Outline(site.get(f"/c/{site.public('amara').slug}").text)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert page.tags[0] == ("html", {"lang": "en"})
    assert [attrs["alt"] for tag, attrs in page.tags if tag == "img"] == [
        "Certificate: Mentor essentials. Held by amara Osei. Issued by Amber Alliance, issued on 1 November 2026, "
        "valid until 1 November 2028."
    ]


def test_colours_have_enough_contrast() -> None:
    style = (Path(__file__).parents[3] / "bot/web/pages/style.css").read_text("utf-8")
    pairs = [("#fff", "#1b2a2f"), ("#fff", "#4a5a60"), ("#fff", "#0b5d5a")]
    pairs += re.findall(r"background: (#[0-9a-f]{6}); color: (#[0-9a-f]{6})", style)
    assert len(pairs) == 7
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#") if len(colour) == 7 else "".join(2 * c for c in colour.lstrip("#"))
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("es-MX,es;q=0.9,en;q=0.8", "es"), ("en-GB,es;q=0.5", "en"), ("fr, es;q=0.1", "es"), ("fr", "en"), ("", "en"),
     ("es;q=x", "en"), (",;q=,es;q=0", "en")],
)  # fmt: skip
def test_the_page_speaks_the_language_that_its_reader_likes_best(site: Site, accepted: str, language: str) -> None:
    answer = site.get(f"/c/{site.public('amara').slug}", accept_language=accepted)
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"
    page = Outline(answer.text)
    assert page.tags[0] == ("html", {"lang": language})
    assert (SPANISH if language == "es" else ENGLISH).states[Standing.CURRENT] in page.text


def test_a_name_is_text_and_never_markup(site: Site) -> None:
    attempt = site.office.exam("amara")
    made = site.office.issue(attempt, name='<img src=x onerror=alert(1)>"')
    site.do(service.make_public, made, by="amara")
    answer = site.get(f"/c/{made.slug}")
    assert "<img src=x" not in answer.text
    assert '<img src=x onerror=alert(1)>"' in Outline(answer.text).text
    assert b"<img" not in site.get(f"/c/{made.slug}.svg").content


def test_the_page_with_all_that_it_looks_up_takes_less_than_50_ms_of_a_processor(
    sqlite: Database, tmp_path: Path
) -> None:
    """``python -m evals exams`` takes the time on the clock, in which the page is promised, on a machine that is idle.

    Here others may be at work on the machine, so it is the processor's time that is taken, of which they take nothing.
    """
    office, now = Office.open(sqlite, tmp_path, valid_months=24), datetime.now(UTC)
    made = office.certify("amara", now=now)
    with sqlite.transaction() as session:
        service.make_public(session, office.workspace, made.id, by="amara", now=now)
    built = Services(Settings(data_dir=tmp_path, database_url=None, public_url=ISSUER.address))
    client = TestClient(pages_app(certificate_pages(built).routes()))
    times = []
    for _ in range(60):
        begun = process_time()
        answer = client.get(f"/c/{made.slug}")
        times.append(process_time() - begun)
        assert ENGLISH.explained[Standing.CURRENT] in Outline(answer.text).text
    built.close()
    assert quantiles(times, n=20)[-1] < 0.05


def test_the_texts_of_both_languages_say_the_same_things() -> None:
    for texts in (ENGLISH, SPANISH):
        assert texts.states.keys() == texts.explained.keys() == set(Standing)
        assert texts.kinds.keys() == set(KINDS)
    same = [name for name in vars(ENGLISH) if getattr(ENGLISH, name) == getattr(SPANISH, name)]
    assert same == []
