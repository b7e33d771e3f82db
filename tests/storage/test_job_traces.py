"""What is kept of jobs is forgotten of one person: of those given the id at once, of others once they have ended."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from dbos import DBOS, DBOSConfiguredInstance

from storage import jobs
from storage.job_traces import JobTraces, ended_jobs, forget, forget_about
from tests.storage.job_texts import places_with

NOW = datetime.now(UTC)


@DBOS.dbos_class()
class Meeting(DBOSConfiguredInstance):
    """Jobs that say again what they are told, or come across somebody while they work."""

    def __init__(self) -> None:
        super().__init__("meeting")
        self.begun, self.go_on = Event(), Event()

    @DBOS.workflow()
    def note(self, text: str) -> str:
        """Say it again."""
        return self.heard(text)

    @DBOS.workflow()
    def meet(self) -> None:
        """Come across somebody, and wait."""
        self.heard("U1")
        self.begun.set()
        assert self.go_on.wait(10)

    @DBOS.step()
    def heard(self, text: str) -> str:
        """The text."""
        return text


@pytest.fixture
def url(database_url: str) -> str:
    return database_url.replace("library.sqlite", "jobs.sqlite")


@pytest.fixture
def meeting(url: str) -> Iterator[Meeting]:
    with jobs.running(url, Meeting) as meeting:
        yield meeting


def test_what_names_a_person_is_forgotten_and_what_others_wrote_lately_is_kept(url: str, meeting: Meeting) -> None:
    for name, words in (("one", "U1 asks"), ("two", "U2 asks"), ("three", "told U1"), ("four", "U12 and U1-2")):
        jobs.start(name, meeting.note, words)()
    assert places_with(url, [b"U1 asks", b"told U1"]), "as it is stored it is found"
    assert forget_about(url, ["U1"], now=NOW, but=["three"]) == JobTraces(1, 0)
    assert (jobs.result_of("one"), jobs.result_of("two"), jobs.result_of("three")) == (None, "U2 asks", "told U1")
    assert jobs.result_of("four") == "U12 and U1-2"
    assert places_with(url, [b"U1 asks"]) == []
    assert forget_about(url, ["U1"], now=NOW + timedelta(hours=2)) == JobTraces(3, 0)
    assert jobs.result_of("two") is None


def test_a_job_that_only_came_across_somebody_is_left_to_end_and_then_forgotten(url: str, meeting: Meeting) -> None:
    jobs.start("one", meeting.meet)
    assert meeting.begun.wait(10)
    assert forget_about(url, ["U1"], now=NOW) == JobTraces(0, 1)
    meeting.go_on.set()
    jobs.finish_left_over()
    assert forget_about(url, ["U1"], now=NOW) == JobTraces(1, 0)
    assert places_with(url, [b"U1"]) == []


def test_jobs_that_have_ended_tell_what_they_were_given_and_came_to(url: str, meeting: Meeting) -> None:
    jobs.start("say:1", meeting.note, "Hello.")()
    jobs.start("other:1", meeting.note, "Well.")()
    found = ended_jobs(url, "say:")
    assert {name: (job.given, job.result) for name, job in found.items()} == {"say:1": (("Hello.",), "Hello.")}
    forget(url, found)
    forget(url, [])
    assert ended_jobs(url, "say:") == {}


def test_where_no_job_was_ever_run_there_is_nothing_to_forget(url: str) -> None:
    assert forget_about(url, ["U1"], now=NOW) == JobTraces(0, 0)
    assert ended_jobs(url, "say:") == {}
