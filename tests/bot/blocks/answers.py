"""Answers to show: a plain one, and any that could ever come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.blocks.answer import answer_message
from bot.blocks.message import Message
from bot.texts import Texts, texts_for
from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode, Related
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Fallback
from knowledge.evidence.values import Evidence
from knowledge.guides.states import EditionState
from knowledge.places import Place, PlaceKind
from knowledge.standard.values import StandardAnswer

ENGLISH, SPANISH = texts_for("en-GB"), texts_for("es-ES")
TODAY = date(2026, 11, 25)
SAID_AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
ANSWER_ID = "01938f2e-7c1a-7b7e-9a58-0d2f6f7f4c11"
HOSTILE = (
    "<!here>", "<!channel>", "<!everyone|all>", "<@U012AB3CD>", "<#C024BE7LR|general>", "<!subteam^SAZ94GDB8|@team>",
    "<http://evil.example|https://good.example>", "<https://good.example>", "&lt;!here&gt;", "&amp;lt;!here&amp;gt;",
    "*bold*", "_italics_", "~struck~", "`code`", "```block```", ":tada:", "> quote", "\n>>> all", "](http://x)",
    "\u202egnp.exe", "\u2067", "\x00\x07", "\ud800", "👩‍👩‍👧‍👦", "🇪🇸", "e\u0301\u0301",
    "שלום עולם", "مرحبا", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "…", "“", "”", " [1]",
)  # fmt: skip

wild = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=30), max_size=8).map("".join)
long = st.builds(lambda text, times: (text * times)[:10_000], wild, st.sampled_from([1, 1, 3, 100, 5_000]))
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
places = st.builds(Place, st.sampled_from(PlaceKind), st.integers(1, 100_000), st.booleans())

counts = st.none() | st.integers(0, 100_000)
RATED = Evidence("effectiveness", "promising", 12, "young people aged 10-18", date(2025, 3, 14), "the resource center")
NO_EFFECTS = Evidence("effectiveness", "no_effects")


def citation(number: int = 1, quote: str = "Staff call the mentor twice in the first month.") -> Citation:
    """A citation as the starter library gives them."""
    return Citation(
        number=number,
        guide="monitoring-and-support",
        title="Monitoring and supporting matches",
        edition="1",
        edition_id="e",
        passage_id="p",
        heading=("How often to check in with a match", "Caseloads"),
        place=Place(PlaceKind.PAGE, 6),
        quote=quote,
        start=100,
        end=100 + len(quote),
        evidence_tier="insufficient research",
        edition_date=TODAY - timedelta(days=800),
        review_date=date(2028, 11, 1),
        source="https://guides.example.org/monitoring.html",
    )


def answered(*quotes: str) -> Answer:
    """An answer of these quotes, each with a citation of its own."""
    citations = tuple(citation(number, quote) for number, quote in enumerate(quotes, start=1))
    return answer_of(Outcome.ANSWERED, citations)


def partly(*quotes: str, missing: tuple[str, ...] = ("conviction",)) -> Answer:
    """An answer in part."""
    return replace(answered(*quotes), outcome=Outcome.PARTLY, missing=missing)


def not_found(*related: Related) -> Answer:
    """No answer."""
    return Answer(outcome=Outcome.NOT_IN_GUIDES, sentences=(), citations=(), related=related, confidence=0.1)


def answer_of(outcome: Outcome, citations: Sequence[Citation]) -> Answer:
    """An answer in which each citation's quote is a sentence."""
    sentences = tuple(AnswerSentence(c.quote, (c.number,)) for c in citations)
    return Answer(outcome=outcome, sentences=sentences, citations=tuple(citations), related=(), confidence=0.9)


@st.composite
def ratings(draw: st.DrawFn) -> Evidence:
    """Any rating, of a scheme that is there or that is gone."""
    shipped = [("effectiveness", "no_effects"), ("effectiveness", "insufficient_research"), ("tiers", "strong")]
    scheme, tier = draw(st.sampled_from(shipped) | st.tuples(wild, wild))
    searched_on = draw(st.none() | days)
    return Evidence(scheme, tier, draw(counts), draw(st.none() | long), searched_on, draw(st.none() | long))


@st.composite
def citations(draw: st.DrawFn, quotes: st.SearchStrategy[str] = long) -> Citation:
    """Any citation."""
    quote = draw(quotes)
    return Citation(
        number=1, guide="g", title=draw(long), edition=draw(wild), edition_id=draw(st.sampled_from("efg")),
        passage_id="p", evidence=draw(st.none() | ratings()), state=draw(st.sampled_from(EditionState)),
        withdrawn_because=draw(st.none() | long),
        heading=tuple(draw(st.lists(long, max_size=6))), place=draw(st.none() | places), quote=quote,
        start=0, end=len(quote), evidence_tier=draw(st.none() | wild), edition_date=draw(st.none() | days),
        review_date=draw(st.none() | days), source=draw(st.none() | wild),
    )  # fmt: skip


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer, of quotes or of other sentences, with up to 40 sources."""
    distinct = draw(st.lists(citations(), max_size=4))
    cited = [replace(c, number=n) for n, c in enumerate(distinct * draw(st.sampled_from([1, 1, 2, 10])), start=1)]
    numbers = st.lists(st.integers(1, len(cited) + 1), max_size=4).map(tuple)
    worded = draw(st.lists(st.builds(AnswerSentence, long, numbers), max_size=3))
    related = draw(st.lists(st.builds(Related, st.just("g"), long, st.lists(wild, max_size=3).map(tuple)), max_size=3))
    answer = answer_of(draw(st.sampled_from(Outcome)), cited)
    missing = tuple(draw(st.lists(wild, max_size=5)))
    whole = replace(answer, sentences=(*answer.sentences, *worded), related=tuple(related), missing=missing)
    said = draw(st.none() | st.builds(StandardAnswer, wild, long, long, wild, st.just(SAID_AT), wild))
    mode = Mode.STANDARD if said is not None else draw(st.sampled_from(Mode))
    understood, fallback = draw(st.none() | long), draw(st.none() | st.sampled_from(Fallback))
    return replace(whole, mode=mode, standard=said, understood=understood, fallback=fallback)


def message(answer: Answer, texts: Texts = ENGLISH, **more: Any) -> Message:
    """The message with an answer."""
    return answer_message(answer, answer_id=ANSWER_ID, texts=texts, today=TODAY, **more)


def sources(message: Message) -> list[str]:
    """The lines of each source."""
    return [b["text"]["text"] for b in message.blocks if b["type"] == "section" and "accessory" in b]


def source(**changes: Any) -> str:
    """The lines of a source with these differences from the plain one."""
    return sources(message(answer_of(Outcome.ANSWERED, [replace(citation(), **changes)])))[0]
