from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.queries import broken_at, entries
from knowledge.conversations.models import AnswerRow, OpinionRow, QuestionRow
from knowledge.errors import LastOwner, NotAllowed
from knowledge.members.roles import ERASED, OPERATOR, Role, is_erased
from knowledge.members.service import give_role, role_of
from learning.continuous.queries import untold as years
from learning.credentials.models import CertificateRow, CertificateStepRow
from learning.errors import PersonErased
from learning.learners.service import enter
from learning.notices.queries import lapsing, newcomers
from learning.privacy.erasing import erase, erasures_done, unfinished
from learning.privacy.export import hand_out
from learning.privacy.proof import mentions
from learning.privacy.values import Erased
from storage.database import Database
from storage.schema import Base
from storage.scrubbing import files_with, scrub
from storage.workspaces import LOCAL, ensure_workspace
from tests.learning.privacy.everything import NOW, Everything, all_tables
from tests.worlds import written_once

DAY = timedelta(days=1)
AMARA, BEN, OWNER = "U0AMARA", "U0BEN", "U0OWNER"
SECRET = f"My neighbour <@{AMARA}> drinks"


def opened(database: Database) -> str:
    """A workspace with an owner and an admin."""
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        give_role(session, workspace, OWNER, Role.OWNER, by=OPERATOR, now=NOW)
        give_role(session, workspace, BEN, Role.ADMIN, by=OWNER, now=NOW)
    return workspace


def fill(database: Database) -> str:
    """The same where Amara is named wherever anybody can be named."""
    workspace = opened(database)
    with database.transaction() as session:
        Everything(session, workspace).of(AMARA, SECRET)
        give_role(session, workspace, AMARA, Role.REVIEWER, by=OWNER, now=NOW)
    return workspace


filled_once = written_once(fill)


@pytest.fixture
def workspace(database: Database) -> str:
    return opened(database)


@pytest.fixture
def filled(database: Database) -> str:
    """Amara is named wherever anybody can be named."""
    return filled_once(database)


def erased(database: Database, workspace: str, person: str = AMARA, by: str = AMARA) -> Erased:
    with database.transaction() as session:
        return erase(session, workspace, person, by=by, now=NOW)


def rows_of(session: Session, person: str) -> list[dict[str, Any]]:
    """All rows that name a person, of whatever table."""
    found = (dict(row._mapping) for table in all_tables() for row in session.execute(select(table)))
    return sorted((row for row in found if person in map(str, row.values())), key=str)


def test_nothing_names_who_was_erased_in_any_table_or_file(database: Database, tmp_path: Path) -> None:
    # Written here, not copied: what is overwritten stays in a file until it is scrubbed.
    filled = fill(database)
    with database.reading() as session:
        assert len(mentions(session, AMARA)) > 30
        assert mentions(session, "neighbour")
    gone = erased(database, filled)
    assert len(gone.deleted) > 15
    needles = (AMARA, "neighbour", "D0HERS", "C0HERROOM")
    with database.reading() as session:
        assert {needle: mentions(session, needle) for needle in needles} == dict.fromkeys(needles, {})
    assert scrub(database)
    database.close()
    assert list(files_with(tmp_path, [needle.encode() for needle in needles])) == []


def test_what_figures_need_stays_under_a_name_that_leads_to_nobody(database: Database, filled: str) -> None:
    gone = erased(database, filled)
    with database.reading() as session:
        kept = [
            row
            for table in all_tables()
            for row in session.execute(select(table))
            if any(is_erased(str(value)) for value in row)
        ]
    assert {"attempt", "question", "certificate", "opinion"} <= gone.renamed.keys()
    assert len(kept) > 20


def names_in(session: Session, *places: str) -> set[str]:
    """The names of people who were erased that stand in these columns."""
    columns = [Base.metadata.tables[table].c[column] for table, column in (place.split(".") for place in places)]
    found = (str(name) for column in columns for name in session.scalars(select(column)))
    return {name for name in found if is_erased(name)}


def test_no_name_joins_what_was_asked_examined_certified_and_done_for_the_library(
    database: Database, filled: str
) -> None:
    gone = erased(database, filled, by=BEN)
    with database.reading() as session:
        asked = names_in(session, "question.asker", "opinion.person", "change_notice.person")
        examined = names_in(session, "attempt.person", "regrade_notice.person")
        hers = session.scalars(select(CertificateRow.id).where(CertificateRow.person.startswith(ERASED))).all()
        steps = select(CertificateStepRow.by).where(CertificateStepRow.certificate_id.in_(hers))
        certified = names_in(session, "certificate.person", "continuous_year.person") | set(session.scalars(steps))
        worked = names_in(session, "upload.person", "edition_step.by", "item_step.by")
        logged = names_in(session, "audit_entry.subject", "audit_entry.actor")
    groups = [asked, examined, certified, worked]
    assert [len(group) for group in groups] == [1, 1, 1, 1]
    assert len({*asked, *examined, *certified, *worked}) == 4
    assert f"{ERASED}{gone.id}" in logged
    assert not logged & {*asked, *examined, *certified}


