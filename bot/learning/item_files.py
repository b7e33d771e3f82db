"""Items taken in from files, written to files, and drafted from guides; as durable jobs."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.item_files import (
    OFTEN_ASKED,
    Format,
    SentToReview,
    TakenIn,
    exported_line,
    left_out_message,
    sent_message,
    taken_message,
    to_review_message,
)
from bot.blocks.library.golden_panel import sentence_message
from bot.blocks.library.upload_problem import problem_text
from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.learning.bank_files import bank_drafts, guide_drafts, often_asked_drafts, written
from bot.learning.refusals import flaws_said, learning_refusal
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.slack_files import SlackFiles
from bot.library.telling import tell_once
from bot.library.upload_problems import HandInError
from bot.posting import Mark
from bot.texts import Texts
from ingestion.errors import TooLarge
from knowledge.errors import GuideNotFound
from knowledge.members.queries import people_who_may
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.attempts.withholding import require_no_exam
from learning.errors import BadItem, GuideUnknown, QuoteNotFound
from learning.formats import recognising
from learning.formats.values import MAX_BYTES, Import, LeftOut
from learning.items.queries import version, written_at
from learning.items.service import add, take_in
from learning.items.submitting import submit_each
from learning.items.values import ItemDraft, ItemVersion, Pool

EVENT_TYPE = "fieldwise_items"
MOST_REVIEWERS = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ItemsToDo:
    """What a person wants to be done with items; ``job`` is the id of the job that does it, asked for at ``at``."""

    job: str
    person: str
    at: datetime


@dataclass(frozen=True)
class FromGuide:
    """What is to be drafted from: a guide, or what is asked often where ``guide_id`` is ``OFTEN_ASKED``."""

    guide_id: str
    competency: str
    pool: Pool


@dataclass(frozen=True)
class Written:
    """A file that Slack has, with how many items are in it, and what of them is not."""

    file_id: str
    name: str
    items: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Report:
    """A message that says what came of a file, and how it is to be from now on."""

    channel: str
    moment: str
    message: Message


@DBOS.dbos_class()
class ItemFiles(DBOSConfiguredInstance):
    """The jobs. Each tells what came of it in the person's own conversation with the bot."""

    def __init__(self, desk: Desk) -> None:
        """Take what the jobs work with."""
        super().__init__("item_files")
        self._desk = desk
        self._workspace = desk.workspace
        self._files = SlackFiles(desk.calls, most_bytes=MAX_BYTES)

    @workflow
    def take_in(self, todo: ItemsToDo, file_id: str, name: str) -> None:
        """Store the items of a file as drafts."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                self.tell(todo, self.taken(todo, file_id, name))

    @workflow
    def submit(self, todo: ItemsToDo, written: datetime, report: Report | None = None) -> None:
        """Send to review what came in with a file, and tell those who can review it.

        ``report`` is the message that offered it, as it is to be from then on.
        """
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                came_to = self.sent(todo, written)
                reviewers = self.reviewers(todo.person) if came_to.sent else []
                told = sum(self.tell_reviewer(todo, one, came_to.sent) for one in reviewers)
                self.tell(todo, sent_message(came_to, told, self._desk.status.texts(todo.person)))
                if report is not None:
                    self.redraw(report)

    @workflow
    def draft(self, todo: ItemsToDo, wanted: FromGuide) -> None:
        """Store what can be drafted from a guide."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                self.tell(todo, self.drafted(todo, wanted))

    @workflow
    def export(self, todo: ItemsToDo, kind: Format, pool: Pool | None) -> None:
        """Send items as a file."""
        with apologising(self._desk, todo.person):
            if not self.may_export(todo.person):
                return
            said = self._desk.status.texts(todo.person).item_files
            sent = self.send_file(kind, pool)
            if sent is None:
                self.tell(todo, sentence_message(said.nothing_to_export, "items"))
            elif not sent.file_id or not self.share_file(todo.person, sent):
                self.tell(todo, sentence_message(said.not_exported, "items"))
            elif sent.left_out:
                self.tell(todo, left_out_message(sent.left_out, self._desk.status.texts(todo.person)))

    @step
    def may(self, person: str) -> bool:
        """Whether the person may write items; who may not is told so."""
        return self._desk.acting.allows(person, Act.WRITE_ITEMS)

    @step
    def may_export(self, person: str) -> bool:
        """Whether the person may have all items with their keys; who may not now is told so."""

        def act(session: Session) -> bool:
            require(session, self._workspace, person, Act.WRITE_ITEMS)
            require_no_exam(session, self._workspace, person)
            return True

        return self._desk.acting.attempt(person, None, act) is not None

    @step
    def taken(self, todo: ItemsToDo, file_id: str, name: str) -> Message:
        """Take the file in; returns what came of it. Done again, it finds what it has stored before."""
        texts = self._desk.status.texts(todo.person)
        try:
            data = self._files.content(self._files.about(file_id, name))
        except (HandInError, TooLarge) as error:
            return sentence_message(problem_text(error, texts), "items")
        taken = self._stored(todo, recognising.read(data), texts)
        return taken_message(replace(taken, written_at=todo.at, file=name), texts)

    @step
    def drafted(self, todo: ItemsToDo, wanted: FromGuide) -> Message:
        """Draft; returns what came of it. Done again, it finds what it has stored before."""
        texts = self._desk.status.texts(todo.person)
        try:
            with self._desk.database.reading() as session:
                drafts = self._drafts(session, wanted)
        except GuideNotFound as error:
            return sentence_message(self._desk.acting.noted(todo.person, error), "items")
        return taken_message(self._stored(todo, Import(drafts, ()), texts), texts)

    @step
    def sent(self, todo: ItemsToDo, written: datetime) -> SentToReview:
        """Send to review what the person wrote at a moment. Done again, it finds what it has sent before."""
        with self._desk.database.reading() as session:
            ids = written_at(session, self._workspace, todo.person, written)
        came_to = submit_each(self._desk.database, self._workspace, ids, by=todo.person, now=todo.at)
        texts = self._desk.status.texts(todo.person)
        refused = tuple(f"{error.key}: {flaws_said(error.flaws, texts)}" for error in came_to.refused)
        return SentToReview(len(came_to.sent), len(came_to.moved_on), refused)

    @step
    def redraw(self, report: Report) -> None:
        """Take from a report the button that was pressed."""
        try:
            self._desk.posting.update(report.channel, report.moment, report.message)
        except SlackRefused as error:
            log.info("the report is not redrawn", extra={"channel": report.channel, "error": error.error})

    @step
    def reviewers(self, person: str) -> list[str]:
        """Who is told: those who may publish, without who asks."""
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._workspace, Act.PUBLISH_ITEMS)
        return [one for one in able if one != person][:MOST_REVIEWERS]

    @step
    def tell_reviewer(self, todo: ItemsToDo, reviewer: str, count: int) -> bool:
        """Tell one who can review, once; returns whether the person is told."""
        message = to_review_message(todo.person, count, self._desk.status.texts(reviewer))
        return tell_once(self._desk, reviewer, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)

    @step
    def send_file(self, kind: Format, pool: Pool | None) -> Written | None:
        """Give Slack the file, which nobody sees yet; None where there is nothing to write, an empty id where not."""
        with self._desk.database.reading() as session:
            drafts = bank_drafts(session, self._workspace, pool)
        if not drafts:
            return None
        name, file = written(drafts, kind)
        file_id = given_to_slack(self._desk.calls, OurFile(name, file.data))
        held = len(drafts) if kind is not Format.ANKI else sum(one.pool is Pool.PRACTICE for one in drafts)
        return Written(file_id or "", name, held, file.left_out)

    @step
    def share_file(self, person: str, sent: Written) -> bool:
        """Show the file in the person's conversation with the bot; returns whether Slack does that."""
        texts = self._desk.status.texts(person)
        comment = exported_line(sent.items, len(sent.left_out), texts)
        return show_file(self._desk, person, {sent.file_id: sent.name}, comment)

    @step
    def tell(self, todo: ItemsToDo, message: Message) -> None:
        """Say something in the person's own conversation, once."""
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)

    def _drafts(self, session: Session, wanted: FromGuide) -> tuple[ItemDraft, ...]:
        now, pool, competency = time_now(), wanted.pool, wanted.competency
        if wanted.guide_id == OFTEN_ASKED:
            return often_asked_drafts(session, self._workspace, pool, competency, now)
        return guide_drafts(session, self._workspace, wanted.guide_id, pool, competency, now.date())

    def _stored(self, todo: ItemsToDo, found: Import, texts: Texts) -> TakenIn:
        """All at the moment when it was asked for, by which they are found again."""
        versions, refused = list[ItemVersion](), []
        for draft in found.drafts:
            try:
                with self._desk.database.transaction() as session:
                    versions.append(stored(session, self._workspace, draft, found, by=todo.person, now=todo.at))
            except (BadItem, GuideUnknown, QuoteNotFound) as error:
                refused.append(not_stored(error, found, texts))
        new = [one for one in versions if one.created_at == todo.at]
        again = tuple(one.key for one in new if one.number > 1)
        return TakenIn(
            len(new),
            len(versions) - len(new),
            found.left_out,
            tuple(refused),
            new_versions=again,
            keys=tuple(one.key for one in new),
        )


def not_stored(error: BadItem | GuideUnknown | QuoteNotFound, found: Import, texts: Texts) -> str:
    """That an item of a file was not stored and why, with its line where that is known; plain text."""
    why = flaws_said(error.flaws, texts) if isinstance(error, BadItem) else learning_refusal(error, texts)
    said, line = texts.item_files.not_stored.format(key=error.key, why=why), found.lines.get(error.key)
    return f"{texts.item_files.line.format(line=line)}: {said}" if line else said


def stored(session: Session, workspace: str, draft: ItemDraft, found: Import, *, by: str, now: datetime) -> ItemVersion:
    """Store an item of a file as a draft; returns the version, made at another time where it was there before.

    Raises:
        LearningError, NotAllowed: As ``learning.items.service.add``.
    """
    store = take_in if draft.key in found.foreign else add
    return version(session, workspace, store(session, workspace, draft, by=by, now=now))
