import pytest

from ingestion.documents import Block
from knowledge.guides.likeness import ContradictionKind
from knowledge.retrieval.findings import NEIGHBOURS, Findings, findings
from storage.schema import new_id
from tests.knowledge.library import Library

CALLS = (
    "Match-support staff call each mentor twice in the first month of a match and write down what was said. "
    "After that, one call a month is the minimum, and a longer silence is a reason for a visit."
)
FOURTEEN = "Background checks must be finished within 14 days of the application."
THIRTY = "Background checks must be finished within 30 days of the application."
BREAD = "Bread rises for two hours in a warm kitchen."


def found(library: Library, edition_id: str, workspace: str | None = None) -> Findings:
    return findings(library.database, library.embedder.model_id, workspace or library.workspace, edition_id)


def test_a_draft_that_repeats_a_published_guide_is_shown_with_it_and_how_much_it_has(library: Library) -> None:
    library.publish("support.md", Block("Calls", 2), Block(CALLS))
    library.publish("kitchen.md", Block(BREAD))
    draft = library.store(
        "calls.md", Block("How often", 2), Block(CALLS), Block("Bread", 2), Block("Cakes take an hour.")
    )
    seen = found(library, draft)
    (twin,) = seen.near_duplicates
    assert (twin.passage.edition_id, twin.passage.text) == (draft, CALLS)
    assert (twin.neighbour.guide, twin.neighbour.passage.heading, twin.share) == ("support.md", ("Calls",), 1.0)
    assert twin.neighbour.cosine > 0.7
    (guide,) = seen.share_of_guides
    assert (guide.guide, guide.repeated, guide.passages) == ("support.md", 1, 2)
    assert seen.contradictions == ()


def test_sentences_that_seem_to_contradict_each_other_are_shown_as_they_stand(library: Library) -> None:
    library.publish("screening.md", Block("Checks", 2), Block(f"{FOURTEEN} {BREAD}"), audience="staff")
    draft = library.store("application.md", Block("Screening", 2), Block(f"{BREAD} {THIRTY}"))
    (pair,) = found(library, draft).contradictions
    assert (pair.kind, pair.why) == (ContradictionKind.NUMBERS, ("30 days", "14 days"))
    assert (pair.draft_sentence.text, pair.other_sentence.text) == (THIRTY, FOURTEEN)
    assert (pair.draft_sentence.guide, pair.other_sentence.guide) == ("application.md", "screening.md")


def test_neither_the_edition_before_nor_what_readers_do_not_see_is_compared(library: Library) -> None:
    library.publish("application.md", Block(FOURTEEN), Block("Calls", 2), Block(CALLS))
    library.index(library.store("screening.md", Block(FOURTEEN), Block("Calls", 2), Block(CALLS)))
    draft = library.store("application.md", Block(THIRTY), Block("Calls", 2), Block(CALLS))
    assert found(library, draft) == Findings((), (), ())


def test_a_draft_is_found_as_well_where_its_own_guide_is_nearer_than_all_others(library: Library) -> None:
    own = [block for n in range(NEIGHBOURS + 5) for block in (Block(f"Month {n}", 2), Block(CALLS))]
    library.publish("calls.md", *own)
    library.publish("support.md", Block("Calls", 2), Block(CALLS))
    draft = library.store("calls.md", Block("How often", 2), Block(CALLS))
    assert [twin.neighbour.guide for twin in found(library, draft).near_duplicates] == ["support.md"]


@pytest.mark.parametrize("published", [False, True])
def test_the_nearest_are_found_among_more_passages_than_are_looked_at(library: Library, published: bool) -> None:
    for n in range(NEIGHBOURS + 5):
        library.publish(f"kitchen-{n}.md", Block(f"{BREAD} Cakes take {n} minutes in the oven."))
    if published:
        library.publish("support.md", Block("Calls", 2), Block(CALLS))
    draft = library.store("calls.md", Block("How often", 2), Block(CALLS))
    guides = [twin.neighbour.guide for twin in found(library, draft).near_duplicates]
    assert guides == (["support.md"] if published else [])


def test_another_workspace_sees_nothing_of_it(library: Library) -> None:
    library.publish("support.md", Block("Calls", 2), Block(CALLS))
    draft = library.store("calls.md", Block("How often", 2), Block(CALLS))
    assert found(library, draft, workspace=new_id()) == Findings((), (), ())


def test_others_are_given_way_to_between_the_pieces_of_the_work(library: Library) -> None:
    library.publish("support.md", Block(CALLS))
    draft = library.store("calls.md", Block(CALLS))
    asked: list[int] = []

    def give_way() -> None:
        with library.database.transaction():
            asked.append(1)

    looked = findings(library.database, library.embedder.model_id, library.workspace, draft, give_way)
    assert len(asked) >= 3
    assert looked == found(library, draft)
