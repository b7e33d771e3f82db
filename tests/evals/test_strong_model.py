"""What is true and what is not of the scripted model's sentences is known: these are its rules."""

from random import Random

import pytest

from evals.workload.chat_server import question_in
from evals.workload.chat_wire import ChatRequest
from evals.workload.faults import Fault, Source, with_fault
from evals.workload.rewording import merged, reworded, tidied
from evals.workload.strong_model import Writer, best_sentences, sentences_of
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from knowledge.answering.inquiry import Saying
from knowledge.chat.prompts import KeyedPassage, answer_prompt

CALLS = (
    "If a match is new, staff must not call Maria Lopez more than 2 days before the first meeting of mentors. "
    "Calls take at least 20 minutes and Peter Hall may note them. "
    "The county office keeps every note for three years."
)
BREAD = "The oven is heated to 230 degrees by Anna Meyer. Bread dough rises for two hours in a warm kitchen."
SOURCES = tuple(Source(key, text, sentences_of(text)) for key, text in (("BAK", CALLS), ("FEL", BREAD)))


def said(sentence: str) -> DraftedSentence:
    return DraftedSentence(text=sentence, key="BAK", quote=sentence)


def asked(question: str) -> ChatRequest:
    passages = [KeyedPassage(key, "Guide", "Heading", text) for key, text in (("BAK", CALLS), ("FEL", BREAD))]
    prompt = answer_prompt(question, passages, saying=Saying(), language="en", tokens=4000)
    messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    return ChatRequest("/v1/chat/completions", {}, {"messages": messages})


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("However, you should not begin before two weeks.", {"You shouldn't start before 2 weeks."}),
        ("In 1911, the house was built in stone.", {"The house was built in stone in 1911."}),
        ("The house ( of stone ) was built , which took long .", {"The house was built.", "The house was built"}),
        ("You may call the parents when the match is new.", {"When the match is new, you may call the parents."}),
    ],
)
def test_a_sentence_is_said_in_other_words_or_as_it_is(sentence: str, others: set[str]) -> None:
    found = {reworded(sentence, Random(seed)) for seed in range(60)}
    assert len(found) > 1
    assert any(other.rstrip(".") in one for one in found for other in others)


def test_the_traces_of_how_a_text_was_taken_apart_go() -> None:
    assert tidied("It is `` a right '' ( or so ) , they say .") == 'It is "a right" (or so), they say.'


def test_two_sentences_become_one_only_if_the_second_may_begin_small() -> None:
    assert merged("Bees fly.", "They rest at night.") == "Bees fly, and they rest at night."
    assert merged("Bees fly.", "Maria rests.") is None


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_breaks_a_sentence_or_its_proof(fault: Fault) -> None:
    made = [with_fault(fault, said(sentence), SOURCES, Random(1)) for sentence in SOURCES[0].sentences]
    found = [(one, true) for one, true in zip(made, SOURCES[0].sentences, strict=True) if one is not None]
    assert found
    for one, true in found:
        assert one != said(true)
        # Where the words are still true, the quote is not in the passage named, or proves something else.
        assert one.text != true or one.quote not in CALLS or one.key != "BAK" or one.quote != true


def test_a_changed_number_is_none_of_the_quote_s() -> None:
    for seed in range(20):
        made = with_fault(
            Fault.NUMBER, said("Calls take at least 20 minutes and Peter Hall may note them."), SOURCES, Random(seed)
        )
        assert made is not None
        assert "20" not in made.text


def test_what_gives_no_occasion_gets_no_fault() -> None:
    assert with_fault(Fault.UNIT, said("The county office keeps every note."), SOURCES, Random(1)) is None
    assert with_fault(Fault.KEY, said(SOURCES[0].sentences[0]), SOURCES[:1], Random(1)) is None


def test_only_plain_whole_sentences_that_stand_alone_are_used() -> None:
    text = "# Heading\nThey call every mentor of a match twice.\nToo short.\n- The list has one item here\n" + CALLS
    assert sentences_of(text) == SOURCES[0].sentences


def test_the_sentences_that_share_most_with_the_question_come_first() -> None:
    assert best_sentences("How long does bread dough rise?", SOURCES)[0][1].startswith("Bread dough")


def test_a_draft_quotes_the_passages_of_its_prompt_and_its_faults_are_known() -> None:
    writer = Writer(faulty=0.0)
    reply = writer(asked("How long does bread dough rise?"))
    drafted = Draft.model_validate_json(reply.text).sentences  # type: ignore[union-attr]
    assert drafted == [one.sentence for one in writer.drafts[0]]
    assert all(one.fault is None for one in writer.drafts[0])
    texts = {"BAK": CALLS, "FEL": BREAD}
    assert all(one.quote in texts[one.key] for one in drafted)
    always = Writer(faulty=1.0)
    always(asked("How long does bread dough rise?"))
    assert all(one.fault is not None for one in always.drafts[0])


def test_the_same_prompts_get_the_same_drafts() -> None:
    first, second = Writer(), Writer()
    for question in ("How long does bread dough rise?", "When do staff call?"):
        assert question_in(asked(question)) == question
        first(asked(question))
        second(asked(question))
    assert first.drafts == second.drafts
