"""People are written to about what they have not asked for: planned ahead, sent when it is time, each once."""

from collections.abc import Callable
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.durable import passes, step, workflow
from bot.incidents import incident
from bot.learning.charts import Charts
from bot.learning.sending import Came, Sending
from bot.learning.zones import Zones
from bot.library.desk import Desk
from knowledge.policies.queries import policy
from learning.learners import service as learners
from learning.learners.values import Kind
from learning.notices import queries, service
from learning.notices.goals import goals
from learning.notices.values import Notice

# Each message takes some calls of Slack's Web API: so many are sent by one job, the others by that of the next minute.
MOST_AT_ONCE = 60
# After so many that Slack did not let through, one after the other, nothing is tried until the next minute.
MOST_STUCK = 3


@DBOS.dbos_class()
class Reminding(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, zones: Zones, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("reminding")
        self._desk = desk
        self._zones = zones
        self._clock = clock
        self._charts = Charts(desk, clock)
        self._sending = Sending(desk, zones, self._charts, clock)

    def is_to_plan(self, now: datetime) -> bool:
        """Whether anybody is to be asked to practise within a day who is not planned yet."""
        with self._desk.database.reading() as session:
            return bool(queries.to_ask(session, self._desk.workspace, now, now + service.AHEAD, 1))

    def is_due(self, now: datetime) -> bool:
        """Whether it is time for anything, and nobody is at it."""
        if self._sending.is_going_on:
            return False
        with self._desk.database.reading() as session:
            return bool(queries.due(session, self._desk.workspace, now, 1))

    @workflow
    def plan_practice(self) -> None:
        """Plan when people are asked to practise."""
        self.plan_asking()

    @workflow
    def plan(self) -> None:
        """Take up who has come and who has left, and plan everything."""
        self.follow()
        self.plan_asking()
        self.plan_others()

    @workflow
    def send(self) -> None:
        """Send what it is time for, the oldest first, as far as it is not moot.

        While Slack lets nothing through the job ends, and that of the next minute goes on with the others.
        """
        sent = stuck = 0
        while sent < MOST_AT_ONCE and (waiting := self.waiting()):
            for notice in waiting:
                came = Came(self.send_one(notice.id))
                sent += came is Came.SENT
                stuck = stuck + 1 if came is Came.STUCK else 0
                if stuck == MOST_STUCK:
                    return
                if came is Came.SENT and notice.kind is Kind.DIGEST:
                    files = self.give_charts(notice)
                    if files:
                        self.show_charts(notice, files)

    @step
    def follow(self) -> None:
        """Take up people who have begun to learn, and who came to the workspace or left it."""
        now = self._clock()
        with self._desk.database.reading() as session:
            newcomers = queries.newcomers(session, self._desk.workspace)
        for some in service.parts(newcomers):
            with self._desk.database.transaction() as session:
                learners.enter(session, self._desk.workspace, some, now=now)
        people = self._zones.everybody(now)
        with self._desk.database.transaction() as session:
            back = learners.follow(session, self._desk.workspace, people.here, people.gone, now=now)
            service.forget_missed(session, self._desk.workspace, back)
            service.forget_old(session, self._desk.workspace, now)

    @step
    def plan_asking(self) -> None:
        """Plan it part by part, each in a transaction of its own."""
        now, zones = self._clock(), self._zones.everybody(self._clock()).zones
        is_left = True
        while is_left:
            with self._desk.database.transaction() as session:
                is_left = bool(service.plan_practice(session, self._desk.workspace, now, zones))

    @step
    def plan_others(self) -> None:
        """Plan deadlines and digests: looked up once, kept part by part."""
        now, people = self._clock(), self._zones.everybody(self._clock())
        for wanted in (service.deadlines, goals, service.digests):
            with self._desk.database.reading() as session:
                planned = wanted(session, self._desk.workspace, now, people.zones)
            for some in service.parts(planned):
                with self._desk.database.transaction() as session:
                    service.keep(session, self._desk.workspace, some)
        with self._desk.database.transaction() as session:
            channel = policy(session, self._desk.workspace).report_channel
            if channel is not None:
                service.plan_report(session, self._desk.workspace, channel, now, people.zone)

    @step
    def waiting(self) -> list[Notice]:
        """Some notices that it is time for."""
        with self._desk.database.reading() as session:
            return queries.due(session, self._desk.workspace, self._clock(), MOST_AT_ONCE)

    @step
    def give_charts(self, notice: Notice) -> dict[str, str]:
        """Give Slack the pictures that go with a digest; none where they can't be drawn."""
        try:
            return self._charts.given(notice)
        except Exception as error:
            if passes(error):
                raise
            incident(error, notice=notice.id)
            return {}

    @step
    def show_charts(self, notice: Notice, files: dict[str, str]) -> None:
        """Show them; a file that is shown already is not shown again."""
        self._charts.show(notice, files)

    @step
    def send_one(self, notice_id: str) -> str:
        """Send a notice, drop it or put it off; returns what came of it (``Came``)."""
        return self._sending.send(notice_id).value
