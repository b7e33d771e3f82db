"""Whether a text is one plain statement: nothing unseen, no markup, no question back, no talk of itself. Pure."""

import re
import unicodedata

from knowledge.answering.addressing import to_an_assistant
from knowledge.answering.checking.links import mixed_script
from knowledge.answering.checking.quoting import found_at
from knowledge.answering.checking.words import canonical, unaccented
from knowledge.unseen import is_no_text, is_unseen

_ENDS_OF_LINES = {"Zl", "Zp"}
_SYMBOLS = {"So", "Sk"}
_MARKUP = re.compile(r"[`*|~\\]|<(?!\s+\d)|[\[\u3010]\s*\d+\s*[\]\u3011]|\]\(")
_LINE_MARKUP = re.compile(r"^\s*(?:[#>\u2022-]+|\d{1,2}[.)])\s")
_QUOTED = re.compile(r'"([^"]*)"')
# An end of a sentence inside the text; short words and single letters before the stop are abbreviations.
_NEXT_SENTENCE = re.compile(
    r"(?:(?!approx|incl\b|prof\b|dept)\b[^\W\d_]{4,}|\d|[)\"'])\s?[.!?]+[\"')]*\s+[\"'(¿¡]*[^\W\d_]"
)
# How one speaks to another: the guides do not, and a "yes" is proved by no quote.
_TO_SOMEBODY = re.compile(
    r"^(?:(?:yes|yeah|yep|oh|okay|ok|sure|certainly|absolutely|hi|hello|hey|thanks|thank you|sí|claro|hola|gracias)\b"
    r"|(?:no|nope|si|well|of course|great question|bueno|por supuesto)(?:\s*[,.!;:]|\s+-)"
    r"|here (?:is|are|'s)\b|aqu[ií] (?:est[aá]|tiene)\b)",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:i|i'(?:m|ve|d|ll)|my|mine|myself|yo|mis?)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\"')\s]*$|^\s*¿")
_ITSELF = re.compile(
    r"\bas an? (?:ai|helpful|assistant|language model)\b|\blanguage model\b|\b(?:system )?prompts?\b|\bchatbot\b"
    r"|\b(?:these|the|your|previous|above) instructions\b|\blet me know\b|\bhappy to help\b"
    r"|\bcomo (?:una )?(?:ia|inteligencia artificial|asistente)\b|\bmodelo de lenguaje\b|\blo siento\b"
    r"|\b(?:estas|las) instrucciones\b|\bno puedo (?:ayudar|responder)\b",
    re.IGNORECASE,
)


def forged_form(text: str, passage: str) -> str | None:
    """What in a text would show otherwise than as the words of a sentence; None without.

    Characters that nobody sees, words of two alphabets, emoji, markup and numbers in brackets, as citations have them.
    What the passage has itself is no forgery, but for what nobody sees.
    """
    unseen = next((c for c in text if _is_no_part_of_a_sentence(c)), None)
    if unseen is not None:
        return f"U+{ord(unseen):04X}"
    line = _LINE_MARKUP.match(text)
    if line is not None:
        return line[0].strip()
    symbol = next((c for c in text if _is_symbol(c) and c not in passage), None)
    markup = next((m[0].strip() for m in _MARKUP.finditer(text) if m[0].strip() not in passage), None)
    mixed = mixed_script(text)
    return symbol or markup or (mixed if mixed and mixed not in passage else None)


def _is_no_part_of_a_sentence(character: str) -> bool:
    return is_unseen(character) or is_no_text(character) or unicodedata.category(character) in _ENDS_OF_LINES


def _is_symbol(character: str) -> bool:
    """A picture, or a number that no digit stands for."""
    is_number = unicodedata.category(character) == "No"
    return unicodedata.category(character) in _SYMBOLS or (
        is_number and not any(c.isdecimal() for c in unicodedata.normalize("NFKC", character))
    )


def forged_quotation(text: str, passage: str) -> str | None:
    """Words that a text puts into quotation marks and the passage does not have; None without.

    A mark that is not closed, or closes what was not opened, counts as one.
    """
    plain = canonical(text)
    quoted = list(_QUOTED.finditer(plain))
    opened_in_a_word = any(plain[: match.start()][-1:].isalnum() or match[1][:1] in {" ", ""} for match in quoted)
    if plain.count('"') % 2 or opened_in_a_word:
        return '"'
    inside = (match[1] for match in quoted)
    return next((words for words in inside if " " in words.strip() and found_at(words, passage) is None), None)


def no_statement(text: str, passage: str) -> str | None:
    """Why a text is no one statement of the guides: more than one sentence, a question, talk of itself; else None."""
    plain = canonical(text)
    if not any(c.isalnum() for c in plain):
        return plain
    following = _NEXT_SENTENCE.search(plain)
    if following is not None:
        return following[0]
    if _QUESTION.search(plain):
        return "?"
    addressed = to_an_assistant(plain)
    if addressed is not None:
        return addressed
    opening = _TO_SOMEBODY.search(plain)
    if opening is not None:
        return opening[0]
    known = unaccented(canonical(passage)).casefold()
    spoken = next((p.search(unaccented(plain)) for p in (_OF_ONESELF, _ITSELF) if p.search(unaccented(plain))), None)
    return spoken[0] if spoken and not re.search(rf"\b{re.escape(spoken[0].casefold())}\b", known) else None
