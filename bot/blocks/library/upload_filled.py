"""What was filled into the form of a guide, and what is wrong with it, by the field. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blocks.library.upload_form import CHANNELS, KEPT, NEW, RATING_KEPT, UNRATED, Origin, PageOfGuide
from bot.blocks.library.upload_problem import problem_text
from bot.texts import Texts
from ingestion.details import ROOM
from ingestion.given import GivenDetails
from ingestion.web.addresses import presentable, target_of
from ingestion.web.errors import WebError
from knowledge.audiences.audience import Audience, AudienceKind
from knowledge.evidence.values import LONGEST_POPULATION, LONGEST_RATER, MOST_STUDIES, Evidence

# Of the addresses that the web's rules allow, those that an upload has room for.
LONGEST_ADDRESS = 1_900
SLACK, WEB = "slack:", "web:"
# What is at hand already, by its content hash.
KEPT_FILE = "kept:"


@dataclass(frozen=True)
class Source:
    """A file or a page that is handed in.

    Attributes:
        name: How it is called as far as is known.
        where: ``SLACK`` and the file's id, or ``WEB`` and the address.
    """

    name: str
    where: str


@dataclass(frozen=True)
class Filled:
    """A form that was sent.

    Attributes:
        guide_id: The guide of which it is a new edition; None for a new guide.
        keeps_audience: Whether it is for those whom the guide is for now.
        keeps_evidence: Whether its evidence is rated as that of the guide is now.
        given: What was said of it.
    """

    origin: Origin
    sources: tuple[Source, ...]
    guide_id: str | None
    keeps_audience: bool
    keeps_evidence: bool
    given: GivenDetails


def filled(view: Mapping[str, Any]) -> Filled:
    """What was filled in."""
    told, values = json.loads(view["private_metadata"]), _Values(view)
    # A form that was opened before forms had it is still sent.
    page = PageOfGuide(**told["page"]) if told.get("page") else None
    origin = Origin(tuple((key, name) for key, name in told["files"]), told["channel"], told["root"], page)
    chosen = values.option("guide") or NEW
    guide = None if chosen == NEW else chosen
    tier = _tier(values)
    audience = values.option("audience") or KEPT
    rated = _evidence(told["scheme"], tier, values) if tier is not None else None
    return Filled(
        origin=origin,
        sources=_sources(origin, values),
        guide_id=guide,
        keeps_audience=audience == KEPT,
        keeps_evidence=(values.option("tier") or RATING_KEPT) == RATING_KEPT,
        given=GivenDetails(
            title=values.text("title"),
            label=values.text("label"),
            owner_person=_owner(told, guide, values),
            audience=_audience(audience, values),
            evidence=rated,
            effective_date=values.day("effective"),
            review_date=values.day("review"),
        ),
    )


def mistakes(view: Mapping[str, Any], texts: Texts, today: date) -> dict[str, str]:
    """What is wrong, by the field at which it is told; nothing where it can be taken in."""
    sent, values, said = filled(view), _Values(view), texts.uploads
    wrong = _mistaken_source(sent, values, texts)
    if len(sent.sources) > 1 and sent.guide_id is not None:
        wrong["guide"] = said.one_for_a_guide
    if len(sent.sources) > 1:
        wrong |= {name: said.one_for_a_title for name in ("title", "label") if values.text(name)}
    if values.option("audience") == CHANNELS and not values.of("channels").get("selected_conversations"):
        wrong["channels"] = said.no_channels
    if values.option("audience") != CHANNELS and values.of("channels").get("selected_conversations"):
        wrong["channels"] = said.channels_without_audience
    rest = [name for name in ("studies", "population", "rater") if values.text(name)]
    if _tier(values) is None:
        wrong |= {name: said.no_tier for name in rest}
    rooms = {"title": ROOM["title"], "label": ROOM["label"], "population": LONGEST_POPULATION, "rater": LONGEST_RATER}
    wrong |= {name: said.too_long for name, room in rooms.items() if len(values.text(name) or "") > room}
    studies = values.text("studies")
    if studies is not None and values.count("studies") is None:
        wrong["studies"] = said.not_a_count
    review = values.day("review")
    if review is not None and review <= today:
        wrong["review"] = said.date_over
    return wrong


def _mistaken_source(sent: Filled, values: "_Values", texts: Texts) -> dict[str, str]:
    address = values.text("address")
    if not sent.sources:
        return {"guide" if sent.origin.files else "files": texts.uploads.nothing_given}
    if address is None:
        return {}
    try:
        target_of(address)
    except WebError as error:
        return {"address": problem_text(error, texts)}
    return {"address": texts.uploads.too_long} if len(address) > LONGEST_ADDRESS else {}


def _sources(origin: Origin, values: "_Values") -> tuple[Source, ...]:
    files = [(str(file["id"]), str(file.get("name") or file["id"])) for file in values.of("files").get("files") or ()]
    found = [Source(name, SLACK + key) for key, name in [*origin.files, *files]]
    address = values.text("address")
    if address is not None:
        found.append(Source(presentable(address), WEB + address))
    return tuple(found)


def _owner(told: Mapping[str, Any], guide: str | None, values: "_Values") -> str | None:
    """Who is chosen; where another guide was chosen and nothing said of its owner, that stays as it is."""
    owner: str | None = values.of("owner").get("selected_user")
    if guide == told["guide"] or owner != told["owner"]:
        return owner
    return told["person"] if guide is None else None


def _audience(chosen: str, values: "_Values") -> str | None:
    if chosen == KEPT:
        return None
    if chosen == CHANNELS:
        channels = values.of("channels").get("selected_conversations") or ()
        return Audience(AudienceKind.CHANNELS, tuple(sorted(channels))).key
    return chosen


def _tier(values: "_Values") -> str | None:
    """The tier that is chosen; None where it is to stay as it is, or not to be rated."""
    chosen = values.option("tier")
    return None if chosen in {RATING_KEPT, UNRATED} else chosen


def _evidence(scheme: str, tier: str, values: "_Values") -> Evidence:
    return Evidence(
        scheme=scheme,
        tier=tier,
        studies=values.count("studies"),
        population=values.text("population"),
        searched_on=values.day("searched"),
        rater=values.text("rater"),
    )


class _Values:
    """The values of a view's state, by the name that its blocks and actions share."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        self._values = view["state"]["values"]

    def of(self, name: str) -> Mapping[str, Any]:
        held: Mapping[str, Any] = self._values.get(name, {}).get(name, {})
        return held

    def text(self, name: str) -> str | None:
        return (self.of(name).get("value") or "").strip() or None

    def option(self, name: str) -> str | None:
        return (self.of(name).get("selected_option") or {}).get("value")

    def day(self, name: str) -> date | None:
        day = self.of(name).get("selected_date")
        return date.fromisoformat(day) if day else None

    def count(self, name: str) -> int | None:
        text = self.text(name) or ""
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else MOST_STUDIES + 1
        return number if number <= MOST_STUDIES else None
