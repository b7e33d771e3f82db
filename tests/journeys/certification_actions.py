"""Everything that can be pressed or sent about certification in Slack, and what a role has to allow for it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.blocks.library.showing import Panel
from knowledge.members.roles import Act
from tests.journeys.library_actions import HOME, MESSAGE, MODAL, Row, Sent

# What a value names: an item in one of its states, a certificate of somebody else, what somebody else submitted.
DRAFT, REVIEWED, LIVE, OUT = "item draft", "item in review", "item live", "item out"
CERTIFICATE, CERTIFICATION, SUBMITTED, HIT = "certificate", "certification", "submitted", "hit edition"
PATH = "path"
COHORT, COHORT_GOAL, COHORT_LEARNER, COHORT_NOTE = "cohort", "cohort goal", "cohort learner", "cohort note"

SEE, WRITE, LET_IN = Act.SEE_LIBRARY, Act.WRITE_ITEMS, Act.PUBLISH_ITEMS
KEEP, HOLD, WATCH = Act.KEEP_CERTIFICATIONS, Act.KEEP_CERTIFICATES, Act.OBSERVE
_ITEMS = Row(SEE, panel=Panel.ITEMS)
_OFFERED = Row(KEEP, panel=Panel.CERTIFICATIONS)
_HELD = Row(Act.SEE_LEARNERS, panel=Panel.CERTIFICATES)
_WALKED = Row(Act.KEEP_PATHS, panel=Panel.PATHS)
_COHORT = Row(Act.KEEP_COHORTS, HOME, COHORT, "", panel=Panel.COHORTS)
_LEARNER = replace(_COHORT, about=COHORT_LEARNER)
_CHOICE = "selected_option"
ACTIONS: Mapping[str, Row] = {
    "panel_items": Row(SEE, value="items"),
    "panel_certifications": Row(SEE, value="certifications"),
    "panel_paths": Row(Act.KEEP_PATHS, value="paths"),
    "panel_certificates": Row(Act.SEE_LEARNERS, value="certificates"),
    # the bank of items
    "items_find": replace(_ITEMS, value="biscuits"),
    "items_state": replace(_ITEMS, value="draft", kind=_CHOICE),
    "items_pool": replace(_ITEMS, value="exam", kind=_CHOICE),
    "items_competency": replace(_ITEMS, value="late", kind=_CHOICE),
    "items_clear": _ITEMS,
    "items_waiting": Row(SEE, value="in_review", panel=Panel.REVIEWS),
    "items_add": replace(_ITEMS, needs=WRITE),
    "items_import": replace(_ITEMS, needs=WRITE),
    "items_export": replace(_ITEMS, needs=WRITE),
    "items_draft": replace(_ITEMS, needs=WRITE),
    "items_submit": Row(WRITE, MESSAGE, value="2026-11-03T09:05:00+00:00"),
    "item_menu:preview": replace(_ITEMS, about=LIVE, value="item_preview:", kind=_CHOICE),
    "item_preview": Row(SEE, MESSAGE, LIVE, ""),
    "item_version": Row(WRITE, MESSAGE, LIVE, ""),
    "item_submit": Row(WRITE, MESSAGE, DRAFT, ""),
    "item_publish": Row(LET_IN, MESSAGE, REVIEWED, ""),
    "item_send_back": Row(LET_IN, MESSAGE, REVIEWED, ""),
    "item_release": Row(LET_IN, MESSAGE, OUT, ""),
    # Whose draft it is may retire it, too: the form is there for all who see it.
    "item_retire": Row(SEE, MESSAGE, LIVE, ""),
    "regrade_open": Row(Act.REGRADE, MESSAGE, LIVE, ""),
    # certifications
    "certification_menu:edit": replace(_OFFERED, about=CERTIFICATION, value="certification_edit:", kind=_CHOICE),
    "certification_menu:retire": replace(_OFFERED, about=CERTIFICATION, value="certification_retire:", kind=_CHOICE),
    "certification_menu:analysis": replace(_OFFERED, about=CERTIFICATION, value="analysis_open:", kind=_CHOICE),
    "certification_put": _OFFERED,
    "certification_starter": _OFFERED,
    "accommodation_set": replace(_OFFERED, needs=Act.KEEP_ACCOMMODATIONS),
    # learning paths
    "path_put": _WALKED,
    "path_draft": _WALKED,
    "path_menu:edit": replace(_WALKED, about=PATH, value="edit:", kind=_CHOICE),
    "path_menu:retire": replace(_WALKED, about=PATH, value="retire:", kind=_CHOICE),
    "path_menu:offer": replace(_WALKED, about=PATH, value="offer:", kind=_CHOICE),
    # cohorts: what a part in one allows, and no role, is in a journey and a table of their own
    "panel_cohorts": Row(Act.KEEP_COHORTS, value="cohorts"),
    "cohort_list": Row(Act.KEEP_COHORTS, value="all", panel=Panel.COHORTS),
    "cohort_state": Row(Act.KEEP_COHORTS, value="overdue", kind=_CHOICE, panel=Panel.COHORTS),
    "cohort_make": Row(Act.KEEP_COHORTS, value="new", panel=Panel.COHORTS),
    "cohort_open": _COHORT,
    "cohort_people": _COHORT,
    "cohort_goal": _COHORT,
    "cohort_change": _COHORT,
    "cohort_nudge": _COHORT,
    "cohort_end": _COHORT,
    "cohort_link": _COHORT,
    "cohort_goal_remove": replace(_COHORT, about=COHORT_GOAL),
    "cohort_learner": _LEARNER,
    "cohort_note": replace(_LEARNER, place=MODAL),
    "cohort_take_out": replace(_LEARNER, place=MODAL),
    "cohort_mentor_nobody": replace(_LEARNER, place=MODAL),
    "cohort_note_remove": replace(_COHORT, about=COHORT_NOTE, place=MODAL),
    # certificates
    "certificates_state": replace(_HELD, value="current", kind=_CHOICE),
    "certificates_csv": _HELD,
    "learners_export": replace(_HELD, value="everybody"),
    "learners_take_over": replace(_HELD, needs=Act.KEEP_PEOPLE),
    "people_data": Row(Act.KEEP_PEOPLE, value="somebody", panel=Panel.PEOPLE),
    "certificate_menu:suspend": replace(_HELD, needs=HOLD, about=CERTIFICATE, value="suspend:", kind=_CHOICE),
    "certificate_menu:reinstate": replace(_HELD, needs=HOLD, about=CERTIFICATE, value="reinstate:", kind=_CHOICE),
    "certificate_menu:revoke": replace(_HELD, needs=HOLD, about=CERTIFICATE, value="revoke:", kind=_CHOICE),
    "holders_tell": Row(Act.TELL_ASKERS, MESSAGE, HIT, ""),
    # requirements
    "requirement_decide": Row(WATCH, MESSAGE, SUBMITTED, ""),
    "requirement_decide_anew": Row(WATCH, MESSAGE, SUBMITTED, ""),
    "requirement_grant": Row(WATCH, HOME, panel=Panel.CERTIFICATES),
}
FORMS: Mapping[str, Sent] = {
    "cohort_made": Sent(Act.KEEP_COHORTS, "cohort_make", {"name": "Spring", "people": ["U0CARMEN"]}),
    "cohort_people_added": Sent(Act.KEEP_COHORTS, "cohort_people", {"people": ["U0BEN"]}),
    "cohort_changed": Sent(Act.KEEP_COHORTS, "cohort_change", {"name": "Autumn"}),
    "cohort_nudge_asked": Sent(Act.KEEP_COHORTS, "cohort_nudge", {"words": "Go on."}),
    "people_data_form": Sent(Act.KEEP_PEOPLE, "people_data", {"person": "U0CARMEN", "what": "hand_out"}),
    "path_retired": Sent(Act.KEEP_PATHS, "path_menu:retire", {}),
    "certificate_reason": Sent(HOLD, "certificate_menu:suspend", {"reason": "We look into it."}),
    "requirement_granted": Sent(
        WATCH,
        "requirement_grant",
        {"person": "U0CARMEN", "which": "visit", "what": "waive", "reason": "Done elsewhere."},
    ),
}
# These work on what their own modal or message holds; journeys of their own press them.
ELSEWHERE = frozenset(
    {"cohort_mentor", "cohort_keeper_out"}
    | {"analysis_open", "analysis_back", "analysis_forth", "analysis_files", "angoff_open", "angoff_rate", "angoff_go"}
    | {"learners_take_over_go", "angoff_go_on", "angoff_use", "certification_edit", "certification_export"}
)
FORMS_ELSEWHERE = frozenset(
    {"path_form", "path_file_form", "path_draft_form"}
    | {"cohort_goal_set", "cohort_note_kept", "cohort_nudge_sure"}
    | {"learners_export_form", "learners_take_over_form"}
    | {"item_type_form", "item_form", "item_sent_back", "item_retired", "items_import_form", "items_export_form"}
    | {"items_draft_form", "certification_form", "certification_file_form", "certification_retired"}
    | {"accommodation_form", "regrade_form", "regrade_carry_out", "requirement_marked", "requirement_decided"}
)
# What everybody who learns may do with what is her own; whose it is decides, and no role.
FOR_LEARNERS = frozenset(
    {"learn_open", "path_show", "path_begin", "path_leave", "path_read", "path_page_back", "path_page_forth"}
    | {"path_reflect", "path_practise", "path_another", "path_read_form", "path_reflect_form"}
    | {"practice_due", "practice_pause", "practice_go_on", "practise_this", "preferences_open", "preferences_saved"}
    | {"my_data_open", "my_data_hand_out", "my_data_erase", "my_data_erase_form"}
    | {"progress_page", "calendar_make", "calendar_end"}
    | {"certify_open", "requirement_submit", "requirement_submitted", "show_proof"}
    | {"certificate_name", "certificate_named", "certificate_open", "certificate_files"}
    | {"certificate_public", "certificate_private", "continuous_next", "continuous_after"}
    | {"exam_start", "delta_start", "exam_resume", "exam_overview", "exam_submit", "exam_submit_sure"}
    | {"exam_go_back", "exam_go_next", "exam_go_to", "practice_start", "practice_check", "practice_next"}
    | {f"{way}_{how}" for way in ("answer", "practise") for how in ("keep", "many", "pair", "place", "text")}
    | {f"{way}_one_{number}" for way in ("answer", "practise") for number in range(1, 11)}
)
