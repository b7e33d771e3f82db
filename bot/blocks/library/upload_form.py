"""The form that asks what is to be known of a guide that is handed in. Pure.

Its blocks and actions have the same names; ``upload_filled`` reads what was filled in.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from bot.blocks.library.choices import field, option
from bot.blocks.message import Block, context, plain
from bot.blocks.mrkdwn import literal, one_line
from bot.texts import Texts
from ingestion.details import ROOM
from knowledge.evidence.tiers import Scheme
from knowledge.evidence.values import LONGEST_POPULATION, LONGEST_RATER, MOST_STUDIES
from knowledge.freshness.states import a_year_after

CALLBACK = "upload_form"
NEW = "new"
# No community can be called so.
KEPT, CHANNELS = "channels:kept", "channels:chosen"
# No tier can be called so.
RATING_KEPT, UNRATED = "tier:kept", "tier:none"
# As many as fit beside the first option.
MOST_GUIDES, MOST_COMMUNITIES = 99, 97
# Slack takes so many files in one field. As many channels have room in an audience.
MOST_FILES, MOST_CHANNELS = 10, 15
LONGEST_NAME = 60


@dataclass(frozen=True)
class PageOfGuide:
    """A modal with the page of a guide, by its id."""

    guide_id: str
    view_id: str


@dataclass(frozen=True)
class Origin:
    """The message of which files are added, or the page of the guide that gets an edition; the form of Home has none.

    Attributes:
        files: Id and name of each.
        channel: Where it stands, and under which root: there the progress is shown, if nobody else reads it.
    """

    files: tuple[tuple[str, str], ...] = ()
    channel: str | None = None
    root: str | None = None
    page: PageOfGuide | None = None


@dataclass(frozen=True)
class FormFacts:
    """What the form offers.

    Attributes:
        person: Who fills it in.
        guides: Id and title of each, the likely ones first.
        guide: The one that is chosen at first; None for a new guide.
        owner: Who is chosen as the owner at first.
        communities: Their names.
        scheme: By which evidence is rated.
    """

    person: str
    today: date
    origin: Origin
    guides: Sequence[tuple[str, str]]
    guide: str | None
    owner: str
    communities: Sequence[str]
    scheme: Scheme


def upload_form(facts: FormFacts, texts: Texts) -> Block:
    """The modal."""
    said = texts.uploads
    # Under a message's offer the progress is shown where the person already is.
    where = [] if facts.origin.files else [context(plain(said.progress_elsewhere))]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": _metadata(facts),
        "title": plain(said.form_title),
        "submit": plain(said.submit),
        "close": plain(texts.cancel),
        "blocks": [*_what(facts, texts), *_who(facts, texts), *_evidence(facts, texts), *_when(facts, texts), *where],
    }


def _metadata(facts: FormFacts) -> str:
    origin = facts.origin
    files = [[key, one_line(name, LONGEST_NAME)] for key, name in origin.files[:MOST_FILES]]
    told = {
        "files": files,
        "channel": origin.channel,
        "root": origin.root,
        "page": asdict(origin.page) if origin.page is not None else None,
        "scheme": facts.scheme.key,
        "person": facts.person,
        "guide": facts.guide,
        "owner": facts.owner,
    }
    return json.dumps(told, ensure_ascii=False)


def _what(facts: FormFacts, texts: Texts) -> list[Block]:
    said, files = texts.uploads, facts.origin.files
    if files:
        form = said.files_of_message_one if len(files) == 1 else said.files_of_message_many
        names = ", ".join(one_line(name, LONGEST_NAME) for _, name in files[:MOST_FILES])
        given = [context(plain(literal(form.format(names=names), 1_500)))]
        left = len(files) - MOST_FILES
        given += [context(plain(said.files_left.of(left)))] if left > 0 else []
    else:
        chosen = {"type": "file_input", "action_id": "files", "max_files": MOST_FILES}
        given = [
            _input("files", said.files, chosen, said.files_hint),
            _input("address", said.address, {"type": "url_text_input", "action_id": "address"}, said.address_hint),
        ]
    new = option(said.new_guide, NEW)
    known = [option(title, key) for key, title in facts.guides[:MOST_GUIDES]]
    first = next((one for one in known if one["value"] == facts.guide), new)
    guide = {"type": "static_select", "action_id": "guide", "options": [new, *known], "initial_option": first}
    return [
        *given,
        field("guide", said.which_guide, guide),
        _input("title", said.title, _line("title", ROOM["title"]), said.title_hint),
        _input("label", said.label, _line("label", ROOM["label"]), said.label_hint),
    ]


def _who(facts: FormFacts, texts: Texts) -> list[Block]:
    said = texts.uploads
    kept = option(said.audience_kept, KEPT)
    audiences = [
        kept,
        option(said.audience_everybody, "everybody"),
        option(said.audience_channels, CHANNELS),
        *(option(said.audience_community.format(name=name), name) for name in facts.communities[:MOST_COMMUNITIES]),
    ]
    audience = {"type": "static_select", "action_id": "audience", "options": audiences, "initial_option": kept}
    channels = {
        "type": "multi_conversations_select",
        "action_id": "channels",
        "max_selected_items": MOST_CHANNELS,
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    return [
        _input("owner", said.owner, {"type": "users_select", "action_id": "owner", "initial_user": facts.owner}),
        field("audience", said.audience, audience),
        _input("channels", said.channels, channels, said.channels_hint),
    ]


def _evidence(facts: FormFacts, texts: Texts) -> list[Block]:
    said = texts.uploads
    kept = option(said.tier_kept, RATING_KEPT)
    tiers = [kept, *(option(tier.name(texts.language), tier.key) for tier in facts.scheme.tiers)]
    tier = {
        "type": "static_select",
        "action_id": "tier",
        "options": [*tiers, option(said.tier_none, UNRATED)],
        "initial_option": kept,
    }
    label = f"{said.tier}: {facts.scheme.name(texts.language)}"
    studies = {
        "type": "number_input",
        "action_id": "studies",
        "is_decimal_allowed": False,
        "min_value": "0",
        "max_value": str(MOST_STUDIES),
    }
    return [
        field("tier", literal(label, 2_000), tier),
        _input("studies", said.studies, studies),
        _input("population", said.population, _line("population", LONGEST_POPULATION)),
        _input("searched", said.searched, {"type": "datepicker", "action_id": "searched"}),
        _input("rater", said.rater, _line("rater", LONGEST_RATER)),
    ]


def _when(facts: FormFacts, texts: Texts) -> list[Block]:
    said = texts.uploads
    next_year = a_year_after(facts.today).isoformat()
    review = {"type": "datepicker", "action_id": "review", "initial_date": next_year}
    return [
        _input("effective", said.effective, {"type": "datepicker", "action_id": "effective"}, said.effective_hint),
        _input("review", said.review, review),
    ]


def _input(name: str, label: str, element: Block, hint: str | None = None) -> Block:
    return field(name, label, element, hint=hint, optional=True)


def _line(name: str, most: int) -> Block:
    return {"type": "plain_text_input", "action_id": name, "max_length": most}
