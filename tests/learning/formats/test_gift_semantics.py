"""What each construct of GIFT means: a case, in own words, for each question file of the PEG grammar of GIFT."""

import pytest

from learning.formats.values import Why
from tests.learning.formats.gift_meaning import FALSE, TRUE, Case, Read, accepted, choice, number, pairs, understood

CASES: dict[str, Case] = {
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
    "type_inferred_multiline_markdown": (
        "[markdown]stem one  \nstem two{\n    =answer one  \nanswer two\n    =[html]other one  \nother two\n}\n",
        [("short_text", "stem one\nstem two", accepted("answer one answer two", "other one other two"))],
        [],
    ),
}


@pytest.mark.parametrize(("text", "drafts", "left_out"), CASES.values(), ids=CASES.keys())
def test_each_construct_of_gift_is_read_as_it_is_meant(text: str, drafts: list[Read], left_out: list[Why]) -> None:
    assert understood(text) == (drafts, left_out)
