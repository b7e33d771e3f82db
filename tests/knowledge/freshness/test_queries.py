from itertools import product

from sqlalchemy import event, select

from knowledge.freshness.queries import freshness_of_guides, freshness_state
from knowledge.freshness.service import begin_review
from knowledge.guides.models import Edition, Guide
from storage.schema import new_id
from tests.knowledge.freshness.guides import DAY, EDITOR, NOW, TODAY, Shelf


def test_the_database_and_the_rule_agree_on_every_guide_in_one_statement(shelf: Shelf) -> None:
    dates = [None, *(TODAY + days * DAY for days in (-400, -1, 0, 1, 30, 31, 400))]
    for number, (day, reviewed, withdrawn) in enumerate(product(dates, (False, True), (False, True))):
        guide = shelf.publish(f"{number}.md", day)
        if reviewed:
            with shelf.database.transaction() as session:
                begin_review(session, shelf.workspace, guide, by=EDITOR, now=NOW)
        if withdrawn:
            shelf.withdraw(guide)
    statements: list[str] = []
    event.listen(shelf.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    with shelf.database.reading() as session:
        found = freshness_of_guides(session, shelf.workspace, TODAY)
        assert len([one for one in statements if "SELECT" in one]) == 1
        states = select(Guide.id, freshness_state(TODAY)).join(Edition, Edition.guide_id == Guide.id)
        told = {guide: state for guide, state in session.execute(states)}
    assert told == {guide: facts.state.value for guide, facts in found.items()}
    assert len(set(told.values())) == 5
    assert len(told) == len(dates) * 4


def test_a_guide_is_shown_with_the_edition_that_readers_see(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY, owner="U0OWNER")
    shelf.publish("a.md", TODAY + DAY, text="Call the mentor every week.")
    now = shelf.standing(guide)
    assert (now.title, now.label, now.owner, now.next_review) == ("a.md", "2", "U0OWNER", TODAY + DAY)
    with shelf.database.reading() as session:
        assert freshness_of_guides(session, new_id(), TODAY) == {}
