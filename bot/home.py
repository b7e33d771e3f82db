"""What a reader sees on opening the bot: the Home tab, and questions to try, as durable jobs."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.home import HomePage, home_view
from bot.calls import Calls, SlackRefused
from bot.durable import step, time_now, workflow
from bot.identity import Identity
from bot.status import Status
from bot.texts import Texts
from bot.texts.english import ENGLISH
from knowledge.answering.answer import Answer
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import queries
from knowledge.conversations.prompts import next_headings, unasked
from knowledge.conversations.values import GivenAnswer
from knowledge.errors import KnowledgeError
from knowledge.guides.queries import GuideSummary, guide_summaries, headings
from storage.database import Database

RECENT = 5
MOST_PROMPTS = 4
MOST_REMEMBERED = 1_000
# Slack shows so much of a prompt's title.
LONGEST_TITLE = 75

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """A tab of the bot that somebody opened."""

    person: str
    channel: str
    tab: str


@DBOS.dbos_class()
class Homes(DBOSConfiguredInstance):
    """The jobs that opening the bot starts."""

    def __init__(
        self,
        database: Database,
        workspace: str,
        answer: Callable[[str], Answer],
        calls: Calls,
        identity: Identity,
        status: Status,
        audiences: tuple[str, ...],
    ) -> None:
        """Take what the jobs work with; ``audiences`` are those whose guides readers see."""
        super().__init__("homes")
        self._database = database
        self._workspace = workspace
        self._answer = answer
        self._calls = calls
        self._identity = identity
        self._status = status
        self._audiences = audiences
        self._answered: dict[tuple[str, tuple[str, ...]], bool] = {}

    @workflow
    def welcome(self, opened: Opened) -> None:
        """Fill the tab that was opened; where an outsider opened it, nothing is shown of the guides."""
        if opened.tab not in {"home", "messages"} or self.is_from_outside(opened.person):
            return
        if opened.tab == "home":
            self.publish(opened)
        else:
            self.suggest(opened)

    @step
    def is_from_outside(self, person: str) -> bool:
        """Whether nothing is to be shown to a person."""
        outside = self._identity.is_from_outside(person)
        if outside:
            log.info("refused", extra={"why": "another organisation", "person": person})
        return outside

    @step
    def publish(self, opened: Opened) -> None:
        """Show the Home tab as it is now."""
        texts = self._status.texts(opened.person)
        recent, guides = self._recent(opened.person), self._guides()
        page = HomePage(guides, recent, self._prompts(recent, guides, texts), time_now().date())
        try:
            self._calls.repeatable(self._calls.client.views_publish, user_id=opened.person, view=home_view(page, texts))
        except SlackRefused as error:
            log.error("home not shown", extra={"error": error.error})

    @step
    def suggest(self, opened: Opened) -> None:
        """Suggest questions, fitted to the reader."""
        texts = self._status.texts(opened.person)
        prompts = self._prompts(self._recent(opened.person), self._guides(), texts)
        if not prompts:
            return
        try:
            # In the agent view a thread must not be named: Slack would drop the call without a word.
            self._calls.repeatable(
                self._calls.client.assistant_threads_setSuggestedPrompts,
                channel_id=opened.channel,
                title=texts.home_prompts,
                prompts=[{"title": prompt, "message": prompt} for prompt in prompts],
            )
        except SlackRefused as error:
            log.info("prompts not shown", extra={"error": error.error})

    def _recent(self, person: str) -> list[GivenAnswer]:
        with self._database.reading() as session:
            return queries.recent_answers(session, self._workspace, person, RECENT)

    def _guides(self) -> list[GuideSummary]:
        with self._database.reading() as session:
            found = guide_summaries(session, self._workspace)
        return [g for g in found if g.retired_at is None and g.audience in self._audiences]

    def _prompts(self, recent: list[GivenAnswer], guides: list[GuideSummary], texts: Texts) -> list[str]:
        """What follows on the reader's last answers, then what everybody may ask: only what the guides answer."""
        cited = [c.edition_id for given in recent if given.answer is not None for c in given.answer.citations]
        editions = list(dict.fromkeys([*cited, *(guide.edition_id for guide in guides)]))[:MOST_PROMPTS]
        with self._database.reading() as session:
            found = {edition: headings(session, edition) for edition in editions}
        about = [_prompt(heading, texts) for heading in next_headings(recent, found)]
        # Where the guides are in another language than the reader's, English questions may be all that they answer.
        common = [*texts.prompts, *ENGLISH.prompts]
        wanted = [*about[:2], *common, *about[2:]] if recent else [*common, *about]
        fitting = [prompt for prompt in wanted if len(prompt) <= LONGEST_TITLE]
        library = tuple(guide.edition_id for guide in guides)
        answerable = (prompt for prompt in unasked(fitting, recent) if self._is_answered(prompt, library))
        return list(islice(answerable, MOST_PROMPTS))

    def _is_answered(self, prompt: str, library: tuple[str, ...]) -> bool:
        """Whether these editions answer a question; found out once, as long as they stay the same."""
        if (prompt, library) not in self._answered:
            if len(self._answered) >= MOST_REMEMBERED:
                self._answered.clear()
            self._answered[prompt, library] = self._answers(prompt)
        return self._answered[prompt, library]

    def _answers(self, prompt: str) -> bool:
        try:
            return self._answer(prompt).outcome is Outcome.ANSWERED
        except KnowledgeError:
            return False


def _prompt(heading: str, texts: Texts) -> str:
    return heading if heading.endswith("?") else texts.prompt_about.format(heading=heading)
