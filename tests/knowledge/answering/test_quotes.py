from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.quotes import BLOCK_GAP, LONGEST_QUOTE, Sentence, quoted_span, quotes_of
from knowledge.answering.sentences import ChosenSentence
from tests.knowledge.answering.rankings import passage


def laid_out(*blocks: list[str]) -> tuple[str, list[Sentence]]:
    """The text of these blocks, each a list of sentences, and where they stand."""
    text, sentences = "", []
    for block in blocks:
        text += " " * BLOCK_GAP if text else ""
        for number, sentence in enumerate(block):
            text += " " if number else ""
            sentences.append(Sentence(len(text), len(text) + len(sentence), sentence, "p"))
            text += sentence
    return text, sentences


def quote_for(wanted: str, *blocks: list[str]) -> str | None:
    text, sentences = laid_out(*blocks)
    span = quoted_span(sentences, text.index(wanted))
    return None if span is None else text[slice(*span)]


def test_a_sentence_that_stands_alone_is_quoted_alone() -> None:
    assert quote_for("Staff call.", ["Mentors apply.", "Staff call.", "It is noted."]) == "Staff call."


def test_a_sentence_that_speaks_of_this_is_quoted_with_what_it_speaks_of() -> None:
    assert quote_for("This takes", ["Staff call.", "This takes an hour."]) == "Staff call. This takes an hour."
    assert quote_for("It takes", ["A.", "Staff call.", "They ask.", "It takes an hour."]) == (
        "Staff call. They ask. It takes an hour."
    )


def test_what_a_paragraph_leans_on_may_end_the_paragraph_before() -> None:
    assert quote_for("However", ["Staff call."], ["However, few answer."]) == "Staff call.  However, few answer."


def test_a_first_sentence_has_nothing_to_lean_on() -> None:
    assert quote_for("This guide", ["This guide is for staff."]) == "This guide is for staff."


def test_a_list_is_quoted_with_the_line_that_leads_into_it() -> None:
    assert quote_for("Ask about:", ["Ask about:"], ["the child"], ["the family"]) == (
        "Ask about:  the child  the family"
    )


def test_an_item_is_quoted_from_the_line_that_leads_into_its_list() -> None:
    blocks = (["Ask about:"], ["the child"], ["the family"], ["the school"])
    assert quote_for("the family", *blocks) == "Ask about:  the child  the family"


def test_the_paragraph_after_a_list_is_not_part_of_it() -> None:
    blocks = (["Ask about:"], ["the child"], ["the family"], ["Staff write it all down on the day of the call."])
    assert quote_for("Ask about:", *blocks) == "Ask about:  the child  the family"
    assert quote_for("Staff write", *blocks) == "Staff write it all down on the day of the call."


def test_a_line_that_leads_into_nothing_says_nothing() -> None:
    assert quote_for("Ask about:", ["Ask about:"]) is None


def test_a_list_too_long_to_quote_ends_with_a_whole_item() -> None:
    items = [[f"the item of number {number} {'and more ' * 5}"] for number in range(40)]
    quote = quote_for("Ask about:", ["Ask about:"], *items)
    assert quote is not None
    assert len(quote) <= LONGEST_QUOTE
    assert quote.endswith("and more ")


def quotes_for(*wanted: str, blocks: Sequence[list[str]]) -> list[str]:
    """The quotes for these sentences, named best first."""
    text, sentences = laid_out(*blocks)
    found = passage(*(s.text for s in sentences))
    at = {s.text: s for s in sentences}
    chosen = [
        ChosenSentence(found, replace(found.sentences[0], start=at[w].start, end=at[w].end, text=w), 1 - n / 10)
        for n, w in enumerate(wanted)
    ]
    return [text[q.start : q.end] for q in quotes_of(chosen, {found.passage.id: sentences})]


def test_quotes_that_overlap_become_one_in_the_place_of_the_better() -> None:
    blocks = (["Mentors apply."], ["Staff call."], ["This takes an hour."])
    assert quotes_for("This takes an hour.", "Mentors apply.", "Staff call.", blocks=blocks) == [
        "Staff call.  This takes an hour.",
        "Mentors apply.",
    ]


def test_sentences_that_stand_alone_side_by_side_stay_two_quotes() -> None:
    assert quotes_for("Staff call.", "Mentors apply.", blocks=(["Mentors apply.", "Staff call."],)) == [
        "Staff call.",
        "Mentors apply.",
    ]


