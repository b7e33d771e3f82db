from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings

from knowledge.index.neighbours import CONFIGURATION
from knowledge.index.remains import blank_unused


def filled(folder: Path, vectors: np.ndarray) -> None:
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection("guides", embedding_function=None, configuration=CONFIGURATION)
    collection.add(ids=[str(number) for number in range(len(vectors))], embeddings=vectors)
    client.close()  # type: ignore[attr-defined] # missing from the interface only


def nearest(folder: Path, vector: np.ndarray) -> list[str]:
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    found = client.get_collection("guides", embedding_function=None).query(query_embeddings=[vector], n_results=1)
    client.close()  # type: ignore[attr-defined] # missing from the interface only
    return found["ids"][0]


def test_nothing_is_left_where_no_vector_is_and_all_vectors_are_found(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).normal(size=(50, 8)).astype("float32")
    filled(tmp_path, vectors)
    (file,) = tmp_path.rglob("data_level0.bin")
    file.write_bytes(file.read_bytes()[:-40] + b"U0AMARA".ljust(40, b"!"))
    size = file.stat().st_size
    assert blank_unused(tmp_path) == 1
    assert file.read_bytes() == bytes(size)
    assert [nearest(tmp_path, vectors[at]) for at in (0, 20, 49)] == [["0"], ["20"], ["49"]]


def test_vectors_that_chroma_has_put_into_a_file_stay_as_they_are(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).normal(size=(1_500, 8)).astype("float32")
    filled(tmp_path, vectors)
    (file,) = tmp_path.rglob("data_level0.bin")
    before = file.read_bytes()
    file.write_bytes(before + b"U0AMARA".ljust(172, b"!"))
    assert blank_unused(tmp_path) == 1
    assert file.read_bytes() == before + bytes(172)
    assert [nearest(tmp_path, vectors[at]) for at in (0, 700, 1_499)] == [["0"], ["700"], ["1499"]]


def test_a_file_that_is_not_as_expected_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data_level0.bin").write_bytes(b"U0AMARA")
    assert blank_unused(tmp_path) == 0
    (tmp_path / "header.bin").write_bytes(bytes(100))
    assert blank_unused(tmp_path) == 0
    assert (tmp_path / "data_level0.bin").read_bytes() == b"U0AMARA"
