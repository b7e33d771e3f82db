"""Every panel, whatever is in it: Slack takes it, and nothing in it does anything but say what it says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.home import panel_view
from bot.blocks.library.audit_panel import audit_panel
from bot.blocks.library.bar import bar, claim, notice
from bot.blocks.library.golden_panel import flaws_message, golden_form, golden_panel, import_form, run_message
from bot.blocks.library.guide_page import GuidePage, guide_page, sentence_page
from bot.blocks.library.library_panel import library_panel
from bot.blocks.library.people_panel import people_panel, role_form
from bot.blocks.library.reviews_panel import reviews_panel
from bot.blocks.library.settings_panel import community_form, settings_panel
from bot.blocks.library.showing import Panel, Showing
from bot.blocks.message import Block
from bot.playground.limits import message_problems, view_problems, view_too_large
from bot.texts import LANGUAGES, texts_for
from knowledge.audiences.audience import Community
from knowledge.audit.actions import Action
from knowledge.audit.values import Entry
from knowledge.conversations.figures import Use
from knowledge.evidence.schemes import shipped_schemes
from knowledge.freshness.values import Outcome, Review
from knowledge.golden.values import GoldenQuestion, GoldenRun, LineFlaw
from knowledge.guides.library import EditionLife, ShelfGuide, ShelfState, WaitingEdition, library_page
from knowledge.guides.queries import EditionFacts
from knowledge.guides.states import EditionState
from knowledge.members.queries import Member
from knowledge.members.roles import OPERATOR, Act, Role, may
from knowledge.policies.values import Policy
from tests.bot.blocks.answers import RATED, TODAY, long, wild
from tests.bot.blocks.library import shelves
from tests.bot.blocks.library.shelves import THEN
from tests.bot.blocks.reading import parts, shown, tokens

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(sorted(LANGUAGES)).map(texts_for)
ROLES = st.sampled_from([role for role in Role if may(role, Act.SEE_LIBRARY)])
START = Showing()
OURS = ("<@U", "<@W", "<#C")
slowly = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def check(view: Block) -> None:
    """That Slack takes a view, and that nothing in it mentions or links but what we mean to."""
    assert view_problems(view) == []
    assert not view_too_large(view)
    for text in parts(view, "mrkdwn"):
        assert [token for token in tokens(text["text"]) if not token.startswith(OURS)] == []


def home(blocks: Sequence[Block], showing: Showing = START, role: Role = Role.OWNER) -> Block:
    return panel_view([*bar(role, showing, ENGLISH), *notice("Done. " * 600), *claim(ENGLISH)], blocks, showing.noted())


@slowly
@given(st.lists(shelves.guides(), max_size=20), shelves.showings, ROLES, LANGUAGE)
def test_the_library_is_shown_whatever_its_guides_are_called(
    guides: list[ShelfGuide], showing: Showing, role: Role, texts: Any
) -> None:
    page = library_page(guides, page=showing.page)
    check(home(library_panel(page, {guides[0].guide_id: Use(7, 2)} if guides else {}, showing, role, texts), showing))


@slowly
@given(st.lists(shelves.waiting(), max_size=60), ROLES, LANGUAGE)
def test_what_waits_is_shown(waiting: list[WaitingEdition], role: Role, texts: Any) -> None:
    check(home(reviews_panel(waiting, "U0AMARA", role, texts)))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEARNER])
def test_only_who_can_have_drafts_of_her_own_reads_of_them(role: Role) -> None:
    shown = str(reviews_panel([], "U0AMARA", role, ENGLISH))
    assert (ENGLISH.library.no_own_drafts in shown) is may(role, Act.ADD_EDITION)
    assert ENGLISH.library.nothing_to_review in shown


@slowly
@given(st.lists(shelves.members, max_size=50), shelves.showings, LANGUAGE)
def test_people_are_shown(members: list[Member], showing: Showing, texts: Any) -> None:
    check(home(people_panel(members, showing, texts), showing))


@slowly
@given(st.lists(shelves.entries(), max_size=16), st.lists(shelves.guides(), max_size=5), shelves.showings, LANGUAGE)
def test_the_audit_log_is_shown_whatever_was_done(
    entries: list[Entry], guides: list[ShelfGuide], showing: Showing, texts: Any
) -> None:
    check(home(audit_panel(entries, guides, showing, texts), showing))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_was_refused_stands_in_words_with_the_guide_that_it_was_about(language: str) -> None:
    texts = texts_for(language)
    for act in Act:
        facts = {"act": act.value, "role": "learner", "edition": "2", "edition_id": "e"}
        entry = Entry(1, THEN, "U0DEV", Action.REFUSED.value, "guide", "g", "Closing matches", None, facts)
        text = shown(audit_panel([entry], [], START, texts))
        assert "Closing matches" in text
        assert f"{texts.people.facts['act']}: {texts.people.acts[act]}" in text
        assert act.value not in text or "_" not in act.value


@slowly
@given(st.lists(shelves.communities, max_size=30), shelves.showings, st.integers(0, 3), LANGUAGE)
def test_settings_are_shown(communities: list[Community], showing: Showing, guides: int, texts: Any) -> None:
    used = {community.name: guides for community in communities}
    check(home(settings_panel(Policy(), shipped_schemes(), communities, used, showing, texts), showing))


@slowly
@given(st.lists(shelves.questions, max_size=40), st.none() | shelves.runs, shelves.showings, LANGUAGE)
def test_golden_questions_are_shown(
    questions: list[GoldenQuestion], run: GoldenRun | None, showing: Showing, texts: Any
) -> None:
    check(home(golden_panel(questions, run, {}, showing, texts), showing))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_golden_question_says_why_it_is_not_asked(language: str) -> None:
    texts, asked = texts_for(language), GoldenQuestion("1", "How often do we call?", "guide.md", None, False)
    said = texts.golden
    for state, waits in (
        (ShelfState.WITHDRAWN, said.waits_withdrawn),
        (ShelfState.DRAFT, said.waits_unpublished),
        (ShelfState.OVERDUE, None),
    ):
        text = shown(golden_panel([asked], None, {"guide.md": plain_guide("Calls", state)}, START, texts)[-1])
        assert [one in text for one in (said.waits_withdrawn, said.waits_unpublished)] == [
            one == waits for one in (said.waits_withdrawn, said.waits_unpublished)
        ]


@slowly
@given(shelves.runs | st.none(), st.lists(shelves.flaws, min_size=1, max_size=40), LANGUAGE)
def test_what_came_of_golden_questions_is_a_message_that_slack_takes(
    run: GoldenRun | None, flaws: list[LineFlaw], texts: Any
) -> None:
    for message in (run_message(run, texts), flaws_message(flaws, texts)):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


@slowly
@given(st.lists(shelves.guides(), max_size=5), shelves.showings, shelves.communities, LANGUAGE)
def test_forms_are_such_that_slack_takes_them(
    guides: list[ShelfGuide], showing: Showing, community: Community, texts: Any
) -> None:
    note = showing.noted()
    for view in (
        role_form(note, texts), role_form(note, texts, "U1", Role.EDITOR), community_form(note, texts),
        community_form(note, texts, community), golden_form(note, guides, texts), import_form(note, texts),
    ):  # fmt: skip
        check(view)


@slowly
@given(
    shelves.guides(), st.lists(shelves.lives(), max_size=12), st.lists(shelves.questions, max_size=15), long, wild,
    ROLES, LANGUAGE,
)  # fmt: skip
def test_the_page_of_a_guide_is_shown_whatever_is_known_of_it(
    guide: ShelfGuide,
    lives: list[EditionLife],
    golden: list[GoldenQuestion],
    text: str,
    word: str,
    role: Role,
    texts: Any,
) -> None:
    reviews = [Review("r", "g", "e", "U1", THEN), Review("r", "g", "e", "U1", THEN, "U2", THEN, Outcome.REPLACED)]
    facts = EditionFacts(
        "g", text, text, word, text, word, TODAY, TODAY, "https://a.example/" + word, (), (text,), "everybody", RATED,
        EditionState.PUBLISHED, None,
    )  # fmt: skip
    links = [(f"https://a.example/{text}", "status_404")] * 15
    page = GuidePage(guide, facts, Use(3, 1), lives, reviews, links, golden, role)
    check(guide_page(page, shipped_schemes(), texts, THEN, text))
    check(sentence_page(text or "Gone.", texts))


def test_five_hundred_guides_can_be_chosen_from() -> None:
    guides = [plain_guide(f"Guide {number:03}") for number in range(500)]
    log = audit_panel([], guides, Showing(Panel.AUDIT, guide=guides[321].guide_id), ENGLISH)
    check(home(log))
    check(golden_form("{}", guides, ENGLISH))
    select = next(element for element in parts(log, "static_select") if element["action_id"] == "audit_guide")
    assert sum(len(group["options"]) for group in select["option_groups"]) == 501
    assert select["initial_option"]["text"]["text"] == "Guide 321"


@pytest.mark.parametrize("role", Role)
def test_the_bar_leads_to_what_a_role_may_see(role: Role) -> None:
    actions = {button["action_id"] for button in parts(bar(role, Showing(), ENGLISH), "button")}
    everywhere = {"panel_start", "panel_library", "panel_reviews", "panel_items", "panel_certifications", "panel_gaps"}
    keeping = {"panel_certificates", "panel_people", "panel_golden", "panel_audit", "panel_settings"}
    keeping |= {"panel_paths", "panel_cohorts"}
    expected = {
        Role.OWNER: everywhere | keeping | {"guide_add"},
        Role.ADMIN: everywhere | keeping | {"guide_add"},
        Role.EDITOR: everywhere | {"guide_add"},
        Role.REVIEWER: everywhere,
        Role.LEARNER: set(),
    }
    assert actions == expected[role]


def test_a_guide_that_is_not_for_everybody_says_whom_it_is_for() -> None:
    for audience, says in (("everybody", []), ("channels:C0TEAM", ["only for <#C0TEAM>"]), ("coaches", ["“coaches”"])):
        page = library_page([replace(plain_guide("Guide"), audience=audience)])
        text = shown(library_panel(page, {}, Showing(), Role.OWNER, ENGLISH))
        assert text.count("only for") == len(says)
        assert all(whom in text for whom in says)


def test_a_guide_s_menu_holds_what_can_be_done_with_it() -> None:
    def menu(state: ShelfState, role: Role) -> list[str]:
        page = library_page([plain_guide("Guide", state)])
        (found,) = parts(library_panel(page, {}, Showing(), role, ENGLISH), "overflow")
        return [option["value"].partition(":")[0] for option in found["options"]]

    assert menu(ShelfState.DUE, Role.OWNER) == ["open", "edition", "reviewed", "withdraw"]
    assert menu(ShelfState.DUE, Role.EDITOR) == ["open", "edition", "reviewed"]
    assert menu(ShelfState.DUE, Role.REVIEWER) == ["open", "reviewed", "withdraw"]
    assert menu(ShelfState.WITHDRAWN, Role.OWNER) == ["open", "edition"]


def test_an_entry_says_what_was_before_and_what_is_now() -> None:
    entry = Entry(
        7, THEN, OPERATOR, Action.POLICY_SET, "workspace", "w", "policy",
        {"second_person": True, "evidence_scheme": "tiers", "owner": None},
        {"second_person": False, "evidence_scheme": "tiers", "owner": "U0BEN"},
    )  # fmt: skip
    said = shown(audit_panel([entry], [], Showing(), ENGLISH))
    assert "a second person publishes: yes → not so" in said
    assert "owner: none → <@U0BEN>" in said
    assert "scheme of evidence" not in said
    assert "3 November 2026, 09:05 UTC" in said


def test_to_remove_a_community_is_said_to_take_guides_away_where_it_does() -> None:
    community = Community("coaches", ("C1",), ())

    def asked(used: dict[str, int]) -> list[str]:
        panel = settings_panel(Policy(), shipped_schemes(), [community], used, Showing(), ENGLISH)
        removes = [found for found in parts(panel, "button") if found["action_id"] == "community_remove"]
        return [found["confirm"]["text"]["text"] for found in removes]

    assert asked({}) == [ENGLISH.people.remove_question]
    assert asked({"coaches": 2}) == [ENGLISH.people.remove_question_guides.of(2)]


def plain_guide(title: str, state: ShelfState = ShelfState.CURRENT) -> ShelfGuide:
    return ShelfGuide(title, f"{title}.pdf", "e", title, "1", "U0AMARA", None, "everybody", state, TODAY)
