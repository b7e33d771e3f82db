"""Who is in the workspace and where they meet, before anybody does anything."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

TEAM = "T0PLAYGROUND"
PARTNER_TEAM = "T0PARTNERS"
TEAM_NAME = "Field Office"
TEAM_DOMAIN = "field-office"
BOT_USER = "U0FIELDWISE"
BOT = "B0FIELDWISE"
APP = "A0FIELDWISE"

Kind = Literal["channel", "private", "im", "mpim"]


@dataclass(frozen=True)
class Person:
    """Somebody with an account; of another team, if they come through Slack Connect.

    Attributes:
        tz: Name of the time zone, as in the IANA database.
        is_owner: Whether the workspace is theirs, maybe with others; ``is_primary_owner`` is one person alone.
        deleted: Whether the account was deactivated.
    """

    id: str
    name: str
    real_name: str
    title: str
    locale: str = "en-US"
    team_id: str = TEAM
    is_admin: bool = False
    tz: str = "Europe/London"
    is_owner: bool = False
    is_primary_owner: bool = False
    deleted: bool = False

    @property
    def is_stranger(self) -> bool:
        """Whether they belong to another workspace."""
        return self.team_id != TEAM


@dataclass
class Channel:
    """A place for messages. ``members`` are user ids, the bot's among them where it is in.

    Attributes:
        shared: Whether people of another organisation are in it.
        pending: Whether such people are invited, and have not accepted yet.
    """

    id: str
    name: str
    kind: Kind
    members: list[str] = field(default_factory=list)
    topic: str = ""
    shared: bool = False
    pending: bool = False

    @property
    def person(self) -> str:
        """The person of a direct message with the app."""
        return next(member for member in self.members if member != BOT_USER)


AMARA = Person(
    "U0AMARA",
    "amara",
    "Amara Okafor",
    "Programme administrator",
    is_admin=True,
    tz="Africa/Lagos",
    is_owner=True,
    is_primary_owner=True,
)
BEN = Person("U0BEN", "ben", "Ben Lindqvist", "Mentoring coordinator", tz="Europe/Stockholm")
CARMEN = Person("U0CARMEN", "carmen", "Carmen Ruiz", "Mentor", locale="es-ES", tz="Europe/Madrid")
DEV = Person("U0DEV", "dev", "Dev Patel", "Mentor", tz="America/Chicago")
OLIVIA = Person("U0OLIVIA", "olivia", "Olivia Brandt", "Partner organisation", team_id=PARTNER_TEAM, tz="Europe/Berlin")
SEED = (AMARA, BEN, CARMEN, DEV, OLIVIA)

MENTORS = "C0MENTORS"
PROGRAMME_TEAM = "C0PROGRAMMETEAM"
PARTNER_NETWORK = "C0PARTNERNETWORK"
GROUP_DM = "G0BENDEVBOT"


def direct(person_id: str) -> str:
    """The id of the app's direct message channel with a person."""
    return "D" + person_id[1:]


def seed_channels(people: tuple[Person, ...]) -> list[Channel]:
    """The channels of the seed, each with those of its people who exist, and a direct message for all at home."""
    present = [person.id for person in people]
    ours = [person.id for person in people if not person.is_stranger]

    def among(*members: Person) -> list[str]:
        return [*(person.id for person in members if person.id in present), BOT_USER]

    return [
        Channel(MENTORS, "mentors", "channel", [*ours, BOT_USER], "How we mentor, and questions about it"),
        Channel(PROGRAMME_TEAM, "programme-team", "private", among(AMARA, BEN), "Planning"),
        Channel(PARTNER_NETWORK, "partner-network", "channel", [*present, BOT_USER], "With our partners", shared=True),
        Channel(GROUP_DM, "mpdm-ben--dev--fieldwise-1", "mpim", among(BEN, DEV)),
        *(Channel(direct(one), "directmessage", "im", [one, BOT_USER]) for one in ours),
    ]


def user_object(person: Person, at: float, *, locale: bool = False) -> dict[str, Any]:
    """A person as ``users.info`` gives them.

    Args:
        person: Who.
        at: Seconds since the epoch: the offset from UTC is that of this moment.
        locale: Whether their language was asked for.
    """
    shown: dict[str, Any] = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "profile": {
            "real_name": person.real_name,
            "display_name": person.real_name,
            "title": person.title,
            "team": person.team_id,
        },
        "is_bot": False,
        "is_app_user": False,
        "updated": 1,
    }
    if not person.deleted:
        shown |= _active(person, at)
    if person.is_stranger:
        shown["is_stranger"] = True
    if locale:
        shown["locale"] = person.locale
    return shown


def _active(person: Person, at: float) -> dict[str, Any]:
    """What Slack no longer tells of an account once it was deactivated."""
    there = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(person.tz))
    offset = there.utcoffset()
    return {
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": there.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_primary_owner,
        "is_restricted": False,
        "is_ultra_restricted": False,
    }


def channel_object(channel: Channel) -> dict[str, Any]:
    """A channel as ``conversations.info`` gives it to the bot."""
    shown: dict[str, Any] = {
        "id": channel.id,
        "created": 1,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind in ("private", "mpim"),
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_archived": False,
        "is_org_shared": False,
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_pending_ext_shared": channel.pending,
        "context_team_id": TEAM,
    }
    if channel.kind == "im":
        return {**shown, "user": channel.person, "is_open": True}
    return {
        **shown,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": False,
        "is_member": BOT_USER in channel.members,
        "creator": next((member for member in channel.members if member != BOT_USER), BOT_USER),
        "shared_team_ids": [TEAM, PARTNER_TEAM] if channel.shared else [TEAM],
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
