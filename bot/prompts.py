"""Questions to try, fitted to a reader: only those that the guides answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answering import AnswerFrom
from bot.remembering import remember
from bot.texts import Texts
from bot.texts.english import ENGLISH
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.prompts import is_topic, next_headings, unasked
from knowledge.conversations.values import RecentQuestion
from knowledge.errors import KnowledgeError
from knowledge.guides.queries import GuideSummary, headings
from storage.database import Database

MOST_PROMPTS = 4
# Slack shows so much of a prompt's title.
LONGEST_TITLE = 75


@dataclass(frozen=True)
class Reading:
    """What a reader asked last, and what there is to ask about.

    Attributes:
        recent: The reader's last questions, newest first.
        guides: Those that the reader may see, whose audiences are ``audiences``.
    """

    recent: Sequence[RecentQuestion]
    guides: Sequence[GuideSummary]
    audiences: tuple[str, ...]

    @property
    def library(self) -> tuple[str, ...]:
        """The editions that the reader may see."""
        return tuple(guide.edition_id for guide in self.guides)


class Prompts:
    """Finds questions that the guides answer, and remembers which do as long as the guides stay the same."""

    def __init__(self, database: Database, answer: AnswerFrom) -> None:
        """Take the library, and what answers from it."""
        self._database = database
        self._answer = answer
        self._answered: dict[tuple[str, tuple[str, ...], tuple[str, ...]], bool] = {}
        # The text of an edition never changes.
        self._headings: dict[str, Sequence[str]] = {}

    def known(self, reading: Reading, texts: Texts) -> list[str] | None:
        """The questions to try, if it is known already which of them are answered: asks nothing."""
        wanted = self._wanted(reading, texts)

        def is_answered(prompt: str) -> bool:
            return self._answered[prompt, reading.audiences, reading.library]

        try:
            return list(_first(wanted, is_answered))
        except KeyError:
            return None

    def found(self, reading: Reading, texts: Texts) -> list[str]:
        """The questions to try; those of which it is not known are answered to find out."""

        def is_answered(prompt: str) -> bool:
            named = prompt, reading.audiences, reading.library
            known = self._answered.get(named)
            if known is None:
                known = self._answers(prompt, reading.audiences)
                remember(self._answered, named, known)
            return known

        return list(_first(self._wanted(reading, texts), is_answered))

    def _wanted(self, reading: Reading, texts: Texts) -> list[str]:
        """What follows on the reader's last answers, then what everybody may ask."""
        # A guide that the reader was told of may be for others now.
        quoted = [edition for question in reading.recent for edition, _ in question.quoted]
        still_read = [edition for edition in quoted if edition in reading.library]
        editions = list(dict.fromkeys([*still_read, *reading.library]))[:MOST_PROMPTS]
        following = next_headings(reading.recent, self._headings_of(editions))
        about = [_prompt(heading, texts) for heading in following if is_topic(heading)]
        # Where the guides are in another language than the reader's, English questions may be all that they answer.
        common = [*texts.prompts, *ENGLISH.prompts]
        wanted = [*about[:2], *common, *about[2:]] if reading.recent else [*common, *about]
        return list(unasked([prompt for prompt in wanted if len(prompt) <= LONGEST_TITLE], reading.recent))

    def _headings_of(self, editions: Sequence[str]) -> dict[str, Sequence[str]]:
        found = {edition: self._headings[edition] for edition in editions if edition in self._headings}
        missing = [edition for edition in editions if edition not in found]
        if missing:
            with self._database.reading() as session:
                found |= headings(session, missing)
            for edition in missing:
                remember(self._headings, edition, found[edition])
        return found

    def _answers(self, prompt: str, audiences: tuple[str, ...]) -> bool:
        try:
            return self._answer(prompt, audiences).outcome is Outcome.ANSWERED
        except KnowledgeError:
            return False


def _first(wanted: Sequence[str], is_answered: Callable[[str], bool]) -> Iterator[str]:
    return islice((prompt for prompt in wanted if is_answered(prompt)), MOST_PROMPTS)


def _prompt(heading: str, texts: Texts) -> str:
    return heading if heading.endswith("?") else texts.prompt_about.format(heading=heading)
