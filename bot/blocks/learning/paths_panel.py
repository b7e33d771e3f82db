"""Learning paths in the Home tab: their list, and the forms about them. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import field, form, guide_options, option, select
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line, one_line, shortened
from bot.texts import Texts
from knowledge.guides.library import ShelfGuide
from learning.curriculum.definition import LearningPath
from learning.curriculum.values import Path, Since
from learning.curriculum.writing import in_parts

MENU = "path_menu"
EDIT_FORM, FILE_FORM, DRAFT_FORM, RETIRE_FORM = "path_form", "path_file_form", "path_draft_form", "path_retired"
GUIDE, FILE = "guide", "file"
MOST_SHOWN = 40
LONGEST_TITLE = 140
LONGEST_WRONG = 1_500
# Slack takes so much in a field; what is written there has room to grow.
LONGEST_PART, ROOMY_PART = 3_000, 2_000


@dataclass(frozen=True)
class Edited:
    """What a form changes: a path in one of its versions, or None where it is to be a new one.

    Attributes:
        left_out: How many chapters of the guide a new one does not read.
    """

    path: str | None = None
    version: str | None = None
    left_out: int = 0

    @property
    def since(self) -> Since | None:
        """The version that is changed; None where the path is to be a new one."""
        return Since(self.path, self.version) if self.path is not None and self.version is not None else None


def paths_panel(
    paths: Sequence[Path], certifications: Mapping[str, str], faults: Mapping[str, int], texts: Texts
) -> list[Block]:
    """All paths, those that are offered first.

    Args:
        paths: The paths.
        certifications: Titles by key.
        faults: How many places of a path name what is not there any more, by the path's id.
        texts: In which language.
    """
    said = texts.paths
    ordered = sorted(paths, key=lambda one: one.retired)
    left = len(ordered) - MOST_SHOWN
    return [
        header(said.count.of(len(paths))),
        small(escape(said.about)),
        {
            "type": "actions",
            "elements": [button("path_put", said.put, "put"), button("path_draft", said.draft, "draft")],
        },
        *(_row(one, certifications, faults.get(one.id, 0), texts) for one in ordered[:MOST_SHOWN]),
        *([small(escape(said.more.of(left)))] if left > 0 else []),
        *([] if paths else [section(escape(said.none_yet))]),
    ]


def edit_form(path: LearningPath, edited: Edited, home: str, texts: Texts) -> Block | None:
    """The form with a path as it is written; None where a step is longer than Slack takes in a field."""
    said, written = texts.paths, _fields(path)
    if any(len(part) > LONGEST_PART for part in written):
        return None
    noted = {"path": edited.path, "version": edited.version}
    fields = [
        field(
            f"part_{number}",
            said.part.format(number=texts.number(number), count=texts.number(len(written))),
            _lines(f"part_{number}", part),
            optional=number > 1,
        )
        for number, part in enumerate(written, 1)
    ]
    metadata = json.dumps({**json.loads(home or "{}"), **noted})
    left_out = [section(escape(said.left_out.of(edited.left_out)))] if edited.left_out else []
    blocks = [section(escape(said.form_about)), *left_out, *fields]
    return form(EDIT_FORM, said.form_title, said.save, texts.cancel, metadata, blocks)


def written_in(view: Mapping[str, Any]) -> str:
    """What was written in the form, put together again."""
    values = view["state"]["values"]
    parts = [str(values[one["block_id"]][one["block_id"]].get("value") or "") for one in _inputs(view)]
    return "\n".join(part.rstrip() for part in parts if part.strip())


def edited_in(view: Mapping[str, Any]) -> Edited:
    """What the form changes."""
    noted = json.loads(view["private_metadata"])
    return Edited(noted["path"], noted["version"])


def wrong(said: str) -> dict[str, str]:
    """What is wrong with all that is written, told at the first field."""
    return {"part_1": shortened(said, LONGEST_WRONG)}


def file_form(home: str, texts: Texts) -> Block:
    """The form that takes a path as a file."""
    said = texts.paths
    file = {"type": "file_input", "action_id": FILE, "filetypes": ["yaml", "yml", "text", "txt"], "max_files": 1}
    blocks = [section(escape(said.file_about)), field(FILE, said.file_label, file)]
    return form(FILE_FORM, said.file_title, said.save, texts.cancel, home, blocks)


def draft_form(guides: Sequence[ShelfGuide], home: str, texts: Texts) -> Block:
    """The form that asks from which guide a path is to be drafted."""
    said = texts.paths
    blocks = [section(escape(said.draft_about)), field(GUIDE, said.draft_guide, select(GUIDE, guide_options(guides)))]
    return form(DRAFT_FORM, said.draft_title, said.draft_send, texts.cancel, home, blocks)


def retire_form(path: Path, home: str, texts: Texts) -> Block:
    """The question whether nobody new is to begin a path."""
    said = texts.paths
    metadata = json.dumps({**json.loads(home or "{}"), "path": path.id})
    question = said.retire_question.format(title=one_line(path.definition.title, LONGEST_TITLE))
    return form(RETIRE_FORM, said.retire_title, said.retire_send, texts.keep, metadata, [section(escape(question))])


def _row(path: Path, certifications: Mapping[str, str], faults: int, texts: Texts) -> Block:
    said, definition = texts.paths, path.definition
    key = definition.certification
    facts = (
        f"*{escape(said.retired)}*" if path.retired else "",
        escape(said.steps.of(len(definition.steps))),
        escape(said.for_role.format(role=one_line(definition.role, LONGEST_TITLE))) if definition.role else "",
        escape(said.leads_to.format(certification=one_line(certifications.get(key, key), LONGEST_TITLE)))
        if key
        else "",
        escape(said.version.format(number=texts.number(path.number))),
    )
    choices = [option(said.edit, f"edit:{path.id}")]
    choices.append(option(said.offer, f"offer:{path.id}") if path.retired else option(said.retire, f"retire:{path.id}"))
    menu = {"type": "overflow", "action_id": MENU, "options": choices}
    lines = [f"*{escaped_line(definition.title, LONGEST_TITLE)}*", joined(facts)]
    if faults:
        lines.append(f":warning: {escape(said.faulty.of(faults))}")
    return section("\n".join(lines), menu)


def _fields(path: LearningPath) -> list[str]:
    """The path in as few parts as leave room in each: what stands above the steps, and the steps."""
    head, *steps = in_parts(path)
    found = [head]
    for step in steps:
        if len(found) == 1 or len(found[-1]) + len(step) > ROOMY_PART:
            found.append(step)
        else:
            found[-1] += step
    return found


def _lines(name: str, text: str) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "multiline": True, "max_length": LONGEST_PART}
    return {**element, "initial_value": text}


def _inputs(view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]
