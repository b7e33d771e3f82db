"""Which questions of an exam are answered, and whether to hand it in. Pure."""

from bot.blocks.learning.exam_message import Sitting, ends_mrkdwn, hand_in_now, shown_title
from bot.blocks.library.choices import option, select
from bot.blocks.message import Block, Message, button, plain, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape
from bot.texts import Texts


def overview_message(sitting: Sitting, position: int, texts: Texts, *, sure: bool, note: str | None = None) -> Message:
    """What is answered and what is not, and the ways from there.

    Args:
        sitting: The exam.
        position: The question from which the person comes.
        texts: In which language.
        sure: Whether the person is asked to hand it in.
        note: What became of the last press.
    """
    said = texts.exam
    title = escape(shown_title(sitting.title))
    # That nothing is missing is said by what asks, too.
    stands = [] if sure and not sitting.missing else [_stands(sitting, texts)]
    sentences = [*([note] if note else []), *stands, *([_asks(sitting, texts)] if sure else [])]
    back = button("exam_go_back", said.back_to.format(number=texts.number(position)), str(position))
    ways = [hand_in_now(texts), back] if sure else [back, button("exam_submit", said.hand_in, str(position))]
    blocks = [
        section(f"*{title}*\n{ends_mrkdwn(sitting, texts)}"),
        *(rich_text(rich_section(words(sentence))) for sentence in sentences),
        _picker(sitting, texts),
        {"type": "actions", "elements": ways},
    ]
    return Message(escape(sentences[-1]), stamped(blocks, f"exam:{sitting.attempt_id}:{position}"))


def _stands(sitting: Sitting, texts: Texts) -> str:
    if not sitting.missing:
        return texts.exam.all_answered
    return texts.exam.missing.format(numbers=", ".join(texts.number(position) for position in sitting.missing))


def _asks(sitting: Sitting, texts: Texts) -> str:
    if not sitting.missing:
        return texts.exam.nothing_missing_sure
    return texts.exam.missing_sure.of(len(sitting.missing))


def _picker(sitting: Sitting, texts: Texts) -> Block:
    said = texts.exam
    options = [
        option((said.option_answered if done else said.option_missing).format(number=texts.number(place)), str(place))
        for place, done in enumerate(sitting.answered, 1)
    ]
    field = {**select("exam_go_to", options), "placeholder": plain(said.go_to)}
    return {"type": "actions", "elements": [field]}
