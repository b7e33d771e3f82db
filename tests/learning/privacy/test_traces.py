from sqlalchemy import String

from learning.privacy.traces import TRACES, WORDS
from learning.privacy.values import Fate
from storage.schema import Base
from tests.learning.privacy.everything import THE_LIBRARYS, THE_PROGRAMS, all_tables, written

# What columns are called that hold the id of a person; those of the audit log have others.
NAMES = {"person", "by", "asker", "judge", "mentor", "member", "owner_person"}
# Written by the person herself, and taken out when she is erased, or in rows that go then.
HERS = {
    "answer.missing",
    "certificate.jwt",
    "certificate.name",
    "practice.given",
    "response.clicked",
    "response.given",
    "upload.source",
}


def names_a_person(table: str, column: str) -> bool:
    is_text = isinstance(Base.metadata.tables[table].c[column].type, String)
    return is_text and (column in NAMES or column.endswith("_by"))


def test_each_column_that_names_a_person_has_a_fate() -> None:
    columns = {(table.name, column.name) for table in all_tables() for column in table.columns}
    assert {(one.table, one.column) for one in TRACES} == {one for one in columns if names_a_person(*one)}


def test_wherever_people_write_somebody_may_be_mentioned_or_is_erased_with_it() -> None:
    assert written() == {*WORDS, *HERS}
    assert not set(WORDS) & HERS
    every = {f"{table.name}.{column.name}" for table in all_tables() for column in table.columns}
    assert every >= THE_PROGRAMS | THE_LIBRARYS


def test_nobody_has_to_stand_where_somebody_is_forgotten() -> None:
    tables = {table.name: table for table in all_tables()}
    forgotten = [tables[one.table].c[one.column] for one in TRACES if one.fate is Fate.FORGET]
    assert forgotten
    assert all(column.nullable for column in forgotten)


def test_what_goes_goes_before_anything_is_renamed() -> None:
    fates = [one.fate is Fate.DELETE for one in TRACES]
    assert fates == sorted(fates, reverse=True)
