"""The lexical index: tantivy, on disk, one folder a collection. Any number of readers, one writer."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tantivy
from filelock import FileLock

from knowledge.index.damage import damage_told
from knowledge.index.terms import analyzer

_WRITER_BYTES = 64_000_000
_TOKENIZER = "fieldwise"
# tantivy has no error of its own.
_broken_files_told = damage_told(ValueError)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


class LexicalIndex:
    """One collection's terms. It chooses candidates; ``retrieval.scoring`` computes their exact scores.

    Raises (from every method):
        IndexDamaged: Its files are broken.
    """

    @_broken_files_told
    def __init__(self, folder: Path) -> None:
        """Open the collection in this folder, making an empty one if there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._index.register_tokenizer(_TOKENIZER, analyzer())
        # tantivy itself does not wait for another writer, it fails.
        self._one_writer = FileLock(folder / "fieldwise-writer.lock")

    @_broken_files_told
    def put(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add (id, text) pairs; those there already are replaced. Searchable on return."""
        with self._one_writer:
            writer = self._index.writer(_WRITER_BYTES, 1)
            for key, text in texts:
                writer.delete_documents_by_term("id", key)
                document = tantivy.Document()
                document.add_text("id", key)
                document.add_text("text", text)
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()

    @_broken_files_told
    def delete(self, keys: Iterable[str]) -> None:
        """Remove these ids; unknown ones are no matter."""
        with self._one_writer:
            writer = self._index.writer(_WRITER_BYTES, 1)
            for key in keys:
                writer.delete_documents_by_term("id", key)
            writer.commit()
            writer.wait_merging_threads()

    @_broken_files_told
    def search(self, terms: Sequence[str], limit: int) -> list[str]:
        """Ids of the best texts that hold at least one of the terms, best first."""
        wanted = [self._term(term, "freq") for term in dict.fromkeys(terms)]
        if not wanted:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in wanted])
        searcher = self._searcher()
        return [str(searcher.doc(address)["id"][0]) for _, address in searcher.search(query, limit, count=False).hits]

    @_broken_files_told
    def frequencies(self, terms: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        """How many texts there are, and how many of them hold each term."""
        searcher = self._searcher()

        def holding(term: str) -> int:
            # doc_freq counts deleted texts until their segment is merged, num_docs does not.
            found = searcher.search(self._term(term, "basic"), 1)
            return int(found.count)  # type: ignore[attr-defined]  # missing from the stub only

        return searcher.num_docs, {term: holding(term) for term in terms}

    @_broken_files_told
    def ids(self) -> set[str]:
        """The ids of all texts."""
        searcher = self._searcher()
        hits = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs)).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in hits}

    def _term(self, term: str, index_option: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "text", term, index_option)

    def _searcher(self) -> tantivy.Searcher:
        self._index.reload()
        return self._index.searcher()
