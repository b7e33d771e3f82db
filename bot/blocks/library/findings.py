"""What to look at before an edition is published: candidates, of which nothing is decided here. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.blocks.library.edition_card import LONGEST_TITLE, failure_line
from bot.blocks.library.pages import Look, paged_view
from bot.blocks.library.preview import passage_text, place_block, place_line
from bot.blocks.library.remarks import remark_text
from bot.blocks.message import (
    Block,
    context,
    header,
    plain,
    rich_list,
    rich_quote,
    rich_section,
    rich_text,
    words,
)
from bot.blocks.mrkdwn import clean, literal, one_line, shortened
from bot.texts import Texts
from knowledge.golden.values import GoldenRun
from knowledge.guides.likeness import Contradiction, GuideSentence, NearDuplicate, RepeatedGuide
from knowledge.retrieval.findings import Findings

LONGEST_SENTENCE = 1_500
LONGEST_DIFFERENCE = 150
LONGEST_WARNING = 300
LONGEST_EDITION = 60
LONGEST_PLACE = 300
MOST_FAILURES = 50


@dataclass(frozen=True)
class ToReview:
    """All that a reviewer should look at.

    Attributes:
        findings: Where it repeats other guides, and where it may contradict them.
        warnings: What its reader had to say.
        run: What came of asking the golden questions as if it were published; None where they were not asked.
    """

    findings: Findings
    warnings: tuple[str, ...]
    run: GoldenRun | None


def findings_view(found: ToReview, look: Look, texts: Texts) -> Block:
    """A modal with golden questions that fail first, then contradictions, near copies and remarks."""
    groups = [*_golden(found.run, texts), *_candidates(found, texts)]
    if not groups:
        groups = [[rich_text(rich_section(words(texts.publishing.nothing_found)))]]
    return paged_view(look, groups, texts)


def _golden(run: GoldenRun | None, texts: Texts) -> list[list[Block]]:
    if run is None:
        return []
    if not run.failures:
        return [[context(plain(texts.publishing.golden_passed.of(run.asked)))]]
    first = rich_text(rich_section(words(texts.publishing.golden_failed.of(len(run.failures)), bold=True)))
    listed = [[rich_text(rich_list([failure_line(one, texts)]))] for one in run.failures[:MOST_FAILURES]]
    return [[first], *listed]


def _candidates(found: ToReview, texts: Texts) -> list[list[Block]]:
    said, looked = texts.publishing, found.findings
    told = (one_line(remark_text(warning, texts), LONGEST_WARNING) for warning in found.warnings)
    warnings = [line for line in told if line]
    groups = [
        *_titled(said.contradictions, [_contradiction(one, texts) for one in looked.contradictions]),
        *_titled(said.repeated_guides, [_guide(one, texts) for one in looked.share_of_guides]),
        *_titled(said.repeated_passages, [_repeated(one, texts) for one in looked.near_duplicates]),
    ]
    about = [[context(plain(said.findings_about))]] if groups else []
    remarks = _titled(said.from_its_reader, [[rich_text(rich_list([line]))] for line in warnings])
    return [*about, *groups, *remarks]


def _titled(title: str, groups: Sequence[list[Block]]) -> Iterator[list[Block]]:
    """The groups, the first with the title above it."""
    for number, group in enumerate(groups):
        yield [header(title), *group] if number == 0 else [{"type": "divider"}, *group]


def _contradiction(one: Contradiction, texts: Texts) -> list[Block]:
    here, there = (one_line(words_, LONGEST_DIFFERENCE) for words_ in one.why)
    differing = texts.publishing.differing.format(here=here, there=there)
    mine = texts.publishing.sentence_here.format(place=_place(one.draft_sentence, texts))
    theirs = texts.publishing.sentence_there.format(
        guide=one_line(one.other_sentence.guide, LONGEST_TITLE),
        edition=one_line(one.other_sentence.edition, LONGEST_EDITION),
        place=_place(one.other_sentence, texts),
    )
    return [
        rich_text(rich_quote(*_marked(one.draft_sentence.text, here)), rich_section(words(mine))),
        rich_text(rich_quote(*_marked(one.other_sentence.text, there)), rich_section(words(theirs))),
        rich_text(rich_section(words(differing))),
    ]


def _marked(sentence: str, differing: str) -> list[Block]:
    """A sentence, with the words that differ in bold where they stand in it letter for letter."""
    text = shortened(clean(sentence), LONGEST_SENTENCE)
    start = text.lower().find(differing.lower()) if differing else -1
    # What lower case makes longer would shift the place.
    if start < 0 or len(text.lower()) != len(text):
        return [words(text)] if text else []
    end = start + len(differing)
    pieces = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return [words(piece, bold=bold) for piece, bold in pieces if piece]


def _guide(one: RepeatedGuide, texts: Texts) -> list[Block]:
    line = texts.publishing.repeated_guide.format(
        guide=one_line(one.guide, LONGEST_TITLE),
        edition=one_line(one.edition, LONGEST_EDITION),
        repeated=texts.number(one.repeated),
        passages=texts.number(one.passages),
        percent=_percent(one.repeated / max(1, one.passages)),
    )
    return [rich_text(rich_section(words(line)))]


def _repeated(one: NearDuplicate, texts: Texts) -> list[Block]:
    neighbour = one.neighbour
    line = texts.publishing.repeated_passage.format(
        percent=_percent(one.share),
        guide=one_line(neighbour.guide, LONGEST_TITLE),
        edition=one_line(neighbour.edition, LONGEST_EDITION),
        place=one_line(place_line(neighbour.passage, texts), LONGEST_PLACE),
    )
    return [
        place_block(one.passage, texts),
        *passage_text(shortened(one.passage.text, LONGEST_SENTENCE)),
        context(plain(literal(line, LONGEST_SENTENCE))),
    ]


def _place(sentence: GuideSentence, texts: Texts) -> str:
    return one_line(place_line(sentence.passage, texts), LONGEST_PLACE)


def _percent(share: float) -> int:
    return min(100, round(100 * share))