def test_a_list_takes_in_all_its_items_that_were_chosen_before_it() -> None:
    blocks = (["Ask about:"], ["the child"], ["the family"], ["the school"])
    assert quotes_for("the child", "the family", "Ask about:", blocks=blocks) == [
        "Ask about:  the child  the family  the school"
    ]


def test_the_same_place_in_another_edition_is_another_quote() -> None:
    one, other = passage("Staff call."), passage("Staff call.", edition="other")
    chosen = [ChosenSentence(p, p.sentences[0], 1.0) for p in (one, other)]
    around = {p.passage.id: [Sentence(s.start, s.end, s.text, p.passage.id) for s in p.sentences] for p in (one, other)}
    assert [q.edition_id for q in quotes_of(chosen, around)] == ["edition", "other"]


def test_a_quote_names_the_passage_in_which_it_begins_also_when_it_was_joined() -> None:
    text, sentences = laid_out(["Mentors apply.", "Staff call."], ["This takes an hour.", "It is noted."])
    sentences = [replace(s, passage_id="first" if n < 2 else "second") for n, s in enumerate(sentences)]
    found = passage(*(s.text for s in sentences))

    def chosen(*numbers: int) -> list[ChosenSentence]:
        made = [replace(found.sentences[n], start=sentences[n].start, end=sentences[n].end) for n in numbers]
        return [ChosenSentence(found, sentence, 1 - n / 10) for n, sentence in enumerate(made)]

    around = {found.passage.id: sentences}
    (leaning,) = quotes_of(chosen(2), around)
    assert (text[leaning.start : leaning.end], leaning.passage_id) == ("Staff call.  This takes an hour.", "first")
    (joined,) = quotes_of(chosen(3, 2), around)
    assert (text[joined.start : joined.end], joined.passage_id) == (
        "Staff call.  This takes an hour. It is noted.",
        "first",
    )


sentence = st.sampled_from(["It is.", "Ask about:", "the child", "Why?", "Staff call.", "However, no.", "x" * 250])
blocks = st.lists(st.lists(sentence, min_size=1, max_size=3), min_size=1, max_size=6)


@given(blocks=blocks, data=st.data())
def test_a_quote_is_of_whole_sentences_holds_its_own_and_is_not_endless(
    blocks: list[list[str]], data: st.DataObject
) -> None:
    _, sentences = laid_out(*blocks)
    wanted = data.draw(st.sampled_from(sentences))
    span = quoted_span(sentences, wanted.start)
    if span is None:
        assert wanted.text.endswith(":")
        return
    assert span[0] in {s.start for s in sentences}
    assert span[1] in {s.end for s in sentences}
    assert span[0] <= wanted.start < wanted.end <= span[1]
    assert span[1] - span[0] <= max(LONGEST_QUOTE, len(wanted.text))


@given(blocks=blocks, data=st.data())
def test_no_two_quotes_overlap_and_none_of_what_was_chosen_is_lost(
    blocks: list[list[str]], data: st.DataObject
) -> None:
    _, sentences = laid_out(*blocks)
    found = passage("Any.")
    wanted = data.draw(st.lists(st.sampled_from(sentences), max_size=5, unique=True))
    chosen = [
        ChosenSentence(found, replace(found.sentences[0], start=s.start, end=s.end, text=s.text), 1 - n / 10)
        for n, s in enumerate(wanted)
    ]
    quotes = quotes_of(chosen, {found.passage.id: sentences})
    in_order = sorted(quotes, key=lambda q: q.start)
    assert all(one.end <= other.start for one, other in pairwise(in_order))
    kept = {c.sentence.start for q in quotes for c in q.chosen}
    assert all(s.start in kept or s.text.endswith(":") for s in wanted)


def test_what_a_list_warns_of_is_never_quoted_without_the_warning() -> None:
    long = "Talk with scorn of a tool, and of those who use it, and of all that they have ever made with it, at length."
    warned = ([f"Things you should {word} do:"] for word in ("not", "always"))
    items = [[long] for _ in range(6)] + [["Use the word just."]]
    assert [quote_for("Use the word", lead_in, *items) for lead_in in warned] == [None, "Use the word just."]
