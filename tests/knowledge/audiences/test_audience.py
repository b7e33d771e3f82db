import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.audiences.audience import (
    Audience,
    AudienceKind,
    Community,
    Reader,
    Readership,
    may_read,
    parse,
)

IDS = st.text(alphabet="CG0123456789ABC", min_size=1, max_size=11)
NAMES = st.sets(st.sampled_from(["C1", "C2", "C3", "C4"]))
PEOPLE = st.sets(st.sampled_from(["U1", "U2", "U3"]))
COMMUNITIES = st.builds(
    Community,
    st.sampled_from(["staff", "coaches"]),
    NAMES.map(lambda names: tuple(sorted(names))),
    PEOPLE.map(lambda people: tuple(sorted(people))),
)
KEYS = st.one_of(
    st.sampled_from(["everybody", "staff", "coaches", "nobody knows them"]),
    NAMES.map(lambda names: "channels:" + ",".join(names)),
)
READERSHIPS = st.builds(Readership, st.lists(KEYS).map(tuple), st.lists(COMMUNITIES, unique_by=lambda c: c.name))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("everybody", "everybody"),
        (" Everybody\n", "everybody"),
        ("channels:C2,C1", "channels:C1,C2"),
        ("Channels : C2 , C1,, C2", "channels:C1,C2"),
        ("staff", "staff"),
        ("  Field   staff ", "Field staff"),
        ("everybody else", "everybody else"),
        ("channels", "channels"),
        ("channels:", "channels:"),
        ("", ""),
    ],
)
def test_an_audience_has_one_spelling(written: str, key: str) -> None:
    assert parse(written).key == key


@given(st.text())
def test_whatever_is_written_its_key_names_the_same_audience(written: str) -> None:
    assert parse(parse(written).key) == parse(written)


@given(st.text().filter(lambda text: "everybody" not in text.casefold()))
def test_nothing_is_for_everybody_that_does_not_say_so(written: str) -> None:
    assert parse(written).kind is not AudienceKind.EVERYBODY


@given(st.lists(IDS, min_size=1))
def test_neither_order_nor_repetition_of_channels_makes_another_audience(ids: list[str]) -> None:
    again = sorted(ids, reverse=True) + ids
    assert parse("channels:" + ",".join(again)) == parse("channels:" + ",".join(ids))


@given(NAMES, NAMES)
def test_channels_are_read_by_those_who_are_in_one_of_them(named: set[str], members: set[str]) -> None:
    audience = Audience(AudienceKind.CHANNELS, tuple(sorted(named)))
    reader = Reader(frozenset(members), "U1", frozenset({"staff"}))
    assert may_read(audience, reader) == bool(named & members)


def test_a_guide_for_no_channel_and_one_for_an_unknown_community_are_read_by_nobody() -> None:
    for key in ("channels:", "strangers", ""):
        readership = Readership((key,), (Community("staff", ("C1",), ("U1",)),))
        assert readership.readable(readership.reader(channel="C1", person="U1", member_of={"C1"})) == ("everybody",)


@given(READERSHIPS, NAMES, PEOPLE)
def test_a_reader_sees_what_is_for_everybody_for_the_channels_and_for_the_communities_of_either(
    readership: Readership, members: set[str], people: set[str]
) -> None:
    person = min(people, default=None)
    found = readership.readable(readership.reader(channel=None, person=person, member_of=members))
    theirs = {c.name for c in readership.communities if person in c.people or members & set(c.channels)}
    wanted = {key for key in readership.keys if key == "everybody" or key in theirs}
    wanted |= {key for key in readership.keys if key.startswith("channels:") and set(parse(key).names) & members}
    assert found[0] == "everybody"
    assert set(found) == wanted | {"everybody"}
    assert len(set(found)) == len(found)


@given(READERSHIPS, NAMES, st.sampled_from(["C1", "C2"]))
def test_who_is_in_more_channels_never_sees_less(readership: Readership, members: set[str], channel: str) -> None:
    fewer = readership.readable(readership.reader(channel=None, person="U1", member_of=members))
    more = readership.readable(readership.reader(channel=channel, person="U1", member_of=members))
    assert set(fewer) <= set(more)


@given(READERSHIPS, NAMES)
def test_channels_that_nothing_names_change_nothing(readership: Readership, members: set[str]) -> None:
    named = readership.named_channels

    def seen(channels: set[str]) -> tuple[str, ...]:
        return readership.readable(readership.reader(channel=None, person="U1", member_of=channels))

    assert seen(members) == seen(members & named)


@given(READERSHIPS, NAMES)
def test_all_of_it_is_readable_where_each_key_is(readership: Readership, members: set[str]) -> None:
    reader = readership.reader(channel=None, person="U1", member_of=members)
    assert readership.is_readable(reader) == (set(readership.keys) <= set(readership.readable(reader)))
