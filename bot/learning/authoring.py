"""Writing items: what the forms offer, and what came of one that was sent."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.blocks.learning.item_filled import filled, wrong_fields
from bot.blocks.learning.item_form import FormFacts, Writing, fits, item_form, room_for, type_form, writing_of
from bot.blocks.learning.items_panel import PAGE, Bank
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block
from bot.durable import time_now
from bot.learning.bank_files import as_drafts, readable
from bot.learning.competencies import competencies
from bot.learning.refusals import learning_refusal
from bot.library.desk import Desk
from knowledge.members.roles import Role
from knowledge.policies.queries import policy
from learning.analysis.queries import facilities
from learning.attempts.withholding import version_for
from learning.errors import AttemptOpen, BadItem, GuideUnknown, ItemNotFound, QuoteNotFound
from learning.items.listing import Wanted
from learning.items.queries import bank, versions_of
from learning.items.service import add
from learning.items.values import ItemDraft, ItemState, ItemVersion, Pool
from storage.schema import new_id


@dataclass(frozen=True)
class Unfit:
    """Why there is no form: a sentence."""

    said: str


class Authoring:
    """Opens the forms, and stores what was written."""

    def __init__(self, desk: Desk) -> None:
        """Take the library."""
        self._desk = desk

    def type_form(self, person: str, home: str) -> Block:
        """The form that asks for the type of a new item."""
        return type_form(home, self._desk.status.texts(person))

    def new_form(self, person: str, kind: str, home: str) -> Block:
        """The form for a new item of a type; its key is known from now on, so that it is stored once."""
        with self._desk.database.reading() as session:
            facts = self._facts(session, Writing(new_id()[-6:], kind), None)
        return item_form(facts, home, self._desk.status.texts(person))

    def version_form(self, person: str, version_id: str, home: str) -> Block | Unfit:
        """The form for the next version of an item, filled with its newest one; or why there is none."""
        texts = self._desk.status.texts(person)
        with self._desk.database.reading() as session:
            try:
                newest = self._newest(session, version_id, person)
            except (ItemNotFound, AttemptOpen) as error:
                return Unfit(learning_refusal(error, texts))
            before = as_drafts(session, [newest])[0]
            if not fits(before):
                return Unfit(texts.item_form.too_long_for_form)
            writing = Writing(before.key, before.type, before.pool.value, room_for(before), newest.id)
            return item_form(self._facts(session, writing, before), home, texts)

    def wrong(self, person: str, view: Block) -> dict[str, str]:
        """Store what was written as a draft; what is wrong by the field that it is wrong in, or nothing."""
        texts = self._desk.status.texts(person)
        with self._desk.database.reading() as session:
            keys = {guide.guide_id: guide.key for guide in readable(session, self._desk.workspace, time_now().date())}
        draft, since = filled(view, keys), writing_of(view).since or None
        wrong: dict[str, str] = {}

        def keep(session: Session) -> None:
            try:
                add(session, self._desk.workspace, draft, by=person, now=time_now(), since=since)
            except (BadItem, GuideUnknown, QuoteNotFound) as error:
                wrong.update(wrong_fields(error, view, texts))

        said = self._desk.acting.why_not(person, keep)
        return {"stem": said} if said is not None else wrong

    def _facts(self, session: Session, writing: Writing, before: ItemDraft | None) -> FormFacts:
        guides = readable(session, self._desk.workspace, time_now().date())
        return FormFacts(writing, guides, competencies(session, self._desk.workspace), before)

    def _newest(self, session: Session, version_id: str, person: str) -> ItemVersion:
        found = version_for(session, self._desk.workspace, version_id, person)
        return versions_of(session, self._desk.workspace, found.key)[0]


def bank_shown(session: Session, workspace: str, person: str, role: Role, showing: Showing) -> Bank:
    """What the panel of items shows, in as few statements as it takes."""
    wanted = Wanted(
        pool=Pool(showing.pool) if showing.pool in set(Pool) else None,
        states=frozenset({ItemState(showing.state)}) if showing.state in set(ItemState) else None,
        competency=showing.competency or None,
        text=showing.find or None,
    )
    page = bank(session, workspace, wanted, skip=showing.page * PAGE, limit=PAGE)
    if not page.rows and page.total:
        page = bank(session, workspace, wanted, skip=(page.total - 1) // PAGE * PAGE, limit=PAGE)
    second = policy(session, workspace).second_person
    known = facilities(session, workspace, [one.id for one in page.rows])
    return Bank(page, competencies(session, workspace), known, person, role, second)
