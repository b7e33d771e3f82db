"""Every use case asks for the role itself, whoever calls it."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType

import pytest
from sqlalchemy.orm import Session

import ingestion.uploads.service as uploads
import knowledge.audiences.service as audiences
import knowledge.freshness.service as freshness
import knowledge.golden.service as golden
import knowledge.impact.service as impact
import knowledge.members.service as members
import knowledge.policies.service as policies
from ingestion.given import GivenDetails
from knowledge.errors import NotAllowed
from knowledge.golden.values import Wanted
from knowledge.guides import life, service
from knowledge.members.roles import OPERATOR, Role
from knowledge.policies.values import Policy
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.guides.desk import EDITOR, Desk
from tests.knowledge.library import NOW, edition_draft

ALL = {Role.OWNER, Role.ADMIN}


class UndoneError(Exception):
    """Ends a transaction that is not to be kept."""


@dataclass
class Shelf:
    """Editions of others, one in each state that something is done to."""

    workspace: str
    draft: str
    in_review: str
    published: str
    guide: str


Act = Callable[[Session, Shelf, str], object]


def add(session: Session, on: Shelf, by: str) -> None:
    service.add_edition(session, on.workspace, new_id(), edition_draft("New", "New."), by=by, now=NOW)


def submit(session: Session, on: Shelf, by: str) -> None:
    life.submit(session, on.workspace, on.draft, by=by, now=NOW)


def send_back(session: Session, on: Shelf, by: str) -> None:
    life.send_back(session, on.workspace, on.in_review, by=by, reason="Page 3 is missing.", now=NOW)


def approve(session: Session, on: Shelf, by: str) -> None:
    life.approve(session, on.workspace, on.in_review, by=by, now=NOW)


def discard(session: Session, on: Shelf, by: str) -> None:
    life.discard(session, on.workspace, on.draft, by=by, now=NOW)


def require_publishable(session: Session, on: Shelf, by: str) -> None:
    life.require_publishable(session, on.workspace, on.in_review, by=by)


def publish(session: Session, on: Shelf, by: str) -> None:
    life.publish(session, on.workspace, on.in_review, by=by, now=NOW, golden_failures=0)


def override(session: Session, on: Shelf, by: str) -> None:
    life.publish(session, on.workspace, on.in_review, by=by, now=NOW, golden_failures=1, override="They are old.")


def withdraw(session: Session, on: Shelf, by: str) -> None:
    life.withdraw(session, on.workspace, on.guide, by=by, reason="It harms.", now=NOW)


def set_owner(session: Session, on: Shelf, by: str) -> None:
    life.set_owner(session, on.workspace, on.guide, "U1", by=by, now=NOW)


def give_role(session: Session, on: Shelf, by: str) -> None:
    members.give_role(session, on.workspace, "U1", Role.EDITOR, by=by, now=NOW)


def give_admin(session: Session, on: Shelf, by: str) -> None:
    members.give_role(session, on.workspace, "U1", Role.ADMIN, by=by, now=NOW)


def set_policy(session: Session, on: Shelf, by: str) -> None:
    policies.set_policy(session, on.workspace, Policy(second_person=False), schemes=(), by=by, now=NOW)


def set_community(session: Session, on: Shelf, by: str) -> None:
    audiences.set_community(session, on.workspace, "staff", [], ["U1"], by=by, now=NOW)


def remove_community(session: Session, on: Shelf, by: str) -> None:
    audiences.remove_community(session, on.workspace, "staff", by=by, now=NOW)


def add_golden(session: Session, on: Shelf, by: str) -> None:
    golden.add(session, on.workspace, Wanted("Who won the cup?", None, None, True), by=by, now=NOW)


def retire(session: Session, on: Shelf, by: str) -> None:
    golden.retire(session, on.workspace, new_id(), by=by, now=NOW)


def replace_all(session: Session, on: Shelf, by: str) -> None:
    golden.replace_all(session, on.workspace, [], by=by, now=NOW)


def begin_review(session: Session, on: Shelf, by: str) -> None:
    freshness.begin_review(session, on.workspace, on.guide, by=by, now=NOW)


def record_review(session: Session, on: Shelf, by: str) -> None:
    freshness.record_review(session, on.workspace, on.guide, by=by, now=NOW)


def claim_notices(session: Session, on: Shelf, by: str) -> None:
    impact.claim_notices(session, on.workspace, on.published, {}, by=by, now=NOW)


def begin(session: Session, on: Shelf, by: str) -> None:
    given = GivenDetails()
    uploads.begin(session, on.workspace, new_id(), person=by, name="a.md", source="a", given=given, now=NOW)


WHO_MAY: Mapping[Act, set[Role]] = {
    add: {*ALL, Role.EDITOR},
    submit: {*ALL, Role.EDITOR},
    send_back: {*ALL, Role.REVIEWER},
    approve: {*ALL, Role.REVIEWER},
    discard: {*ALL, Role.REVIEWER},
    require_publishable: {*ALL, Role.REVIEWER},
    publish: {*ALL, Role.REVIEWER},
    override: ALL,
    withdraw: {*ALL, Role.REVIEWER},
    set_owner: {*ALL, Role.EDITOR, Role.REVIEWER},
    give_role: ALL,
    give_admin: {Role.OWNER},
    set_policy: ALL,
    set_community: ALL,
    remove_community: ALL,
    add_golden: ALL,
    retire: ALL,
    replace_all: ALL,
    begin_review: {*ALL, Role.EDITOR, Role.REVIEWER},
    record_review: {*ALL, Role.EDITOR, Role.REVIEWER},
    claim_notices: {*ALL, Role.REVIEWER},
    begin: {*ALL, Role.EDITOR},
}
MODULES = (life, service, members, policies, audiences, golden, freshness, impact, uploads)
# The acts whose names here are not those of their functions.
CALLED = {
    "knowledge.guides.service.add_edition": "add",
    "knowledge.golden.service.add": "add_golden",
}
# Cases of functions that have an act of their own name here.
FURTHER = {"override", "give_admin"}
# An edition is drafted where it is added, and a review ends where an edition is published, which is asked for there.
PART_OF_ANOTHER = {"knowledge.guides.life.draft", "knowledge.freshness.service.end_review"}


@pytest.fixture
def shelf(database: Database) -> Shelf:
    desk = Desk.open(database)
    waiting, reviewed, published = (desk.add(key, f"{key}.", by=OPERATOR) for key in ("A", "B", "C"))
    desk.submit(reviewed)
    desk.publish(published, by=OPERATOR)
    return Shelf(desk.workspace, waiting, reviewed, published, desk.subject(published).guide_id)


def use_cases(module: ModuleType) -> Iterator[str]:
    """The functions of a module that somebody calls for a person, with the module's name."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        of_module = function.__module__ == module.__name__ and not name.startswith("_")
        if of_module and not {"by", "given"}.isdisjoint(inspect.signature(function).parameters):
            yield f"{module.__name__}.{name}"


