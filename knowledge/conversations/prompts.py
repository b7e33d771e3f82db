"""What a reader may want to ask next. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.conversations.values import RecentQuestion

# Words of a heading that say where among others it stands, or only join its words.
_PLACING = {
    *("about", "after", "before", "between", "during", "first", "from", "further", "into", "last", "more", "next"),
    *("other", "these", "this", "that", "what", "when", "where", "while", "with"),
    *("antes", "cuando", "desde", "después", "donde", "durante", "entre", "hasta", "otras", "otros", "para"),
    *("primero", "sobre", "último"),
}
_LEAST_LETTERS = 4
_LEAST_WORDS = 2


def next_headings(recent: Sequence[RecentQuestion], headings: Mapping[str, Sequence[str]]) -> list[str]:
    """Headings of these editions, in turn from each, after those that the reader's last answers quoted from.

    Args:
        recent: The reader's last questions, newest first.
        headings: The last part of each heading path of an edition, in reading order, by edition.
    """
    quoted = {(edition, path[-1]) for question in recent for edition, path in question.quoted if path}
    rests = [_after_quoted(edition, found, quoted) for edition, found in headings.items()]
    longest = max(map(len, rests), default=0)
    in_turn = [rest[i] for i in range(longest) for rest in rests if i < len(rest)]
    return list(dict.fromkeys(in_turn))


def is_topic(heading: str) -> bool:
    """Whether a heading says by itself what it is about: it asks, or has two words that name something.

    "Before the visit" makes sense only under the heading above it.
    """
    named = [word for word in heading.casefold().split() if len(word) >= _LEAST_LETTERS and word not in _PLACING]
    return heading.rstrip().endswith("?") or len(named) >= _LEAST_WORDS


def unasked(prompts: Sequence[str], recent: Sequence[RecentQuestion]) -> Iterator[str]:
    """The prompts that the reader has not asked lately, each once."""
    asked = {question.text.casefold() for question in recent}
    return (prompt for prompt in dict.fromkeys(prompts) if prompt.casefold() not in asked)


def _after_quoted(edition: str, headings: Sequence[str], quoted: set[tuple[str, str]]) -> list[str]:
    last = max((i for i, heading in enumerate(headings) if (edition, heading) in quoted), default=-1)
    return [heading for heading in headings[last + 1 :] if (edition, heading) not in quoted]
