from dataclasses import replace
from typing import Any

import pytest

from learning.errors import BadItem
from learning.items.reading import checked, content_hash, unready
from learning.items.values import Difficulty, ItemState, ItemVersion, Pool, Proof, Quote
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE, YEAR, item

STORY = {"scenario_key": "ana", "scenario": "Ana has not heard from her mentor for a month."}


def flaws(**changes: Any) -> set[tuple[str, str]]:
    """Each flaw and where it is."""
    with pytest.raises(BadItem) as bad:
        checked(item(**changes))
    return {(found.flaw.value, found.where) for found in bad.value.flaws}


def test_a_draft_is_kept_without_what_nobody_sees_and_with_its_lines() -> None:
    quote = Quote(GUIDE, " A match\n must last ")
    draft = item(" match\u200b-length ", rationale=" One.\r\n\n Two.\x00", quotes=(quote,), competency=" matching ")
    kept = checked(draft)
    assert (kept.key, kept.rationale, kept.competency) == ("match-length", "One.\n\nTwo.", "matching")
    assert kept.quotes == (Quote(GUIDE, "A match must last"),)
    assert kept.content == {"stem": "How long must a match last?", "value": 1, "tolerance": 0, "unit": "years"}
    assert checked(kept) == kept


def test_a_draft_may_lack_what_is_asked_for_before_its_review() -> None:
    draft = item(rationale="", competency="", quotes=())
    assert checked(draft).quotes == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"key": " "}, {("bad_key", "key")}),
        ({"key": "x" * 201}, {("bad_key", "key")}),
        ({"type": "essay"}, {("unknown_type", "type")}),
        ({"content": ["stem"]}, {("wrong_kind", "content")}),
        ({"rationale": "x" * 2_001}, {("too_long", "rationale")}),
        ({"competency": "x" * 101}, {("too_long", "competency")}),
        ({"scenario_key": "ana"}, {("scenario_without_text", "scenario")}),
        ({"scenario": "Ana has not heard."}, {("missing", "scenario_key")}),
        ({**STORY, "scenario": "x" * 2_501}, {("too_long", "scenario")}),
        ({"quotes": (YEAR, Quote("", "A match must"))}, {("missing", "quotes.2")}),
        ({"quotes": (Quote(GUIDE, " \n"),)}, {("missing", "quotes.1")}),
        ({"quotes": (Quote("a\x00b", "A match must"),)}, {("bad_key", "quotes.1")}),
        ({"quotes": (Quote(GUIDE, "x" * 1_001),)}, {("too_long", "quotes.1")}),
        ({"quotes": (YEAR, Quote(GUIDE, "a"))}, {("too_short", "quotes.2")}),
        ({"quotes": (Quote(GUIDE, "the mentor"),)}, {("too_short", "quotes.1")}),
        ({"quotes": (YEAR,) * 11}, {("too_long", "quotes")}),
        (
            {"key": "", "content": {"stem": ""}, "scenario_key": "ana"},
            {("bad_key", "key"), ("no_stem", "stem"), ("no_number", "value"), ("scenario_without_text", "scenario")},
        ),
    ],
)
def test_all_that_is_wrong_with_a_draft_is_said_at_once(changes: dict[str, Any], found: set[tuple[str, str]]) -> None:
    assert flaws(**changes) == found


def test_what_is_wrong_names_the_item() -> None:
    with pytest.raises(BadItem) as bad:
        checked(item("match-length", content={}))
    assert bad.value.key == "match-length"


def test_versions_differ_where_anything_differs_that_a_learner_or_a_reviewer_sees() -> None:
    one = checked(item())
    others = [
        item(rationale="Else."),
        item(competency="closure"),
        item(difficulty=Difficulty.HARD),
        item(content={**one.content, "value": 2}),
        item(quotes=(YEAR, YEAR)),
        item(**STORY),
    ]
    hashes = [content_hash(checked(draft)) for draft in (one, *others)]
    assert len(set(hashes)) == len(hashes)
    again = item(quotes=(Quote(GUIDE, YEAR.text.replace(" ", "\n")),), content={**one.content, "tolerance": 0.0})
    assert content_hash(checked(again)) == hashes[0]


def test_a_version_is_ready_with_its_rationale_its_competency_and_a_proof() -> None:
    proof = Proof("edition", "passage", 0, 7, "A match")
    ready = ItemVersion(
        "v", "i", "match-length", 1, "numeric", Pool.EXAM, {"stem": "How long?", "value": 1}, "Why.", "matching",
        Difficulty.EASY, None, None, (proof,), ItemState.DRAFT, "U-editor", NOW,
    )  # fmt: skip
    assert unready(ready) == ()
    lacking = replace(ready, rationale="", competency="", proofs=())
    assert [found.flaw.value for found in unready(lacking)] == ["no_rationale", "no_competency", "no_proof"]


def test_a_version_is_not_ready_while_all_that_it_asks_is_longer_than_a_message() -> None:
    proof = Proof("edition", "passage", 0, 7, "A match")
    pairs = [{"left": f"{n:02}{'l' * 98}", "right": f"{n:02}{'r' * 98}"} for n in range(25)]
    content = {"stem": "s" * 1_500, "pairs": pairs}
    fits = ItemVersion(
        "v", "i", "support", 1, "matching", Pool.EXAM, content, "Why.", "matching",
        Difficulty.EASY, "ana", "a" * 500, (proof,), ItemState.DRAFT, "U-editor", NOW,
    )  # fmt: skip
    assert unready(fits) == ()
    for changes in ({"scenario": "a" * 501}, {"content": {**content, "stem": "s" * 1_498 + "<"}}):
        (found,) = unready(replace(fits, **changes))
        assert (found.flaw.value, found.fact) == ("too_long_together", "7001" if "scenario" in changes else "7002")
