"""Details written as YAML: between ``---`` lines at the top of a Markdown file, or in a side-car. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import yaml

from ingestion.cleaning import one_line
from ingestion.errors import BadDetails, DetailProblem
from ingestion.remarks import Remark, remark

# The keys as people write them, and the fields they fill.
KEYS = {
    "title": "title",
    "edition": "label",
    "owner": "owner",
    "owner_person": "owner_person",
    "audience": "audience",
    "evidence_scheme": "evidence_scheme",
    "evidence_tier": "evidence_tier",
    "studies": "studies",
    "population": "population",
    "last_search": "searched_on",
    "rater": "rater",
    "effective_date": "effective_date",
    "review_date": "review_date",
    "licence": "licence",
    "license": "licence",
    "language": "language",
    "source": "source_url",
}
MAX_CHARACTERS = 64 * 1024
LINK = re.compile(r"https?://\S+")
_MARKED = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY_LINE = re.compile(r"^[\w-]+[ \t]*:(?:\s|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """What stands above a Markdown text, and the text below it.

    Attributes:
        details: The keys that are known here; other programs put theirs in the same place.
        warnings: One for each key that looks like a slip of a known one.
    """

    body: str
    details: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def split_front_matter(path_name: str, text: str) -> FrontMatter:
    """Take the front matter off a text whose lines end in newlines; two rules around prose are none.

    Raises:
        BadDetails: It is no YAML, or a known key holds a list or stands there twice.
    """
    found = _MARKED.match(text)
    if found is None or not (_KEY_LINE.search(found[1]) or not found[1].strip()):
        return FrontMatter(text)
    values = parse_yaml(path_name, path_name, found[1])
    slips = [(key, near) for key in values if key not in KEYS and (near := nearest_key(key))]
    warnings = tuple(remark(Remark.DETAIL_UNUSED, one_line(key), near) for key, near in slips)
    return FrontMatter(text[found.end() :], {k: v for k, v in values.items() if _is_ours(k, v)}, warnings)


def parse_yaml(path_name: str, source: str, text: str) -> dict[str, str]:
    """The values of a YAML mapping as they are written: ``1.10`` stays an edition, not a number.

    Of the value of an unknown key only text is kept.

    Raises:
        BadDetails: It is no YAML mapping, or a known key stands there twice or holds more than one value.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadDetails(path_name, source, "", DetailProblem.TOO_LONG)
    try:
        # The tree as it is written: nothing is built from its tags, aliases or numbers.
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise BadDetails(path_name, source, "", DetailProblem.NOT_YAML) from error
    if tree is None or (isinstance(tree, yaml.ScalarNode) and not tree.value):
        return {}
    if not isinstance(tree, yaml.MappingNode):
        raise BadDetails(path_name, source, "", DetailProblem.NOT_YAML)
    values: dict[str, str] = {}
    for key, value in tree.value:
        if not isinstance(key, yaml.ScalarNode):
            raise BadDetails(path_name, source, "", DetailProblem.NOT_YAML)
        _add(values, path_name, source, key.value, value)
    return values


def _add(values: dict[str, str], path_name: str, source: str, key: str, value: yaml.Node) -> None:
    if key in KEYS and key in values:
        raise BadDetails(path_name, source, key, DetailProblem.GIVEN_TWICE)
    if key in KEYS and not isinstance(value, yaml.ScalarNode):
        raise BadDetails(path_name, source, key, DetailProblem.NOT_ONE_VALUE)
    values[key] = value.value if isinstance(value, yaml.ScalarNode) else ""


def nearest_key(key: str) -> str | None:
    """The known key that this one is a slip of, if it is one."""
    return next(iter(get_close_matches(key.lower(), KEYS, n=1, cutoff=0.8)), None)


def _is_ours(key: str, value: str) -> bool:
    # Lesson builders write the program that made the page there: "source: Rmd".
    return key in KEYS and (key != "source" or LINK.fullmatch(value) is not None)
