"""The worded answer: a model says it in sentences, and only what stands up to every check is given."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from knowledge.answering.answer import Answer
from knowledge.answering.checking.bearing import Bearing, bearing_on
from knowledge.answering.checking.checking import Checkable, CheckedSentence, check, is_enough
from knowledge.answering.checking.drafts import Draft
from knowledge.answering.checking.support import Support
from knowledge.answering.composing import Given, Place, composed, place_of, verbatim
from knowledge.answering.inquiry import Inquiry, Stage, Tell, Turn
from knowledge.answering.keys import keys_for
from knowledge.answering.queries import sentences_around
from knowledge.answering.rations import PersonSpent, Ration, WorkspaceSpent
from knowledge.answering.trace import Fallback, Trace, TracedPassage, TracedSentence
from knowledge.chat.errors import ModelFailed
from knowledge.chat.prompts import VERSION, KeyedPassage, Prompt, answer_prompt
from knowledge.guides.queries import edition_facts, quoted
from knowledge.languages.queries import edition_languages
from knowledge.languages.service import answer_language, language_asked
from knowledge.retrieval.ranking import Ranking
from storage.database import Database

STEP = " > "
# Whatever a model says, no more characters of each part are kept.
LONGEST_TRACED = 1_000

_log = logging.getLogger(__name__)


class Wording:
    """Words answers with a chat model."""

    def __init__(
        self,
        database: Database,
        support: Callable[[], Support],
        bridged: Callable[[], Collection[str]],
        bearing: Callable[[], Bearing],
    ) -> None:
        """Take what it works with; what takes long to load is loaded when it is first needed.

        Args:
            database: Holds the guides.
            support: Tells how well a quote supports a sentence.
            bridged: The languages in which that can be told across.
            bearing: Tells whether a quote has to do with the question.
        """
        self._database = database
        self._support = support
        self._bridged = bridged
        self._bearing = bearing

    def word(
        self, inquiry: Inquiry, ranking: Ranking, extractive: Answer, *, ration: Ration, turn: Turn, tell: Tell
    ) -> Answer:
        """The answer in a model's words, each sentence with the quote that proves it; else the extractive one.

        Args:
            inquiry: How it is to be said, and what came with it.
            ranking: The passages that were found, and the question as it was understood.
            extractive: What the guides say in their own words.
            ration: The model, as this question may use it.
            turn: Gives the turn for what keeps the processor busy.
            tell: Told what is being done.
        """
        try:
            return self._worded(inquiry, ranking, extractive, ration, turn, tell)
        except Exception as error:  # noqa: BLE001 - whatever it is, the guides' own words are there to be given
            _log.error("wording failed", exc_info=error)
            trace = Trace(ranking.question, traced(ranking), (), ration.name, VERSION) if ration.tokens else None
            return replace(extractive, fallback=Fallback.BROKEN, trace=trace or extractive.trace)

    def _worded(
        self, inquiry: Inquiry, ranking: Ranking, extractive: Answer, ration: Ration, turn: Turn, tell: Tell
    ) -> Answer:
        given = self._given(ranking)
        quoted_in = [given.languages[one.passage.edition_id] for one in given.passages.values()]
        asked = language_asked(inquiry.written)
        language = answer_language(asked, wanted=inquiry.saying.language, quoted=quoted_in, bridged=self._bridged())
        if not language.can_be_checked:
            return replace(extractive, fallback=Fallback.LANGUAGE)
        given, support = given.in_languages(language.checkable), self._support()
        tell(Stage.WORDING)
        prompt = _prompt(inquiry, ranking.question, given, language.code, ration.prompt_tokens)
        given = given.of(prompt.keys)
        trace = Trace(ranking.question, traced(ranking, given), (), ration.name, VERSION)
        try:
            reply = ration.ask(prompt, Draft)
        except ModelFailed as error:
            return _unworded(extractive, error, trace)
        tell(Stage.CHECKING)
        with turn():
            checked = self._checked(reply.value, given, support, ranking.question, has_files=bool(inquiry.attached))
        texts = self._texts(checked, given)
        checked = verbatim(checked, given, texts)
        sentences = tuple(_traced(one, given, holds_files=bool(inquiry.attached)) for one in checked)
        trace = replace(trace, sentences=sentences, model=reply.model)
        if not is_enough(checked):
            return replace(extractive, fallback=Fallback.UNSUPPORTED, trace=trace)
        return replace(composed(ranking, extractive, checked, given, texts), trace=trace)

    def _checked(
        self, draft: Draft, given: Given, support: Support, question: str, *, has_files: bool
    ) -> tuple[CheckedSentence, ...]:
        checked = check(draft, given.checkable, support=support, question=question)
        # A question about a file does not tell by itself what it is about.
        return checked if has_files else bearing_on(question, checked, given.checkable, self._bearing())

    def _given(self, ranking: Ranking) -> Given:
        found = [one.passage for one in ranking.passages]
        editions = sorted({passage.edition_id for passage in found})
        with self._database.reading() as session:
            around = sentences_around(session, found)
            facts, languages = edition_facts(session, editions), edition_languages(session, editions)
        keys = keys_for(len(found), [ranking.question, *(passage.text for passage in found)])
        checkable = {
            key: Checkable(passage, facts[passage.edition_id].title, tuple(around[passage.id]))
            for key, passage in zip(keys, found, strict=True)
        }
        return Given(dict(zip(keys, ranking.passages, strict=True)), checkable, facts, languages)

    def _texts(self, checked: Sequence[CheckedSentence], given: Given) -> dict[Place, str]:
        """What the database holds where those that were kept quote."""
        places = list(dict.fromkeys(place for one in checked if (place := place_of(one, given)) is not None))
        with self._database.reading() as session:
            return dict(zip(places, quoted(session, places), strict=True))


def traced(ranking: Ranking, given: Given | None = None) -> tuple[TracedPassage, ...]:
    """The passages that were found, with the keys of those that a model was given."""
    keys = {one.passage.id: key for key, one in given.passages.items()} if given is not None else {}
    return tuple(
        TracedPassage(keys.get(one.passage.id, ""), one.passage.id, round(one.score, 4)) for one in ranking.passages
    )


def _unworded(extractive: Answer, error: ModelFailed, trace: Trace) -> Answer:
    """The guides' own words, and why; of a model the trace tells only where one was asked."""
    until = error.until if isinstance(error, PersonSpent | WorkspaceSpent) else None
    found = replace(extractive, fallback=error.fallback, worded_from=until)
    return replace(found, trace=trace) if error.was_asked else found


def _prompt(inquiry: Inquiry, question: str, given: Given, language: str, tokens: int) -> Prompt:
    passages = [
        KeyedPassage(key, one.title, STEP.join(one.passage.heading), one.passage.text)
        for key, one in given.checkable.items()
    ]
    return answer_prompt(
        question,
        passages,
        saying=inquiry.saying,
        language=language,
        attached=inquiry.attached,
        tokens=tokens,
    )


def _traced(one: CheckedSentence, given: Given, *, holds_files: bool) -> TracedSentence:
    """What is kept of a drafted sentence; none of its words where they may be those of a file that is not stored."""
    if holds_files:
        key = one.drafted.key if one.drafted.key in given.checkable else ""
        return TracedSentence("", key, "", one.failed, "", one.support)
    text, key, quote, fact = (
        part[:LONGEST_TRACED] for part in (one.drafted.text, one.drafted.key, one.drafted.quote, one.fact)
    )
    return TracedSentence(text, key, quote, one.failed, fact, one.support)
