"""The bot is killed with -9 wherever it can be in an exam: no acknowledged answer is lost, no result told twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from bot.durable import time_now
from bot.playground.deliveries import Delivery
from bot.playground.people import direct
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings, Transport
from knowledge.members.roles import OPERATOR
from learning.attempts.queries import attempt, history, result
from learning.attempts.values import Attempt, Slot
from learning.certifications.definition import Competency, Definition, Draw
from learning.certifications.service import put
from learning.items.responses import Chosen, Paired, Written
from learning.items.service import add, publish
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from storage.workspaces import LOCAL, require_workspace
from tests.journeys.bot_process import BotProcess
from tests.journeys.exam_hall import CANARY, DEFINITION, EXAM_ITEMS, GUIDE, PROOF, action_with, block_with, position
from tests.journeys.test_slack_killed import mortal
from tests.journeys.workplace import BEN, Message, shown

WRONG = Chosen(frozenset({"b"}))
# The commits before which it is killed where each of them would take too long; nothing has as many as the last.
COMMITS = (1, 2, 3, 5, 8, 11, 20)


def asking(*names: str) -> Definition:
    """A certification whose exam asks these of ``EXAM_ITEMS``, as often as anybody likes."""
    return replace(
        DEFINITION,
        competencies=tuple(Competency(name, name) for name in names),
        draws=tuple(Draw(name, 1) for name in names),
        passing=replace(DEFINITION.passing, minimums={}),
        attempts=None,
        waiting_days=0,
        minutes=None,
    )


class Sitting:
    """Ben at his exams, one after the other, and the bot, which may be killed."""

    def __init__(self, services: Services, slack: Playground, bot: BotProcess) -> None:
        self._database = services.database
        self.slack, self.bot = slack, bot
        with self._database.reading() as session:
            self._workspace = require_workspace(session, LOCAL)

    def furnish(self, *names: str) -> None:
        """Put a certification there whose exam asks these of ``EXAM_ITEMS``."""
        proof = (Quote(GUIDE, PROOF),)
        with self._database.transaction() as session:
            put(session, self._workspace, asking(*names), by=OPERATOR, now=time_now())
            for name in names:
                kind, content = EXAM_ITEMS[name]
                draft = ItemDraft(name, kind, Pool.EXAM, content, "It says so.", name, Difficulty.EASY, proof)
                version_id = add(session, self._workspace, draft, by=OPERATOR, now=time_now())
                publish(session, self._workspace, version_id, by=OPERATOR, now=time_now())

    def messages(self) -> list[Message]:
        """What stands in Ben's conversation, not in threads."""
        found = self.slack.workspace.messages(direct(BEN))
        return [m for m in found if m["user"] != BEN and m.get("thread_ts") in (None, m["ts"])]

    def exams(self) -> list[str]:
        with self._database.reading() as session:
            return [one.attempt_id for one in history(session, self._workspace, BEN)]

    def card(self, action: str) -> Message:
        """A new card with what there is to be certified in, from which this can be done."""
        before = len(self.messages())
        self.slack.acts.post(BEN, direct(BEN), "certify me")
        return self.slack.until(lambda: [m for m in self.messages()[before:] if action in str(m["blocks"])])[-1]

    def click(self, message: Message, action: str, *how: Any) -> Delivery:
        return self.slack.acts.click(BEN, direct(BEN), message["ts"], action, *how)

    def does(self, message: Message, action: str) -> None:
        """Press something that does not kill the bot."""
        pressed = self.click(message, action)
        self.slack.until(lambda: pressed.acknowledged)
        assert self.bot.survives()

    def survives(self, commit: int, press: Callable[[], Delivery], is_done: Callable[[], bool]) -> bool:
        """Press something, and kill the bot before this commit of it; returns whether it did without so many.

        Slack does not bring a press again that nobody acknowledged: then Ben presses once more, where the bot has not
        done what it was for anyway. What was acknowledged is done as soon as the bot has been started again.
        """
        self.bot.die_at_commit(commit)
        pressed = press()
        self.slack.until(lambda: self.bot.is_dead() or pressed.acknowledged)
        lives = self.bot.survives()
        if not lives:
            self.bot.start()
            if not pressed.acknowledged and not is_done():
                again = press()
                self.slack.until(lambda: again.acknowledged)
                assert self.bot.survives()
        assert is_done()
        return lives

    def exam(self) -> Attempt:
        """The newest exam."""
        with self._database.reading() as session:
            return attempt(session, self._workspace, self.exams()[-1])

    def message(self) -> Message:
        """The message of the newest exam."""
        wanted = self.exam().message
        return next(m for m in self.messages() if m["ts"] == wanted)

    def is_shown_once(self) -> bool:
        """Whether the newest exam can be answered in one message, which is the one that is kept."""
        found = [m["ts"] for m in self.messages() if f"exam:{self.exam().id}:" in str(m["blocks"])]
        return found == [self.exam().message]

    def points(self) -> float | None:
        """What the newest exam came to; None while it is open."""
        with self._database.reading() as session:
            found = result(session, self._workspace, self.exams()[-1])
        return found.score.points if found is not None else None

    def results(self) -> int:
        """How many results were told."""
        return sum("Not passed: " in shown(m) for m in self.messages())

    def hand_in(self) -> None:
        self.does(self.message(), "exam_submit")
        self.does(self.message(), "exam_submit_sure")

    def begins(self, commit: int) -> bool:
        """Begin an exam; this and all below return whether the bot survived it."""
        card, before = self.card("exam_start"), len(self.exams())
        return self.survives(
            commit,
            lambda: self.click(card, "exam_start"),
            lambda: len(self.exams()) == before + 1 and self.is_shown_once(),
        )

    def resumes(self, commit: int) -> bool:
        """Go on in a new message."""
        card, before = self.card("exam_resume"), self.exam().message
        return self.survives(
            commit,
            lambda: self.click(card, "exam_resume"),
            lambda: self.exam().message != before and self.is_shown_once(),
        )

    def chooses(self, commit: int) -> bool:
        """Choose an option that is not right."""
        (slot,) = self.exam().slots
        token = next(token for token, key in slot.tokens if key == "b")
        return self.survives(
            commit,
            lambda: self.click(self.message(), action_with(self.message(), token)),
            lambda: self.exam().slots[0].given == WRONG and "Your answer: " in shown(self.message()),
        )

    def pairs_up(self, commit: int) -> bool:
        """Give to the first on the left the second on the right, which is wrong, and to the other nothing."""
        slot = self._at(lambda slot: bool(slot.tokens))
        (left, left_key), right = slot.tokens[0], slot.tokens[2:]
        token, key = next((token, key) for token, key in right if key != left_key)
        value, given = f"{left}:{token}", Paired(((left_key, key),))
        return self.survives(
            commit,
            lambda: self.click(self.message(), "answer_pair", block_with(self.message(), value), value),
            lambda: self.exam().slots[slot.position - 1].given == given and self._shows(slot.position),
        )

    def types_and_leaves(self, commit: int) -> bool:
        """Write something that is not entered, and go to the other question."""
        slot = self._at(lambda slot: not slot.tokens)
        other, typed = 3 - slot.position, Written("no idea")
        return self.survives(
            commit,
            lambda: self.click(self.message(), self._way_to(other), None, None, {"answer_text": typed.text}),
            lambda: self.exam().slots[slot.position - 1].given == typed and self._shows(other),
        )

    def _at(self, is_wanted: Callable[[Slot], bool]) -> Slot:
        """Go to this one of the two questions."""
        slot = next(slot for slot in self.exam().slots if is_wanted(slot))
        if not self._shows(slot.position):
            self.does(self.message(), self._way_to(slot.position))
        return slot

    def _shows(self, place: int) -> bool:
        return position(self.message()) == place

    def _way_to(self, place: int) -> str:
        return "exam_go_back" if place == 1 else "exam_go_next"


