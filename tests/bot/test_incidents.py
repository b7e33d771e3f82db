import json
import logging
import re

import pytest

from bot.incidents import ALPHABET, LENGTH, PREFIX, incident
from bot.logs import JsonLines

CANARY = "did Marisol really miss two visits"


def failed() -> ValueError:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        return error


def test_the_code_that_a_person_is_told_is_the_one_that_the_log_holds(caplog: pytest.LogCaptureFixture) -> None:
    notice = incident(failed(), question="01a2-q", handler="on_share")
    assert re.fullmatch(f"{PREFIX}[{ALPHABET}]{{{LENGTH}}}", notice)
    (record,) = caplog.records
    line = json.loads(JsonLines().format(record))
    assert (line["level"], line["event"]) == ("error", "unforeseen error")
    assert line["incident"] == notice.removeprefix(PREFIX)
    assert (line["question"], line["handler"]) == ("01a2-q", "on_share")


def test_the_log_says_what_happened_where_but_nothing_that_a_person_wrote(caplog: pytest.LogCaptureFixture) -> None:
    incident(failed())
    (record,) = caplog.records
    text = JsonLines().format(record)
    assert json.loads(text)["exception"]["type"] == "builtins.ValueError"
    assert any(line.endswith(" failed") for line in json.loads(text)["exception"]["lines"])
    assert CANARY not in text


def test_every_incident_has_a_code_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    assert len({incident(failed()) for _ in range(200)}) == 200


def test_no_letter_of_a_code_is_taken_for_another_and_none_spells_a_word() -> None:
    assert not set(ALPHABET) & set("01OIAEU")
    assert len(set(ALPHABET)) == len(ALPHABET)
