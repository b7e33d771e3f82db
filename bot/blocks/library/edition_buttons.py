"""What a person can do with an edition: the buttons of its card. Pure."""

from enum import StrEnum

from bot.blocks.message import Block, button, plain
from bot.texts import Texts
from knowledge.guides.states import EditionState
from knowledge.members.roles import Act, Role, may


class CardButton(StrEnum):
    """A button, by the name of its action."""

    PREVIEW = "edition_preview"
    FINDINGS = "edition_findings"
    CHANGES = "edition_changes"
    SUBMIT = "edition_submit"
    PUBLISH = "edition_publish"
    OVERRIDE = "edition_override"
    SEND_BACK = "edition_send_back"
    DISCARD = "edition_discard"
    WITHDRAW = "guide_withdraw"


_UNPUBLISHED = frozenset({EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SCHEDULED})


def buttons_for(
    state: EditionState,
    role: Role,
    *,
    own: bool,
    approved: bool = False,
    second_person: bool,
    replaces: bool,
    golden_failed: bool,
    findings: int | None,
) -> tuple[CardButton, ...]:
    """The buttons that mean something to a person now. They decide nothing: the use cases do.

    Args:
        state: The edition's.
        role: The person's.
        own: Whether the person added the edition.
        approved: Whether somebody else has approved it, so that only golden questions keep it back.
        second_person: Whether somebody else than who added an edition has to review and publish it.
        replaces: Whether readers saw an edition of the guide before.
        golden_failed: Whether golden questions failed when they were asked last.
        findings: How many things there are to look at; None where nobody has looked yet.
    """
    decides = may(role, Act.PUBLISH)
    reviewed = state is EditionState.IN_REVIEW and not (own and second_person and not approved)
    publishes = decides and (reviewed or (state is EditionState.DRAFT and not second_person))
    offered = {
        CardButton.PREVIEW: True,
        CardButton.FINDINGS: state in _UNPUBLISHED and (findings != 0 or golden_failed),
        CardButton.CHANGES: replaces and state is not EditionState.DISCARDED,
        CardButton.SUBMIT: state is EditionState.DRAFT and may(role, Act.ADD_EDITION),
        CardButton.PUBLISH: publishes,
        CardButton.OVERRIDE: publishes and golden_failed and may(role, Act.OVERRIDE_GOLDEN),
        CardButton.SEND_BACK: state in {EditionState.IN_REVIEW, EditionState.SCHEDULED} and decides,
        CardButton.DISCARD: state in _UNPUBLISHED and (decides or (own and may(role, Act.ADD_EDITION))),
        CardButton.WITHDRAW: state is EditionState.PUBLISHED and may(role, Act.WITHDRAW),
    }
    return tuple(name for name, fits in offered.items() if fits) if may(role, Act.SEE_LIBRARY) else ()


def button_row(
    buttons: tuple[CardButton, ...], edition_id: str, guide_id: str, findings: int | None, texts: Texts
) -> Block:
    """The buttons as a block.

    Args:
        buttons: At least one.
        edition_id: The value of them all, but for the withdrawal: that is of the guide.
        guide_id: Its guide.
        findings: How many things there are to look at; None where nobody has looked yet.
        texts: In which language.
    """
    # One button leads on: to readers, else to a reviewer.
    next_step = next((name for name in (CardButton.PUBLISH, CardButton.SUBMIT) if name in buttons), None)
    return {
        "type": "actions",
        "elements": [
            {
                **_button(name, edition_id, guide_id, findings, texts),
                **({"style": "primary"} if name is next_step else {}),
            }
            for name in buttons
        ],
    }


def _button(name: CardButton, edition_id: str, guide_id: str, findings: int | None, texts: Texts) -> Block:
    said = texts.publishing
    labels = {
        CardButton.PREVIEW: texts.library.preview,
        CardButton.FINDINGS: (
            said.findings if findings is None else said.findings_counted.format(count=texts.number(findings))
        ),
        CardButton.CHANGES: said.changes,
        CardButton.SUBMIT: said.submit,
        CardButton.PUBLISH: said.publish,
        CardButton.OVERRIDE: said.override,
        CardButton.SEND_BACK: said.send_back,
        CardButton.DISCARD: said.discard,
        CardButton.WITHDRAW: texts.library.withdraw,
    }
    made = button(name.value, labels[name], guide_id if name is CardButton.WITHDRAW else edition_id)
    if name is CardButton.DISCARD:
        asked = {
            "title": plain(said.discard_title),
            "text": plain(said.discard_question),
            "confirm": plain(said.discard),
            "deny": plain(texts.cancel),
        }
        return {**made, "confirm": asked}
    return made
