"""Journeys of files and pages into the library, from Slack."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from bot.playground.people import direct
from bot.services import Services
from bot.settings import Transport
from bot.texts.english import ENGLISH
from ingestion.uploads.values import Stage
from ingestion.web.fetching import Fetched, fetch
from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.evidence.values import Evidence
from knowledge.guides.queries import edition_facts
from knowledge.guides.states import EditionState
from knowledge.members.roles import Act, Role
from tests.ingestion.web import site as web
from tests.journeys.library_desk import (
    GUIDE,
    audience_of,
    cards,
    empty,
    facts_of,
    form,
    give,
    hand_in,
    home_form,
    offered_form,
    publish,
    sent,
    settled,
    staffed,
    state_of,
    uploads,
)
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, Workplace, shown, workplace

OTHER = GUIDE.replace(b"First calls", b"Closing a match").replace(b"month", b"year")


# An event, a shortcut, a press and a form come by both transports; what becomes of a file then is the same.
each_transport = pytest.mark.parametrize("office", list(Transport), indirect=True)


@pytest.fixture(params=[Transport.SOCKET])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workplace]:
    with workplace(empty(tmp_path), transport=request.param) as office:
        staffed(office)
        yield office


@each_transport
def test_a_file_in_a_direct_message_becomes_a_draft_and_its_card_counts_the_passages(office: Workplace) -> None:
    root = office.slack.acts.upload(BEN, direct(BEN), [("first-calls.md", GUIDE)])
    offer = office.answer_to(direct(BEN), root)
    assert "first-calls.md (1 KB)" in shown(offer)
    view = form(office, BEN, lambda: office.click(BEN, direct(BEN), offer, "upload_open"))
    assert office.slack.acts.submit(BEN, view["id"], {"label": "2026"}) == {}
    (said,) = settled(office, BEN)
    (upload,) = uploads(office, BEN)
    assert (upload.stage, state_of(office, upload)) == (Stage.READY, EditionState.DRAFT)
    assert re.search(rf"Ready: search finds its passages \({upload.passages} passages?\)", said)
    assert [card["thread_ts"] for card in cards(office, BEN)] == [root]
    assert office.answers(direct(BEN), root)[0]["ts"] == offer["ts"]


def test_what_came_of_a_press_stays_on_the_card_of_an_upload(office: Workplace) -> None:
    hand_in(office, BEN, [("first-calls.md", GUIDE)])
    (card,) = cards(office, BEN)
    office.click(BEN, direct(BEN), card, "edition_submit")
    office.settle()
    (card,) = cards(office, BEN)
    assert ENGLISH.publishing.reviewers_told.of(2) in shown(card)
    assert "In review since" in shown(card)


def test_an_offer_whose_file_was_taken_in_by_another_way_says_so_and_asks_no_more(office: Workplace) -> None:
    root = office.slack.acts.upload(BEN, direct(BEN), [("calls.md", GUIDE)])
    offer = office.answer_to(direct(BEN), root)
    assert "upload_open" in str(offer["blocks"])
    view = form(office, BEN, lambda: office.slack.acts.shortcut(BEN, "add_guide", direct(BEN), root))
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    office.settle()
    offer = office.answers(direct(BEN), root)[0]
    assert offer["text"] == "I have taken calls.md in hand. Below you see how far it has come."
    assert "upload_open" not in str(offer["blocks"])


def test_an_offer_that_is_pressed_while_its_file_is_on_its_way_says_so_and_asks_no_more(office: Workplace) -> None:
    root = office.slack.acts.upload(BEN, direct(BEN), [("calls.md", GUIDE)])
    offer = office.answer_to(direct(BEN), root)
    view = form(office, BEN, lambda: office.slack.acts.shortcut(BEN, "add_guide", direct(BEN), root))
    with office.services.changing_the_library(wait=5):
        assert office.slack.acts.submit(BEN, view["id"]) == {}
        office.slack.until(lambda: [one for one in uploads(office, BEN) if one.stage is Stage.CHECKING], 30)
        said = office.view(BEN, "upload_notice", lambda: office.click(BEN, direct(BEN), offer, "upload_open"))
        assert "I have taken calls.md in hand." in shown(said)
        office.slack.until(lambda: "upload_open" not in str(office.answers(direct(BEN), root)[0]["blocks"]))
    office.settle()
    assert len(uploads(office, BEN)) == 1


def test_an_offer_asks_again_for_the_file_that_could_not_be_taken_in(office: Workplace) -> None:
    root = office.slack.acts.upload(BEN, direct(BEN), [("calls.md", GUIDE), ("empty.md", b" \n")])
    offer = office.answer_to(direct(BEN), root)
    view = form(office, BEN, lambda: office.click(BEN, direct(BEN), offer, "upload_open"))
    assert "calls.md, empty.md" in shown(view)
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    office.settle()
    again = form(office, BEN, lambda: office.click(BEN, direct(BEN), offer, "upload_open"))
    assert "I take the file from the message: empty.md." in shown(again)


def test_a_file_alone_is_not_taken_for_a_question_but_a_question_beside_it_is_answered(office: Workplace) -> None:
    alone = office.slack.acts.upload(BEN, direct(BEN), [("calls.md", GUIDE)], "our guide")
    asking = office.slack.acts.upload(BEN, direct(BEN), [("calls.md", GUIDE)], "how often do we call?")
    office.answer_to(direct(BEN), asking, 2)
    office.settle()
    assert len(office.answers(direct(BEN), alone)) == 1


def test_many_files_at_once_each_have_a_card_of_their_own(office: Workplace) -> None:
    uploaded = hand_in(office, BEN, [("first.md", GUIDE), ("closing.md", OTHER), ("empty.md", b" \n")])
    assert sorted((upload.name, upload.stage) for upload in uploaded) == [
        ("closing.md", Stage.READY),
        ("empty.md", Stage.FAILED),
        ("first.md", Stage.READY),
    ]
    said = settled(office, BEN)
    assert len(said) == 3
    assert [text for text in said if ENGLISH.uploads.problems["no_text"].format(name="empty.md") in text]


@each_transport
def test_a_file_under_a_mention_is_offered_in_the_thread_and_its_progress_told_to_the_person_alone(
    office: Workplace,
) -> None:
    root = office.slack.acts.upload(BEN, MENTORS, [("calls.md", GUIDE)], "@Fieldwise please add this")
    offer = office.answer_to(MENTORS, root)
    view = form(office, BEN, lambda: office.click(BEN, MENTORS, offer, "upload_open"))
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    (said,) = settled(office, BEN)
    assert "Ready" in said
    assert len(office.answers(MENTORS, root)) == 1


@each_transport
def test_the_shortcut_takes_the_files_of_somebody_elses_message(office: Workplace) -> None:
    theirs = office.slack.acts.upload(DEV, MENTORS, [("calls.md", GUIDE)], "have a look")
    view = form(office, BEN, lambda: office.slack.acts.shortcut(BEN, "add_guide", MENTORS, theirs))
    assert "calls.md" in shown(view)
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    office.settle()
    assert [upload.stage for upload in uploads(office, BEN)] == [Stage.READY]


def test_the_shortcut_on_a_message_without_files_says_so(office: Workplace) -> None:
    words = office.slack.acts.post(DEV, MENTORS, "no file here")
    view = office.view(BEN, "upload_notice", lambda: office.slack.acts.shortcut(BEN, "add_guide", MENTORS, words))
    assert "no file in this message" in shown(view)


@each_transport
def test_the_form_of_home_takes_files_and_all_that_is_said_of_them(office: Workplace) -> None:
    view = home_form(office, BEN)
    said = {
        "files": [("calls.md", GUIDE)],
        "title": "How we call",
        "label": "third",
        "owner": CARMEN,
        "audience": "channels:chosen",
        "channels": [MENTORS],
        "tier": "effective",
        "studies": "12",
        "population": "Mentors",
        "searched": "2026-05-01",
        "rater": "Our team",
        "effective": "2027-01-01",
        "review": "2030-02-03",
    }
    assert office.slack.acts.submit(BEN, view["id"], said) == {}
    office.settle()
    (upload,) = uploads(office, BEN)
    assert upload.edition_id is not None
    with office.services.database.reading() as session:
        facts = edition_facts(session, [upload.edition_id])[upload.edition_id]
    assert (facts.title, facts.label, facts.audience) == ("How we call", "third", f"channels:{MENTORS}")
    assert (str(facts.edition_date), str(facts.review_date)) == ("2027-01-01", "2030-02-03")
    assert facts.evidence is not None
    assert (facts.evidence.tier, facts.evidence.studies, facts.evidence.rater) == ("effective", 12, "Our team")


@each_transport
def test_mistakes_in_the_form_are_told_at_their_fields_and_nothing_is_started(office: Workplace) -> None:
    view = home_form(office, BEN)
    assert office.slack.acts.submit(BEN, view["id"]).keys() == {"files"}
    wrong = {
        "files": [("a.md", GUIDE), ("b.md", OTHER)],
        "address": "https://10.0.0.256/x",
        "title": "One title",
        "audience": "channels:chosen",
        "studies": "3",
        "review": "2020-01-01",
    }
    told = office.slack.acts.submit(BEN, view["id"], wrong)
    assert told.keys() == {"address", "title", "channels", "studies", "review"}
    office.settle()
    assert uploads(office, BEN) == []


def test_a_new_edition_has_the_same_title_readers_and_rating_as_the_guide_unless_the_form_says_otherwise(
    office: Workplace,
) -> None:
    said = {"audience": "channels:chosen", "channels": [MENTORS], "tier": "no_effects", "studies": "12"}
    (first,) = hand_in(office, BEN, [("calls.md", GUIDE)], title="How we call", **said)
    publish(office, first)
    weekly = ("calls.md", GUIDE.replace(b"month", b"week"))
    view = offered_form(office, BEN, [weekly])
    chosen = next(block["element"] for block in view["blocks"] if block.get("block_id") == "guide")
    assert chosen["initial_option"]["value"] == first.guide_id
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    office.settle()
    second = uploads(office, BEN)[-1]
    assert (second.guide_id, audience_of(office, second)) == (first.guide_id, f"channels:{MENTORS}")
    facts = facts_of(office, second)
    assert (facts.title, facts.evidence) == ("How we call", Evidence("effectiveness", "no_effects", 12))


@each_transport
def test_a_learner_is_told_in_a_direct_message_who_may_and_in_a_channel_alone(office: Workplace) -> None:
    refused = sent(office, DEV, [("calls.md", GUIDE)])
    assert f"<@{AMARA}>" in shown(refused)
    whisper = office.whispered(
        DEV, MENTORS, lambda: office.slack.acts.upload(DEV, MENTORS, [("calls.md", GUIDE)], "@Fieldwise")
    )
    assert f"<@{AMARA}>" in whisper["text"]
    theirs = office.slack.acts.upload(BEN, MENTORS, [("calls.md", GUIDE)])
    view = office.view(DEV, "upload_notice", lambda: office.slack.acts.shortcut(DEV, "add_guide", MENTORS, theirs))
    assert f"<@{AMARA}>" in shown(view)
    office.settle()
    assert office.answers(MENTORS) == []
    assert uploads(office, DEV) == []
    with office.services.database.reading() as session:
        written = entries(session, office.bot.parts.workspace, Filter(DEV, Action.REFUSED.value), limit=10)
    assert [(entry.after or {})["act"] for entry in written] == [Act.ADD_EDITION.value] * 3


def test_a_file_that_can_be_no_guide_is_refused_before_the_form(office: Workplace) -> None:
    offer = sent(office, BEN, [("calls.md", b""), ("setup.exe", b"MZ\x90")])
    said = shown(offer)
    assert ENGLISH.uploads.problems["empty"].format(name="calls.md") in said
    assert "setup.exe" in said
    assert not [e for b in offer["blocks"] if b["type"] == "actions" for e in b["elements"]]


@each_transport
def test_who_may_do_it_no_more_when_the_form_is_sent_is_refused_and_nothing_is_started(office: Workplace) -> None:
    view = offered_form(office, BEN, [("calls.md", GUIDE)])
    give(office, BEN, Role.LEARNER)
    assert "learner" in office.slack.acts.submit(BEN, view["id"])["guide"]
    office.settle()
    assert uploads(office, BEN) == []


def test_a_page_of_the_web_becomes_a_draft_with_its_address(tmp_path: Path) -> None:
    page = (
        b"<html><head><title>Calls</title></head><body><h1>Calls</h1><p>Call each mentor every month.</p></body></html>"
    )
    with web.running() as site:
        site.answers["/guides/calls"] = web.page(page)
        reach = partial(
            fetch, resolve=lambda *_: [web.LOOPBACK], allowed=lambda _: True, ports=frozenset({80, 443, site.port})
        )

        def fetched(url: str) -> Fetched:
            return reach(url.replace(web.HOST, f"{web.HOST}:{site.port}"))

        with workplace(empty(tmp_path), fetch_page=fetched) as office:
            staffed(office)
            view = home_form(office, BEN)
            address = f"http://{web.HOST}/guides/calls"
            assert office.slack.acts.submit(BEN, view["id"], {"address": address}) == {}
            assert office.slack.acts.submit(BEN, home_form(office, BEN)["id"], {"address": f"{address}/not"}) == {}
            office.settle()
            taken, missing = sorted(uploads(office, BEN), key=lambda upload: upload.stage != Stage.READY)
            assert [one.stage for one in (taken, missing)] == [Stage.READY, Stage.FAILED]
            assert missing.error == "web.refused"
            assert taken.edition_id is not None
            with office.services.database.reading() as session:
                facts = edition_facts(session, [taken.edition_id])[taken.edition_id]
            assert facts.source_url == site.url("/guides/calls")
            assert [said for said in settled(office, BEN) if "There is no page at" in said]


def test_who_may_do_it_no_more_while_the_file_is_fetched_has_nothing_stored(tmp_path: Path) -> None:
    with workplace(empty(tmp_path), fetch_page=lambda url: demoting(url)) as office:

        def demoting(url: str) -> Fetched:
            give(office, BEN, Role.LEARNER)
            return Fetched(url, "calls.md", "text/markdown", GUIDE)

        staffed(office)
        view = home_form(office, BEN)
        assert office.slack.acts.submit(BEN, view["id"], {"address": "https://guides.example/calls"}) == {}
        (said,) = settled(office, BEN)
        (upload,) = uploads(office, BEN)
        assert (upload.stage, upload.error, upload.edition_id) == (Stage.FAILED, "slack.not_allowed", None)
        assert "as a learner you can't add guides any more" in said


def test_two_people_with_the_same_file_have_one_draft_and_a_sentence(office: Workplace) -> None:
    first = offered_form(office, BEN, [("calls.md", GUIDE)])
    second = offered_form(office, AMARA, [("our-calls.md", GUIDE)])
    assert office.slack.acts.submit(BEN, first["id"]) == office.slack.acts.submit(AMARA, second["id"]) == {}
    office.settle()
    both = [*uploads(office, BEN), *uploads(office, AMARA)]
    assert sorted(one.stage for one in both) == [Stage.FAILED, Stage.READY]
    (failed,) = (one for one in both if one.stage is Stage.FAILED)
    (said,) = settled(office, failed.person)
    other = next(one.person for one in both if one.stage is Stage.READY)
    assert f"<@{other}>" in said


def test_a_file_that_readers_see_already_is_not_added_again(office: Workplace) -> None:
    (first,) = hand_in(office, BEN, [("calls.md", GUIDE)], title="Calls")
    publish(office, first)
    again = hand_in(office, BEN, [("copy.md", GUIDE)], guide="new")[-1]
    assert (again.error, again.edition_id) == ("duplicate", None)
    same = hand_in(office, BEN, [("calls.md", GUIDE)], guide=first.guide_id, title="Calls")[-1]
    assert (same.error, same.edition_id) == ("unchanged", None)


def test_a_file_that_is_deleted_before_it_is_fetched_is_told(office: Workplace) -> None:
    view = offered_form(office, BEN, [("calls.md", GUIDE)])
    (file,) = office.slack.workspace.messages(direct(BEN))[0]["files"]
    office.slack.acts.delete_file(BEN, file["id"])
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    (said,) = settled(office, BEN)
    assert "was deleted before I could fetch it" in said
    assert [upload.error for upload in uploads(office, BEN)] == ["slack.gone"]


def test_while_the_library_is_changed_by_another_process_the_card_says_so_and_it_goes_on_afterwards(
    tmp_path: Path,
) -> None:
    with workplace(empty(tmp_path)) as office:
        staffed(office)
        view = offered_form(office, BEN, [("calls.md", GUIDE)])
        other = Services(office.services.settings)
        with other.changing_the_library(wait=1):
            assert office.slack.acts.submit(BEN, view["id"]) == {}
            waiting = "being changed by somebody else"
            office.slack.until(lambda: [card for card in cards(office, BEN) if waiting in shown(card)], 20)
            assert [upload.stage for upload in uploads(office, BEN)] == [Stage.CHECKING]
        (said,) = settled(office, BEN)
        assert "Ready" in said


@each_transport
def test_sent_twice_the_form_is_taken_once(office: Workplace) -> None:
    view = offered_form(office, BEN, [("calls.md", GUIDE)])
    assert office.slack.acts.submit(BEN, view["id"]) == {}
    forms = [one for one in office.slack.deliveries if one.payload.get("type") == "view_submission"]
    office.deliver(forms)
    assert len(settled(office, BEN)) == len(uploads(office, BEN)) == 1


def test_ten_files_at_once_are_acknowledged_at_once_and_their_cards_edited_once_a_second_at_most(
    tmp_path: Path,
) -> None:
    files = [(f"guide-{n}.md", GUIDE.replace(b"month", f"month and {n} days".encode())) for n in range(10)]
    with workplace(empty(tmp_path), wait=sleep) as office:
        staffed(office)
        view = offered_form(office, BEN, files)
        begun = monotonic()
        assert office.slack.acts.submit(BEN, view["id"]) == {}
        # Slack's own limit; how fast it is on a quiet machine is for the benchmark to say.
        assert monotonic() - begun < 3
        office.settle()
        assert [upload.stage for upload in uploads(office, BEN)] == [Stage.READY] * 10
        edits: dict[str, list[float]] = {}
        for call in office.slack.calls:
            if call.method in {"chat.postMessage", "chat.update"} and call.response.get("ok"):
                edits.setdefault(call.response["ts"], []).append(call.at)
        assert max(map(len, edits.values())) > 1
        # When a call comes in is not when it was made: counted over all its edits, a card keeps to its pace.
        assert all(len(times) - 2 <= times[-1] - times[0] for times in edits.values())


def test_every_file_of_many_needs_an_own_title(office: Workplace) -> None:
    view = offered_form(office, BEN, [("a.md", GUIDE), ("b.md", OTHER)])
    assert office.slack.acts.submit(BEN, view["id"], {"title": "Both"}).keys() == {"title"}
