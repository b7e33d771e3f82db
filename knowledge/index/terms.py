"""Text to index terms: lower-cased, accents folded, English stop words dropped, stemmed. Pure."""

from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_TERM = 60


@cache
def analyzer() -> TextAnalyzer:
    """The one analysis that index, scoring and answering share."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_TERM))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stopword("english"))
        .filter(Filter.stemmer("english"))
        .build()
    )


def terms_of(text: str) -> list[str]:
    """The terms of a text, in order, with repeats."""
    return list(analyzer().analyze(text))
