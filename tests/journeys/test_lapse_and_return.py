"""A certificate lapses and comes back; one that is kept by practice is renewed by a year of questions, or is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.blocks.learning.practice import practice_of
from bot.issuing import certificate_pages
from bot.schedule import LINKS
from bot.texts.english import ENGLISH
from bot.web.certificate_texts import ENGLISH as PAGE
from knowledge.members.roles import OPERATOR
from learning.attempts.queries import open_attempts
from learning.attempts.values import Kind
from learning.certifications.definition import Continuous
from learning.continuous.queries import decided, this_week
from learning.credentials.values import Certificate
from learning.items.queries import version
from learning.items.responses import Chosen
from learning.items.service import add, publish
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from learning.practice.queries import practised
from learning.standing.values import Standing
from tests.journeys.certified import ADDRESS, DEFINITION, TITLE, Certified, certifying
from tests.journeys.editions import LATE, OLD, buttons
from tests.journeys.exam_hall import action_with
from tests.journeys.home_tab import HomeTab
from tests.journeys.weeks import Clock
from tests.journeys.workplace import DEV, Message, shown

SAID, KEPT = ENGLISH.certificates, ENGLISH.continuing
# Where Dev lives; it is noon there.
START = datetime(2026, 11, 2, 12, tzinfo=ZoneInfo("America/Chicago"))
WEEK = timedelta(days=7)
RULE = Continuous(weekly=2, floor=4)


class Holder(Certified):
    """What a holder does in the course of a year."""

    def write_practice(self) -> None:
        """Three questions for practice of each passage."""
        now = self.now()
        with self.office.services.database.transaction() as session:
            for number, (quote, competency) in enumerate([(OLD, "bring"), (LATE, "late")] * 3):
                draft = ItemDraft(
                    key=f"practise-{number}",
                    type="true_false",
                    pool=Pool.PRACTICE,
                    content={"stem": f"Question {number}: is this so? {quote}", "right": True},
                    rationale="The guide says so.",
                    competency=competency,
                    difficulty=Difficulty.EASY,
                    quotes=(Quote(self.guide.guide_key, quote),),
                )
                publish(
                    session, self.workspace, add(session, self.workspace, draft, by=OPERATOR, now=now),
                    by=OPERATOR, now=now,
                )  # fmt: skip

    def open_certificate(self) -> Message:
        """The certificate, shown from Home."""
        tab = HomeTab(self.office, DEV).open()
        tab.click("certificate_open", button=tab.buttons("certificate_open")[0])
        self.office.settle()
        return self.shown_to()

    def solve(self, question: Message, *, right: bool) -> Message:
        """Answer a question; returns what its message says then."""
        practice_id = next(p for p in (practice_of(block["block_id"]) for block in question["blocks"]) if p)
        with self.office.services.database.reading() as session:
            done = practised(session, self.workspace, practice_id, DEV)
            item = version(session, self.workspace, done.version_id)
        wanted = TYPES[item.type].right(TYPES[item.type].read(item.content))
        assert isinstance(wanted, Chosen)
        token = next(token for token, key in done.tokens if (key in wanted.keys) is right)
        self.press_on(DEV, question, action_with(question, token))
        return next(m for m in self.news(DEV) if m["ts"] == question["ts"])

    def answer_of_the_week(self, *, right: bool) -> None:
        """Both questions of a week, from the certificate's button on."""
        self.press_on(DEV, self.open_certificate(), "continuous_next")
        first = self.solve(self.news(DEV)[-1], right=right)
        # The reason and the source are told at once.
        assert "The guide says so." in shown(first)
        self.press_on(DEV, first, "continuous_after")
        second = self.solve(self.news(DEV)[-1], right=right)
        assert KEPT.none_left in shown(second)
        assert "continuous_after" not in buttons(second)

    def stands(self, one: Certificate) -> str:
        """What the page of a certificate says first of it now."""
        pages = replace(certificate_pages(self.office.services), now=self.now)
        answer = TestClient(Starlette(routes=pages.routes()), base_url=ADDRESS).get(f"/c/{one.slug}")
        return answer.text

    def tick(self) -> None:
        """Do all that it is time for; what is planned by one look is done by the next."""
        schedule = self.office.bot.parts.schedule.without(LINKS)
        for _ in range(2):
            schedule.tick(self.now())
            self.office.settle()


@contextmanager
def held(folder: Path, clock: Clock, rule: Continuous | None) -> Iterator[tuple[Holder, Certificate]]:
    """Dev holds a certificate."""
    clock.set(START)
    with certifying(folder / "data", clock=clock) as office:
        desk = Holder(office)
        desk.prepare(replace(DEFINITION, continuous=rule))
        desk.write_practice()
        yield desk, desk.certify()


