"""Journeys for one person's eyes: direct messages, the slash command, the message shortcut, and sharing from there."""

from functools import partial

import pytest

from bot.listeners.private import SHORTCUT
from bot.playground.forms import NotPossible
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from tests.journeys.workplace import (
    AMARA,
    BEN,
    CARMEN,
    DEV,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    PROGRAMME_TEAM,
    QUESTION,
    Message,
    Workplace,
    shown,
)

FACT = "at least twice in the first month"


def share(office: Workplace, person: str, channel: str, whisper: Message) -> Message:
    """Press Share under a private answer; returns what takes its place."""
    office.click(person, channel, whisper, "share")

    def changed() -> Message | None:
        now = next(m for m in office.whispers(person, channel) if m["ts"] == whisper["ts"])
        return now if shown(now) != shown(whisper) else None

    return office.slack.until(changed) or {}


def test_a_direct_message_is_answered_in_its_thread_without_a_mention(office: Workplace) -> None:
    root = office.ask(BEN, "D0BEN", QUESTION)
    answer = office.answer_to("D0BEN", root)
    assert FACT in answer["text"]
    office.ask(BEN, "D0BEN", "How should a match be closed?", root)
    assert "clos" in office.answer_to("D0BEN", root, 2)["text"].lower()


@pytest.mark.parametrize(
    ("signs", "told"), [("???", ENGLISH.question_without_words), ("42?", ENGLISH.not_found_summary)]
)
def test_a_direct_message_of_signs_alone_is_told_the_same_as_a_mention_of_them(
    office: Workplace, signs: str, told: str
) -> None:
    assert office.answer_to("D0BEN", office.ask(BEN, "D0BEN", signs))["text"] == told
    assert office.asked(BEN, MENTORS, f"@Fieldwise {signs}")["text"] == told


def test_buttons_and_opinions_work_in_a_direct_message_too(office: Workplace) -> None:
    answer = office.answer_to("D0DEV", office.ask(DEV, "D0DEV", QUESTION))
    view = office.view(DEV, "passage", lambda: office.click(DEV, "D0DEV", answer, "show_passage"))
    assert FACT in shown(view)
    thanks = office.whispered(DEV, "D0DEV", lambda: office.click(DEV, "D0DEV", answer, "feedback", "positive"))
    assert thanks["text"] == ENGLISH.thanks
    office.click(DEV, "D0DEV", answer, "shorter")
    office.slack.until(lambda: [m for m in office.answers("D0DEV", answer["thread_ts"]) if "edited" in m])


def test_a_reader_of_spanish_is_spoken_to_in_spanish_alone_and_in_english_among_others(office: Workplace) -> None:
    alone = office.answer_to("D0CARMEN", office.ask(CARMEN, "D0CARMEN", QUESTION))
    assert SPANISH.sources in shown(alone)
    assert FACT in alone["text"]
    among = office.answer_to(MENTORS, office.ask(CARMEN, MENTORS))
    assert ENGLISH.sources in shown(among)
    thanks = office.whispered(CARMEN, MENTORS, lambda: office.click(CARMEN, MENTORS, among, "feedback", "positive"))
    assert thanks["text"] == SPANISH.thanks
    assert SPANISH.sources in shown(office.command(CARMEN, MENTORS, QUESTION))


def test_a_command_is_answered_for_the_asker_alone(office: Workplace) -> None:
    office.settle()
    before = len(office.slack.workspace.messages(MENTORS))
    answer = office.command(BEN, MENTORS, QUESTION)
    assert FACT in answer["text"]
    assert "thread_manner" not in str(answer["blocks"])
    office.settle()
    assert len(office.slack.workspace.messages(MENTORS)) == before


def test_a_private_answer_is_shared_once_with_who_asked_what(office: Workplace) -> None:
    whisper = office.command(BEN, MENTORS, QUESTION)
    before = {m["ts"] for m in office.answers(MENTORS)}
    assert share(office, BEN, MENTORS, whisper)["text"] == ENGLISH.shared
    office.settle()
    (shared,) = [m for m in office.answers(MENTORS) if m["ts"] not in before]
    assert FACT in shared["text"]
    assert f"<@{BEN}> asked: {QUESTION}" in shown(shared)
    assert "thread_ts" not in shared


def test_pressing_share_twice_shares_once(office: Workplace) -> None:
    whisper = office.command(BEN, MENTORS, QUESTION)
    before = len(office.answers(MENTORS))
    office.click(BEN, MENTORS, whisper, "share")
    office.click(BEN, MENTORS, whisper, "share")
    office.settle()
    assert len(office.answers(MENTORS)) == before + 1


