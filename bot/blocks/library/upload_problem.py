"""Why a file or page could not be taken in, as a sentence. Pure."""

import math
from collections.abc import Callable
from typing import Any

from bot.blocks.mrkdwn import escaped_line, one_line
from bot.library.upload_problems import Problem, code_and_facts
from bot.texts import Texts
from ingestion.errors import BadDetails, WrongExtension
from ingestion.web.errors import PageRefused
from knowledge.members.roles import OPERATOR, Role

LONGEST_NAME = 150
LONGEST_ADDRESS = 200
_MEGABYTE = 1024 * 1024
_STATUS = {401: "sign_in", 402: "sign_in", 403: "sign_in", 407: "sign_in", 404: "no_page", 410: "no_page", 429: "busy"}


def problem_mrkdwn(problem: Problem, texts: Texts) -> str:
    """The sentence as mrkdwn, with people as mentions."""
    return _sentence(problem, texts, escaped_line, lambda person: f"<@{person}>")


def problem_text(problem: Problem, texts: Texts) -> str:
    """The sentence as plain text on one line, for an error at a field; people as Slack writes their ids."""
    return _sentence(problem, texts, one_line, lambda person: f"@{person}")


def size_text(size: int) -> str:
    """A size to read, rounded up: what is over a limit never looks as if it were within."""
    if size <= _MEGABYTE / 10:
        return f"{math.ceil(size / 1024)} KB"
    return f"{math.ceil(10 * size / _MEGABYTE) / 10:g} MB"


def sentence_key(problem: Problem) -> str:
    """The name of the sentence among ``UploadTexts.problems``."""
    code, facts = code_and_facts(problem)
    match code:
        case "already_in_hand":
            return f"{code}.waits" if facts["waits"] else code
        case "too_many_in_hand":
            return f"{code}.own" if facts["own"] else f"{code}.team"
        case "no_text":
            # Problems that were noted by an earlier version do not tell of pages.
            return f"{code}.no_pages" if facts.get("no_pages") else f"{code}.pictures" if facts["pictures"] else code
        case "unsupported_format":
            return code if facts["extension"] else f"{code}.none"
        case "web.not_reachable":
            return f"{code}.{facts['obstacle']}"
        case "web.type_unsupported":
            return code if facts["content_type"] else f"{code}.none"
        case "web.refused":
            return f"{code}.{_refusal(problem)}"
        case _:
            return code


def _refusal(problem: Problem) -> str:
    status = problem.status if isinstance(problem, PageRefused) else 0
    return _STATUS.get(status, "fault" if status >= 500 else "other")


def _sentence(problem: Problem, texts: Texts, show: Callable[[str, int], str], mention: Callable[[str], str]) -> str:
    _, facts = code_and_facts(problem)
    said = texts.uploads

    def person(key: str) -> str:
        return said.operator if key == OPERATOR else mention(key)

    shown: dict[str, Any] = {
        name: show(str(value), LONGEST_ADDRESS if name == "address" else LONGEST_NAME) for name, value in facts.items()
    }
    shown["name"] = shown.pop("path_name", "")
    for size in {"size", "limit"} & facts.keys() - ({"limit"} if "own" in facts else set()):
        shown[size] = size_text(facts[size])
    if "seconds" in facts:
        shown["seconds"] = f"{facts['seconds']:g}"
    if "by" in facts:
        shown |= {"by": person(facts["by"]), "called": show(facts["called"], LONGEST_NAME)}
    if "role" in facts:
        shown["role"] = texts.refusals.as_role[Role(facts["role"])]
    if isinstance(problem, WrongExtension):
        shown |= {"really": said.kinds[problem.really], "advice": said.kind_advice[problem.really]}
    if isinstance(problem, BadDetails):
        shown |= {"source": show(problem.key or problem.source, LONGEST_NAME)}
        shown["advice"] = said.detail_advice[problem.problem]
    return said.problems[sentence_key(problem)].format(**shown)
