"""Everything that can be pressed or sent about the library in Slack, and what a role has to allow for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from bot.blocks.library.showing import Panel
from knowledge.members.roles import Act

# Where a button stands: the Home tab, a modal, a message of the bot.
HOME, MODAL, MESSAGE = "home", "modal", "message"
# What its value names.
NOTHING, GUIDE, EDITION, PUBLISHED, GOLDEN, COMMUNITY, GAP, SET_ASIDE, STANDARD = (
    "nothing", "guide", "edition", "published", "golden", "community", "gap", "gap set aside", "standard answer",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An action.

    Attributes:
        needs: What a role has to allow; None where everybody may press it, and it depends on more than a role.
        place: Where it is pressed.
        about: What its value, or the end of its value, names.
        value: The value itself, or its beginning.
        kind: In which field Slack reports the value.
        panel: Which panel the Home tab showed.
        in_review: Whether the edition is in review; it is a draft else.
    """

    needs: Act | None
    place: str = HOME
    about: str = NOTHING
    value: str = "1"
    kind: str = "value"
    panel: Panel = Panel.LIBRARY
    in_review: bool = False


@dataclass(frozen=True)
class Sent:
    """A form.

    Attributes:
        opened_by: The action, of ``ACTIONS``, that opens it.
        values: What is filled in.
    """

    needs: Act
    opened_by: str
    values: Mapping[str, Any]


def _card(needs: Act, **more: Any) -> Row:
    return Row(needs, MESSAGE, EDITION, "", **more)


def _choice(needs: Act, value: str, panel: Panel) -> Row:
    return Row(needs, value=value, kind="selected_option", panel=panel)


def _gap(what: str, about: str = GAP) -> Row:
    return Row(Act.CLOSE_GAPS, HOME, about, f"{what}:", "selected_option", Panel.GAPS)


