"""Golden questions in the Home tab: their list, the forms that add and import, what came of them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import confirm, field, form, guide_options, option, select
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import (
    Block,
    Message,
    button,
    header,
    rich_list,
    rich_section,
    rich_text,
    section,
    stamped,
    words,
)
from bot.blocks.mrkdwn import escape, escaped_line, one_line
from bot.texts import Texts
from knowledge.golden.flaws import LONGEST_HEADING
from knowledge.golden.values import Failure, GoldenQuestion, GoldenRun, LineFlaw
from knowledge.guides.library import ShelfGuide, ShelfState

PAGE = 12
ADD_CALLBACK, IMPORT_CALLBACK = "golden_form", "golden_import_form"
QUESTION, GUIDE, HEADING, REFUSE, FILE = "question", "guide", "heading", "refuse", "file"
LONGEST_QUESTION = 300
LONGEST_WANTED = 200
MOST_LINES = 20


def golden_panel(
    questions: Sequence[GoldenQuestion],
    run: GoldenRun | None,
    guides: Mapping[str, ShelfGuide],
    showing: Showing,
    texts: Texts,
) -> list[Block]:
    """The questions, each with what came of it when they were asked last.

    Args:
        questions: All of them.
        run: The last time that they were asked of the library as it is.
        guides: By their keys.
        showing: Which page.
        texts: In which language.
    """
    said = texts.golden
    pages = max(1, -(-len(questions) // PAGE))
    page = min(showing.page, pages - 1)
    return [
        header(said.questions.of(len(questions))),
        section(escape(said.about)),
        _buttons(texts, any_there=bool(questions)),
        *([small(escape(said.told_elsewhere))] if questions else []),
        *([small(escape(_last(run, texts)))] if questions else [section(escape(said.none_yet))]),
        *(_question(one, run, guides, texts) for one in questions[page * PAGE : (page + 1) * PAGE]),
        *pager("page", page, pages, texts),
    ]


def golden_form(noted: str, guides: Sequence[ShelfGuide], texts: Texts) -> Block:
    """The form that adds a question; ``guides`` are those that it can be about."""
    said = texts.golden
    question = {"type": "plain_text_input", "action_id": QUESTION, "multiline": True, "max_length": 2_000}
    heading = {"type": "plain_text_input", "action_id": HEADING, "max_length": LONGEST_HEADING}
    refuse = {"type": "checkboxes", "action_id": REFUSE, "options": [option(said.refuse_choice, REFUSE)]}
    about = [field(GUIDE, said.guide_label, select(GUIDE, guide_options(guides)), hint=said.guide_hint, optional=True)]
    blocks = [
        field(QUESTION, said.question_label, question, hint=said.question_hint),
        *(about if guides else []),
        field(HEADING, said.heading_label, heading, hint=said.heading_hint, optional=True),
        field(REFUSE, said.refuse_label, refuse, optional=True),
    ]
    return form(ADD_CALLBACK, said.add_title, said.add_send, texts.cancel, noted, blocks)


def import_form(noted: str, texts: Texts) -> Block:
    """The form that takes a file of questions."""
    said = texts.golden
    file: dict[str, Any] = {
        "type": "file_input",
        "action_id": FILE,
        "filetypes": ["csv", "text", "txt"],
        "max_files": 1,
    }
    blocks = [section(escape(said.import_about)), field(FILE, said.file_label, file)]
    return form(IMPORT_CALLBACK, said.import_title, said.import_send, texts.cancel, noted, blocks)


def run_message(run: GoldenRun | None, texts: Texts) -> Message:
    """What came of asking the questions."""
    said = texts.golden
    if run is None:
        return sentence_message(said.nothing_to_ask)
    if not run.failures:
        return sentence_message(said.run_passed.of(run.asked), f"golden:{run.id}")
    failed, asked = texts.number(len(run.failures)), texts.number(run.asked)
    head = said.run_failed.format(failed=failed, asked=asked)
    lines = [
        f"{one_line(failure.question, LONGEST_QUESTION)} {problem_sentence(failure, texts)}"
        for failure in run.failures[:MOST_LINES]
    ]
    left = len(run.failures) - MOST_LINES
    more = [said.more_failures.of(left)] if left > 0 else []
    blocks = [rich_text(rich_section(words(head, bold=True)), rich_list([*lines, *more]))]
    return Message(escape(head), stamped(blocks, f"golden:{run.id}"))


def flaws_message(flaws: Sequence[LineFlaw], texts: Texts) -> Message:
    """Why a file of questions was not taken."""
    said = texts.golden
    lines = [said.flaw_line.format(line=texts.number(one.line), flaw=flaw_sentence(one, texts)) for one in flaws]
    left = len(lines) - MOST_LINES
    more = [said.more_flaws.of(left)] if left > 0 else []
    blocks = [rich_text(rich_section(words(said.not_imported)), rich_list([*lines[:MOST_LINES], *more]))]
    return Message(escape(said.not_imported), stamped(blocks, "golden_import"))


def flaw_sentence(found: LineFlaw, texts: Texts) -> str:
    """What is wrong with a question, as plain text."""
    return texts.golden.flaws[found.flaw].format(fact=one_line(found.fact, LONGEST_WANTED))


def problem_sentence(failure: Failure, texts: Texts) -> str:
    """What came of a question in place of what was wanted, as plain text."""
    wanted, got = one_line(failure.wanted, LONGEST_WANTED), one_line(failure.got, LONGEST_WANTED)
    return texts.golden.problems[failure.problem].format(wanted=wanted, got=got)


def wanted_words(question: GoldenQuestion, titles: Mapping[str, str], texts: Texts) -> str:
    """What must come of a question, as plain text."""
    if question.refuse or question.guide_key is None:
        return texts.golden.must_be_refused
    guide = titles.get(question.guide_key, question.guide_key)
    wanted = " › ".join(part for part in (guide, question.heading) if part)
    return texts.golden.must_cite.format(wanted=one_line(wanted, LONGEST_WANTED))


def _buttons(texts: Texts, *, any_there: bool) -> Block:
    said = texts.golden
    there = [button("golden_export", said.export, "export"), button("golden_run", said.run, "run")]
    add = {**button("golden_add", said.add, "new"), "style": "primary"}
    take_in = button("golden_import", said.take_in, "import")
    return {"type": "actions", "elements": [add, take_in, *(there if any_there else [])]}


def _last(run: GoldenRun | None, texts: Texts) -> str:
    if run is None:
        return texts.golden.never_ran
    passed, asked = texts.number(run.asked - len(run.failures)), texts.number(run.asked)
    return texts.golden.ran_on.format(date=texts.day(run.ran_at.date()), passed=passed, asked=asked)


def waiting_words(state: ShelfState | None, texts: Texts) -> str:
    """Why a question about a guide in this state is not asked, as plain text; empty where it is."""
    said = texts.golden
    waits = {ShelfState.WITHDRAWN: said.waits_withdrawn, ShelfState.DRAFT: said.waits_unpublished}
    return waits.get(state, "") if state is not None else ""


def _question(question: GoldenQuestion, run: GoldenRun | None, guides: Mapping[str, ShelfGuide], texts: Texts) -> Block:
    said = texts.golden
    failure = next((one for one in run.failures if one.question_id == question.id), None) if run is not None else None
    about, titles = guides.get(question.guide_key or ""), {key: guide.title for key, guide in guides.items()}
    waits = waiting_words(about.state if about is not None else None, texts)
    came = f"*{escape(problem_sentence(failure, texts))}*" if failure is not None and not waits else ""
    wanted = escape(wanted_words(question, titles, texts))
    text = joined([escaped_line(question.question, LONGEST_QUESTION), wanted, escape(waits), came], "\n")
    remove = {
        **button("golden_remove", texts.remove, question.id),
        "confirm": confirm(said.remove_title, said.remove_question, texts.remove_confirm, texts.keep),
    }
    return section(text, remove)


def sentence_message(said: str, owner: str = "golden") -> Message:
    """A message of one sentence, which may name anything."""
    return Message(escape(said), stamped([rich_text(rich_section(words(said)))], owner))
