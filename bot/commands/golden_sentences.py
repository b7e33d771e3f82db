"""What the command line says of golden questions: of flaws in a file, and of answers that do not pass. Pure."""

from knowledge.golden.csv import COLUMNS, MOST_QUESTIONS
from knowledge.golden.flaws import LONGEST_HEADING
from knowledge.golden.values import Failure, Flaw, LineFlaw, Problem
from knowledge.retrieval.questions import LONGEST_QUESTION

_FLAWS = {
    Flaw.EMPTY: "the question is empty.",
    Flaw.TOO_LONG: f"the question is longer than {LONGEST_QUESTION:,} characters.",
    Flaw.NO_WORDS: "the question has no words in it.",
    Flaw.NO_TARGET: "name the guide that the answer must cite, or write yes under refuse.",
    Flaw.TWO_TARGETS: "either a guide is cited or the question is refused: leave guide and heading, or refuse, empty.",
    Flaw.HEADING_ALONE: "there is a heading, but no guide that it stands in.",
    Flaw.HEADING_TOO_LONG: f"the heading is longer than {LONGEST_HEADING} characters.",
    Flaw.UNKNOWN_GUIDE: "there is no guide {fact!r}. `fieldwise guides list` shows them all.",
    Flaw.TWICE: "the question stands on line {fact} already.",
    Flaw.UNCLEAR_REFUSE: "refuse says {fact!r}. Write yes, or leave it empty.",
    Flaw.TOO_MANY_CELLS: "there are {fact} cells, more than columns. A text with a comma needs quotation marks.",
    Flaw.TOO_MANY_QUESTIONS: f"there are {{fact}} questions, and {MOST_QUESTIONS:,} are the most that are asked.",
    Flaw.WRONG_COLUMNS: f"the columns must be {', '.join(COLUMNS)}. These are there: {{fact}}.",
    Flaw.BROKEN_QUOTES: "a quotation mark opens or closes in the wrong place.",
    Flaw.NOT_UTF8: "the letters can't be read. Save the file as CSV in UTF-8.",
    Flaw.NO_QUESTIONS: "there are no questions.",
}


def flaw_sentence(found: LineFlaw) -> str:
    """Where a flaw is, and what to do about it."""
    return f"Line {found.line}: {_FLAWS[found.flaw].format(fact=found.fact)}"


def failure_sentence(failure: Failure) -> str:
    """What came of a question in place of what was wanted."""
    match failure.problem:
        case Problem.REFUSED:
            return f"It must cite {failure.wanted}, but was not found in the guides."
        case Problem.NOT_REFUSED:
            return f"It must be refused, but is answered from {failure.got}."
        case Problem.OTHER_GUIDE | Problem.OTHER_HEADING:
            return f"It must cite {failure.wanted}, but cites {failure.got}."
