"""The answer to an inquiry: what is asked is understood, looked for, quoted, and worded where there is a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

from knowledge.answering.answer import Answer, Mode
from knowledge.answering.extractive import PASSAGES, answer_from
from knowledge.answering.grounds import Grounds, grounds
from knowledge.answering.inquiry import Inquiry, Stage, Tell, Turn
from knowledge.answering.kept import AnswerKey, KeptAnswers, same_question
from knowledge.answering.rations import Chat, Purse, Ration
from knowledge.answering.sufficiency import Outcome, SufficiencyModel
from knowledge.answering.trace import Trace
from knowledge.answering.understanding import Understood, understand
from knowledge.answering.wording import Wording, traced
from knowledge.audiences.queries import has_guides_for
from knowledge.chat.choice import ModelChoice
from knowledge.chat.prompts import VERSION
from knowledge.embeddings.likeness import Scale
from knowledge.errors import LibraryEmpty
from knowledge.languages.queries import guide_languages
from knowledge.languages.service import language_asked, unreadable
from knowledge.retrieval.questions import cleaned_question
from knowledge.retrieval.ranking import Ranking
from knowledge.retrieval.search import Retriever
from knowledge.standard.finding import StandardAnswers
from storage.database import Database

# Of the seconds that a model may take for a question, the part for understanding it: one in so many.
UNDERSTANDING_SHARE = 4


@dataclass(frozen=True)
class Worder:
    """A chat model, and all that words answers with it.

    Attributes:
        choice: What may be asked of it for one question.
        purse: What may be asked of it in a day.
    """

    chat: Chat
    choice: ModelChoice
    purse: Purse
    wording: Wording


class Responder:
    """Answers inquiries in one workspace."""

    def __init__(
        self,
        database: Database,
        retriever: Callable[[], Retriever],
        sufficiency: Callable[[], SufficiencyModel],
        bridged: Callable[[], Mapping[str, Scale]],
        standard: StandardAnswers,
        workspace: str,
        now: Callable[[], datetime],
        worder: Worder | None = None,
    ) -> None:
        """Take what it works with; what takes long to load is loaded at the first question.

        Args:
            database: Holds the guides.
            retriever: Finds passages.
            sufficiency: Tells whether they answer.
            bridged: The languages that the embedding model brings together.
            standard: What people answered before.
            workspace: Whose guides they are.
            now: The time.
            worder: Words answers; without one they are the guides' own words.
        """
        self._database = database
        self._retriever = retriever
        self._sufficiency = sufficiency
        self._bridged = bridged
        self._standard = standard
        self._workspace = workspace
        self._now = now
        self._worder = worder
        self._kept = KeptAnswers()

    def respond(self, inquiry: Inquiry, *, turn: Turn, tell: Tell) -> Answer:
        """The answer.

        Args:
            inquiry: What is asked.
            turn: Gives the turn in the line for what keeps the processor busy.
            tell: Told what is being done.

        Raises:
            LibraryEmpty: There is no guide for these audiences.
            QuestionUnusable: It is empty, too long, or has no word in it.
            OtherLanguage: The guides can't be looked through in the language of the question.
            EmbeddingModelMismatch: The library was embedded with another model.
        """
        began = perf_counter()
        languages, on = self._looked_up(inquiry)
        worder = self._worder
        ration = Ration(worder.chat, worder.choice, worder.purse, inquiry.person) if worder is not None else None
        try:
            understood = self._understood(inquiry, ration, tell)
            if (other := unreadable(understood.search, guides=languages, bridged=self._bridged())) is not None:
                raise other
            found = self._kept_or_made(inquiry, understood, on, ration, turn, tell)
        finally:
            if ration is not None:
                ration.settle()
        tokens = ration.tokens if ration is not None else 0
        return _of_this_inquiry(found, inquiry, understood, tokens, milliseconds=(perf_counter() - began) * 1000)

    def _looked_up(self, inquiry: Inquiry) -> tuple[frozenset[str], Grounds]:
        """The languages of the guides that may be drawn on, and what answers rest on just now."""
        with self._database.reading() as session:
            if not has_guides_for(session, self._workspace, inquiry.audiences):
                raise LibraryEmpty
            return guide_languages(session, self._workspace, inquiry.audiences), grounds(session, self._workspace)

    def _understood(self, inquiry: Inquiry, ration: Ration | None, tell: Tell) -> Understood:
        if inquiry.earlier and ration is not None:
            tell(Stage.UNDERSTANDING)
        seconds = self._worder.choice.seconds / UNDERSTANDING_SHARE if self._worder is not None else 0.0
        return understand(inquiry, ration, seconds=seconds)

    def _kept_or_made(
        self, inquiry: Inquiry, understood: Understood, on: Grounds, ration: Ration | None, turn: Turn, tell: Tell
    ) -> Answer:
        """The answer; where the same was asked before and the guides are the same, the same."""

        def make() -> Answer:
            return self._made(inquiry, understood, ration, turn, tell)

        if inquiry.attached:
            return make()
        key = AnswerKey(
            self._workspace,
            same_question(understood.question),
            frozenset(inquiry.audiences),
            on,
            ration.name if ration is not None else None,
            VERSION if ration is not None else None,
            inquiry.saying,
            language_asked(inquiry.written),
        )
        return self._kept.answer(key, make, anew=inquiry.says_anew)

    def _made(self, inquiry: Inquiry, understood: Understood, ration: Ration | None, turn: Turn, tell: Tell) -> Answer:
        with turn():
            tell(Stage.SEARCHING)
            began = perf_counter()
            ranking = self._ranked(inquiry, understood)
            ranked = perf_counter()
            found = answer_from(ranking, database=self._database, model=self._sufficiency(), scales=self._bridged())
            said = self._standard.find(understood.question, inquiry.audiences)
        timings = {"retrieve": (ranked - began) * 1000, "answer": (perf_counter() - ranked) * 1000}
        quoted = replace(found, trace=Trace(ranking.question, traced(ranking)))
        if said is not None:
            found = replace(quoted, mode=Mode.STANDARD, standard=said)
        elif ration is None or self._worder is None or found.outcome is Outcome.NOT_IN_GUIDES:
            found = quoted
        else:
            found = self._worder.wording.word(inquiry, ranking, quoted, ration=ration, turn=turn, tell=tell)
            timings["wording"] = (perf_counter() - ranked) * 1000 - timings["answer"]
        return replace(found, timings_ms={stage: round(taken, 1) for stage, taken in timings.items()})

    def _ranked(self, inquiry: Inquiry, understood: Understood) -> Ranking:
        ranking = self._retriever().rank(
            understood.search,
            workspace=self._workspace,
            audiences=inquiry.audiences,
            limit=PASSAGES,
            now=self._now(),
        )
        return replace(ranking, question=cleaned_question(understood.question))


def _of_this_inquiry(
    found: Answer, inquiry: Inquiry, understood: Understood, tokens: int, *, milliseconds: float
) -> Answer:
    """An answer, which may have been made for somebody else, with how this inquiry was understood and what it took."""
    trace = found.trace or Trace("", ())
    return replace(
        found,
        understood=understood.question if understood.was_rewritten else None,
        follows=inquiry.earlier if understood.was_rewritten else (),
        timings_ms={**found.timings_ms, "total": round(milliseconds, 1)},
        trace=replace(
            trace,
            question=cleaned_question(understood.question),
            tokens=tokens,
            milliseconds=round(milliseconds),
        ),
    )
