"""A learner of a cohort, in a modal, for those who look after her. Pure."""

from collections.abc import Iterable, Sequence

from bot.blocks.learning.cohorts_panel import BETWEEN, LONGEST_NAME, active_line, goal_line
from bot.blocks.learning.requirement_card import Evidence, named
from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import confirm
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, button, marked, plain, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from learning.cohorts.values import LearnerView, Note

CALLBACK = "cohort_learner_view"
ASSIGN = "cohort_mentor"
MOST_NOTES = 15
# So many fit into a section, whatever they are called.
MOST_TOPICS = 12
MOST_REQUIREMENTS = 10
LONGEST_NOTE = 1_500


def learner_view(shown: LearnerView, required: Sequence[Evidence], noted: str, texts: Texts) -> Block:
    """The modal.

    Args:
        shown: The learner, as the viewer may see her.
        required: How she stands with what her certifications require beside their exams.
        noted: The view's note: of which cohort, and who it is.
        texts: In which language.
    """
    said, line = texts.cohorts, shown.line
    head = f"{person_mrkdwn(line.person, texts)} · *{escape(said.states[line.state])}*"
    blocks = [
        section(joined([head, escape(active_line(line, texts))])),
        *(section(goal_line(one, texts)) for one in line.goals),
        *_topics(shown, texts),
        *_required(required, texts, decides=shown.looked_after),
        *(_notes(shown.notes, texts) if shown.looked_after else ()),
        *_buttons(shown, texts),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": noted,
        "title": plain(said.learner_title),
        "close": plain(texts.close),
        "blocks": blocks,
    }


def taken_out_view(texts: Texts) -> Block:
    """The modal once she is in the cohort no longer."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(texts.cohorts.learner_title),
        "close": plain(texts.close),
        "blocks": [section(escape(texts.cohorts.taken_out))],
    }


def _topics(shown: LearnerView, texts: Texts) -> Iterable[Block]:
    said, found = texts.cohorts, sorted(shown.line.mastery.items(), key=lambda one: one[1].estimate)
    lines = [
        f"• {escaped_line(shown.overview.titles.get(key, key), LONGEST_NAME)}: "
        f"{escape(said.levels[one.level])} ({escape(said.answers.of(one.n))})"
        for key, one in found[:MOST_TOPICS]
    ]
    yield section("\n".join([f"*{escape(said.her_topics)}*", *(lines or [escape(said.no_topics)])]))


def _required(required: Sequence[Evidence], texts: Texts, *, decides: bool) -> Iterable[Block]:
    """Each requirement with how it stands, and the button by which whoever looks after her decides."""
    if required:
        yield section(f"*{escape(texts.cohorts.observed)}*")
    for one in required[:MOST_REQUIREMENTS]:
        title = escaped_line(one.standing.requirement.title, LONGEST_NAME)
        text = f"{title}: {escape(texts.exam.states[one.standing.state])}"
        action = "requirement_decide_anew" if one.standing.decision is not None else "requirement_decide"
        label = texts.requirements.decide_anew if one.standing.decision is not None else texts.requirements.decide
        yield section(text, button(action, label, named(one.towards)) if decides else None)


def _notes(notes: Sequence[Note], texts: Texts) -> Iterable[Block]:
    said = texts.cohorts
    yield section(f"*{escape(said.notes)}*")
    if not notes:
        yield section(escape(said.no_notes))
    for one in notes[:MOST_NOTES]:
        words = escaped_line(one.words, LONGEST_NOTE)
        who = f"{person_mrkdwn(one.by, texts)}, {escape(texts.day(one.at.date()))}"
        yield section(f"{who}: {words}", button("cohort_note_remove", said.note_remove, one.id))
    yield small(escape(said.note_hint))


def _buttons(shown: LearnerView, texts: Texts) -> Iterable[Block]:
    said, value = texts.cohorts, f"{shown.overview.cohort.id}{BETWEEN}{shown.line.person}"
    if not shown.looked_after:
        return
    ask = confirm(said.take_out_title, said.take_out_confirm, texts.keepers.out_yes, texts.keep)
    out = {**button("cohort_take_out", said.take_out, value), "style": "danger", "confirm": ask}
    note = button("cohort_note", said.note_write, value)
    yield {"type": "actions", "elements": [note, *([out] if shown.overview.may_change else [])]}
    if shown.overview.may_change:
        mentor: Block = {"type": "users_select", "action_id": ASSIGN, "placeholder": plain(said.assign)}
        if shown.line.mentor is not None:
            mentor["initial_user"] = shown.line.mentor
        yield {"type": "section", "text": marked(escape(said.mentor)), "accessory": mentor}
    if shown.overview.may_change and shown.line.mentor is not None:
        # A select of people can't be emptied again.
        yield {"type": "actions", "elements": [button("cohort_mentor_nobody", texts.keepers.nobody, value)]}
