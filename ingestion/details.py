"""What is known of a guide beside its text: from the file itself, or from a side-car file next to it.

The side-car of ``handout.pdf`` is ``handout.pdf.yaml`` or ``handout.yaml`` (or ``.yml``); what it says wins.
"""

import os.path
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ingestion.cleaning import one_line
from ingestion.documents import Block, LoadedFile
from ingestion.errors import BadDetails, DetailProblem, FileNotThere, OutsideFolder
from ingestion.front_matter import KEYS, LINK, nearest_key, parse_yaml
from knowledge.audiences.audience import parse
from knowledge.evidence.schemes import Scheme, shipped_schemes
from knowledge.evidence.values import LONGEST_POPULATION, LONGEST_RATER, MOST_STUDIES, Evidence
from knowledge.guides.drafts import EVERYBODY, EditionDetails
from knowledge.languages.detecting import main_language, primary

SIDE_CAR_SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 64 * 1024
MAX_CHARACTERS = 500
# What there is room for, by field.
ROOM: Mapping[str, int] = {
    "title": MAX_CHARACTERS,
    "label": 100,
    "owner": 200,
    "audience": 200,
    "evidence_tier": 100,
    "population": LONGEST_POPULATION,
    "rater": LONGEST_RATER,
    "licence": 200,
    "language": 35,
    "source_url": 2000,
}
_NOTHING = {"", "~", "null"}
_RATED = ("studies", "population", "searched_on", "rater")
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,9}")
PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class _Detail:
    """One key with its value, and the file that says so."""

    source: str
    key: str
    value: str


def read_details(
    path: Path, loaded: LoadedFile, schemes: Mapping[str, Scheme] | None = None, audience: str = EVERYBODY
) -> EditionDetails:
    """The details of a guide, checked.

    Without a title of its own it has that of its first top-level heading, else its file name's. A tier of evidence may
    be called by its key or by its name in any language; without a scheme it is free text. It is in the language that
    it is written in, whatever the program that made it says, unless its side-car says otherwise.

    Args:
        path: The guide's file.
        loaded: What was read from it.
        schemes: By which evidence may be rated; those that ship if none are given.
        audience: Whom the guide is for where nothing says so.

    Raises:
        BadDetails: A key is not known, or a value is not what its key needs.
        OutsideFolder: The side-car is a link that leads out of the guide's folder.
        FileNotThere: The side-car can't be read.
    """
    beside = side_car_bytes(path)
    outside = _known(path.name, beside[0], _values(path.name, *beside)) if beside else {}
    overruled = {key for key in loaded.details if KEYS.get(key) in outside}
    inside = _known(path.name, path.name, {k: v for k, v in loaded.details.items() if k not in overruled})
    details = _checked(path.name, inside | outside, schemes if schemes is not None else shipped_schemes(), audience)
    if "language" not in outside:
        details = replace(details, language=_spoken(loaded.blocks, details.language))
    if not details.title:
        details = replace(details, title=_first_heading(loaded.blocks) or readable_name(path))
    return details


def side_car(path: Path) -> Path | None:
    """Where the side-car file beside a guide's file is, if there is one; it may be a link."""
    names = [path.name + suffix for suffix in SIDE_CAR_SUFFIXES]
    names += [path.stem + suffix for suffix in SIDE_CAR_SUFFIXES]
    return next((beside for name in names if os.path.isfile(beside := path.with_name(name))), None)


def side_car_bytes(path: Path) -> tuple[str, bytes] | None:
    """The name and the content of the side-car beside a guide's file, if there is one.

    Raises:
        BadDetails: It has more than ``MAX_BYTES``.
        OutsideFolder: It is a link that leads out of the guide's folder.
        FileNotThere: It can't be read.
    """
    beside = side_car(path)
    if beside is None:
        return None
    folder = Path(os.path.realpath(path.parent))
    if not Path(os.path.realpath(beside)).is_relative_to(folder):
        raise OutsideFolder(beside.name, folder.name, belongs_to=path.name)
    try:
        with beside.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileNotThere(beside.name) from error
    if len(data) > MAX_BYTES:
        raise BadDetails(path.name, beside.name, "", DetailProblem.TOO_LONG)
    return beside.name, data


def readable_name(path: Path) -> str:
    """A file's name as a title: ``closing_matches-v2.html`` is ``Closing matches v2``."""
    words = one_line(re.sub(r"[-_+\s]+", " ", path.stem))
    return words[:1].upper() + words[1:] or one_line(path.name)


