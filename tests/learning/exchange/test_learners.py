"""Who goes out in a table of learners, with what, and who may have it."""

from datetime import date
from typing import Any

import pytest

from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.errors import NotAllowed
from knowledge.members.roles import ERASED
from learning.cohorts.service import archive
from learning.errors import CohortNotFound
from learning.exchange.learners import everybody, of_cohort
from learning.exchange.service import take_out
from learning.exchange.tables import Table
from storage.schema import new_id
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.cohorts.campus import CERTIFICATION, LEARNERS, PATH, Campus


def read(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def all_of(campus: Campus, by: str = "olga") -> list[dict[str, Any]]:
    with campus.school.database.reading() as session:
        return read(everybody(session, campus.workspace, by, {"lea": "Lea Öz"}, NOW))


def cohort(campus: Campus, by: str = "cora") -> list[dict[str, Any]]:
    with campus.school.database.reading() as session:
        return read(of_cohort(session, campus.workspace, campus.cohort, by, {}, NOW))


def taken_out(campus: Campus, which: str | None, by: str, form: str = "csv") -> None:
    campus.do(lambda session: take_out(session, campus.workspace, which, form, by=by, now=NOW))


def test_a_row_tells_where_a_person_stands_with_each_certification_and_her_cohort(campus: Campus) -> None:
    due = (NOW + 10 * DAY).date()
    campus.goal(CERTIFICATION, due)
    campus.had("lea", date(2026, 1, 2), date(2027, 1, 2))
    lea, lin, lis, lou = all_of(campus)
    assert lea == {
        "person": "lea", "name": "Lea Öz", "cohort": "Spring", "mentor": "mona", "due": None, "track": "done",
        "last_active": None, "practised": 0, "exams": 0, "mentor standing": "recorded",
        "mentor issued": date(2026, 1, 2), "mentor expires": date(2027, 1, 2),
    }  # fmt: skip
    assert (lou["due"], lou["track"], lou["name"]) == (due, "due_soon", "")
    assert lin["person"] == "lin"
    assert lis["track"] == "due_soon"


def test_a_row_counts_what_a_person_did_and_the_day_on_which_she_last_did_anything(campus: Campus) -> None:
    hall = campus.school.hall
    hall.submit(hall.start("lea").id, person="lea", now=NOW)
    hall.start("lou")
    campus.school.practise("lin")
    for row in (all_of(campus), cohort(campus, "olga")):
        did = {one["person"]: (one["exams"], one["practised"], one["last_active"]) for one in row}
        assert did["lea"] == (1, 0, NOW.date())
        assert did["lou"] == (0, 0, NOW.date())
        assert did["lin"][:2] == (0, 1)


def test_a_cohort_is_what_the_one_who_looks_may_see_of_it(campus: Campus) -> None:
    assert {row["person"] for row in cohort(campus)} == set(LEARNERS)
    assert {row["person"] for row in cohort(campus, "mona")} == {"lea", "lou"}
    with pytest.raises(NotAllowed):
        cohort(campus, "rita")


def test_a_cohort_goes_out_with_no_more_than_its_page_shows(campus: Campus) -> None:
    campus.had("lea", date(2026, 1, 2), date(2027, 1, 2))
    for person in ("mona", "cora"):
        assert not {"exams", "mentor standing"} & set(cohort(campus, person)[0])
    campus.goal(CERTIFICATION)
    (lea,) = [row for row in cohort(campus, "mona") if row["person"] == "lea"]
    assert (lea["mentor standing"], "exams" in lea) == ("recorded", False)
    assert cohort(campus, "olga")[0]["exams"] == 0


def test_only_who_sees_learners_gets_all_of_them(campus: Campus) -> None:
    for person in ("ed", "rita", "cora", "lea"):
        with pytest.raises(NotAllowed):
            all_of(campus, person)


def test_who_is_in_no_cohort_is_there_and_who_was_erased_is_not(campus: Campus) -> None:
    campus.had("ann", date(2020, 1, 2), date(2021, 1, 2))
    campus.had(f"{ERASED}1", date(2020, 1, 2), None)
    ann, *others = all_of(campus)
    assert (ann["person"], ann["cohort"], ann["track"], ann["mentor standing"]) == ("ann", "", None, "recorded_expired")
    assert {row["person"] for row in others} == set(LEARNERS)


def test_somebody_in_two_cohorts_has_one_row_with_what_needs_somebody_most(campus: Campus) -> None:
    campus.goal(PATH)
    other, first = campus.make("Autumn", ["lea"], coordinators=["cora"]), campus.cohort
    campus.cohort = other
    campus.goal(CERTIFICATION, NOW.date())
    campus.cohort = first
    lea = all_of(campus)[0]
    assert (lea["cohort"], lea["track"], lea["due"]) == ("Autumn / Spring", "due_soon", NOW.date())


def test_taking_figures_out_is_written_down_with_who_did(campus: Campus) -> None:
    taken_out(campus, None, "olga")
    taken_out(campus, campus.cohort, "mona", "xlsx")
    with campus.school.database.reading() as session:
        asked = Filter(action=Action.LEARNERS_EXPORTED.value)
        found = entries(session, campus.workspace, asked, limit=10)
    assert [(one.actor, one.subject_kind, one.after) for one in found] == [
        ("mona", "cohort", {"form": "xlsx"}),
        ("olga", "workspace", {"form": "csv"}),
    ]


@pytest.mark.parametrize("person", ["ed", "lea", "stranger"])
def test_who_looks_after_nobody_takes_nothing_out(campus: Campus, person: str) -> None:
    for which in (None, campus.cohort):
        with pytest.raises(NotAllowed):
            taken_out(campus, which, person)


def test_a_cohort_that_is_over_can_not_be_taken_out(campus: Campus) -> None:
    campus.do(lambda session: archive(session, campus.workspace, campus.cohort, by="cora", now=NOW))
    for which in (campus.cohort, new_id(), "no id"):
        with pytest.raises(CohortNotFound):
            taken_out(campus, which, "olga")
