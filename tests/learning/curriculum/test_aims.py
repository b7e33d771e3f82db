from dataclasses import replace

import pytest

from learning.certifications.values import Certification
from learning.curriculum.aims import aims_of, towards
from learning.curriculum.values import Path
from storage.database import Database
from tests.learning.curriculum.school import School

AMARA = "U0AMARA"


@pytest.fixture
def school(database: Database) -> School:
    return School.open(database)


def aims(school: School, person: str = AMARA) -> dict[str, str]:
    with school.database.reading() as session:
        return towards(session, school.workspace, person)


def all_of(certification: Certification) -> dict[str, str]:
    return {one.key: certification.id for one in certification.definition.competencies}


def leading_nowhere(path: Path) -> Path:
    return replace(path, definition=replace(path.definition, certification=None))


def test_whoever_is_on_a_path_works_towards_the_certificate_to_which_it_leads(school: School) -> None:
    assert aims(school) == {}
    school.enrol(AMARA)
    assert aims(school) == all_of(school.certification)
    assert aims(school, "U0BEN") == {}
    school.leave(AMARA)
    assert aims(school) == {}


def test_whoever_has_begun_an_exam_works_towards_its_certificate(school: School) -> None:
    assert aims_of([school.certification], [], {school.certification.id}) == all_of(school.certification)


def test_a_path_that_leads_to_no_certificate_is_practised_for_the_first_that_has_its_competency(school: School) -> None:
    on = [leading_nowhere(school.path())]
    other = replace(
        school.certification, id="other", definition=replace(school.certification.definition, key="another")
    )
    assert aims_of([school.certification, other], on, ()) == {"care": "other"}
    assert aims_of([], on, ()) == {}


def test_what_is_retired_is_no_aim(school: School) -> None:
    retired = replace(school.certification, retired=True)
    assert aims_of([retired], [school.path()], {retired.id}) == {}
