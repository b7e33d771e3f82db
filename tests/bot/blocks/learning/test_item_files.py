"""What came of a file of items, and of sending it to review: Slack shows it, whatever is in it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.learning.item_files import (
    SUBMIT_ACTION,
    SentToReview,
    TakenIn,
    sent_message,
    taken_message,
    to_review_message,
    without_sending,
)
from bot.blocks.message import Message
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES
from bot.texts.english import ENGLISH
from knowledge.members.roles import OPERATOR
from tests.bot.blocks.answers import long
from tests.knowledge.library import NOW

LANGUAGE = st.sampled_from(list(LANGUAGES))
SENTENCES = st.lists(long.map("calls: {}".format), max_size=40).map(tuple)
SAID = ENGLISH.item_files


def problems(message: Message) -> list[str]:
    return message_problems({"text": message.text, "blocks": list(message.blocks)})


@given(st.integers(0, 10_000), st.integers(0, 10_000), SENTENCES, LANGUAGE)
def test_whatever_came_of_a_file_is_shown(added: int, other: int, refused: tuple[str, ...], language: str) -> None:
    texts = LANGUAGES[language]
    assert problems(taken_message(TakenIn(added, other, (), refused, NOW), texts)) == []
    assert problems(sent_message(SentToReview(added, other, refused), other, texts)) == []
    assert problems(to_review_message("U0BEN", added, texts)) == []
    assert problems(to_review_message(OPERATOR, added, texts)) == []


def test_only_what_is_new_is_offered_to_be_sent_to_review() -> None:
    def is_offered(taken: TakenIn) -> bool:
        return SUBMIT_ACTION in str(taken_message(taken, ENGLISH).blocks)

    assert is_offered(TakenIn(1, 0, (), (), NOW))
    assert not is_offered(TakenIn(0, 1, (), (), NOW))
    assert not is_offered(TakenIn(1, 0, (), ()))


def test_new_versions_of_what_is_here_are_told_by_name() -> None:
    some = str(taken_message(TakenIn(3, 0, (), (), new_versions=("calls", "year")), ENGLISH).blocks)
    none = str(taken_message(TakenIn(3, 0, (), ()), ENGLISH).blocks)

    assert f"{SAID.new_versions.of(2)} calls, year" in some
    assert SAID.new_versions.of(0) not in none


def test_a_report_names_the_file_and_the_first_new_drafts() -> None:
    keys = tuple(f"calls-{number}" for number in range(7))
    message = taken_message(TakenIn(7, 0, (), (), NOW, file="my.gift", keys=keys), ENGLISH)

    assert SAID.taken_from.format(file="my.gift", added=SAID.added.of(7), kept=SAID.kept.of(0)) in message.text
    assert "calls-0, calls-1, calls-2, calls-3, calls-4, …" in str(message.blocks)


def test_a_report_is_redrawn_without_the_button_that_was_pressed() -> None:
    message = taken_message(TakenIn(2, 0, (), ("bare: …",), NOW), ENGLISH)
    redrawn = without_sending({"text": message.text, "blocks": list(message.blocks)})

    assert redrawn.text == message.text
    assert redrawn.blocks == message.blocks[:-1]
    assert SUBMIT_ACTION not in str(redrawn.blocks)


def test_nobody_is_said_to_be_told_where_there_is_nobody_or_nothing() -> None:
    assert sent_message(SentToReview(2, 0, ()), 0, ENGLISH).text == f"{SAID.sent.of(2)} {SAID.nobody_told}"
    assert sent_message(SentToReview(0, 1, ()), 0, ENGLISH).text == f"{SAID.none_sent} {SAID.moved_on.of(1)}"