def test_in_the_thread_of_a_shared_answer_the_bot_follows_on(office: Workplace) -> None:
    whisper = office.command(BEN, MENTORS, QUESTION)
    before = {m["ts"] for m in office.answers(MENTORS)}
    share(office, BEN, MENTORS, whisper)
    (shared,) = office.slack.until(lambda: [m for m in office.answers(MENTORS) if m["ts"] not in before])
    office.ask(DEV, MENTORS, "@Fieldwise How should a match be closed?", shared["ts"])
    assert "clos" in office.answer_to(MENTORS, shared["ts"], 2)["text"].lower()


@pytest.mark.parametrize("channel", [MENTORS, PROGRAMME_TEAM])
def test_it_asks_to_be_invited_where_it_can_t_share_and_shares_once_it_is(office: Workplace, channel: str) -> None:
    office.slack.acts.remove(AMARA, channel)
    whisper = office.command(AMARA, channel, QUESTION)
    before = len(office.answers(channel))
    told = shown(share(office, AMARA, channel, whisper))
    assert ENGLISH.not_a_member in told
    assert FACT in told
    assert len(office.answers(channel)) == before
    office.slack.acts.invite(AMARA, channel)
    office.click(AMARA, channel, whisper, "share")
    office.slack.until(lambda: len(office.answers(channel)) == before + 1)


def test_nothing_is_shared_where_another_organisation_reads(office: Workplace) -> None:
    whisper = office.command(BEN, PARTNER_NETWORK, QUESTION)
    before = len(office.slack.workspace.messages(PARTNER_NETWORK))
    told = shown(share(office, BEN, PARTNER_NETWORK, whisper))
    assert ENGLISH.not_shared_outside in told
    assert FACT in told
    office.settle()
    assert len(office.slack.workspace.messages(PARTNER_NETWORK)) == before


def test_a_private_answer_becomes_shorter_in_its_place(office: Workplace) -> None:
    whisper = office.command(BEN, MENTORS, QUESTION)
    office.click(BEN, MENTORS, whisper, "shorter")

    def shorter() -> list[Message]:
        now = [m for m in office.whispers(BEN, MENTORS) if m["ts"] == whisper["ts"]]
        return [m for m in now if len(shown(m)) < len(shown(whisper))]

    assert FACT in office.slack.until(shorter)[0]["text"]


@pytest.mark.parametrize("text", ["", "help", " Help ", "ayuda"])
def test_an_empty_command_and_one_for_help_tell_how_to_ask(office: Workplace, text: str) -> None:
    told = office.command(BEN, MENTORS, text)
    assert told["text"] == ENGLISH.help_title
    assert all(prompt in shown(told) for prompt in ENGLISH.prompts)


def test_a_question_offered_in_the_help_is_answered_in_the_asker_s_own_conversation(office: Workplace) -> None:
    told = office.command(BEN, MENTORS, "help")
    before = {m["ts"] for m in office.answers("D0BEN")}
    office.click(BEN, MENTORS, told, "ask_prompt")
    (answer,) = office.slack.until(lambda: [m for m in office.answers("D0BEN") if m["ts"] not in before])
    assert FACT in answer["text"]
    assert f"<@{BEN}> asked: {QUESTION}" in shown(answer)


def test_a_message_of_somebody_is_answered_for_one_person_by_the_shortcut_and_shared_in_its_thread(
    office: Workplace,
) -> None:
    root = office.ask(DEV, MENTORS, "How should a match be closed?")
    whisper = office.whispered(BEN, MENTORS, lambda: office.slack.acts.shortcut(BEN, SHORTCUT, MENTORS, root))
    assert "clos" in whisper["text"].lower()
    assert office.answers(MENTORS, root) == []
    share(office, BEN, MENTORS, whisper)
    (shared,) = office.slack.until(lambda: office.answers(MENTORS, root))
    assert f"<@{BEN}> asked: How should a match be closed?" in shown(shared)


def test_the_shortcut_works_where_the_bot_is_not(office: Workplace) -> None:
    root = office.ask(AMARA, PROGRAMME_TEAM, QUESTION)
    office.slack.acts.remove(AMARA, PROGRAMME_TEAM)
    choose = partial(office.slack.acts.shortcut, AMARA, SHORTCUT, PROGRAMME_TEAM, root)
    assert FACT in office.whispered(AMARA, PROGRAMME_TEAM, choose)["text"]
    office.slack.acts.invite(AMARA, PROGRAMME_TEAM)


def test_an_outsider_has_neither_command_nor_shortcut(office: Workplace) -> None:
    root = office.ask(BEN, PARTNER_NETWORK, "Good morning")
    with pytest.raises(NotPossible):
        office.slack.acts.command(OLIVIA, PARTNER_NETWORK, "/fieldwise", QUESTION)
    with pytest.raises(NotPossible):
        office.slack.acts.shortcut(OLIVIA, SHORTCUT, PARTNER_NETWORK, root)
