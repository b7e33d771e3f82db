"""The same question asked again, or by many at once: it is answered once, and the others are given that answer.

Answers are kept in memory, by each process for itself, and without the words of the questions.
"""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from time import monotonic

from knowledge.answering.answer import Answer
from knowledge.answering.grounds import Grounds
from knowledge.answering.inquiry import Saying
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Fallback
from knowledge.retrieval.questions import cleaned_question

MOST_KEPT = 500
# The words of a question are not held for long, whatever becomes of the question meanwhile.
KEPT_SECONDS = 3_600.0
# An answer may have to wait in the line before it is worked on, and for the slowest model after that.
PATIENCE_SECONDS = 150.0

_PASSING = frozenset(Fallback) - {Fallback.REFUSED, Fallback.UNSUPPORTED, Fallback.LANGUAGE}


@dataclass(frozen=True)
class AnswerKey:
    """All that an answer depends on.

    Attributes:
        question: As it was understood, as ``same_question`` has it.
        audiences: Whose guides may be drawn on.
        grounds: What the answer rests on, read before it is made.
        model: That words answers; None where none does. ``prompt_version`` likewise.
        saying: How it is to be said.
        language: The code of the language in which it is to be said, if that is known.
    """

    workspace: str
    question: str
    audiences: frozenset[str]
    grounds: Grounds
    model: str | None = None
    prompt_version: str | None = None
    saying: Saying = Saying()
    language: str | None = None


def same_question(question: str) -> str:
    """What is the same for questions that differ in spaces, in a capital at the beginning, or in marks at the end.

    Raises:
        QuestionUnusable: It is empty, too long, or has no word in it.
    """
    cleaned = cleaned_question(question).strip("¿¡?!. ")
    first, _, _ = cleaned.partition(" ")
    # What has capitals further on is a name: WHO is not "who".
    return cleaned if first[1:] != first[1:].lower() else cleaned[:1].lower() + cleaned[1:]


class KeptAnswers:
    """Answers by what they depend on. Safe to share between threads."""

    def __init__(
        self,
        *,
        most: int = MOST_KEPT,
        seconds: float = KEPT_SECONDS,
        patience: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Keep nothing yet.

        Args:
            most: How many answers are kept; those not asked for the longest go first.
            seconds: For how long an answer is kept.
            patience: How many seconds somebody waits for the answer that is made for another; then she is answered
                by herself.
            clock: Tells the seconds.
        """
        self._most = most
        self._seconds = seconds
        self._patience = patience
        self._clock = clock
        # Nobody who reads the memory can find out what was asked by trying.
        self._secret = secrets.token_bytes(32)
        self._kept = OrderedDict[bytes, tuple[float, Answer]]()
        self._being_made: dict[bytes, Future[Answer | None]] = {}
        self._changing = threading.Lock()

    def answer(self, key: AnswerKey, make: Callable[[], Answer], *, anew: bool = False) -> Answer:
        """The answer that is kept, or the one that is just being made for somebody else, or a new one.

        Call it outside of the line: who waits here keeps nobody from being served. What is kept says nothing of the
        one who asked first: ``understood``, and the question in the trace, are to be put into the answer afterwards.

        Args:
            key: What it depends on.
            make: Makes it. Whatever it raises is raised here; others that wait for it are answered by themselves.
            anew: Whether another answer is wanted: a new one is made, and kept in the other's place.
        """
        until, place = self._clock() + self._patience, self._place(key)
        while not anew:
            there, is_mine = self._taken(place)
            if is_mine:
                return self._lead(place, there, make)
            try:
                given = there.result(max(0.0, until - self._clock()))
            except TimeoutError:
                break
            if given is not None:
                return _again(given)
        made = make()
        self._keep(place, made)
        return made

    def _place(self, key: AnswerKey) -> bytes:
        parts = replace(key, audiences=frozenset()), sorted(key.audiences)
        return hashlib.blake2b(repr(parts).encode(errors="surrogatepass"), key=self._secret).digest()

    def _taken(self, place: bytes) -> tuple["Future[Answer | None]", bool]:
        """What is kept or being made; or else a future for it, and that it is to be made now."""
        with self._changing:
            self._sweep()
            if place in self._kept:
                self._kept.move_to_end(place)
                there: Future[Answer | None] = Future()
                there.set_result(self._kept[place][1])
                return there, False
            is_mine = place not in self._being_made
            return self._being_made.setdefault(place, Future()), is_mine

    def _lead(self, place: bytes, awaited: "Future[Answer | None]", make: Callable[[], Answer]) -> Answer:
        shared: Answer | None = None
        try:
            made = make()
            self._keep(place, made)
            # What one person has used up says nothing of another.
            shared = made if made.fallback is not Fallback.PERSON_SPENT else None
            return made
        finally:
            with self._changing:
                del self._being_made[place]
            awaited.set_result(shared)

    def _keep(self, place: bytes, made: Answer) -> None:
        if made.fallback in _PASSING or made.outcome is Outcome.NOT_IN_GUIDES:
            return
        with self._changing:
            self._sweep()
            self._kept[place] = (self._clock(), _wordless(made))
            self._kept.move_to_end(place)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def _sweep(self) -> None:
        """Let go of all whose time is over, whoever asks for what."""
        now = self._clock()
        for place in [place for place, (since, _) in self._kept.items() if now >= since + self._seconds]:
            del self._kept[place]


def _wordless(made: Answer) -> Answer:
    return replace(made, trace=replace(made.trace, question="") if made.trace is not None else None)


def _again(given: Answer) -> Answer:
    """It took no model and no time."""
    trace = replace(given.trace, tokens=0, milliseconds=0) if given.trace is not None else None
    return replace(given, timings_ms={}, trace=trace)
