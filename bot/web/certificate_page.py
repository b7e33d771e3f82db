"""The public pages of a certificate as HTML. Pure: values in, text out."""

import base64
import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.texts import texts_for
from bot.web.certificate_texts import PageTexts
from learning.continuous.values import Year
from learning.credentials.face import Basis, Face
from learning.credentials.files import KINDS
from learning.credentials.issuer import Issuer
from learning.credentials.picture import alternative
from learning.standing.values import Severity, Standing

FOLDER = Path(__file__).parent / "pages"
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_STYLE = (FOLDER / "style.css").read_text("utf-8").strip()
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
# No script, nothing from elsewhere, nothing that frames it: the style sheet in the page, and our own picture.
CONTENT_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_TONES = {Standing.CURRENT: "good", Standing.EXPIRING: "good", Standing.OUTDATED: "warn", Standing.SUSPENDED: "warn"}


@dataclass(frozen=True)
class CertificatePage:
    """What a page shows of a certificate.

    Attributes:
        face: Only what is signed.
        standing: None where it could not be found out.
        severity: How grave what guides changed under it is, as far as that is left to mend; None where nothing is.
        key_id: Of the key whose signature was found right.
        year: How its last year stands, where it is kept by practice; only how many questions are told, not how well.
    """

    slug: str
    face: Face
    standing: Standing | None
    severity: Severity | None
    key_id: str
    year: Year | None = None

    @property
    def tone(self) -> str:
        """In which colours its standing is told."""
        return _TONES.get(self.standing, "bad") if self.standing is not None else "warn"


def certificate_html(page: CertificatePage, issuer: Issuer, texts: PageTexts) -> str:
    """The page of a certificate."""
    known = page.standing
    return _render(
        "certificate.html",
        texts,
        page=page,
        issuer=issuer,
        base=issuer.certificate(page.slug),
        token_type=KINDS["jwt"].content_type,
        alternative=alternative(page.face),
        day=texts_for(texts.language).day,
        which=partial(_which, texts),
        state=texts.states[known] if known is not None else texts.unverified,
        explanation=_explained(page, texts),
        kept=_kept(page.year, texts),
    )


def _which(texts: PageTexts, one: Basis) -> str:
    """The edition of a guide, with its day; some editions are called so already."""
    named = one.edition.casefold()
    told = one.edition if "edition" in named or "edición" in named else texts.edition.format(edition=one.edition)
    days = (texts_for(texts.language).day(one.day),) if one.day is not None else ()
    return ", ".join((*((told,) if one.edition else ()), *days))


def _explained(page: CertificatePage, texts: PageTexts) -> str:
    if page.standing is None:
        return texts.unverified_explained
    said = texts.explained[page.standing]
    if page.standing is Standing.OUTDATED and page.severity is not None:
        return f"{said} {texts.severities[page.severity]}"
    return said


def _kept(year: Year | None, texts: PageTexts) -> str:
    if year is None:
        return ""
    return texts.kept_by_practice.format(answered=year.so_far.answered, floor=year.floor)


def absent_html(texts: PageTexts) -> str:
    """The page where there is nothing to show: the same whether there is a certificate or not."""
    return _render("absent.html", texts)


def broken_html(texts: PageTexts) -> str:
    """The page of a certificate whose signature does not count: nothing that it says is shown."""
    return _render("broken.html", texts)


def _render(name: str, texts: PageTexts, **values: object) -> str:
    return TEMPLATES.get_template(name).render(texts=texts, style=_STYLE, **values)
