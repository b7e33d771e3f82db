import pytest

from knowledge.guides.labels import LABEL_TAKEN, label_of, warnings_of
from knowledge.guides.queries import edition_facts
from storage.database import Database
from tests.knowledge.guides.desk import Desk


def test_an_edition_without_a_label_is_called_by_the_first_free_number() -> None:
    assert label_of(None, [], number=1) == "1"
    assert label_of(None, ["1", "2"], number=3) == "3"
    assert label_of("2026.1", ["1", "2"], number=3) == "2026.1"


@pytest.mark.parametrize(
    ("taken", "number", "label"),
    [
        (["1", "3"], 4, "4"),
        (["1", "4"], 5, "5"),
        (["2026", "draft"], 3, "3"),
        (["2026", "3"], 3, "4"),
        (["2", "3"], 3, "4"),
        (["²", "٣"], 9, "3"),
    ],
)
def test_a_number_is_above_those_that_others_have_but_for_years_and_the_like(
    taken: list[str], number: int, label: str
) -> None:
    assert label_of(None, taken, number=number) == label


def test_a_label_is_warned_of_only_where_another_text_has_it() -> None:
    assert warnings_of(taken=False) == ()
    assert warnings_of(taken=True) == (LABEL_TAKEN,)


def test_no_two_editions_of_a_guide_are_called_the_same_because_one_was_discarded(database: Database) -> None:
    desk = Desk.open(database)
    desk.publish(desk.add("Calls", "One."))
    second, third = desk.add("Calls", "Two."), desk.add("Calls", "Three.")
    desk.discard(second)
    fourth = desk.add("Calls", "Four.")
    assert [desk.subject(edition).label for edition in (second, third, fourth)] == ["2", "3", "4"]
    with database.reading() as session:
        assert edition_facts(session, [fourth])[fourth].warnings == ()


def test_a_label_that_another_text_has_is_kept_as_a_code_that_each_reader_is_told_in_her_language(
    database: Database,
) -> None:
    desk = Desk.open(database)
    desk.add("Calls", "One.", label="2026")
    second = desk.add("Calls", "Two.", label="2026")
    with database.reading() as session:
        assert edition_facts(session, [second])[second].warnings == (LABEL_TAKEN,)
