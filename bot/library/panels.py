"""What each panel of the Home tab shows, looked up in as few statements as it takes."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.blocks.learning.certificates_panel import certificates_panel
from bot.blocks.learning.certifications_panel import certifications_panel
from bot.blocks.learning.evidence_panel import evidence_panel
from bot.blocks.learning.exchange import recorded_part
from bot.blocks.learning.items_panel import items_panel
from bot.blocks.learning.paths_panel import paths_panel
from bot.blocks.library.audit_panel import PAGE as AUDIT_PAGE
from bot.blocks.library.audit_panel import audit_panel
from bot.blocks.library.bar import bar, claim, notice
from bot.blocks.library.gaps_panel import MOST_OFTEN, OFTEN, PAGE, STANDARD, GapsShown, gaps_panel, states_of
from bot.blocks.library.golden_panel import golden_panel
from bot.blocks.library.library_panel import library_panel
from bot.blocks.library.outage import outage_notice
from bot.blocks.library.people_panel import people_panel
from bot.blocks.library.reviews_panel import questions_part, reviews_panel
from bot.blocks.library.settings_panel import settings_panel
from bot.blocks.library.showing import Panel, Showing
from bot.blocks.message import Block
from bot.learning.authoring import bank_shown
from bot.learning.certification_pages import shown_of
from bot.learning.cohort_pages import cohorts_shown
from bot.learning.evidence import waiting_for
from bot.library.desk import Desk
from bot.library.people import People
from bot.texts import Texts
from knowledge.audiences.audience import AudienceKind, parse
from knowledge.audiences.queries import communities
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of
from knowledge.budget.values import ModelUse
from knowledge.conversations.figures import use_of
from knowledge.gaps.frequent import often_asked
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.trend import trend
from knowledge.golden.queries import golden_questions, latest_runs
from knowledge.guides.library import AWAITING, ShelfGuide, ShelfState, library_page, shelf, waiting_editions
from knowledge.members.queries import Standing, members, standing
from knowledge.members.roles import Act, Role, may
from knowledge.outages.queries import lasting_outage
from knowledge.outages.values import Outage
from knowledge.policies.queries import policy
from knowledge.standard.queries import standard_answers
from learning.certifications.queries import certifications
from learning.curriculum.faults import faults
from learning.curriculum.queries import paths
from learning.exchange.people import recorded
from learning.items.queries import count_by_state
from learning.items.values import ItemState
from learning.membership.queries import is_looking_after
from learning.standing.queries import held

# Those of single editions, which are asked before one is published, stand between the runs of the library as it is.
RUNS_LOOKED_AT = 20
RECORDED_SHOWN = 10


class Panels:
    """Builds the panels, and what stands above them."""

    def __init__(self, desk: Desk, people: People) -> None:
        """Take what they are looked up in."""
        self._desk = desk
        self._people = people

    def prepare(self, showing: Showing | None, now: datetime) -> None:
        """Ask Slack, which takes its time, for the names by which guides of a panel are found."""
        if showing is None or showing.panel is not Panel.LIBRARY or not showing.find:
            return
        with self._desk.database.reading() as session:
            guides = shelf(session, self._desk.workspace, now.date())
        self._people.look_up(_owners(guides), now=now)

    def standing(self, person: str) -> Standing:
        """What a person is in the library."""
        with self._desk.database.reading() as session:
            return standing(session, self._desk.workspace, person)

    def looks_after(self, person: str, role: Role) -> bool:
        """Whether a person whose role does not let her see all cohorts looks after learners of one."""
        if may(role, Act.KEEP_COHORTS):
            return False
        with self._desk.database.reading() as session:
            return is_looking_after(session, self._desk.workspace, person)

    def top(
        self, person: str, stands: Standing, showing: Showing, said: str | None, texts: Texts, *, looks_after: bool
    ) -> list[Block]:
        """What stands above the panel; for whoever only asks, nothing but what came of a press.

        Who may give roles reads there that the model which words answers is away.
        """
        claimable = not stands.has_owner and self._people.keeps_workspace(person)
        panels = bar(stands.role, showing, texts, looks_after=looks_after)
        outage = self._outage() if may(stands.role, Act.GIVE_ROLES) else None
        away = outage_notice(outage, texts) if outage is not None else []
        return [*panels, *notice(said), *away, *(claim(texts) if claimable else [])]

    def _outage(self) -> Outage | None:
        """That the model which words answers gives nothing, where somebody has to see to it."""
        with self._desk.database.reading() as session:
            return lasting_outage(session, self._desk.workspace, self._desk.services.settings.model)

    def blocks(self, person: str, role: Role, showing: Showing, texts: Texts, now: datetime) -> list[Block]:
        """A panel other than the start."""
        with self._desk.database.reading() as session:
            match showing.panel:
                case Panel.REVIEWS:
                    editions = waiting_editions(session, self._desk.workspace)
                    evidence = self._evidence(session, person, texts, now) if may(role, Act.OBSERVE) else []
                    questions = self._questions(session, role, texts)
                    return [*reviews_panel(editions, person, role, texts), *questions, *evidence]
                case Panel.CERTIFICATES:
                    shown_held = certificates_panel(held(session, self._desk.workspace, now), showing, texts)
                    return [*shown_held, *self._recorded(session, showing, texts, now)]
                case Panel.PEOPLE:
                    return people_panel(members(session, self._desk.workspace), showing, texts)
                case Panel.GOLDEN:
                    return self._golden(session, showing, texts, now)
                case Panel.GAPS:
                    return self._gaps(session, role, showing, texts, now)
                case Panel.AUDIT:
                    return self._audit(session, showing, texts, now)
                case Panel.ITEMS | Panel.CERTIFICATIONS | Panel.COHORTS | Panel.PATHS:
                    return self._learning(session, person, role, showing, texts, now)
                case Panel.SETTINGS:
                    return self._settings(session, showing, texts, now)
                case _:
                    guides = shelf(session, self._desk.workspace, now.date())
        return self._library(guides, role, showing, texts, now)

    def _learning(
        self, session: Session, person: str, role: Role, showing: Showing, texts: Texts, now: datetime
    ) -> list[Block]:
        """What is asked in exams, what there is to be certified in and to learn, and who learns together."""
        workspace = self._desk.workspace
        if showing.panel is Panel.ITEMS:
            return items_panel(bank_shown(session, workspace, person, role, showing), showing, texts)
        if showing.panel is Panel.COHORTS:
            return cohorts_shown(session, workspace, person, role, showing, texts, now)
        found = certifications(session, workspace)
        if showing.panel is Panel.PATHS:
            titles = {one.definition.key: one.definition.title for one in found}
            there = paths(session, workspace)
            flaws = faults(session, workspace, [one.definition for one in there])
            faulty = {one.id: len(found) for one, found in zip(there, flaws, strict=True)}
            return paths_panel(there, titles, faulty, texts)
        return certifications_panel(shown_of(session, workspace, found, role), role, texts)

    def _questions(self, session: Session, role: Role, texts: Texts) -> list[Block]:
        """Questions that wait for those who let them in."""
        if not may(role, Act.PUBLISH_ITEMS):
            return []
        count = count_by_state(session, self._desk.workspace)
        return questions_part(count.get(ItemState.IN_REVIEW, 0), count.get(ItemState.QUARANTINED, 0), texts)

    def _recorded(self, session: Session, showing: Showing, texts: Texts, now: datetime) -> list[Block]:
        """Certificates from elsewhere, where all are looked at."""
        if showing.state:
            return []
        found, count = recorded(session, self._desk.workspace, now.date(), limit=RECORDED_SHOWN)
        offered = certifications(session, self._desk.workspace) if count else []
        return recorded_part(found, count, {one.id: one.definition.title for one in offered}, texts)

    def _evidence(self, session: Session, person: str, texts: Texts, now: datetime) -> list[Block]:
        shown, count = waiting_for(session, self._desk.workspace, person)
        return evidence_panel(shown, count, now.date(), texts)

    def _library(
        self, guides: list[ShelfGuide], role: Role, showing: Showing, texts: Texts, now: datetime
    ) -> list[Block]:
        page = library_page(
            guides,
            state=ShelfState(showing.state) if showing.state in set(ShelfState) else None,
            only_awaiting=showing.state == AWAITING,
            find=showing.find,
            names=self._people.names(_owners(guides), now=now),
            page=showing.page,
        )
        with self._desk.database.reading() as session:
            used = use_of(session, self._desk.workspace, [guide.guide_id for guide in page.rows])
        return library_panel(page, used, showing, role, texts)

    def _golden(self, session: Session, showing: Showing, texts: Texts, now: datetime) -> list[Block]:
        questions = golden_questions(session, self._desk.workspace)
        runs = latest_runs(session, self._desk.workspace, limit=RUNS_LOOKED_AT)
        guides = {guide.key: guide for guide in shelf(session, self._desk.workspace, now.date())}
        last = next((run for run in runs if run.edition_id is None), None)
        return golden_panel(questions, last, guides, showing, texts)

    def _gaps(self, session: Session, role: Role, showing: Showing, texts: Texts, now: datetime) -> list[Block]:
        workspace, states = self._desk.workspace, states_of(showing.state)
        shown = GapsShown(
            weeks=trend(session, workspace, now=now),
            gaps=gap_page(session, workspace, states=states, page=showing.page, size=PAGE) if states else None,
            standard=standard_answers(session, workspace) if showing.state == STANDARD else (),
            often=often_asked(session, workspace, now=now, limit=MOST_OFTEN) if showing.state == OFTEN else (),
        )
        return gaps_panel(shown, showing, role, texts)

    def _audit(self, session: Session, showing: Showing, texts: Texts, now: datetime) -> list[Block]:
        asked = Filter(showing.actor or None, showing.action or None, showing.guide or None)
        before = showing.before[-1] if showing.before else None
        found = entries(session, self._desk.workspace, asked, limit=AUDIT_PAGE + 1, before_number=before)
        return audit_panel(found, shelf(session, self._desk.workspace, now.date()), showing, texts)

    def _settings(self, session: Session, showing: Showing, texts: Texts, now: datetime) -> list[Block]:
        audiences = [parse(guide.audience) for guide in shelf(session, self._desk.workspace, now.date())]
        guides = Counter(one.key for one in audiences if one.kind is AudienceKind.COMMUNITY)
        decided, named = policy(session, self._desk.workspace), communities(session, self._desk.workspace)
        use = self._model_use(session, now)
        return settings_panel(decided, self._desk.services.schemes, named, guides, showing, texts, use)

    def _model_use(self, session: Session, now: datetime) -> ModelUse | None:
        """What went today to the model that words answers, where there is one."""
        set_so = self._desk.services.settings
        if set_so.model is None:
            return None
        return ModelUse(
            set_so.model, used_on(session, self._desk.workspace, day_of(now)).workspace, set_so.model_limits
        )


def _owners(guides: Iterable[ShelfGuide]) -> set[str]:
    return {guide.owner_person for guide in guides if guide.owner_person}
