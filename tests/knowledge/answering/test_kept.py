"""Kept answers, with real threads that wait for each other and never for the clock."""

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from weakref import finalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answer import Answer, AnswerSentence, Mode
from knowledge.answering.grounds import Grounds
from knowledge.answering.inquiry import Saying
from knowledge.answering.kept import AnswerKey, KeptAnswers, same_question
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Fallback, Trace
from knowledge.errors import IndexBusy, QuestionUnusable
from knowledge.retrieval.questions import cleaned_question

# So long nothing here ever takes.
LONG = 30.0
BURST = 50
KEY = AnswerKey("w", "when is tea served", frozenset({"everybody"}), Grounds(7, "g", 3), "a-model", "1")
OTHERS = (
    replace(KEY, workspace="another"),
    replace(KEY, question="when is coffee served"),
    replace(KEY, audiences=frozenset({"everybody", "community:cooks"})),
    replace(KEY, audiences=frozenset()),
    replace(KEY, grounds=Grounds(8, "g", 3)),
    replace(KEY, grounds=Grounds(7, "h", 3)),
    replace(KEY, grounds=Grounds(7, "g", 4)),
    replace(KEY, model="another"),
    replace(KEY, model=None, prompt_version=None),
    replace(KEY, prompt_version="2"),
    replace(KEY, saying=Saying(is_short=True)),
    replace(KEY, saying=Saying(reader="a new mentor")),
    replace(KEY, language="es"),
)


KEPT = {Fallback.REFUSED, Fallback.UNSUPPORTED, Fallback.LANGUAGE}
PASSING = frozenset(Fallback) - KEPT


class Maker:
    """Makes answers that can be told apart, and counts them."""

    def __init__(self, fallback: Fallback | None = None, outcome: Outcome = Outcome.ANSWERED) -> None:
        self.fallback, self.outcome = fallback, outcome
        self._numbers = count(1)
        self._counting = threading.Lock()
        self.made = 0

    def __call__(self) -> Answer:
        with self._counting:
            self.made += 1
        trace = Trace("when is tea served", (), (), "a-model", "1", tokens=900, milliseconds=2_000)
        sentences = (AnswerSentence(f"Answer {self.made}.", (1,)),)
        said = Answer(self.outcome, sentences, (), (), 0.9, mode=Mode.WORDED, timings_ms={"total": 2_000.0})
        return replace(said, fallback=self.fallback, trace=trace)


def said(answer: Answer) -> str:
    return answer.sentences[0].text


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(BURST) as pool:
        yield pool


