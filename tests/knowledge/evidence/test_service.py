from dataclasses import replace
from datetime import date

from ingestion.documents import Block
from knowledge.evidence.service import rate
from knowledge.evidence.values import Evidence
from knowledge.guides.queries import edition_facts
from tests.knowledge.library import Library

RATED = Evidence("effectiveness", "no_effects", 12, "young people aged 10-18", date(2025, 3, 1), "NMRC")


def test_a_rating_comes_back_as_it_was_given_and_is_given_once(library: Library) -> None:
    rated, bare, other = (library.store(key, Block(f"Call {key}.")) for key in ("a.md", "b.md", "c.md"))
    for evidence in (RATED, replace(RATED, tier="effective")):
        with library.database.transaction() as session:
            rate(session, library.workspace, rated, evidence)
    with library.database.transaction() as session:
        rate(session, library.workspace, bare, Evidence("tiers", "strong"))
    with library.database.reading() as session:
        facts = edition_facts(session, [rated, bare, other])
    assert [facts[edition].evidence for edition in (rated, bare, other)] == [RATED, Evidence("tiers", "strong"), None]
