import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.answer import asked_line
from bot.blocks.message import Message
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES, Texts
from knowledge.answering.answer import Answer, AnswerSentence, Related
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.values import Manner
from knowledge.guides.states import EditionState
from knowledge.places import Place, PlaceKind
from tests.bot.blocks.answers import (
    ANSWER_ID,
    ENGLISH,
    HOSTILE,
    RATED,
    SPANISH,
    TODAY,
    answer_of,
    answered,
    answers,
    citation,
    long,
    message,
    not_found,
    partly,
    source,
    sources,
)
from tests.bot.blocks.reading import decoded, formats, parts, shown, tokens

languages = st.sampled_from(list(LANGUAGES.values()))


def sent(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks)}


def quotes(message: Message) -> list[list[str]]:
    return [[e["text"] for e in quote["elements"]] for quote in parts(message.blocks, "rich_text_quote")]


def action_ids(message: Message) -> set[str]:
    kinds = ("button", "overflow", "feedback_buttons")
    return {element["action_id"] for kind in kinds for element in parts(message.blocks, kind)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answers(), languages, st.booleans(), st.none() | long, st.none() | long)
def test_slack_takes_any_answer_and_nothing_in_it_is_markup(
    answer: Answer, texts: Texts, private: bool, question: str | None, note: str | None
) -> None:
    asked = asked_line("U012AB3CD", question, texts) if question is not None else None
    built = message(answer, texts, private=private, asked=asked, note=note)
    assert message_problems(sent(built)) == []
    marked = [part["text"] for part in parts(built.blocks, "mrkdwn")]
    assert [token for text in [*marked, built.text] for token in tokens(text)] == ["<@U012AB3CD>"] * bool(asked)
    own = [("bold", found[0]) for text in marked if (found := re.match(r"\*[^*\n]*\*", text))]
    assert [found for text in marked for found in formats(text)] == own
    assert formats(built.text) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answers())
def test_no_sentence_is_shown_without_all_its_sources(answer: Answer) -> None:
    built = message(answer)
    rich = [e["text"] for part in parts(built.blocks, "rich_text") for e in parts(part, "text") if "style" in e]
    numbers = {n for text in rich for n in text.replace("[", "").replace("]", "").split()}
    assert {text.partition("]")[0].removeprefix("*[") for text in sources(built)} == numbers


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=200), min_size=1, max_size=5))
def test_a_quote_is_shown_letter_for_letter(found: list[str]) -> None:
    kept = [text for text in found if text.isprintable() and text.strip()]
    assert [quote[1] for quote in quotes(message(answered(*kept)))] == kept


def test_a_quote_stands_in_quotation_marks_with_its_number() -> None:
    built = message(answered("Staff call.", "Staff write."))
    assert quotes(built) == [["“", "Staff call.", "”", " [1]"], ["“", "Staff write.", "”", " [2]"]]
    assert quotes(message(answered("Staff call."), SPANISH))[0][::2] == ["«", "»"]


def test_a_sentence_that_is_no_quote_stands_in_no_quotation_marks() -> None:
    answer = replace(answered("Staff call."), sentences=(AnswerSentence("They call.", (1,)),))
    assert quotes(message(answer)) == []
    assert "They call.\n [1]" in shown(message(answer).blocks)
    assert "“" not in message(answer).text


def test_a_source_says_guide_edition_heading_place_age_review_and_evidence() -> None:
    assert source().splitlines() == [
        "*[1] Monitoring and supporting matches, edition 1*",
        "How often to check in with a match › Caseloads · page 6",
        "2 years old · next review by 1 November 2028 · evidence: insufficient research",
    ]


def test_sources_stand_in_the_order_of_their_numbers_and_say_what_is_the_same_as_right_above_once() -> None:
    of_one, again = citation(), replace(citation(), number=2)
    of_other, late = replace(citation(), number=3, edition_id="another"), replace(citation(), number=4)
    told = sources(message(answer_of(Outcome.ANSWERED, [of_one, again, of_other, late])))
    assert [text.partition("]")[0] for text in told] == ["*[1", "*[2", "*[3", "*[4"]
    assert told[1] == f"*[2]* {told[0].splitlines()[1]}"
    assert [len(text.splitlines()) for text in told[2:]] == [3, 3]


