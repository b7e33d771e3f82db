"""Reminders are few in an hour, the oldest first; a button that stands in none tells the person what came of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.library.aftermath import Elsewhere
from bot.library.owners import Owners
from bot.library.reminders import EVENT_TYPE, MOST_AT_ONCE, Pressed, Reminders
from bot.playground.people import direct
from knowledge.members.roles import Role
from storage import jobs
from tests.bot.library.desks import room
from tests.journeys.workplace import AMARA, BEN, shown

# A Wednesday, ten o'clock in Stockholm and in Lagos.
NOW = datetime(2025, 11, 26, 9, 5, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def nowhere(person: str, guide_id: str, where: Elsewhere, said: str | None) -> None:
    """Nobody presses anything on the Home tab or on a guide's page here."""


def test_an_owner_of_many_old_guides_is_reminded_of_a_few_in_each_hour_the_oldest_first(tmp_path: Path) -> None:
    now = [NOW]
    with room(tmp_path) as office:
        for number in range(MOST_AT_ONCE + 2):
            office.shelf.publish(f"{number}.md", NOW.date() - number * DAY, owner=BEN)
        office.shelf.publish("hers.md", NOW.date(), owner=AMARA)

        def reminders(person: str) -> list[str]:
            messages = office.slack.workspace.messages(direct(person))
            found = [shown(m) for m in messages if m.get("metadata", {}).get("event_type") == EVENT_TYPE]
            return [text.partition("*")[2].partition("*")[0] for text in found]

        def build() -> Reminders:
            return Reminders(office.desk, Owners(office.desk), lambda: now[0], nowhere)

        with jobs.running(office.desk.services.settings.jobs_database, build) as job:
            jobs.start("first hour", job.remind)()
            oldest = [f"{number}.md" for number in reversed(range(MOST_AT_ONCE + 2))]
            assert reminders(BEN) == oldest[:MOST_AT_ONCE]
            assert reminders(AMARA) == ["hers.md"]
            now[0] += HOUR
            jobs.start("second hour", job.remind)()
            assert reminders(BEN) == oldest
            now[0] += HOUR
            jobs.start("third hour", job.remind)()
            assert (reminders(BEN), job.is_due(now[0])) == (oldest, False)


def test_a_button_that_stands_in_no_reminder_tells_the_person_alone_what_came_of_it(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        office.shelf.give(BEN, Role.REVIEWER)
        guide = office.shelf.publish("a.md", NOW.date())

        def whispers(person: str) -> list[str]:
            return [m["text"] for m in office.slack.workspace.ephemerals(person, direct(person))]

        def build() -> Reminders:
            return Reminders(office.desk, Owners(office.desk), lambda: NOW, nowhere)

        with jobs.running(office.desk.services.settings.jobs_database, build) as job:
            for number, (press, person) in enumerate(
                ((job.begun, BEN), (job.reviewed, BEN), (job.reviewed, BEN), (job.reviewed, AMARA))
            ):
                jobs.start(f"press {number}", press, Pressed(person, guide))()
        assert whispers(BEN) == [
            f"<@{BEN}> has been reviewing it since 26 November 2025.",
            *2
            * [f"<@{BEN}> looked at it on 26 November 2025, and nothing had to change. Next review: 26 November 2026."],
        ]
        (refused,) = whispers(AMARA)
        assert "As a learner you can't do this here." in refused


def test_an_owner_who_is_a_learner_is_offered_no_new_edition(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        office.shelf.give(AMARA, Role.EDITOR)
        for person in (AMARA, BEN):
            office.shelf.publish(f"{person}.md", NOW.date(), owner=person)

        def build() -> Reminders:
            return Reminders(office.desk, Owners(office.desk), lambda: NOW, nowhere)

        def offered(person: str) -> list[bool]:
            return ["edition_add" in str(m["blocks"]) for m in office.slack.workspace.messages(direct(person))]

        with jobs.running(office.desk.services.settings.jobs_database, build) as job:
            jobs.start("remind", job.remind)()
            assert (offered(AMARA), offered(BEN)) == ([True], [False])
            (message,) = office.slack.workspace.messages(direct(BEN))
            (guide_id,) = {e["value"] for b in message["blocks"] for e in b.get("elements", ()) if "value" in e}
            jobs.start("begin", job.begun, Pressed(BEN, guide_id, direct(BEN), message["ts"], NOW.date()))()
        (message,) = office.slack.workspace.messages(direct(BEN))
        assert "guide_reviewed" in str(message["blocks"])
        assert "review_begin" not in str(message["blocks"])
        assert offered(BEN) == [False]
