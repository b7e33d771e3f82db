"""What was done to the library, in the Home tab. Pure."""

from collections.abc import Mapping, Sequence

from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import ANY, guide_options, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.library.showing import Showing
from bot.blocks.mentions import mention
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.audit.actions import Action
from knowledge.audit.values import Entry, Fact
from knowledge.guides.library import ShelfGuide
from knowledge.guides.states import OVERTAKEN, EditionState
from knowledge.members.roles import Act, Role
from learning.requirements.values import RequirementState

PAGE = 15
LONGEST_NAME = 200
LONGEST_FACT = 150
MOST_FACTS = 8
MOST_ITEMS = 5
# Ids that say nothing to a reader.
_UNSAID = {"edition_id", "added_ids", "retired_ids", "version_id"}


def audit_panel(entries: Sequence[Entry], guides: Sequence[ShelfGuide], showing: Showing, texts: Texts) -> list[Block]:
    """A page of the audit log, with what it is narrowed by.

    Args:
        entries: Those of the page, and one more where there are older ones.
        guides: Of the library.
        showing: What the log is narrowed by.
        texts: In which language.
    """
    said = texts.people
    older = [button("audit_older", said.older, str(entries[PAGE - 1].number))] if len(entries) > PAGE else []
    newer = [button("audit_newer", said.newer, "newer")] if showing.before else []
    turn = [{"type": "actions", "elements": [*newer, *older]}] if newer or older else []
    return [
        header(texts.library.panels["audit"]),
        small(escape(said.audit_about)),
        _filter(guides, showing, texts),
        *(section(_entry(entry, texts)) for entry in entries[:PAGE]),
        *([] if entries else [section(escape(said.nothing_done))]),
        *turn,
    ]


def _filter(guides: Sequence[ShelfGuide], showing: Showing, texts: Texts) -> Block:
    said = texts.people
    who: Block = {
        "type": "users_select",
        "action_id": "audit_actor",
        "placeholder": {"type": "plain_text", "text": said.anybody},
    }
    if showing.actor:
        who["initial_user"] = showing.actor
    actions = [option(said.anything, ANY), *(option(said.actions[one], one.value) for one in Action)]
    about = [option(said.any_guide, ANY), *guide_options(guides)]
    narrowed = showing.actor or showing.action or showing.guide
    clear = [button("audit_clear", texts.library.clear, "clear")] if narrowed else []
    return {
        "type": "actions",
        "elements": [
            who,
            select("audit_action", actions, showing.action or ANY),
            select("audit_guide", about, showing.guide or ANY),
            *clear,
        ],
    }


def _entry(entry: Entry, texts: Texts) -> str:
    said = texts.people
    named = person_mrkdwn(entry.subject, texts) if entry.subject_kind == "person" else _name(entry, texts)
    head = said.entry_mrkdwn.format(
        action=escape(said.actions.get(entry.action, entry.action)),
        name=named,
        person=person_mrkdwn(entry.actor, texts),
        date=escape(texts.day(entry.at.date())),
        time=f"{entry.at:%H:%M}",
    )
    before, after = entry.before or {}, entry.after or {}
    if entry.subject_kind == "certificate":
        # What was done says how it stands.
        before, after = _without_state(before), _without_state(after)
    return joined([head, _facts(before, after, texts)], "\n")


def _name(entry: Entry, texts: Texts) -> str:
    if entry.subject_kind in {"workspace", "library"}:
        return escape(texts.library.panels["library"])
    return escaped_line(entry.name, LONGEST_NAME)


def _without_state(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {name: value for name, value in facts.items() if name != "state"}


def _facts(before: Mapping[str, Fact], after: Mapping[str, Fact], texts: Texts) -> str:
    names = [name for name in dict.fromkeys((*before, *after)) if name not in _UNSAID]
    changed = [name for name in names if name not in before or name not in after or before[name] != after[name]]
    return joined([_fact(name, before, after, texts) for name in changed[:MOST_FACTS]])


def _fact(name: str, before: Mapping[str, Fact], after: Mapping[str, Fact], texts: Texts) -> str:
    called = escape(texts.people.facts.get(name, name.replace("_", " ")))
    if name in before and name in after:
        was, became = _value(name, before[name], texts), _value(name, after[name], texts)
        return texts.people.became.format(fact=called, before=was, after=became)
    return f"{called}: {_value(name, after.get(name, before.get(name)), texts)}"


def _value(name: str, value: Fact, texts: Texts) -> str:
    said, names = texts.people, texts.refusals
    match value:
        case None:
            return escape(said.nothing)
        case bool():
            return escape(said.yes if value else said.no)
        case int():
            return texts.number(value)
        case str():
            if name == "act" and value in set(Act):
                return escape(said.acts[Act(value)])
            if name == "role" and value in set(Role):
                return escape(names.roles[Role(value)])
            if name == "state" and (state := _state(value, texts)) is not None:
                return escape(state)
            if name == "pool" and value in texts.items.pools:
                return escape(texts.items.pools[value])
            return escape(texts.publishing.overtaken) if (name, value) == ("reason", OVERTAKEN) else _word(value)
        case _:
            items = [_word(item) for item in value[:MOST_ITEMS]]
            return ", ".join([*items, *(["…"] if len(value) > MOST_ITEMS else [])]) or escape(said.nothing)


def _state(value: str, texts: Texts) -> str | None:
    """What the state of an edition, an item or a requirement is called."""
    if value in set(EditionState):
        return texts.refusals.states[EditionState(value)]
    if value in texts.items.states:
        return texts.items.states[value]
    return texts.exam.states[RequirementState(value)] if value in set(RequirementState) else None


def _word(text: str) -> str:
    return mention(text, LONGEST_FACT)
