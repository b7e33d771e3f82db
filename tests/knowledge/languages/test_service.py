"""Whether the guides can be looked through for a question, and in which language it is answered."""

import pytest

from knowledge.errors import OtherLanguage
from knowledge.languages.detecting import language_of
from knowledge.languages.service import answer_language, language_asked, unreadable

ENGLISH, SPANISH = "How often should we call a new match?", "¿Con qué frecuencia debemos llamar a una pareja nueva?"
FRENCH, UNSURE = "À quelle fréquence faut-il appeler un nouveau binôme ?", "mentor training"


@pytest.mark.parametrize(
    ("question", "guides", "bridged"),
    [
        (ENGLISH, {"en"}, {"en"}),
        (SPANISH, {"en", "es"}, {"en"}),
        (SPANISH, {"en"}, {"en", "es"}),
        (ENGLISH, {"es"}, {"en", "es"}),
        (FRENCH, {"es"}, {"en", "es", "fr"}),
        (UNSURE, {"es"}, {"en"}),
    ],
)
def test_what_can_be_looked_for_or_may_be_is_looked_for(question: str, guides: set[str], bridged: set[str]) -> None:
    assert unreadable(question, guides=guides, bridged=bridged) is None


@pytest.mark.parametrize(
    ("question", "guides", "bridged", "asked"),
    [
        (SPANISH, {"en"}, {"en"}, "es"),
        (FRENCH, {"es", "en"}, {"en", "es"}, "fr"),
        (ENGLISH, {"es"}, {"en"}, "en"),
        (SPANISH, {"fr"}, {"en", "es"}, "es"),
    ],
)
def test_a_language_that_goes_with_none_of_the_guides_is_told_with_theirs(
    question: str, guides: set[str], bridged: set[str], asked: str
) -> None:
    assert unreadable(question, guides=guides, bridged=bridged) == OtherLanguage(asked, tuple(sorted(guides)))


@pytest.mark.parametrize(
    ("question", "wanted", "quoted", "code"),
    [
        (SPANISH, None, ["en"], "es"),
        (SPANISH, "fr", ["en"], "fr"),
        (UNSURE, None, ["es", "en"], "es"),
        (UNSURE, None, [], "en"),
    ],
)
def test_an_answer_is_in_the_language_asked_for_or_of_the_question_or_of_the_best_guide(
    question: str, wanted: str | None, quoted: list[str], code: str
) -> None:
    assert answer_language(language_of(question), wanted=wanted, quoted=quoted, bridged={"en"}).code == code


def test_a_sentence_is_held_only_against_guides_whose_language_goes_with_its_own() -> None:
    alone = answer_language(language_of(SPANISH), wanted=None, quoted=["en"], bridged={"en"})
    assert not alone.can_be_checked
    mixed = answer_language(language_of(SPANISH), wanted=None, quoted=["en", "es"], bridged={"en"})
    assert mixed.can_be_checked
    assert mixed.checkable == {"es"}
    together = answer_language(language_of(SPANISH), wanted=None, quoted=["en", "es"], bridged={"en", "es"})
    assert together.checkable == {"en", "es"}


def test_nothing_is_worded_in_or_from_a_language_whose_denials_the_checks_do_not_know() -> None:
    for question, quoted in ((FRENCH, "fr"), (FRENCH, "en"), (ENGLISH, "fr")):
        language = answer_language(language_of(question), wanted=None, quoted=[quoted], bridged={"en", "es", "fr"})
        assert not language.can_be_checked


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (["¿Y para grupos?"], "es"),
        (["¿Y para grupos?", ENGLISH], "es"),
        (["más corto", SPANISH], "es"),
        (["y para grupos", "más corto", SPANISH, ENGLISH], "es"),
        (["And for groups?", SPANISH], "en"),
        (["Groups?", SPANISH], "es"),
        ([UNSURE], None),
        ([], None),
    ],
)
def test_a_short_message_is_in_the_language_of_what_was_asked_before_it(written: list[str], asked: str | None) -> None:
    assert language_asked(written) == asked
