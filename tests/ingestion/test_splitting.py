from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block
from ingestion.splitting import PASSAGE_TOKENS, assemble, split
from knowledge.places import Place, PlaceKind


def count_words(texts: object) -> list[int]:
    return [len(text.split()) for text in texts]  # type: ignore[attr-defined]


def passages_of(blocks: list[Block], title: str = "Guide") -> tuple[object, ...]:
    return split(assemble(blocks, title), language="en", count_tokens=count_words)


def test_a_passage_keeps_its_headings_without_the_title_and_its_page() -> None:
    page = Place(PlaceKind.PAGE, 3)
    document = assemble(
        [Block("Guide", 1), Block("Support", 2), Block("Call monthly. Write it down.", place=page)], "Guide"
    )
    (passage,) = split(document, language="en", count_tokens=count_words)
    assert passage.heading == ("Support",)
    assert passage.place == page
    assert [passage.text[a:b] for a, b in passage.sentences] == ["Call monthly.", "Write it down."]


def test_a_heading_ends_a_passage() -> None:
    blocks = [Block("One.", None), Block("Next", 2), Block("Two.", None)]
    assert len(passages_of(blocks)) == 2


def test_a_page_begins_where_its_first_block_does() -> None:
    blocks = [Block(f"Sentence {i}.", place=Place(PlaceKind.PAGE, i)) for i in (1, 2)]
    document = assemble(blocks, "Guide")
    assert [(c.start, c.place.number) for c in document.places] == [
        (0, 1),
        (document.text.index("Sentence 2"), 2),
    ]


def test_a_sentence_longer_than_a_passage_is_cut_and_loses_no_word() -> None:
    words = [f"word{i}" for i in range(PASSAGE_TOKENS * 3)]
    document = assemble([Block(" ".join(words))], "Guide")
    passages = split(document, language="en", count_tokens=count_words)
    assert len(passages) >= 3
    assert " ".join(p.text for p in passages).split() == words


def test_the_number_of_a_list_item_belongs_to_its_sentence() -> None:
    (passage,) = passages_of([Block("1. Call the mentor. Then write it down."), Block("b) Call the parent.")])
    sentences = [passage.text[a:b] for a, b in passage.sentences]  # type: ignore[attr-defined]
    assert sentences == ["1. Call the mentor.", "Then write it down.", "b) Call the parent."]


def test_the_marks_between_cells_are_no_part_of_a_sentence() -> None:
    (passage,) = passages_of([Block("Call the mentor. | Every month. | Staff")])
    sentences = [passage.text[a:b] for a, b in passage.sentences]  # type: ignore[attr-defined]
    assert sentences == ["Call the mentor.", "Every month.", "Staff"]


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), min_size=1, max_size=8))
def test_every_passage_and_sentence_stands_verbatim_in_the_text(texts: list[str]) -> None:
    document = assemble([Block(t) for t in texts], "Guide")
    for passage in split(document, language="en", count_tokens=count_words):
        assert passage.text == document.text[passage.start : passage.end]
        for start, end in passage.sentences:
            assert 0 <= start < end <= len(passage.text)
