"""What comes out of reading and writing files of items. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from learning.errors import Found
from learning.items.values import ItemDraft, ItemVersion, Quote

MAX_BYTES = 10 * 1024 * 1024
LONGEST_FACT = 200


class Why(StrEnum):
    """Why something of a file, or of an item, was left out or changed."""

    # the whole file
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NOT_XML = "not_xml"
    FORBIDDEN_XML = "forbidden_xml"
    NOT_MOODLE = "not_moodle"
    NOT_YAML = "not_yaml"
    # a whole question
    SYNTAX = "syntax"
    BRACE_OPEN = "brace_open"
    BRACE_STRAY = "brace_stray"
    TITLE_OPEN = "title_open"
    UNKNOWN_TYPE = "unknown_type"
    ESSAY = "essay"
    DESCRIPTION = "description"
    BAD_ITEM = "bad_item"
    NO_RIGHT_ANSWER = "no_right_answer"
    KEY_TWICE = "key_twice"
    MISSING = "missing"
    WRONG_KIND = "wrong_kind"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_SCENARIO = "unknown_scenario"
    EXAM_ITEM = "exam_item"
    # a part of a question
    FEEDBACK = "feedback"
    PARTIAL_CREDIT = "partial_credit"
    WEIGHTS = "weights"
    WILDCARD = "wildcard"
    OTHER_RIGHT_ANSWER = "other_right_answer"
    SEVERAL_RIGHT = "several_right"
    TAGS = "tags"
    IMAGE = "image"
    UNITS = "units"
    GRADING = "grading"
    SELECTION = "selection"
    FIXED_ORDER = "fixed_order"
    TRUE_BY_ORDER = "true_by_order"
    OWN_FIELDS = "own_fields"
    PROOF = "proof"
    SCENARIO = "scenario"
    CHARACTERS = "characters"
    WRITTEN_AS_MATCHING = "written_as_matching"
    CLASSIFICATION = "classification"


@dataclass(frozen=True)
class LeftOut:
    """Something that was not carried over as it was.

    Attributes:
        where: The line of the file that was read, or the key of the item that was written.
        fact: What it is about, in the file's or the item's own words.
        flaws: All that is wrong with what can't be an item.
    """

    where: str
    why: Why
    fact: str = ""
    flaws: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Import:
    """The items of a file, and all of it that did not become part of one.

    Attributes:
        foreign: The keys of those that come from another system, and were made of what they ask.
        lines: Where each stands in the file, by its key.
    """

    drafts: tuple[ItemDraft, ...]
    left_out: tuple[LeftOut, ...]
    foreign: frozenset[str] = frozenset()
    lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Export:
    """A file, and all of the items that is not in it."""

    data: bytes
    left_out: tuple[LeftOut, ...]


def left_out(where: int | str, why: Why, fact: str = "", flaws: tuple[Found, ...] = ()) -> LeftOut:
    """A report whose fact is one line of bounded length."""
    return LeftOut(str(where), why, " ".join(fact.split())[:LONGEST_FACT], flaws)


def draft_of(version: ItemVersion, guides: Mapping[str, str]) -> ItemDraft:
    """A stored version as its author would write it.

    Args:
        version: What is to be written to a file.
        guides: The key of the guide of each edition that proves it, by the edition's id.
    """
    return ItemDraft(
        key=version.key,
        type=version.type,
        pool=version.pool,
        content=version.content,
        rationale=version.rationale,
        competency=version.competency,
        difficulty=version.difficulty,
        quotes=tuple(Quote(guides[proof.edition_id], proof.quote) for proof in version.proofs),
        scenario_key=version.scenario_key,
        scenario=version.scenario,
    )


def unseen_elsewhere(draft: ItemDraft, *among: Why) -> list[LeftOut]:
    """Which of these an item has, for a format in which nobody but us sees them."""
    options = draft.content.get("options") or ()
    facts = {
        Why.PROOF: ", ".join(sorted({quote.guide for quote in draft.quotes})),
        Why.UNITS: draft.content.get("unit") or "",
        Why.SCENARIO: draft.scenario_key or "",
        Why.FEEDBACK: ", ".join(option["text"] for option in options if option.get("feedback")),
        Why.CLASSIFICATION: f"{draft.competency}, {draft.difficulty}, {draft.pool}",
    }
    return [left_out(draft.key, why, facts[why]) for why in among if facts[why]]
