"""Slack fails in each of its ways, on each call that an answer needs: the answer comes all the same, and once."""

from collections.abc import Callable, Iterator

import pytest

from bot.playground.faults import Kind
from bot.texts.english import ENGLISH
from tests.databases import put_newest
from tests.journeys.workplace import BEN, DEV, MENTORS, PARTNER_NETWORK, Workplace, scripted, shown, workplace

KINDS: tuple[Kind, ...] = ("ratelimited", "server_error", "html", "slow", "reset_before", "reset_after")
IN_A_ROW = 3
FIRST, SECOND = "what is the first wording?", "what is the second wording?"
EACH_KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("faults")
    put_newest(folder / "library.sqlite")
    with workplace(folder, answering=scripted) as office:
        yield office


@pytest.fixture
def faulty(office: Workplace) -> Iterator[Callable[[str, Kind], None]]:
    """Has the next calls of a method go wrong."""

    def add(method: str, kind: Kind) -> None:
        office.slack.faults.add(method, kind, times=IN_A_ROW, retry_after=0.05)

    yield add
    office.slack.faults.clear()


def asked(office: Workplace, channel: str = MENTORS) -> str:
    root = office.ask(BEN, channel, f"@Fieldwise {FIRST}")
    office.settle()
    return root


def said(office: Workplace, channel: str, root: str) -> list[str]:
    return [shown(m) for m in office.answers(channel, root)]


@EACH_KIND
@pytest.mark.parametrize("method", ["users.info", "assistant.threads.setStatus", "chat.postMessage"])
def test_a_question_is_answered_once(
    office: Workplace, faulty: Callable[[str, Kind], None], method: str, kind: Kind
) -> None:
    faulty(method, kind)
    root = asked(office)
    (answer,) = said(office, MENTORS, root)
    assert FIRST in answer


@EACH_KIND
def test_a_question_is_answered_once_even_if_the_thread_can_t_be_looked_through_at_first(
    office: Workplace, faulty: Callable[[str, Kind], None], kind: Kind
) -> None:
    office.slack.faults.add("chat.postMessage", "reset_after")
    faulty("conversations.replies", kind)
    root = asked(office)
    (answer,) = said(office, MENTORS, root)
    assert FIRST in answer


@EACH_KIND
def test_a_reworded_question_changes_its_one_answer(
    office: Workplace, faulty: Callable[[str, Kind], None], kind: Kind
) -> None:
    root = asked(office)
    faulty("chat.update", kind)
    office.slack.acts.edit(BEN, MENTORS, root, f"@Fieldwise {SECOND}")
    office.settle()
    (answer,) = said(office, MENTORS, root)
    assert SECOND in answer


@EACH_KIND
def test_a_question_taken_back_takes_its_answer_along(
    office: Workplace, faulty: Callable[[str, Kind], None], kind: Kind
) -> None:
    root = asked(office)
    faulty("chat.delete", kind)
    office.slack.acts.delete(BEN, MENTORS, root)
    office.settle()
    assert said(office, MENTORS, root) == []


@EACH_KIND
@pytest.mark.parametrize("method", ["users.info", "conversations.open", "chat.postMessage", "conversations.history"])
def test_in_a_channel_that_outsiders_read_a_colleague_is_answered_once_alone(
    office: Workplace, faulty: Callable[[str, Kind], None], method: str, kind: Kind
) -> None:
    before = len(office.answers("D0BEN"))
    if method == "conversations.history":
        office.slack.faults.add("chat.postMessage", "reset_after")
    faulty(method, kind)
    root = asked(office, PARTNER_NETWORK)
    assert len(office.answers("D0BEN")) == before + 1
    assert said(office, PARTNER_NETWORK, root) == []


@pytest.mark.parametrize("kind", ["ratelimited", "server_error", "html", "reset_before"])
def test_a_modal_that_can_t_be_opened_is_told_with_a_code(office: Workplace, kind: Kind) -> None:
    root = asked(office)
    (answer,) = office.answers(MENTORS, root)
    office.slack.faults.add("views.open", kind)
    told = office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "feedback", "negative"))
    assert told["text"].startswith(ENGLISH.incident.partition(" ")[0])
    office.slack.faults.clear()


def test_the_state_of_jobs_is_written_ahead(office: Workplace) -> None:
    header = (office.services.settings.data_dir / "jobs.sqlite").read_bytes()[:20]
    assert (header[18], header[19]) == (2, 2)
