"""The analysis of a certification's exam: filled into a modal, and sent as files; as durable jobs."""

from collections.abc import Sequence

import numpy as np
from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.analysis_view import AnalysisLook, analysis_view, gate_line, sentence_analysis
from bot.blocks.library.golden_panel import sentence_message
from bot.durable import step, workflow
from bot.learning.item_files import ItemsToDo
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising, apologising_by
from bot.library.modals import fill
from bot.library.refusals import REFUSALS
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.analysis.csv import choices_csv, items_csv
from learning.analysis.queries import material
from learning.analysis.report import analyse
from learning.analysis.values import AnalysisReport, Material
from learning.attempts.withholding import require_no_exam
from learning.certifications.queries import certification_of

EVENT_TYPE = "fieldwise_analysis"
# The same figures for the same exams: a second look must not show other intervals.
SEED = 2_026


@DBOS.dbos_class()
class Analyses(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk) -> None:
        """Take what the jobs work with."""
        super().__init__("analyses")
        self._desk = desk
        self._workspace = desk.workspace

    @workflow
    def fill(self, view_id: str, look: AnalysisLook, person: str) -> None:
        """Show a person the analysis in a modal."""

        def say(said: str) -> None:
            fill(self._desk, view_id, sentence_analysis(look, said, self._desk.status.texts(person)))

        with apologising_by(self._desk, person, say, certification=look.certification_id):
            self.show(view_id, look, person)

    @workflow
    def send(self, todo: ItemsToDo, certification_id: str) -> None:
        """Send a person the pictures and tables."""
        with apologising(self._desk, todo.person):
            sent = self.send_files(todo.person, certification_id)
            if sent is None:
                return
            if not sent or not self.share_files(todo.person, sent, certification_id):
                self.tell_not_sent(todo)

    @step
    def show(self, view_id: str, look: AnalysisLook, person: str) -> None:
        """Put it into the modal, if that is still open."""
        texts = self._desk.status.texts(person)
        try:
            view = analysis_view(self._report(person, look.certification_id), look, texts)
        except REFUSALS as error:
            view = sentence_analysis(look, self._desk.acting.noted(person, error), texts)
        fill(self._desk, view_id, view)

    @step
    def send_files(self, person: str, certification_id: str) -> dict[str, str] | None:
        """Give Slack the files, which nobody sees yet.

        Returns:
            Their names by their ids; none where Slack does not take them, None where the person may not have them.
        """
        texts = self._desk.status.texts(person)
        try:
            report = self._report(person, certification_id)
        except REFUSALS as error:
            self._desk.acting.refuse(person, None, error)
            return None
        files = files_of(report, texts)
        given = {given_to_slack(self._desk.calls, file): file.name for file in files}
        return {key: name for key, name in given.items() if key is not None} if None not in given else {}

    @step
    def share_files(self, person: str, sent: dict[str, str], certification_id: str) -> bool:
        """Show the files in the person's conversation with the bot; returns whether Slack does that."""
        texts = self._desk.status.texts(person)
        with self._desk.database.reading() as session:
            found = certification_of(session, self._workspace, certification_id)
        return show_file(self._desk, person, sent, texts.analysis.sent.format(title=found.definition.title))

    @step
    def tell_not_sent(self, todo: ItemsToDo) -> None:
        """Say that Slack did not take the files."""
        message = sentence_message(self._desk.status.texts(todo.person).analysis.not_sent, "analysis")
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)

    def _report(self, person: str, certification_id: str) -> AnalysisReport:
        with self._desk.database.reading() as session:
            require(session, self._workspace, person, Act.KEEP_CERTIFICATIONS)
            require_no_exam(session, self._workspace, person)
            found = _material(session, self._workspace, certification_id)
        return analyse(found, np.random.default_rng(SEED))


def files_of(report: AnalysisReport, texts: Texts) -> Sequence[OurFile]:
    """Two pictures, each with a text that says the same, and two tables."""
    # Drawing takes long to load, and few processes ever draw.
    from learning.analysis.picture import ItemLabels, ScoreLabels, items_picture, scores_picture

    said = texts.analysis
    shown = items_picture(report, ItemLabels(**said.items_picture))
    scores = scores_picture(report, ScoreLabels(**said.scores_picture))
    gate = gate_line(report, texts)
    # Spreadsheets take a file without this mark for one in an older encoding.
    tables = {"items": items_csv(report), "answers": choices_csv(report)}
    return [
        OurFile(f"{report.key}-items.png", shown.png, f"{shown.alt} {gate}"),
        OurFile(f"{report.key}-scores.png", scores.png, f"{scores.alt} {gate}"),
        *(OurFile(f"{report.key}-{name}.csv", table.encode("utf-8-sig")) for name, table in tables.items()),
    ]


def _material(session: Session, workspace: str, certification_id: str) -> Material:
    return material(session, workspace, certification_of(session, workspace, certification_id))
