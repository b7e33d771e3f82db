from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.guides.changes import PassageText
from learning.drafting.drafts import drafts_of
from learning.items.limits import LONGEST_KEY
from learning.items.reading import checked
from learning.items.values import ItemDraft, Pool
from tests.learning.drafting.samples import RULES, guide


def drafted(*sentences: str, **other: Any) -> tuple[ItemDraft, ...]:
    values: dict[str, Any] = {"guide": "rules", "pool": Pool.PRACTICE, "competency": "screening", **other}
    return drafts_of(guide(*sentences), **values)


def test_every_draft_quotes_the_sentence_that_it_was_made_of() -> None:
    found = drafted(*RULES)

    assert len(found) > len(RULES)
    for draft in found:
        (quote,) = draft.quotes
        assert quote.guide == "rules"
        assert quote.text in RULES
        assert draft.rationale == f"“{quote.text}”"


def test_drafts_are_for_the_pool_and_the_competency_that_were_asked_for() -> None:
    found = drafted(*RULES, pool=Pool.EXAM)

    assert {(draft.pool, draft.competency) for draft in found} == {(Pool.EXAM, "screening")}


def test_the_same_guide_gives_the_same_drafts_under_keys_of_their_own() -> None:
    found = drafted(*RULES)

    assert found == drafted(*RULES)
    assert len({draft.key for draft in found}) == len(found)


def test_guides_with_long_keys_give_keys_of_their_own() -> None:
    first, second = (drafted(*RULES, guide="g" * 499 + end) for end in "ab")

    assert {draft.quotes[0].guide for draft in first} == {"g" * 499 + "a"}
    assert len({draft.key for draft in (*first, *second)}) == len(first) + len(second)
    assert max(len(draft.key) for draft in first) <= LONGEST_KEY


def test_a_number_is_asked_for_among_numbers_of_other_sentences() -> None:
    found = [draft for draft in drafted(*RULES) if draft.type == "single_choice"]

    assert {option["text"] for option in found[0].content["options"]} == {"24", "48", "12"}
    assert [option["text"] for option in found[0].content["options"] if option["right"]] == ["24"]
    assert found[0].content["stem"] == "The coordinator calls the mentor within _____ hours of a missed meeting."


def test_a_number_without_others_like_it_is_to_be_written() -> None:
    (draft,) = [draft for draft in drafted(RULES[0]) if draft.type == "short_text"]

    assert draft.content["accepted"] == ["three", "3"]


def test_a_statement_is_the_sentence_itself_or_differs_from_it_where_it_says_false() -> None:
    statements = [draft for draft in drafted(*RULES) if draft.type == "true_false"]

    assert {draft.content["right"] for draft in statements} == {True, False}
    for draft in statements:
        assert (draft.content["stem"] == draft.quotes[0].text) is draft.content["right"]


def test_a_word_is_asked_for_that_the_guide_uses_elsewhere() -> None:
    more = ["Each reference is a witness of its own.", "A witness helps.", "No witness is alone."]

    found = drafted("Staff must ask every applicant for a witness.", *more)

    assert [draft.content["accepted"] for draft in found if draft.type == "short_text"] == [["witness"]]


def test_guides_in_other_languages_give_only_blanks_for_numbers() -> None:
    found = drafted(
        "La coordinadora llama al mentor en un plazo de 24 horas.",
        "El personal debe llamar a todas las referencias antes del encuentro.",
        language="es",
    )

    assert [(draft.type, draft.content["accepted"]) for draft in found] == [("short_text", ["24"])]


def test_an_empty_guide_gives_nothing() -> None:
    assert drafts_of([], guide="rules", pool=Pool.PRACTICE, competency="") == ()


_PIECES = st.sampled_from(
    ["must", "should not", "never", "at least", "within", "24", "0", "007", "3.5", "two", "%", "hours"]
)
_SENTENCES = st.lists(_PIECES | st.text(max_size=6), min_size=4, max_size=12).map(lambda words: f"A {' '.join(words)}.")


@settings(max_examples=100, deadline=None)
@given(st.lists(_SENTENCES, max_size=6))
def test_whatever_stands_in_a_guide_its_drafts_can_be_items_and_quote_it(sentences: list[str]) -> None:
    for draft in drafts_of(guide(*sentences), guide="rules", pool=Pool.PRACTICE, competency=""):
        assert checked(draft) == draft
        assert any(" ".join(draft.quotes[0].text.split()) == " ".join(sentence.split()) for sentence in sentences)


def test_only_some_passages_are_drafted_from_and_the_others_help_to_make_wrong_options() -> None:
    passages = [
        PassageText(replace(one.passage, id=str(number)), one.sentences)
        for number, rule in enumerate(RULES)
        for one in guide(rule)
    ]
    found = drafts_of(passages, guide="rules", pool=Pool.PRACTICE, competency="screening", only={"1"})

    assert {quote.text for draft in found for quote in draft.quotes} == {RULES[1]}
    (choice,) = [draft for draft in found if draft.type == "single_choice"]
    assert {option["text"] for option in choice.content["options"]} == {"24", "48", "12"}
