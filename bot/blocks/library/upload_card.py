"""A file on its way into the library: the offer to add it, and how far it has come. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.library.upload_problem import problem_mrkdwn, size_text
from bot.blocks.message import Block, Message, button, context, plain, section, stamped
from bot.blocks.mrkdwn import escape, escaped_line, one_line
from bot.library.findings import Found
from bot.library.upload_problems import Problem
from bot.texts import Texts
from ingestion.uploads.values import Stage

LONGEST_NAME = 150
MOST_PEOPLE = 5
ARROW = "  ›  "


@dataclass(frozen=True)
class OfferedFile:
    """A file of a message.

    Attributes:
        size: In bytes.
        like: The title of a guide that has a name like it, if there is one.
    """

    name: str
    size: int
    like: str | None = None


@dataclass(frozen=True)
class ProgressCard:
    """How far an upload has come.

    Attributes:
        done: So many of ``of`` passages are embedded; ``of`` is 0 where that is not counted.
        waits: Whether somebody else changes the library.
        problem: Why it failed.
    """

    upload_id: str
    name: str
    stage: Stage
    passages: int | None = None
    done: int = 0
    of: int = 0
    waits: bool = False
    problem: Problem | None = None


def offer_message(
    files: Sequence[OfferedFile], problems: Sequence[Problem], value: str, texts: Texts, *, left: int = 0
) -> Message:
    """The question whether files of a message are to be added, with a button; and why some of them can't be.

    Args:
        files: Those that can be.
        problems: What is wrong with the others.
        value: Of the button.
        texts: In which language.
        left: So many more files the message has than are taken at once.
    """
    said = texts.uploads
    blocks: list[Block] = []
    asks = said.offer_one if len(files) == 1 else said.offer_many.format(count=texts.number(len(files)))
    if files:
        lines = [f"•  {_file_line(file, texts)}" for file in files]
        blocks.append(section("\n".join([escape(asks), *lines])))
        label = said.add if len(files) == 1 else said.add_many
        blocks.append({"type": "actions", "elements": [{**button("upload_open", label, value), "style": "primary"}]})
    blocks += [section(problem_mrkdwn(problem, texts)) for problem in problems]
    blocks += [section(escape(said.files_left.of(left)))] if left else []
    summary = escape(asks) if files else problem_mrkdwn(problems[0], texts)
    return Message(summary, stamped(blocks, "offer"))


def taken_message(names: Sequence[str], texts: Texts, *, alone: bool) -> Message:
    """That these files have been handed in, in place of an offer of them.

    Args:
        names: Of the files.
        texts: In which language.
        alone: Whether the offer stands in the person's own conversation with the bot, where the progress is shown.
    """
    said = texts.uploads
    taken = said.taken.format(names=", ".join(one_line(name, LONGEST_NAME) for name in names))
    text = escape(f"{taken} {said.taken_below if alone else said.progress_elsewhere}")
    return Message(text, stamped([section(text)], "offer"))


def taken_already(names: Sequence[str], texts: Texts) -> str:
    """The same for whoever presses an offer of them, as mrkdwn: with what to do to hand them in anew."""
    return f"{taken_message(names, texts, alone=False).text} {escape(texts.uploads.taken_again)}"


def progress_message(card: ProgressCard, texts: Texts) -> Message:
    """How far an upload has come; where it failed, why, and what to do."""
    name = escaped_line(card.name, LONGEST_NAME)
    if card.problem is not None:
        why = problem_mrkdwn(card.problem, texts)
        blocks = [section(f"*{name}*\n{escape(texts.uploads.failed)}"), section(why)]
        return Message(why, stamped(blocks, f"upload:{card.upload_id}"))
    steps = _steps(card, texts)
    blocks = [section(f"*{name}*\n{escape(ARROW.join(steps))}")]
    if card.waits:
        blocks.append(context(plain(texts.uploads.waiting)))
    said = texts.uploads.summary.format(name=name, state=escape(steps[-1]))
    return Message(said, stamped(blocks, f"upload:{card.upload_id}"))


def ready_mrkdwn(passages: int, found: Found, texts: Texts) -> str:
    """That an edition is ready, with how many passages; its card tells what was found, this only that nothing was."""
    said = texts.uploads
    lines = [said.nothing_found] if not found.repeated and not found.contradicting else []
    if found.golden_asked and not found.golden_failed:
        lines.append(said.golden_passed.format(asked=found.golden_asked))
    ready = f"{said.ready} ({said.passages.of(passages)})."
    return "\n".join([escape(ready), *(f"•  {escape(line)}" for line in lines), escape(said.next_step)])


def not_yours_message(people: Sequence[str], texts: Texts) -> Message:
    """That a person may add nothing, and who may."""
    said = texts.uploads
    named = ", ".join(f"<@{person}>" for person in people[:MOST_PEOPLE])
    text = said.not_yours_mrkdwn.format(people=named) if people else escape(said.nobody_may)
    return Message(text, stamped([section(text)], "not_yours"))


def notice_view(mrkdwn: str, texts: Texts) -> Block:
    """A modal that only says something."""
    return {
        "type": "modal",
        "callback_id": "upload_notice",
        "title": plain(texts.uploads.failed),
        "close": plain(texts.close),
        "blocks": [section(mrkdwn)],
    }


def _file_line(file: OfferedFile, texts: Texts) -> str:
    said = texts.uploads
    line = escape(said.file_size.format(name=one_line(file.name, LONGEST_NAME), size=size_text(file.size)))
    if file.like is None:
        return line
    return f"{line}\n{escape(said.like_guide.format(guide=one_line(file.like, LONGEST_NAME)))}"


def _steps(card: ProgressCard, texts: Texts) -> list[str]:
    said = texts.uploads
    passages = [said.passages.of(card.passages)] if card.passages is not None else []
    counting = said.embedding.format(done=texts.number(card.done), of=texts.number(card.of)) if card.of else ""
    match card.stage:
        case Stage.READING:
            return [said.received, said.reading]
        case Stage.EMBEDDING:
            return [said.received, *passages, *([counting] if counting else [])]
        case Stage.CHECKING:
            return [said.received, *passages, said.checking]
        case Stage.READY:
            return [said.received, *passages, said.ready]
        case _:
            return [said.received]
