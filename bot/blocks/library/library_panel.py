"""The guides of the library in the Home tab: found, filtered, page by page. Pure."""

from collections.abc import Mapping

from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import ANY, option, select
from bot.blocks.library.edition_card import audience_mrkdwn, owner_mrkdwn
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, plain, section
from bot.blocks.mrkdwn import escape, escaped_line, one_line
from bot.texts import Texts
from knowledge.conversations.figures import Use
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.library import AWAITING, LibraryPage, ShelfGuide, ShelfState
from knowledge.guides.states import EditionState
from knowledge.members.roles import Act, Role, may

LONGEST_TITLE = 200
LONGEST_LABEL = 60
MENU = "guide_menu"


def library_panel(
    page: LibraryPage, used: Mapping[str, Use], showing: Showing, role: Role, texts: Texts
) -> list[Block]:
    """A page of guides, with what they are found by.

    Args:
        page: The guides.
        used: How they were used, by their ids.
        showing: What they are found by.
        role: Of who looks: the menus hold what it allows.
        texts: In which language.
    """
    said, all_guides = texts.library, sum(page.counts.values())
    narrowed = bool(showing.find or showing.state)
    counted = joined([said.counted[state].format(count=texts.number(count)) for state, count in page.counts.items()])
    blocks = [header(said.guides.of(all_guides)), *([small(escape(counted))] if counted else [])]
    if not all_guides:
        return [*blocks, section(escape(said.no_guides))]
    blocks += [_find(showing, texts), _filter(showing, texts, narrowed=narrowed)]
    if narrowed:
        blocks.append(small(escape(said.guides_found.of(page.total) if page.total else said.none_found)))
    rows = [
        section(_guide(guide, used.get(guide.guide_id, Use()), texts), _menu(guide, role, texts)) for guide in page.rows
    ]
    return [*blocks, *rows, *pager("page", page.page, page.pages, texts)]


def state_mrkdwn(guide: ShelfGuide, texts: Texts) -> str:
    """How a guide stands, and what is coming of it."""
    said = texts.library
    coming = {
        EditionState.DRAFT: said.waiting_draft,
        EditionState.IN_REVIEW: said.waiting_in_review,
        EditionState.SCHEDULED: said.waiting_scheduled,
    }
    waits = coming.get(guide.waiting, "") if guide.waiting is not None else ""
    return joined([escape(said.states[guide.state]), escape(waits)])


def use_mrkdwn(use: Use, texts: Texts) -> str:
    """How a guide was used."""
    said = texts.library
    down = said.thumbs_down.of(use.thumbs_down) if use.thumbs_down else ""
    return escape(joined([said.answered.of(use.questions), down]))


def _guide(guide: ShelfGuide, use: Use, texts: Texts) -> str:
    said = texts.library
    title = texts.source_title.format(
        title=escaped_line(guide.title, LONGEST_TITLE), edition=escaped_line(guide.label, LONGEST_LABEL)
    )
    whom = "" if guide.audience == EVERYBODY else audience_mrkdwn(guide.audience, texts)
    shown = guide.next_review is not None and guide.state not in {ShelfState.DRAFT, ShelfState.WITHDRAWN}
    review = said.next_review.format(date=texts.day(guide.next_review)) if shown and guide.next_review else ""
    lines = (
        f"*{title}*",
        joined([state_mrkdwn(guide, texts), owner_mrkdwn(guide.owner_person, guide.owner, texts), whom]),
        joined([use_mrkdwn(use, texts), escape(review)]),
    )
    return "\n".join(lines)


def _menu(guide: ShelfGuide, role: Role, texts: Texts) -> Block:
    said, is_read = texts.library, guide.state not in {ShelfState.DRAFT, ShelfState.WITHDRAWN}
    choices = [
        ("open", said.open, True),
        ("edition", said.new_edition, may(role, Act.ADD_EDITION)),
        ("reviewed", said.still_right, is_read and may(role, Act.RECORD_REVIEW)),
        ("withdraw", said.withdraw, is_read and may(role, Act.WITHDRAW)),
    ]
    options = [option(label, f"{what}:{guide.guide_id}") for what, label, shown in choices if shown]
    return {"type": "overflow", "action_id": MENU, "options": options}


def _find(showing: Showing, texts: Texts) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": "library_find",
        "placeholder": plain(texts.library.find_hint),
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        "max_length": 200,
    }
    found = one_line(showing.find, 200)
    if found:
        element["initial_value"] = found
    return {"type": "input", "dispatch_action": True, "label": plain(texts.library.find), "element": element}


def _filter(showing: Showing, texts: Texts, *, narrowed: bool) -> Block:
    said = texts.library
    states = [option(said.states[state], state.value) for state in ShelfState]
    options = [option(said.all_states, ANY), *states, option(said.awaiting, AWAITING)]
    clear = [button("library_clear", said.clear, "clear")] if narrowed else []
    return {"type": "actions", "elements": [select("library_state", options, showing.state or ANY), *clear]}
