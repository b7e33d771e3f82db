"""The passage behind a quote as an answer of its own. Pure."""

from dataclasses import replace

from knowledge.answering.answer import Answer, AnswerSentence, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.queries import PassageInContext


def whole_passage(passage: PassageInContext) -> Answer:
    """The whole passage that a citation quotes, verbatim, as the one sentence of an answer that cites it."""
    start = passage.citation.start - passage.quote_start
    cited = replace(passage.citation, number=1, quote=passage.text, start=start, end=start + len(passage.text))
    return Answer(
        outcome=Outcome.ANSWERED,
        sentences=(AnswerSentence(passage.text, (1,)),),
        citations=(cited,),
        related=(),
        confidence=1.0,
        mode=Mode.PASSAGE,
    )
