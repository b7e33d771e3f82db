"""Whole files in GIFT, of many questions or with what Moodle writes around one: cases as for the constructs."""

import pytest

from learning.formats.values import Why
from tests.learning.formats.gift_meaning import FALSE, TRUE, Case, Read, accepted, choice, number, pairs, understood

BASICS = """// All basic forms of the format.
Who signs the form?{~A passer-by ~The driver =The parent}

A mentor is {~hired =matched ~drafted} with one mentee.

Screening ends with the first talk.{FALSE}

Who is told first?{=coordinator =the coordinator}

How many matches does one supervisor look after?{#25:5}

Join each person
with a duty.{=Mentor->meets =Parent->agrees =Staff->supports}

//-----------------------------------------//
::Duty::A match is {
      ~sold#Nobody pays.
      =made#Yes.
      ~won#It is no game.
} by staff.

A hard one.{
     ~no           #not this
     ~%50%nearly   #half
     =yes          #well done}

::Where (short):: The first meeting is at the {
     =office#Right.
     =%75%ofice#Misspelled.
     =%25%school#Later, not first.
}.

//nobody reads this
::How long::
How long does a match last at least? {#
     =12:0      #Right
     =%50%12:2  #Nearly,
                so half.
}
"""

CASES: dict[str, Case] = {
    "formatExamples": (
        "::Parts::[html]Join the <b>part</b> with its use.{\n    =[html]Where people <i>write</i>. -> Page\n"
        "    =[moodle]Where they vote. -> Poll\n    =[plain]Where a < b. -> List\n"
        "    =[markdown]Where they *talk*. -> Chat\n    = -> Door\n}",
        [
            (
                "matching",
                "Join the part with its use.",
                pairs(
                    ("Where people write.", "Page"),
                    ("Where they vote.", "Poll"),
                    ("Where a < b.", "List"),
                    ("Where they *talk*.", "Chat"),
                    more=("Door",),
                ),
            )
        ],
        [],
    ),
    "formatExamples2": (
        "// feedback in formats\n::Q:: Which day is between Monday and Wednesday?\n{\n    =Tuesday # right; good!\n"
        "    ~Friday # [html]no, <b>Tuesday</b>\n    ~[plain]<Sunday> # no, <Tuesday>\n}",
        [
            (
                "single_choice",
                "Which day is between Monday and Wednesday?",
                choice(
                    *("Tuesday", "Friday", "<Sunday>"),
                    right=0,
                    feedback={0: "right; good!", 1: "no, Tuesday", 2: "no, <Tuesday>"},
                ),
            )
        ],
        [],
    ),
    "giftFormatPhpExamples": (
        BASICS,
        [
            ("single_choice", "Who signs the form?", choice("A passer-by", "The driver", "The parent", right=2)),
            ("single_choice", "A mentor is _____ with one mentee.", choice("hired", "matched", "drafted", right=1)),
            ("true_false", "Screening ends with the first talk.", FALSE),
            ("short_text", "Who is told first?", accepted("coordinator", "the coordinator")),
            ("numeric", "How many matches does one supervisor look after?", number(25, 5)),
            (
                "matching",
                "Join each person with a duty.",
                pairs(("Mentor", "meets"), ("Parent", "agrees"), ("Staff", "supports")),
            ),
            (
                "single_choice",
                "A match is _____ by staff.",
                choice("sold", "made", "won", right=1, feedback={0: "Nobody pays.", 1: "Yes.", 2: "It is no game."}),
            ),
            (
                "single_choice",
                "A hard one.",
                choice("no", "nearly", "yes", right=2, feedback={0: "not this", 1: "half", 2: "well done"}),
            ),
            ("short_text", "The first meeting is at the _____.", accepted("office")),
            ("numeric", "How long does a match last at least?", number(12)),
        ],
        [*[Why.PARTIAL_CREDIT] * 3, *[Why.FEEDBACK] * 2, Why.PARTIAL_CREDIT, Why.FEEDBACK],
    ),
    "totara_moodle_backslash": (
        "// statement\n::back:: A \\\\\\\\ B \\\\\\\\\\\\\\\\ C{T}\n",
        [("true_false", "A \\\\ B \\\\\\\\ C", TRUE)],
        [],
    ),
    "totara_moodle_essay": ("// essay\n::E1:: What did you learn? {}\n", [], [Why.ESSAY]),
    "totara_moodle_match": (
        "// question: 2  name: Parts\n::Parts::[html]Join <b>them</b>.{\n    =[html]Where they write. -> Page\n"
        "    =[plain]Where they vote. -> Poll\n    = -> Door\n}",
        [
            (
                "matching",
                "Join them.",
                pairs(("Where they write.", "Page"), ("Where they vote.", "Poll"), more=("Door",)),
            )
        ],
        [],
    ),
    "totara_moodle_multichoice": (
        "// one\n::Q:: What is between one and three?\n{\n    =two # right; good!\n    ~six # [html]no, it's two\n"
        "    ~[plain]five # no, it's two\n}\n",
        [
            (
                "single_choice",
                "What is between one and three?",
                choice(
                    "two", "six", "five", right=0, feedback={0: "right; good!", 1: "no, it's two", 2: "no, it's two"}
                ),
            )
        ],
        [],
    ),
    "totara_moodle_multichoice_multi": (
        "// several right\n::days:: Which are days?\n{\n    ~%50%Monday # right\n    ~%-100%Noon # [html]wrong\n"
        "    ~%50%off-day # right\n    ~%-100%[plain]Night # wrong\n}\n",
        [
            (
                "multiple_choice",
                "Which are days?",
                choice(
                    *("Monday", "Noon", "off-day", "Night"),
                    right=(0, 2),
                    feedback={0: "right", 1: "wrong", 2: "right", 3: "wrong"},
                ),
            )
        ],
        [Why.WEIGHTS, Why.WEIGHTS],
    ),
    "totara_moodle_numerical": (
        "// a span\n::N:: A number from 1 to 5? {#\n=3:2\n~#Completely wrong}",
        [("numeric", "A number from 1 to 5?", number(3, 2))],
        [Why.FEEDBACK],
    ),
    "totara_moodle_pre_content": (
        "::C::[html]<p>Is this a list?</p>\n<pre>\n  - one \\{\n    - two\n  \\}\n</pre>\n{T}",
        [("true_false", "Is this a list?\n\n- one {\n- two\n}", TRUE)],
        [],
    ),
    "totara_moodle_shortanswer": (
        "::S::Who helps?{\n    =Staff#Good!\n    =%50%Friend#Also.\n    =%0%*#Wrong\n}",
        [("short_text", "Who helps?", accepted("Staff"))],
        [Why.PARTIAL_CREDIT, Why.FEEDBACK, Why.FEEDBACK],
    ),
    "totara_moodle_shortanswer_general_feedback": (
        "::S::Who helps?{\n    =Staff#Good!\n    =%0%*#Wrong\n    ####[html]Staff <b>helps</b>.\n}",
        [("short_text", "Who helps?", accepted("Staff"))],
        [Why.FEEDBACK, Why.FEEDBACK],
    ),
    "totara_moodle_truefalse": (
        "// true/false\n::Q1:: 18 months are a year.{\nFALSE#A year has 12.#You know it.}",
        [("true_false", "18 months are a year.", FALSE)],
        [Why.FEEDBACK],
    ),
    "totara_moodle_truefalse_true_answer1": (
        "// name 0-11\n::2-08 T::T is so.{T}",
        [("true_false", "T is so.", TRUE)],
        [],
    ),
    "totara_moodle_truefalse_true_answer2": (
        "// name 0-11\n::2-08 T::T is so.{TRUE}",
        [("true_false", "T is so.", TRUE)],
        [],
    ),
}


@pytest.mark.parametrize(("text", "drafts", "left_out"), CASES.values(), ids=CASES.keys())
def test_a_file_is_read_as_its_constructs_are_meant(text: str, drafts: list[Read], left_out: list[Why]) -> None:
    assert understood(text) == (drafts, left_out)
