from dataclasses import replace

from ingestion.documents import Block
from knowledge.answering.answer import Mode
from knowledge.conversations import queries
from knowledge.conversations.passages import whole_passage
from tests.knowledge.conversations.test_queries import CALL, LATER, answer_quoting, asked, keep, passages
from tests.knowledge.library import Library


def test_the_whole_passage_is_one_sentence_that_cites_itself_verbatim(library: Library) -> None:
    (passage,) = passages(library, library.publish("guide.md", Block("Calls", 1), Block(CALL), Block(LATER)))
    start = passage.end - len(LATER)
    kept = keep(library, answer_quoting(library, passage, start, passage.end), asked("1"))
    with library.database.reading() as session:
        found = queries.passage_in_context(session, library.workspace, kept, 1)
    assert found is not None
    whole = whole_passage(found)
    (cited,) = whole.citations
    assert (cited.start, cited.end, cited.quote) == (passage.start, passage.end, passage.text)
    assert [(sentence.text, sentence.citations) for sentence in whole.sentences] == [(passage.text, (1,))]
    assert whole.mode is Mode.PASSAGE
    again = keep(library, whole, replace(asked("2"), claim="Ev2"))
    with library.database.reading() as session:
        assert queries.citations(session, library.workspace, again)[0].quote == passage.text
