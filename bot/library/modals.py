"""Modals that jobs fill, as long as they are open."""

import logging

from bot.blocks.message import Block
from bot.calls import SlackRefused
from bot.library.desk import Desk

log = logging.getLogger(__name__)


def fill(desk: Desk, view_id: str, view: Block) -> None:
    """Make a modal show this, if it is still open.

    Raises:
        SlackAway: Slack can't be told now.
    """
    try:
        desk.calls.repeatable(desk.calls.client.views_update, view_id=view_id, view=view)
    except SlackRefused as error:
        log.info("the modal is not there", extra={"modal": view.get("callback_id"), "error": error.error})
