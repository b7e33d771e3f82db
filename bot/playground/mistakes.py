"""What Slack itself finds wrong with a form before it sends it on."""

import re
from collections.abc import Mapping
from typing import Any

from bot.playground.forms import REPORTED, Element, elements

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of one file in a form; a message takes more."""


def mistakes(view: dict[str, Any], state: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What Slack itself says about a form before it sends it on, by ``block_id``."""
    said: dict[str, str] = {}
    for block, element in elements(view["blocks"]):
        if block["type"] != "input":
            continue
        holds = state[block["block_id"]][element["action_id"]]
        value = holds[REPORTED.get(element["type"], "value")]
        mistake = _mistake(element, value, optional=bool(block.get("optional")))
        if mistake:
            said[block["block_id"]] = mistake
    return said


def _mistake(element: Element, value: Any, *, optional: bool) -> str | None:
    if not value:
        return None if optional else "Please complete this required field."
    match element["type"]:
        case "plain_text_input":
            return _wrong_length(element, value)
        case "number_input":
            return _wrong_number(element, value)
        case "url_text_input" if not value.startswith(("http://", "https://")):
            return "Please enter a link."
        case "email_text_input" if "@" not in value:
            return "Please enter an email address."
        case "file_input":
            return _wrong_files(element, value)
    return None


def _wrong_length(element: Element, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please write at least {least} characters."
    return f"Please write at most {most} characters." if len(value) > most else None


def _wrong_number(element: Element, value: str) -> str | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+", value):
        return "Please enter a number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(value) < float(least):
        return f"Please enter a number that is at least {least}."
    if most is not None and float(value) > float(most):
        return f"Please enter a number that is at most {most}."
    return None


def _wrong_files(element: Element, files: list[dict[str, Any]]) -> str | None:
    most, kinds = element.get("max_files", 10), element.get("filetypes")
    if len(files) > most:
        return f"Please choose at most {most} files."
    if kinds and any(file["filetype"] not in kinds for file in files):
        return f"Please choose files of these types only: {', '.join(kinds)}."
    if any(file["size"] > LARGEST_FILE for file in files):
        return "Please choose files of at most 10 MB each."
    return None
