"""Every language says everything, and with the same facts in it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from string import Formatter

import pytest

from bot.texts import LANGUAGES, Counted, Texts, texts_for
from knowledge.guides.states import EditionState

ENGLISH = LANGUAGES["en"]
OTHERS = {name: texts for name, texts in LANGUAGES.items() if name != "en"}
# Forms, not sentences: languages may share them.
SHARED = {"thousands", "grouped_from", "current_choice", "summary", "day_form"}


def parts(texts: object, prefix: str = "") -> Iterator[tuple[str, object]]:
    """All fields with their names, those of a feature under its name."""
    assert is_dataclass(texts)
    for field in fields(texts):
        value = getattr(texts, field.name)
        if is_dataclass(value) and not isinstance(value, Counted):
            yield from parts(value, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", value


def said(texts: Texts) -> dict[str, list[str]]:
    """All sentences by the name of their field."""
    found: dict[str, list[str]] = {}
    for name, value in parts(texts):
        match value:
            case Counted(one=one, other=other):
                found[name] = [one, other]
            case str():
                found[name] = [value]
            case tuple():
                found[name] = list(value)
            case Mapping():
                found |= {f"{name}.{key}": [sentence] for key, sentence in value.items()}
    return found


def blanks(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_no_sentence_is_empty_or_has_space_around_it(texts: Texts) -> None:
    sentences = {name: s for name, s in said(texts).items() if name != "thousands"}
    assert [name for name, found in sentences.items() if not found or any(s != s.strip() or not s for s in found)] == []


@pytest.mark.parametrize("texts", OTHERS.values(), ids=list(OTHERS))
def test_every_language_fills_in_the_same_facts(texts: Texts) -> None:
    theirs, ours = said(texts), said(ENGLISH)
    assert {n: [blanks(s) for s in found] for n, found in theirs.items()} == {
        n: [blanks(s) for s in found] for n, found in ours.items()
    }


@pytest.mark.parametrize("texts", OTHERS.values(), ids=list(OTHERS))
def test_no_sentence_is_left_in_english(texts: Texts) -> None:
    ours = said(ENGLISH)
    same = {name for name, found in said(texts).items() if set(found) & set(ours[name])}
    assert same <= SHARED


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_one_is_said_in_another_way_than_many_and_both_count(texts: Texts) -> None:
    counted = [value for _, value in parts(texts) if isinstance(value, Counted)]
    assert counted
    assert all(c.one != c.other and blanks(c.one) == blanks(c.other) == ["count"] for c in counted)


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_no_sentence_says_that_the_guides_do_not_mention_something(texts: Texts) -> None:
    everything = " ".join(s for found in said(texts).values() for s in found).lower()
    assert "guides do not mention" not in everything
    assert "guías no mencionan" not in everything


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_a_quote_has_both_its_marks(texts: Texts) -> None:
    opening, closing = texts.quoted.split("{text}")
    assert opening
    assert closing


def test_there_are_twelve_months() -> None:
    assert [len(set(texts.months)) for texts in LANGUAGES.values()] == [12] * len(LANGUAGES)


def test_dates_and_numbers_are_written_as_readers_write_them() -> None:
    english, spanish = texts_for("en-GB"), texts_for("es-ES")
    assert (english.day(date(2025, 5, 3)), english.number(12_345)) == ("3 May 2025", "12,345")
    assert (spanish.day(date(2025, 5, 3)), spanish.number(12_345)) == ("3 de mayo de 2025", "12\u00a0345")
    assert (english.number(2_000), spanish.number(2_000), english.number(7)) == ("2,000", "2000", "7")


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_what_became_of_an_edition_is_said_only_where_it_no_longer_counts(texts: Texts) -> None:
    called = texts.refusals.states
    said = {state: texts.standing(state, "It harms.") for state in EditionState}
    assert {state for state, words in said.items() if words} == {EditionState.SUPERSEDED, EditionState.WITHDRAWN}
    assert said[EditionState.SUPERSEDED] == called[EditionState.SUPERSEDED]
    assert said[EditionState.WITHDRAWN] == f"{called[EditionState.WITHDRAWN]}: It harms."
    assert texts.standing(EditionState.WITHDRAWN) == called[EditionState.WITHDRAWN]


@pytest.mark.parametrize("locale", ["es", "es-ES", "es_MX", "ES-419"])
def test_a_locale_is_served_in_its_language(locale: str) -> None:
    assert texts_for(locale) is LANGUAGES["es"]


@pytest.mark.parametrize("locale", [None, "", "en-US", "pt-BR", "est", "-", "é"])
def test_any_other_locale_is_served_in_english(locale: str | None) -> None:
    assert texts_for(locale) is ENGLISH
