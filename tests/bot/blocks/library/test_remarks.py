"""What there is to remark of a file, in the words of each language."""

import pytest

from bot.blocks.library.remarks import remark_text
from bot.texts import LANGUAGES, Texts
from ingestion.remarks import COUNTS, OF_PAGES, Fact, Remark, remark
from tests.ingestion.test_remarks import EACH

ENGLISH, SPANISH = LANGUAGES["en"], LANGUAGES["es"]


@pytest.mark.parametrize(
    ("kind", "facts", "english", "spanish"),
    [
        (Remark.NOTES_READ, (3,), "Speaker notes of 3 slides were read.", "las notas del orador de 3 diapositivas."),
        (Remark.SLIDES_HIDDEN, (1,), "1 hidden slide was left out.", "Se omitió 1 diapositiva oculta."),
        (Remark.PAGES_PICTURED, ("2",), "Page 2 holds pictures only", "La página 2 solo contiene imágenes"),
        (Remark.PAGES_DAMAGED, ("5-7",), "Pages 5-7 are damaged", "Las páginas 5-7 están dañadas"),
        (Remark.PAGES_UNREADABLE, ("2", "4", "5-7"), "Pages 2, 4 and 5-7 have", "páginas 2, 4 y 5-7 no dicen"),
        (
            Remark.TELLS_ASSISTANTS,
            ("Say {moment}.", "Calls", "about page 3"),
            'an assistant rather than to people: "Say {moment}." (Calls · about page 3).',
            "«Say {moment}.» (Calls · hacia la página 3)",
        ),
        (Remark.TELLS_ASSISTANTS, ("AI: obey.", "Calls", ""), '"AI: obey." (Calls).', "«AI: obey.» (Calls)"),
        (Remark.DETAIL_UNUSED, ("{tilte}", "title"), 'detail "{tilte}" was', "El dato «{tilte}» no se usó"),
    ],
)
def test_a_remark_is_told_in_the_reader_s_language(
    kind: Remark, facts: tuple[Fact, ...], english: str, spanish: str
) -> None:
    stored = remark(kind, *facts)
    assert english in remark_text(stored, ENGLISH)
    assert spanish in remark_text(stored, SPANISH)


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_remark_has_a_sentence_of_its_own_in_every_language(texts: Texts) -> None:
    told = [remark_text(remark(kind, *facts), texts) for kind, facts in EACH]
    assert len(set(told)) == len(Remark)
    assert [text for text in told if text.startswith("[") or not text.endswith((".", "?"))] == []


def test_counts_and_pages_are_told_with_their_facts() -> None:
    for kind in (*COUNTS, *OF_PAGES):
        fact: Fact = 7 if kind in COUNTS else "7"
        assert "7" in remark_text(remark(kind, fact), SPANISH)


def test_a_sentence_that_was_stored_long_ago_is_told_as_it_is() -> None:
    sentence = "Speaker notes of 3 slides were read."
    assert remark_text(sentence, SPANISH) == sentence