def test_a_source_is_described_in_the_readers_language() -> None:
    assert sources(message(answered("Staff call."), SPANISH))[0].splitlines()[1:] == [
        "How often to check in with a match › Caseloads · página 6",
        "de hace 2 años · próxima revisión antes del 1 de noviembre de 2028 · evidencia: insufficient research",
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(PlaceKind.PAGE, 3, exact=False), "about page 3"),
        (Place(PlaceKind.SLIDE, 4), "slide 4"),
        (Place(PlaceKind.TIME, 192), "at 0:03:12"),
        (Place(PlaceKind.TIME, 192, exact=False), "at about 0:03:12"),
    ],
)
def test_a_place_is_said_as_it_is_and_said_to_be_approximate_where_it_is(place: Place, words: str) -> None:
    assert source(place=place).splitlines()[1].endswith(f"Caseloads · {words}")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 1), "less than a month old"),
        (date(2026, 10, 25), "1 month old"),
        (date(2025, 11, 26), "11 months old"),
        (date(2025, 11, 25), "1 year old"),
        (date(2020, 2, 29), "6 years old"),
        (date(2027, 1, 1), "valid from 1 January 2027 on"),
    ],
)
def test_an_age_is_told_in_whole_months_or_years(day: date, words: str) -> None:
    assert source(edition_date=day).splitlines()[2].startswith(f"{words} · ")


def test_an_overdue_review_is_named() -> None:
    assert "review overdue since 3 May 2025" in source(review_date=date(2025, 5, 3))
    assert "next review by 25 November 2026" in source(review_date=TODAY)


def test_what_is_not_known_of_a_source_is_not_said() -> None:
    bare = source(heading=(), place=None, edition_date=None, review_date=None, evidence_tier=None)
    assert bare == "*[1] Monitoring and supporting matches, edition 1*"


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (EditionState.SUPERSEDED, None, "superseded by a newer edition"),
        (EditionState.WITHDRAWN, "It names a *wrong* number.", "withdrawn: It names a ∗wrong∗ number."),
        (EditionState.WITHDRAWN, None, "withdrawn"),
    ],
)
def test_a_source_that_no_longer_counts_says_so_under_its_title(
    state: EditionState, reason: str | None, words: str
) -> None:
    lines = source(state=state, withdrawn_because=reason).splitlines()
    assert lines == [lines[0], words, *source().splitlines()[1:]]


def test_the_most_and_longest_sources_leave_room_for_every_sentence() -> None:
    longest = replace(RATED, population="young people " * 40, rater="The resource center " * 10)
    cited = [
        replace(
            citation(n, "word " * 400),
            edition_id=str(n),
            title="A long title " * 40,
            heading=("A long heading " * 30,) * 3,
            evidence=longest,
            state=EditionState.WITHDRAWN,
            withdrawn_because="It is wrong. " * 100,
            review_date=date(2025, 5, 3),
        )
        for n in range(1, 17)
    ]
    built = message(answer_of(Outcome.ANSWERED, cited), asked=asked_line("U1", "Why? " * 200, ENGLISH), note="N " * 999)
    assert message_problems(sent(built)) == []
    assert len(sources(built)) == len(quotes(built)) == 16
    assert all(len(quote[1]) > 40 for quote in quotes(built))


def test_each_source_has_a_button_that_names_answer_and_number() -> None:
    buttons = [b for b in parts(message(answered("A.", "B.")).blocks, "button") if b["action_id"] == "show_passage"]
    assert [b["value"] for b in buttons] == [f"{ANSWER_ID}:1", f"{ANSWER_ID}:2"]
    assert [b["accessibility_label"] for b in buttons] == [
        "Show the passage of source 1",
        "Show the passage of source 2",
    ]


def test_long_sentences_are_shortened_and_sources_are_not() -> None:
    texts = ["A short one.", *(f"{n} " + "word " * 2_000 for n in range(4))]
    built = message(answered(*texts))
    assert message_problems(sent(built)) == []
    assert sources(built) == sources(message(answered(*(f"Sentence {n}." for n in range(5)))))
    first, *others = [quote[1] for quote in quotes(built)]
    assert first == "A short one."
    assert all(len(text) > 2_000 and text.endswith("word…") for text in others)


def test_many_sources_are_all_shown_whole_with_the_sentences_that_they_prove() -> None:
    built = message(answered(*(f"Sentence {n}." for n in range(40))))
    assert len(sources(built)) == len(quotes(built)) == 16
    assert "24 more sentences did not fit into this message." in shown(built.blocks)
    assert "…" not in "".join(sources(built))


def test_a_long_heading_loses_its_first_steps_not_its_last() -> None:
    lines = source(heading=("Part one " * 20, "Chapter two " * 20, "Caseloads")).splitlines()
    assert lines[1].startswith("… › ")
    assert lines[1].endswith("Caseloads · page 6")


def test_the_top_line_says_the_answer_and_its_source() -> None:
    assert message(answered("Staff call.", "Staff write.")).text == (
        "“Staff call.” (Monitoring and supporting matches, edition 1)"
    )


def test_the_top_line_of_an_answer_in_part_says_so() -> None:
    assert message(partly("Staff call.")).text.startswith("Answered only in part: “Staff call.”")


