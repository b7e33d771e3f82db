"""What a judge of a cut score is asked, item after item, and what all judges come to. Pure."""

from dataclasses import dataclass

from bot.blocks.learning.analysis_view import decimals
from bot.blocks.learning.item_parts import asked_blocks, right_blocks
from bot.blocks.library.choices import confirm, option, select
from bot.blocks.message import Block, Message, button, plain, section, stamped
from bot.blocks.mrkdwn import escape, escaped_line, one_line
from bot.texts import Texts
from learning.analysis.angoff import PANEL, PanelCut
from learning.certifications.values import Certification
from learning.items.values import ItemVersion

STEP = 10
LONGEST_TITLE = 140


@dataclass(frozen=True)
class Judging:
    """An item that a judge is asked about.

    Attributes:
        position: From 1, of so many items.
        rating: What she has said of it before, from 0 to 1.
    """

    certification: Certification
    version: ItemVersion
    position: int
    of: int
    rating: float | None


def judging_message(judging: Judging, texts: Texts) -> Message:
    """The question about one item; buttons name the certification, the item and the place, and nothing else."""
    said = texts.angoff
    head = said.place.format(
        title=judging.certification.definition.title,
        position=texts.number(judging.position),
        of=texts.number(judging.of),
    )
    blocks = [
        section(f"*{escaped_line(head, LONGEST_TITLE * 2)}*\n{escape(said.how)}"),
        *asked_blocks(judging.version, texts),
        *right_blocks(judging.version, texts),
        {"type": "actions", "elements": [_ratings(judging, texts), *_places(judging, texts)]},
    ]
    return Message(escape(head), stamped(blocks, f"angoff:{judging.certification.id}:{judging.position}"))


def cut_message(
    certification: Certification, cut: PanelCut | None, rated: int, of: int, texts: Texts, *, keeps: bool
) -> Message:
    """What all judges come to.

    Args:
        certification: Of the exam.
        cut: What they come to; None where nobody has rated anything.
        rated: How many items the judge herself has rated, of so many.
        of: How many there are.
        texts: In her language.
        keeps: Whether she may make it the cut score.
    """
    said, title = texts.angoff, one_line(certification.definition.title, LONGEST_TITLE)
    done = said.done.format(title=title, rated=texts.number(rated), of=texts.number(of))
    lines = [escape(done), *(escape(line) for line in cut_lines(cut, texts))]
    use = {
        **button("angoff_use", said.use, certification.id),
        "style": "primary",
        "confirm": {**confirm(said.use, said.use_question, said.use_yes, texts.cancel), "style": "primary"},
    }
    usable = keeps and cut is not None and cut.enough_judges
    again = button("angoff_go", said.look_again, f"{certification.id}:1")
    elements = [*([again] if of else []), *([use] if usable else [])]
    blocks = [
        section("\n".join([f"*{lines[0]}*", *lines[1:]])),
        *([{"type": "actions", "elements": elements}] if elements else []),
    ]
    return Message(lines[0], stamped(blocks, f"angoff:{certification.id}:end"))


def cut_lines(cut: PanelCut | None, texts: Texts) -> list[str]:
    """The cut score with its uncertainty, and whether enough judges are behind it: plain text."""
    said = texts.angoff
    if cut is None:
        return [said.nobody]
    interval = cut.interval
    between = said.between.format(
        low=decimals(interval.low, texts, 0), high=decimals(interval.high, texts, 0)
    ) if interval is not None else said.no_interval  # fmt: skip
    counted = said.judges.of(cut.judges)
    lines = [said.cut.format(percent=decimals(cut.percent, texts, 0), judges=counted, items=texts.number(cut.items))]
    few = [said.too_few.format(enough=texts.number(PANEL), fewest=texts.number(cut.fewest))]
    return [*lines, between, *([] if cut.enough_judges else few)]


def _ratings(judging: Judging, texts: Texts) -> Block:
    key = f"{judging.certification.id}:{judging.position}:{judging.version.id}"
    options = [option(texts.angoff.of_hundred.format(count=n), f"{key}:{n}") for n in range(0, 101, STEP)]
    chosen = None if judging.rating is None else f"{key}:{round(100 * judging.rating / STEP) * STEP}"
    return {**select("angoff_rate", options, chosen), "placeholder": plain(texts.angoff.choose)}


def _places(judging: Judging, texts: Texts) -> list[Block]:
    key, said = judging.certification.id, texts.library
    back = [button("angoff_go", said.back, f"{key}:{judging.position - 1}")] if judging.position > 1 else []
    forth = [button("angoff_go_on", said.forth, f"{key}:{judging.position + 1}")]
    return [*back, *forth]
