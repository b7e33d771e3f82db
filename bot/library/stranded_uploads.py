"""Uploads whose jobs have come to an end before them, as durable jobs.

A job that has brought down its process too often is parked, and one may break off where it could not even note that it
did. Their uploads would be under way for good, count against what people may hand in, and keep others from the file.
"""

import logging
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.durable import step, time_now, workflow
from bot.library.desk import Desk
from bot.library.upload_cards import UploadCards
from bot.library.upload_problems import BrokenOff, code_and_facts
from bot.library.uploads import job_of
from ingestion.uploads import queries, service
from ingestion.uploads.values import UNDER_WAY
from storage import jobs

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class StrandedUploads(DBOSConfiguredInstance):
    """The job that lets them fail."""

    def __init__(self, desk: Desk) -> None:
        """Take the library, and Slack."""
        super().__init__("stranded_uploads")
        self._desk = desk
        self._cards = UploadCards(desk)

    def is_due(self, _now: datetime) -> bool:
        """Whether there is such an upload."""
        return bool(self._stranded())

    @workflow
    def give_up(self) -> None:
        """Let them fail, and tell their people."""
        for upload_id in self.stranded():
            if self.fail(upload_id):
                self.show(upload_id)

    @step
    def stranded(self) -> list[str]:
        """Which they are."""
        return self._stranded()

    @step
    def fail(self, upload_id: str) -> bool:
        """Note that it was broken off, and discard what was stored; returns whether that is how it ended."""
        workspace = self._desk.workspace
        with self._desk.database.transaction() as session:
            upload = queries.upload(session, workspace, upload_id)
            if upload is None:
                return False
            code, facts = code_and_facts(BrokenOff(upload.name))
            if service.fail(session, workspace, upload_id, code, facts, now=time_now()):
                log.error("upload broken off", extra={"upload": upload_id, "workspace": workspace})
                return True
            # Noted already, before the process died: its card may not say so yet.
            return upload.error == code

    @step
    def show(self, upload_id: str) -> None:
        """Let its card say so."""
        self._cards.open(upload_id, None)
        self._cards.settle(upload_id)

    def _stranded(self) -> list[str]:
        # Uploads first: one that is under way now has a job already.
        with self._desk.database.reading() as session:
            found = [upload.id for upload in queries.uploads(session, self._desk.workspace, UNDER_WAY)]
        working = jobs.unfinished([job_of(upload_id) for upload_id in found]) if found else frozenset()
        return [upload_id for upload_id in found if job_of(upload_id) not in working]
