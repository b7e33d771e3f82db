"""People and past certificates are taken over: as it was foreseen, once, whole, by who may, and written down."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.errors import NotAllowed
from learning.cohorts.values import MOST_LEARNERS
from learning.exchange.people import plan, recorded, take_over, take_over_agreed
from learning.exchange.plans import Counts, Plan
from learning.exchange.taking_over import Wrong
from learning.past.queries import past_certificates
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.cohorts.campus import LEARNERS, Campus

HEADER = "person,certification,issued,expires,source,cohort\n"
LIST = HEADER + "lea,mentor,2026-01-02,2027-01-02,Register,\nann,mentor,2025-03-04,,,Spring\nlou,,,,,spring\n"


def anybody(called: str) -> Sequence[str]:
    return [called] if called.isascii() and called.isalnum() else []


def looked_at(campus: Campus, text: str, by: str = "olga") -> Plan:
    with campus.school.database.reading() as session:
        return plan(session, campus.workspace, text.encode(), anybody, by=by, now=NOW)


def taken_over(campus: Campus, text: str, by: str = "olga", now: datetime = NOW) -> Plan:
    return campus.do(lambda session: take_over(session, campus.workspace, text.encode(), anybody, by=by, now=now))


def agreed(campus: Campus, text: str, digest: str) -> Plan | None:
    data = text.encode()
    return campus.do(
        lambda session: take_over_agreed(session, campus.workspace, data, anybody, digest, by="olga", now=NOW)
    )


def kept(campus: Campus, person: str) -> list[tuple[date, date | None, str | None]]:
    with campus.school.database.reading() as session:
        found, _ = recorded(session, campus.workspace, date(2000, 1, 1), limit=10)
    return [(one.issued, one.expires, one.source) for one in found if one.person == person]


def audited(campus: Campus) -> list[object]:
    with campus.school.database.reading() as session:
        asked = Filter(action=Action.PEOPLE_TAKEN_OVER.value)
        return [one.after for one in entries(session, campus.workspace, asked, limit=10)]


def test_what_is_foreseen_is_what_is_done_and_done_again_it_changes_nothing(campus: Campus) -> None:
    foreseen = looked_at(campus, LIST)
    assert (len(foreseen.certificates), foreseen.same, foreseen.within, foreseen.problems) == (2, 0, 1, ())
    assert [one.person for one in foreseen.joining] == ["ann"]
    assert audited(campus) == []
    assert taken_over(campus, LIST) == foreseen
    again = taken_over(campus, LIST, now=NOW + DAY)
    assert (again.counts.total, again.same, again.within, again.known) == (0, 2, 2, 4)
    assert audited(campus) == [{"past_certificates": 2, "corrected": 0, "taken_back": 0, "into_cohorts": 1}]
    with campus.school.database.reading() as session:
        found = past_certificates(session, campus.workspace, ["lea", "ann"])
    lea = found["lea", campus.school.certification.id]
    assert (lea.issued, lea.expires, lea.source) == (date(2026, 1, 2), date(2027, 1, 2), "Register")
    assert campus.line("ann").person == "ann"


def test_lines_with_which_something_is_wrong_are_left_out_and_the_others_taken_over(campus: Campus) -> None:
    done = taken_over(campus, LIST + "no one,mentor,2026-01-02,,,\nlea,mentor,31.12.2025,,,\n")
    assert [(one.line, one.wrong) for one in done.problems] == [(5, Wrong.UNKNOWN_PERSON), (6, Wrong.BAD_DATE)]
    assert len(done.certificates) == 2


def test_of_a_cohort_that_would_be_too_large_no_line_is_taken_over(campus: Campus) -> None:
    many = "".join(f"p{number},mentor,2026-01-02,,,Spring\n" for number in range(MOST_LEARNERS - len(LEARNERS) + 1))
    foreseen = looked_at(campus, HEADER + many + "lea,mentor,2026-01-02,,,\n")
    assert {one.wrong for one in foreseen.problems} == {Wrong.COHORT_FULL}
    assert [one.person for one in foreseen.certificates] == ["lea"]


def test_a_person_of_a_cohort_that_would_be_too_large_is_left_out_on_each_of_her_lines(campus: Campus) -> None:
    two = "zed,mentor,2026-01-02,,,Spring\nzed,mentor,2025-01-02,,,Spring\n"
    many = "".join(f"p{number},,,,,Spring\n" for number in range(MOST_LEARNERS - len(LEARNERS) + 1))
    foreseen = looked_at(campus, HEADER + two + many)
    assert [one.line for one in foreseen.problems][:2] == [2, 3]
    assert foreseen.certificates == ()


def test_a_line_that_says_otherwise_of_what_is_here_corrects_it(campus: Campus) -> None:
    wrong, right = "lea,mentor,2025-01-02,,,\n", "lea,mentor,2025-01-02,2026-01-02,Register,\n"
    taken_over(campus, HEADER + wrong)
    foreseen = looked_at(campus, HEADER + right)
    assert (foreseen.counts, foreseen.does_anything) == (Counts(corrected=1), True)
    assert taken_over(campus, HEADER + right, now=NOW + DAY).counts == Counts(corrected=1)
    assert kept(campus, "lea") == [(date(2025, 1, 2), date(2026, 1, 2), "Register")]
    assert taken_over(campus, HEADER + right, now=NOW + 2 * DAY).known == 1
    assert audited(campus)[0] == {"past_certificates": 0, "corrected": 1, "taken_back": 0, "into_cohorts": 0}


def test_what_a_list_has_no_column_for_stays_as_it_is(campus: Campus) -> None:
    taken_over(campus, HEADER + "lea,mentor,2025-01-02,2026-01-02,Register,\n")
    assert not looked_at(campus, "person,certification,issued\nlea,mentor,2025-01-02\n").does_anything
    taken_over(campus, "person,certification,issued,source\nlea,mentor,2025-01-02,Archive\n")
    assert kept(campus, "lea") == [(date(2025, 1, 2), date(2026, 1, 2), "Archive")]


def test_a_certificate_that_was_taken_over_by_mistake_is_taken_back(campus: Campus) -> None:
    back = HEADER + "lea,mentor,2025-01-02,-,,\n"
    taken_over(campus, HEADER + "lea,mentor,2025-01-02,,,\nlou,mentor,2025-01-02,,,\nlea,mentor,2024-01-02,,,\n")
    assert taken_over(campus, back, now=NOW + DAY).counts == Counts(taken_back=1)
    assert (kept(campus, "lea"), len(kept(campus, "lou"))) == ([(date(2024, 1, 2), None, None)], 1)
    assert taken_over(campus, back, now=NOW + 2 * DAY).counts == Counts()


def test_of_lines_with_one_certificate_and_two_cohorts_all_that_can_be_is_done(campus: Campus) -> None:
    campus.make("Autumn", ["lea"])
    done = taken_over(campus, HEADER + "ann,mentor,2026-01-02,,,Autumn\nann,mentor,2026-01-02,,,Spring\n")
    assert (done.counts, done.problems) == (Counts(past_certificates=1, into_cohorts=2), ())


def test_the_same_act_done_again_says_what_it_did_before(campus: Campus) -> None:
    first = taken_over(campus, LIST)
    again = taken_over(campus, LIST)
    assert (again.counts, again.known) == (first.counts, first.known)
    assert len(audited(campus)) == 1


def test_nothing_is_taken_over_where_something_else_is_understood_than_was_agreed_to(campus: Campus) -> None:
    seen = looked_at(campus, LIST)
    assert agreed(campus, LIST.replace("ann", "amy"), seen.digest) is None
    assert kept(campus, "lea") == []
    made = agreed(campus, LIST, seen.digest)
    assert made is not None
    assert made.counts == seen.counts


@pytest.mark.parametrize("person", ["ed", "rita", "cora", "mona", "lea"])
def test_only_who_keeps_people_takes_any_over(campus: Campus, person: str) -> None:
    with pytest.raises(NotAllowed):
        looked_at(campus, LIST, person)
    with pytest.raises(NotAllowed):
        taken_over(campus, LIST, person)
    assert audited(campus) == []
