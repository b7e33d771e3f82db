"""A small embedding model that reads English and Spanish, made here: there is none to be had without the internet.

A real model in all its files, that sentence-transformers loads and the product exports: a BERT of one layer that lets
each word's vector through as it is. A word and its translation have one vector, words that it does not know have none.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from knowledge.embeddings.export import exported

DIMENSIONS = 128
WINDOW = 128
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
# A line is a meaning, with the words of both languages that have it.
MEANINGS = """
grandmother abuela
bakes hornea
bread pan
sunday domingos
morning mañana
dog perro
asleep duerme
table mesa
kitchen cocina
lost perdimos
key llave
door puerta
front entrada
raining lloviendo
yesterday ayer
evening tarde
cost cuestan much cuánto
shoes zapatos
afraid miedo
speaking hablar
strangers desconocidos
child niño
drew dibujó
boat barco
yellow amarillo
sails velas
three tres
close cierra
window ventana
cold frío
want quieren
buy comprar
house casa
bigger grande
forest bosque
broke rompió
leg pierna
fell cayó
ladder escalera
give devuelves
money dinero
lent presté
neighbour vecino
listens escucha
music música
loud volumen
night noche
mentor mentors mentores
call calls llamar llama
match matches pareja parejas
week weeks weekly semana semanas
often frecuencia
closing closes cerrar cierre
letter carta
referees references referencias
ask asks pide piden
training formación
hours horas
gift gifts regalo regalos
allowed permitidos permiten
"""


@dataclass(frozen=True)
class Bilingual:
    """Where the model is, and where it is exported to."""

    folder: Path
    cache: Path

    @property
    def name(self) -> str:
        """By which it is set."""
        return str(self.folder)

    @property
    def exported(self) -> Path:
        """The folder of its export."""
        return exported(self.name, self.cache)


def write_model(folder: Path) -> Path:
    """Write the model's files; returns the folder, which is the model's name."""
    meanings = [line.split() for line in MEANINGS.split("\n") if line]
    words = [*SPECIAL, *(word for meaning in meanings for word in meaning)]
    vocabulary = {word: number for number, word in enumerate(words)}
    vectors = np.zeros((len(words), DIMENSIONS), np.float32)
    random = np.random.default_rng(7)
    for meaning in meanings:
        vectors[[vocabulary[word] for word in meaning]] = random.normal(size=DIMENSIONS)
    folder.mkdir(parents=True)
    save_file(_weights(vectors), folder / "model.safetensors", {"format": "pt"})
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    for name, values in _configuration(len(words)).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    return folder


def _weights(vectors: np.ndarray) -> dict[str, np.ndarray]:
    """A layer of BERT whose attention and feed-forward parts add nothing to what comes in."""
    layer, half = "encoder.layer.0.", DIMENSIONS // 2
    shapes = {
        "embeddings.position_embeddings.weight": (WINDOW, DIMENSIONS),
        "embeddings.token_type_embeddings.weight": (2, DIMENSIONS),
        **{f"{layer}attention.self.{part}.weight": (DIMENSIONS, DIMENSIONS) for part in ("query", "key", "value")},
        **{f"{layer}attention.self.{part}.bias": (DIMENSIONS,) for part in ("query", "key", "value")},
        f"{layer}attention.output.dense.weight": (DIMENSIONS, DIMENSIONS),
        f"{layer}attention.output.dense.bias": (DIMENSIONS,),
        f"{layer}intermediate.dense.weight": (half, DIMENSIONS),
        f"{layer}intermediate.dense.bias": (half,),
        f"{layer}output.dense.weight": (DIMENSIONS, half),
        f"{layer}output.dense.bias": (DIMENSIONS,),
        "pooler.dense.weight": (DIMENSIONS, DIMENSIONS),
        "pooler.dense.bias": (DIMENSIONS,),
    }
    weights = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
    for norm in ("embeddings.", f"{layer}attention.output.", f"{layer}output."):
        weights[f"{norm}LayerNorm.weight"] = np.ones(DIMENSIONS, np.float32)
        weights[f"{norm}LayerNorm.bias"] = np.zeros(DIMENSIONS, np.float32)
    return {"embeddings.word_embeddings.weight": vectors, **weights}


def _tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B [SEP]",
        special_tokens=[(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer


def _configuration(words: int) -> dict[str, object]:
    marks = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "vocab_size": words, "hidden_size": DIMENSIONS,
            "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": DIMENSIONS // 2, "pad_token_id": 0,
            "max_position_embeddings": WINDOW, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": WINDOW, **marks,
        },
        "sentence_bert_config.json": {"max_seq_length": WINDOW, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": DIMENSIONS, "pooling_mode_mean_tokens": True},
    }  # fmt: skip
