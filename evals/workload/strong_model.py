"""A scripted chat model that words passages well and, in a known share of its sentences, makes one known fault.

It speaks over HTTP as any model does, and is given nothing but the prompt.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from evals.workload.chat_server import ChatReply, ChatRequest, chat_server, passages_in, question_in, says
from evals.workload.faults import Fault, Source, with_fault
from evals.workload.rewording import merged, reworded, tidied
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from knowledge.answering.checking.words import canonical, content_words, listed, stems_of

NAME = "openai:scripted"
# More of its sentences are faulty than of any model's that one would use: so that each fault is seen often enough.
FAULTY = 0.4
SEED = 20_261_126
_MOST = 4
_MERGED = 0.2
_LONGEST_MERGED = 300
# What a passage is worth beside the one that was found before it.
_NEXT_PASSAGE = 0.85
_CHARACTERS_A_TOKEN = 4
_WORDS = range(6, 46)
_SENTENCE_GAP = re.compile(r"(?<=[a-z0-9)\"' ][.?!])\s+(?=[A-Z\"(])")
_PLAIN = re.compile(r"^[A-Z][^|*#\[\]<>\n\\]*\.$")
# What they speak of stands in another sentence: a writer who goes by rules leaves them alone.
_LEANING = frozenset(
    listed("It They He She This That These Those Its Their His Her Such Both Here There Another Others Then But And Or")
)


@dataclass(frozen=True)
class Written:
    """A sentence as it was drafted, and what is wrong with it; None where nothing is."""

    sentence: DraftedSentence
    fault: Fault | None


@dataclass
class Writer:
    """What the model does with a prompt; for one thread.

    Attributes:
        faulty: The share of its sentences in which it makes a fault.
        drafts: What it wrote, a draft for each prompt, in their order.
    """

    faulty: float = FAULTY
    drafts: list[tuple[Written, ...]] = field(default_factory=list)
    _made: Counter[Fault] = field(default_factory=Counter)

    def __call__(self, request: ChatRequest) -> ChatReply:
        """Draft an answer from the passages of a prompt."""
        question = question_in(request)
        sources = [Source(key, text, sentences_of(text)) for key, _, _, text in passages_in(request)]
        draft = self._drafted(question, sources, Random(f"{SEED} {question}"))
        self.drafts.append(draft)
        reply = Draft(sentences=[one.sentence for one in draft])
        read, written = len(request.system) + len(request.user), len(reply.model_dump_json())
        return says(reply, read=read // _CHARACTERS_A_TOKEN, written=written // _CHARACTERS_A_TOKEN)

    def _drafted(self, question: str, sources: Sequence[Source], random: Random) -> tuple[Written, ...]:
        chosen = best_sentences(question, sources)[: random.randint(2, _MOST)]
        true = [_worded(source, sentence, random) for source, sentence in chosen]
        return tuple(self._with_fault(one, sources, random) for one in true)

    def _with_fault(self, said: DraftedSentence, sources: Sequence[Source], random: Random) -> Written:
        """The sentence, at times with the fault that was made least often of those that it gives occasion to."""
        if random.random() >= self.faulty:
            return Written(said, None)
        for fault in sorted(Fault, key=lambda kind: self._made[kind]):
            made = with_fault(fault, said, sources, random)
            if made is not None:
                self._made[fault] += 1
                return Written(made, fault)
        return Written(said, None)


@contextmanager
def strong_model(writer: Writer) -> Iterator[str]:
    """The writer behind OpenAI's protocol; yields the address that its clients take."""
    with chat_server(writer) as server:
        yield server.base_url


def sentences_of(text: str) -> tuple[str, ...]:
    """The whole plain sentences of a passage that are understood without those around them."""
    found = (sentence.strip() for line in text.split("\n") for sentence in _SENTENCE_GAP.split(line))
    return tuple(s for s in found if _is_plain(s) and s.split()[0] not in _LEANING)


def best_sentences(question: str, sources: Sequence[Source]) -> list[tuple[Source, str]]:
    """The sentences that share most with the question, by words that few of them have; better passages first."""
    every = [(rank, source, s, set(_stems(s))) for rank, source in enumerate(sources) for s in source.sentences]
    seen = Counter(stem for _, _, _, stems in every for stem in stems)
    wanted = set(_stems(question))

    def worth(rank: int, stems: set[str]) -> float:
        return sum(math.log(1 + len(every) / seen[stem]) for stem in wanted & stems) * _NEXT_PASSAGE**rank

    ranked = sorted(every, key=lambda one: -worth(one[0], one[3]))
    return [(source, sentence) for _, source, sentence, _ in ranked]


def _worded(source: Source, sentence: str, random: Random) -> DraftedSentence:
    """The sentence in other words, at times with the one behind it, and the words of the passage that prove it."""
    following = _behind(source, sentence)
    if following is not None and random.random() < _MERGED:
        both = merged(sentence, following)
        start = source.text.index(sentence)
        end = source.text.index(following, start) + len(following)
        if both is not None:
            return DraftedSentence(text=both, key=source.key, quote=source.text[start:end])
    return DraftedSentence(text=reworded(tidied(sentence), random), key=source.key, quote=sentence)


def _behind(source: Source, sentence: str) -> str | None:
    """The short plain sentence right behind one, on the same line."""
    line = next(line for line in source.text.split("\n") if sentence in line)
    behind = _SENTENCE_GAP.split(line[line.index(sentence) + len(sentence) :].strip())[0]
    return behind if _is_plain(behind) and len(sentence + behind) < _LONGEST_MERGED else None


def _is_plain(sentence: str) -> bool:
    """Whether it is whole: nothing is cut off in it, and no quotation mark is left open."""
    is_closed = sentence.count('"') % 2 == 0 and sentence.count("(") == sentence.count(")")
    return is_closed and _PLAIN.match(sentence) is not None and ".." not in sentence and len(sentence.split()) in _WORDS


def _stems(text: str) -> list[str]:
    return stems_of(content_words(canonical(text)))
