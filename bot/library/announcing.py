"""What people are told of an edition that has come to readers, or was kept from them on its day; as durable jobs."""

from collections.abc import Callable

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.impact import impact_card
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.library.cards import KEPT_BACK, Cards
from bot.library.desk import Desk
from bot.library.impacts import Impacts
from bot.library.owners import Owners
from bot.library.refusals import REFUSALS, refusal
from bot.library.standing_cards import StandingCards
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from ingestion.intake import Outcome
from knowledge.guides.life import steps_of
from knowledge.guides.queries import owner_of
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of, subject_of
from knowledge.members.roles import OPERATOR

IMPACT = "fieldwise_impact"


@DBOS.dbos_class()
class Announcing(DBOSConfiguredInstance):
    """The jobs that tell them, each once."""

    def __init__(
        self,
        desk: Desk,
        cards: Cards,
        impacts: Impacts,
        owners: Owners,
        standing: StandingCards,
        ask_again: Callable[[str], None],
    ) -> None:
        """Take what the jobs work with; ``ask_again`` is the workflow that asks again what was asked in vain."""
        super().__init__("announcing")
        self._desk = desk
        self._cards = cards
        self._impacts = impacts
        self._owners = owners
        self._standing = standing
        self._ask_again = ask_again

    @workflow
    def approved(self, edition_id: str, by: str | None, message: str | None = None) -> None:
        """Tell that an edition was published or scheduled, which past answers it touches, and what it answers now.

        Args:
            edition_id: The edition.
            by: Who knows already, because that person did it just now.
            message: The ``ts`` of the card that says so already.
        """
        for person in self.those_behind(edition_id, by):
            self.tell(person, edition_id)
        for person in self.concerned(edition_id):
            self.tell_impact(person, edition_id)
        self._standing.refresh(edition_id, message)
        if self.is_published(edition_id):
            self._ask_again(edition_id)

    @workflow
    def withdrawn(self, edition_id: str) -> None:
        """Tell which items and certificates rested on an edition that was withdrawn."""
        for person in self.concerned(edition_id):
            self.tell_impact(person, edition_id)

    @workflow
    def kept_back(self, edition_id: str, outcome: Outcome) -> None:
        """Tell who looks after the guide that a scheduled edition was not published on its day, and why."""
        self.regret(edition_id, outcome)

    @step
    def is_published(self, edition_id: str) -> bool:
        """Whether readers see it now."""
        with self._desk.database.reading() as session:
            return state_of(session, edition_id) is EditionState.PUBLISHED

    @step
    def those_behind(self, edition_id: str, by: str | None) -> list[str]:
        """Who added it and who approved it, as far as they do not know."""
        with self._desk.database.reading() as session:
            steps = steps_of(session, edition_id)
        return [person for person in dict.fromkeys([steps[0].by, steps[-1].by]) if person not in {OPERATOR, by}]

    @step
    def tell(self, person: str, edition_id: str) -> bool:
        """Show a person the edition, once."""
        return self._cards.tell(person, edition_id)

    @step
    def concerned(self, edition_id: str) -> list[str]:
        """Whom it concerns that it touches something: who published or withdrew it, and the guide's owner."""
        if not self._impacts.is_any(edition_id):
            return []
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            owner = owner_of(session, workspace, subject_of(session, workspace, edition_id).guide_id)
            done = (EditionState.PUBLISHED, EditionState.WITHDRAWN)
            published = [s.by for s in steps_of(session, edition_id) if s.state in done]
        # The guide may have been given to somebody who has left since, or was never here.
        is_here = owner is not None and self._owners.keeper(owner, is_owner=True) is not None
        people = dict.fromkeys([*published, *([owner] if owner is not None and is_here else [])])
        return [person for person in people if person != OPERATOR]

    @step
    def tell_impact(self, person: str, edition_id: str) -> None:
        """Tell a person what is touched, once."""
        impact = self._impacts.impact(edition_id, person)
        if impact is not None:
            message = impact_card(impact, self._desk.status.texts(person))
            self._once(person, Mark(IMPACT, {"edition": edition_id}), message, edition_id)

    @step
    def regret(self, edition_id: str, outcome: Outcome) -> None:
        """Show its guide's keepers the edition and what kept it back, once."""
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            owner = owner_of(session, workspace, subject_of(session, workspace, edition_id).guide_id)
        for keeper in self._owners.keepers(owner):
            said = keeper.texts.publishing
            news = escape(said.not_on_its_day.format(why=_why(outcome, keeper.texts)))
            message = self._cards.message(edition_id, keeper.person, news)
            if message is not None:
                self._once(keeper.person, Mark(KEPT_BACK, {"edition": edition_id}), message, edition_id)

    def _once(self, person: str, mark: Mark, message: Message, edition_id: str) -> None:
        with self._desk.database.reading() as session:
            since = steps_of(session, edition_id)[-1].at
        tell_once(self._desk, person, mark, message, since)


def _why(outcome: Outcome, texts: Texts) -> str:
    return refusal(outcome, texts) if isinstance(outcome, REFUSALS) else texts.publishing.not_searchable
