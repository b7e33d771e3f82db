"""What is done at once with a message, while the jobs of others wait for their turn."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from dbos import DBOS

from knowledge.answering.answer import Answer
from tests.databases import put_newest
from tests.journeys.workplace import (
    BEN,
    DEV,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    Workplace,
    scripted,
    shown,
    workplace,
)

CROWD = 20


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A library without guides."""
    put_newest(tmp_path / "library.sqlite")
    return tmp_path


@contextmanager
def held_up(data_dir: Path) -> Iterator[tuple[Workplace, Event]]:
    """The bot, which answers nothing before the event is set."""
    go = Event()

    def answering(question: str, audiences: Sequence[str]) -> Answer:
        go.wait()
        return scripted(question)

    with workplace(data_dir, answering=answering) as office:
        try:
            yield office, go
        finally:
            go.set()


def test_a_reply_is_answered_although_the_question_before_it_still_waits_for_its_turn(data_dir: Path) -> None:
    with held_up(data_dir) as (office, go):
        roots = [office.ask(BEN, MENTORS, f"@Fieldwise what is number {number}?") for number in range(CROWD)]
        office.ask(DEV, MENTORS, "and what comes after it?", roots[-1])
        office.slack.until(lambda: office.slack.deliveries and all(one.acknowledged for one in office.slack.deliveries))
        go.set()
        office.settle()
        assert len(office.answers(MENTORS, roots[-1])) == 2


def test_a_direct_message_that_names_somebody_is_answered(data_dir: Path) -> None:
    with workplace(data_dir, answering=scripted) as office:
        assert "leave a match alone" in shown(office.asked(BEN, "D0BEN", "May I leave a match alone with @Dev?"))


def test_after_an_edit_it_shows_no_longer_that_it_searches(data_dir: Path) -> None:
    with workplace(data_dir, answering=scripted) as office:
        root = office.asked(BEN, MENTORS, "@Fieldwise the first wording?")["thread_ts"]
        office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise the second wording?")
        office.settle()
        assert "the second wording" in shown(office.answers(MENTORS, root)[0])
        assert office.slack.workspace.statuses() == {}


def test_what_an_outsider_writes_is_not_kept_with_the_job_either(data_dir: Path) -> None:
    with workplace(data_dir, answering=scripted) as office:
        root = office.ask(OLIVIA, PARTNER_NETWORK, "@Fieldwise what is our canary-4711 policy?")
        office.answer_to(PARTNER_NETWORK, root)
        office.slack.acts.edit(OLIVIA, PARTNER_NETWORK, root, "@Fieldwise what is our canary-4711?")
        office.settle()
        assert len(office.answers(PARTNER_NETWORK, root)) == 1
        assert OLIVIA in kept_of_jobs()
        assert "canary-4711" not in kept_of_jobs()


def test_with_its_question_all_its_wordings_are_forgotten(data_dir: Path) -> None:
    with workplace(data_dir, answering=scripted) as office:
        root = office.asked(BEN, MENTORS, "@Fieldwise what is canary-1?")["thread_ts"]
        office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise what is canary-2?")
        office.settle()
        assert "canary-2" in kept_of_jobs()
        office.slack.acts.delete(BEN, MENTORS, root)
        office.settle()
        assert "canary" not in kept_of_jobs()


def kept_of_jobs() -> str:
    """All that is kept of jobs: what they were given, and what came of their steps."""
    kept = DBOS.list_workflows()
    return str([(job.input, DBOS.list_workflow_steps(job.workflow_id)) for job in kept])
