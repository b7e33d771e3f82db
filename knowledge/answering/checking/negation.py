"""What a text affirms and what it denies, in English and in Spanish. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answering.checking.words import canonical, content_words, is_one_language, listed, stems_of, unaccented

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")

# Written as one plain "not" before anything is looked for.
_NOT = re.compile(
    r"\b(?:can|won|shan)'?t\b|\bcannot\b|n't\b|\b(?:do|does|did|is|are|was|were|should|could|would|must)nt\b"
    r"|\binstead of\b|\brather than\b|\ben lugar de\b|\ben vez de\b"
)
# Look like denials and are none; the numbers of those that go with one are looked after as numbers.
_NO_DENIALS = re.compile(
    r"\bnot (?:only|just)\b|\bno (?:solo|solamente|unicamente)\b|\bno (?:matter|doubt)\b|\bwithout doubt\b"
    r"|\b(?:no|not) (?:more|less|fewer|later|earlier|longer|sooner|older|younger) than\b"
    r"|\bno (?:mas|menos) (?:de|que)\b|\bwhether or not\b|\bif not\b|\bwhy not\b|\bno\. ?\d|\bno obstante\b"
)
_DENIES = frozenset(
    listed(
        "not no never none nobody nothing neither nor cannot nowhere hardly rarely seldom"
        " nunca jamas nadie nada ninguno ninguna ningun ningunos tampoco ni"
    )
)
# Deny by what they mean, as far as the next verb that helps another.
_REFUSES = re.compile(
    r"without$|sin$|avoid|prohibit|forb[ia]d|ban(?:s|ned|ning)?$|refus|prevent|lack|fail|exclud|refrain|abstain|unable"
    r"|impossible|illegal|unlawful|stop(?:s|ped|ping)?$|discourag|disallow|unacceptable|inappropriate|evit[aeo]|prohib"
    r"|impid|imped|deten|detien|absten|abstien|rechaz|carec|imposible|ilegal|inaceptable|inadecuad"
)
_HELPING = frozenset(
    listed(
        "is are was were be may might must can could should shall will would do does did has have"
        " es son era eran puede pueden debe deben deberia deberian ha han sera seran"
    )
)
_PLAINLY = frozenset({"not", "no", "never", "nunca"})
_EXCEPTS = re.compile(r"\b(?:not|no|never|nunca)\b[^.;:!?\n]*\b(?:unless|a menos que|salvo que|a no ser que)\b")
_ONLY_IF = re.compile(r"\bonly (?:if|when|once|after)\b|\bsolo\b[^.;:!?\n]*\b(?:si|cuando|despues)\b")
# So many words of one clause that are all affirmed elsewhere are no other way to deny.
_FEWEST = 2
_LACKING = frozenset({"without", "sin"})
# "Who does not share the language" ends before what is said of them: so many words are denied.
_WHO = frozenset({"who", "whom", "which", "quien", "quienes"})
_REACH = 3
_JOINING = frozenset({"and", "or", "y", "o"})
_CLAUSE_END = re.compile(
    r"(?P<mark>[.;:!?\n]+\s*|,| - )|\b(?:but|because|so|since|although|though|while|pero|porque|sino|aunque|mientras)\b"
)
# Words that go with any verb: whether they are denied tells nothing.
_LITTLE = frozenset(stems_of(listed("need get make take use one ever should must can may let help")))


@dataclass(frozen=True)
class Polarity:
    """What a text affirms and what it denies, as the stems of the words.

    Attributes:
        denials: The words that deny.
        subjects: What stands before a denial in its clause: who it is that does not.
        refusals: What is denied, clause by clause.
    """

    affirmed: frozenset[str]
    denied: frozenset[str]
    denials: tuple[str, ...]
    subjects: frozenset[str]
    refusals: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class _Clause:
    """What one clause says; ``is_bare`` where it only says that something is denied."""

    said: frozenset[str]
    refused: frozenset[str]
    denials: tuple[str, ...]
    subjects: frozenset[str]
    is_bare: bool


def polarity_of(text: str) -> Polarity:
    """What a text affirms and denies. A denial reaches from its word to the end of its clause.

    A line before a list denies each of its items. A denial that is all there is, such as "Never.", denies what was said
    or asked before it.
    """
    affirmed, denied, before, subjects = set[str](), set[str](), frozenset[str](), set[str]()
    denials, refusals = list[str](), list[frozenset[str]]()
    of_list = False
    for words, mark in _clauses(compared(text)):
        clause = _clause(words)
        said, refused = clause.said, clause.refused
        if of_list:
            said, refused = refused, said
        elif clause.is_bare and ":" not in mark:
            said, refused = frozenset(), said or before
            affirmed -= refused
        of_list = of_list or (bool(clause.denials) and ":" in mark and ("\n" in mark or not refused))
        denials += clause.denials
        subjects |= clause.subjects
        affirmed |= said
        denied |= refused
        refusals.append(refused)
        before = said or before
    return Polarity(frozenset(affirmed), frozenset(denied), tuple(denials), frozenset(subjects), tuple(refusals))


def turned(sentence: str, quoted: str) -> str | None:
    """The word by which a sentence denies what the quoted text says, or says what it denies; None where it doesn't."""
    said, known = polarity_of(sentence), polarity_of(quoted)
    if _EXCEPTS.search(compared(quoted)) and _ONLY_IF.search(compared(sentence)) and not said.denials:
        # "Only if" is "not unless".
        return None
    if not is_one_language(sentence, quoted):
        # Their words can't be compared: only whether anything is denied.
        return None if bool(said.denials) == bool(known.denials) else (said.denials or known.denials)[0]
    if said.denials and not known.denials:
        return said.denials[0]
    both = said.denied & known.denied
    more = _more(said.denials, known.denials)
    if more is not None:
        return more
    if any(len(refused) >= _FEWEST and refused <= known.affirmed - known.denied for refused in said.refusals):
        return said.denials[0]
    affirmed = (said.affirmed - said.denied) & (known.denied - known.affirmed)
    if affirmed and not (both and affirmed <= said.subjects):
        return known.denials[0]
    return said.denials[0] if said.denied & (known.affirmed - known.denied) and not both else None