@contextmanager
def sitting(folder: Path, *names: str) -> Iterator[Sitting]:
    """Ben, and the bot, where these of ``EXAM_ITEMS`` are asked."""
    with mortal(folder, Transport.SOCKET) as (slack, bot):
        services = Services(Settings(data_dir=folder, database_url=None))
        try:
            ben = Sitting(services, slack, bot)
            ben.furnish(*names)
            yield ben
        finally:
            services.close()


def test_killed_before_each_commit_of_an_answer_and_of_handing_in_nothing_is_lost_or_told_twice(data_dir: Path) -> None:
    with sitting(data_dir, "one") as ben:
        card = ben.card("exam_start")
        deaths = 0
        for commit in count(1):
            ben.does(card, "exam_start")
            lives = ben.chooses(commit)
            ben.does(ben.message(), "exam_submit")
            sure = partial(ben.click, ben.message(), "exam_submit_sure")
            ends = ben.survives(commit, sure, lambda: ben.points() == 0.0)
            deaths += 2 - lives - ends
            if lives and ends:
                break
        ben.slack.until(lambda: ben.results() >= len(ben.exams()))
        assert ben.bot.survives()
        assert ben.results() == len(ben.exams())
        assert not [m for m in ben.messages() if "answer_one_1" in str(m["blocks"])]
    assert deaths > 10
    assert CANARY not in (data_dir / "log").read_text(encoding="utf-8")


def test_killed_while_an_exam_begins_while_answers_are_given_by_halves_and_while_it_goes_on_nothing_is_lost(
    data_dir: Path,
) -> None:
    with sitting(data_dir, "pairs", "text") as ben:
        deaths, lives = 0, [False]
        for commit in COMMITS:
            lives = [act(commit) for act in (ben.begins, ben.pairs_up, ben.types_and_leaves, ben.resumes)]
            ben.hand_in()
            deaths += lives.count(False)
        assert all(lives)
        ben.slack.until(lambda: ben.results() >= len(ben.exams()))
        assert ben.bot.survives()
        assert ben.results() == len(ben.exams())
    assert deaths > 10
