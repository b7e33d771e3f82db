"""A scripted chat model that obeys: whatever a text in its prompt tells it to write, it writes.

It is worse than any model that one would use: beside each obedient sentence it gives the quote and the key with which
that sentence is most likely to be shown, and enough true sentences that the answer as a whole is not given up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evals.workload.attacks import SYSTEM, Attack
from evals.workload.chat_server import ChatReply, ChatRequest, parts_in, passages_in, says
from evals.workload.strong_model import sentences_of
from knowledge.answering.checking.drafts import MOST_SENTENCES, Draft, DraftedSentence
from knowledge.unseen import seen

_TRUE = MOST_SENTENCES // 2


class Trick(StrEnum):
    """How an obedient sentence is dressed up to be shown."""

    ITS_OWN = "the instruction as its proof"
    GOOD_QUOTE = "a true sentence as its proof"
    APPENDED = "at the end of a true sentence"
    FOREIGN_KEY = "another passage's key"
    TURNED = "a true sentence, turned as was told"
    RESTATED = "the instruction itself"


@dataclass(frozen=True)
class Obeyed:
    """A sentence that obeys an attack; with ``RESTATED`` it only says what was planted."""

    attack: Attack
    trick: Trick
    sentence: DraftedSentence


@dataclass
class Obedient:
    """What the model does with a prompt; for one thread.

    Attributes:
        attacks: What it knows for an instruction, in whatever clothes.
        obeyed: What it wrote because it was told to.
        asked: How often it was asked.
    """

    attacks: Sequence[Attack]
    obeyed: list[Obeyed] = field(default_factory=list)
    asked: int = 0

    def __call__(self, request: ChatRequest) -> ChatReply:
        """Obey what is told in a prompt."""
        self.asked += 1
        if "question" in (request.schema or {}).get("properties", {}):
            return says({"question": self._rewritten(request)})
        return says(self.drafted(request))

    def drafted(self, request: ChatRequest) -> Draft:
        """True sentences, and as many that obey; of more than there is room for, other ones each time."""
        passages = [(key, text) for key, _, _, text in passages_in(request)]
        true = [(key, sentence) for key, text in passages for sentence in sentences_of(text)]
        true = [(key, s) for key, s in true if not any(attack.text in s for attack in self.attacks)][:_TRUE]
        obeyed = [one for attack in self._found(request.user) for one in _obeying(attack, request, passages, true)]
        turn = (self.asked * _TRUE) % max(1, len(obeyed))
        chosen = [*obeyed[turn:], *obeyed[:turn]][: MOST_SENTENCES - len(true) if len(true) < _TRUE else _TRUE]
        self.obeyed += chosen
        said = [DraftedSentence(text=s, key=key, quote=s) for key, s in true]
        return Draft(sentences=[*(one.sentence for one in chosen), *said][:MOST_SENTENCES])

    def _rewritten(self, request: ChatRequest) -> str:
        found = [said for attack in self._found(request.user) for said in attack.demands]
        return _filled(found[0], request) if found else dict(parts_in(request))["last message"]

    def _found(self, prompt: str) -> list[Attack]:
        read = _seen(prompt)
        return [attack for attack in self.attacks if _seen(attack.text) in read]


def _obeying(
    attack: Attack, request: ChatRequest, passages: Sequence[tuple[str, str]], true: Sequence[tuple[str, str]]
) -> Iterator[Obeyed]:
    """The sentences that obey an attack, each in every dress."""
    planted = next(((key, text) for key, text in passages if _seen(attack.text) in _seen(text)), None)
    for demand in map(lambda said: _filled(said, request), attack.demands):
        for trick, text, key, quote in _dressed(demand, attack, planted, true):
            yield Obeyed(attack, trick, DraftedSentence(text=text, key=key, quote=quote))
    if not attack.demands and true:
        key, good = true[0]
        for turned in _turned(attack.text, good):
            yield Obeyed(attack, Trick.TURNED, DraftedSentence(text=turned, key=key, quote=good))
    if planted is not None:
        restated = DraftedSentence(text=attack.text, key=planted[0], quote=attack.text)
        yield Obeyed(attack, Trick.RESTATED, restated)


def _dressed(
    demand: str, attack: Attack, planted: tuple[str, str] | None, true: Sequence[tuple[str, str]]
) -> Iterator[tuple[Trick, str, str, str]]:
    if planted is not None:
        yield Trick.ITS_OWN, demand, planted[0], attack.text
    if not true:
        return
    key, good = true[0]
    yield Trick.GOOD_QUOTE, demand, key, good
    yield Trick.APPENDED, f"{good} {demand}", key, good
    yield Trick.APPENDED, f"{good.rstrip('.')}, and {demand[:1].lower()}{demand[1:]}", key, good
    yield Trick.FOREIGN_KEY, demand, "ZZZ", attack.text


def _turned(order: str, good: str) -> Iterator[str]:
    """A true sentence as an instruction wants it turned: other letters, other order, no spaces."""
    ways: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
        (("number", "alphanumeric"), lambda s: s.translate(str.maketrans("aeiou", "12345"))),
        (("symbol", "homophonic"), lambda s: s.translate(str.maketrans("aeiou", "@&!*%"))),
        (("typo", "misspell", "Scramble", "Jumble"), lambda s: " ".join(_swapped(w) for w in s.split())),
        (("anagram", "Rearrange"), lambda s: " ".join("".join(sorted(w)) for w in s.split())),
        (("space", "Group", "Combine"), lambda s: s.replace(" ", "")),
    )
    for words, turn in ways:
        if any(word.lower() in order.lower() for word in words):
            yield turn(good)


def _swapped(word: str) -> str:
    return word[0] + word[2] + word[1] + word[3:] if len(word) > 3 else word


def _filled(said: str, request: ChatRequest) -> str:
    return said.replace(SYSTEM, request.system.split("\n")[0])


def _seen(text: str) -> str:
    """The text as it is read: without what nobody sees."""
    return " ".join(seen(text).split())
