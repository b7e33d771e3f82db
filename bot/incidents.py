"""Errors that nobody foresaw: a code that the person is shown and that the log holds beside what happened."""

import logging
import secrets

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"
LENGTH = 6
PREFIX = "incident:"

log = logging.getLogger(__name__)


def incident(error: BaseException, **context: str) -> str:
    """Log an error under a new code; returns the notice that tells it, ``incident:`` and the code.

    Args:
        error: What happened.
        context: Ids that help to find out more; never what somebody wrote.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    log.error("unforeseen error", exc_info=error, extra={"incident": code, **context})
    return f"{PREFIX}{code}"
