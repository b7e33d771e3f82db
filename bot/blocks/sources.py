"""What a reader is told of a source: where the quote stands, how old it is, how good its evidence is. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from bot.blocks.message import Block, button, section
from bot.blocks.mrkdwn import ELLIPSIS, clean, escape, escaped_line, one_line, units
from bot.texts import Texts
from knowledge.answering.answer import Citation
from knowledge.evidence.tiers import Scheme
from knowledge.evidence.values import Evidence, tier_name

WIDEST_SOURCE = 800
STEP = " › "
DOT = " · "
# What the parts of a source may take of its room, in hundredths; dates and numbers have what is left.
TITLE, EDITION, HEADING, TIER = 28, 8, 30, 10
# What the evidence rests on, and why an edition was withdrawn.
POPULATION, RATER, REASON = 12, 8, 20
LONGEST_ADDRESS = 3_000
# Only hosts of plain letters: a reader sees the same host that a browser goes to.
_ADDRESS = re.compile(
    r"https?://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?(?:[/?#].*)?", re.IGNORECASE | re.DOTALL
)
_IN_ADDRESSES = "/?#[]@!$&'()*+,;=:%-._~"


def source_section(
    citation: Citation,
    *,
    answer_id: str,
    texts: Texts,
    today: date,
    schemes: Mapping[str, Scheme],
    room: int,
    repeated: bool = False,
) -> Block:
    """A source with its number, at most about ``room`` units of text, beside the button that shows its passage.

    Where another source of the same edition stands right above, ``repeated``, what is the same is not said again.
    """
    where = _where(citation, texts, room) if repeated else ""
    return section(
        f"*[{citation.number}]* {where}"
        if where
        else source_lines(citation, texts=texts, today=today, schemes=schemes, room=room),
        button(
            "show_passage",
            texts.show_passage,
            f"{answer_id}:{citation.number}",
            spoken=texts.show_passage_spoken.format(number=citation.number),
        ),
    )


def source_lines(citation: Citation, *, texts: Texts, today: date, schemes: Mapping[str, Scheme], room: int) -> str:
    """A source in up to five lines of mrkdwn, each only where there is something to say.

    They are: guide and edition, what became of it, heading and place, age and review, evidence.
    """
    title = texts.source_title.format(
        title=escaped_line(citation.title, room * TITLE // 100),
        edition=escaped_line(citation.edition, room * EDITION // 100),
    )
    rated = citation.evidence
    facts = edition_facts(
        citation.edition_date, citation.review_date, citation.evidence_tier if rated is None else None,
        texts=texts, today=today, room=room * TIER // 100,
    )  # fmt: skip
    lines = (
        f"*[{citation.number}] {title}*",
        _standing(citation, texts, room),
        _where(citation, texts, room),
        facts,
        evidence_line(rated, texts=texts, schemes=schemes, room=room) if rated is not None else "",
    )
    return "\n".join(line for line in lines if line)


def evidence_line(evidence: Evidence, *, texts: Texts, schemes: Mapping[str, Scheme], room: int) -> str:
    """How the evidence is rated and what that rests on, as mrkdwn on one line; its words take a third of the room."""
    shown = replace(
        evidence,
        population=escaped_line(evidence.population or "", room * POPULATION // 100),
        rater=escaped_line(evidence.rater or "", room * RATER // 100),
    )
    tier = tier_name(evidence, schemes, texts.language)
    return texts.rating(escaped_line(tier, room * TIER // 100), shown)


def _standing(citation: Citation, texts: Texts, room: int) -> str:
    return texts.standing(citation.state, escaped_line(citation.withdrawn_because or "", room * REASON // 100))


def _where(citation: Citation, texts: Texts, room: int) -> str:
    heading = heading_line(citation.heading, room * HEADING // 100)
    place = texts.place(citation.place) if citation.place is not None else ""
    return DOT.join(part for part in (heading, place) if part)


def edition_facts(
    edition_date: date | None, review_date: date | None, tier: str | None, *, texts: Texts, today: date, room: int
) -> str:
    """Age, review and evidence of an edition, as mrkdwn; what is not known is not said."""
    facts = (
        texts.age(edition_date, today) if edition_date is not None else "",
        texts.review(review_date, today) if review_date is not None else "",
        texts.evidence.format(tier=escaped_line(tier, room)) if tier else "",
    )
    return DOT.join(fact for fact in facts if fact)


def heading_line(heading: tuple[str, ...], limit: int) -> str:
    """The headings above a passage, as mrkdwn on one line; where there is no room, the last ones without the first."""
    steps = [step for step in (one_line(step, limit) for step in heading) if step]
    line = STEP.join(steps)
    while len(steps) > 1 and units(escape(line)) > limit:
        steps = steps[1:]
        line = STEP.join([ELLIPSIS, *steps])
    return escaped_line(line, limit)


def web_address(source: str | None) -> tuple[str, str] | None:
    """Address and host of a source on the web; None for anything else, and for what is not what it seems."""
    found = _ADDRESS.fullmatch((source or "").strip())
    if found is None or clean(found[0]) != found[0] or re.search(r'[\s<>|"\\^`{}]', found[0]):
        return None
    address = quote(found[0], safe=_IN_ADDRESSES)
    return (address, found["host"].lower()) if len(address) <= LONGEST_ADDRESS else None
