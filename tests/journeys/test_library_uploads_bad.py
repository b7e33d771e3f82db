"""Journeys of files that can't come in: each ends in a sentence, and nothing is half done."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.mishaps import Kind
from bot.playground.people import direct
from bot.settings import Transport
from ingestion.uploads.values import Stage
from knowledge.members.roles import Role
from tests.journeys.library_desk import (
    GUIDE,
    empty,
    form,
    give,
    hand_in,
    offered_form,
    publish,
    sent,
    settled,
    staffed,
    uploads,
)
from tests.journeys.workplace import BEN, CARMEN, MENTORS, OLIVIA, PARTNER_NETWORK, Workplace, shown, workplace

NAME = "calls.md"


# Files come by a way of their own; what Slack tells of them, and what people press, comes by both transports.
each_transport = pytest.mark.parametrize("shared", list(Transport), indirect=True)


@pytest.fixture(scope="module", params=[Transport.SOCKET])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with workplace(empty(tmp_path_factory.mktemp("office")), transport=request.param) as office:
        yield office


@pytest.fixture
def office(shared: Workplace) -> Iterator[Workplace]:
    staffed(shared)
    yield shared
    shared.slack.mishaps.clear()


def of_its_own(office: Workplace) -> bytes:
    """A guide that no other test hands in."""
    number = len(office.slack.deliveries)
    return GUIDE.replace(b"month", f"month and {number} days".encode())


@pytest.mark.parametrize(
    ("kind", "error", "sentence"),
    [
        ("foreign_host", "slack.foreign", "is not one of Slack's own"),
        ("longer", "slack.cut_off", "did not come to its end"),
        ("shorter", "slack.cut_off", "did not come to its end"),
        ("login_page", "slack.scope_missing", "lacks the permission files:read"),
        ("server_error", "slack.not_given", "Slack could not give me"),
    ],
)
def test_a_file_that_slack_does_not_give_is_told_of_on_its_card(
    office: Workplace, kind: Kind, error: str, sentence: str
) -> None:
    name = f"{kind}.md"
    office.slack.mishaps.add(name, kind)
    upload = hand_in(office, BEN, [(name, of_its_own(office))])[-1]
    assert (upload.stage, upload.error, upload.edition_id) == (Stage.FAILED, error, None)
    said = settled(office, BEN)[-1]
    assert name.replace("_", "ˍ") in said or name in said
    assert sentence in said


@each_transport
def test_a_file_that_is_kept_elsewhere_is_not_even_offered(office: Workplace) -> None:
    office.slack.mishaps.add("drive.md", "external", url="https://drive.example/guide")
    said = shown(sent(office, BEN, [("drive.md", of_its_own(office)), (NAME, of_its_own(office))]))
    assert "kept on another service" in said
    assert "Shall I add this file" in said


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("page.md", b"<!DOCTYPE html><html><body><p>Call.</p></body></html>", "wrong_extension"),
        ("broken.pdf", b"%PDF-1.7 and nothing more", "damaged"),
        ("blank.txt", b"   \n\n ", "no_text"),
        ("binary.txt", bytes(range(256)) * 8, "not_text"),
    ],
)
def test_a_file_that_can_not_be_read_is_told_of_in_words(
    office: Workplace, name: str, content: bytes, error: str
) -> None:
    upload = hand_in(office, BEN, [(name, content)])[-1]
    assert (upload.stage, upload.error, upload.edition_id) == (Stage.FAILED, error, None)
    assert name in settled(office, BEN)[-1]


def test_a_sentence_is_in_the_language_of_who_reads_it(office: Workplace) -> None:
    give(office, CARMEN, Role.EDITOR)
    hand_in(office, CARMEN, [("nada.md", b" \n")])
    assert "no tiene texto" in settled(office, CARMEN)[-1]


@each_transport
def test_in_a_shared_channel_the_files_of_our_own_people_are_asked_for_and_those_of_others_are_not_taken(
    office: Workplace,
) -> None:
    office.slack.acts.upload(BEN, PARTNER_NETWORK, [("shared.md", of_its_own(office))], "@Fieldwise add this")
    office.slack.until(lambda: [m for m in office.answers(direct(BEN)) if "shared.md" in shown(m)])
    office.slack.acts.upload(OLIVIA, PARTNER_NETWORK, [("theirs.md", GUIDE)], "@Fieldwise add this")
    office.settle()
    assert [m for m in office.answers(PARTNER_NETWORK) if "Shall I" in shown(m)] == []


def test_of_more_files_than_are_taken_at_once_it_is_said_that_some_are_left(office: Workplace) -> None:
    files, left = [(f"{number}.md", GUIDE) for number in range(12)], "2 files of this message are left"
    assert left in shown(sent(office, BEN, files))
    theirs = office.slack.acts.upload(CARMEN, MENTORS, files)
    view = form(office, BEN, lambda: office.slack.acts.shortcut(BEN, "add_guide", MENTORS, theirs))
    assert left in shown(view)


def test_nobody_from_outside_is_named_as_the_owner_of_a_guide(office: Workplace) -> None:
    before = len(uploads(office, BEN))
    view = offered_form(office, BEN, [("owned.md", of_its_own(office))])
    assert office.slack.acts.submit(BEN, view["id"], {"owner": OLIVIA}).keys() == {"owner"}
    office.settle()
    assert len(uploads(office, BEN)) == before


@each_transport
def test_a_name_like_that_of_a_guide_is_told_with_the_offer_and_chosen_in_the_form(office: Workplace) -> None:
    content = of_its_own(office)
    first = hand_in(office, BEN, [("weekly-check-ins.md", content)], title="Weekly check-ins", guide="new")[-1]
    publish(office, first)
    offer = sent(office, BEN, [("Weekly check ins 2027.md", of_its_own(office))])
    assert "a guide with a name like that: Weekly check-ins" in shown(offer)
    view = form(office, BEN, lambda: office.click(BEN, direct(BEN), offer, "upload_open"))
    chosen = next(block["element"] for block in view["blocks"] if block.get("block_id") == "guide")
    assert chosen["initial_option"]["value"] == first.guide_id


@each_transport
def test_the_button_of_a_guide_opens_the_form_for_its_next_edition(office: Workplace) -> None:
    first = hand_in(office, BEN, [("closing.md", of_its_own(office))], title="Closing", guide="new", owner=CARMEN)[-1]
    guide_id = first.guide_id or ""
    view = form(office, BEN, lambda: press(office, guide_id))
    held: dict[str, Any] = {block["block_id"]: block["element"] for block in view["blocks"] if "element" in block}
    assert held["guide"]["initial_option"]["value"] == guide_id
    assert held["owner"]["initial_user"] == CARMEN
    assert office.slack.acts.submit(BEN, view["id"], {"files": [("closing-2.md", of_its_own(office))]}) == {}
    office.settle()
    second = uploads(office, BEN)[-1]
    assert (second.stage, second.guide_id) == (Stage.READY, guide_id)


def test_the_button_of_a_guide_that_is_gone_says_so(office: Workplace) -> None:
    gone = office.view(BEN, "upload_notice", lambda: press(office, "0192c0de-0000-7000-8000-000000000000"))
    assert "no such guide any more" in shown(gone)


def test_more_files_than_may_be_on_their_way_are_refused_at_the_form(office: Workplace) -> None:
    with office.services.changing_the_library(wait=5):
        for _ in range(2):
            files = [(f"{number}.md", of_its_own(office) + bytes([97 + number])) for number in range(10)]
            assert office.slack.acts.submit(BEN, offered_form(office, BEN, files)["id"]) == {}
        office.slack.until(lambda: sum(one.stage is Stage.CHECKING for one in uploads(office, BEN)) == 20, 60)
        one_more = offered_form(office, BEN, [("more.md", of_its_own(office))])
        assert "20 files on their way" in office.slack.acts.submit(BEN, one_more["id"])["guide"]
    office.settle()
    assert [one.stage for one in uploads(office, BEN)[-20:]] == [Stage.READY] * 20


@each_transport
def test_a_mention_with_a_file_and_no_word_is_no_question(office: Workplace) -> None:
    root = office.slack.acts.upload(BEN, MENTORS, [("alone.md", of_its_own(office))], "@Fieldwise")
    office.answer_to(MENTORS, root)
    office.settle()
    assert len(office.answers(MENTORS, root)) == 1


def press(office: Workplace, guide_id: str) -> None:
    """Press the button for a new edition, in a view of the library."""
    label = {"type": "plain_text", "text": "New edition"}
    button = {"type": "button", "action_id": "edition_add", "text": label, "value": guide_id}
    view = {"type": "home", "blocks": [{"type": "actions", "block_id": "guide", "elements": [button]}]}
    home = office.bot.parts.calls.client.views_publish(user_id=BEN, view=view)["view"]
    office.slack.acts.click_in_view(BEN, home["id"], "edition_add")
