"""Logs for machines: one JSON line a record, on the error stream, with no text of people and no secret in it.

Say what happened in a constant, and with what in fields: ``logger.info("question answered", extra={"question": id})``.
What is not a number or an identifier is left out, whoever logs it, so that no question, answer or name gets in.
"""

import json
import logging
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from slack_sdk.errors import SlackApiError

OURS = ("bot", "evals", "ingestion", "knowledge", "learning", "storage")
# This one's words are shown, but where they repeat an error's message. Other libraries are named with the line that
# logged: some log whole requests, frames and messages.
SPOKEN = "uvicorn.error"
HIDDEN = "[hidden]"

_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+"  # tokens of bots, users and configuration
    r"|xapp-[\w-]+"  # app-level tokens
    r"|(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])"  # signing secrets
    r"|(?<=://)[^\s/@\"\\]+:[^\s/@\"\\]+(?=@)"  # user and password of an address
    r"|(?<=ticket=)[\w%-]+"  # the address of a Socket Mode connection
    r"|(?<=hooks\.slack\.com/)[\w/-]+",  # response addresses
    re.ASCII,
)
_IDENTIFIER = re.compile(r"[\w.:@/+-]{1,128}")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        document: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        document |= {name: _plain(value) for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            document["exception"] = _exception(*record.exc_info)
        return redacted(json.dumps(document, ensure_ascii=False))


def configure(level: str) -> None:
    """Send all logs of this process to the error stream as JSON lines, uncaught errors too.

    Args:
        level: The least that is logged of the program's own: DEBUG, INFO, WARNING, ERROR. Of libraries, warnings
            and worse are: at lower levels some log whole messages and tokens.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in ("slack_sdk", "urllib3", "uvicorn", "websockets"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Bolt warns of events that nobody listens to, DBOS of settings that are meant.
    for name in ("slack_bolt", "dbos"):
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda told: _log_uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def redacted(text: str) -> str:
    """The text without anything shaped like a token, a signing secret or a password in an address."""
    return _SECRET.sub(HIDDEN, text)


def _event(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in OURS:
        return str(record.msg)
    if record.name == SPOKEN and not record.exc_info:
        return record.getMessage()
    return f"{record.module}:{record.lineno}"


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if isinstance(value, str) and _IDENTIFIER.fullmatch(text) else f"({type(value).__name__})"


def _exception(
    kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
) -> dict[str, Any]:
    """Type and lines of code, without the message: it may quote what a person wrote, or a token."""
    frames = traceback.extract_tb(trace)
    described: dict[str, Any] = {
        "type": f"{kind.__module__}.{kind.__qualname__}" if kind else "None",
        "lines": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, SlackApiError):
        described["slack"] = _plain(error.response.get("error"))
    cause = error and (error.__cause__ or (None if error.__suppress_context__ else error.__context__))
    if cause:
        described["cause"] = _exception(type(cause), cause, cause.__traceback__)
    return described


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    logging.getLogger(__name__).critical("uncaught error", exc_info=(kind, error or kind(), trace))
