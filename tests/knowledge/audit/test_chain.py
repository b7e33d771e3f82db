from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from knowledge.audit.chain import FIRST, entry_hash
from knowledge.audit.values import Entry

AT = datetime(2026, 11, 1, 9, 30, 0, 250, tzinfo=UTC)
ENTRY = Entry(7, AT, "U1", "published", "guide", "g1", "Calls", {"state": "draft"}, {"state": "published", "n": 1})
FACTS = st.none() | st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers() | st.booleans())
ENTRIES = st.builds(
    Entry,
    number=st.integers(1, 9),
    at=st.datetimes(timezones=st.just(UTC)),
    actor=st.text(max_size=5),
    action=st.text(max_size=5),
    subject_kind=st.text(max_size=5),
    subject=st.text(max_size=5),
    name=st.text(max_size=5),
    before=FACTS,
    after=FACTS,
)


@given(ENTRIES, ENTRIES)
def test_two_entries_have_one_hash_only_where_they_say_the_same(one: Entry, other: Entry) -> None:
    assert entry_hash(FIRST, "w", "r", one) == entry_hash(FIRST, "w", "r", replace(one))
    same = repr(one) == repr(other)
    assert (entry_hash(FIRST, "w", "r", one) == entry_hash(FIRST, "w", "r", other)) is same


def test_a_hash_covers_the_one_before_the_workspace_and_the_row() -> None:
    hashes = {
        entry_hash(*seed, ENTRY) for seed in ((FIRST, "w", "r"), ("1", "w", "r"), (FIRST, "v", "r"), (FIRST, "w", "s"))
    }
    assert len(hashes) == 4


def test_neither_the_order_of_facts_nor_the_time_zone_of_a_moment_changes_a_hash() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5, minutes=45)))
    turned = replace(ENTRY, at=elsewhere, after={"n": 1, "state": "published"})
    assert entry_hash(FIRST, "w", "r", turned) == entry_hash(FIRST, "w", "r", ENTRY)
