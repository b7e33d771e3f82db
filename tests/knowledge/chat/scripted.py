"""What the tests of chat models ask, and what a scripted model says to it."""

from evals.workload.chat_server import ChatReply, ChatRequest, passages_in, says
from knowledge.answering.checking.drafts import Draft
from knowledge.answering.inquiry import Saying
from knowledge.chat.choice import ModelChoice
from knowledge.chat.model import ChatModel, Reply
from knowledge.chat.prompts import KeyedPassage, Prompt, answer_prompt

MEETINGS = "Mentors meet the mentee at least twice a month for one year."
KEY = "sk-never-to-be-seen"


def prompt() -> Prompt:
    passage = KeyedPassage("KQM", "Monitoring and support", "Meetings", MEETINGS)
    return answer_prompt("How often do mentors meet?", [passage], saying=Saying(), language="en", tokens=4_000)


def quoting(request: ChatRequest) -> ChatReply:
    """What a model says that quotes each passage whole."""
    return says({"sentences": [{"text": text, "key": key, "quote": text} for key, _, _, text in passages_in(request)]})


def choice(
    address: str, *, model: str = "openai:scripted", fallback: str | None = None, seconds: float = 5.0
) -> ModelChoice:
    return ModelChoice(model, base_url=address, api_key=KEY, fallback=fallback, seconds=seconds)


def ask(chosen: ModelChoice) -> Reply[Draft]:
    return ChatModel(chosen).ask(prompt(), Draft, seconds=chosen.seconds)
