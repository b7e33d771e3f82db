"""The public pages of an office that issues certificates, as anybody sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from bot.web.app import pages_app
from bot.web.certificates import CertificatePages
from knowledge.members.roles import OPERATOR
from learning.continuous.values import Year
from learning.credentials import service
from learning.credentials.queries import Shown
from learning.credentials.values import Certificate
from learning.standing.values import Severity, Standing
from storage.database import Database
from tests.learning.attempts.hall import NOW
from tests.learning.credentials.awards import ISSUER
from tests.learning.credentials.office import Office


@dataclass
class Site:
    """The pages of an office, with a clock and a standing that the test sets."""

    office: Office
    client: TestClient
    now: list[datetime] = field(default_factory=lambda: [NOW])
    standing: list[Standing] = field(default_factory=lambda: [Standing.CURRENT])
    severity: list[Severity | None] = field(default_factory=lambda: [None])
    year: list[Year | None] = field(default_factory=lambda: [None])

    def public(self, person: str) -> Certificate:
        made = self.office.certify(person)
        self.do(service.make_public, made, by=person)
        return made

    def do(self, use_case: Any, made: Certificate, by: str = OPERATOR, **how: Any) -> None:
        with self.office.database.transaction() as session:
            use_case(session, self.office.workspace, made.id, by=by, now=NOW, **how)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def opened(database: Database, folder: Path) -> Site:
    now, standing = [NOW], [Standing.CURRENT]
    severity: list[Severity | None] = [None]
    year: list[Year | None] = [None]

    def stands(_: Session, shown: Shown, __: datetime) -> tuple[Standing, Severity | None, Year | None]:
        return (Standing.REVOKED if shown.certificate.revoked else standing[0]), severity[0], year[0]

    office = Office.open(database, folder, valid_months=24)
    pages = CertificatePages(database, ISSUER, office.using.keys, stands, lambda: now[0])
    return Site(office, TestClient(pages_app(pages.routes())), now, standing, severity, year)
