"""What a reviewer should look at, kept and read again."""

import json
from datetime import UTC, datetime

from bot.library.findings import Found, RepeatedOf, found, found_from
from knowledge.golden.values import Failure, GoldenRun, Problem
from knowledge.guides.likeness import (
    Contradiction,
    ContradictionKind,
    GuideSentence,
    NearDuplicate,
    Neighbour,
    RepeatedGuide,
)
from knowledge.retrieval.findings import Findings
from knowledge.retrieval.ranking import Passage

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def passage(key: str, text: str) -> Passage:
    return Passage(key, "edition", "guide", 0, 0, len(text), (), None, text)


MINE = passage("mine", "First. Report within 14 days. Then rest.")
THEIRS = passage("theirs", "Report within 30 days.")
LOOKED = Findings(
    near_duplicates=(NearDuplicate(MINE, Neighbour(THEIRS, "Other", "1", 0.9), 0.81239),),
    contradictions=(
        Contradiction(
            GuideSentence("Report within 14 days.", MINE, "This", "1"),
            GuideSentence("Report within 30 days.", THEIRS, "Other", "1"),
            ContradictionKind.NUMBERS,
            ("14 days", "30 days"),
            0.9,
        ),
    ),
    share_of_guides=(RepeatedGuide("other", "Other", "1", 3, 4),),
)
FAILURE = Failure("q1", "How often?", Problem.REFUSED, "calls", "")


def test_what_was_found_comes_back_from_json_as_it_was() -> None:
    run = GoldenRun("run", "edition", "model", 5, (FAILURE,), NOW)
    told = found(LOOKED, run, ("A warning.",))
    assert found_from(json.loads(json.dumps(told.values))) == told
    assert (told.golden_run, told.golden_asked, told.golden_failed) == ("run", 5, 1)
    assert told.guides == (RepeatedOf("other", 3, 4),)
    assert told.count == 3


def test_a_sentence_is_named_by_where_it_stands_in_its_passage_and_never_by_its_words() -> None:
    told = found(LOOKED, None, ())
    (one,) = told.contradicting
    assert MINE.text[slice(*one.sentence)] == "Report within 14 days."
    assert THEIRS.text[slice(*one.other_sentence)] == "Report within 30 days."
    assert "Report" not in json.dumps(told.values)


def test_before_a_check_nothing_was_found() -> None:
    assert found_from({}) == Found()
    assert found_from(found(Findings((), (), ()), None, ()).values) == Found()
