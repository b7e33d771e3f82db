"""What can go wrong with an operator's own schemes."""

from dataclasses import dataclass
from enum import StrEnum


class SchemeProblem(StrEnum):
    """What is wrong with a file of a scheme, or with the folder of such files."""

    NO_FOLDER = "no_folder"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    NOT_YAML = "not_yaml"
    NOT_A_KEY = "not_a_key"
    KEY_TAKEN = "key_taken"
    UNKNOWN_FIELD = "unknown_field"
    NOT_TEXT = "not_text"
    NOT_BY_LANGUAGE = "not_by_language"
    NO_ENGLISH = "no_english"
    NO_TIERS = "no_tiers"
    TIER_TWICE = "tier_twice"
    NOT_A_CAUTION = "not_a_caution"


_SENTENCES = {
    SchemeProblem.NO_FOLDER: "the folder {file} is not there, or you may not look into it",
    SchemeProblem.UNREADABLE: "the file {file} can't be opened, or is not UTF-8 text",
    SchemeProblem.TOO_LONG: "in the file {file} there is too much text{where}; shorten it",
    SchemeProblem.NOT_YAML: "the file {file} is not a YAML mapping; begin it with name and tiers, as the README shows",
    SchemeProblem.NOT_A_KEY: (
        "in the file {file} the key{where} can't be used; write small letters, digits and underscores, at most 60"
    ),
    SchemeProblem.KEY_TAKEN: "there is already a scheme called as the file {file} is; give the file another name",
    SchemeProblem.UNKNOWN_FIELD: "the file {file} holds something that no scheme has{where}; take it out",
    SchemeProblem.NOT_TEXT: "in the file {file} there should be text{where}; write it in quotation marks",
    SchemeProblem.NOT_BY_LANGUAGE: "in the file {file} there should be words by language{where}, as in {{en: Strong}}",
    SchemeProblem.NO_ENGLISH: "in the file {file} the English words, under en, are missing{where}",
    SchemeProblem.NO_TIERS: "the file {file} has no list of tiers; add one under tiers, the best first",
    SchemeProblem.TIER_TWICE: "in the file {file} two tiers have one key or one name{where}; give one of them another",
    SchemeProblem.NOT_A_CAUTION: "in the file {file} write none or contrary{where}",
}


@dataclass
class SchemeUnusable(ValueError):
    """A scheme that can't be used; as text it is a clause that says what is wrong and what to do.

    Attributes:
        file: The name of the file, or of the folder.
        where: In which part of it, as in ``tiers[2].name``; empty where all of it is meant.
    """

    file: str
    where: str
    problem: SchemeProblem

    def __str__(self) -> str:
        """The clause, without a capital and a full stop."""
        where = f" (at {self.where})" if self.where else ""
        return _SENTENCES[self.problem].format(file=self.file, where=where)
