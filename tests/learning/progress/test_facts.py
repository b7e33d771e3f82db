"""What is read in one statement is what the queries tell that look for one thing each: over many wild histories."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from evals.workload.histories import fill
from learning.attempts.queries import history
from learning.certifications.queries import certifications
from learning.continuous.queries import years
from learning.credentials.earned import earned
from learning.credentials.queries import certificates_of
from learning.curriculum.aims import towards
from learning.curriculum.queries import enrolled, paths, standings
from learning.learners.hours import zone_of
from learning.learners.queries import preferences
from learning.mastery.queries import mastery
from learning.mastery.topics import topics_read
from learning.past.queries import past_certificates
from learning.practice.queries import today
from learning.practice.values import Scope
from learning.progress import earning
from learning.progress.facts import Facts, facts_of
from learning.progress.queries import progress
from learning.progress.telling import on_path
from learning.requirements.queries import standing
from learning.standing.queries import held_by, practised_at
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.learning.attempts.hall import NOW, Hall

PEOPLE = [f"U{number}" for number in range(60)]
UTC_ZONE = ZoneInfo("UTC")
READS = ("everybody", "nobody")
AT = NOW + timedelta(hours=7)


@pytest.fixture
def school(database: Database) -> Iterator[tuple[Session, str, Database]]:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    fill(database, workspace, PEOPLE, answers=12, now=NOW)
    with database.reading() as session:
        yield session, workspace, database


def test_what_one_statement_tells_is_what_each_query_tells(school: tuple[Session, str, Database]) -> None:
    session, workspace, _ = school
    met = set[str]()
    for person in [*PEOPLE, "U0NOBODY"]:
        facts = facts_of(session, workspace, person, UTC_ZONE, AT)
        same(session, workspace, person, facts)
        told = progress(session, workspace, person, UTC_ZONE, AT)
        met |= {one.exam.value for one in told.ways} | {one.standing.value for one in told.held}
        met |= {"streak"} if told.today.streak.days else set()
    # The histories are wild enough to tell something.
    assert met >= {"to_do", "open", "passed", "current", "outdated", "suspended", "revoked", "expired", "streak"}


def same(session: Session, workspace: str, person: str, facts: Facts) -> None:
    known = {one.id: one for one in certifications(session, workspace)}
    assert list(facts.certifications.items()) == list(known.items())
    assert facts.zone == (zone_of(facts.preferences.zone) if facts.preferences.zone is not None else UTC_ZONE)
    assert facts.paths == paths(session, workspace)
    assert facts.attempts == history(session, workspace, person)
    assert [one.certificate for one in facts.lives] == certificates_of(session, workspace, person)
    held = earning.held(facts.lives, facts.certifications, facts.outdated, AT)
    assert list(held) == held_by(session, workspace, person, AT)
    waiting = earning.earned(facts.attempts, facts.lives, facts.begun, facts.steps, person)
    assert list(waiting) == earned(session, workspace, person=person)
    assert facts.practised == practised_at(session, workspace, person, known)
    assert facts.mastery == mastery(session, workspace, [person], AT).get(person, {})
    assert facts.read == topics_read(session, workspace, person)
    assert facts.preferences == preferences(session, workspace, person)
    past = past_certificates(session, workspace, [person])
    assert facts.past == {key: one for (_, key), one in past.items()}
    assert facts.today == today(
        session, workspace, person, facts.zone, AT, Scope(towards=towards(session, workspace, person))
    )
    each = standings(session, workspace, [person], facts.paths)
    assert {(person, one.id): on_path(facts, one) for one in facts.paths} == each


def test_what_is_left_for_a_certificate_is_what_the_requirements_tell(school: tuple[Session, str, Database]) -> None:
    session, workspace, _ = school
    for person in PEOPLE:
        told = progress(session, workspace, person, UTC_ZONE, AT)
        assert [one.path.id for one in told.paths] == enrolled(session, workspace, person)
        for way in told.ways:
            expected = standing(session, workspace, way.certification, person)
            assert {one.requirement.key: one for one in way.requirements} == expected


def test_how_the_years_stand_that_are_kept_by_practice_is_what_their_queries_tell(
    school: tuple[Session, str, Database],
) -> None:
    session, workspace, _ = school
    met = set[bool]()
    for person in PEOPLE:
        told = progress(session, workspace, person, UTC_ZONE, AT, READS)
        assert told.years == years(session, workspace, told.held, AT, READS)
        met |= {year.so_far.answered > 0 for year in told.years.values()}
    assert met == {False, True}


def test_ways_and_topics_come_in_the_order_of_the_certifications(school: tuple[Session, str, Database]) -> None:
    session, workspace, _ = school
    in_order = {one.id: place for place, one in enumerate(certifications(session, workspace))}
    found = [[one.certification.id for one in progress(session, workspace, p, UTC_ZONE, AT).ways] for p in PEOPLE]
    assert max(map(len, found)) > 1
    assert found == [sorted(ways, key=in_order.__getitem__) for ways in found]


def test_it_takes_one_statement_whatever_there_is(school: tuple[Session, str, Database]) -> None:
    session, workspace, database = school
    for person in (PEOPLE[0], "U0NOBODY"):
        with Hall(database, workspace).statements() as sent:
            progress(session, workspace, person, UTC_ZONE, AT)
        assert len(sent) == 1
