"""A small library with people of each role, and shorthands for how editions of a guide come to readers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.blocks.message import Message as BotMessage
from bot.durable import time_now
from bot.library.cards import Cards
from bot.settings import Settings
from ingestion.given import GivenDetails
from ingestion.intake import Drafted, Intake
from knowledge.golden.service import add
from knowledge.golden.values import Wanted
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.databases import put_newest
from tests.journeys.workplace import AMARA, BEN, CARMEN, Message, Workplace, shown, workplace

OLD = "Mentors bring oatmeal biscuits to the first meeting with the family."
NEW = "Mentors bring fresh strawberries to the first meeting with the family."
LATE = "Mentors call the office when the evening bus to the meeting is late."
ASKING = "What do mentors bring to the first meeting with the family?"
GUIDE = f"# First meetings\n\n## What to bring\n\n{OLD}\n\n## Being late\n\n{LATE}\n"
CHANGED = GUIDE.replace(OLD, NEW)
# Amara looks after the library, Ben reviews, Carmen writes guides and reads Spanish; Dev asks.
ROLES = {AMARA: Role.ADMIN, BEN: Role.REVIEWER, CARMEN: Role.EDITOR}
NOTHING = GivenDetails()
WITHOUT_LATE = CHANGED.replace(f"## Being late\n\n{LATE}\n", "")
GOLDEN = "What do mentors do when the evening bus to the meeting is late?"


@contextmanager
def library(data_dir: Path, **parts: Any) -> Iterator[Workplace]:
    """The bot at work over an empty library in which these people have their roles."""
    staffed(data_dir)
    with workplace(data_dir, **parts) as office:
        yield office


def staffed(data_dir: Path) -> str:
    """Make an empty library; returns the id of its workspace."""
    address = Settings(data_dir=data_dir, database_url=None).database
    put_newest(data_dir / "library.sqlite")
    database = Database(address)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=time_now())
        for person, role in ROLES.items():
            give_role(session, workspace, person, role, by=OPERATOR, now=time_now())
    database.close()
    return workspace


def drafted(
    intake: Intake,
    workspace: str,
    text: str = GUIDE,
    *,
    by: str = CARMEN,
    guide: str | None = None,
    given: GivenDetails = NOTHING,
    name: str = "meetings.md",
    check: bool = True,
) -> Drafted:
    """A draft, as an upload leaves it; not checked where another process has the search index."""
    content = intake.keep(workspace, name, text.encode())
    draft = intake.read(
        workspace, name=name, content_hash=content, edition_id=new_id(), given=given, guide=guide, by=by
    )
    intake.embed(workspace, [draft.edition_id])
    if check:
        (probed,) = intake.check(workspace, [draft.edition_id])
        assert probed.is_ready
    return draft


class Editions:
    """What people do with editions in a workplace."""

    def __init__(self, office: Workplace) -> None:
        self.office = office
        self.workspace = office.bot.parts.workspace

    def draft(self, text: str = GUIDE, **said: Any) -> Drafted:
        """A draft; its card is before whoever added it."""
        draft = drafted(self.office.services.intake, self.workspace, text, **said)
        Cards(self.office.bot.parts.desk).tell(said.get("by", CARMEN), draft.edition_id)
        return draft

    def published(self, text: str = GUIDE, **said: Any) -> Drafted:
        """An edition that readers see, published by Amara from the card that her review begins with."""
        draft = self.draft(text, **said)
        self.press(said.get("by", CARMEN), draft, "edition_submit")
        self.press(AMARA, draft, "edition_publish")
        assert self.state(draft) is EditionState.PUBLISHED
        return draft

    def cards(self, person: str, draft: Drafted) -> list[Message]:
        """The messages about an edition that a person has, the oldest first."""
        found = self.office.answers(direct(person))
        return [m for m in found if f"edition:{draft.edition_id}:" in str(m["blocks"])]

    def card(self, person: str, draft: Drafted) -> Message:
        """The newest of them."""
        return self.cards(person, draft)[-1]

    def press(self, person: str, draft: Drafted, action: str) -> None:
        """Press a button of a person's newest card, and wait until all is done."""
        self.office.click(person, direct(person), self.card(person, draft), action)
        self.office.settle()

    def put_back(self, person: str, card: Message) -> None:
        """Let a card be what it was before, as one is that was beyond the bot's reach."""
        before = BotMessage(card["text"], tuple(card["blocks"]))
        self.office.bot.parts.desk.posting.update(direct(person), card["ts"], before)

    def reason(self, person: str, draft: Drafted, action: str, form: str, reason: str) -> dict[str, str]:
        """Press a button that asks for a reason, and give one; returns what is wrong with it."""
        channel, message = direct(person), self.card(person, draft)
        view = self.office.view(person, form, lambda: self.office.click(person, channel, message, action))
        wrong = self.office.slack.acts.submit(person, view["id"], {"reason": reason})
        self.office.settle()
        return wrong

    def looked(self, person: str, channel: str, message: Message, action: str) -> str:
        """What a person reads in the modal that a button opens."""
        view = self.office.view(person, "library_look", lambda: self.office.click(person, channel, message, action))
        self.office.settle()
        now = next(one for one in self.office.slack.workspace.views(person) if one["id"] == view["id"])
        return shown(now)

    def state(self, draft: Drafted) -> EditionState:
        with self.office.services.database.reading() as session:
            return state_of(session, draft.edition_id)


def direct(person: str) -> str:
    """A person's conversation with the bot."""
    return f"D{person[1:]}"


def buttons(message: Message) -> list[str]:
    """The actions of a message's buttons."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]


def keep_golden(desk: Editions) -> None:
    """Ask of every edition what the guide's section on being late answers."""
    with desk.office.services.database.transaction() as session:
        wanted = Wanted(GOLDEN, "meetings.md", "Being late", refuse=False)
        add(session, desk.workspace, wanted, by=AMARA, now=time_now())
