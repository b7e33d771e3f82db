"""Offers and progress, as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.library.upload_card import (
    OfferedFile,
    ProgressCard,
    not_yours_message,
    notice_view,
    offer_message,
    progress_message,
    ready_mrkdwn,
)
from bot.blocks.message import Message
from bot.library.findings import Found, Repeated
from bot.library.upload_problems import FileGone
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES, Texts
from ingestion.errors import Encrypted
from ingestion.uploads.values import Stage
from tests.journeys.workplace import shown

ENGLISH = LANGUAGES["en"]
names = st.text(max_size=600)
languages = st.sampled_from(list(LANGUAGES.values()))


def takes(message: Message) -> bool:
    """Whether Slack takes a message."""
    return message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


def said(message: Message) -> str:
    return shown({"blocks": message.blocks})


@given(
    st.lists(st.builds(OfferedFile, names, st.integers(0, 2**40), st.none() | names), max_size=10),
    st.lists(st.builds(FileGone, names), max_size=10),
    languages,
)
def test_slack_takes_every_offer(files: list[OfferedFile], problems: list[FileGone], texts: Texts) -> None:
    if files or problems:
        assert takes(offer_message(files, problems, "D0BEN:1.2:F1", texts))


@given(
    st.builds(
        ProgressCard,
        upload_id=st.uuids().map(str),
        name=names,
        stage=st.sampled_from(Stage),
        passages=st.none() | st.integers(0, 10**6),
        done=st.integers(0, 10**6),
        of=st.integers(0, 10**6),
        waits=st.booleans(),
        problem=st.none() | st.builds(Encrypted, names),
    ),
    languages,
)
def test_slack_takes_every_card_and_a_name_can_do_nothing_in_it(card: ProgressCard, texts: Texts) -> None:
    message = progress_message(card, texts)
    assert takes(message)
    assert "<" not in message.text


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (ProgressCard("u", "a.pdf", Stage.RECEIVED), "Received"),
        (ProgressCard("u", "a.pdf", Stage.READING), "Received › Reading…"),
        (
            ProgressCard("u", "a.pdf", Stage.EMBEDDING, 48, 8, 48),
            "› 48 passages › Preparing for search, 8 of 48…",
        ),
        (ProgressCard("u", "a.pdf", Stage.CHECKING, 1), "Received › 1 passage › Checking that search finds it…"),
    ],
)
def test_each_stage_says_what_is_done_and_what_is_being_done(card: ProgressCard, words: str) -> None:
    assert words in " ".join(said(progress_message(card, ENGLISH)).split())


def test_who_waits_for_the_library_is_told_so() -> None:
    card = ProgressCard("u", "a.pdf", Stage.CHECKING, 48, waits=True)
    assert "being changed by somebody else" in said(progress_message(card, ENGLISH))


def test_a_failure_says_what_to_do_and_nothing_of_progress() -> None:
    card = ProgressCard("u", "a.pdf", Stage.FAILED, 48, problem=Encrypted("a.pdf"))
    words = said(progress_message(card, ENGLISH))
    assert "protected with a password. Save it without one" in words
    assert "48" not in words


def test_ready_says_how_many_passages_and_what_was_found() -> None:
    found = Found(repeated=(Repeated("a", "b", 0.9),), golden_asked=4)
    words = ready_mrkdwn(48, found, ENGLISH)
    assert "(48 passages)" in words
    assert "nothing that repeats" not in words
    assert "All 4 golden questions" in words
    assert "nothing that repeats" in ready_mrkdwn(48, Found(), ENGLISH)


def test_who_may_is_named_or_else_who_runs_it() -> None:
    assert "<@U0AMARA>, <@U0BEN>" in not_yours_message(["U0AMARA", "U0BEN"], ENGLISH).text
    assert "people who run Fieldwise" in not_yours_message([], ENGLISH).text
    assert takes(not_yours_message([f"U{n}" for n in range(50)], ENGLISH))
    assert view_problems(notice_view(not_yours_message(["U0AMARA"], ENGLISH).text, ENGLISH)) == []
