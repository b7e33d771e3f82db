import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexDamaged
from knowledge.index.chroma_folder import ChromaFolder
from knowledge.index.dense import DenseIndex
from knowledge.index.lexical import LexicalIndex
from knowledge.index.terms import terms_of
from knowledge.retrieval.scoring import term_weights


def vectors(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    made = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    unit: np.ndarray[tuple[int, int], np.dtype[np.float32]] = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def test_words_are_found_in_any_form(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path / "words")
    index.put([("a", "Mentors were called monthly."), ("b", "Bread rises.")])
    assert index.search(terms_of("calling a mentor"), 10) == ["a"]
    assert index.frequencies(["mentor", "none"]) == (2, {"mentor": 1, "none": 0})


def test_a_text_put_again_is_replaced_and_a_deleted_one_is_gone(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path / "words")
    index.put([("a", "mentor"), ("b", "match")])
    index.put([("a", "closure")])
    index.delete(["b", "unknown"])
    assert index.ids() == {"a"}
    assert index.search(["mentor"], 10) == []


def test_a_term_is_counted_in_the_texts_that_are_there_and_not_in_those_replaced(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path / "words")
    texts = [(str(i), "Call the mentor." if i % 2 else "Call.") for i in range(40)]
    index.put(texts)
    index.delete([key for key, _ in texts[:35]])
    index.put(texts[:35])
    count, frequencies = index.frequencies(["call", "mentor"])
    assert (count, frequencies) == (40, {"call": 40, "mentor": 20})
    assert all(weight > 0 for weight in term_weights(count, frequencies).values())


@pytest.mark.parametrize("content", [b"", b"not what it was"])
@pytest.mark.parametrize("broken", ["meta.json", "*.idx", "*.term"])
def test_broken_files_of_words_are_told_as_damage(tmp_path: Path, broken: str, content: bytes) -> None:
    LexicalIndex(tmp_path / "words").put([("a", "mentor")])
    for path in (tmp_path / "words").glob(broken):
        path.write_bytes(content)
    with pytest.raises(IndexDamaged) as told:
        LexicalIndex(tmp_path / "words").search(["mentor"], 10)
    assert "\n" not in told.value.problem


def test_the_nearest_vector_comes_first_and_deleted_ones_are_gone(tmp_path: Path) -> None:
    index = DenseIndex(ChromaFolder(tmp_path / "chroma", lambda: 0))
    made = vectors(50)
    index.put("library", [str(i) for i in range(50)], made)
    assert index.search("library", made[7:8], 3, wait=5)[0][0] == "7"
    index.delete("library", ["7"])
    assert "7" not in index.search("library", made[7:8], 50, wait=5)[0]
    assert index.ids("library") == {str(i) for i in range(50)} - {"7"}
    index.close()


def test_what_another_process_wrote_is_found_once_its_write_is_counted(tmp_path: Path) -> None:
    writes = 0
    index = DenseIndex(ChromaFolder(tmp_path / "chroma", lambda: writes))
    index.put("library", ["mine"], vectors(1))
    code = (
        "import sys; from pathlib import Path; import numpy as np;"
        "from knowledge.index.chroma_folder import ChromaFolder; from knowledge.index.dense import DenseIndex;"
        "index = DenseIndex(ChromaFolder(Path(sys.argv[1]), lambda: 0));"
        "index.put('library', ['theirs'], np.ones((1, 384), np.float32))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "chroma")], check=True)
    writes = 1
    assert index.search("library", np.ones((1, 384), np.float32), 1, wait=5) == [["theirs"]]
    index.close()
