"""What people look at before they decide: previews, warnings, changes, past answers; filled into modals by jobs."""

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.changes import Comparison, changes_view
from bot.blocks.library.findings import ToReview, findings_view
from bot.blocks.library.impact import impact_view
from bot.blocks.library.pages import Look, LookKind, sentence_view
from bot.blocks.library.preview import preview_view
from bot.blocks.message import Block
from bot.durable import step, time_now, workflow
from bot.library.cards import UNPUBLISHED
from bot.library.desk import Desk
from bot.library.impacts import Impacts
from bot.library.mishaps import apologising_by
from bot.library.modals import fill
from bot.library.refusals import REFUSALS
from bot.texts import Texts
from knowledge.golden.queries import latest_runs
from knowledge.guides.queries import edition_facts, passages_of
from knowledge.guides.steps import state_of, subject_of
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.retrieval.findings import findings
from learning.standing.foreseen import NOTHING_FORESEEN, foreseen


@DBOS.dbos_class()
class Looking(DBOSConfiguredInstance):
    """The job that fills a modal."""

    def __init__(self, desk: Desk, impacts: Impacts) -> None:
        """Take what the job works with."""
        super().__init__("looking")
        self._desk = desk
        self._impacts = impacts

    @workflow
    def fill(self, view_id: str, look: Look, person: str) -> None:
        """Show a person what is looked at."""

        def say(said: str) -> None:
            fill(self._desk, view_id, sentence_view(look, said, self._desk.status.texts(person)))

        with apologising_by(self._desk, person, say, edition=look.edition_id):
            self.show(view_id, look, person)

    @step
    def show(self, view_id: str, look: Look, person: str) -> None:
        """Put it into the modal, if that is still open."""
        texts = self._desk.status.texts(person)
        try:
            with self._desk.database.reading() as session:
                require(session, self._desk.workspace, person, Act.SEE_LIBRARY)
                subject_of(session, self._desk.workspace, look.edition_id)
            view = self._view(look, texts)
        except REFUSALS as error:
            view = sentence_view(look, self._desk.acting.noted(person, error, look.edition_id), texts)
        fill(self._desk, view_id, view)

    def _view(self, look: Look, texts: Texts) -> Block:
        match look.kind:
            case LookKind.PREVIEW:
                with self._desk.database.reading() as session:
                    return preview_view(passages_of(session, look.edition_id), look, texts)
            case LookKind.FINDINGS:
                return findings_view(self._to_review(look.edition_id), look, texts)
            case LookKind.CHANGES:
                return changes_view(self._compared(look.edition_id), look, texts)
            case LookKind.IMPACT:
                answers = self._impacts.touching(look.edition_id, in_words=True).answers
                return impact_view(answers, look, texts)

    def _to_review(self, edition_id: str) -> ToReview:
        """Looked for anew: other guides may have been published since it came in."""
        model, workspace = self._desk.services.embedder.model_id, self._desk.workspace
        looked = findings(self._desk.database, model, workspace, edition_id)
        with self._desk.database.reading() as session:
            runs = latest_runs(session, workspace, limit=1, edition_id=edition_id)
            warnings = edition_facts(session, [edition_id])[edition_id].warnings
        return ToReview(looked, warnings, runs[0] if runs else None)

    def _compared(self, edition_id: str) -> Comparison:
        workspace, touching = self._desk.workspace, self._impacts.touching(edition_id)
        if touching.before is None:
            return Comparison(None, (), 0)
        with self._desk.database.reading() as session:
            label = edition_facts(session, [touching.before])[touching.before].label
            is_coming = state_of(session, edition_id) in UNPUBLISHED
            touches = foreseen(session, workspace, edition_id, now=time_now()) if is_coming else NOTHING_FORESEEN
        return Comparison(label, touching.changes, len(touching.answers), touches)
