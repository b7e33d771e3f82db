from datetime import timedelta

from knowledge.freshness.links import (
    dead_links,
    failing_links,
    last_checks,
    linked_texts,
    links_to_tell,
    links_told,
    record_link,
)
from knowledge.freshness.values import FailingLink
from storage.schema import new_id
from tests.knowledge.freshness.guides import DAY, NOW, Shelf

PAGE, OTHER = "https://guides.example/page", "https://guides.example/other"


def looked(shelf: Shelf, alive: bool | None, days: int = 0, url: str = PAGE) -> None:
    problem = {True: "", False: "status_404", None: "status_503"}[alive]
    with shelf.database.transaction() as session:
        record_link(session, shelf.workspace, url, alive=alive, problem=problem, now=NOW + days * DAY)


def failing(shelf: Shelf) -> list[FailingLink]:
    with shelf.database.reading() as session:
        return failing_links(session, shelf.workspace)


def died(shelf: Shelf, url: str = PAGE) -> None:
    for days in (0, 7):
        looked(shelf, False, days, url)


def told(shelf: Shelf, days: int, *urls: str) -> None:
    with shelf.database.transaction() as session:
        links_told(session, shelf.workspace, urls or (PAGE,), at=NOW + days * DAY)


def to_tell(shelf: Shelf, days: int) -> list[tuple[str, str]]:
    with shelf.database.reading() as session:
        found = links_to_tell(session, shelf.workspace, NOW + days * DAY)
    return [(link.title, link.url) for link in found]


def test_a_link_fails_since_it_was_last_alive(shelf: Shelf) -> None:
    for days, alive in enumerate([False, True, False, None, None, False]):
        looked(shelf, alive, days)
    looked(shelf, None, url=OTHER)
    (link,) = failing(shelf)
    assert (link.url, link.problem, link.told_at) == (PAGE, "status_404", None)
    told = [(at - NOW, alive) for at, alive in link.checks]
    assert told == [(timedelta(days=n), alive) for n, alive in ((1, True), (2, False), (5, False))]


def test_one_that_is_alive_again_fails_no_more_and_was_told_of_anew_when_it_dies_again(shelf: Shelf) -> None:
    looked(shelf, False)
    with shelf.database.transaction() as session:
        links_told(session, shelf.workspace, [PAGE, OTHER], at=NOW)
    assert [link.told_at for link in failing(shelf)] == [NOW]
    looked(shelf, False, 7)
    assert [link.told_at for link in failing(shelf)] == [NOW]
    looked(shelf, True, 14)
    assert failing(shelf) == []
    looked(shelf, False, 21)
    assert [link.told_at for link in failing(shelf)] == [None]


def test_when_a_link_was_looked_at_last_is_known_whatever_was_found(shelf: Shelf) -> None:
    looked(shelf, True)
    looked(shelf, None, 2)
    looked(shelf, False, 1, url=OTHER)
    with shelf.database.reading() as session:
        assert last_checks(session, shelf.workspace) == {PAGE: NOW + 2 * DAY, OTHER: NOW + DAY}
        assert last_checks(session, shelf.workspace, urls=[OTHER, "https://new.example"]) == {OTHER: NOW + DAY}
        assert last_checks(session, new_id()) == {}
        assert failing_links(session, new_id()) == []


def test_links_are_looked_for_in_what_readers_see(shelf: Shelf) -> None:
    shelf.publish("plain.md", text="No address here.")
    gone = shelf.publish("gone.md", text=f"See {OTHER}.")
    shelf.withdraw(gone)
    shelf.publish("old.md", text=f"See {OTHER}.")
    old = shelf.publish("old.md", text=f"See {PAGE}.", owner="U0OWNER")
    web = shelf.publish("web.md", source_url=PAGE)
    with shelf.database.reading() as session:
        found = list(linked_texts(session, shelf.workspace))
        assert [text.guide_id for text in linked_texts(session, shelf.workspace, guide_id=web)] == [web]
        assert list(linked_texts(session, new_id())) == []
    assert [(text.guide_id, text.owner, text.source_url) for text in found] == [
        (old, "U0OWNER", None),
        (web, None, PAGE),
    ]
    assert PAGE in found[0].text


def test_a_dead_link_is_one_of_each_guide_that_holds_it_and_is_told_once_the_day_is_over(shelf: Shelf) -> None:
    shelf.publish("a.md", text=f"See {OTHER} and {PAGE}.", owner="U0OWNER")
    b = shelf.publish("b.md", source_url=PAGE)
    shelf.publish("longer.md", text=f"See {PAGE}/longer.")
    died(shelf)
    looked(shelf, False, url=OTHER)
    with shelf.database.reading() as session:
        (first, second) = dead_links(session, shelf.workspace)
        assert dead_links(session, shelf.workspace, guide_id=b) == [second]
    assert (first.title, first.owner, first.url, first.problem) == ("a.md", "U0OWNER", PAGE, "status_404")
    assert (first.since, first.found, first.told) == (NOW, NOW + 7 * DAY, False)
    assert to_tell(shelf, 7) == []
    assert to_tell(shelf, 8) == [("a.md", PAGE), ("b.md", PAGE)]


def test_a_told_link_is_told_again_only_of_guides_that_did_not_hold_it_then(shelf: Shelf) -> None:
    shelf.publish("told.md", text=f"See {PAGE}.")
    shelf.publish("old.md", text="No address here.")
    shelf.publish("moved.md", text=f"See {PAGE}.")
    died(shelf)
    told(shelf, 8)
    assert to_tell(shelf, 8) == []
    looked(shelf, False, 14)
    for key in ("told.md", "old.md", "new.md"):
        shelf.publish(key, text=f"A new edition. See {PAGE}.", now=NOW + 15 * DAY)
    assert to_tell(shelf, 16) == [("new.md", PAGE), ("old.md", PAGE)]
    told(shelf, 16)
    assert to_tell(shelf, 17) == []


def test_a_dead_link_of_a_guide_that_readers_see_no_more_is_not_told_until_they_see_it_again(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", text=f"See {PAGE}.")
    shelf.publish("b.md", text=f"See {OTHER}.")
    for url in (PAGE, OTHER):
        died(shelf, url)
    shelf.withdraw(guide, now=NOW + 8 * DAY)
    shelf.publish("b.md", text="No address here.", now=NOW + 8 * DAY)
    assert to_tell(shelf, 9) == []
    told(shelf, 9)
    shelf.publish("a.md", text=f"Once more, see {PAGE}.", now=NOW + 10 * DAY)
    assert to_tell(shelf, 11) == [("a.md", PAGE)]
