"""The modal in which a person answers in the guides' place. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.blocks.message import Block, plain, rich_quote, rich_text, words
from bot.blocks.mrkdwn import ELLIPSIS, clean, literal, one_line, shortened
from bot.texts import Texts
from knowledge.guides.drafts import EVERYBODY

CALLBACK = "gap_answered"
WHERE_ASKED = "where_asked"
# Begins the names of the fields in which questions are chosen.
ASKED = "asked_"
LONGEST_ANSWER = 3_000
LONGEST_TITLE = 150
LONGEST_SHOWN = 1_000
LONGEST_OPTION = 75
MOST_COMMUNITIES = 90
# Slack takes so many checkboxes in one block.
BOXES = 10
MOST_ASKED = 3 * BOXES


class Use(StrEnum):
    """What is to become of an answer."""

    SEND = "send"
    STANDARD = "standard"
    DRAFT = "draft"


@dataclass(frozen=True)
class AskedQuestion:
    """A question that may be answered."""

    id: str
    text: str


@dataclass(frozen=True)
class AnswerForm:
    """What the form offers.

    Attributes:
        question: What is to be answered.
        asked: The questions that wait for it and that the person may read; the answer is to those of them that stay
            ticked.
        is_open: Whether the question was asked where everybody may read: only then its words are offered as those that
            others may read, and everybody as who may read the answer.
        uses: What the person may have done with it; sending comes first.
        channels: Where it was asked, conversations of one person left out.
        communities: Those whose members alone may read it.
        seen: The newest answer of a person that there is when the form is opened.
        title: What a guide may be called; shown only where others may read the question's words.
        review: By when that guide is to be looked at again.
        begun: What a person answered to something close to it, for everybody to read: the answer begins with that.
    """

    gap_id: str
    question: str
    asked: tuple[AskedQuestion, ...]
    is_open: bool
    uses: tuple[Use, ...]
    channels: tuple[str, ...]
    communities: tuple[str, ...]
    seen: str | None
    title: str
    review: date
    begun: str = ""


@dataclass(frozen=True)
class Answered:
    """A form that was sent.

    Attributes:
        questions: The ids of those that it answers.
        audience: The key of the community that may read it, ``EVERYBODY``, ``WHERE_ASKED``, or empty.
        called: The question as others may read it.
        title: Of a guide.
        review: By when a guide is to be looked at again; None where nobody says.
        seen: As the form had it.
    """

    gap_id: str
    questions: tuple[str, ...]
    text: str
    uses: tuple[Use, ...]
    audience: str
    called: str
    title: str
    review: date | None
    seen: str | None


@dataclass(frozen=True)
class _Told:
    """``asked`` is the one question where there is no other to be chosen."""

    gap_id: str
    asked: str | None
    seen: str | None


def answer_form(form: AnswerForm, texts: Texts) -> Block:
    """The modal; ``answered`` reads it."""
    said = texts.asking
    only = form.asked[0].id if len(form.asked) == 1 else None
    told = _Told(form.gap_id, only, form.seen)
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(asdict(told)),
        "title": plain(said.form_title),
        "submit": plain(texts.send),
        "close": plain(texts.cancel),
        "blocks": [
            rich_text(rich_quote(words(shortened(clean(form.question).strip(), LONGEST_SHOWN) or "…"))),
            *(_boxes(form.asked, texts) if only is None else []),
            _field("text", said.text, _lines(form.begun), said.text_hint),
            _field("uses", said.uses, _uses(form.uses, texts)),
            *([_called(form, texts)] if set(form.uses) - {Use.SEND} else []),
            *(_guide(form, texts) if Use.DRAFT in form.uses else []),
            _field("audience", said.audience, _audiences(form, texts), said.audience_hint),
        ],
    }


def answered(view: Mapping[str, Any]) -> Answered:
    """What was filled in."""
    told, values = _Told(**json.loads(view["private_metadata"])), view["state"]["values"]
    chosen = _value(values, "uses", "selected_options") or ()
    audience = (_value(values, "audience", "selected_option") or {}).get("value") or ""
    review = _value(values, "review", "selected_date")
    ticked = [
        option["value"]
        for name in values
        for option in _value(values, name, "selected_options") or ()
        if name.startswith(ASKED)
    ]
    return Answered(
        gap_id=told.gap_id,
        questions=(told.asked,) if told.asked is not None else tuple(ticked),
        text=clean(str(_value(values, "text", "value") or "")).strip(),
        uses=tuple(Use(option["value"]) for option in chosen),
        audience=audience,
        called=_line(values, "called"),
        title=_line(values, "title"),
        review=date.fromisoformat(review) if review else None,
        seen=told.seen,
    )


def mistakes(sent: Answered, texts: Texts, today: date) -> dict[str, str]:
    """What is wrong, by the field at which it is told."""
    said, is_kept, is_drafted = texts.asking, Use.STANDARD in sent.uses, Use.DRAFT in sent.uses
    is_over = is_drafted and sent.review is not None and sent.review <= today
    return {
        **({} if sent.questions else {f"{ASKED}0": said.no_question}),
        **({} if sent.text else {"text": said.no_text}),
        **({} if sent.uses else {"uses": said.no_use}),
        **({} if _says(sent.called) or not is_kept else {"called": said.not_called}),
        **({} if _says(sent.title) or not is_drafted else {"title": said.no_title}),
        **({"review": texts.uploads.date_over} if is_over else {}),
        **({} if sent.audience else {"audience": said.no_audience}),
    }


def _boxes(asked: Sequence[AskedQuestion], texts: Texts) -> list[Block]:
    """The questions, all of them ticked."""
    shown = asked[:MOST_ASKED]
    parts = [shown[first : first + BOXES] for first in range(0, len(shown), BOXES)]
    return [
        {
            **_field(f"{ASKED}{number}", texts.asking.asked, _ticked(f"{ASKED}{number}", part)),
            "optional": len(parts) > 1,
        }
        for number, part in enumerate(parts)
    ]


def _ticked(name: str, asked: Sequence[AskedQuestion]) -> Block:
    options = [_question(one) for one in asked]
    return {"type": "checkboxes", "action_id": name, "options": options, "initial_options": options}


def _question(asked: AskedQuestion) -> Block:
    """A question as an option: what does not fit into its label stands below."""
    line = one_line(asked.text, LONGEST_SHOWN) or "…"
    label = one_line(line, LONGEST_OPTION)
    if label == line:
        return _option(line, asked.id)
    begin = label.removesuffix(ELLIPSIS)
    below = plain(literal(line[len(begin) :].strip(), LONGEST_OPTION))
    return {**_option(begin, asked.id), "description": below}


def _uses(uses: Sequence[Use], texts: Texts) -> Block:
    said = texts.asking
    labels = {Use.SEND: said.use_send, Use.STANDARD: said.use_standard, Use.DRAFT: said.use_draft}
    options = [_option(labels[use], use.value) for use in uses]
    return {"type": "checkboxes", "action_id": "uses", "options": options, "initial_options": options[:1]}


def _audiences(form: AnswerForm, texts: Texts) -> Block:
    everybody = _option(texts.uploads.audience_everybody, EVERYBODY)
    where = [_option(texts.asking.audience_where_asked, WHERE_ASKED)] if form.channels else []
    named = [
        _option(texts.uploads.audience_community.format(name=name), name)
        for name in form.communities[:MOST_COMMUNITIES]
    ]
    element = {"type": "static_select", "action_id": "audience", "options": [everybody, *where, *named]}
    # What was asked in private is for everybody only if the person says so.
    return {**element, "initial_option": everybody} if form.is_open else element


def _called(form: AnswerForm, texts: Texts) -> Block:
    said, first = texts.asking, form.question if form.is_open else ""
    return {**_field("called", said.called, _one_line("called", first), said.called_hint), "optional": True}


def _guide(form: AnswerForm, texts: Texts) -> list[Block]:
    """What a guide has beside the answer."""
    said, first = texts.asking, form.title if form.is_open else ""
    review = {"type": "datepicker", "action_id": "review", "initial_date": form.review.isoformat()}
    return [
        {**_field("title", said.guide_title, _one_line("title", first), said.guide_title_hint), "optional": True},
        {**_field("review", texts.uploads.review, review), "optional": True},
    ]


def _one_line(name: str, first: str) -> Block:
    element = {"type": "plain_text_input", "action_id": name, "max_length": LONGEST_TITLE}
    filled = one_line(first, LONGEST_TITLE)
    return {**element, "initial_value": filled} if filled else element


def _lines(begun: str) -> Block:
    element = {"type": "plain_text_input", "action_id": "text", "multiline": True, "max_length": LONGEST_ANSWER}
    first = shortened(clean(begun).strip(), LONGEST_ANSWER)
    return {**element, "initial_value": first} if first else element


def _field(name: str, label: str, element: Block, hint: str | None = None) -> Block:
    block = {"type": "input", "block_id": name, "label": plain(label), "element": element}
    return {**block, "hint": plain(hint)} if hint is not None else block


def _option(label: str, value: str) -> Block:
    return {"text": plain(literal(label, LONGEST_OPTION)), "value": value}


def _line(values: Mapping[str, Any], name: str) -> str:
    return " ".join(str(_value(values, name, "value") or "").split())


def _says(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _value(values: Mapping[str, Any], name: str, kind: str) -> Any:
    return values.get(name, {}).get(name, {}).get(kind)
