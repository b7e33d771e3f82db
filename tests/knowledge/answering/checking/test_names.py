import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.names import uncovered_name

PASSAGE = (
    "Anna López trains mentors at the National Park Service. Ben screens them. The ISO-9001 form is used; she signs it."
    " B12 is given by us. They keep the Mentoring Agreement."
)
ANNA, BEN, FORM = (
    "Anna López trains mentors at the National Park Service.",
    "Ben screens them.",
    "The ISO-9001 form is used; she signs it.",
)


def missed(sentence: str, quoted: str, above: str = "Elements of Practice\nScreening") -> str | None:
    return uncovered_name(sentence, quoted=quoted, passage=PASSAGE, above=above)


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Anna trains mentors.", ANNA),
        ("ANNA LÓPEZ TRAINS MENTORS", ANNA),
        ("Lopez is the one who trains.", ANNA),
        ("Mentors are trained at the NPS.", ANNA),
        ("Training is done by López.", ANNA),
        ("Screened by Ben, mentors start.", BEN),
        ("Anna signs the ISO-9001 form.", FORM),
        ("Forms are signed.", FORM),
        ("According to Elements, she signs it.", FORM),
        ("En marzo, Ben screens.", BEN),
        ("A 10-week course is for the 3rd group.", BEN),
    ],
)
def test_a_name_that_the_passage_has_in_its_place_is_covered(sentence: str, quoted: str) -> None:
    assert missed(sentence, quoted) is None


@pytest.mark.parametrize(
    ("sentence", "quoted", "name"),
    [
        ("Mentors are trained by Carla.", ANNA, "Carla"),
        ("Carla trains mentors.", ANNA, "Carla"),
        ("CARLA TRAINS MENTORS", ANNA, "carla"),
        # Another name of the passage in the place of the quote's.
        ("Ben trains mentors.", ANNA, "Ben"),
        ("Mentors are trained by Ben.", ANNA, "Ben"),
        ("The ISO-9002 form is used.", FORM, "ISO-9002"),
        ("B6 is given.", FORM, "B6"),
        # Small letters prove no acronym.
        ("B12 is given by the US.", FORM, "US"),
        ("McDonald trains mentors.", ANNA, "McDonald"),
        ("Mentors are trained at the Nacional Park Service.", ANNA, "Nacional"),
        ("La formación la da Carla.", ANNA, "Carla"),
    ],
)
def test_a_name_from_elsewhere_is_found(sentence: str, quoted: str, name: str) -> None:
    assert missed(sentence, quoted) == name


def test_a_name_of_the_guide_s_title_or_headings_is_covered() -> None:
    assert missed("Mentors are screened at Big River.", BEN, above="The Big River handbook") is None
    assert missed("Mentors are screened at Big River.", BEN, above="The handbook") == "Big"


def test_a_word_that_begins_a_sentence_is_no_name_where_any_passage_writes_it_small() -> None:
    sentence, quoted = "Befrienders are screened.", "They are screened."
    assert uncovered_name(sentence, quoted=quoted, passage=quoted, above="") == "Befrienders"
    other = "Each befriender fills in a form."
    assert uncovered_name(sentence, quoted=quoted, passage=quoted, above="", elsewhere=other) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Children of the family are screened.",
        "Whoever is screened waits.",
        "Research has shown that they are screened.",
        "Pairs are screened.",
        "Aim to screen them.",
        "Avise al que espera.",
        "Informe a quien espera.",
        "Salvo que esperen, se les examina.",
        "Llama a cada uno.",
        "Pregúnteles antes.",
        "Comuníquelo el mismo día.",
    ],
)
def test_an_ordinary_word_that_begins_a_sentence_is_no_name(sentence: str) -> None:
    assert uncovered_name(sentence, quoted="They are screened.", passage="They are screened.", above="") is None


@pytest.mark.parametrize("sentence", ["They are screened by Research.", "Grace screens them.", "Hope is screened."])
def test_an_ordinary_word_elsewhere_and_one_that_people_are_called_are_names(sentence: str) -> None:
    assert uncovered_name(sentence, quoted="They are screened.", passage="They are screened.", above="") is not None


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_an_error_and_each_covers_its_own_names(sentence: str, other: str) -> None:
    uncovered_name(sentence, quoted=other, passage=other, above="")
    assert uncovered_name(sentence, quoted=sentence, passage=sentence, above="") is None


@given(st.from_regex(r"[A-Z][a-z]{4,9}(?<!ing)(?<!ity)(?<!ness)", fullmatch=True))
def test_no_invented_name_gets_through(name: str) -> None:
    assert missed(f"Mentors are trained by {name}x.", ANNA) == f"{name}x"
