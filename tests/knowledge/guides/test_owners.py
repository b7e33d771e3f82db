"""Who answers for a guide: whom its published edition names, until somebody decides otherwise."""

from knowledge.guides import life
from knowledge.guides.library import shelf, waiting_editions
from knowledge.guides.queries import owner_of, owner_once_published
from tests.knowledge.guides.desk import EDITOR, REVIEWER, Desk
from tests.knowledge.library import NOW


def owner(desk: Desk, edition_id: str) -> str | None:
    with desk.database.reading() as session:
        return owner_of(session, desk.workspace, desk.subject(edition_id).guide_id)


def coming(desk: Desk, edition_id: str) -> str | None:
    with desk.database.reading() as session:
        return owner_once_published(session, desk.workspace, edition_id)


def decide(desk: Desk, edition_id: str, person: str | None) -> None:
    with desk.database.transaction() as session:
        guide_id = desk.subject(edition_id).guide_id
        life.set_owner(session, desk.workspace, guide_id, person, by=EDITOR, now=NOW)


def test_a_draft_changes_the_owner_of_a_published_guide_only_when_readers_see_it(desk: Desk) -> None:
    desk.publish(desk.add("Calls", "One.", owner_person="U7"))
    second = desk.add("Calls", "Two.", owner_person="U8")
    assert (owner(desk, second), coming(desk, second)) == ("U7", "U8")
    with desk.database.reading() as session:
        (shelved,) = shelf(session, desk.workspace, NOW.date())
        (waiting,) = waiting_editions(session, desk.workspace)
    assert (shelved.owner_person, waiting.owner_person) == ("U7", "U8")
    desk.publish(second)
    assert (owner(desk, second), coming(desk, second)) == ("U8", "U8")
    changed = desk.log()[0]
    assert (changed.action, changed.actor) == ("owner changed", REVIEWER)
    assert (changed.before, changed.after) == ({"owner": "U7"}, {"owner": "U8"})


def test_a_draft_that_is_discarded_leaves_the_owner_alone(desk: Desk) -> None:
    first = desk.add("Calls", "One.", owner_person="U7")
    desk.publish(first)
    desk.discard(desk.add("Calls", "Two.", owner_person="U8"))
    assert owner(desk, first) == "U7"


def test_the_first_drafts_of_a_guide_have_their_owner_at_once(desk: Desk) -> None:
    first = desk.add("Calls", "One.", owner_person="U7")
    assert owner(desk, first) == "U7"
    desk.add("Calls", "Two.", owner_person="U8")
    assert owner(desk, first) == "U8"
    desk.publish(first)
    assert owner(desk, first) == "U7"


def test_what_somebody_decides_of_the_owner_later_holds_whatever_the_drafts_say(desk: Desk) -> None:
    first = desk.add("Calls", "One.", owner_person="U7")
    decide(desk, first, "U9")
    desk.publish(first)
    assert owner(desk, first) == "U9"
    second = desk.add("Calls", "Two.", owner_person="U8")
    decide(desk, first, None)
    assert coming(desk, second) is None
    desk.publish(second)
    assert owner(desk, second) is None


def test_an_edition_that_names_nobody_leaves_the_owner_alone(desk: Desk) -> None:
    desk.publish(desk.add("Calls", "One.", owner_person="U7"))
    second = desk.add("Calls", "Two.")
    assert coming(desk, second) == "U7"
    desk.publish(second)
    assert owner(desk, second) == "U7"
