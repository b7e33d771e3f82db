"""Many ask the same at once: the model is asked once, and those who look after the library see what that took."""

from pathlib import Path

from bot.texts.english import ENGLISH
from evals.workload.chat_server import ChatReply, ChatRequest
from knowledge.members.roles import Role
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.strong_model import WORDED, at_work, strong
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, QUESTION, shown

ASKERS = [AMARA, BEN, CARMEN, DEV] * 3
# What the scripted server says that it read and wrote for one answer.
TOKENS = 120


def test_a_crowd_that_asks_the_same_is_answered_by_one_call_of_the_model(starter_library: Path, tmp_path: Path) -> None:
    calls: list[ChatRequest] = []

    def counting(request: ChatRequest) -> ChatReply:
        calls.append(request)
        return strong(request)

    with at_work(starter_library, tmp_path, counting) as office:
        appoint(office, amara=Role.ADMIN)
        asked, deliveries = office.withheld(lambda: [office.ask(one, MENTORS) for one in ASKERS])
        office.deliver(deliveries)
        answers = [office.answer_to(MENTORS, root) for root in asked]
        alone = office.asked(BEN, "D0BEN", QUESTION)
        told = HomeTab(office, AMARA).open().press("panel_settings").text
    assert all(WORDED in shown(answer) for answer in [*answers, alone])
    assert len(calls) == 1
    assert ENGLISH.budget.used.format(used=TOKENS) in told
