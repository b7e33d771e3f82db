"""Who holds which certificate, in the Home tab of those who look after them; and the form that asks why. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.learning.certificate_card import LONGEST_TITLE, facts_line
from bot.blocks.learning.exchange import export_button, take_over_button
from bot.blocks.library.bar import small
from bot.blocks.library.choices import ANY, field, form, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line, literal
from bot.texts import Texts
from learning.standing.queries import Held, counts_of
from learning.standing.values import Standing

PAGE = 10
MENU, FILTER = "certificate_menu", "certificates_state"
SUSPEND, REINSTATE, REVOKE = "suspend", "reinstate", "revoke"
REASON_FORM, REASON = "certificate_reason", "reason"
LONGEST_REASON = 1_000
LONGEST_SPOKEN = 75


def certificates_panel(found: Sequence[Held], showing: Showing, texts: Texts) -> list[Block]:
    """The certificates by how they stand, page by page; ``showing.state`` narrows them."""
    said = texts.certificates
    state = Standing(showing.state) if showing.state in set(Standing) else None
    rows = [one for one in found if state in (None, one.standing)]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(showing.page, pages - 1)
    counted = ", ".join(
        f"{said.standings[standing]}: {texts.number(count)}" for standing, count in counts_of(found).items() if count
    )
    return [
        header(said.certificates.of(len(found))),
        section(escape(said.about)),
        *([small(escape(counted))] if counted else []),
        _actions(state, bool(found), texts),
        *(_row(one, texts) for one in rows[page * PAGE : (page + 1) * PAGE]),
        *([] if rows else [section(escape(said.none))]),
        *pager("page", page, pages, texts),
    ]


def reason_form(what: str, certificate_id: str, noted: str, texts: Texts) -> Block:
    """The modal that asks why a certificate is suspended, or revoked; ``noted`` is what the Home tab shows."""
    said = texts.certificates
    title, hint = (said.revoke_title, said.revoke_hint) if what == REVOKE else (said.suspend_title, said.reason_hint)
    entry = {"type": "plain_text_input", "action_id": REASON, "multiline": True, "max_length": LONGEST_REASON}
    held = json.dumps({"what": what, "certificate": certificate_id, "home": noted})
    blocks = [field(REASON, said.reason_label, entry, hint=hint)]
    return form(REASON_FORM, title, title, texts.cancel, held, blocks)


def reason_about(view: Mapping[str, Any]) -> tuple[str, str, str]:
    """What is done, to which certificate, and what the Home tab showed."""
    held = json.loads(view["private_metadata"])
    return held["what"], held["certificate"], held["home"]


def _actions(state: Standing | None, any_at_all: bool, texts: Texts) -> Block:
    said = texts.certificates
    choices = [option(said.all_standings, ANY), *(option(said.standings[one], one.value) for one in Standing)]
    export = [button("certificates_csv", said.export, "csv")] if any_at_all else []
    return {
        "type": "actions",
        "elements": [
            select(FILTER, choices, state.value if state is not None else ANY),
            *export,
            export_button(None, texts),
            take_over_button(texts),
            button("requirement_grant", said.grant, "new"),
        ],
    }


def _row(one: Held, texts: Texts) -> Block:
    said, certificate = texts.certificates, one.certificate
    severity = f" ({said.severities[one.severity]})" if one.standing is Standing.OUTDATED and one.severity else ""
    facts = [escape(said.named.format(name=literal(certificate.name, LONGEST_TITLE))), facts_line(one, texts)]
    if certificate.reason:
        facts.append(said.because_mrkdwn.format(reason=escaped_line(certificate.reason, LONGEST_TITLE)))
    text = said.row_mrkdwn.format(
        person=person_mrkdwn(certificate.person, texts),
        title=escaped_line(one.certification.definition.title, LONGEST_TITLE),
        standing=escape(f"{said.standings[one.standing]}{severity}"),
        facts="\n".join(facts),
    )
    menu = _menu(one, texts)
    return section(text, menu) if menu is not None else section(text)


def _menu(one: Held, texts: Texts) -> Block | None:
    said, certificate = texts.certificates, one.certificate
    if certificate.revoked:
        return None
    hold = (REINSTATE, said.reinstate) if certificate.suspended else (SUSPEND, said.suspend)
    choices = [option(label, f"{what}:{certificate.id}") for what, label in (hold, (REVOKE, said.revoke))]
    return {"type": "overflow", "action_id": MENU, "options": choices}