def _more(said: Sequence[str], known: Sequence[str]) -> str | None:
    """The plain denial that a sentence has beside all those of the quoted text: "not unjustified" of "unjustified"."""
    more = Counter(said) - Counter(known)
    is_beside = bool(known) and not Counter(known) - Counter(said) and more.keys() <= _PLAINLY
    return next(iter(more), None) if is_beside else None


def compared(text: str) -> str:
    """A text as it is looked at here: lower-cased, without accents, lines kept, each contraction as a "not"."""
    lines = [unaccented(canonical(line).casefold()) for line in text.split("\n")]
    return _NO_DENIALS.sub(" ", _NOT.sub(" not ", "\n".join(lines)))


def _clauses(plain: str) -> Iterator[tuple[str, str]]:
    """Each clause with the mark that ends it."""
    start = 0
    for match in _CLAUSE_END.finditer(plain):
        if plain[start : match.start()].strip():
            yield plain[start : match.start()], match["mark"] or ""
        start = match.end()
    if plain[start:].strip():
        yield plain[start:], ""


def _clause(clause: str) -> _Clause:
    said, refused, denials, subjects = list[str](), list[str](), list[str](), list[str]()
    denying, at_once, of_whom = "", False, False
    words = WORD.findall(clause)
    for at, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        if word in _DENIES or _REFUSES.match(word):
            if denying in _DENIES and word in _LACKING and not at_once:
                # "Never X without Y": X is neither denied nor affirmed, Y has to be.
                refused, denying = [], ""
            else:
                # "Do not avoid", "never fail to": what is denied is a denial.
                denying = "" if denying and at_once and word not in _DENIES else word
            subjects = list(said) if word in _DENIES else subjects
            at_once, of_whom = True, not _WHO.isdisjoint(words[max(0, at - _REACH) : at])
            denials.append(word)
            continue
        ends = not at_once and word in _HELPING and (of_whom or denying not in _DENIES)
        ends = ends or (of_whom and (word in _JOINING or len(content_words(" ".join(refused))) >= _REACH))
        denying = "" if ends or (word in _JOINING and following in _HELPING) else denying
        (refused if denying else said).append(word)
        at_once = at_once and not content_words(word)
    is_bare = bool(denying) and not content_words(" ".join(refused))
    return _Clause(_stems(said), _stems(refused), tuple(denials), _stems(subjects), is_bare)


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stems_of(content_words(" ".join(words)))) - _LITTLE
