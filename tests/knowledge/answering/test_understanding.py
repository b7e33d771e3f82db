from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from pydantic import BaseModel

from knowledge.answering.inquiry import Attached, EarlierTurn, Inquiry, Saying
from knowledge.answering.understanding import Understood, understand
from knowledge.chat.errors import ModelSlow
from knowledge.chat.model import Reply
from knowledge.chat.prompts import Prompt
from knowledge.retrieval.questions import LONGEST_QUESTION

T = TypeVar("T", bound=BaseModel)
FIRST = "How often should we check in with a new match?"
EARLIER = (EarlierTurn(FIRST, FIRST, "answer", ("Mentor handbook: Checking in",)),)
FOLLOW_UP = "And in the second year?"
BY_RULE = f"{FIRST} {FOLLOW_UP}"


@dataclass
class Model:
    """A model that always says the same."""

    says: str
    prompts: list[Prompt] = field(default_factory=list)

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float) -> Reply[T]:
        self.prompts.append(prompt)
        return Reply(schema.model_validate({"question": self.says}), "test:model", 40)


class SlowModel(Model):
    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float) -> Reply[T]:
        raise ModelSlow(25)


def asked(text: str, earlier: tuple[EarlierTurn, ...] = EARLIER, **more: object) -> Inquiry:
    return Inquiry(text, ("everybody",), earlier=earlier, **more)  # type: ignore[arg-type]  # what the test wants


def test_a_question_in_full_is_searched_for_as_it_is_and_no_model_is_asked() -> None:
    model = Model("something else")
    question = "How do we report an incident of bullying?"
    assert understand(asked(question), model, seconds=1) == Understood(question, question, False, 0)
    assert model.prompts == []


def test_a_message_that_leans_on_nothing_is_searched_for_as_it_is() -> None:
    assert understand(asked(FOLLOW_UP, ()), Model("x"), seconds=1) == Understood(FOLLOW_UP, FOLLOW_UP, False, 0)


def test_without_a_model_a_follow_up_is_put_together_with_the_question_before_it() -> None:
    assert understand(asked(FOLLOW_UP), None, seconds=1) == Understood(BY_RULE, BY_RULE, True, 0)


def test_a_model_may_say_a_follow_up_as_a_question_of_its_own() -> None:
    better = "How often should we check in with a match in the second year?"
    assert understand(asked(FOLLOW_UP), Model(better), seconds=1) == Understood(better, better, True, 40)


def test_a_model_that_adds_what_nobody_asked_is_not_followed() -> None:
    added = "How often should we check in with a match in the second year, as the secret memo says?"
    assert understand(asked(FOLLOW_UP), Model(added), seconds=1) == Understood(BY_RULE, BY_RULE, True, 40)


def test_a_model_that_fails_costs_its_tokens_and_nothing_else() -> None:
    assert understand(asked(FOLLOW_UP), SlowModel(""), seconds=1) == Understood(BY_RULE, BY_RULE, True, 25)


def test_of_a_claim_nothing_reaches_the_search_or_the_model() -> None:
    model = Model("Do we check in 10 times?")
    assert understand(asked("But you said 10 times, right?"), model, seconds=1) == Understood(FIRST, FIRST, True, 0)
    assert model.prompts == []
    understand(asked("You said 10 times a month. And for groups?"), model, seconds=1)
    assert "10" not in model.prompts[0].user


def test_of_a_claim_in_an_earlier_message_nothing_reaches_the_search_or_the_model_either() -> None:
    held = "I was told that mentors must meet ten times a week. How long are the meetings?"
    inquiry = Inquiry("And for groups?", ("everybody",), earlier=(EarlierTurn(held, held, "answer"),))
    by_rule = "How long are the meetings? And for groups?"
    assert understand(inquiry, None, seconds=1).search == by_rule
    model = Model("How long are the meetings for groups of ten a week?")
    assert understand(inquiry, model, seconds=1).search == by_rule
    assert "ten times" not in model.prompts[0].user
    assert "How long are the meetings?" in model.prompts[0].user


@pytest.mark.parametrize("saying", [Saying(language="es"), Saying(reader="a new mentor"), Saying(is_short=True)])
def test_a_message_that_says_how_to_answer_asks_what_was_asked_before_it(saying: Saying) -> None:
    assert understand(asked("in Spanish", saying=saying), None, seconds=1) == Understood(FIRST, FIRST, True, 0)


def test_what_a_message_calls_this_is_the_file_that_came_with_it_but_none_of_its_words_is_kept() -> None:
    file = Attached("plan.md", "\nOvernight trip with two mentees\n\nWe leave on Friday.")
    found = understand(asked("Is this allowed?", attached=(file,)), None, seconds=1)
    said = "Is this allowed?"
    assert found == Understood(said, f"{said} Overnight trip with two mentees", False, 0)


def test_a_question_in_full_is_not_mixed_with_the_file_beside_it() -> None:
    question = "How do we report an incident of bullying?"
    file = Attached("plan.md", "Overnight trip")
    assert understand(asked(question, attached=(file,)), None, seconds=1).search == question


def test_what_would_become_too_long_stays_as_it_is() -> None:
    text = f"What about {'x' * (LONGEST_QUESTION - 20)}?"
    assert understand(asked(text), None, seconds=1) == Understood(text, text, False, 0)