class Crowd:
    """Asks the same at once: who is first makes an answer only when all others wait for it."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        # The clock is looked at on coming in, as old answers are let go, and once more by whoever is about to wait.
        self._looks = threading.Semaphore(0)
        self.kept = KeptAnswers(patience=LONG, clock=self._look)
        self._is_first = threading.Lock()

    def ask(self, make: Callable[[], Answer], first: Callable[[], Answer]) -> list[Answer | None]:
        """What each is given; None where it was an error."""

        def one(_: int) -> Answer | None:
            try:
                return self.kept.answer(KEY, make_or_lead)
            except IndexBusy:
                return None

        def make_or_lead() -> Answer:
            if not self._is_first.acquire(blocking=False):
                return make()
            assert all(self._looks.acquire(timeout=LONG) for _ in range(3 * BURST - 1))
            return first()

        return list(self._pool.map(one, range(BURST)))

    def _look(self) -> float:
        self._looks.release()
        return 0.0


def test_the_same_question_is_answered_once_and_takes_no_tokens_after_that() -> None:
    kept, make = KeptAnswers(), Maker()
    first = kept.answer(KEY, make)
    again = kept.answer(replace(KEY), make)
    assert make.made == 1
    assert said(again) == said(first)
    assert (first.trace and first.trace.tokens, again.trace and again.trace.tokens) == (900, 0)
    assert again.timings_ms == {}


@pytest.mark.parametrize("other", OTHERS)
def test_what_depends_on_anything_else_is_another_answer(other: AnswerKey) -> None:
    kept, make = KeptAnswers(), Maker()
    assert said(kept.answer(KEY, make)) == "Answer 1."
    assert said(kept.answer(other, make)) == "Answer 2."
    assert said(kept.answer(KEY, make)) == "Answer 1."


def test_whoever_wants_another_answer_gets_one_and_so_does_whoever_asks_after_that() -> None:
    kept, make = KeptAnswers(), Maker()
    kept.answer(KEY, make)
    assert said(kept.answer(KEY, make, anew=True)) == "Answer 2."
    assert said(kept.answer(KEY, make)) == "Answer 2."


@pytest.mark.parametrize("fallback", sorted(PASSING))
def test_what_passes_by_itself_is_not_kept(fallback: Fallback) -> None:
    kept, make = KeptAnswers(), Maker(fallback)
    assert said(kept.answer(KEY, make)) == "Answer 1."
    assert said(kept.answer(KEY, make)) == "Answer 2."


@pytest.mark.parametrize("fallback", sorted(KEPT))
def test_what_would_come_out_the_same_is_kept(fallback: Fallback) -> None:
    kept, make = KeptAnswers(), Maker(fallback)
    assert said(kept.answer(KEY, make)) == said(kept.answer(KEY, make)) == "Answer 1."


def test_what_the_guides_do_not_say_is_looked_for_again() -> None:
    kept, make = KeptAnswers(), Maker(outcome=Outcome.NOT_IN_GUIDES)
    kept.answer(KEY, make)
    kept.answer(KEY, make)
    assert make.made == 2


def test_an_answer_is_kept_for_its_time_and_not_a_second_longer() -> None:
    now = [100.0]
    kept, make = KeptAnswers(seconds=60, clock=lambda: now[0]), Maker()
    kept.answer(KEY, make)
    now[0] = 159.9
    assert said(kept.answer(KEY, make)) == "Answer 1."
    now[0] = 160.0
    assert said(kept.answer(KEY, make)) == "Answer 2."


def test_what_is_kept_for_longer_than_its_time_is_let_go_whatever_is_asked_next() -> None:
    now = [100.0]
    kept, gone = KeptAnswers(seconds=60, clock=lambda: now[0]), list[str]()
    finalize(kept.answer(KEY, Maker()).sentences[0], gone.append, "gone")
    now[0] = 160.0
    kept.answer(OTHERS[1], Maker())
    gc.collect()
    assert gone == ["gone"]


def test_no_word_of_a_question_is_kept_with_its_answer() -> None:
    kept = KeptAnswers()
    key = replace(KEY, question="what about Zainab Qureshi", saying=Saying(reader="Bertrand Oyelaran"))
    answer = kept.answer(key, Maker())
    assert answer.trace is not None
    again = kept.answer(key, lambda: replace(answer, trace=Trace(key.question, ())))
    assert said(again) == said(answer)
    assert not [word for word in ("Zainab", "Oyelaran", "tea") if word in repr(vars(kept))]
    assert again.trace is not None
    assert again.trace.question == ""


def test_what_nobody_asked_for_the_longest_makes_room() -> None:
    kept, make = KeptAnswers(most=2), Maker()
    first, second, third = KEY, OTHERS[0], OTHERS[1]
    for key in (first, second, first, third):
        kept.answer(key, make)
    assert make.made == 3
    assert said(kept.answer(first, make)) == "Answer 1."
    assert said(kept.answer(second, make)) == "Answer 4."


def test_a_burst_of_the_same_question_is_answered_once(pool: ThreadPoolExecutor) -> None:
    make = Maker()
    given = Crowd(pool).ask(make, make)
    assert make.made == 1
    assert {said(one) for one in given if one is not None} == {"Answer 1."}
    assert sorted(one.trace.tokens for one in given if one is not None and one.trace is not None) == [0] * 49 + [900]


@pytest.mark.parametrize("fallback", [Fallback.AWAY, Fallback.SLOW, Fallback.WORKSPACE_SPENT])
def test_a_model_that_is_away_is_asked_once_by_those_who_wait(pool: ThreadPoolExecutor, fallback: Fallback) -> None:
    make = Maker(fallback)
    assert None not in Crowd(pool).ask(make, make)
    assert make.made == 1


def test_what_one_person_has_used_up_is_not_what_the_others_are_told(pool: ThreadPoolExecutor) -> None:
    make, spent = Maker(), Maker(Fallback.PERSON_SPENT)
    given = Crowd(pool).ask(make, spent)
    assert [one.fallback for one in given if one is not None].count(Fallback.PERSON_SPENT) == 1
    assert (make.made, spent.made) == (1, 1)


def test_an_error_is_that_of_the_one_who_met_it(pool: ThreadPoolExecutor) -> None:
    make = Maker()

    def fail() -> Answer:
        raise IndexBusy(2.0)

    given = Crowd(pool).ask(make, fail)
    assert given.count(None) == 1
    assert make.made == 1


@pytest.mark.parametrize(("key", "patience"), [(OTHERS[2], LONG), (KEY, 0.0)])
def test_neither_another_audience_nor_one_without_patience_waits(
    pool: ThreadPoolExecutor, key: AnswerKey, patience: float
) -> None:
    kept, make = KeptAnswers(patience=patience), Maker()
    inside, let_go = threading.Event(), threading.Event()

    def slowly() -> Answer:
        inside.set()
        assert let_go.wait(LONG)
        return make()

    first = pool.submit(kept.answer, KEY, slowly)
    try:
        assert inside.wait(LONG)
        assert said(kept.answer(key, make)) == "Answer 1."
        assert not first.done()
    finally:
        let_go.set()
    assert said(first.result(LONG)) == "Answer 2."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("When is tea served?", "  when is  tea served ", True),
        ("¿Cuándo se sirve el té?", "cuándo se sirve el té", True),
        ("When is tea served?!", "When is tea served.", True),
        ("What does the WHO say?", "What does the who say?", False),
        ("WHO says so?", "Who says so?", False),
        ("When is tea served?", "When is tea not served?", False),
        ("Is it 4.5 hours?", "Is it 45 hours?", False),
        ("What is C?", "What is C++?", False),
    ],
)
def test_questions_are_the_same_where_only_their_edges_differ(one: str, other: str, same: bool) -> None:
    assert (same_question(one) == same_question(other)) is same


@given(st.text(max_size=60))
def test_what_is_the_same_stays_the_same_and_keeps_every_letter_and_digit(question: str) -> None:
    try:
        cleaned, once = cleaned_question(question), same_question(question)
    except QuestionUnusable:
        return
    assert same_question(once) == once
    assert letters(once) == letters(cleaned)


def letters(text: str) -> list[str]:
    return [c for c in text.casefold() if c.isalnum()]
