import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingestion.decoding import decode
from ingestion.errors import NotText

ENGLISH = "The café’s rule – “don’t rush” – costs £5 a year."


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-16"))))
@example(b"\xff\xfe\x00\x00\xff")
@example(b"\xff\xfe\x00\xd8")
@example(b"+AGE-\xff")
@example(b"\x1b$B\xff")
def test_any_bytes_become_text_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(NotText):
        assert isinstance(decode("notes.txt", data), str)


@given(st.text(st.characters(codec="utf-8")).filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_comes_back_as_it_was_with_and_without_a_mark(text: str) -> None:
    assert decode("notes.txt", text.encode("utf-8-sig")) == text
    assert decode("notes.txt", b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(mark: bytes, encoding: str) -> None:
    assert decode("notes.txt", mark + ENGLISH.encode(encoding)) == ENGLISH


def test_utf_16_that_ends_in_half_a_character_is_read_up_to_there() -> None:
    assert decode("notes.txt", b"\xff\xfe" + "Call".encode("utf-16-le") + b"\x00") == "Call\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Señor Niño llama a la niña.",
        "The fee is £25 a year.",
        "a ’ b",
        "Le mentor appelle chaque mois. Notez-le à côté du nom de l’élève.",
        "Der Mentor ruft jeden Monat an. Übung macht den Meister.",
        "O mentor liga todos os meses. Não esqueça a reunião.",
    ],
)
def test_a_text_of_an_old_western_windows_keeps_its_letters_and_quotes(text: str) -> None:
    for data in (text.encode("cp1252"), (text + "\n").encode("cp1252") * 30):
        assert decode("notes.txt", data).startswith(text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Mentor volá každý měsíc. Příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("cp1250", "Zażółć gęślą jaźń. Mentor dzwoni co miesiąc."),
        ("cp1251", "Наставник звонит каждый месяц. Запишите это."),
        ("cp1253", "Ο μέντορας τηλεφωνεί κάθε μήνα. Γράψτε το."),
        ("cp1254", "Danışman her ay arar. Lütfen yazınız, öğrenci için."),
        ("shift_jis", "マッチングの支援は毎月の電話で始まります。"),
        ("big5", "每月打一次電話。請記錄下來。"),
    ],
)
def test_other_languages_are_not_taken_for_western(encoding: str, text: str) -> None:
    assert decode("notes.txt", (text + "\n").encode(encoding) * 20).startswith(text)


@pytest.mark.parametrize("shift", [0, 1])
def test_a_long_text_is_known_wherever_its_sample_is_cut(shift: int) -> None:
    text = "a" * shift + "マッチングの支援は毎月の電話で始まります。\n" * 3000
    assert decode("notes.txt", text.encode("shift_jis")) == text


def test_one_broken_byte_does_not_make_utf_8_another_encoding() -> None:
    data = "Übung macht den Meister – größer".encode()
    assert decode("notes.txt", data + b"\xff") == "Übung macht den Meister – größer\ufffd"
    cut = data.index("ß".encode()) + 1
    assert decode("notes.txt", data[:cut]) == "Übung macht den Meister – grö\ufffd"


def test_a_text_with_a_lone_surrogate_and_a_nul_is_still_text() -> None:
    assert decode("odd.txt", b"Call\x00 each mentor\xed\xa0\x80 every month, and write down what was said.").endswith(
        "said."
    )
