import errno
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest
from filelock import Timeout

import knowledge
import storage
from bot.errors import NO_LIBRARY, sentence
from bot.services import Services
from bot.settings import Settings
from knowledge.errors import KnowledgeError, QuestionReason, QuestionUnusable
from storage.errors import FolderUnusable, LibraryBusy, SchemaOutdated, StorageError, WorkspaceMissing

Known = KnowledgeError | StorageError
REASONS = [reason for name, reason in vars(QuestionReason).items() if name.isupper()]


def kinds_below(kind: type[Known]) -> Iterator[type[Known]]:
    for child in kind.__subclasses__():
        yield child
        yield from kinds_below(child)


def examples() -> list[Known]:
    for package in (knowledge, storage):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name:
                import_module(module.name)
    found: list[Known] = [QuestionUnusable(reason, limit=1_000) for reason in REASONS]
    for kind in {*kinds_below(KnowledgeError), *kinds_below(StorageError)} - {QuestionUnusable}:
        values = {"float": 60.0, "int": 60}
        facts = fields(kind) if is_dataclass(kind) else ()
        found.append(kind(*(values.get(str(getattr(f.type, "__name__", f.type)), f"the {f.name}.") for f in facts)))
    return found


def test_every_error_has_a_sentence_of_its_own_that_is_whole() -> None:
    errors = examples()
    assert len(REASONS) == 3
    told = [sentence(error) for error in errors]
    assert len(set(told)) == len(errors)
    for text in told:
        assert text[0].isupper() or text.startswith("'")
        assert text.endswith((".", "?"))
        assert ".." not in text


def test_an_error_without_a_sentence_is_not_told_as_something_else() -> None:
    for unknown in (StorageError(), KnowledgeError()):
        with pytest.raises(NotImplementedError, match="has no sentence"):
            sentence(unknown)


def test_a_database_without_tables_and_one_without_guides_are_both_no_library() -> None:
    assert sentence(SchemaOutdated(found=None, needed="0001")) == NO_LIBRARY
    assert sentence(WorkspaceMissing("local")) == NO_LIBRARY


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "not ours"), Timeout("another lock")])
def test_an_error_while_the_library_is_changed_stays_what_it_is(tmp_path: Path, error: Exception) -> None:
    services = Services(Settings(data_dir=tmp_path, database_url=None))
    with pytest.raises(type(error)) as caught, services.changing_the_library(wait=0):
        raise error
    assert caught.value is error
    with services.changing_the_library(wait=0):
        pass


def test_only_one_at_a_time_changes_the_library(tmp_path: Path) -> None:
    one, other = (Services(Settings(data_dir=tmp_path, database_url=None)) for _ in range(2))
    with one.changing_the_library(wait=0), pytest.raises(LibraryBusy), other.changing_the_library(wait=0):
        pass
    with other.changing_the_library(wait=0):
        pass


def test_a_folder_that_can_not_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "changing.lock").mkdir()
    services = Services(Settings(data_dir=tmp_path, database_url=None))
    with pytest.raises(FolderUnusable) as unusable, services.changing_the_library(wait=0):
        pass
    assert unusable.value == FolderUnusable(str(tmp_path))
