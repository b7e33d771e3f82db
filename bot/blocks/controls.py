"""What a reader can do with an answer. Pure."""

from bot.blocks.gaps.told import ask_button
from bot.blocks.message import Block, button, plain
from bot.texts import Texts
from knowledge.conversations.values import Manner


def answer_controls(
    answer_id: str,
    texts: Texts,
    *,
    can_shorten: bool,
    can_practise: bool,
    can_ask_person: bool,
    private: bool,
    manner: Manner | None,
) -> list[Block]:
    """Buttons, and under them the opinion; a private answer can be shared, any other has the menu of its thread.

    What the guides say can be practised by whoever presses that; of what they do not say, a person can be asked.
    """
    menu = [_thread_menu(texts, manner)] if manner is not None else []
    said = texts.daily
    practise = button("practise_this", said.practise_this, answer_id, spoken=said.practise_this_spoken)
    buttons = [
        *([button("shorter", texts.shorter, answer_id)] if can_shorten else []),
        *([ask_button(answer_id, texts)] if can_ask_person else []),
        button("regenerate", texts.ask_again, answer_id),
        *([practise] if can_practise else []),
        *([button("share", texts.share, answer_id)] if private else menu),
    ]
    return [{"type": "actions", "elements": buttons}, _opinion(answer_id, texts)]


def _thread_menu(texts: Texts, current: Manner) -> Block:
    labels = {Manner.FOLLOW: texts.follow, Manner.MENTION: texts.mention, Manner.MUTE: texts.mute}
    options = [
        {
            "text": plain(texts.current_choice.format(choice=label) if manner is current else label),
            "value": manner.value,
        }
        for manner, label in labels.items()
    ]
    return {"type": "overflow", "action_id": "thread_manner", "options": options}


def _opinion(answer_id: str, texts: Texts) -> Block:
    feedback = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {
            "text": plain(texts.helpful),
            "accessibility_label": texts.helpful_spoken,
            "value": f"{answer_id}:helpful",
        },
        "negative_button": {
            "text": plain(texts.unhelpful),
            "accessibility_label": texts.unhelpful_spoken,
            "value": f"{answer_id}:unhelpful",
        },
    }
    return {"type": "context_actions", "elements": [feedback]}
