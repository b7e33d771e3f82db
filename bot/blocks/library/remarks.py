"""What Fieldwise itself remarks of an edition, which is kept as a code, in the reader's language. Pure."""

from bot.texts import Texts
from knowledge.guides.labels import LABEL_TAKEN
from knowledge.guides.states import OVERTAKEN, EditionState
from knowledge.guides.steps import Step


def remark_text(remark: str, texts: Texts) -> str:
    """A remark of an edition; those of whoever read its file are sentences already."""
    return texts.publishing.label_taken if remark == LABEL_TAKEN else remark


def reason_text(step: Step, texts: Texts) -> str:
    """Why an edition came into a state, in a person's words or ours; empty where nobody said so."""
    if step.state is EditionState.DISCARDED and step.reason == OVERTAKEN:
        return texts.publishing.overtaken
    return step.reason or ""
