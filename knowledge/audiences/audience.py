"""Whom a guide is for, and who may read it. Pure."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from knowledge.guides.drafts import EVERYBODY

_CHANNELS = "channels"


class AudienceKind(StrEnum):
    """What an audience is made of."""

    EVERYBODY = EVERYBODY
    CHANNELS = _CHANNELS
    COMMUNITY = "community"


@dataclass(frozen=True)
class Audience:
    """Whom a guide is for.

    Attributes:
        names: The channels, in order and each once; the community's one name; of everybody, nothing.
    """

    kind: AudienceKind
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How it is written, always the same: ``everybody``, ``channels:C1,C2`` or the community's name."""
        match self.kind:
            case AudienceKind.EVERYBODY:
                return EVERYBODY
            case AudienceKind.CHANNELS:
                return f"{_CHANNELS}:{','.join(self.names)}"
            case AudienceKind.COMMUNITY:
                return self.names[0]


class MemberKind(StrEnum):
    """What belongs to a community, as it is stored."""

    CHANNEL = "channel"
    PERSON = "person"


@dataclass(frozen=True)
class Community:
    """A named group of channels and people; its channels and people are in order."""

    name: str
    channels: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """Who is about to read: all who read a channel, or one person.

    Attributes:
        channels: The channel; or those that the person is a member of.
        person: None where many read.
        communities: The names of those that the channels or the person belong to.
    """

    channels: frozenset[str]
    person: str | None
    communities: frozenset[str]


@dataclass(frozen=True)
class Readership:
    """Whom guides of a workspace are for, and who belongs to its communities.

    Attributes:
        keys: The audiences of the guides' editions, as they are stored.
    """

    keys: tuple[str, ...]
    communities: tuple[Community, ...]

    @property
    def named_channels(self) -> frozenset[str]:
        """The channels that an audience or a community names: nothing else depends on who is a member where."""
        audiences = [parse(key) for key in self.keys]
        named = {name for a in audiences if a.kind is AudienceKind.CHANNELS for name in a.names}
        return frozenset(named.union(*(community.channels for community in self.communities)))

    def reader(self, *, channel: str | None, person: str | None, member_of: Collection[str]) -> Reader:
        """All who read a channel, or one person with the channels that she is a member of."""
        channels = frozenset(member_of if channel is None else [*member_of, channel])
        theirs = (c.name for c in self.communities if person in c.people or not channels.isdisjoint(c.channels))
        return Reader(channels, person, frozenset(theirs))

    def readable(self, reader: Reader) -> tuple[str, ...]:
        """The audiences whose guides a reader may see, as they are stored; always everybody's first."""
        allowed = (key for key in self.keys if may_read(parse(key), reader))
        return tuple(dict.fromkeys([EVERYBODY, *allowed]))

    def is_readable(self, reader: Reader) -> bool:
        """Whether a reader may see all of it."""
        return all(may_read(parse(key), reader) for key in self.keys)


def parse(key: str) -> Audience:
    """The audience that a text names: everybody, channels by their ids, or else the community of that name."""
    words = " ".join(unicodedata.normalize("NFC", key).split())
    if words.casefold() == EVERYBODY:
        return Audience(AudienceKind.EVERYBODY)
    before, colon, after = words.partition(":")
    if colon and before.strip().casefold() == _CHANNELS:
        names = {name.strip() for name in after.split(",")} - {""}
        return Audience(AudienceKind.CHANNELS, tuple(sorted(names)))
    return Audience(AudienceKind.COMMUNITY, (words,))


def may_read(audience: Audience, reader: Reader) -> bool:
    """Whether a reader may see what is for this audience; nobody may where no channel or community is known."""
    match audience.kind:
        case AudienceKind.EVERYBODY:
            return True
        case AudienceKind.CHANNELS:
            return not reader.channels.isdisjoint(audience.names)
        case AudienceKind.COMMUNITY:
            return not reader.communities.isdisjoint(audience.names)
