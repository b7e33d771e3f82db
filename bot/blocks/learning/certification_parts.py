"""A certification in the Home tab: its row, and the page with all that it requires. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.learning.figures import figure
from bot.blocks.learning.kept_line import rule_line
from bot.blocks.library.bar import joined, notice
from bot.blocks.library.choices import option
from bot.blocks.message import Block, button, header, plain, rich_list, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, escaped_line, literal, one_line
from bot.texts import Texts
from knowledge.members.roles import Act, Role, may
from learning.analysis.angoff import may_judge
from learning.certifications.definition import Definition
from learning.certifications.shortfalls import Supply
from learning.certifications.values import Certification

CALLBACK = "certification_page"
LONGEST_TITLE = 140
LONGEST_SUMMARY = 1_500
LONGEST_LINE = 250


@dataclass(frozen=True)
class CertificationShown:
    """A certification as its keepers see it.

    Attributes:
        supplies: What is drawn, and what there is.
        role: Of who looks at it.
        practice: Of how many questions for practice anybody may be asked.
    """

    certification: Certification
    supplies: Sequence[Supply]
    role: Role
    practice: int

    @property
    def short(self) -> list[Supply]:
        """The competencies of which there are too few items."""
        return [one for one in self.supplies if one.is_short]


def certification_row(shown: CertificationShown, texts: Texts) -> Block:
    """A line of the list, with a menu."""
    said, definition = texts.certifications, shown.certification.definition
    lacks = f"*{escape(said.short.of(len(shown.short)))}*" if shown.short else escape(said.enough)
    facts = (
        f"*{escape(said.retired)}*" if shown.certification.retired else lacks,
        escape(said.drawn.of(sum(draw.count for draw in definition.draws))),
        escape(said.passed_at.format(percent=figure(definition.passing.percent, texts))),
        escape(said.version.format(number=texts.number(shown.certification.number))),
    )
    text = f"*{escaped_line(definition.title, LONGEST_TITLE)}*\n{joined(facts)}"
    return section(text, _menu(shown, texts))


def certification_page(shown: CertificationShown, home: str, texts: Texts, said: str | None = None) -> Block:
    """The modal with all that a certification requires, and what can be done with it.

    Args:
        shown: The certification.
        home: The note of the Home tab from which it was opened.
        texts: In which language.
        said: What came of the last press.
    """
    definition = shown.certification.definition
    blocks = [
        *notice(said),
        header(literal(definition.title, LONGEST_TITLE) or definition.key),
        section(escaped_line(definition.summary, LONGEST_SUMMARY) or "…"),
        _list(texts.certifications.exam, [*exam_lines(definition, texts), *_few_to_ask(shown, texts)]),
        _list(texts.certifications.blueprint, [_supply(one, definition, texts) for one in shown.supplies]),
        *_requirements(definition, texts),
        *_buttons(shown, texts),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": home,
        "title": plain(texts.certifications.page_title),
        "close": plain(texts.close),
        "blocks": list(stamped(blocks, f"certification:{shown.certification.id}")),
    }


def exam_lines(definition: Definition, texts: Texts) -> list[str]:
    """What the exam is like: plain text, a line each."""
    said = texts.certifications
    months, days = definition.valid_months, definition.renewal_days
    lines = (
        said.passed_at.format(percent=figure(definition.passing.percent, texts)),
        said.attempts.of(definition.attempts) if definition.attempts is not None else said.any_attempts,
        said.waiting.of(definition.waiting_days) if definition.waiting_days else "",
        said.minutes.of(round(definition.minutes)) if definition.minutes is not None else said.no_time_limit,
        said.valid.of(months) if months is not None else said.valid_always,
        said.renewal.of(days) if months is not None and days else "",
        rule_line(definition.continuous, texts) if definition.continuous is not None else "",
        said.key.format(key=definition.key),
    )
    return [line for line in lines if line]


def _few_to_ask(shown: CertificationShown, texts: Texts) -> list[str]:
    """That there are not even as many questions as are to keep a certificate in a week."""
    rule = shown.certification.definition.continuous
    if rule is None or shown.practice >= rule.weekly:
        return []
    return [texts.continuing.few_to_ask.format(count=texts.number(shown.practice))]


def _supply(supply: Supply, definition: Definition, texts: Texts) -> str:
    said = texts.certifications
    titles = {one.key: one.title for one in definition.competencies}
    least = definition.passing.minimums.get(supply.competency)
    form = said.supply_short if supply.is_short else said.supply
    line = form.format(
        competency=one_line(titles.get(supply.competency, supply.competency), LONGEST_LINE),
        wanted=texts.number(supply.wanted),
        there=texts.number(supply.there),
    )
    return f"{line} {said.at_least.format(percent=figure(least, texts))}" if least else line


def _requirements(definition: Definition, texts: Texts) -> list[Block]:
    said = texts.certifications
    if not definition.requirements:
        return []
    lines = [
        f"{said.kinds[one.kind.value]}: {one_line(one.title, LONGEST_LINE)}"
        + (f" ({said.criteria.of(len(one.rubric))})" if one.rubric else "")
        for one in definition.requirements
    ]
    return [_list(said.requirements, lines)]


def _list(title: str, lines: Sequence[str]) -> Block:
    return rich_text(rich_section(words(title, bold=True)), rich_list(lines))


def _actions(shown: CertificationShown) -> list[str]:
    keeps, rates = may(shown.role, Act.KEEP_CERTIFICATIONS), may_judge(shown.role)
    offered = {
        "certification_edit": keeps,
        "certification_export": keeps,
        "analysis_open": keeps,
        "angoff_open": rates and not shown.certification.retired,
        "certification_retire": keeps and not shown.certification.retired,
    }
    return [name for name, fits in offered.items() if fits]


def _buttons(shown: CertificationShown, texts: Texts) -> list[Block]:
    names = [name for name in _actions(shown) if name != "certification_retire"]
    labels, key = texts.certifications.buttons, shown.certification.id
    return [{"type": "actions", "elements": [button(name, labels[name], key) for name in names]}] if names else []


def _menu(shown: CertificationShown, texts: Texts) -> Block:
    # Slack takes five choices in a menu: the file is on the page.
    names = ["certification_open", *(name for name in _actions(shown) if name != "certification_export")]
    labels = texts.certifications.buttons
    choices = [option(labels[name], f"{name}:{shown.certification.id}") for name in names]
    return {"type": "overflow", "action_id": "certification_menu", "options": choices}
