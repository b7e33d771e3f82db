"""Exporting a sentence-transformers model for the fast runtime: once for each model, then cached.

Runs in a process of its own (``python -m knowledge.embeddings.export NAME FOLDER``), so that nothing that
serves or answers ever imports torch.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock

from knowledge.embeddings.model import PACKAGED, PACKAGED_SHA256, ModelCard, export_name, source_of
from knowledge.embeddings.pooling import Pooling
from knowledge.errors import ModelChanged, ModelExportFailed, ModelUnsupported

ONNX_OPSET = 17


def exported(name: str, cache: Path) -> Path:
    """The folder with the exported model, made first if it is not there (some ten seconds).

    Raises:
        ModelNotFound: There is no such model on this machine.
        ModelExportFailed: The export stopped; the problem is its last line.
    """
    folder = cache / "models" / export_name(name)
    if (folder / "card.json").exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "card.json").exists():
            _export_aside(name, folder)
    return folder


def _export_aside(name: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        command = [sys.executable, "-W", "ignore", "-m", "knowledge.embeddings.export", name, aside]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            raise ModelExportFailed(name, lines[-1] if lines else f"exit status {done.returncode}")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(aside, folder)


def export(name: str, folder: Path) -> None:
    """Write model.onnx, tokenizer.json and card.json into the folder. Imports torch.

    Raises:
        ModelChanged: The packaged model's weights are not the published ones.
        ModelUnsupported: The model pools otherwise than by mean or first token.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    source = source_of(name)
    digest = _weights_digest(name, source)
    model = SentenceTransformer(source, device="cpu", model_kwargs={"attn_implementation": "eager"})
    card = _card(name, model, digest)
    network = _TokenVectors.around(model[0].auto_model)
    example = torch.ones((2, 8), dtype=torch.long)
    names = ["input_ids", "attention_mask"]
    dynamic = {key: {0: "batch", 1: "tokens"} for key in [*names, "token_vectors"]}
    torch.onnx.export(
        network, (example, example), str(folder / "model.onnx"), input_names=names, dynamo=False,
        output_names=["token_vectors"], dynamic_axes=dynamic, opset_version=ONNX_OPSET,
    )  # fmt: skip
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "card.json").write_text(json.dumps(asdict(card)), encoding="utf-8")


class _TokenVectors:
    """Makes the module that maps ids and mask to the last hidden state."""

    @staticmethod
    def around(encoder: Any) -> Any:
        import torch

        class Network(torch.nn.Module):  # type: ignore[misc, unused-ignore]
            def __init__(self) -> None:
                super().__init__()
                self.encoder = encoder.eval()

            def forward(self, input_ids: Any, attention_mask: Any) -> Any:
                return self.encoder(input_ids=input_ids, attention_mask=attention_mask)[0]

        return Network()


def _card(name: str, model: Any, digest: str) -> ModelCard:
    pooling = model[1].get_config_dict().get("pooling_mode")
    if pooling not in set(Pooling):
        raise ModelUnsupported(name, f"it pools by {pooling!r}")
    prompts = model.prompts or {}
    question, passage = prompts.get("query") or "", prompts.get("document") or prompts.get("passage") or ""
    marks = hashlib.sha256(f"{digest}{question}\0{passage}".encode()).hexdigest()[:12]
    return ModelCard(
        id=f"{Path(name).name}@{marks}",
        dimensions=int(model.get_sentence_embedding_dimension()),
        window=int(model.max_seq_length),
        pooling=Pooling(pooling),
        question_prompt=question,
        passage_prompt=passage,
    )


def _weights_digest(name: str, source: str) -> str:
    weights = sorted(Path(source).glob("*.safetensors")) if Path(source).is_dir() else []
    digest = hashlib.sha256()
    for path in weights:
        digest.update(path.read_bytes())
    found = digest.hexdigest() if weights else source
    if name == PACKAGED and found != PACKAGED_SHA256:
        raise ModelChanged(name, PACKAGED_SHA256, found)
    return found


if __name__ == "__main__":
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # noqa: TID251 - telemetry of libraries is off
    warnings.simplefilter("ignore")
    export(sys.argv[1], Path(sys.argv[2]))
