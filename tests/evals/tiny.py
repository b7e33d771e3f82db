"""A made-up folder of documents and questions, small enough to be answered in a test."""

import json
from pathlib import Path
from typing import Any

DOCUMENTS = (
    ("calls", "Support calls", "Staff call each mentor twice in the first month of a match. They note every call."),
    (
        "closing",
        "Closing a match",
        "A match ends with a last meeting of all three. Staff offer a new mentor soon after.",
    ),
    ("bread", "Bread", "Bread dough rises for two hours in a warm kitchen. The oven is heated to 230 degrees."),
    ("bees", "Bees", "A beekeeper opens the hive on a warm day. Smoke calms the bees."),
)
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"id": "1", "text": "How often do staff call each mentor in the first month?", "gold_ids": ["calls"],
     "answers": ["twice"]},
    {"id": "2", "text": "How long does bread dough rise?", "gold_ids": ["bread"], "answers": ["two hours"]},
    {"id": "3", "text": "What calms the bees in a hive?", "gold_ids": ["bees"], "answers": ["Smoke"]},
    {"id": "4", "text": "How does a match end?", "gold_ids": ["closing"], "answers": ["a last meeting"]},
    {"id": "5", "text": "Which payroll software is cheapest?", "answerable": False, "near_ids": ["calls"]},
    {"id": "6", "text": "Who won the world cup in 1954?", "answerable": False},
    {"id": "7", "text": "Is it good?", "answerable": None},
)  # fmt: skip


def write_folder(folder: Path, *, questions: tuple[dict[str, Any], ...] = QUESTIONS) -> Path:
    """Write the folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = [{"id": key, "title": title, "text": text} for key, title, text in DOCUMENTS]
    _write(folder / "corpus.jsonl", documents)
    _write(folder / "queries.jsonl", [{"answerable": True, **question} for question in questions])
    return folder


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
