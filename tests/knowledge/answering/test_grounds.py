from ingestion.documents import Block
from knowledge.answering.grounds import Grounds, grounds
from knowledge.audiences.service import set_community
from knowledge.guides import life
from knowledge.members.roles import OPERATOR
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW, Library

TEA = Block("Tea is served at four.")


def of(library: Library) -> Grounds:
    with library.database.reading() as session:
        return grounds(session, library.workspace)


def test_a_library_with_nothing_in_it_has_grounds_too(database: Database) -> None:
    with database.transaction() as session:
        assert grounds(session, ensure_workspace(session, LOCAL, now=NOW)) == Grounds(0, None, 0)


def test_whatever_changes_what_readers_are_answered_changes_them_and_asking_does_not(library: Library) -> None:
    library.publish("kitchen.md", TEA)
    found = [of(library)]
    library.ask("when is tea served?")
    assert of(library) == found[0]
    edition = library.store("kitchen.md", Block("Tea is served at five."))
    library.index(edition)
    found.append(of(library))
    with library.database.transaction() as session:
        life.publish(session, library.workspace, edition, by=OPERATOR, now=NOW, golden_failures=0)
    found.append(of(library))
    with library.database.transaction() as session:
        set_community(session, library.workspace, "Cooks", ["C0COOKS"], [], by=OPERATOR, now=NOW)
    found.append(of(library))
    library.caches.rebuild(now=NOW)
    found.append(of(library))
    library.withdraw("kitchen.md")
    found.append(of(library))
    assert len(set(found)) == len(found) == 6
