"""What was read on a path counts as read, and never as mastery."""

from learning.mastery.queries import mastery
from learning.mastery.topics import topics_read
from storage.database import Database
from tests.learning.attempts.hall import NOW
from tests.learning.curriculum.school import School
from tests.learning.curriculum.written import PATH


def test_what_was_read_on_a_path_counts_as_read_and_not_as_known(database: Database) -> None:
    school = School.open(database)
    school.enrol("amara", "ben")
    school.done("amara", "read")
    with database.reading() as session:
        # Nothing under the heading that she has read proves an item.
        assert topics_read(session, school.workspace, "amara") == {}
    first, *others = PATH["steps"]
    school.store(steps=[{**first, "readings": [{"guide": "support.md"}]}, *others])
    with database.reading() as session:
        assert topics_read(session, school.workspace, "amara") == {"care": NOW}
        assert topics_read(session, school.workspace, "ben") == {}
        assert mastery(session, school.workspace, ["amara"], NOW) == {}
