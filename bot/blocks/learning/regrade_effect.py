"""What a regrade would do, and what people whose results changed are told. Pure."""

from collections.abc import Sequence

from bot.blocks.learning.figures import figure
from bot.blocks.learning.regrade_form import Deciding
from bot.blocks.library.choices import field, option
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, button, plain, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, escaped_line, one_line
from bot.texts import Texts
from learning.attempts.values import Kind
from learning.certifications.values import Certification
from learning.results.queries import Notice
from learning.results.recording import Regraded
from learning.results.values import Change, Plan

CALLBACK = "regrade_carry_out"
MOST_PEOPLE = 30
LONGEST_TITLE = 140
LONGEST_REASON = 600
LONGEST_ANSWER, LONGEST_ANSWERS = 200, 2_000


def waiting_effect(key: str, texts: Texts) -> Block:
    """The modal before it is filled; ``key`` names it, so that it is filled only once it is shown."""
    return {**_modal([_sentence(texts.publishing.one_moment)], "", texts), "external_id": key}


def refused_effect(said: str, key: str, texts: Texts) -> Block:
    """The modal that says why there is nothing to see."""
    return {**_modal([_sentence(said)], "", texts), "external_id": key}


def effect_view(plan: Plan, deciding: Deciding, right: Sequence[str], key: str, texts: Texts) -> Block:
    """The modal that shows what a decision would do and to whom, with the button that carries it out.

    Args:
        plan: What it would do.
        deciding: The decision.
        right: The answers that are named in it, in words.
        key: That of the modal.
        texts: The language.
    """
    said = texts.regrade
    blocks = [
        section(escape(said.policies[plan.policy.value])),
        *([_sentence(_right_now(right, texts))] if right else []),
        _sentence(said.changed.of(len(plan.changes)) if plan.changes else said.nobody),
        *([section(_people(said.gains.of(len(plan.gains)), plan.gains, texts))] if plan.gains else []),
        *([section(_people(said.loses.of(len(plan.loses)), plan.loses, texts))] if plan.loses else []),
        *([section(_people(said.whose.of(len(plan.others)), plan.others, texts))] if plan.others else []),
        *([_sentence(said.certified.of(len(plan.resting.led_to)))] if plan.resting.led_to else []),
        *([_sentence(said.mended.of(len(plan.resting.mended)))] if plan.resting.mended else []),
        *([_sentence(said.unchanged.of(plan.unchanged))] if plan.unchanged else []),
        *([_takes(texts)] if plan.loses else []),
    ]
    view = _modal(blocks, deciding.metadata, texts)
    return {**view, "submit": plain(said.carry_out), "external_id": key}


def done_line(done: Regraded, changed: int, texts: Texts, *, took: bool) -> str:
    """What came of a regrade: how many results are others by it, which passes stay, and what went with the others.

    Args:
        done: What it did.
        changed: How many results are others by it.
        texts: The language.
        took: Whether passes were to be taken: those that stay were not shown to who decided.
    """
    said, kept, fallen = texts.regrade, len(done.kept), done.fallen
    lines = [
        said.done.of(changed) if changed else said.done_nothing,
        *([(said.kept_unseen if took else said.kept).of(kept)] if kept else []),
        *([said.revoked.of(len(fallen.led_to))] if fallen.led_to else []),
        *([said.outdated.of(len(fallen.mended))] if fallen.mended else []),
    ]
    return " ".join(lines)


def notice_message(notice: Notice, certification: Certification, texts: Texts) -> Message:
    """What a person whose result changed is told."""
    said = texts.regrade
    head = said.notice_mrkdwn.format(
        title=escaped_line(certification.definition.title, LONGEST_TITLE),
        reason=escaped_line(notice.reason, LONGEST_REASON),
    )
    before, after = notice.before.score.percent, notice.after.score.percent
    points = said.points.format(before=figure(before, texts), after=figure(after, texts))
    lines = [said.decided[notice.policy.value], points, _standing(notice, texts), *_with_the_pass(notice, texts)]
    blocks = [
        section(head),
        section("\n".join(escape(line) for line in lines)),
        {"type": "actions", "elements": [button("certify_open", said.my_certifications, "certify")]},
    ]
    return Message(head.partition("\n")[0], stamped(blocks, f"regrade:{notice.regrade_id}"))


def _standing(notice: Notice, texts: Texts) -> str:
    said = texts.regrade
    if notice.pass_kept:
        return said.pass_kept
    return {
        (False, True): said.passes_now,
        (True, True): said.passed_still,
        (True, False): said.passed_no_more,
        (False, False): said.not_passed_still,
    }[notice.before.passed, notice.after.passed]


def _with_the_pass(notice: Notice, texts: Texts) -> list[str]:
    """What the person has lost with it."""
    if notice.revoked:
        return [texts.regrade.certificate_revoked]
    return [texts.regrade.certificate_outdated] if notice.has_lost and notice.kind is Kind.DELTA else []


def _right_now(right: Sequence[str], texts: Texts) -> str:
    answers = ", ".join(texts.quoted.format(text=one_line(one, LONGEST_ANSWER)) for one in right)
    return one_line(texts.regrade.right_now.format(answers=answers), LONGEST_ANSWERS)


def _people(head: str, changes: Sequence[Change], texts: Texts) -> str:
    said, left = texts.regrade, len(changes) - MOST_PEOPLE
    lines = [
        said.person_mrkdwn.format(
            person=person_mrkdwn(one.person, texts),
            before=figure(one.before.percent, texts),
            after=figure(one.after.percent, texts),
        )
        for one in changes[:MOST_PEOPLE]
    ]
    more = [escape(said.more_people.of(left))] if left > 0 else []
    return "\n".join([f"*{escape(head)}*", *lines, *more])


def _takes(texts: Texts) -> Block:
    said = texts.regrade
    boxes = {"type": "checkboxes", "action_id": "takes", "options": [option(said.takes_choice, "takes")]}
    return {**field("takes", said.takes_label, boxes, hint=said.takes_hint, optional=True)}


def _sentence(said: str) -> Block:
    return rich_text(rich_section(words(said)))


def _modal(blocks: Sequence[Block], metadata: str, texts: Texts) -> Block:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": metadata,
        "title": plain(texts.regrade.dry_title),
        "close": plain(texts.close),
        "blocks": list(blocks),
    }
