"""The house rules that a machine can check: places, names and sizes."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "evals", "ingestion", "knowledge", "learning", "storage")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
VAGUE = {"utils", "helpers", "common", "manager", "base", "misc"}


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_packages_are_those_whose_imports_are_checked() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert found == set(PACKAGES) == set(settings["importlinter"]["root_packages"])
    assert set(settings["coverage"]["run"]["source"]) == found


def test_no_file_and_no_function_is_longer_than_its_concept() -> None:
    long_files = [str(p) for p in sources() if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE]
    long_functions = [
        f"{path}:{function.name}"
        for path in sources()
        for function in functions(path)
        if (function.end_lineno or function.lineno) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert (long_files, long_functions) == ([], [])


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in sources() if path.stem in VAGUE] == []


def test_only_storage_commits() -> None:
    calls = [
        f"{path}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    # tantivy's writer has a commit of its own.
    assert {call.rpartition(":")[0].removeprefix(f"{ROOT}/") for call in calls} == {"knowledge/index/lexical.py"}
