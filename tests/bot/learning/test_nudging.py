"""Which reminders are to be sent now, however many wait for people who sleep."""

from datetime import UTC, datetime

from bot.learning.nudging import awake
from storage.database import Database
from tests.learning.cohorts.campus import LEARNERS, Campus

# Nine in the morning in Madrid, and midnight in Los Angeles.
MORNING = datetime(2026, 11, 30, 8, tzinfo=UTC)
ZONES = {"lea": "America/Los_Angeles", "lou": "America/Los_Angeles", "lin": "Europe/Madrid"}


def test_those_who_sleep_do_not_keep_others_from_being_reminded(database: Database) -> None:
    campus = Campus.open(database)
    campus.prefers("lis", zone="America/Los_Angeles")
    campus.add("luz")
    campus.nudge(*LEARNERS, "luz", now=MORNING)

    def found(most: int) -> list[str]:
        with database.reading() as session:
            return [
                one.person for one in awake(session, campus.workspace, {**ZONES, "luz": "Europe/Madrid"}, MORNING, most)
            ]

    assert found(1) == ["lin"]
    assert found(2) == found(100) == ["lin", "luz"]
