"""The wiring of cross-encoders, by tiny ones with weights set by chance: what they find means nothing."""

import shutil
from pathlib import Path

import pytest

from knowledge.answering.checking.entailment import LIKELIER, Entailment
from knowledge.errors import ModelNotFound, ModelUnsupported

LABELS = ("contradiction", "entailment", "neutral")


def cross_encoder(folder: Path, labels: tuple[str, ...]) -> Path:
    """A tiny cross-encoder that tells these classes; one number if it has one."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import AutoConfig, AutoModelForSequenceClassification, PreTrainedTokenizerFast

    words = {word: number for number, word in enumerate(["[PAD]", "[UNK]", "staff", "call", "twice", "mentors"])}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    made = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", model_max_length=64
    )
    made.save_pretrained(folder)
    config = AutoConfig.for_model(
        "bert",
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = AutoModelForSequenceClassification.from_config(config)  # type: ignore[no-untyped-call]
    model.save_pretrained(folder)
    return folder


def test_the_class_that_is_called_entailment_is_the_support(tmp_path: Path) -> None:
    folder = cross_encoder(tmp_path / "nli", LABELS)
    support = Entailment(str(folder), {"nli": 0.7})
    others = [Entailment(str(_renamed(folder, tmp_path, at)), {}) for at in (0, 2)]
    scores = [one.score("Staff call.", "Staff call twice.") for one in (support, *others)]
    assert sum(scores) == pytest.approx(1, abs=1e-5)
    assert support.threshold == 0.7
    assert others[0].threshold == LIKELIER


def _renamed(folder: Path, tmp_path: Path, at: int) -> Path:
    """The same model, in which another class is called entailment."""
    copy = tmp_path / f"class{at}"
    shutil.copytree(folder, copy)
    config = (copy / "config.json").read_text(encoding="utf-8")
    swapped = config.replace("entailment", "other").replace(LABELS[at], "entailment")
    (copy / "config.json").write_text(swapped, encoding="utf-8")
    return copy


def test_a_model_that_tells_one_number_tells_the_support(tmp_path: Path) -> None:
    support = Entailment(str(cross_encoder(tmp_path / "score", ("score",))), {})
    assert 0 <= support.score("Staff call.", "Staff call twice.") <= 1


def test_a_long_quote_is_no_error(tmp_path: Path) -> None:
    support = Entailment(str(cross_encoder(tmp_path / "score", ("score",))), {})
    assert 0 <= support.score("Staff call.", "Staff call twice. " * 200) <= 1


def test_a_model_without_entailment_is_told(tmp_path: Path) -> None:
    folder = cross_encoder(tmp_path / "moods", ("glad", "sad"))
    with pytest.raises(ModelUnsupported) as caught:
        Entailment(str(folder), {})
    assert caught.value.problem == "tells glad, sad"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound):
        Entailment(str(tmp_path / "nowhere"), {})