def test_nothing_says_at_what_time_of_the_day_a_question_was_asked(database: Database, filled: str) -> None:
    erased(database, filled)
    with database.reading() as session:
        times = select(QuestionRow.asked_at).where(QuestionRow.asker.startswith(ERASED))
        answers = select(AnswerRow.created_at).join(QuestionRow).where(QuestionRow.asker.startswith(ERASED))
        said = select(OpinionRow.given_at).where(OpinionRow.person.startswith(ERASED))
        found = {at for query in (times, answers, said) for at in session.scalars(query)}
    assert found == {NOW.replace(hour=0, minute=0)}


def test_the_log_says_that_somebody_was_erased_and_is_whole(database: Database, filled: str) -> None:
    gone = erased(database, filled, by=BEN)
    with database.reading() as session:
        last, before = entries(session, filled, limit=2)
        assert broken_at(session, filled) is None
    assert (last.action, last.actor, last.subject) == ("person erased", BEN, f"{ERASED}{gone.id}")
    assert before.action == "role given"
    assert is_erased(before.subject)
    assert before.subject != last.subject


def test_nobody_else_is_touched(database: Database, filled: str) -> None:
    with database.transaction() as session:
        Everything(session, filled).of("U0AMARA2", "Another <@U0AMARA2>")
    with database.reading() as session:
        before = rows_of(session, "U0AMARA2")
    erased(database, filled)
    with database.reading() as session:
        assert rows_of(session, "U0AMARA2") == before


@pytest.mark.parametrize(
    ("by", "allowed"), [(AMARA, True), (BEN, True), (OWNER, True), (OPERATOR, True), ("U0CHI", False)]
)
def test_a_person_or_who_keeps_people_may_hand_out_and_erase(
    database: Database, filled: str, by: str, *, allowed: bool
) -> None:
    def both() -> None:
        with database.transaction() as session:
            assert hand_out(session, filled, AMARA, by=by, now=NOW)["kept"]["question"]
        erased(database, filled, by=by)

    if allowed:
        both()
    else:
        with pytest.raises(NotAllowed):
            both()


def test_the_last_owner_stays_until_somebody_else_is_one(database: Database, workspace: str) -> None:
    with pytest.raises(LastOwner):
        erased(database, workspace, OWNER, by=OWNER)
    with database.transaction() as session:
        give_role(session, workspace, BEN, Role.OWNER, by=OWNER, now=NOW)
    erased(database, workspace, OWNER, by=OWNER)


def test_who_may_not_take_a_role_can_t_erase_who_has_it(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        give_role(session, workspace, AMARA, Role.OWNER, by=OWNER, now=NOW)
    with pytest.raises(NotAllowed):
        erased(database, workspace, AMARA, by=BEN)
    with database.reading() as session:
        assert role_of(session, workspace, AMARA) is Role.OWNER
    erased(database, workspace, AMARA, by=OWNER)


def test_whoever_was_erased_is_told_nothing_and_plans_nothing(database: Database, filled: str) -> None:
    erased(database, filled)
    with database.transaction() as session:
        enter(session, filled, newcomers(session, filled), now=NOW)
    with database.reading() as session:
        assert not [one for one in newcomers(session, filled) if is_erased(one)]
        assert not [one for one in lapsing(session, filled, NOW, NOW + 900 * DAY) if is_erased(one.person)]
        assert not [one for one in years(session, filled) if is_erased(one.person)]
        assert names_in(session, "learner.person", "notice.person") == set()


def test_an_erasure_is_open_until_it_is_noted_that_it_reached_everything(database: Database, filled: str) -> None:
    gone = erased(database, filled)
    with database.transaction() as session:
        assert unfinished(session, filled, before=NOW - DAY) == []
        assert unfinished(session, filled, before=NOW) == [gone.id]
        erasures_done(session, filled, [gone.id], now=NOW)
        assert unfinished(session, filled, before=NOW) == []


def test_what_stands_for_somebody_is_not_erased_again_and_nothing_is_left_to_hand_out(
    database: Database, filled: str
) -> None:
    gone = erased(database, filled)
    with pytest.raises(PersonErased):
        erased(database, filled, f"{ERASED}{gone.id}", by=BEN)
    with database.transaction() as session:
        assert not any(hand_out(session, filled, AMARA, by=AMARA, now=NOW)["kept"].values())


def test_all_that_is_hers_is_handed_out_and_nothing_of_how_an_exam_is_made(database: Database, filled: str) -> None:
    with database.transaction() as session:
        kept = hand_out(session, filled, AMARA, by=AMARA, now=NOW)["kept"]
    assert all(
        kept[name] for name in ("question", "answer", "attempt", "response", "certificate", "learner", "practice")
    )
    assert kept["certificate"][-1]["name"] == SECRET
    assert kept["response"][0]["given"] == {"written": SECRET}
    assert kept["outdated"]
    assert kept["attempt_slot"]
    hidden = {"tokens", "workspace_id", "secret", "credits"}
    assert not any(hidden & row.keys() for rows in kept.values() for row in rows)
