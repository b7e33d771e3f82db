"""What a workspace has decided about its library, and its communities, in the Home tab. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.library.bar import joined
from bot.blocks.library.budget_line import budget_line
from bot.blocks.library.choices import confirm, field, form, option, select
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.audiences.audience import Community
from knowledge.audiences.service import LONGEST_NAME
from knowledge.budget.values import ModelUse
from knowledge.evidence.tiers import Scheme
from knowledge.policies.values import Policy

PAGE = 15
CALLBACK = "community_form"
NAME, CHANNELS, PEOPLE = "name", "channels", "people"
# Slack takes so many first choices in a select of several.
MOST_CHOSEN = 100


def settings_panel(
    policy: Policy,
    schemes: Mapping[str, Scheme],
    communities: Sequence[Community],
    guides: Mapping[str, int],
    showing: Showing,
    texts: Texts,
    model_use: ModelUse | None = None,
) -> list[Block]:
    """The settings.

    Args:
        policy: What was decided.
        schemes: Those by which evidence can be rated, by key.
        communities: All that there are.
        guides: How many guides are for each community, by its name.
        showing: Which page of the communities.
        texts: In which language.
        model_use: What the model that words answers used up today; None where there is none.
    """
    said = texts.people
    pages = max(1, -(-len(communities) // PAGE))
    page = min(showing.page, pages - 1)
    add = {"type": "actions", "elements": [button("community_add", said.community_add, "new")]}
    return [
        header(texts.library.panels["settings"]),
        _second_person(policy, texts),
        _scheme(policy, schemes, texts),
        *_report(policy, texts),
        *([budget_line(model_use, texts)] if model_use is not None else []),
        {"type": "divider"},
        header(said.communities),
        section(escape(said.communities_about)),
        add,
        *(
            one
            for c in communities[page * PAGE : (page + 1) * PAGE]
            for one in _community(c, guides.get(c.name, 0), texts)
        ),
        *([] if communities else [section(escape(said.no_communities))]),
        *pager("page", page, pages, texts),
    ]


def community_form(noted: str, texts: Texts, community: Community | None = None) -> Block:
    """The form of a community: a new one, or one whose channels and people are changed; its name stays."""
    said = texts.people
    name: dict[str, Any] = {"type": "plain_text_input", "action_id": NAME, "max_length": LONGEST_NAME}
    channels: dict[str, Any] = {
        "type": "multi_conversations_select",
        "action_id": CHANNELS,
        "filter": {"include": ["public", "private"]},
    }
    people: dict[str, Any] = {"type": "multi_users_select", "action_id": PEOPLE}
    if community is not None:
        name["initial_value"] = community.name
        channels |= {"initial_conversations": list(community.channels[:MOST_CHOSEN])} if community.channels else {}
        people |= {"initial_users": list(community.people[:MOST_CHOSEN])} if community.people else {}
    blocks = [
        field(NAME, said.community_name, name, hint=said.community_name_hint),
        field(CHANNELS, said.community_channels, channels, optional=True),
        field(PEOPLE, said.community_people, people, optional=True),
    ]
    return form(CALLBACK, said.community_title, said.community_save, texts.cancel, noted, blocks)


def _second_person(policy: Policy, texts: Texts) -> Block:
    said = texts.people
    if not policy.second_person:
        turn = button("policy_second_person", said.turn_on, "on")
        return section(f"*{escape(said.one_person)}*\n{escape(said.second_person_off)}", turn)
    turn = {
        **button("policy_second_person", said.turn_off, "off"),
        "confirm": confirm(said.turn_off_title, said.turn_off_question, said.turn_off_confirm, texts.keep),
    }
    return section(f"*{escape(said.second_person)}*\n{escape(said.second_person_on)}", turn)


def _scheme(policy: Policy, schemes: Mapping[str, Scheme], texts: Texts) -> Block:
    said = texts.people
    options = [option(scheme.name(texts.language), key) for key, scheme in sorted(schemes.items())]
    chosen = select("policy_scheme", options, policy.evidence_scheme)
    return section(f"*{escape(said.scheme)}*\n{escape(said.scheme_about)}", chosen)


def _report(policy: Policy, texts: Texts) -> list[Block]:
    said = texts.people
    where: Block = {
        "type": "conversations_select",
        "action_id": "policy_report_channel",
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    if policy.report_channel is None:
        return [section(f"*{escape(said.report)}*\n{escape(said.report_about)}", where)]
    where["initial_conversation"] = policy.report_channel
    off: Block = {"type": "actions", "elements": [button("policy_report_off", said.report_off, "off")]}
    return [section(f"*{escape(said.report)}*\n{escape(said.report_about)}", where), off]


def _community(community: Community, guides: int, texts: Texts) -> list[Block]:
    said = texts.people
    counts = [said.channels.of(len(community.channels)), said.persons.of(len(community.people))]
    text = joined([*counts, said.guides_for_it.of(guides) if guides else ""])
    warns = said.remove_question_guides.of(guides) if guides else said.remove_question
    remove = {
        **button("community_remove", texts.remove, community.name),
        "style": "danger",
        "confirm": confirm(said.remove_title, warns, texts.remove_confirm, texts.keep),
    }
    change = button("community_change", said.change, community.name)
    return [
        section(f"*{escaped_line(community.name, LONGEST_NAME)}*\n{escape(text)}"),
        {"type": "actions", "elements": [change, remove]},
    ]
