"""Certificates: the name on one, what its holder does with it, what those who look after them do."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.certificate_card import NAME, NAME_FORM, name_form
from bot.blocks.learning.certificates_panel import (
    FILTER,
    MENU,
    REASON,
    REASON_FORM,
    REINSTATE,
    reason_about,
    reason_form,
)
from bot.blocks.library.choices import ANY
from bot.blocks.library.showing import showing_of
from bot.learning.certificate_cards import CertificatePress
from bot.learning.issuing import Order
from bot.learning.keeping import Kept
from bot.library.presses import Turned
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen, open_form, shown, turn, turned
from bot.listeners.modals import opened
from bot.listeners.publishing import place, pressed
from bot.parts import Parts
from knowledge.members.roles import Act
from knowledge.wording import plain
from learning.credentials.queries import certificate_for
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("certificate_name", on_name)
    listeners.submission(NAME_FORM, on_named)
    listeners.action("certificate_open", on_open)
    listeners.action("certificate_public", on_public)
    listeners.action("certificate_private", on_private)
    listeners.action("certificate_files", on_files)
    listeners.action("holders_tell", on_holders_tell)
    listeners.action(FILTER, on_filter)
    listeners.action(MENU, on_menu)
    listeners.submission(REASON_FORM, on_reason)
    listeners.action("certificates_csv", on_csv)


def on_name(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask for the name on a certificate, beginning with what Slack calls the person; show one that is signed."""
    person = body["user"]["id"]
    with parts.database.reading() as session:
        signed = certificate_for(session, parts.workspace, chosen(body))
    if signed is not None:
        press = replace(_pressed(body, parts), certificate_id=signed.id)
        jobs.start(f"certificate:{body['trigger_id']}", parts.certificates.open, press)
    else:
        opened(body, parts, name_form(chosen(body), parts.people.real_name(person), parts.status.texts(person)))
    ack()


def on_named(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Issue the certificate to that name."""
    person, view = body["user"]["id"], body["view"]
    name = plain(str(view["state"]["values"][NAME][NAME].get("value") or ""))
    if not name:
        ack(response_action="errors", errors={NAME: parts.status.texts(person).certificates.name_missing})
        return
    order = Order(person, view["private_metadata"], name)
    jobs.start(f"issue:{view['id']}", parts.certificates.issue, order)
    ack()


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show a certificate in its holder's own conversation."""
    jobs.start(f"certificate:{body['trigger_id']}", parts.certificates.open, _pressed(body, parts))
    ack()


def on_public(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show it to everybody who has its address."""
    jobs.start(f"public:{body['trigger_id']}", parts.certificates.set_public, _pressed(body, parts), True)
    ack()


def on_private(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show it to nobody any more."""
    jobs.start(f"private:{body['trigger_id']}", parts.certificates.set_public, _pressed(body, parts), False)
    ack()


def on_files(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send it as files."""
    jobs.start(f"files:{body['trigger_id']}", parts.certificates.send_files, _pressed(body, parts))
    ack()


def on_holders_tell(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Tell the holders what an edition changed under their certificates."""
    jobs.start(f"holders:{body['trigger_id']}", parts.holders.tell, pressed(body))
    ack()


def on_filter(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the certificates that stand so."""
    state = chosen(body)
    turn(body, parts, replace(shown(body), state="" if state == ANY else state, page=0))
    ack()


def on_menu(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Reinstate a certificate, or ask why it is suspended or revoked."""
    what, _, certificate_id = chosen(body).partition(":")
    person, noted = body["user"]["id"], shown(body).noted()
    if what == REINSTATE:
        wanted = Kept(person, what, certificate_id, "", parts.exams.clock())
        jobs.start(f"keep:{body['trigger_id']}", parts.keeping.act, turned(body, shown(body)), wanted)
    else:
        form = reason_form(what, certificate_id, noted, parts.status.texts(person))
        open_form(body, parts, Act.KEEP_CERTIFICATES, lambda: form)
    ack()


def on_reason(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Suspend or revoke it for this reason."""
    person, view = body["user"]["id"], body["view"]
    reason = str(view["state"]["values"][REASON][REASON].get("value") or "").strip()
    if not reason:
        ack(response_action="errors", errors={REASON: parts.status.texts(person).refusals.reason_missing})
        return
    what, certificate_id, home = reason_about(view)
    wanted = Kept(person, what, certificate_id, reason, parts.exams.clock())
    jobs.start(f"keep:{view['id']}", parts.keeping.act, Turned(person, showing_of(home), pressed=False), wanted)
    ack()


def on_csv(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send the list of all certificates."""
    jobs.start(f"certificates-csv:{body['trigger_id']}", parts.keeping.export, body["user"]["id"])
    ack()


def _pressed(body: Mapping[str, Any], parts: Parts) -> CertificatePress:
    channel, message = place(body)
    act = body["trigger_id"]
    return CertificatePress(body["user"]["id"], chosen(body), act, parts.exams.clock(), channel, message)