def test_a_certificate_lapses_and_comes_back_by_the_renewal_exam(tmp_path: Path) -> None:
    clock = Clock()
    with held(tmp_path, clock, None) as (desk, first):
        desk.press_on(DEV, desk.shown_to(), "certificate_public")
        assert PAGE.states[Standing.CURRENT] in desk.stands(first)
        clock.set(START + timedelta(days=370))
        tab = HomeTab(desk.office, DEV).open()
        assert SAID.standings[Standing.EXPIRED] in tab.text
        assert PAGE.states[Standing.EXPIRED] in desk.stands(first)
        card = desk.open_certificate()
        assert "that stays in your history" in shown(card)
        desk.press_on(DEV, card, "exam_start")
        with desk.office.services.database.reading() as session:
            (begun,) = open_attempts(session, desk.workspace, DEV)
        assert begun.kind is Kind.RENEWAL
        desk.answer_all(begun)
        desk.tell_result(begun.id)
        # The meeting that was observed still counts: only the name is asked for.
        desk.named()
        second, before = desk.certificates()
        assert before.id == first.id
        assert desk.held().standing is Standing.CURRENT
        assert SAID.standings[Standing.CURRENT] in HomeTab(desk.office, DEV).open().text
        assert PAGE.states[Standing.EXPIRED] in desk.stands(first)
        desk.press_on(DEV, desk.shown_to(), "certificate_public")
        assert PAGE.states[Standing.CURRENT] in desk.stands(second)


def test_a_year_of_weekly_questions_renews_a_certificate_and_wrong_answers_do_not(tmp_path: Path) -> None:
    clock = Clock()
    with held(tmp_path, clock, RULE) as (desk, first):
        desk.press_on(DEV, desk.shown_to(), "certificate_public")
        card = desk.open_certificate()
        assert "0 of at least 4 questions answered" in shown(card)
        assert KEPT.ask.of(2) in shown(card)
        clock.set(START + WEEK)
        comes_with_the_day(desk, clock)
        clock.set(START + 2 * WEEK)
        desk.answer_of_the_week(right=True)
        card = desk.open_certificate()
        assert "4 of at least 4 questions answered, 4 rightly" in shown(card)
        assert "enough to renew it without an exam" in shown(card)
        assert "continuous_next" not in buttons(card)
        assert "4 of at least 4 questions answered in this year" in desk.stands(first)
        assert "kept by practice: 4 of 4 questions answered" in HomeTab(desk.office, DEV).open().text
        second = the_year_ends(desk, clock, first)
        fails_the_next_year(desk, clock, second)


def comes_with_the_day(desk: Holder, clock: Clock) -> None:
    """The questions of the week stand in the message of the day."""
    desk.tick()
    # At her hour, of the day after it was planned.
    clock.set((START + WEEK + timedelta(days=1)).replace(hour=9, minute=5))
    desk.tick()
    (daily,) = [m for m in desk.news(DEV) if "daily:" in str(m["blocks"])]
    assert KEPT.week_mrkdwn.format(title=TITLE, count=2) in shown(daily)
    desk.press_on(DEV, daily, "continuous_next")
    first = desk.solve(desk.news(DEV)[-1], right=True)
    desk.press_on(DEV, first, "continuous_after")
    desk.solve(desk.news(DEV)[-1], right=True)


def the_year_ends(desk: Holder, clock: Clock, first: Certificate) -> Certificate:
    """It is decided at night, and told in the morning."""
    assert first.expires_at is not None
    clock.set(first.expires_at + timedelta(minutes=1))
    desk.tick()
    second, before = desk.certificates()
    assert before.id == first.id
    assert (second.name, second.public) == (first.name, True)
    assert desk.held().standing is Standing.CURRENT
    assert PAGE.states[Standing.CURRENT] in desk.stands(second)
    assert "Renewed by practice" in desk.stands(second)
    assert PAGE.states[Standing.EXPIRED] in desk.stands(first)
    desk.tick()
    assert len(desk.certificates()) == 2
    told = [m for m in desk.news(DEV) if "is renewed by practice" in m["text"]]
    assert len(told) == 1
    assert "In the year you answered 4 questions, 4 of them rightly." in shown(told[0])
    assert f"/c/{second.slug}" in shown(told[0])
    return second


def fails_the_next_year(desk: Holder, clock: Clock, second: Certificate) -> None:
    clock.set(START + timedelta(days=392))
    desk.press_on(DEV, desk.open_certificate(), "continuous_next")
    waiting = desk.news(DEV)[-1]
    clock.set(START + timedelta(days=400))
    # What is answered after its week keeps nothing.
    assert KEPT.too_late in shown(desk.solve(waiting, right=True))
    desk.answer_of_the_week(right=False)
    card = desk.open_certificate()
    assert "2 of at least 4 questions answered, 0 rightly" in shown(card)
    assert second.expires_at is not None
    night = second.expires_at.astimezone(START.tzinfo).replace(hour=23) + timedelta(minutes=1)
    clock.set(night)
    desk.tick()
    with desk.office.services.database.reading() as session:
        found = decided(session, desk.workspace, second.id)
        assert this_week(session, desk.workspace, DEV, night) == ()
    assert found is not None
    assert (found.outcome.unanswered, found.outcome.passed) == (2, False)
    assert desk.held().standing is Standing.EXPIRED
    assert not [m for m in desk.news(DEV) if "did not renew it" in m["text"]]
    clock.set(night + timedelta(hours=11))
    desk.tick()
    (told,) = [m for m in desk.news(DEV) if "did not renew it" in m["text"]]
    assert "2 that were not answered count as wrong" in shown(told)
    assert KEPT.missed in shown(told)
    assert "is this so?" in shown(told)
    desk.press_on(DEV, told, "exam_start")
    with desk.office.services.database.reading() as session:
        assert [one.kind for one in open_attempts(session, desk.workspace, DEV)] == [Kind.RENEWAL]
    assert len(desk.certificates()) == 2
    assert TITLE in told["text"]
