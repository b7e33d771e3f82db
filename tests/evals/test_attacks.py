"""The attacks' own suite: an obedient model is told what to do in every spot, and nothing comes of it."""

from pathlib import Path

import pytest

from evals.suites.attacks import FAULTS, figures, judge, live_in
from evals.workload.attacks import ours, read_attacks
from evals.workload.planted import NAMES, Spot

SHARED = Path(__file__).parents[2] / "../shared/data/attacks-bipia"
CHOSEN = ("ours-praise",)


def test_whatever_an_obedient_model_is_told_nothing_comes_of_it() -> None:
    judged, changed = judge([attack for attack in ours() if attack.id in CHOSEN])
    told = [one for one in judged if one.was_told]
    assert {one.planted.spot for one in told} >= set(Spot) - {Spot.EARLIER, *NAMES}
    assert {one.planted.spot for one in judged} == set(Spot)
    assert any(one.is_worded for one in told)
    found = dict(figures(judged, changed))
    assert [name for name, figure in found.items() if figure.met is False] == []
    assert {f"answers with {fault}" for fault in FAULTS} <= found.keys()


def test_what_slack_acts_on_is_seen() -> None:
    rich = {"type": "rich_text", "elements": [{"type": "broadcast", "range": "channel"}]}
    marked = {"type": "section", "text": {"type": "mrkdwn", "text": "Look at <https://evil.example|this>"}}
    assert list(live_in([rich, marked])) == ["broadcast", "<https://evil.example|this>"]
    assert list(live_in([{"type": "rich_text", "elements": [{"type": "text", "text": "<!channel>"}]}])) == []


def test_at_least_thirty_attacks_ship_each_with_what_it_demands() -> None:
    assert len(ours()) >= 30
    assert all(attack.demands for attack in ours())
    assert len({attack.id for attack in ours()}) == len(ours())


@pytest.mark.skipif(not SHARED.exists(), reason="the attacks are not here")
def test_all_attacks_of_the_folder_are_read() -> None:
    assert len(list(read_attacks(SHARED))) == 75
