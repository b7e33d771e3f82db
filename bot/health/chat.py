"""Whether the chat model can be asked, and answers."""

import time

from bot.errors import sentence
from bot.health import Finding
from bot.services import Services
from knowledge.chat.errors import ModelFailed, ModelUnusable
from knowledge.chat.prompts import Probe, probe_prompt
from knowledge.errors import ModelNotFound, ModelUnsupported

CHAT = "chat model"
ENTAILMENT = "cross-encoder"


def chat_settings_finding(built: Services) -> Finding:
    """Whether the chat model that the settings name can be asked at all; it is not."""
    try:
        chat = built.chat
    except ModelUnusable as error:
        return Finding(CHAT, good=False, says=sentence(error))
    return Finding(CHAT, good=True, says=chat.name if chat is not None else "None is set: answers are quotes alone.")


def entailment_finding(built: Services) -> Finding:
    """Whether the cross-encoder that is to check what the chat model words can be loaded, and can tell."""
    try:
        _ = built.support
    except (ModelNotFound, ModelUnsupported) as error:
        return Finding(ENTAILMENT, good=False, says=sentence(error))
    return Finding(ENTAILMENT, good=True, says=f"{built.settings.entailment_model} is loaded.")


def chat_finding(built: Services) -> Finding:
    """Whether the chat model answers; it is asked one short thing."""
    began = time.monotonic()
    try:
        chat = built.chat
        if chat is None:
            return Finding(CHAT, good=True, says="None is set: answers are quotes alone.")
        reply = chat.ask(probe_prompt(), Probe, seconds=chat.choice.seconds)
    except (ModelFailed, ModelUnusable) as error:
        return Finding(CHAT, good=False, says=sentence(error))
    took = time.monotonic() - began
    return Finding(CHAT, good=True, says=f"{reply.model} answered after {took:.1f} seconds; tokens: {reply.tokens}.")
