"""Broken, fuzzed and encrypted PDFs of other projects' bug collections, where they are at hand."""

from collections import Counter
from pathlib import Path

import pytest

from ingestion.errors import UnreadableFile
from ingestion.sandbox import Limits, Sandbox

HOSTILE = Path(__file__).parents[2] / "../shared/data/hostile"
PDFS = sorted(HOSTILE.glob("*/*.pdf"))


@pytest.mark.skipif(not PDFS, reason="the collection of hostile PDFs is not there")
def test_every_hostile_pdf_is_read_or_refused_with_a_reason_and_none_crashes_or_hangs() -> None:
    sandbox = Sandbox(Limits(seconds=20))
    outcomes: Counter[str] = Counter()
    for path in PDFS:
        try:
            loaded = sandbox.load(path)
        except UnreadableFile as error:
            outcomes[error.code] += 1
        else:
            assert any(block.heading_level is None and block.text.strip() for block in loaded.blocks), path.name
            outcomes["read"] += 1
    sandbox.close()
    assert outcomes.keys().isdisjoint({"parser_crashed", "took_too_long", "too_much_memory"}), outcomes
    assert outcomes["read"] > len(PDFS) / 2, outcomes
