"""Whether every address of a sentence is one of the passage's own, and that nothing in it acts in Slack. Pure."""

import re
import unicodedata

# Dots that browsers take for a full stop in an address, and what an address may be made of, in any script.
_DOT = r"[.\u3002\uff0e\uff61\u2024]"
_LABEL = r"[^\W_](?:[\w\u00ad\u200b-\u200d\u2060-]*[^\W_])?"
_HOST = rf"{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}[^\W\d_][^\W_]+"
_REST = r"(?::\d+)?(?:[/?#][^\s<>\"|]*)?"
_ADDRESS = re.compile(
    rf"(?:[a-z][a-z0-9+.-]{{1,20}}:/{{1,3}}[^\s<>\"|]+)|(?:(?:mailto|tel|sms|javascript|data|slack|file):[^\s<>\"|]+)"
    rf"|(?:[\w.+%-]+@{_HOST})|(?:\bwww{_DOT}[^\s<>\"|]+)|(?:\b{_HOST}{_REST})|(?:\b(?:\d{{1,3}}\.){{3}}\d{{1,3}}{_REST})",
    re.IGNORECASE,
)
# What Slack acts on: <@U1>, <#C1>, <!here>, <https://...|words>, @channel, @name, :emoji:
_TOKEN = re.compile(
    r"<[@#!/\w][^>\s]*(?:[^>]*\|[^>]*)?>?|(?<![\w.])@\s?\w+|:[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*:", re.IGNORECASE
)
_TRAILING = ".,;:!?)]}'\"*_~>"


def forged_link(sentence: str, passage: str) -> str | None:
    """The first address in a sentence that the passage does not have, or what Slack would act on; None without.

    Args:
        sentence: What is said.
        passage: In which its addresses have to stand, letter by letter.
    """
    token = _TOKEN.search(sentence)
    if token is not None:
        return token[0]
    known = {_as_compared(link) for link in links_in(passage)}
    return next((link for link in links_in(sentence) if _as_compared(link) not in known), None)


def links_in(text: str) -> tuple[str, ...]:
    """The addresses of a text: of pages with and without ``https``, of mail, of numbers to call."""
    return tuple(_trimmed(match[0]) for match in _ADDRESS.finditer(text))


def mixed_script(text: str) -> str | None:
    """The first word whose letters are of two alphabets, as those that look like another word's; None without."""
    for match in re.finditer(r"[^\W\d_]+", text):
        if len({_script(c) for c in match[0]} - {""}) > 1:
            return match[0]
    return None


def _script(letter: str) -> str:
    """Latin, Greek, Cyrillic: the alphabets with letters that look alike."""
    name = unicodedata.name(letter, "")
    return next((script for script in ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE") if script in name), "")


def _trimmed(link: str) -> str:
    trimmed = link.rstrip(_TRAILING)
    # A bracket that is opened in the address is closed in it.
    is_open = trimmed.count("(") > trimmed.count(")") and link[len(trimmed) :].startswith(")")
    return f"{trimmed})" if is_open else trimmed


def _as_compared(link: str) -> str:
    """Without its scheme if that is the web's, its host in small letters."""
    bare = re.sub(r"^https?://", "", link, flags=re.IGNORECASE).rstrip("/")
    host, slash, rest = bare.partition("/")
    return f"{host.lower()}{slash}{rest}"
