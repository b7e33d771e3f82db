"""Journeys with a chat model that goes down, stalls, or talks nonsense in mid-answer."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from bot.texts.english import ENGLISH
from evals.workload.chat_server import ChatReply, Drips, Fails, HangsUp, Raw, Waits, says
from knowledge.answering.trace import Fallback
from knowledge.outages.queries import lasting_outage
from knowledge.outages.values import Outage
from storage.workspaces import LOCAL, require_workspace
from tests.journeys.strong_model import QUOTE, SECONDS, at_work
from tests.journeys.workplace import BEN, MENTORS, Workplace, shown

NEVER = Event()
FAILING: dict[str, tuple[ChatReply, Fallback]] = {
    "down": (Fails(503), Fallback.AWAY),
    "silent": (Waits(NEVER), Fallback.SLOW),
    "dripping": (Drips(), Fallback.SLOW),
    "hanging up in mid-answer": (HangsUp(40), Fallback.AWAY),
    "talking nonsense": (says({"wrong": "form"}), Fallback.GARBLED),
    "no server of models": (Raw(b"<html>hello</html>"), Fallback.GARBLED),
}


@pytest.fixture(scope="module")
def unreliable(
    starter_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workplace, dict[str, ChatReply]]]:
    """The bot at work with a model that replies as is set."""
    now: dict[str, ChatReply] = {}
    with at_work(starter_library, tmp_path_factory.mktemp("unreliable"), lambda _: now["reply"]) as office:
        yield office, now


@pytest.mark.parametrize("fault", FAILING)
def test_a_model_that_is(unreliable: tuple[Workplace, dict[str, ChatReply]], fault: str) -> None:
    """It gives the guides' own words within the time limit, and says why."""
    office, now = unreliable
    now["reply"], fallback = FAILING[fault]
    began = monotonic()
    answer = office.asked(BEN, MENTORS)
    assert monotonic() - began < SECONDS + 3
    said = shown(answer)
    assert ENGLISH.worded.fallbacks[fallback] in said
    assert f"“\n{QUOTE}" in said
    assert ENGLISH.worded.about not in said


def outage_at(office: Workplace) -> Outage | None:
    """What whoever looks after the library is told of the model."""
    with office.services.database.reading() as session:
        return lasting_outage(session, require_workspace(session, LOCAL), office.services.settings.model)


def test_one_that_denies_us_again_and_again_is_told_with_why_until_it_answers(
    unreliable: tuple[Workplace, dict[str, ChatReply]],
) -> None:
    office, now = unreliable
    now["reply"] = Fails(401)
    for _ in range(5):
        office.asked(BEN, MENTORS)
    found = outage_at(office)
    assert found is not None
    assert (found.why, found.cause) == (Fallback.AWAY, "it does not accept the key (HTTP 401)")
    now["reply"] = says({"sentences": []})
    office.asked(BEN, MENTORS)
    assert outage_at(office) is None
