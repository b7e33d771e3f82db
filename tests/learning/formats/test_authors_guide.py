"""The examples that authors are shown are items."""

import re
from pathlib import Path

from learning.formats import gift
from learning.formats.yaml_items import read
from learning.items.types import TYPES

GUIDE = (Path(__file__).parents[3] / "docs/authors.md").read_text(encoding="utf-8")
(GIFT,) = re.findall(r"```gift\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_examples_for_authors_are_read_without_a_word() -> None:
    assert [read(example.encode()).left_out for example in EXAMPLES] == [()] * len(EXAMPLES)


def test_authors_see_an_example_of_every_type() -> None:
    assert {draft.type for example in EXAMPLES for draft in read(example.encode()).drafts} == set(TYPES)


def test_authors_see_the_first_item_in_gift_too_with_its_proof_and_its_reason() -> None:
    found = gift.read(GIFT.encode())

    assert found.drafts == read(EXAMPLES[0].encode()).drafts
    assert found.drafts[0].quotes
    assert found.drafts[0].rationale
    assert found.left_out == ()
