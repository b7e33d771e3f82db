"""Answers worded by a model: what stands up to the checks is told with its proof, else the guides' own words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import pytest

from ingestion.documents import Block
from knowledge.answering.answer import Answer, Mode
from knowledge.answering.checking.bearing import Bearing
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from knowledge.answering.checking.support import Support
from knowledge.answering.inquiry import Attached, Inquiry, Saying, Stage
from knowledge.answering.rations import Purse
from knowledge.answering.responder import Responder, Worder
from knowledge.answering.sufficiency import FITTED, Outcome, SufficiencyModel
from knowledge.answering.trace import Check, Fallback
from knowledge.answering.wording import Wording
from knowledge.budget.values import Limits
from knowledge.chat.choice import ModelChoice
from knowledge.chat.errors import ModelAway, ModelFailed, ModelGarbled, ModelRefused, ModelSlow
from knowledge.chat.prompts import VERSION, Prompt
from knowledge.embeddings.likeness import Scale
from knowledge.errors import LibraryEmpty, ModelNotFound, QuestionUnusable
from knowledge.guides.queries import edition_text
from knowledge.retrieval.search import Retriever
from knowledge.standard.finding import StandardAnswers
from tests.knowledge.answering.scripted_chat import EvenSupport, ScriptedChat, keys_in
from tests.knowledge.library import NOW, Library

QUESTION = "How often do staff call a mentor in the first month of a match?"
QUOTE = "Match-support staff call each mentor twice in the first month of a match."
WORDED = "In the first month of a match, staff call each mentor twice."
FALSE = "In the first month of a match, staff call each mentor three times."
ALONE = ("everybody",)

Say = Callable[[Prompt], Draft | ModelFailed]


def drafted(*sentences: tuple[str, str]) -> Say:
    """Drafts these sentences, each with its quote, from the best passage."""

    def say(prompt: Prompt) -> Draft:
        key = keys_in(prompt)[0]
        return Draft(sentences=[DraftedSentence(text=text, key=key, quote=quote) for text, quote in sentences])

    return say


class Broken:
    """Support that fails whenever it is looked at."""

    threshold = 0.5

    @classmethod
    def load(cls) -> "Broken":
        raise ModelNotFound("/nowhere")

    def score(self, sentence: str, quote: str) -> float:
        raise RuntimeError(sentence)


def responder(
    library: Library,
    chat: ScriptedChat | None,
    limits: Limits | None = None,
    *,
    support: Callable[[], Support] = EvenSupport,
    question_tokens: int = 8_000,
) -> Responder:
    worder = None
    if chat is not None:
        purse = Purse(library.database, library.workspace, limits or Limits(), lambda: NOW)
        bearing = Bearing(library.embedder, {"en": Scale(unrelated=0.06, same=1.0)})
        wording = Wording(library.database, support, dict, lambda: bearing)
        worder = Worder(chat, ModelChoice(chat.name, question_tokens=question_tokens), purse, wording)
    return Responder(
        library.database,
        lambda: Retriever(library.database, library.caches, library.embedder),
        lambda: SufficiencyModel.load(FITTED),
        dict,
        StandardAnswers(library.database, lambda: library.embedder, library.workspace),
        library.workspace,
        lambda: NOW,
        worder,
    )


def ask(answering: Responder, text: str = QUESTION, **about: object) -> Answer:
    inquiry = Inquiry(text, ALONE, **about)  # type: ignore[arg-type]  # what tests say of it
    return answering.respond(inquiry, turn=nullcontext, tell=lambda _: None)


def assert_names_no_model(found: Answer) -> None:
    assert found.trace is not None
    assert (found.trace.model, found.trace.prompt_version) == (None, None)
    assert found.trace.passages
    assert {one.key for one in found.trace.passages} == {""}


@pytest.fixture
def guides(library: Library) -> Library:
    library.publish("kitchen.md", Block("Bread rises for two hours in a warm kitchen."))
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} Staff note down what was said."))
    return library


def test_a_worded_sentence_comes_with_the_quote_that_proves_it(guides: Library) -> None:
    found = ask(responder(guides, ScriptedChat(drafted((WORDED, "staff call each mentor twice")))))
    assert (found.mode, found.outcome, found.fallback) == (Mode.WORDED, Outcome.ANSWERED, None)
    assert [(one.text, one.citations) for one in found.sentences] == [(WORDED, (1,))]
    (citation,) = found.citations
    assert citation.quote == QUOTE
    assert (citation.guide, citation.heading) == ("guide.md", ("Support",))
    with guides.database.reading() as session:
        assert edition_text(session, citation.edition_id)[citation.start : citation.end] == QUOTE


def test_a_sentence_on_another_matter_than_the_question_is_left_out(library: Library) -> None:
    stray = "Plants turn sunlight into sugar by photosynthesis."
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} {stray}"))
    found = ask(responder(library, ScriptedChat(drafted((WORDED, QUOTE), (stray, stray)))))
    assert [one.text for one in found.sentences] == [WORDED]
    assert found.trace is not None
    assert [one.failed for one in found.trace.sentences] == [None, Check.BEARING]


def test_a_question_about_a_file_does_not_tell_what_has_to_do_with_it(library: Library) -> None:
    stray = "Plants turn sunlight into sugar by photosynthesis."
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} {stray}"))
    files = (Attached("notes.txt", "Notes on photosynthesis."),)
    found = ask(responder(library, ScriptedChat(drafted((WORDED, QUOTE), (stray, stray)))), attached=files)
    assert [one.text for one in found.sentences] == [WORDED, stray]


def test_sentences_that_rest_on_one_quote_share_its_number(guides: Library) -> None:
    said = drafted((WORDED, QUOTE), ("Each mentor is called twice in the first month.", "call each mentor twice"))
    found = ask(responder(guides, ScriptedChat(said)))
    assert [one.citations for one in found.sentences] == [(1,), (1,)]
    assert len(found.citations) == 1


def test_a_sentence_that_fails_is_left_out_and_stands_in_the_trace_with_what_it_missed(guides: Library) -> None:
    found = ask(responder(guides, ScriptedChat(drafted((WORDED, QUOTE), (FALSE, QUOTE)))))
    assert [one.text for one in found.sentences] == [WORDED]
    assert found.trace is not None
    assert [(one.text, one.failed) for one in found.trace.sentences] == [(WORDED, None), (FALSE, Check.NUMBER)]
    assert (found.trace.model, found.trace.prompt_version, found.trace.tokens) == ("scripted:strong", VERSION, 100)
    assert found.trace.passages[0].key == found.trace.sentences[0].key


@pytest.mark.parametrize(
    "said",
    [drafted((FALSE, QUOTE)), drafted(), drafted((WORDED, "words that no guide says")), drafted(*[(FALSE, QUOTE)] * 3)],
    ids=["a false number", "nothing", "a forged quote", "all false"],
)
def test_where_too_little_stands_up_the_guides_own_words_are_given(guides: Library, said: Say) -> None:
    found = ask(responder(guides, ScriptedChat(said)))
    assert (found.mode, found.fallback) == (Mode.EXTRACTIVE, Fallback.UNSUPPORTED)
    assert [one.text for one in found.sentences] == [citation.quote for citation in found.citations]
    assert found.citations[0].quote.startswith(QUOTE)


def test_a_key_that_was_not_given_counts_as_a_failure(guides: Library) -> None:
    draft = Draft(sentences=[DraftedSentence(text=WORDED, key="1", quote=QUOTE)])
    found = ask(responder(guides, ScriptedChat(lambda _: draft)))
    assert found.mode is Mode.EXTRACTIVE
    assert found.trace is not None
    assert [one.failed for one in found.trace.sentences] == [Check.KEY]


@pytest.mark.parametrize("error", [ModelAway(5), ModelSlow(5), ModelRefused(5), ModelGarbled(5)])
def test_a_model_that_fails_leaves_the_guides_own_words_and_says_why(guides: Library, error: ModelFailed) -> None:
    found = ask(responder(guides, ScriptedChat(lambda _: error)))
    assert (found.mode, found.fallback) == (Mode.EXTRACTIVE, error.fallback)
    assert found.outcome is Outcome.ANSWERED
    assert found.trace is not None
    assert (found.trace.tokens, found.trace.model, found.trace.prompt_version) == (5, "scripted:strong", VERSION)


def test_a_share_that_is_used_up_leaves_the_guides_own_words(guides: Library) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    found = ask(responder(guides, chat, Limits(workspace=10)), person="U0AMARA")
    assert (found.mode, found.fallback) == (Mode.EXTRACTIVE, Fallback.WORKSPACE_SPENT)
    assert chat.asked == []
    assert found.worded_from is not None
    assert timedelta() < found.worded_from - NOW <= timedelta(days=1)
    assert_names_no_model(found)


@pytest.mark.parametrize("loads", [True, False], ids=["it raises as it is used", "it can't be loaded"])
def test_whatever_else_goes_wrong_in_wording_leaves_the_guides_own_words_too(
    guides: Library, loads: bool, caplog: pytest.LogCaptureFixture
) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    found = ask(responder(guides, chat, support=Broken if loads else Broken.load))
    assert (found.mode, found.outcome, found.fallback) == (Mode.EXTRACTIVE, Outcome.ANSWERED, Fallback.BROKEN)
    assert found.citations[0].quote.startswith(QUOTE)
    assert "wording failed" in caplog.text
    # What can't be checked is not asked for.
    assert len(chat.asked) == loads
    assert found.trace is not None
    assert found.trace.model == ("scripted:strong" if loads else None)


def test_the_trace_gives_keys_to_those_passages_alone_that_the_model_was_given(guides: Library) -> None:
    for number in range(6):
        guides.publish(f"more{number}.md", Block(f"Staff call a mentor in the first month of match {number}. " * 9))
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    found = ask(responder(guides, chat, question_tokens=1_700))
    ((prompt, _, _),) = chat.asked
    assert found.trace is not None
    keyed = [one.key for one in found.trace.passages if one.key]
    assert keyed == list(keys_in(prompt)) == list(prompt.keys)
    assert 0 < len(keyed) < len(found.trace.passages)


def test_what_the_guides_do_not_answer_is_never_given_to_a_model(guides: Library) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    found = ask(responder(guides, chat), "What is the capital of Peru?")
    assert (found.outcome, found.fallback, chat.asked) == (Outcome.NOT_IN_GUIDES, None, [])


def test_a_model_is_given_no_text_of_guides_that_the_asker_may_not_read(guides: Library) -> None:
    secret = "Staff of the board call each mentor twice in the first month of a match, and pay 900 euros for it."
    guides.publish("board.md", Block(secret), audience="channel:C0BOARD")
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    ask(responder(guides, chat))
    assert all("900" not in prompt.user for prompt, _, _ in chat.asked)
    assert len(chat.asked) == 1


def test_an_answer_in_a_language_in_which_nothing_can_be_checked_is_not_worded(guides: Library) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    found = ask(responder(guides, chat), saying=Saying(language="es"))
    assert (found.mode, found.fallback, chat.asked) == (Mode.EXTRACTIVE, Fallback.LANGUAGE, [])
    assert_names_no_model(found)


def test_how_it_is_to_be_said_is_told_to_the_model(guides: Library) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    ask(responder(guides, chat), saying=Saying(reader="a new mentor", is_short=True))
    ((prompt, _, _),) = chat.asked
    assert "a new mentor" in prompt.user


def test_the_model_is_waited_for_outside_of_the_turn_and_checks_are_made_inside(guides: Library) -> None:
    events: list[str] = []

    @contextmanager
    def turn() -> Iterator[None]:
        events.append("turn")
        yield
        events.append("end")

    def say(prompt: Prompt) -> Draft | ModelFailed:
        events.append("asked")
        return drafted((WORDED, QUOTE))(prompt)

    inquiry = Inquiry(QUESTION, ALONE)
    responder(guides, ScriptedChat(say)).respond(inquiry, turn=turn, tell=lambda stage: events.append(stage))
    assert events == ["turn", Stage.SEARCHING, "end", Stage.WORDING, "asked", Stage.CHECKING, "turn", "end"]


def test_the_same_question_is_worded_once_until_another_answer_is_wanted(guides: Library) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    answering = responder(guides, chat)
    first, again = ask(answering), ask(answering, QUESTION.lower())
    assert again.sentences == first.sentences
    assert len(chat.asked) == 1
    assert again.trace is not None
    assert again.trace.tokens == 0
    ask(answering, says_anew=True)
    assert len(chat.asked) == 2


def test_a_guide_published_meanwhile_is_drawn_on_at_once(guides: Library) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    answering = responder(guides, chat)
    ask(answering)
    guides.publish("more.md", Block("In the first month of a match staff call the parents of the mentee once."))
    ask(answering)
    assert ["call the parents" in prompt.user for prompt, _, _ in chat.asked] == [False, True]


def test_without_a_model_the_guides_own_words_are_given_and_nothing_is_said_of_one(guides: Library) -> None:
    found = ask(responder(guides, None))
    assert (found.mode, found.fallback, found.outcome) == (Mode.EXTRACTIVE, None, Outcome.ANSWERED)
    assert found.trace is not None
    assert (found.trace.model, found.trace.tokens, found.trace.sentences) == (None, 0, ())
    assert found.trace.passages
    assert {"retrieve", "answer", "total"} <= found.timings_ms.keys()


@pytest.mark.parametrize("text", ["", "???"])
def test_what_is_no_question_is_refused_before_any_model(guides: Library, text: str) -> None:
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    with pytest.raises(QuestionUnusable):
        ask(responder(guides, chat), text)
    assert chat.asked == []


def test_where_there_are_no_guides_that_is_said(library: Library) -> None:
    with pytest.raises(LibraryEmpty):
        ask(responder(library, None))
