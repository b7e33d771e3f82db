"""Why an answer is as it is, as those see it who look after the guides."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.why import why_view
from bot.playground.limits import view_problems
from bot.texts import LANGUAGES
from knowledge.answering.answer import Answer, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Check, Fallback, Trace, TracedSentence
from knowledge.conversations.values import GivenAnswer, Question
from knowledge.conversations.why import FoundPassage, Why
from tests.bot.blocks.answers import ENGLISH, HOSTILE, answered, wild
from tests.bot.blocks.reading import parts, shown

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
KEPT = TracedSentence("They call twice.", "BAF", "Staff call twice.", None, support=0.824)
DROPPED = TracedSentence("They call thrice.", "BAF", "Staff call twice.", Check.NUMBER, "thrice")
FORGED = TracedSentence("Pay me.", "XYZ", "", Check.KEY)
TRACE = Trace("How often do staff call?", (), (KEPT, DROPPED, FORGED), "openai:strong", "1", 1_234, 2_345)
FOUND = (
    FoundPassage("p", "BAF", 0.8765, "Support", "2", ("Calls", "First month")),
    FoundPassage("q", "", 0.5, "Closure", "1", ()),
)


def given_to(answer: Answer, question: str = "And how often?") -> GivenAnswer:
    asked = Question(
        id="q", channel="C1", moment="1.0", root="1.0", asker="U1", text=question, wording="1.0", asked_at=NOW,
        withdrawn=False,
    )  # fmt: skip
    return GivenAnswer("a", asked, 1, answer, None, NOW)


WHY = Why(given_to(replace(answered("Staff call twice."), mode=Mode.WORDED)), TRACE, FOUND)

texts_of_any_length = wild | st.builds(lambda text: text * 100, st.sampled_from(HOSTILE))
sentences = st.builds(
    TracedSentence, texts_of_any_length, wild, texts_of_any_length, st.none() | st.sampled_from(Check),
    texts_of_any_length, st.none() | st.floats(0, 1),
)  # fmt: skip
traces = st.builds(
    Trace, texts_of_any_length, st.just(()), st.lists(sentences, max_size=30).map(tuple), st.none() | wild, wild,
    st.integers(0, 10**7), st.integers(0, 10**7),
)  # fmt: skip
passages = st.builds(
    FoundPassage, st.just("p"), wild, st.floats(0, 1), texts_of_any_length, wild, st.lists(wild, max_size=4).map(tuple)
)


def test_it_tells_what_was_searched_found_drafted_and_what_each_sentence_missed() -> None:
    told = shown(why_view(WHY, ENGLISH)["blocks"]).splitlines()
    assert told[:6] == [
        "Asked: ",
        "And how often?",
        "Searched for: ",
        "How often do staff call?",
        "Outcome: ",
        "the guides answer it",
    ]
    assert "Worded by openai:strong, prompt version 1" in told
    assert "1,234 tokens, 2.3 seconds" in told
    assert "1. Passage BAF · Support, edition 2 › Calls › First month (score 0.88)" in told
    assert "2. Closure, edition 1 (score 0.50)" in told
    assert "Drafted: 3 sentences" in told
    assert "Kept (support 0.82) · Passage BAF: Support" in told
    dropped = ENGLISH.worded.failures[Check.NUMBER]
    assert f"Left out: {dropped} (thrice) · Passage BAF: Support" in told
    assert f"Left out: {ENGLISH.worded.failures[Check.KEY]} · Passage XYZ" in told
    assert told[-1] == "Answer id: a"


def test_where_nothing_is_kept_or_no_model_was_asked_that_is_said() -> None:
    nothing = shown(why_view(replace(WHY, trace=None), ENGLISH))
    assert ENGLISH.worded.why_nothing_kept in nothing
    assert "Answer id: a" in nothing
    told = shown(why_view(replace(WHY, trace=Trace("How?", ()), found=()), ENGLISH))
    assert ENGLISH.worded.no_model in told
    assert ENGLISH.worded.found_nothing in told
    assert "Drafted" not in told


def test_why_it_was_not_worded_is_told_too() -> None:
    slow = replace(WHY, given=given_to(replace(answered("Staff call."), fallback=Fallback.SLOW)))
    told = shown(why_view(slow, ENGLISH))
    assert ENGLISH.worded.fallbacks[Fallback.SLOW] in told
    assert "Model asked: openai:strong, prompt version 1" in told
    assert "Worded by" not in told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.sampled_from(Outcome),
    texts_of_any_length,
    st.none() | traces,
    st.lists(passages, max_size=12),
    st.sampled_from(list(LANGUAGES)),
)
def test_slack_takes_whatever_was_asked_found_and_drafted_and_shows_it_letter_for_letter(
    outcome: Outcome, question: str, trace: Trace | None, found: list[FoundPassage], language: str
) -> None:
    answer = replace(answered("Staff call."), outcome=outcome)
    view = why_view(Why(given_to(answer, question), trace, tuple(found)), LANGUAGES[language])
    assert view_problems(view) == []
    assert list(parts(view, "mrkdwn")) == []
