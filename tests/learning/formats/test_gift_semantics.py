"""What each construct of GIFT means: a case, in own words, for each question file of the PEG grammar of GIFT."""

from typing import Any

import pytest

from learning.formats.gift import read
from learning.formats.values import Why


def choice(*texts: str, right: int | tuple[int, ...], feedback: dict[int, str] | None = None) -> dict[str, Any]:
    rights = (right,) if isinstance(right, int) else right
    said = feedback or {}
    return {
        "options": [
            {"text": text, "right": at in rights, **({"feedback": said[at]} if at in said else {})}
            for at, text in enumerate(texts)
        ]
    }


def accepted(*texts: str) -> dict[str, Any]:
    return {"accepted": list(texts)}


def number(value: float, tolerance: float = 0) -> dict[str, Any]:
    return {"value": value, "tolerance": tolerance}


def pairs(*sides: tuple[str, str], more: tuple[str, ...] = ()) -> dict[str, Any]:
    found = {"pairs": [{"left": left, "right": right} for left, right in sides]}
    return {**found, "distractors": list(more)} if more else found


TRUE, FALSE = {"right": True}, {"right": False}
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

CASES: dict[str, tuple[str, list[tuple[str, str, dict[str, Any]]], list[Why]]] = {
    "TFTwoFeedback": (
        "Mentors are paid.{FALSE#They are volunteers.#So it is.}",
        [("true_false", "Mentors are paid.", FALSE)],
        [Why.FEEDBACK],
    ),
    "category0": ("// question: 0\n$CATEGORY: $course$/top/Default for T-1\n \n", [], []),
    "category1": ("$CATEGORY: $course$/top/Default for T-1\n\nb {T}\n", [("true_false", "b", TRUE)], []),
    "categorySpecialCharacter": ("$CATEGORY: $course$/top/Part 2: Safety\n", [], []),
    "comments": (
        "// Before it\n// [tag:safety]\n// [tag:first]\n::Named::\n// above the stem\n"
        "This is so. // This is of the stem.\n{\n    // above it\n    F\n    // last\n}\n// after it\n\n// alone\n",
        [("true_false", "This is so. // This is of the stem.", FALSE)],
        [Why.TAGS],
    ),
    "description1": (
        "::Note::You may look into the guide.\n\nIs it so?{T}\n",
        [("true_false", "Is it so?", TRUE)],
        [Why.DESCRIPTION],
    ),
    "descriptionTitleEscapedColon": (
        "::Note\\:::You may look into the guide.\n\nIs it so?{T}",
        [("true_false", "Is it so?", TRUE)],
        [Why.DESCRIPTION],
    ),
    "descriptionWithID": (
        "// [id:77]\n::Note::You may look into the guide.\n\nIs it so?{T}\n",
        [("true_false", "Is it so?", TRUE)],
        [Why.DESCRIPTION],
    ),
    "escapeAll": (
        "::Signs::\nWhich sign needs no help? {\n  ~ \\~   # \\~ does.\n  ~ \\=   # \\= does.\n  ~ \\#   # \\# does.\n"
        "  ~ \\{   # \\{ does.\n  ~ \\}   # \\} does.\n  ~ \\:   # \\: does.\n"
        "  = \\    # Yes! \\ is\n           what helps.\n}",
        [
            (
                "single_choice",
                "Which sign needs no help?",
                choice(
                    *("~", "=", "#", "{", "}", ":", "\\"),
                    right=6,
                    feedback={**{at: f"{sign} does." for at, sign in enumerate("~=#{}:")}, 6: "Yes! \\ is what helps."},
                ),
            )
        ],
        [],
    ),
    "escapeColon": (
        "Name the meals\\: {\n   = lunch\n   = supper\n   ~ nap\n}\n\n",
        [("multiple_choice", "Name the meals:", choice("lunch", "supper", "nap", right=(0, 1)))],
        [Why.SEVERAL_RIGHT],
    ),
    "escapeEquals": (
        "// a comment\nWhat is nine? {\n   ~ \\= 3 + 3\n   = \\= 3 * 3\n   ~ \\= 3 - 3\n}",
        [("single_choice", "What is nine?", choice("= 3 + 3", "= 3 * 3", "= 3 - 3", right=1))],
        [],
    ),
    "essay1": ("Tell of your own mentor, Ñico. {}", [], [Why.ESSAY]),
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
    "markdown": (
        "[markdown] two  \\nlines\n\n[markdown] two  \nlines\n\n[markdown] a list  \n- one\n    - inner\n- two\n",
        [],
        [Why.DESCRIPTION, Why.DESCRIPTION, Why.DESCRIPTION],
    ),
    "matching1": (
        "// ===Matching===\n\nMatch. {\n    =one -> uno\n    =two -> dos\n    }\n\nDays. {\n    =Monday -> lunes\n"
        "    =Sunday  -> domingo\n    }\n",
        [
            ("matching", "Match.", pairs(("one", "uno"), ("two", "dos"))),
            ("matching", "Days.", pairs(("Monday", "lunes"), ("Sunday", "domingo"))),
        ],
        [],
    ),
    "mc1": (
        "Who leads?{~Ann ~Ben =nobody}\n",
        [("single_choice", "Who leads?", choice("Ann", "Ben", "nobody", right=2))],
        [],
    ),
    "mc3": ("Who leads?{=nobody =no one}\n", [("short_text", "Who leads?", accepted("nobody", "no one"))], []),
    "mc4": (
        "// before\nWho leads?{~Ann ~Ben =nobody}\n// after\n",
        [("single_choice", "Who leads?", choice("Ann", "Ben", "nobody", right=2))],
        [],
    ),
    "mc5": (
        "//-----//\n// Several\n\nWho leads?{~Ann =nobody}\n\nWe meet on {\n    ~Monday\n    =Friday\n} at noon.\n\n"
        "Whose is it? {\n    ~mine\n    =ours}\n",
        [
            ("single_choice", "Who leads?", choice("Ann", "nobody", right=1)),
            ("single_choice", "We meet on _____ at noon.", choice("Monday", "Friday", right=1)),
            ("single_choice", "Whose is it?", choice("mine", "ours", right=1)),
        ],
        [],
    ),
    "mcHTMLComment": (
        "::M_01::[html]<p>¿Quién decide?</p>{\n\t~[moodle]El mentor, siempre.\n\t=[moodle]Nadie.\n"
        '\t####<p><span style\\="color\\: \\#ff6600;"><strong>Guía\\:</strong></span></p>\\n'
        "<p><!--<var>X</var>--><em>Dos.</em> Véase.</p>\n}\n",
        [("single_choice", "¿Quién decide?", choice("El mentor, siempre.", "Nadie.", right=1))],
        [],
    ),
    "multiLineFeedback1": (
        "What now?{\n~stop#that is\nno answer\n=go#Good!\n####Said in\nsome lines}\n\n"
        '::06- l\'été::[html]<p></p><p class\\="Q" style\\="margin-left\\:18.0pt;\\n tabs\\:3pt">Qui&nbsp;\\:\\n'
        "vous&nbsp;?</p><br><p></p>{\n\t~<p>Elle<br></p>#<br><p><br></p>\n\t=<p>Lui</p>\n"
        '\t####<p><img src\\="@@PLUGINFILE@@/3.png" alt\\=""></p>\n}\n',
        [
            (
                "single_choice",
                "What now?",
                choice("stop", "go", right=1, feedback={0: "that is no answer", 1: "Good!"}),
            ),
            ("single_choice", "Qui : vous ?", choice("Elle", "Lui", right=1)),
        ],
        [Why.IMAGE],
    ),
    "multipleAnswersFloat": (
        "Tick the days\\:{\n    ~%33.33333%Monday\n    ~%33.33333%Friday\n    ~%-100%Noon\n    ~%33.33333%Sunday\n}\n",
        [("multiple_choice", "Tick the days:", choice("Monday", "Friday", "Noon", "Sunday", right=(0, 1, 3)))],
        [],
    ),
    "newlineAndLaTeX": ("[html]One\\ntwo $ 1 \\\\neq 0 $ {T}\n", [("true_false", "One two $ 1 \\neq 0 $", TRUE)], []),
    "numerical1": (
        "How many? {#12}\n\nPi, roughly? {#3.1415:0.0005}.\n\nPi again? {#3.141..3.142}.\n\nOne to five. {#1..5}.\n\n"
        "How many more? {#\n    =12:0\n    =%50%12:2}",
        [
            ("numeric", "How many?", number(12)),
            ("numeric", "Pi, roughly? _____.", number(3.1415, 0.0005)),
            ("numeric", "Pi again? _____.", number(3.1415, 0.0005)),
            ("numeric", "One to five. _____.", number(3, 2)),
            ("numeric", "How many more?", number(12)),
        ],
        [Why.PARTIAL_CREDIT],
    ),
    "options1": (
        "// Names, formats, weights\n\n::Origin::Where does the word\ncome from? {=Greece}\n\n"
        "[markdown]Who is **told**?{\n=staff#yes!}\n\nIt is open.{FALSE#It is closed.}\n\n"
        "::Town::She is from {\n    ~Rome#No.\n    ~%25%Pisa#Born there.\n    =Bari#Yes!}.\n\n"
        "Which two? {\n    ~None\n    ~%50%Ann\n    ~%50%Ben }\n\n"
        "Which two here? {\n    ~%-50%None\n    ~%50%Ann\n    ~%50%Ben }\n\n"
        "A sign? {\n   ~ \\#  # No.\n   = \\\\  # Yes, \\\\ is.\n}\n",
        [
            ("short_text", "Where does the word come from?", accepted("Greece")),
            ("short_text", "Who is **told**?", accepted("staff")),
            ("true_false", "It is open.", FALSE),
            (
                "single_choice",
                "She is from _____.",
                choice("Rome", "Pisa", "Bari", right=2, feedback={0: "No.", 1: "Born there.", 2: "Yes!"}),
            ),
            ("multiple_choice", "Which two?", choice("None", "Ann", "Ben", right=(1, 2))),
            ("multiple_choice", "Which two here?", choice("None", "Ann", "Ben", right=(1, 2))),
            ("single_choice", "A sign?", choice("#", "\\", right=1, feedback={0: "No.", 1: "Yes, \\ is."})),
        ],
        [Why.FEEDBACK, Why.PARTIAL_CREDIT, Why.WEIGHTS, Why.WEIGHTS],
    ),
    "shortAnswer1": (
        "Who leads?{=no one =nobody}\n\nOne and one are {=two =2}.\n",
        [
            ("short_text", "Who leads?", accepted("no one", "nobody")),
            ("short_text", "One and one are _____.", accepted("two", "2")),
        ],
        [],
    ),
    "shortAnswer2": (
        "Who leads?{=no one =nobody}\n\n// One answer needs no sign\n\nHow is 7 written in letters? {Seven}\n",
        [
            ("short_text", "Who leads?", accepted("no one", "nobody")),
            ("short_text", "How is 7 written in letters?", accepted("Seven")),
        ],
        [],
    ),
    "shortAnswerNotMatching": (
        "How to match?{~ask -> pair =screen -> pair}\n\n::P_12::¿Cómo se hace?\\:{\n\t~todo igual (uno->dos)\n"
        "\t~-uno->dos->tres\n\t=-uno-dos\n}\n",
        [
            ("single_choice", "How to match?", choice("ask -> pair", "screen -> pair", right=1)),
            (
                "single_choice",
                "¿Cómo se hace?:",
                choice("todo igual (uno->dos)", "-uno->dos->tres", "-uno-dos", right=2),
            ),
        ],
        [],
    ),
    "shortFirstEmbedded": (
        "{ =Screening } comes before the match.",
        [("short_text", "_____ comes before the match.", accepted("Screening"))],
        [],
    ),
    "shortFirstEmbeddedHTML": (
        "[html]{ = Screening } comes first.\n\n::Steps:: [html]{ = Screening } comes <i>first</i>.",
        [("short_text", "_____ comes first.", accepted("Screening"))] * 2,
        [],
    ),
    "shortFirstEmbeddedUnderline": (
        "_____ comes first.{\n\t=%100%Screening#\n}\n\n::Steps:: _____ comes first.{\n\t=%100%Screening#\n}\n",
        [("short_text", "_____ comes first.", accepted("Screening"))] * 2,
        [],
    ),
    "shortFirstEmbeddedUnderlineHTML": (
        "[html]_____ comes first.{\n\t=%100%Screening#\n}\n\n::S:: [html]_____ comes first.{\n\t=%100%Screening#\n}\n",
        [("short_text", "_____ comes first.", accepted("Screening"))] * 2,
        [],
    ),
    "symbolsAll": (
        "::Signs::\nA text with signs in it, \nas `-\\=[];',./\\~!@\\#$%^&*()_+\\{\\}|\\:\"<>?{TRUE}\n",
        [("true_false", "A text with signs in it, as `-=[];',./~!@#$%^&*()_+{}|:\"<>?", TRUE)],
        [],
    ),
    "tag_id": ("// [id:123]\nIs it so?{T}\n", [("true_false", "Is it so?", TRUE)], []),
    "tag_id_and_two_tags": (
        "// [id:393]\n// [tag:safety] [tag:first-week]\nTell of it.{}\n",
        [],
        [Why.ESSAY],
    ),
    "tag_two_tags": (
        "// [tag:safety] [tag:first-week]\nIs it so?{T}",
        [("true_false", "Is it so?", TRUE)],
        [Why.TAGS],
    ),
    "tf1": ("Mentors are paid.{FALSE}\n", [("true_false", "Mentors are paid.", FALSE)], []),
    "tf1_html": ("[html]<p>Mentors are paid.</p>{FALSE}\n", [("true_false", "Mentors are paid.", FALSE)], []),
    "tf1_markdown": ("[markdown]Mentors are _paid_.{FALSE}\n", [("true_false", "Mentors are _paid_.", FALSE)], []),
    "tf2": (
        "// ===True-False===\n\nMentors are paid.{F}\n\nStaff helps.{T}\n",
        [("true_false", "Mentors are paid.", FALSE), ("true_false", "Staff helps.", TRUE)],
        [],
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
    "type_inferred_multiline_markdown": (
        "[markdown]stem one  \nstem two{\n    =answer one  \nanswer two\n    =[html]other one  \nother two\n}\n",
        [("short_text", "stem one\nstem two", accepted("answer one answer two", "other one other two"))],
        [],
    ),
}


@pytest.mark.parametrize(("text", "drafts", "left_out"), CASES.values(), ids=CASES.keys())
def test_each_construct_of_gift_is_read_as_it_is_meant(
    text: str, drafts: list[tuple[str, str, dict[str, Any]]], left_out: list[Why]
) -> None:
    found = read(text.encode())

    assert [(one.type, one.content) for one in found.drafts] == [
        (kind, {"stem": stem, **content}) for kind, stem, content in drafts
    ]
    assert [one.why for one in found.left_out] == left_out
