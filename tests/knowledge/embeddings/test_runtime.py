import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from platformdirs import user_cache_path

from knowledge.embeddings.export import exported
from knowledge.embeddings.model import PACKAGED, export_name
from knowledge.embeddings.pooling import TextToEmbed, late_pooled, unit
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import ModelNotFound

# Two threads get ready and ask at the very same time, and each makes way for the other at every call, so that they
# meet at whatever is not ready yet.
_FIRST_QUESTIONS = """
import sys, threading, time
from pathlib import Path
import openvino
from knowledge.embeddings.runtime import Embedder

start = threading.Barrier(2)

def ask():
    start.wait()
    Embedder(Path(sys.argv[1])).embed_question("how often should mentors be called?")

sys.setswitchinterval(1e-6)
threading.setprofile(lambda *_: time.sleep(0))
threads = [threading.Thread(target=ask) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""

# The second comes as soon as the first has begun to keep what it compiled.
_LOADING = """
import sys
from pathlib import Path
import openvino
from knowledge.embeddings.runtime import Embedder

while sys.argv[2:] and not list(Path(sys.argv[1]).glob("compiled/*")):
    pass
Embedder(Path(sys.argv[1]))
"""


def test_a_question_is_nearest_to_the_passage_that_answers_it(embedder: Embedder) -> None:
    texts = ["Call each mentor once a month.", "Bread rises in two hours.", "Ask for three references."]
    passages = embedder.embed_passages([TextToEmbed(t) for t in texts])
    question = embedder.embed_question("how often should we check in with mentors?")
    assert int(np.argmax([p.vector @ question for p in passages])) == 0


def test_all_vectors_have_length_one_and_each_sentence_has_its_own(embedder: Embedder) -> None:
    text = "Call the mentor. Bake the bread."
    (embedding,) = embedder.embed_passages([TextToEmbed(text, ((0, 16), (17, 32)))])
    assert np.linalg.norm(embedding.vector) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(embedding.sentences, axis=1) == pytest.approx([1, 1], abs=1e-5)
    bread = embedder.embed_question("How is bread baked?")
    assert embedding.sentences[1] @ bread > embedding.sentences[0] @ bread


def test_passages_come_back_in_their_order_whatever_their_length(embedder: Embedder) -> None:
    texts = [f"word {'more ' * (i * 7 % 50)}" for i in range(70)]
    together = embedder.embed_passages([TextToEmbed(t) for t in texts])
    for index in (0, 33, 69):
        (alone,) = embedder.embed_passages([TextToEmbed(texts[index])])
        assert alone.vector @ together[index].vector > 0.999


def test_the_first_questions_of_a_process_may_come_all_at_once() -> None:
    folder = exported(PACKAGED, user_cache_path("fieldwise"))
    subprocess.run([sys.executable, "-c", _FIRST_QUESTIONS, str(folder)], check=True, timeout=60)


def test_a_process_may_load_a_model_while_another_compiles_it(tmp_path: Path) -> None:
    folder = shutil.copytree(exported(PACKAGED, user_cache_path("fieldwise")), tmp_path / "model")
    shutil.rmtree(folder / "compiled")
    first = [sys.executable, "-c", _LOADING, str(folder)]
    loading = [subprocess.Popen(command) for command in (first, [*first, "second"], [*first, "third"])]
    assert [process.wait(timeout=120) for process in loading] == [0, 0, 0]


def test_nothing_that_answers_imports_torch() -> None:
    code = (
        "import sys, knowledge.embeddings.runtime, knowledge.embeddings.export, knowledge.index.lexical,"
        "knowledge.index.dense, knowledge.retrieval.scoring; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_path_without_a_model_is_not_found() -> None:
    with pytest.raises(ModelNotFound):
        export_name("/nowhere/at/all")


def test_a_sentence_beyond_the_window_gets_the_mean_of_the_passage() -> None:
    tokens = np.eye(3, dtype=np.float32)
    rows = late_pooled(tokens, [(0, 0), (0, 4), (5, 9)], [(0, 4), (100, 110)])
    assert rows[0] == pytest.approx(tokens[1])
    assert rows[1] == pytest.approx(unit(tokens.mean(axis=0)))
