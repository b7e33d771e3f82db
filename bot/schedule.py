"""What is done at its time: a thread that looks each minute, and starts jobs that are named by their period.

So a job is started once in its period, however often somebody looks, and whether the bot was restarted meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from bot.durable import time_now
from bot.gaps.again import AskingAgain
from bot.gaps.held_back import HeldBack
from bot.incidents import incident
from bot.learning.continuing import Continuing
from bot.learning.exams import Exams
from bot.learning.issuing import CertificateJobs
from bot.learning.my_data import MyData
from bot.learning.nudging import Nudges
from bot.learning.regrading import Regrading
from bot.learning.reminding import Reminding
from bot.library.due_editions import DueEditions
from bot.library.gaps import GapJobs
from bot.library.links import Links
from bot.library.outages import OutageNews
from bot.library.reminders import Reminders
from bot.library.stranded_uploads import StrandedUploads
from storage import jobs

EVERY = timedelta(minutes=1)
_MINUTES = 10


def week(now: datetime) -> str:
    """The week's name, as ``2026-W48``."""
    return f"{now:%G-W%V}"


def day(now: datetime) -> str:
    """The day's name, as ``2026-11-25``."""
    return f"{now:%Y-%m-%d}"


def hour(now: datetime) -> str:
    """The hour's name, as ``2026-11-25T21``."""
    return f"{now:%Y-%m-%dT%H}"


def ten_minutes(now: datetime) -> str:
    """The name of each tenth minute, as ``2026-11-25T21:10``, until the next one."""
    return f"{now:%Y-%m-%dT%H}:{now.minute // _MINUTES * _MINUTES:02}"


def minute(now: datetime) -> str:
    """The minute's name, as ``2026-11-25T21:14``."""
    return f"{now:%Y-%m-%dT%H:%M}"


def whenever(_now: datetime) -> bool:
    """In each period."""
    return True


@dataclass(frozen=True)
class Errand:
    """Something to do at its time.

    Attributes:
        name: Of its jobs.
        period: In a period of the same name it is done once.
        is_due: Whether there is anything to do; a quick look, each minute until it is started.
        job: A workflow.
    """

    name: str
    period: Callable[[datetime], str]
    is_due: Callable[[datetime], bool]
    job: Callable[[], None]


LINKS = "links"


def errands(
    reminders: Reminders,
    links: Links,
    editions: DueEditions,
    uploads: StrandedUploads,
    exams: Exams,
    certificates: CertificateJobs,
    regrading: Regrading,
    reminding: Reminding,
    my_data: MyData,
    nudges: Nudges,
    continuing: Continuing,
    gaps: GapJobs,
    again: AskingAgain,
    held_back: HeldBack,
    outages: OutageNews,
) -> tuple[Errand, ...]:
    """All that there is to do."""
    return (
        Errand("due-editions", ten_minutes, editions.is_due, editions.publish),
        Errand("stranded-uploads", ten_minutes, uploads.is_due, uploads.give_up),
        Errand("overdue-exams", minute, exams.is_due, exams.close_overdue),
        Errand("certificates", ten_minutes, certificates.is_due, certificates.look_at_all),
        Errand("years", ten_minutes, continuing.is_due, continuing.end_years),
        Errand("regrade-notices", ten_minutes, lambda _: regrading.has_news(), regrading.tell),
        Errand("practice-plan", ten_minutes, reminding.is_to_plan, reminding.plan_practice),
        Errand("notice-plan", hour, whenever, reminding.plan),
        Errand("notices", minute, reminding.is_due, reminding.send),
        Errand("reminders", hour, reminders.is_due, reminders.remind),
        Errand("asking-again", ten_minutes, again.is_due, again.ask_again),
        Errand("held-back", ten_minutes, held_back.is_due, held_back.tell),
        Errand("gaps", minute, gaps.has_news, gaps.gather),
        Errand("given-gaps", minute, gaps.has_given, gaps.tell_owners),
        Errand("model-outage", minute, outages.is_due, outages.tell),
        Errand("nudges", ten_minutes, nudges.is_due, nudges.send_waiting),
        Errand("erasures", ten_minutes, my_data.has_to_sweep, my_data.sweep),
        Errand("forgetting", day, my_data.has_to_forget, my_data.forget_old),
        Errand(LINKS, week, whenever, links.check),
        Errand("dead-links", hour, lambda _: links.has_news(), links.tell),
    )


class Schedule:
    """Starts what is due. For one thread."""

    def __init__(self, workspace: str, to_do: Sequence[Errand]) -> None:
        """Start nothing yet.

        Args:
            workspace: The id of the workspace, which the jobs' names hold.
            to_do: What there is to do.
        """
        self._workspace = workspace
        self._errands = tuple(to_do)
        self._started: dict[str, str] = {}

    def without(self, name: str) -> "Schedule":
        """The same without one errand."""
        return Schedule(self._workspace, [errand for errand in self._errands if errand.name != name])

    def tick(self, now: datetime) -> None:
        """Start the jobs of the periods in which ``now`` is, as far as they are due and were not started yet.

        An errand that can't be started, since the database is away say, keeps no other one waiting; it is tried again
        at the next tick.
        """
        for errand in self._errands:
            try:
                self._start(errand, now)
            except Exception as error:  # noqa: BLE001 - the thread goes on, whatever it is
                incident(error, errand=errand.name)

    def _start(self, errand: Errand, now: datetime) -> None:
        period = errand.period(now)
        if self._started.get(errand.name) != period and errand.is_due(now):
            jobs.start(f"{errand.name}:{self._workspace}:{period}", errand.job)
            self._started[errand.name] = period


def ticking(
    schedule: Schedule, *, every: timedelta = EVERY, clock: Callable[[], datetime] = time_now
) -> AbstractContextManager[None]:
    """Look every so often what is due, from now on, while inside. Jobs have to be run meanwhile."""
    return repeating("schedule", lambda: schedule.tick(clock()), every)


@contextmanager
def repeating(name: str, act: Callable[[], None], every: timedelta) -> Iterator[None]:
    """Do something at once and then every so often, in a thread of this name, while inside; it must not raise."""
    stop = Event()

    def go_on() -> None:
        while True:
            act()
            if stop.wait(every.total_seconds()):
                return

    thread = Thread(target=go_on, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
