"""Who has a role in the library, and the form that gives one. Pure."""

from collections.abc import Sequence

from bot.blocks.library.bar import small
from bot.blocks.library.choices import field, form, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape
from bot.texts import Texts
from knowledge.members.queries import Member
from knowledge.members.roles import Role

PAGE = 20
CALLBACK = "role_form"
PERSON, ROLE = "person", "role"
NEW = "new"


def people_panel(members: Sequence[Member], showing: Showing, texts: Texts) -> list[Block]:
    """The people with a role, in their order, page by page."""
    said = texts.people
    pages = max(1, -(-len(members) // PAGE))
    page = min(showing.page, pages - 1)
    give = {**button("role_give", said.give, NEW), "style": "primary"}
    return [
        header(said.people.of(len(members))),
        section(escape(said.people_about)),
        {"type": "actions", "elements": [give, button("people_data", texts.my_data.of_somebody, NEW)]},
        *(_member(member, texts) for member in members[page * PAGE : (page + 1) * PAGE]),
        *([] if members else [section(escape(said.nobody_yet))]),
        *pager("page", page, pages, texts),
    ]


def role_form(noted: str, texts: Texts, person: str | None = None, role: Role | None = None) -> Block:
    """The form that gives a person a role, or takes it.

    Args:
        noted: The view's note of what the Home tab shows.
        texts: In which language.
        person: Who is to get it, as far as that is known.
        role: What the person is now.
    """
    said, names = texts.people, texts.refusals.roles
    who: Block = {"type": "users_select", "action_id": PERSON}
    if person is not None:
        who["initial_user"] = person
    roles = select(ROLE, [option(names[one], one.value) for one in Role], role.value if role is not None else None)
    blocks = [field(PERSON, said.person_label, who), field(ROLE, said.role_label, roles, hint=said.role_hint)]
    if role is None:
        return form(CALLBACK, said.give_title, said.give_send, texts.cancel, noted, blocks)
    present = small(escape(said.present_role.format(role=names[role])))
    return form(CALLBACK, said.change_title, said.give_send, texts.cancel, noted, [present, *blocks])


def _member(member: Member, texts: Texts) -> Block:
    said = texts.people
    what = said.given_by_mrkdwn.format(
        role=escape(texts.refusals.roles[member.role]),
        date=escape(texts.day(member.since.date())),
        person=person_mrkdwn(member.given_by, texts),
    )
    change = button("role_change", said.change, f"{member.role.value}:{member.person}")
    return section(f"{person_mrkdwn(member.person, texts)}\n{what}", change)
