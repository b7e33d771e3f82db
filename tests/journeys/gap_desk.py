"""What people do with questions that the guides don't answer, in a small library."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.durable import time_now
from bot.texts.english import ENGLISH
from knowledge.gaps.queries import gap
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.values import Gap, GapState
from knowledge.guides.moves import give_owner
from knowledge.guides.queries import guide_summaries
from knowledge.guides.steps import subject_last_published
from tests.journeys.editions import ASKING, Editions, direct, library
from tests.journeys.workplace import AMARA, CARMEN, DEV, MENTORS, Message

# The guide of the library tells of something else.
QUESTION = "Which snacks may mentors with a nut allergy share with their mentee?"
LIKE_IT = "Which snacks may mentors with a nut allergy share with a mentee?"
ANSWER = "Mentors with a nut allergy share fruit or rice cakes with their mentee, and read every label together."
SAID = ENGLISH.asking


@contextmanager
def small_library(data_dir: Path) -> Iterator[Editions]:
    """Amara looks after the library, Ben reviews, Carmen writes guides and answers for the one that there is."""
    with library(data_dir) as office:
        desk = Editions(office)
        desk.published(by=CARMEN)
        yield desk


def belongs(desk: Editions, owner: str) -> None:
    """Let the library's one guide belong to somebody."""
    with desk.office.services.database.transaction() as session:
        (one,) = guide_summaries(session, desk.workspace)
        subject = subject_last_published(session, desk.workspace, one.id)
        give_owner(session, desk.workspace, subject, owner, by=AMARA, now=time_now())


def disliked(desk: Editions, person: str) -> str:
    """What a person is told who says what was wrong with an answer, and wants somebody to answer."""
    office = desk.office
    answer = office.asked(person, MENTORS, f"@Fieldwise {ASKING}")
    view = office.view(person, "feedback_reason", lambda: office.click(person, MENTORS, answer, "feedback", "negative"))
    said = {"reason": "unclear"}
    thanks = office.whispered(person, MENTORS, lambda: office.slack.acts.submit(person, view["id"], said))
    return wanted(desk, person, MENTORS, thanks)


def asked(desk: Editions, person: str = DEV, channel: str = MENTORS, question: str = QUESTION) -> Message:
    """The bot's answer to a question, which finds nothing."""
    text = question if channel.startswith("D") else f"@Fieldwise {question}"
    answer = desk.office.asked(person, channel, text)
    assert answer["text"] == ENGLISH.not_found_summary
    return answer


def wanted(desk: Editions, person: str, channel: str, answer: Message) -> str:
    """What a person is told who wants somebody to answer."""
    told = desk.office.whispered(person, channel, lambda: desk.office.click(person, channel, answer, "ask_person"))
    desk.office.settle()
    return str(told["text"])


def cards(desk: Editions, person: str) -> list[Message]:
    """What a person was asked to answer, the oldest first."""
    return [m for m in desk.office.answers(direct(person)) if "gap_card:" in str(m.get("blocks"))]


def only_gap(desk: Editions) -> Gap:
    """The one gap that there is."""
    with desk.office.services.database.reading() as session:
        (summary,) = gap_page(session, desk.workspace, states=list(GapState)).rows
        found = gap(session, desk.workspace, summary.id)
    assert found is not None
    return found


def form(desk: Editions, person: str) -> dict[str, Any]:
    """The form that the newest card of a person opens."""
    card, office = cards(desk, person)[-1], desk.office
    return office.view(person, "gap_answered", lambda: office.click(person, direct(person), card, "gap_answer"))


def answered(desk: Editions, person: str, *uses: str, **said: Any) -> dict[str, str]:
    """Send an answer; returns what is wrong with it."""
    view = form(desk, person)
    wrong = desk.office.slack.acts.submit(person, view["id"], {"text": ANSWER, "uses": list(uses), **said})
    desk.office.settle()
    return wrong


def gathered(desk: Editions) -> None:
    """Let what was asked in vain be gathered, as is done each minute."""
    desk.office.bot.parts.schedule.tick(time_now())
    desk.office.settle()


def field(view: dict[str, Any], name: str) -> dict[str, Any]:
    """The element of a form's field."""
    return next(dict(block["element"]) for block in view["blocks"] if block["block_id"] == name)