def allows(database: Database, act: Act, on: Shelf, by: str) -> bool:
    """Whether a person may do it; what was done is undone."""
    allowed = False
    with suppress(UndoneError, NotAllowed), database.transaction() as session:
        act(session, on, by)
        allowed = True
        raise UndoneError
    return allowed


def test_every_use_case_is_asked_for_every_role() -> None:
    found = {name for module in MODULES for name in use_cases(module)} - PART_OF_ANOTHER
    acts = [CALLED.get(name, name.rpartition(".")[2]) for name in found]
    assert sorted(acts) == sorted({act.__name__ for act in WHO_MAY} - FURTHER)


def test_each_use_case_refuses_every_role_that_may_not(database: Database, shelf: Shelf) -> None:
    for act, roles in WHO_MAY.items():
        found = {role for role in Role if allows(database, act, shelf, f"U-{role.value}")}
        assert (act.__name__, found) == (act.__name__, roles)
        assert allows(database, act, shelf, OPERATOR)
        assert not allows(database, act, shelf, "U-whom-nobody-knows")


def test_an_editor_gives_up_her_own_edition_alone(database: Database, shelf: Shelf) -> None:
    own = new_id()
    with database.transaction() as session:
        service.add_edition(session, shelf.workspace, own, edition_draft("Own", "Own."), by=EDITOR, now=NOW)
    assert not allows(database, discard, shelf, EDITOR)
    shelf.draft = own
    assert allows(database, discard, shelf, EDITOR)
