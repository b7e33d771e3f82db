"""Those who look after the library are told, once each time, that the model which words answers is away; a job."""

import logging
from collections.abc import Callable
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.outage import outage_message
from bot.durable import step, workflow
from bot.library.desk import Desk
from bot.library.owners import Owners
from bot.library.telling import tell_once
from bot.posting import Mark
from knowledge.outages import service
from knowledge.outages.queries import lasting_outage
from knowledge.outages.values import Outage

EVENT_TYPE = "fieldwise_model_outage"

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class OutageNews(DBOSConfiguredInstance):
    """The job that tells them."""

    def __init__(self, desk: Desk, owners: Owners, clock: Callable[[], datetime]) -> None:
        """Take what the job works with."""
        super().__init__("outage_news")
        self._desk = desk
        self._owners = owners
        self._clock = clock

    def is_due(self, _now: datetime) -> bool:
        """Whether there is an outage that has to be told."""
        return self._to_tell() is not None

    @workflow
    def tell(self) -> None:
        """Tell all who may give roles, each once; an outage that ended meanwhile is told to nobody."""
        self.tell_all()

    @step
    def tell_all(self) -> int:
        """Tell them; returns how many have it. Whom Slack does not let the bot write to finds it in Home."""
        found = self._to_tell()
        if found is None:
            return 0
        mark = Mark(EVENT_TYPE, {"began": found.began.isoformat()})
        told = [
            tell_once(self._desk, keeper.person, mark, outage_message(found, keeper.texts), found.began)
            for keeper in self._owners.keepers(None)
        ]
        with self._desk.database.transaction() as session:
            service.told(session, self._desk.workspace, found.began, now=self._clock())
        log.warning("chat model away", extra={"model": found.model, "failures": found.failures, "told": sum(told)})
        return sum(told)

    def _to_tell(self) -> Outage | None:
        with self._desk.database.reading() as session:
            found = lasting_outage(session, self._desk.workspace, self._desk.services.settings.model)
        return found if found is not None and found.told is None else None
