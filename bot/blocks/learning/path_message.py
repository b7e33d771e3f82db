"""A learning path as one person walks it, and those that she can begin. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.learning.exam_message import MOST_TEXT
from bot.blocks.library.bar import joined
from bot.blocks.library.choices import confirm
from bot.blocks.message import Block, Message, button, context, header, plain, section, stamped, text_units
from bot.blocks.mrkdwn import escape, escaped_line, literal, one_line
from bot.texts import Texts
from learning.curriculum.definition import LearningPath, StepKind
from learning.curriculum.values import Path, PathStanding, StepStanding, StepState

MOST_OTHERS = 8
LONGEST_TITLE = 120
LONGEST_SUMMARY = 400
LONGEST_SPOKEN = 75
# A step is named by its path and its key.
BETWEEN = ":"
_AGAIN = frozenset({StepKind.READING, StepKind.REFLECTION, StepKind.PRACTICE})
_ACTIONS = {
    StepKind.READING: "path_read",
    StepKind.PRACTICE: "path_practise",
    StepKind.QUIZ: "certify_open",
    StepKind.OBSERVED: "requirement_submit",
    StepKind.REFLECTION: "path_reflect",
}


@dataclass(frozen=True)
class PathShown:
    """The path that a person is shown, with the others that she is on or may begin.

    Attributes:
        standing: How far she is on it; None where she is on none and chooses.
        certification_id: Of what it leads to; None where that is nothing, or gone.
    """

    standing: PathStanding | None
    certification_id: str | None
    others: tuple[Path, ...]
    on: frozenset[str]


def path_message(shown: PathShown, texts: Texts) -> Message:
    """The path with its steps, or the paths that there are to choose from."""
    said, standing = texts.paths, shown.standing
    if standing is None:
        blocks = [header(said.paths), section(escape(said.choose if shown.others else said.none_offered))]
        line = said.paths if shown.others else said.none_offered
    else:
        blocks = _walked(standing, shown.certification_id, texts)
        line = f"{one_line(standing.path.definition.title, LONGEST_TITLE)}: {progress_line(standing, texts)}"
    return Message(escape(line), stamped([*blocks, *_others(shown, blocks, texts)], "path"))


def progress_line(standing: PathStanding, texts: Texts) -> str:
    """How many steps are done; plain text."""
    done, count = texts.number(standing.done), texts.number(len(standing.steps))
    return texts.paths.done_of.format(done=done, count=count)


def practised_line(steps: Sequence[StepStanding], texts: Texts) -> str:
    """How far the steps are that ask to practise one thing, the first that is not done; plain text."""
    said = texts.paths
    undone = next((one for one in steps if one.state is not StepState.DONE), None)
    if undone is not None:
        return said.practised.format(reached=texts.number(undone.reached), of=texts.number(undone.of))
    return said.practised_enough if steps else ""


def _walked(standing: PathStanding, certification_id: str | None, texts: Texts) -> list[Block]:
    said, path = texts.paths, standing.path
    if standing.done == len(standing.steps):
        goes_on = escape(said.all_done)
    elif standing.next is not None:
        goes_on = said.next_mrkdwn.format(title=escaped_line(standing.next.step.title, LONGEST_TITLE))
    else:
        goes_on = ""
    question = said.leave_question_retired if path.retired else said.leave_question
    leave = button("path_leave", said.leave, path.id)
    leave |= {"confirm": confirm(said.leave.rstrip("…"), question, said.leave_yes, texts.cancel)}
    return [
        header(literal(path.definition.title, LONGEST_TITLE) or path.definition.key),
        section(escaped_line(path.definition.summary, LONGEST_SUMMARY) or "…"),
        section(joined([f"*{escape(progress_line(standing, texts))}*", goes_on])),
        *(_step(number, one, standing, certification_id, texts) for number, one in enumerate(standing.steps, 1)),
        {"type": "actions", "elements": [button("path_show", said.again, path.id), leave]},
    ]


def _step(number: int, one: StepStanding, standing: PathStanding, certification_id: str | None, texts: Texts) -> Block:
    title, kind = escaped_line(one.step.title, LONGEST_TITLE), texts.paths.kinds[one.step.kind]
    state = _state(one, standing, texts)
    done = "✓ " if one.state is StepState.DONE else ""
    text = f"{number}. {done}*{title}*\n{escape(kind)}: {escape(state)}"
    return section(text, _button(one, standing, certification_id, texts))


def _state(one: StepStanding, standing: PathStanding, texts: Texts) -> str:
    said = texts.paths
    counted = said.practised.format(reached=texts.number(one.reached), of=texts.number(one.of)) if one.of else ""
    match one.state:
        case StepState.DONE:
            return said.state_done
        case StepState.HANDED_IN:
            return said.state_handed_in
        case StepState.LOCKED:
            before = _before(one, standing)
            form = said.state_locked_several if len(before) > 1 else said.state_locked
            return form.format(before=", ".join(before))
        case StepState.OPEN:
            return counted or said.state_open


def _before(one: StepStanding, standing: PathStanding) -> list[str]:
    """The numbers of the steps that are to be done before."""
    undone = {found.step.key for found in standing.steps if found.state is not StepState.DONE}
    return [
        str(number) for number, found in enumerate(standing.steps, 1)
        if found.step.key in undone and found.step.key in one.step.after
    ]  # fmt: skip


def _button(one: StepStanding, standing: PathStanding, certification_id: str | None, texts: Texts) -> Block | None:
    kind, said = one.step.kind, texts.paths
    is_there = one.state is StepState.OPEN or (one.state is StepState.DONE and kind in _AGAIN)
    if not is_there or (kind is StepKind.OBSERVED and certification_id is None):
        return None
    values = {StepKind.QUIZ: "certify", StepKind.OBSERVED: certification_id or ""}
    value = values.get(kind, f"{standing.path.id}{BETWEEN}{one.step.key}")
    spoken = literal(said.spoken[kind].format(title=one.step.title), LONGEST_SPOKEN)
    found = button(_ACTIONS[kind], said.buttons[kind], value, spoken=spoken)
    return {**found, "style": "primary"} if one == standing.next else found


def _others(shown: PathShown, above: Sequence[Block], texts: Texts) -> list[Block]:
    """The other paths, as many as fit."""
    said, count = texts.paths, 0
    found: list[Block] = [header(said.others)] if shown.standing is not None and shown.others else []
    for path in shown.others[:MOST_OTHERS]:
        row = _other(path, path.id in shown.on, texts)
        if text_units([*above, *found, row]) > MOST_TEXT:
            break
        found, count = [*found, row], count + 1
    left = len(shown.others) - count
    return [*found, *([context(plain(said.more_paths.of(left)))] if left else [])]


def _other(path: Path, is_on: bool, texts: Texts) -> Block:
    said, definition = texts.paths, path.definition
    lines = [
        f"*{escaped_line(definition.title, LONGEST_TITLE)}*",
        escaped_line(definition.summary, LONGEST_SUMMARY),
        escape(path_facts(definition, texts)),
    ]
    form = said.open_spoken if is_on else said.begin_spoken
    spoken = literal(form.format(title=definition.title), LONGEST_SPOKEN)
    action, label = ("path_show", said.open) if is_on else ("path_begin", said.begin)
    return section("\n".join(lines), button(action, label, path.id, spoken=spoken))


def path_facts(definition: LearningPath, texts: Texts) -> str:
    """How long a path is and for whom; plain text."""
    said = texts.paths
    role = said.for_role.format(role=one_line(definition.role, LONGEST_TITLE)) if definition.role else ""
    return joined([said.steps.of(len(definition.steps)), role])
