"""The one word of an English sentence that is worth asking for. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_FEWEST, _MOST_SHARE = 3, 0.05
# Words of grammar, of quantity and of talk, for which another often stands as well.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """about above across after again against almost alone along already although always among another anybody
        anyone anything around because become becomes before began begin begins behind being below between beyond
        briefly bring brings cannot clear clearly could decide different doing during early either enough essential
        every everybody everyone everything expect expected fewer first focus found given gives going great group
        happen happens having hence important instead itself keeping large later least leave level likely little
        longer making means might minimum month months needs never nobody nothing number often other others ought
        parents people perhaps person place please point promise quite rather ready really reason reasonable regular
        regularly remain require required requires right second seems several shall short should simple simply since
        small somebody someone something soon still their theirs themselves there therefore these thing things third
        those though three through times together towards under unless until using usually various where whether
        which while whole whose within without would write written wrong years""",
    )
)


class Words:
    """How often a guide's sentences hold each word."""

    def __init__(self, sentences: Iterable[str]) -> None:
        texts = list(sentences)
        self._counts = Counter(word for text in texts for word in set(_WORD.findall(text)))
        self._most = max(_FEWEST + 1, len(texts) * _MOST_SHARE)

    def telling(self, sentence: str) -> re.Match[str] | None:
        """A word that a reader of the guide knows, as it stands there several times, but not all the time.

        It stands once in the sentence, and late, where what comes before tells what is asked for.
        """
        found = [match for match in _WORD.finditer(sentence) if self._fits(match, sentence)]
        return max(found, key=lambda match: (len(match.group()), match.start()), default=None)

    def _fits(self, match: re.Match[str], sentence: str) -> bool:
        word = match.group()
        known = _FEWEST <= self._counts[word] <= self._most
        noun = not word.endswith(("ly", "ing", "ed", "able", "ful", "ive", "ous"))
        late = match.start() > len(sentence) / 3
        return known and noun and late and word not in _COMMON and sentence.lower().count(word) == 1