def _values(path_name: str, source: str, data: bytes) -> Mapping[str, str]:
    try:
        return parse_yaml(path_name, source, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadDetails(path_name, source, "", DetailProblem.NOT_YAML) from error


def _known(path_name: str, source: str, values: Mapping[str, str]) -> dict[str, _Detail]:
    """The values by the field they fill."""
    found: dict[str, _Detail] = {}
    for key, raw in values.items():
        if key not in KEYS:
            raise BadDetails(path_name, source, key[:80], DetailProblem.UNKNOWN_KEY, nearest_key(key))
        value = one_line(raw)
        if value.lower() in _NOTHING:
            continue
        if len(value) > ROOM.get(KEYS[key], len(value)):
            raise BadDetails(path_name, source, key, DetailProblem.TOO_LONG)
        if KEYS[key] in found:
            raise BadDetails(path_name, source, key, DetailProblem.GIVEN_TWICE)
        found[KEYS[key]] = _Detail(source, key, value)
    return found


def _checked(
    path_name: str, found: Mapping[str, _Detail], schemes: Mapping[str, Scheme], audience: str
) -> EditionDetails:
    def text(field: str) -> str | None:
        return found[field].value if field in found else None

    def day(field: str) -> date | None:
        return _day(path_name, found[field]) if field in found else None

    return EditionDetails(
        title=text("title") or "",
        label=text("label"),
        owner=text("owner"),
        audience=parse(text("audience") or audience).key,
        evidence_tier=text("evidence_tier"),
        effective_date=day("effective_date"),
        review_date=day("review_date"),
        licence=text("licence"),
        language=_language(path_name, found["language"]) if "language" in found else "en",
        source_url=_link(path_name, found["source_url"]) if "source_url" in found else None,
        evidence=_evidence(path_name, found, schemes),
        owner_person=_person(path_name, found["owner_person"]) if "owner_person" in found else None,
    )


def _evidence(path_name: str, found: Mapping[str, _Detail], schemes: Mapping[str, Scheme]) -> Evidence | None:
    """The rating that the details give; None where they name no scheme."""
    named = found.get("evidence_scheme")
    if named is None:
        stray = next((found[field] for field in _RATED if field in found), None)
        if stray is not None:
            raise BadDetails(path_name, stray.source, stray.key, DetailProblem.NO_SCHEME)
        return None
    population, rater, searched_on = (found.get(field) for field in ("population", "rater", "searched_on"))
    return Evidence(
        scheme=named.value,
        tier=_tier(path_name, named, found.get("evidence_tier"), schemes),
        studies=_count(path_name, found["studies"]) if "studies" in found else None,
        population=population.value if population is not None else None,
        searched_on=_month(path_name, searched_on) if searched_on is not None else None,
        rater=rater.value if rater is not None else None,
    )


def _tier(path_name: str, named: _Detail, said: _Detail | None, schemes: Mapping[str, Scheme]) -> str:
    scheme = schemes.get(named.value)
    if scheme is None:
        raise BadDetails(path_name, named.source, named.key, DetailProblem.UNKNOWN_SCHEME, ", ".join(schemes))
    if said is None:
        raise BadDetails(path_name, named.source, named.key, DetailProblem.NO_TIER)
    tier = scheme.called(said.value)
    if tier is None:
        keys = ", ".join(tier.key for tier in scheme.tiers)
        raise BadDetails(path_name, said.source, said.key, DetailProblem.UNKNOWN_TIER, keys)
    return tier.key


def _count(path_name: str, detail: _Detail) -> int:
    if not _COUNT.fullmatch(detail.value) or int(detail.value) > MOST_STUDIES:
        raise BadDetails(path_name, detail.source, detail.key, DetailProblem.NOT_A_COUNT)
    return int(detail.value)


def _month(path_name: str, detail: _Detail) -> date:
    """A day, or the first one of a month."""
    month = _MONTH.fullmatch(detail.value)
    return _day(path_name, replace(detail, value=f"{detail.value}-01") if month else detail)


def _person(path_name: str, detail: _Detail) -> str:
    if not PERSON.fullmatch(detail.value):
        raise BadDetails(path_name, detail.source, detail.key, DetailProblem.NOT_A_PERSON)
    return detail.value


def _day(path_name: str, detail: _Detail) -> date:
    try:
        return datetime.fromisoformat(detail.value).date()
    except ValueError as error:
        raise BadDetails(path_name, detail.source, detail.key, DetailProblem.NOT_A_DATE) from error


def _language(path_name: str, detail: _Detail) -> str:
    if not _LANGUAGE.fullmatch(detail.value):
        raise BadDetails(path_name, detail.source, detail.key, DetailProblem.NOT_A_LANGUAGE)
    return detail.value


def _spoken(blocks: Iterable[Block], said: str) -> str:
    """The language that most of the text is in; what the file says, where that can't be told or agrees."""
    spoken = main_language([block.text for block in blocks])
    return said if spoken is None or spoken == primary(said) else spoken


def _link(path_name: str, detail: _Detail) -> str:
    if not LINK.fullmatch(detail.value):
        raise BadDetails(path_name, detail.source, detail.key, DetailProblem.NOT_A_LINK)
    return detail.value


def _first_heading(blocks: Iterable[Block]) -> str:
    headings = [(block.heading_level, block.text) for block in blocks if block.heading_level is not None]
    top = min((level for level, _ in headings), default=None)
    return one_line(next((text for level, text in headings if level == top), ""))[:MAX_CHARACTERS]
