"""What somebody submitted for a requirement, for those who observe; and what came of it, for who did. Pure."""

from dataclasses import dataclass
from datetime import date

from bot.blocks.learning.certificate_card import link_mrkdwn
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import (
    Block,
    Message,
    button,
    context,
    plain,
    rich_list,
    rich_section,
    rich_text,
    section,
    stamped,
    words,
)
from bot.blocks.mrkdwn import clean, escape, escaped_line, one_line, shortened
from bot.texts import Texts
from learning.requirements.service import Towards
from learning.requirements.states import RequirementStanding
from learning.requirements.values import Mark, RequirementState, Step

LONGEST_TITLE = 150
LONGEST_NOTE = 1_500
MOST_LINES = 20
_BETWEEN = "|"


@dataclass(frozen=True)
class Evidence:
    """A requirement of a person.

    Attributes:
        title: Of the certification.
        standing: How the person stands with the requirement; its last step is what is shown.
    """

    towards: Towards
    title: str
    standing: RequirementStanding


def named(towards: Towards) -> str:
    """As the value of a button: keys and an id only."""
    return _BETWEEN.join((towards.certification, towards.requirement, towards.person))


def towards_of(value: str) -> Towards:
    """What a button names."""
    certification, _, rest = value.partition(_BETWEEN)
    requirement, _, person = rest.partition(_BETWEEN)
    return Towards(certification, requirement, person)


def observer_card(evidence: Evidence, today: date, texts: Texts, *, grants: bool) -> Message:
    """The message for somebody who observes: what there is to look at, and by which rubric.

    ``grants`` is whether she may waive it and give more time.
    """
    row = decide_row(evidence, texts, grants=grants)
    blocks = [*evidence_blocks(evidence, today, texts), *_rubric(evidence, texts), row]
    return Message(_asked(evidence, texts), stamped(blocks, f"requirement:{evidence.standing.requirement.key}"))


def evidence_blocks(evidence: Evidence, today: date, texts: Texts) -> list[Block]:
    """Who handed in what, for which requirement, and until when there is time."""
    said, due = texts.requirements, evidence.standing.due
    handed = (one for one in reversed(evidence.standing.steps) if one.until is None)
    given = next((one for one in handed if one.state is RequirementState.SUBMITTED), None)
    form = said.overdue if evidence.standing.is_overdue(today) else said.due
    return [
        section(_asked(evidence, texts)),
        *(_given(given, texts) if given is not None else []),
        *([context(plain(form.format(date=texts.day(due))))] if due is not None else []),
    ]


def looked_at(evidence: Evidence, today: date, texts: Texts) -> list[Block]:
    """What stands above a decision: who handed in what, and what was decided on it before."""
    last = evidence.standing.decision
    before = [section(_decided(evidence, last.by, texts))] if last is not None else []
    return [*evidence_blocks(evidence, today, texts), *before]


def card_now(evidence: Evidence, today: date, texts: Texts, *, grants: bool) -> Message:
    """The message for somebody who observes as it is now: to be decided on, or decided."""
    last = evidence.standing.decision
    if last is not None:
        return decided_card(evidence, last.by, texts)
    return observer_card(evidence, today, texts, grants=grants)


def decide_row(evidence: Evidence, texts: Texts, *, grants: bool) -> Block:
    """The buttons with which it is decided, and by whoever ``grants`` waived or given more time."""
    said, value = texts.requirements, named(evidence.towards)
    decide = {**button("requirement_decide", said.decide, value), "style": "primary"}
    grant = [button("requirement_grant", said.grant, value)] if grants else []
    return {"type": "actions", "elements": [decide, *grant]}


def decided_card(evidence: Evidence, by: str, texts: Texts) -> Message:
    """The same message once it is decided, with the button for those who see it otherwise."""
    line = _decided(evidence, by, texts)
    again = button("requirement_decide_anew", texts.requirements.decide_anew, named(evidence.towards))
    blocks = [section(line), {"type": "actions", "elements": [again]}]
    return Message(line, stamped(blocks, f"requirement:{evidence.standing.requirement.key}"))


def learner_news(evidence: Evidence, texts: Texts) -> Message:
    """The message that tells a person what came of what she submitted, or was granted."""
    said, step = texts.requirements, evidence.standing.steps[-1]
    until = texts.day(step.until) if step.until is not None else ""
    forms = {
        RequirementState.MET: said.met_mrkdwn,
        RequirementState.REPEAT: said.repeat_mrkdwn,
        RequirementState.WAIVED: said.waived_mrkdwn,
    }
    form = said.extended_mrkdwn if step.until is not None else forms.get(step.state, said.submitted_mrkdwn)
    line = form.format(by=person_mrkdwn(step.by, texts), date=escape(until), **_names(evidence))
    grows = [one.title for one in evidence.standing.requirement.rubric if _grows(step, one.key)]
    blocks = [
        section(line),
        *([section(said.grows_mrkdwn.format(lines=escaped_line("; ".join(grows), LONGEST_NOTE)))] if grows else []),
        *([_note(step.note, texts)] if step.note and step.state is not RequirementState.SUBMITTED else []),
    ]
    return Message(line, stamped(blocks, f"requirement_news:{evidence.standing.requirement.key}"))


def _grows(step: Step, criterion: str) -> bool:
    return step.marks is not None and step.marks.get(criterion) is Mark.GROWTH


def _decided(evidence: Evidence, by: str, texts: Texts) -> str:
    return texts.requirements.card_decided_mrkdwn.format(
        person=person_mrkdwn(evidence.towards.person, texts),
        state=escape(texts.exam.states[evidence.standing.state]),
        by=person_mrkdwn(by, texts),
        **_names(evidence),
    )


def _asked(evidence: Evidence, texts: Texts) -> str:
    person = person_mrkdwn(evidence.towards.person, texts)
    return texts.requirements.card_mrkdwn.format(person=person, **_names(evidence))


def _names(evidence: Evidence) -> dict[str, str]:
    return {
        "requirement": escaped_line(evidence.standing.requirement.title, LONGEST_TITLE),
        "title": escaped_line(evidence.title, LONGEST_TITLE),
    }


def _given(step: Step, texts: Texts) -> list[Block]:
    said = texts.requirements
    link = said.linked_mrkdwn.format(link=link_mrkdwn(step.link)) if step.link else ""
    return [*([section(link)] if link else []), *([_note(step.note, texts)] if step.note else [])]


def _note(note: str, texts: Texts) -> Block:
    return section(
        texts.requirements.noted_mrkdwn.format(note=escape(shortened(clean(note), LONGEST_NOTE).strip()) or "…")
    )


def _rubric(evidence: Evidence, texts: Texts) -> list[Block]:
    rubric = evidence.standing.requirement.rubric
    if not rubric:
        return []
    lines = rich_list(one_line(one.title, LONGEST_TITLE) or "…" for one in rubric[:MOST_LINES])
    return [rich_text(rich_section(words(texts.requirements.rubric, bold=True)), lines)]
