"""What is wrong with something that somebody wrote, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong with an item or a certification that somebody wrote."""

    NO_STEM = "no_stem"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_LONG_TOGETHER = "too_long_together"
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_MANY_OPTIONS = "too_many_options"
    NO_RIGHT_ANSWER = "no_right_answer"
    TWO_RIGHT_ANSWERS = "two_right_answers"
    ALL_RIGHT = "all_right"
    SAME_OPTION_TWICE = "same_option_twice"
    EMPTY_OPTION = "empty_option"
    NO_NUMBER = "no_number"
    BAD_TOLERANCE = "bad_tolerance"
    NO_RATIONALE = "no_rationale"
    NO_COMPETENCY = "no_competency"
    UNKNOWN_COMPETENCY = "unknown_competency"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_KIND = "wrong_kind"
    MISSING = "missing"
    NO_PROOF = "no_proof"
    BAD_KEY = "bad_key"
    KEY_TWICE = "key_twice"
    BAD_NUMBER = "bad_number"
    DRAWS_NOTHING = "draws_nothing"
    NEVER_DRAWN = "never_drawn"
    NOT_YAML = "not_yaml"
    NOT_UTF8 = "not_utf8"
    SCENARIO_WITHOUT_TEXT = "scenario_without_text"
    OTHER_POOL = "other_pool"
    UNKNOWN_STEP = "unknown_step"
    GOES_ROUND = "goes_round"
    UNKNOWN_GUIDE = "unknown_guide"
    UNKNOWN_HEADING = "unknown_heading"
    UNKNOWN_CERTIFICATION = "unknown_certification"
    UNKNOWN_REQUIREMENT = "unknown_requirement"
    TOO_FEW_ITEMS = "too_few_items"


@dataclass(frozen=True)
class Found:
    """A flaw, where it is (a field, an option's number, a line) and what stands there."""

    flaw: Flaw
    where: str = ""
    fact: str = ""
