"""The analysis of a certification's exam in a modal, page by page. Pure."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.blocks.library.bar import joined, small
from bot.blocks.library.pager import pager
from bot.blocks.message import Block, button, header, plain, rich_list, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, escaped_line, literal, one_line
from bot.texts import Texts
from learning.analysis.consistency import Consistency
from learning.analysis.flags import ENOUGH_PERSONS, Evidence
from learning.analysis.intervals import Interval
from learning.analysis.values import AnalysisReport, ItemReport

CALLBACK = "analysis_view"
PAGE = 12
LONGEST_TITLE = 140
LONGEST_STEM = 160
LONGEST_KEY = 80


@dataclass(frozen=True)
class AnalysisLook:
    """What is looked at: a certification, and from 0 on which page."""

    certification_id: str
    page: int = 0

    @property
    def metadata(self) -> str:
        """As a modal carries it."""
        return json.dumps(asdict(self))


def looked_at(view: Mapping[str, Any]) -> AnalysisLook:
    """What a modal shows."""
    return AnalysisLook(**json.loads(view["private_metadata"]))


def waiting_analysis(look: AnalysisLook, texts: Texts) -> Block:
    """The modal before it is filled."""
    return sentence_analysis(look, texts.publishing.one_moment, texts)


def sentence_analysis(look: AnalysisLook, said: str, texts: Texts) -> Block:
    """The modal that says why there is nothing to see."""
    return _modal(look, [rich_text(rich_section(words(said)))], texts)


def analysis_view(report: AnalysisReport, look: AnalysisLook, texts: Texts) -> Block:
    """The modal with a page of the analysis; how the form did as a whole stands on the first one."""
    pages = max(1, -(-len(report.items) // PAGE))
    page = min(max(look.page, 0), pages - 1)
    shown = report.items[page * PAGE : (page + 1) * PAGE]
    blocks = [
        header(literal(report.title, LONGEST_TITLE) or report.key),
        *(_form(report, texts) if page == 0 else []),
        *(_item(number, item, texts) for number, item in enumerate(shown, start=page * PAGE + 1)),
        *pager("analysis", page, pages, texts),
    ]
    return _modal(AnalysisLook(look.certification_id, page), blocks, texts)


def decimals(value: float | None, texts: Texts, places: int = 2) -> str:
    """A number with so many decimals; a dash where it can't be computed."""
    return "–" if value is None else f"{value:.{places}f}".replace(".", texts.exam.decimal)


def gate_line(report: AnalysisReport, texts: Texts) -> str:
    """How much the figures can carry: plain text."""
    said = texts.analysis
    if report.evidence is Evidence.NOTHING:
        return said.nobody_yet
    counted = said.persons.of(report.form.n)
    if report.evidence is Evidence.EARLY:
        return said.too_early.format(persons=counted, enough=texts.number(ENOUGH_PERSONS))
    return said.resting_on.format(persons=counted)


def _form(report: AnalysisReport, texts: Texts) -> list[Block]:
    suspects = [item.key for item in report.probably_miskeyed]
    alarm = texts.analysis.miskeyed.format(items=", ".join(one_line(key, LONGEST_KEY) for key in suspects[:10]))
    files = button("analysis_files", texts.analysis.files, report.certification_id)
    return [
        section(f"*{escape(gate_line(report, texts))}*"),
        *([section(f":warning: *{escape(alarm)}*")] if suspects else []),
        rich_text(rich_list(_form_lines(report, texts))),
        {"type": "actions", "elements": [files]},
        small(escape(texts.analysis.files_about)),
        header(texts.analysis.items.of(len(report.items))),
        section(escape(texts.analysis.items_about)),
    ]


def _form_lines(report: AnalysisReport, texts: Texts) -> list[str]:
    said, form, sure = texts.analysis, report.form, report.consistency
    if report.evidence is Evidence.NOTHING:
        return [said.shown_in.of(report.exposure.attempts)]
    passed = said.passed.format(passed=texts.number(report.passed), of=texts.number(form.n))
    alpha, sem, cut = said.reliability.format(alpha=decimals(form.alpha, texts)), form.sem, report.sem_at_cut
    points = said.sem.format(sem=decimals(sem, texts), length=decimals(form.length, texts, 1))
    is_whole = None not in (form.alpha, sem, sure)
    return [
        _with_interval(said.likely, passed, report.passed_interval, lambda share: _percent(share, texts)),
        *([_with_decimals(said.likely, alpha, report.alpha_interval, texts)] if form.alpha is not None else []),
        *([points] if sem is not None else []),
        *([said.sem_at_cut.format(percent=decimals(cut, texts, 1))] if cut is not None else []),
        *([_consistency(sure, texts)] if sure is not None else []),
        *([] if is_whole else [said.not_yet.format(enough=texts.number(ENOUGH_PERSONS))]),
        *(said.form_flags[flag.value] for flag in report.flags),
    ]


def _consistency(sure: Consistency, texts: Texts) -> str:
    return texts.analysis.consistency.format(
        agreement=_percent(sure.agreement, texts),
        kappa=decimals(sure.kappa, texts),
        accuracy=_percent(sure.accuracy, texts),
    )


def _item(number: int, item: ItemReport, texts: Texts) -> Block:
    said, figures = texts.analysis, item.statistics
    name = said.item_name.format(number=texts.number(number), key=item.key, version=texts.number(item.number))
    easy = said.facility.format(facility=decimals(figures.facility, texts))
    apart = said.discrimination.format(correlation=decimals(figures.item_rest, texts))
    facts = (
        said.persons.of(figures.n),
        _with_decimals(said.between, easy, item.facility_interval, texts) if figures.facility is not None else "",
        _with_decimals(said.between, apart, item.item_rest_interval, texts) if figures.item_rest is not None else "",
        said.judged.format(percent=decimals(item.rating, texts, 0)) if item.rating is not None else "",
    )
    flags = " ".join(said.flags[flag.value] for flag in item.flags)
    mark = ":warning: " if item.probably_miskeyed else ""
    lines = [
        f"{mark}*{escaped_line(name, LONGEST_KEY * 2)}*",
        escaped_line(item.stem, LONGEST_STEM),
        joined([escape(fact) for fact in facts]),
        *([f"*{escape(flags)}*"] if flags else []),
    ]
    return section("\n".join(lines), button("item_preview", texts.items.buttons["item_preview"], item.version_id))


def _with_decimals(form: str, figure: str, interval: Interval | None, texts: Texts) -> str:
    return _with_interval(form, figure, interval, lambda value: decimals(value, texts))


def _with_interval(form: str, figure: str, interval: Interval | None, said: Callable[[float], str]) -> str:
    """A figure with where its true value probably lies, where that can be said."""
    if interval is None:
        return figure
    return form.format(figure=figure, low=said(interval.low), high=said(interval.high))


def _percent(share: float, texts: Texts) -> str:
    return f"{decimals(100 * share, texts, 0)} %"


def _modal(look: AnalysisLook, blocks: Sequence[Block], texts: Texts) -> Block:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": look.metadata,
        "title": plain(texts.analysis.title),
        "close": plain(texts.close),
        "blocks": list(stamped(blocks, f"analysis:{look.page}")),
    }
