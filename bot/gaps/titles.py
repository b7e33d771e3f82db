"""What a guide is called that is drafted from the answer to a question: a proposal for its author to change. Pure."""

import re

LONGEST = 80
_MAY = "can|could|may|might|should|must|shall"
_WE = "(?:I|we|you|one)"
# What of who does something can be told from what is done: without that, "what can go wrong" would lose its sense.
_SUBJECT = r"(?=(?:the|an?|my|our|your|their|I|we|you|one|\w+[^\Ws]s)\b)"
_NAMED = rf"((?:(?!(?:{_MAY}|do|does|did|is|are)\b)[\w'’-]+ ){{1,4}}?)"
# Of a thing that is asked for by name; "wrong", "supposed to" and "there" are none.
_THING = r"(?:(?:the|an?) |(?=(?:my|our|your|their) ))(.+)"
_THING_ES = r"(?:(?:el|la|los|las|una?) |(?=(?:mis?|tus?|sus?|nuestr[oa]s?|lo) ))(.+)"
_MAY_ES = "(?:puedo|podemos|debo|debemos|hay que|se puede|se debe)"
_RULES = tuple(
    (re.compile(rule, re.IGNORECASE), title)
    for rule, title in (
        (r"how to (.+)", r"\1"),
        (rf"how (?:{_MAY}|do) {_WE} (.+)", r"\1"),
        (r"what (?:can|could) you (?:tell|say) (?:me |us )?about (.+)", r"\1"),
        (rf"(?:what|which)(?:['’]s| is| are) {_THING}", r"\1"),
        (rf"(?:what|which) {_NAMED}(?:{_MAY}) {_WE} (.+)", r"\1to \2"),
        (rf"(?:what|which) {_NAMED}(?:{_MAY}|do) {_SUBJECT}(.+)", r"\1\2"),
        (rf"(what|whom?|when|where|how \w+) (?:{_MAY}) {_WE} (.+)", r"\1 to \2"),
        (rf"(what|whom|when|where|why|how|how \w+) (?:{_MAY}|do) {_SUBJECT}(.+)", r"\1 \2"),
        (rf"c[oó]mo {_MAY_ES} (.+)", r"\1"),
        (rf"(?:qué|que|cuál|cual|cuáles|cuales) (?:es|son) {_THING_ES}", r"\1"),
        (rf"(?:qué|que) ((?:\w+ ){{1,3}}?)((?:{_MAY_ES}|pueden?|deben?) .+)", r"\1que \2"),
        (rf"(qué|que|cuándo|cuando|dónde|donde|cada cuánto|cada cuanto) {_MAY_ES} (.+)", r"\1 \2"),
    )
)
_POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|hola|por favor)\b[\s,!]*)*"
    r"(?:(?:(?:can|could|will|would) you )?(?:please )?tell (?:me|us) )?",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])\s+")


def title_of(question: str) -> str:
    """A short title for what answers a question: without its question words, where it says the same without them."""
    parts = _END.split(" ".join(question.split()))
    asked = next((part for part in reversed(parts) if "?" in part), parts[0]).strip()
    plain = _POLITE.sub("", asked.strip("¿?¡!. "))
    found = next((rule.sub(title, plain) for rule, title in _RULES if rule.fullmatch(plain)), None)
    if found is None or _DENIED.search(plain):
        found = asked if plain == asked.strip("¿?¡!. ") else plain
    return _short(f"{found[:1].upper()}{found[1:]}")


def _short(title: str) -> str:
    if len(title) <= LONGEST:
        return title
    cut = title[: LONGEST - 1]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:')}…"
