"""The Bolt app: who may speak, and which handler listens to what."""

import logging
import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.blocks.notices import incident_notice, outsider_notice
from bot.listeners import (
    analysis,
    answers,
    ask,
    audit,
    certificates,
    certifications,
    certify,
    cohort_keepers,
    cohort_learners,
    cohorts,
    continuing,
    exam,
    exchange,
    feedback,
    freshness,
    gap_panel,
    gaps,
    golden,
    home,
    item_files,
    items,
    library,
    library_settings,
    my_data,
    path_keeping,
    paths,
    people,
    practice,
    preferences,
    private,
    progress,
    publishing,
    regrade,
    requirements,
    uploads,
    why,
)
from bot.listeners.guarding import Listeners
from bot.parts import Parts

FEATURES = (
    ask, private, answers, why, feedback, home,
    library, people, audit, library_settings, golden, freshness, uploads, publishing,
    certify, paths, practice, preferences, progress, exam, certificates, continuing, exchange, requirements, my_data,
    cohorts, cohort_keepers, cohort_learners,
    gaps, gap_panel,
    items, item_files, certifications, path_keeping, analysis, regrade,
)  # fmt: skip

log = logging.getLogger(__name__)


def slack_app(parts: Parts, signing_secret: str | None) -> App:
    """The app, with all its handlers.

    Args:
        parts: What handlers work with.
        signing_secret: Proves that requests over HTTP are Slack's; None where all come in by Socket Mode.
    """
    own = parts.identity.own

    def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=own.team, bot_token=parts.calls.client.token, bot_user_id=own.user
        )

    app = App(
        # Without a name, Bolt goes through all that is imported to find the one of this file: a tenth of a second.
        name="fieldwise",
        # Bolt takes the token from ``authorize``.
        client=WebClient(base_url=parts.calls.client.base_url, ssl=_trusted()),
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
        authorize=authorize,
        process_before_response=True,
    )
    app.use(_only_own_people(parts))
    listeners = Listeners(app, _apology(parts))
    for feature in FEATURES:
        feature.register(listeners)
    return app


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust is read once; by itself, each connection of Socket Mode reads it anew."""
    return ssl.create_default_context()


def _only_own_people(parts: Parts) -> Callable[..., BoltResponse]:
    """A middleware: hands on what our own organisation sends; a click or command from outside is refused.

    Messages from outside are looked into later, where Slack can be asked about who wrote them.
    """

    def only_own_people(body: Mapping[str, Any], context: BoltContext, next_: Callable[[], BoltResponse]) -> Any:
        context["parts"] = parts
        team = (body.get("user") or {}).get("team_id") or context.team_id
        if team == parts.identity.own.team:
            return next_()
        log.info("refused", extra={"why": "another organisation"})
        person, channel = _who_and_where(body)
        if person and channel:
            texts = parts.status.texts(person)
            parts.status.to_one(channel, person, outsider_notice(texts).text)
        return BoltResponse(status=200)

    return only_own_people


def _apology(parts: Parts) -> Callable[[Mapping[str, Any], str], None]:
    def apologise(body: Mapping[str, Any], code: str) -> None:
        person, channel = _who_and_where(body)
        if person:
            texts = parts.status.texts(person)
            parts.status.to_one(channel, person, incident_notice(code, texts).text)

    return apologise


def _who_and_where(body: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Who sent an interaction, and in which channel: in a modal and in the Home tab there is none."""
    person = (body.get("user") or {}).get("id") or body.get("user_id")
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id")
    return person, channel
