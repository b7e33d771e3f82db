from datetime import timedelta

from knowledge.freshness.links import failing_links, last_checks, linked_texts, links_told, record_link
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


def test_a_link_fails_since_it_was_last_alive(shelf: Shelf) -> None:
    for days, alive in enumerate([False, True, False, None, None, False]):
        looked(shelf, alive, days)
    looked(shelf, None, url=OTHER)
    (link,) = failing(shelf)
    assert (link.url, link.problem, link.told) == (PAGE, "status_404", False)
    told = [(at - NOW, alive) for at, alive in link.checks]
    assert told == [(timedelta(days=n), alive) for n, alive in ((1, True), (2, False), (5, False))]


def test_one_that_is_alive_again_fails_no_more_and_was_told_of_anew_when_it_dies_again(shelf: Shelf) -> None:
    looked(shelf, False)
    with shelf.database.transaction() as session:
        links_told(session, shelf.workspace, [PAGE, OTHER], now=NOW)
    assert [link.told for link in failing(shelf)] == [True]
    looked(shelf, False, 7)
    assert [link.told for link in failing(shelf)] == [True]
    looked(shelf, True, 14)
    assert failing(shelf) == []
    looked(shelf, False, 21)
    assert [link.told for link in failing(shelf)] == [False]


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
