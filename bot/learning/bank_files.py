"""Items as files, and drafts from guides, for Slack and the command line: what is read from the library for them."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from sqlalchemy.orm import Session

from bot.blocks.learning.item_files import Format
from knowledge.errors import GuideNotFound
from knowledge.gaps.frequent import often_asked
from knowledge.guides.library import ShelfGuide, ShelfState, shelf
from knowledge.guides.queries import edition_facts, language_of
from knowledge.impact.queries import passage_texts
from learning.drafting.drafts import drafts_of
from learning.formats import anki, gift, moodle_xml, qti3, yaml_items
from learning.formats.values import Export, draft_of
from learning.items.listing import Wanted
from learning.items.queries import bank
from learning.items.selecting import newest_of_each
from learning.items.values import ItemDraft, ItemVersion, Pool

DECK = "Fieldwise"
EXTENSIONS = {
    Format.YAML: "yaml",
    Format.GIFT: "gift.txt",
    Format.MOODLE: "moodle.xml",
    Format.QTI: "qti3.zip",
    Format.ANKI: "anki.txt",
}
_AT_ONCE = 500


def bank_drafts(session: Session, workspace: str, pool: Pool | None) -> list[ItemDraft]:
    """The newest version of each item that is neither superseded nor retired, as its author would write it."""
    found: list[ItemVersion] = []
    wanted = Wanted(pool=pool)
    while True:
        page = bank(session, workspace, wanted, skip=len(found), limit=_AT_ONCE)
        found += page.rows
        if not page.rows or len(found) >= page.total:
            return as_drafts(session, newest_of_each(found))


def as_drafts(session: Session, versions: Sequence[ItemVersion]) -> list[ItemDraft]:
    """Versions as their authors would write them."""
    editions = {proof.edition_id for one in versions for proof in one.proofs}
    guides = {key: facts.key for key, facts in edition_facts(session, sorted(editions)).items()}
    return [draft_of(one, guides) for one in versions]


def readable(session: Session, workspace: str, today: date) -> list[ShelfGuide]:
    """The guides that readers see, by title: only these can prove anything."""
    unseen = {ShelfState.DRAFT, ShelfState.WITHDRAWN}
    return [guide for guide in shelf(session, workspace, today) if guide.state not in unseen]


def guide_drafts(
    session: Session, workspace: str, guide_id: str, pool: Pool, competency: str, today: date
) -> tuple[ItemDraft, ...]:
    """What can be drafted from the edition of a guide that readers see.

    Raises:
        GuideNotFound: Readers see no such guide.
    """
    guide = next((one for one in readable(session, workspace, today) if one.guide_id == guide_id), None)
    if guide is None:
        raise GuideNotFound(guide_id)
    passages = passage_texts(session, workspace, guide.edition_id)
    language = language_of(session, guide.edition_id)
    return drafts_of(passages, guide=guide.key, pool=pool, competency=competency, language=language)


def often_asked_drafts(
    session: Session, workspace: str, pool: Pool, competency: str, now: datetime
) -> tuple[ItemDraft, ...]:
    """What can be drafted from the passages that several people's questions were answered from lately, by guide."""
    found = sorted(often_asked(session, workspace, now=now), key=lambda one: (one.guide, one.edition_id))
    drafts: list[ItemDraft] = []
    for (guide, edition_id), asked in groupby(found, key=lambda one: (one.guide, one.edition_id)):
        language = language_of(session, edition_id)
        passages, only = passage_texts(session, workspace, edition_id), {one.passage_id for one in asked}
        drafts += drafts_of(passages, guide=guide, pool=pool, competency=competency, language=language, only=only)
    return tuple(drafts)


def written(drafts: Sequence[ItemDraft], kind: Format) -> tuple[str, Export]:
    """The name of a file, and the file."""
    name = f"questions.{EXTENSIONS[kind]}"
    match kind:
        case Format.YAML:
            return name, yaml_items.write(drafts)
        case Format.GIFT:
            return name, gift.write(drafts)
        case Format.MOODLE:
            return name, moodle_xml.write(drafts)
        case Format.QTI:
            return name, qti3.write(drafts)
        case Format.ANKI:
            return name, anki.write(drafts, deck=DECK)
