"""Where a person is named: each column of each table, and what becomes of it when she is erased. Pure.

A new table that names people has to be added here: a test compares this with the tables that there are.
"""

from learning.privacy.values import Area, Fate, Trace

_OWN_DELETED = (
    "cohort_note.person",
    "cohort_person.person",
    "community_member.member",
    "enrolment.person",
    "gap_answer.by",
    "gap_ask.person",
    "learner.person",
    "member.person",
    "named_owner.person",
    "notice.person",
    "nudge.person",
    "page_link.person",
    "past_certificate.person",
    "practice.person",
    "practice_card.person",
    "reminder.person",
    "requirement_step.person",
    "step_done.person",
    "time_factor.person",
)
_OWN_RENAMED = {
    Area.TALK: ("change_notice.person", "opinion.person", "question.asker", "token_use.person"),
    Area.EXAMS: ("attempt.person", "regrade_notice.person"),
    Area.CERTIFICATES: ("certificate.person", "continuous_year.person"),
    Area.LIBRARY: ("upload.person",),
}
_MADE = (
    "angoff_rating.judge",
    "certificate_step.by",
    "certification_version.created_by",
    "cohort.created_by",
    "cohort_goal.by",
    "cohort_note.by",
    "cohort_person.by",
    "edition_step.by",
    "enrolment.by",
    "gap_ask.by",
    "gap_step.by",
    "golden_question.created_by",
    "guide_review.begun_by",
    "guide_review.ended_by",
    "item_step.by",
    "item_version.created_by",
    "learning_path_version.created_by",
    "member.given_by",
    "nudge.by",
    "past_certificate.by",
    "regrade.by",
    "requirement_step.by",
    "standard_answer.by",
    "time_factor.by",
)
_FORGOTTEN = ("cohort_person.mentor", "gap.owner_person", "guide.owner_person")


def _traces(places: tuple[str, ...], fate: Fate, area: Area = Area.LIBRARY, *, own: bool) -> tuple[Trace, ...]:
    split = (place.split(".") for place in places)
    return tuple(Trace(table, column, fate, own, area) for table, column in split)


# What goes comes first: a row that goes need not be renamed.
TRACES = (
    *_traces(_OWN_DELETED, Fate.DELETE, own=True),
    *(one for area, places in _OWN_RENAMED.items() for one in _traces(places, Fate.RENAME, area, own=True)),
    *_traces(_FORGOTTEN, Fate.FORGET, own=False),
    *_traces(_MADE, Fate.RENAME, own=False),
)

# What people write, as text or as data, in which a person may be mentioned by her id.
WORDS = (
    "answer.understood",
    "answer_trace.trace",
    "certificate_step.reason",
    "cohort.name",
    "cohort_note.words",
    "community.name",
    "edition_step.reason",
    "gap_answer.text",
    "golden_question.question",
    "guide_review.note",
    "item_step.reason",
    "item_version.rationale",
    "nudge.words",
    "opinion.comment",
    "past_certificate.source",
    "question.text",
    "regrade.reason",
    "requirement_step.note",
    "requirement_step.link",
    "requirement_step.marks",
    "standard_answer.question",
    "standard_answer.text",
    "step_done.note",
    "time_factor.note",
    "upload.as_guide",
    "upload.details",
    "upload.facts",
    "upload.findings",
    "upload.name",
)
