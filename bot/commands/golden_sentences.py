"""What the command line says of golden questions: of flaws in a file, and of answers that do not pass. Pure."""

from bot.texts.english import ENGLISH
from knowledge.golden.values import Failure, Flaw, LineFlaw

# Who has a file and a terminal is told of the file's columns and of commands; the rest is said as in Slack.
_FLAWS = {
    **ENGLISH.golden.flaws,
    Flaw.NO_TARGET: "name the guide that the answer must cite, or write yes under refuse.",
    Flaw.TWO_TARGETS: "either a guide is cited or the question is refused: leave guide and heading, or refuse, empty.",
    Flaw.UNKNOWN_GUIDE: "there is no guide {fact!r}. `fieldwise guides list` shows them all.",
    Flaw.UNCLEAR_REFUSE: "refuse says {fact!r}. Write yes, or leave it empty.",
}


def flaw_sentence(found: LineFlaw) -> str:
    """Where a flaw is, and what to do about it."""
    return f"Line {found.line}: {_FLAWS[found.flaw].format(fact=found.fact)}"


def failure_sentence(failure: Failure) -> str:
    """What came of a question in place of what was wanted."""
    return ENGLISH.golden.problems[failure.problem].format(wanted=failure.wanted, got=failure.got)
