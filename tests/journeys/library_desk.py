"""A library without guides in the hands of a few people, and what journeys do with files there."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.playground.people import direct
from ingestion.uploads import queries
from ingestion.uploads.values import Stage, Upload
from knowledge.guides import life
from knowledge.guides.queries import EditionFacts, edition_facts
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from tests.databases import put_newest
from tests.journeys.workplace import AMARA, BEN, CARMEN, Message, Workplace, shown
from tests.knowledge.library import NOW

File = tuple[str, bytes]
GUIDE = (
    b"# First calls\n\nCall each mentor every month.\n\n## Notes\n\nWrite down what was agreed.\n\n"
    b"## Missed calls\n\nRing the coordinator on the same day when a call is missed.\n"
)
ROLES = {AMARA: Role.OWNER, BEN: Role.EDITOR, CARMEN: Role.REVIEWER}


def empty(folder: Path) -> Path:
    """A data directory with a library in it that has no guides yet."""
    put_newest(folder / "library.sqlite")
    return folder


def staffed(office: Workplace) -> None:
    """Amara is the owner, Ben an editor, Carmen a reviewer; Dev is a learner."""
    for person, role in ROLES.items():
        give(office, person, role)


def give(office: Workplace, person: str, role: Role) -> None:
    with office.services.database.transaction() as session:
        give_role(session, office.bot.parts.workspace, person, role, by=OPERATOR, now=NOW)


def uploads(office: Workplace, person: str) -> list[Upload]:
    """A person's uploads, the oldest first."""
    with office.services.database.reading() as session:
        return queries.uploads(session, office.bot.parts.workspace, list(Stage), person=person)


def state_of(office: Workplace, upload: Upload) -> EditionState:
    """The state of the edition that an upload became."""
    assert upload.edition_id is not None
    with office.services.database.reading() as session:
        return life.state_of(session, upload.edition_id)


def audience_of(office: Workplace, upload: Upload) -> str:
    """For whom the edition is that an upload became."""
    return facts_of(office, upload).audience


def facts_of(office: Workplace, upload: Upload) -> EditionFacts:
    """What is said of the edition that an upload became."""
    assert upload.edition_id is not None
    with office.services.database.reading() as session:
        return edition_facts(session, [upload.edition_id])[upload.edition_id]


def publish(office: Workplace, upload: Upload, by: str = AMARA) -> None:
    """Let readers see what an upload became."""
    assert upload.edition_id is not None
    with office.services.database.transaction() as session:
        life.submit(session, office.bot.parts.workspace, upload.edition_id, by=OPERATOR, now=NOW)
    outcome = office.services.intake.switch(office.bot.parts.workspace, [upload.edition_id], by=by)
    assert outcome == {upload.edition_id: EditionState.PUBLISHED}


def sent(office: Workplace, person: str, files: Sequence[File], text: str = "") -> Message:
    """The bot's answer to files that a person sends it."""
    return office.answer_to(direct(person), office.slack.acts.upload(person, direct(person), files, text))


def form(office: Workplace, person: str, act: Callable[[], object]) -> dict[str, Any]:
    """The form that an act opens."""
    return office.view(person, "upload_form", act)


def offered_form(office: Workplace, person: str, files: Sequence[File]) -> dict[str, Any]:
    """The form for files that a person sends the bot."""
    offer = sent(office, person, files)
    return form(office, person, lambda: office.click(person, direct(person), offer, "upload_open"))


def home_form(office: Workplace, person: str) -> dict[str, Any]:
    """The form that the button of the library opens."""
    button = {"type": "button", "action_id": "guide_add", "text": {"type": "plain_text", "text": "Add"}, "value": "new"}
    view = {"type": "home", "blocks": [{"type": "actions", "block_id": "bar", "elements": [button]}]}
    client = office.bot.parts.calls.client
    home = client.views_publish(user_id=person, view=view)["view"]
    return form(office, person, lambda: office.slack.acts.click_in_view(person, home["id"], "guide_add"))


def hand_in(office: Workplace, person: str, files: Sequence[File], **values: Any) -> list[Upload]:
    """Send files, fill the form in, and wait until all is done; returns the person's uploads."""
    view = offered_form(office, person, files)
    assert office.slack.acts.submit(person, view["id"], values) == {}
    office.settle()
    return uploads(office, person)


def cards(office: Workplace, person: str) -> list[Message]:
    """The messages that show what became of a person's uploads."""
    found = office.answers(direct(person))
    return [m for m in found if (m.get("metadata") or {}).get("event_type") == "fieldwise_upload"]


def settled(office: Workplace, person: str) -> list[str]:
    """What the cards say in the end."""
    office.settle()
    return [shown(card) for card in cards(office, person)]