def test_an_answer_in_part_begins_by_saying_so_and_names_what_is_missing() -> None:
    built = message(partly("Staff call.", missing=("old", "<!here>")))
    assert built.blocks[0]["type"] == "header"
    assert built.blocks[0]["text"]["text"] == "The guides answer this only in part"
    assert "None of these quotes mentions: “old”, “<!here>”." in shown(built.blocks[1])
    assert quotes(built)


def test_an_answer_in_part_that_misses_no_word_asks_for_care() -> None:
    assert ENGLISH.partly_unsure in shown(message(partly("Staff call.", missing=())).blocks)


def test_an_answer_has_no_heading_of_doubt() -> None:
    assert "header" not in {block["type"] for block in message(answered("Staff call.")).blocks}


def test_no_answer_is_said_kindly_with_what_to_do_next_and_cites_nothing() -> None:
    related = Related("g", "Closing matches well", ("Early endings", "Moving away"))
    built = message(not_found(related))
    assert built.text == "I did not find this in the guides."
    assert built.blocks[0]["text"]["text"] == "I did not find this in the guides"
    seen = shown(built.blocks)
    assert "Closing matches well › Early endings › Moving away" in seen
    assert all(step in seen for step in ENGLISH.not_found_next)
    assert (quotes(built), sources(built)) == ([], [])
    assert "do not mention" not in seen


def test_related_headings_are_only_announced_where_there_are_some() -> None:
    assert ENGLISH.not_found_related not in shown(message(not_found()).blocks)


def test_an_answer_without_a_sentence_that_can_be_proved_is_no_answer() -> None:
    answer = replace(answered("Staff call."), sentences=(AnswerSentence("They call.", (7,)),))
    assert message(answer).text == ENGLISH.not_found_summary


def test_an_answer_can_be_shortened_asked_again_judged_and_its_thread_told_how_to_behave() -> None:
    ids = {"show_passage", "shorter", "regenerate", "practise_this", "thread_manner", "feedback"}
    assert action_ids(message(answered("A.", "B."))) == ids


def test_a_private_answer_can_be_shared_and_has_no_thread_menu() -> None:
    ids = {"show_passage", "regenerate", "practise_this", "share", "feedback"}
    assert action_ids(message(answered("A."), private=True)) == ids


@pytest.mark.parametrize("manner", Manner)
def test_the_thread_menu_marks_what_holds_now(manner: Manner) -> None:
    (menu,) = parts(message(answered("A."), manner=manner).blocks, "overflow")
    labels = {"follow": "Answer every reply here", "mention": "Only when mentioned", "mute": "Be quiet here"}
    labels[manner] = f"✓ {labels[manner]}"
    assert {o["value"]: o["text"]["text"] for o in menu["options"]} == labels


def test_there_is_no_thread_menu_where_the_thread_has_no_manners() -> None:
    assert action_ids(message(answered("A."), manner=None)) == {
        "show_passage",
        "regenerate",
        "practise_this",
        "feedback",
    }


def test_where_nothing_was_found_there_is_nothing_to_practise() -> None:
    assert "practise_this" not in action_ids(message(not_found()))


def test_feedback_names_the_answer() -> None:
    (buttons,) = parts(message(answered("A.")).blocks, "feedback_buttons")
    assert buttons["positive_button"]["value"] == f"{ANSWER_ID}:helpful"
    assert buttons["negative_button"]["value"] == f"{ANSWER_ID}:unhelpful"


def test_a_shared_answer_says_first_who_asked_what() -> None:
    asked = asked_line("U012AB3CD", "How often? <!here>", ENGLISH)
    built = message(answered("A."), asked=asked)
    assert tokens(built.blocks[0]["elements"][0]["text"]) == ["<@U012AB3CD>"]
    assert decoded(asked) == "<@U012AB3CD> asked: How often? <!here>"


def test_a_forged_person_is_no_mention() -> None:
    assert tokens(asked_line("U1> <!here", "Why?", ENGLISH)) == []


def test_a_note_is_shown_as_plain_text() -> None:
    assert "∗Answered∗ by <!here>" in shown(message(answered("A."), note="*Answered* by <!here>").blocks)


@pytest.mark.parametrize("note", ["", " ", "\u2067"])
def test_a_note_that_shows_nothing_is_left_out(note: str) -> None:
    assert message(answered("A."), note=note) == message(answered("A."))


def test_a_block_that_changes_gets_another_id_and_one_that_does_not_keeps_its_own() -> None:
    first, second = message(answered("A.", "B.")), message(answered("A.", "C."))
    ids = [{block["block_id"] for block in built.blocks} for built in (first, second)]
    assert len(ids[0]) == len(first.blocks)
    assert len(ids[0] & ids[1]) == len(first.blocks) - 1
    assert all(name.startswith(ANSWER_ID) for name in ids[0])
