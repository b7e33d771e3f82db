"""Many questions at once, each event several times and in any order: each is answered, and once."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Transport
from bot.socket_mode import connected
from tests.databases import put_newest
from tests.journeys.workplace import (
    AMARA,
    BEN,
    CARMEN,
    DEV,
    GROUP,
    MENTORS,
    PROGRAMME_TEAM,
    Workplace,
    scripted,
    shown,
    workplace,
)

# Who asks where, and how many events Slack makes of it: a mention in a channel comes as message and as app_mention.
PLACES = (
    (AMARA, MENTORS, 2),
    (BEN, MENTORS, 2),
    (CARMEN, MENTORS, 2),
    (DEV, GROUP, 2),
    (AMARA, PROGRAMME_TEAM, 2),
    (BEN, "D0BEN", 1),
    (DEV, "D0DEV", 1),
)
EACH_TRANSPORT = pytest.mark.parametrize(("transport", "events"), [(Transport.SOCKET, 300), (Transport.HTTP, 700)])
# After so many seconds Slack sends again, at most so often.
SECONDS, ROUNDS = 3.0, 20
SEED = 1


@EACH_TRANSPORT
def test_a_thousand_events_one_to_four_times_in_any_order_lose_no_question_and_double_no_answer(
    tmp_path: Path, record_property: Callable[[str, object], None], transport: Transport, events: int
) -> None:
    put_newest(tmp_path / "library.sqlite")
    dice = random.Random(SEED)
    with workplace(tmp_path, transport=transport, answering=scripted) as office:
        office.slack.hold()
        asked = questions(office, events, dice)
        office.slack.release(SEED, lambda: dice.randint(1, 4))
        delivered = len(office.slack.deliveries)
        answered(office, asked)
        answers = Counter(m["thread_ts"] for c in {c for c, _ in asked} for m in office.answers(c))
        wrong = [root for (c, root), text in asked.items() if text not in shown(office.answers(c, root)[0])]
        figures = {
            "deliveries": delivered,
            "questions": len(asked),
            "lost": sum(answers[root] == 0 for _, root in asked),
            "doubled": sum(answers[root] > 1 for _, root in asked),
        }
    record_property(f"burst_{transport.value}", figures)
    assert (figures["lost"], figures["doubled"], wrong) == (0, 0, [])
    assert answers.total() == len(asked)
    assert delivered > 2 * events


def test_while_both_connections_are_replaced_again_and_again_no_question_is_lost(tmp_path: Path) -> None:
    put_newest(tmp_path / "library.sqlite")
    with workplace(tmp_path, answering=scripted) as office, connected(office.bot.app, office.slack.app_token):
        office.slack.until(lambda: office.slack.connections == 2)
        asked = {}
        for number in range(20):
            text = f"what is number {number}?"
            asked[MENTORS, office.ask(BEN, MENTORS, f"@Fieldwise {text}")] = text
            if number % 5 == 0:
                office.slack.disconnect()
        answered(office, asked)
        assert [len(office.answers(*place)) for place in asked] == [1] * len(asked)


def questions(office: Workplace, events: int, dice: random.Random) -> dict[tuple[str, str], str]:
    """Ask until there are so many events; returns the wording by channel and ``ts``."""
    asked: dict[tuple[str, str], str] = {}
    while events > 0:
        person, channel, made = dice.choice(PLACES)
        text = f"what is number {len(asked)}?"
        asked[channel, office.ask(person, channel, f"@Fieldwise {text}")] = text
        events -= made
    return asked


def answered(office: Workplace, asked: dict[tuple[str, str], str]) -> None:
    """Wait until all are answered and all is acknowledged; what gets lost on the way, Slack sends again."""

    def done() -> bool:
        posted = {call.arguments.get("thread_ts") for call in office.slack.calls if call.method == "chat.postMessage"}
        return len(posted) >= len(asked) and office.is_heard()

    for _ in range(ROUNDS):
        try:
            office.slack.until(done, SECONDS)
            break
        except TimeoutError:
            office.slack.redeliver()
    office.settle()
