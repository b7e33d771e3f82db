"""What a citation says of the edition that it quotes, as that stands now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from ingestion.documents import Block
from knowledge.evidence.service import rate
from knowledge.evidence.values import Evidence
from knowledge.freshness.models import GuideReviewRow
from knowledge.guides.models import Edition, EditionStep
from knowledge.guides.queries import EditionFacts, edition_facts, guide_summaries, passage_counts
from knowledge.guides.states import EditionState
from storage.database import Database
from tests.knowledge.library import NOW, Library

RATED = Evidence("effectiveness", "no_effects", 12, "young people aged 10-18", date(2025, 3, 1), "NMRC")


@contextmanager
def selects(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """What is selected meanwhile, each statement with its parameters."""
    sent: list[tuple[str, Any]] = []

    def note(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine, "before_cursor_execute", note)


def facts(library: Library, edition: str) -> EditionFacts:
    with library.database.reading() as session:
        return edition_facts(session, [edition])[edition]


def step(library: Library, edition: str, state: EditionState, reason: str | None = None) -> None:
    """The next step of an edition, straight into the table: whether it may be taken is tested elsewhere."""
    with library.database.transaction() as session:
        steps = select(EditionStep.number).where(EditionStep.edition_id == edition)
        number = max(session.scalars(steps), default=0) + 1
        session.add(
            EditionStep(
                edition_id=edition,
                number=number,
                workspace_id=library.workspace,
                state=state.value,
                by="U1",
                at=NOW,
                reason=reason,
            )
        )


def review(
    library: Library, edition: str, ended_at: datetime | None, next_review: date | None, of: str | None = None
) -> None:
    guide_id = facts(library, edition).guide_id
    with library.database.transaction() as session:
        session.add(
            GuideReviewRow(
                workspace_id=library.workspace,
                guide_id=guide_id,
                edition_id=of or edition,
                begun_by="U1",
                begun_at=NOW,
                ended_at=ended_at,
                next_review=next_review,
            )
        )


def test_an_edition_is_known_with_its_evidence_and_audience(library: Library) -> None:
    edition = library.publish("guide.md", Block("Call monthly."), audience="staff")
    assert facts(library, edition).evidence is None
    with library.database.transaction() as session:
        rate(session, library.workspace, edition, RATED)
    found = facts(library, edition)
    assert (found.evidence, found.audience) == (RATED, "staff")
    with library.database.reading() as session:
        (summary,) = guide_summaries(session, library.workspace)
    assert summary.evidence == RATED


def test_the_state_is_that_of_the_last_step_and_the_reason_that_of_the_withdrawal(library: Library) -> None:
    edition = library.publish("guide.md", Block("Call monthly."))
    step(library, edition, EditionState.SUPERSEDED, "a newer one")
    assert (facts(library, edition).state, facts(library, edition).reason) == (EditionState.SUPERSEDED, None)
    step(library, edition, EditionState.WITHDRAWN, "It was wrong.")
    found = facts(library, edition)
    assert (found.state, found.reason) == (EditionState.WITHDRAWN, "It was wrong.")


def test_the_next_review_is_the_one_that_the_last_review_set(library: Library) -> None:
    edition = library.publish("guide.md", Block("Call monthly."))
    with library.database.transaction() as session:
        session.execute(update(Edition).where(Edition.id == edition).values(review_date=date(2026, 1, 1)))
    assert facts(library, edition).review_date == date(2026, 1, 1)
    review(library, edition, None, date(2031, 1, 1))
    assert facts(library, edition).review_date == date(2026, 1, 1)
    review(library, edition, NOW, date(2028, 1, 1))
    review(library, edition, NOW - timedelta(days=1), date(2030, 1, 1))
    review(library, edition, NOW + timedelta(days=1), None)
    assert facts(library, edition).review_date == date(2028, 1, 1)
    with library.database.reading() as session:
        (summary,) = guide_summaries(session, library.workspace)
    assert summary.review_date == date(2028, 1, 1)


def test_a_review_of_another_edition_says_nothing_of_this_one(library: Library) -> None:
    first = library.publish("guide.md", Block("Call monthly."))
    second = library.publish("guide.md", Block("Call weekly."))
    review(library, second, NOW, date(2028, 1, 1), of=first)
    assert facts(library, first).review_date == date(2028, 1, 1)
    assert facts(library, second).review_date is None


def test_all_that_is_known_of_editions_comes_in_one_statement(library: Library) -> None:
    editions = [library.publish(f"{n}.md", Block(f"Call {n} times.")) for n in range(3)]
    with selects(library.database) as sent, library.database.reading() as session:
        assert edition_facts(session, editions).keys() == set(editions)
    assert len(sent) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_table_is_read_from_end_to_end_for_it(library: Library) -> None:
    edition = library.publish("guide.md", Block("Call monthly."))
    with selects(library.database) as sent:
        facts(library, edition)
    ((statement, parameters),) = sent
    with library.database.engine.connect() as connection:
        plan = [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert any(step.startswith("SEARCH guide_review") for step in plan)
    assert [step for step in plan if step.startswith("SCAN")] == []


def test_a_list_of_guides_reads_no_text_no_place_and_no_passage(library: Library) -> None:
    for text in ("Call monthly.", "Call weekly."):
        library.publish("guide.md", Block(text))
    with selects(library.database) as sent, library.database.reading() as session:
        assert [guide.edition for guide in guide_summaries(session, library.workspace)] == ["2"]
    ((statement, _),) = sent
    assert not [word for word in ("passage", "places", "edition.text", "warnings") if word in statement]


def test_passages_are_counted_of_the_editions_that_are_asked_for(library: Library) -> None:
    first = library.publish("guide.md", Block("One", 2), Block("Call monthly."), Block("Two", 2), Block("Call weekly."))
    second = library.publish("other.md", Block("Call daily."))
    library.publish("third.md", Block("Call hourly."))
    with library.database.reading() as session:
        assert passage_counts(session, [first, second]) == {first: 2, second: 1}
        assert passage_counts(session, []) == {}
