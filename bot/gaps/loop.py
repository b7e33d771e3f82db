"""What gets people to answer what the guides do not, put together."""

from dataclasses import dataclass

from bot.gaps.again import AskingAgain
from bot.gaps.asking import AskingPeople
from bot.gaps.cards import GapCards
from bot.gaps.forms import AnswerForms
from bot.gaps.known import KnownAnswers
from bot.gaps.people import TopicPeople
from bot.gaps.person_answers import PersonAnswers
from bot.gaps.sending import Sending
from bot.library.desk import Desk
from bot.library.owners import Owners
from bot.library.uploads import Uploads


@dataclass(frozen=True)
class GapLoop:
    """Asks people, takes in what they answer, and does with it what they want."""

    asking: AskingPeople
    forms: AnswerForms
    answers: PersonAnswers


def gap_loop(
    desk: Desk,
    owners: Owners,
    sending: Sending,
    uploads: Uploads,
    again: AskingAgain,
    known: KnownAnswers,
    cards: GapCards,
) -> GapLoop:
    """Put them together."""
    return GapLoop(
        AskingPeople(desk, TopicPeople(desk, owners), cards),
        AnswerForms(desk, known),
        PersonAnswers(desk, sending, cards, uploads, again),
    )
