import csv
import io

import numpy as np

from knowledge.spreadsheets import restored
from learning.analysis.csv import CHOICE_COLUMNS, ITEM_COLUMNS, choices_csv, items_csv
from learning.analysis.report import analyse
from tests.learning.analysis.exams import single_choice, taken

FORMULA = '=HYPERLINK("http://evil.example","How often?")'
VERSIONS = [single_choice("care-1", stem=FORMULA), single_choice("care-2"), single_choice("care-3")]
REPORT = analyse(taken(VERSIONS, 40, miskeyed="care-2"), np.random.default_rng(1))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_version_of_an_item_is_a_line_with_its_figures() -> None:
    found = rows(items_csv(REPORT))
    assert [row["item"] for row in found] == ["care-1", "care-2", "care-3"]
    assert tuple(found[0]) == ITEM_COLUMNS
    assert [row["first_attempts"] for row in found] == ["40"] * 3
    for row, item in zip(found, REPORT.items, strict=True):
        assert abs(float(row["facility"]) - (item.statistics.facility or 0)) < 1e-5
    assert "negative_discrimination" in found[1]["flags"]
    assert found[0]["judges_percent"] == ""


def test_a_negative_number_stays_a_number() -> None:
    assert float(rows(items_csv(REPORT))[1]["item_rest"]) < 0


def test_no_spreadsheet_runs_what_somebody_wrote_into_a_question() -> None:
    question = rows(items_csv(REPORT))[0]["question"]
    assert question.startswith("'=")
    assert restored(question) == FORMULA


def test_each_option_is_a_line_with_who_chose_it() -> None:
    found = rows(choices_csv(REPORT))
    assert tuple(found[0]) == CHOICE_COLUMNS
    assert [(row["item"], row["choice"], row["right"]) for row in found[:4]] == [
        ("care-1", "option a", "yes"),
        ("care-1", "option b", "no"),
        ("care-1", "option c", "no"),
        ("care-1", "option d", "no"),
    ]
    thirds = ("lower_third", "middle_third", "upper_third")
    assert sum(int(row[third]) for row in found[:4] for third in thirds) == 40
