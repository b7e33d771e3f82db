"""What went wrong with an upload, as its row keeps it: a code and facts. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ingestion.errors import UnreadableFile
from ingestion.facts import error_from
from ingestion.web.errors import WebError

_WEB = "web."

Problem = UnreadableFile | WebError


def code_and_facts(error: Problem) -> tuple[str, dict[str, Any]]:
    """An error as a row keeps it; the codes of pages of the web begin with ``web.``."""
    return (_WEB if isinstance(error, WebError) else "") + error.code, asdict(error)


def problem_from(code: str, facts: Mapping[str, Any]) -> Problem:
    """The error that a row keeps.

    Raises:
        KeyError: It is none of those that ``code_and_facts`` knows.
    """
    if code.startswith(_WEB):
        return error_from(code.removeprefix(_WEB), facts, WebError)
    return error_from(code, facts, UnreadableFile)
