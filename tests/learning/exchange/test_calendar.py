"""A calendar that other programs subscribe to: whole days, each named once and for good."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from learning.exchange.calendar import Entry, calendar_file
from tests.learning.attempts.hall import NOW

entries = st.lists(
    st.builds(
        Entry, st.uuids().map(str), st.dates(date(1970, 1, 2), date(2200, 1, 1)),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)  # fmt: skip


@given(entries, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_whatever_it_holds_comes_back_from_the_file(found: list[Entry], name: str) -> None:
    file = calendar_file(found, name, NOW)
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    read = Calendar.from_ical(file)
    events = [(str(one["summary"]), one.decoded("dtstart"), one.decoded("dtend")) for one in read.walk("VEVENT")]
    in_order = sorted(found, key=lambda one: (one.day, one.key))
    assert events == [(one.title, one.day, one.day + timedelta(days=1)) for one in in_order]


def test_a_day_that_moves_keeps_its_name() -> None:
    def named(day: date, key: str = "goal:1") -> str:
        (event,) = Calendar.from_ical(calendar_file([Entry(key, day, "A goal")], "Mine", NOW)).walk("VEVENT")
        return str(event["uid"])

    assert named(date(2027, 1, 1)) == named(date(2027, 2, 1)) != named(date(2027, 1, 1), "goal:2")


def test_programs_are_told_how_to_call_it_and_when_to_look_again() -> None:
    file = calendar_file([], "My dates", NOW).decode()
    for line in (
        "VERSION:2.0", "METHOD:PUBLISH", "X-WR-CALNAME:My dates", "NAME:My dates",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ):  # fmt: skip
        assert line in file.split("\r\n")
    one = calendar_file([Entry("a", date(2027, 1, 1), "A")], "Mine", NOW).decode()
    assert "DTSTART;VALUE=DATE:20270101" in one
    assert "TRANSP:TRANSPARENT" in one
