"""The Home tab. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.learning.home_section import home_section
from bot.blocks.message import Block, button, context, header, plain, section, stamped
from bot.blocks.mrkdwn import clean, escaped_line, literal, one_line, units
from bot.blocks.sources import edition_facts
from bot.texts import Texts
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.values import RecentQuestion
from knowledge.guides.queries import GuideSummary
from learning.progress.values import Progress

# Slack takes 100 blocks in a Home tab; what stands around the guides takes at most 46.
MOST_GUIDES = 50
MOST_QUESTIONS = 10
MOST_PROMPTS = 5
LONGEST_QUESTION = 300
LONGEST_TITLE = 300
LONGEST_FACT = 100
LONGEST_VALUE = 2_000
LONGEST_LABEL = 75


@dataclass(frozen=True)
class HomePage:
    """What a reader's Home tab shows.

    Attributes:
        guides: Those that the reader may see.
        recent: The reader's last questions, newest first.
        prompts: Questions to try.
        learning: How far the reader is; None where there is nothing to learn by.
    """

    guides: Sequence[GuideSummary]
    recent: Sequence[RecentQuestion]
    prompts: Sequence[str]
    today: date
    learning: Progress | None = None


def home_view(page: HomePage, texts: Texts, top: Sequence[Block] = ()) -> Block:
    """The Home tab: what it does, how to ask, what to try, the last questions and the library.

    Args:
        page: What it shows.
        texts: In which language.
        top: What stands above it, for those who look after the library.
    """
    blocks = [
        *top,
        header(texts.home_title),
        section(texts.home_about),
        section("\n".join([f"*{texts.home_how}*", *(f"•  {way}" for way in texts.how_to_ask_mrkdwn)])),
        *_prompts(page.prompts, texts),
        *home_section(page.learning, texts),
        *_recent(page.recent, texts),
        *_library(page, texts),
    ]
    return {"type": "home", "callback_id": "home", "blocks": list(stamped(blocks, "home"))}


def panel_view(top: Sequence[Block], panel: Sequence[Block], note: str) -> Block:
    """The Home tab with a part of the library's keeping; ``note`` is what the view remembers of what it shows."""
    blocks = list(stamped([*top, *panel], "home"))
    return {"type": "home", "callback_id": "home", "private_metadata": note, "blocks": blocks}


def _prompts(prompts: Sequence[str], texts: Texts) -> list[Block]:
    asked = [prompt for prompt in prompts if one_line(prompt, LONGEST_QUESTION)][:MOST_PROMPTS]
    if not asked:
        return []
    return [
        section(f"*{texts.home_prompts}*"),
        *(_asking(escaped_line(prompt, LONGEST_QUESTION), prompt, texts.ask, texts) for prompt in asked),
    ]


def _recent(recent: Sequence[RecentQuestion], texts: Texts) -> list[Block]:
    blocks = [{"type": "divider"}, header(texts.home_recent)]
    if not recent:
        return [*blocks, section(texts.home_no_questions)]
    return [*blocks, *(_question(question, texts) for question in recent[:MOST_QUESTIONS])]


def _question(question: RecentQuestion, texts: Texts) -> Block:
    forms = {
        Outcome.ANSWERED: texts.recent_answered,
        Outcome.PARTLY: texts.recent_partly,
        Outcome.NOT_IN_GUIDES: texts.recent_not_found,
    }
    asked = escaped_line(question.text, LONGEST_QUESTION)
    outcome = forms[question.outcome].format(date=texts.day(question.answered_at.date()))
    return _asking(f"{asked}\n{outcome}".strip(), question.text, texts.ask_again, texts)


def _asking(mrkdwn: str, question: str, label: str, texts: Texts) -> Block:
    """A paragraph beside a button that asks this question; without it where Slack can't hold the question whole."""
    value = clean(question).strip()
    if not value or units(value) > LONGEST_VALUE:
        return section(mrkdwn)
    spoken = literal(texts.ask_spoken.format(question=value), LONGEST_LABEL)
    return section(mrkdwn, button("ask_prompt", label, value, spoken=spoken))


def _library(page: HomePage, texts: Texts) -> list[Block]:
    blocks = [{"type": "divider"}, header(texts.library.guides.of(len(page.guides)))]
    if not page.guides:
        return [*blocks, section(texts.home_no_guides)]
    blocks += [section(_guide(guide, page.today, texts)) for guide in page.guides[:MOST_GUIDES]]
    more = len(page.guides) - MOST_GUIDES
    return [*blocks, context(plain(texts.home_more_guides.of(more)))] if more > 0 else blocks


def _guide(guide: GuideSummary, today: date, texts: Texts) -> str:
    title = texts.source_title.format(
        title=escaped_line(guide.title, LONGEST_TITLE), edition=escaped_line(guide.edition, LONGEST_FACT)
    )
    published = guide.published_at.date() if guide.published_at is not None else None
    facts = edition_facts(
        guide.effective_date or published, guide.review_date, guide.evidence_tier,
        texts=texts, today=today, room=LONGEST_FACT,
    )  # fmt: skip
    return f"*{title}*\n{facts}".strip()