SEE, ADD, REVIEW = Act.SEE_LIBRARY, Act.ADD_EDITION, Act.RECORD_REVIEW
ACTIONS: Mapping[str, Row] = {
    "panel_start": Row(None, value="start"),
    "panel_library": Row(SEE, value="library"),
    "panel_reviews": Row(SEE, value="reviews"),
    "panel_gaps": Row(SEE, value="gaps"),
    "panel_people": Row(Act.GIVE_ROLES, value="people"),
    "panel_golden": Row(Act.KEEP_GOLDEN, value="golden"),
    "panel_audit": Row(Act.SEE_AUDIT, value="audit"),
    "panel_settings": Row(Act.SET_POLICY, value="settings"),
    "page_back": Row(SEE, value="0"),
    "page_forth": Row(Act.GIVE_ROLES, value="1", panel=Panel.PEOPLE),
    "library_find": Row(SEE, value="closing"),
    "library_state": _choice(SEE, "due", Panel.LIBRARY),
    "library_clear": Row(SEE),
    # Nobody may where there is an owner, whatever the role.
    "library_claim": Row(None, value="claim"),
    "guide_menu:open": Row(SEE, HOME, GUIDE, "open:", "selected_option"),
    "guide_menu:edition": Row(ADD, HOME, GUIDE, "edition:", "selected_option"),
    "guide_menu:reviewed": Row(REVIEW, HOME, GUIDE, "reviewed:", "selected_option"),
    "guide_menu:withdraw": Row(Act.WITHDRAW, HOME, GUIDE, "withdraw:", "selected_option"),
    "guide_owner": Row(REVIEW, MODAL, value="U0BEN", kind="selected_user"),
    "edition_open": Row(SEE, HOME, EDITION, "", panel=Panel.REVIEWS),
    "role_give": Row(Act.GIVE_ROLES, value="new", panel=Panel.PEOPLE),
    "role_change": Row(Act.GIVE_ROLES, value="editor:U0BEN", panel=Panel.PEOPLE),
    "audit_actor": Row(Act.SEE_AUDIT, value="U0BEN", kind="selected_user", panel=Panel.AUDIT),
    "audit_action": _choice(Act.SEE_AUDIT, "published", Panel.AUDIT),
    "audit_guide": _choice(Act.SEE_AUDIT, "any", Panel.AUDIT),
    "audit_clear": Row(Act.SEE_AUDIT, panel=Panel.AUDIT),
    "audit_older": Row(Act.SEE_AUDIT, value="5", panel=Panel.AUDIT),
    "audit_newer": Row(Act.SEE_AUDIT, panel=Panel.AUDIT),
    "policy_second_person": Row(Act.SET_POLICY, value="off", panel=Panel.SETTINGS),
    "policy_scheme": _choice(Act.SET_POLICY, "tiers", Panel.SETTINGS),
    "policy_report_channel": Row(Act.SET_POLICY, value="C0MENTORS", kind="selected_conversation", panel=Panel.SETTINGS),
    "policy_report_off": Row(Act.SET_POLICY, value="off", panel=Panel.SETTINGS),
    "community_add": Row(Act.KEEP_AUDIENCES, value="new", panel=Panel.SETTINGS),
    "community_change": Row(Act.KEEP_AUDIENCES, HOME, COMMUNITY, "", panel=Panel.SETTINGS),
    "community_remove": Row(Act.KEEP_AUDIENCES, HOME, COMMUNITY, "", panel=Panel.SETTINGS),
    "golden_add": Row(Act.KEEP_GOLDEN, value="new", panel=Panel.GOLDEN),
    "golden_import": Row(Act.KEEP_GOLDEN, value="import", panel=Panel.GOLDEN),
    "golden_remove": Row(Act.KEEP_GOLDEN, HOME, GOLDEN, "", panel=Panel.GOLDEN),
    "golden_export": Row(Act.KEEP_GOLDEN, value="export", panel=Panel.GOLDEN),
    "golden_run": Row(Act.KEEP_GOLDEN, value="run", panel=Panel.GOLDEN),
    "gaps_view": _choice(SEE, "closed", Panel.GAPS),
    "gaps_export": Row(SEE, value="csv", panel=Panel.GAPS),
    "gaps_draft": Row(Act.WRITE_ITEMS, value="often", panel=Panel.GAPS),
    "gap_menu:answer": _gap("answer"),
    "gap_menu:give": _gap("give"),
    "gap_menu:closed": _gap("closed"),
    "gap_menu:set_aside": _gap("set_aside"),
    "gap_menu:open": _gap("open", SET_ASIDE),
    "standard_remove": Row(Act.CLOSE_GAPS, HOME, STANDARD, "", panel=Panel.GAPS),
    # Whoever was asked may, too, whatever the role: this person was not.
    "gap_answer": Row(Act.CLOSE_GAPS, MESSAGE, GAP, ""),
    "guide_reviewed": Row(REVIEW, MODAL, GUIDE, ""),
    "review_begin": Row(REVIEW, MESSAGE, GUIDE, ""),
    "upload_open": Row(ADD, MESSAGE, value="D0DEV:1.000001:F0PLAN"),
    "guide_add": Row(ADD, value="new"),
    "edition_add": Row(ADD, MODAL, GUIDE, ""),
    "edition_preview": _card(SEE),
    "edition_findings": _card(SEE),
    "edition_changes": _card(SEE),
    "impact_see": _card(SEE),
    "look_back": Row(SEE, MODAL, value="0"),
    "look_forth": Row(SEE, MODAL, value="1"),
    "edition_submit": _card(ADD),
    "edition_send_back": _card(Act.PUBLISH, in_review=True),
    "edition_discard": _card(Act.PUBLISH),
    "edition_publish": _card(Act.PUBLISH),
    "edition_override": _card(Act.OVERRIDE_GOLDEN, in_review=True),
    "guide_withdraw": Row(Act.WITHDRAW, MODAL, GUIDE, ""),
    "askers_tell": Row(Act.TELL_ASKERS, MESSAGE, PUBLISHED, ""),
}
FORMS: Mapping[str, Sent] = {
    "role_form": Sent(Act.GIVE_ROLES, "role_give", {"person": "U0CARMEN", "role": "editor"}),
    "community_form": Sent(Act.KEEP_AUDIENCES, "community_add", {"name": "newcomers", "channels": ["C0MENTORS"]}),
    "golden_form": Sent(Act.KEEP_GOLDEN, "golden_add", {"question": "Which colour?", "refuse": ["refuse"]}),
    "golden_import_form": Sent(
        Act.KEEP_GOLDEN, "golden_import", {"file": [("q.csv", b"question,guide,heading,refuse\nWhich shape?,,,yes\n")]}
    ),
    "gap_give_form": Sent(Act.CLOSE_GAPS, "gap_menu:give", {"person": "U0DEV"}),
    "gap_answered": Sent(
        Act.CLOSE_GAPS, "gap_menu:answer", {"text": "Dev does.", "uses": ["send"], "audience": "everybody"}
    ),
    "upload_form": Sent(ADD, "guide_add", {"files": [("notes.md", b"# Notes\n\nStaff call twice a month.\n")]}),
    "edition_sent_back": Sent(Act.PUBLISH, "edition_send_back", {"reason": "Page 3 is missing."}),
    "edition_overridden": Sent(Act.OVERRIDE_GOLDEN, "edition_override", {"reason": "The question is old."}),
    "guide_withdrawn": Sent(Act.WITHDRAW, "guide_withdraw", {"reason": "It does harm."}),
}
SHORTCUTS: Mapping[str, Act] = {"add_guide": ADD, "why_this_answer": Act.SEE_LIBRARY}
# What everybody who reads may do: it is no part of keeping the library.
FOR_READERS = frozenset(
    {"ask_prompt", "share", "show_passage", "shorter", "regenerate", "thread_manner", "feedback"}
    | {"feedback_reason", "answer_from_guides"}
    # Whom it is for depends on who was asked: journeys of the gaps try it.
    | {"ask_person", "gap_not_mine"}
)


class Registered:
    """Takes the place of ``Listeners``: notes what a feature registers."""

    def __init__(self, features: tuple[ModuleType, ...]) -> None:
        self.actions: set[str] = set()
        self.submissions: set[str] = set()
        self.shortcuts: set[str] = set()
        for feature in features:
            feature.register(self)

    def action(self, name: str, _handler: object) -> None:
        self.actions.add(name)

    def submission(self, name: str, _handler: object) -> None:
        self.submissions.add(name)

    def shortcut(self, name: str, _handler: object) -> None:
        self.shortcuts.add(name)

    def event(self, name: str, handler: object) -> None:
        """Nobody presses an event."""

    def command(self, name: str, handler: object) -> None:
        """Commands ask questions only."""
