"""What one question may ask of a model is limited in seconds and tokens, and counted for whoever asks."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from pydantic import BaseModel

from knowledge.answering.rations import PersonSpent, Purse, Ration, WorkspaceSpent
from knowledge.answering.trace import Fallback
from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of
from knowledge.budget.values import Limits, Used
from knowledge.chat.choice import ModelChoice
from knowledge.chat.errors import ModelFailed, ModelGarbled, ModelSlow
from knowledge.chat.prompts import Prompt
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.answering.scripted_chat import ScriptedChat
from tests.knowledge.library import NOW

AMARA = "U0AMARA"
PROMPT = Prompt("system", "user")
CHOICE = ModelChoice("scripted:strong", seconds=10.0, question_tokens=1_000)


class Yes(BaseModel):
    """All that is ever said here."""

    said: str = "yes"


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


@pytest.fixture
def purse(database: Database, workspace: str) -> Callable[[Limits], Purse]:
    return lambda limits: Purse(database, workspace, limits, lambda: NOW)


def used(database: Database, workspace: str) -> Used:
    with database.reading() as session:
        return used_on(session, workspace, day_of(NOW), AMARA)


def test_what_is_set_aside_at_the_first_asking_is_settled_by_what_was_used(
    database: Database, workspace: str, purse: Callable[[Limits], Purse]
) -> None:
    ration = Ration(ScriptedChat(lambda _: Yes()), CHOICE, purse(Limits()), AMARA)
    assert used(database, workspace) == Used(0, 0)
    ration.ask(PROMPT, Yes)
    assert used(database, workspace) == Used(1_000, 1_000)
    ration.ask(PROMPT, Yes)
    ration.settle()
    assert ration.tokens == 200
    assert used(database, workspace) == Used(200, 200)


def test_who_asked_no_model_has_used_nothing(
    database: Database, workspace: str, purse: Callable[[Limits], Purse]
) -> None:
    Ration(ScriptedChat(lambda _: Yes()), CHOICE, purse(Limits()), AMARA).settle()
    assert used(database, workspace) == Used(0, 0)


def test_tokens_that_came_to_nothing_count_too(
    database: Database, workspace: str, purse: Callable[[Limits], Purse]
) -> None:
    ration = Ration(ScriptedChat(lambda _: ModelGarbled(70)), CHOICE, purse(Limits()), AMARA)
    with pytest.raises(ModelGarbled):
        ration.ask(PROMPT, Yes)
    ration.settle()
    assert used(database, workspace) == Used(70, 70)


@pytest.mark.parametrize(
    ("limits", "error", "fallback"),
    [
        (Limits(person=999), PersonSpent, Fallback.PERSON_SPENT),
        (Limits(workspace=999), WorkspaceSpent, Fallback.WORKSPACE_SPENT),
    ],
)
def test_where_a_share_is_used_up_no_model_is_asked(
    purse: Callable[[Limits], Purse], limits: Limits, error: type[ModelFailed], fallback: Fallback
) -> None:
    chat = ScriptedChat(lambda _: Yes())
    ration = Ration(chat, CHOICE, purse(limits), AMARA)
    with pytest.raises(error) as refused:
        ration.ask(PROMPT, Yes)
    assert refused.value.fallback is fallback
    assert isinstance(refused.value, PersonSpent | WorkspaceSpent)
    assert refused.value.until == datetime.combine(day_of(NOW) + timedelta(days=1), time(), UTC)
    assert chat.asked == []


def test_a_person_may_use_up_her_share_and_no_more(purse: Callable[[Limits], Purse]) -> None:
    def ration() -> Ration:
        return Ration(ScriptedChat(lambda _: Yes(), tokens=600), CHOICE, purse(Limits(person=1_500)), AMARA)

    first = ration()
    first.ask(PROMPT, Yes)
    with pytest.raises(PersonSpent):
        ration().ask(PROMPT, Yes)
    first.settle()
    second = ration()
    with pytest.raises(PersonSpent):
        second.ask(PROMPT, Yes)


def test_all_that_is_asked_for_a_question_shares_its_seconds_and_tokens(purse: Callable[[Limits], Purse]) -> None:
    times = iter([0.0, 4.0, 4.0, 9.7])
    chat = ScriptedChat(lambda _: Yes())
    ration = Ration(chat, CHOICE, purse(Limits()), AMARA, clock=lambda: next(times))
    assert ration.prompt_tokens == 500
    ration.ask(PROMPT, Yes, seconds=2.5)
    assert ration.prompt_tokens == 400
    ration.ask(PROMPT, Yes)
    with pytest.raises(ModelSlow):
        ration.ask(PROMPT, Yes)
    assert [(round(seconds, 6), tokens) for _, seconds, tokens in chat.asked] == [(2.5, 1_000), (6.0, 900)]
