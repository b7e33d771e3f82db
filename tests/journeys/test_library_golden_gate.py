"""Journeys of editions that something keeps from readers: golden questions that fail, a date that is yet to come."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.durable import time_now
from bot.schedule import LINKS
from bot.texts.english import ENGLISH
from ingestion.given import GivenDetails
from knowledge.audit.queries import entries
from knowledge.guides.models import Edition
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from tests.journeys.editions import (
    ASKING,
    CHANGED,
    GOLDEN,
    GUIDE,
    NEW,
    OLD,
    WITHOUT_LATE,
    Editions,
    buttons,
    direct,
    keep_golden,
    library,
)
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, shown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editions]:
    with library(tmp_path / "data") as office:
        yield Editions(office)


def test_an_edition_that_a_golden_question_fails_is_published_only_with_a_reason(desk: Editions) -> None:
    first = desk.published(GUIDE)
    keep_golden(desk)
    second = desk.draft(WITHOUT_LATE, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    desk.press(BEN, second, "edition_publish")
    assert desk.state(second) is EditionState.IN_REVIEW
    card = shown(desk.card(BEN, second))
    assert "1 golden question would not be answered as it must be" in card
    assert GOLDEN in card
    assert "edition_override" not in buttons(desk.card(BEN, second))
    assert OLD in shown(desk.office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))
    seen = desk.looked(BEN, direct(BEN), desk.card(BEN, second), "edition_findings")
    assert GOLDEN in seen

    desk.press(AMARA, second, "edition_publish")
    assert "edition_override" in buttons(desk.card(AMARA, second))
    assert desk.reason(AMARA, second, "edition_override", "edition_overridden", "The bus no longer runs.") == {}
    assert desk.state(second) is EditionState.PUBLISHED
    with desk.office.services.database.reading() as session:
        said = [
            entry.after for entry in entries(session, desk.workspace, limit=20) if entry.action.startswith("golden")
        ]
    assert [(after or {}).get("reason") for after in said if (after or {}).get("reason")] == ["The bus no longer runs."]
    assert NEW in shown(desk.office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def test_an_edition_that_passes_the_golden_questions_is_published(desk: Editions) -> None:
    first = desk.published(GUIDE)
    keep_golden(desk)
    second = desk.published(CHANGED, guide=first.guide_id)
    assert desk.state(second) is EditionState.PUBLISHED


def test_an_edition_with_a_date_to_come_waits_and_can_be_sent_back(desk: Editions) -> None:
    first = desk.published(GUIDE)
    second = desk.draft(CHANGED, guide=first.guide_id, given=GivenDetails(effective_date=date(2999, 5, 3)))
    desk.press(CARMEN, second, "edition_submit")
    desk.press(AMARA, second, "edition_publish")
    assert desk.state(second) is EditionState.SCHEDULED
    assert "Readers see it from 3 May 2999." in shown(desk.card(AMARA, second))
    assert "a partir del 3 de mayo de 2999" in desk.card(CARMEN, second)["text"]
    assert OLD in shown(desk.office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))
    assert desk.reason(AMARA, second, "edition_send_back", "edition_sent_back", "Wait for the board.") == {}
    assert desk.state(second) is EditionState.DRAFT


def test_on_its_day_readers_see_it_and_those_behind_it_are_told_with_what_it_touches(desk: Editions) -> None:
    office, first = desk.office, desk.published(GUIDE)
    office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}")
    second = desk.draft(CHANGED, guide=first.guide_id, given=GivenDetails(effective_date=date(2999, 5, 3)))
    desk.press(CARMEN, second, "edition_submit")
    desk.press(AMARA, second, "edition_publish")
    with office.services.database.transaction() as session:
        today = time_now().date()
        session.execute(update(Edition).where(Edition.id == second.edition_id).values(effective_date=today))
    office.bot.parts.schedule.without(LINKS).tick(time_now())
    office.settle()
    assert desk.state(second) is EditionState.PUBLISHED
    assert f"<@{AMARA}> publicó esta edición." in desk.card(CARMEN, second)["text"]
    assert "1 past answer cites" in str([m["text"] for m in office.answers(direct(AMARA))])
    assert NEW in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def test_an_edition_that_a_golden_question_fails_on_its_day_is_kept_back_and_its_keepers_are_told(
    desk: Editions,
) -> None:
    office, first = desk.office, desk.published(GUIDE)
    second = desk.draft(WITHOUT_LATE, guide=first.guide_id, given=GivenDetails(effective_date=date(2999, 5, 3)))
    desk.press(CARMEN, second, "edition_submit")
    desk.press(BEN, second, "edition_publish")
    assert desk.state(second) is EditionState.SCHEDULED
    keep_golden(desk)
    with office.services.database.transaction() as session:
        today = time_now().date()
        session.execute(update(Edition).where(Edition.id == second.edition_id).values(effective_date=today))
    office.bot.parts.schedule.without(LINKS).tick(time_now())
    office.settle()
    assert desk.state(second) is EditionState.SCHEDULED
    assert OLD in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))
    why = ENGLISH.publishing.not_on_its_day.format(why=ENGLISH.refusals.golden_failed)
    assert why in [message["text"] for message in office.answers(direct(AMARA))]


def test_a_reviewer_s_override_at_an_old_button_is_refused(desk: Editions) -> None:
    office, first = desk.office, desk.published(GUIDE)
    keep_golden(desk)
    second = desk.draft(WITHOUT_LATE, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    desk.press(AMARA, second, "edition_publish")
    with_button = desk.card(AMARA, second)
    assert "edition_override" in buttons(with_button)
    demote(desk)
    told = office.whispered(
        AMARA, direct(AMARA), lambda: office.click(AMARA, direct(AMARA), with_button, "edition_override")
    )
    assert told["text"].startswith("As a reviewer you can't do this here.")
    assert ENGLISH.publishing.override_title not in str(office.slack.workspace.views(AMARA))


def test_an_override_of_an_edition_that_was_sent_back_meanwhile_is_refused(desk: Editions) -> None:
    office, first = desk.office, desk.published(GUIDE)
    keep_golden(desk)
    second = desk.draft(WITHOUT_LATE, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    desk.press(AMARA, second, "edition_publish")
    card = desk.card(AMARA, second)
    act = lambda: office.click(AMARA, direct(AMARA), card, "edition_override")  # noqa: E731
    view = office.view(AMARA, "edition_overridden", act)
    desk.reason(BEN, second, "edition_send_back", "edition_sent_back", "Page 2 is missing.")
    submit = lambda: office.slack.acts.submit(AMARA, view["id"], {"reason": "All the same."})  # noqa: E731
    assert "is a draft by now" in office.whispered(AMARA, direct(AMARA), submit)["text"]
    office.settle()
    assert desk.state(second) is EditionState.DRAFT


def demote(desk: Editions) -> None:
    with desk.office.services.database.transaction() as session:
        give_role(session, desk.workspace, AMARA, Role.REVIEWER, by=OPERATOR, now=time_now())
