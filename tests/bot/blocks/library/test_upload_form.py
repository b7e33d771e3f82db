"""The form of a guide that is handed in: what it offers, what was filled in, and what is wrong with that."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.library.upload_filled import filled, mistakes
from bot.blocks.library.upload_form import FormFacts, Origin, upload_form
from bot.playground.forms import filled as filled_in
from bot.playground.limits import view_problems
from bot.texts import LANGUAGES
from knowledge.evidence.schemes import shipped_schemes
from knowledge.evidence.values import Evidence

TODAY = date(2026, 11, 2)
SCHEME = shipped_schemes()["effectiveness"]
ENGLISH = LANGUAGES["en"]
NOWHERE = Origin()
names = st.text(max_size=200)
origins = st.builds(
    Origin,
    files=st.lists(st.tuples(st.from_regex("F[A-Z0-9]{8,10}", fullmatch=True), names), max_size=12).map(tuple),
    channel=st.sampled_from([None, "D0BEN"]),
    root=st.sampled_from([None, "1700000000.000100"]),
)
guides = st.lists(st.tuples(st.uuids().map(str), names), max_size=120, unique_by=lambda guide: guide[0])


def facts(origin: Origin = NOWHERE, **told: Any) -> FormFacts:
    default: dict[str, Any] = {"guides": [], "guide": None, "owner": "U0BEN", "communities": [], "scheme": SCHEME}
    return FormFacts("U0BEN", TODAY, origin, **(default | told))


def sent(form: FormFacts, **values: Any) -> dict[str, Any]:
    """A form as Slack sends it."""
    view: dict[str, Any] = {**upload_form(form, ENGLISH), "state": {"values": {}}}
    files = [{"id": key, "name": name} for key, name in values.pop("files", ())]
    view["state"]["values"] = filled_in(view, values | ({"files": files} if files else {}))
    return view


@given(origins, guides, st.lists(st.text(min_size=1, max_size=150), max_size=120, unique=True), st.data())
def test_slack_takes_every_form(
    origin: Origin, known: list[tuple[str, str]], communities: list[str], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from([None, *(key for key, _ in known)]))
    for texts in LANGUAGES.values():
        view = upload_form(facts(origin, guides=known, guide=chosen, communities=communities), texts)
        assert view_problems(view) == []


def test_left_as_it_is_the_form_says_little_more_than_the_next_review() -> None:
    told = filled(sent(facts(), files=[("F1", "calls.md")]))
    assert [(source.name, source.where) for source in told.sources] == [("calls.md", "slack:F1")]
    assert (told.guide_id, told.keeps_audience, told.keeps_evidence) == (None, True, True)
    assert told.given.values == {"owner_person": "U0BEN", "review_date": "2027-11-02"}


def test_all_that_is_filled_in_is_read() -> None:
    form = facts(guides=[("g1", "Calls")], guide="g1", communities=["Coaches"])
    view = sent(
        form,
        address=" https://example.org/guide ",
        title="How we call",
        label="2026",
        owner="U0CARMEN",
        audience="Coaches",
        tier="effective",
        studies="12",
        population="Mentors",
        searched="2026-05-01",
        rater="Us",
        effective="2027-01-01",
        review="2028-01-01",
    )
    told = filled(view)
    assert mistakes(view, ENGLISH, TODAY) == {}
    assert [source.where for source in told.sources] == ["web:https://example.org/guide"]
    assert (told.guide_id, told.keeps_audience, told.given.audience) == ("g1", False, "Coaches")
    assert told.given.evidence == Evidence("effectiveness", "effective", 12, "Mentors", date(2026, 5, 1), "Us")
    assert (told.given.title, told.given.label, told.given.owner_person) == ("How we call", "2026", "U0CARMEN")
    assert (told.given.effective_date, told.given.review_date) == (date(2027, 1, 1), date(2028, 1, 1))


def test_chosen_channels_are_the_audience() -> None:
    view = sent(facts(), files=[("F1", "a.md")], audience="channels:chosen", channels=["C2", "C1"])
    assert filled(view).given.audience == "channels:C1,C2"
    assert mistakes(view, ENGLISH, TODAY) == {}


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, {"files"}),
        ({"address": "not an address"}, {"address"}),
        ({"address": "https://localhost/x"}, {"address"}),
        ({"address": "https://example.org/" + "x" * 1_950}, {"address"}),
        ({"files": [("F1", "a"), ("F2", "b")], "title": "T", "label": "L"}, {"title", "label"}),
        ({"files": [("F1", "a"), ("F2", "b")], "guide": "g1"}, {"guide"}),
        ({"files": [("F1", "a")], "address": "https://example.org/", "guide": "g1"}, {"guide"}),
        ({"files": [("F1", "a")], "audience": "channels:chosen"}, {"channels"}),
        ({"files": [("F1", "a")], "channels": ["C1"]}, {"channels"}),
        ({"files": [("F1", "a")], "channels": ["C1"], "audience": "everybody"}, {"channels"}),
        ({"files": [("F1", "a")], "studies": "1", "population": "p", "rater": "r"}, {"studies", "population", "rater"}),
        ({"files": [("F1", "a")], "tier": "tier:none", "studies": "1"}, {"studies"}),
        ({"files": [("F1", "a")], "tier": "effective", "studies": "100001"}, {"studies"}),
        ({"files": [("F1", "a")], "tier": "effective", "studies": "-1"}, {"studies"}),
        ({"files": [("F1", "a")], "review": "2026-11-02"}, {"review"}),
        ({"files": [("F1", "a")], "review": "2026-11-03"}, set()),
    ],
)
def test_mistakes_are_told_at_their_fields(values: dict[str, Any], fields: set[str]) -> None:
    view = sent(facts(guides=[("g1", "Calls")]), **values)
    for texts in LANGUAGES.values():
        wrong = mistakes(view, texts, TODAY)
        assert wrong.keys() == fields
        assert wrong.keys() <= {block.get("block_id") for block in view["blocks"]}


def test_the_owner_of_a_guide_stays_where_nothing_is_said_of_it() -> None:
    likely = facts(guides=[("g1", "Calls"), ("g2", "Visits")], guide="g1", owner="U0CARMEN")
    assert filled(sent(likely)).given.owner_person == "U0CARMEN"
    assert filled(sent(likely, guide="g2")).given.owner_person is None
    assert filled(sent(likely, guide="g2", owner="U0AMARA")).given.owner_person == "U0AMARA"
    assert filled(sent(likely, guide="new")).given.owner_person == "U0BEN"


def test_evidence_is_kept_rated_anew_or_not_rated() -> None:
    told = {tier: filled(sent(facts(), tier=tier)) for tier in ("tier:kept", "effective", "tier:none")}
    assert [one.keeps_evidence for one in told.values()] == [True, False, False]
    assert [one.given.evidence and one.given.evidence.tier for one in told.values()] == [None, "effective", None]


def test_the_files_of_a_message_are_kept_with_the_form() -> None:
    origin = Origin((("F1", "a.md"), ("F2", "b" * 300)), "D0BEN", "1.2")
    view = sent(facts(origin))
    told = filled(view)
    assert [source.where for source in told.sources] == ["slack:F1", "slack:F2"]
    assert (told.origin.channel, told.origin.root) == ("D0BEN", "1.2")
    assert len(view["private_metadata"]) <= 3_000
    assert json.loads(view["private_metadata"])["scheme"] == "effectiveness"
