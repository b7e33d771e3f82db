"""Which language a question is in. The worst fault is an English question that is taken for another language's."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.languages.detecting import LANGUAGES, language_of, main_language, primary

QUESTIONS = Path(__file__).parents[3] / "../shared/data"
ENGLISH_WITH_FOREIGN_WORDS = [
    "is Señora García my supervisor?",
    "What is El Niño?",
    'Who owns the guide "Cómo empezar para nuevos voluntarios"?',
    "when do I call Jean-Pierre Dupont?",
    "summer programme in San José",
    "does la familia program accept teens",
    "a la carte activities",
    "El Paso Los Angeles San Francisco programs",
    "Tell me about Doña Ana county",
    "What is Schadenfreude?",
    "What did Nixon join on October 20, 1973?",
    "Insulin effects appetite via ventral tegmental neurons.",
]
SHORT = ["mentor", "gifts?", "GDPR", "e-mentoring", "adios", "pro bono", "per diem", "ok", "José Hernández", "", "1:4?"]
IN_OTHER_LANGUAGES = [
    ("es", "¿Con qué frecuencia debemos hablar con una pareja nueva?"),
    ("es", "cada cuanto hay que llamar al mentor"),
    ("es", "que pasa si el mentor se muda"),
    ("es", "feedback para mentores nuevos"),
    ("fr", "À quelle fréquence faut-il appeler un nouveau binôme ?"),
    ("fr", "quand se termine le programme"),
    ("de", "Wie oft sollen wir uns bei einem neuen Paar melden?"),
    ("de", "Was tun, wenn der Jugendliche nicht kommt?"),
    ("pt", "Com que frequência devemos falar com uma nova dupla?"),
    ("pt", "Como se avalia o programa?"),
    ("it", "cosa faccio se il ragazzo non viene all'incontro"),
    ("nl", "Is er een minimumleeftijd voor mentoren?"),
    ("pl", "Jakie dokumenty są potrzebne?"),
    ("ru", "Какие документы нужны наставнику?"),
    ("ar", "ما هي الوثائق المطلوبة؟"),
    ("zh", "我们应该多久联系一次新的导师？"),
    ("ja", "必要な書類は何ですか"),
    ("sw", "Ni mara ngapi tunapaswa kuwasiliana na mshauri mpya?"),
    ("vi", "Cần những giấy tờ gì?"),
]


@pytest.mark.parametrize(("language", "question"), IN_OTHER_LANGUAGES)
def test_a_question_in_another_language_is_told(language: str, question: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize("question", ENGLISH_WITH_FOREIGN_WORDS)
def test_names_and_borrowed_words_make_no_other_language_of_an_english_question(question: str) -> None:
    assert language_of(question) in {"en", None}


@pytest.mark.parametrize("text", SHORT)
def test_of_a_word_or_two_no_language_is_told(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.skipif(not QUESTIONS.is_dir(), reason="the questions of the evals are not on this machine")
def test_no_question_of_four_thousand_english_ones_is_taken_for_another_language() -> None:
    files = [path.read_text(encoding="utf-8") for path in QUESTIONS.glob("*/queries.jsonl")]
    questions = [json.loads(line)["text"] for text in files for line in text.splitlines()]
    assert len(questions) > 4000
    assert [question for question in questions if language_of(question) not in {"en", None}] == []


@given(st.text(max_size=200))
def test_whatever_is_written_a_language_is_told_or_none(text: str) -> None:
    assert language_of(text) in {*LANGUAGES, None}


def test_a_region_or_script_is_left_out_of_a_code() -> None:
    assert [primary(code) for code in ("en", "pt-BR", "ZH-Hant", "es-419")] == ["en", "pt", "zh", "es"]
    assert [primary(code) for code in ("nb-NO", "nn", "fil")] == ["no", "no", "tl"]


def test_a_longer_text_is_in_the_language_that_most_of_it_is_in() -> None:
    spanish = ["Llamar a las parejas", "Llame a cada pareja nueva una vez por semana durante los dos primeros meses."]
    english = ["Calls", "What should a mentor do when nobody answers the phone?"]
    assert main_language([*spanish, "References", *english[:1]]) == "es"
    assert main_language([*english, *english, *spanish]) == "en"
    assert main_language(["Calls", "1:4", ""]) is None
    assert main_language([]) is None


def test_a_long_text_is_looked_at_here_and_there_from_its_beginning_to_its_end() -> None:
    parts = ["Wir melden uns jede Woche bei jedem neuen Paar."] * 300 + ["Llame a cada pareja nueva por semana."] * 900
    assert main_language(parts) == "es"
