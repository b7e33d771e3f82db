"""In whatever order tokens are set aside, settled and lost: limits hold, and what is told used is what was counted."""

from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of
from knowledge.budget.service import reserve, settle
from knowledge.budget.values import Limits, Reserved, Used, Whose
from storage.database import Database
from storage.workspaces import ensure_workspace
from tests.databases import put_newest
from tests.knowledge.library import NOW

DAY = timedelta(days=1)
WORKSPACES = count()
PEOPLE = ("U0AMARA", "U0BEN", None)
PERSON, ALL = 40, 100
# What was set aside, on which day for whom, and how much.
Open = tuple[Reserved, tuple[int, str | None], int]


class BudgetMachine(RuleBasedStateMachine):
    """Tokens by day and person, counted beside the product; what is never settled is an answer that was lost."""

    database: Database
    open: Bundle[Open] = Bundle("open")

    @initialize()
    def begin(self) -> None:
        self.day = 0
        self.counted = Counter[tuple[int, str | None]]()
        with self.database.transaction() as session:
            self.workspace = ensure_workspace(session, f"workspace {next(WORKSPACES)}", now=NOW)

    @rule()
    def wait_for_the_next_day(self) -> None:
        self.day += 1

    @rule(target=open, person=st.sampled_from(PEOPLE), tokens=st.integers(1, PERSON + 1))
    def set_aside(self, person: str | None, tokens: int) -> Open | MultipleResults[Open]:
        now = NOW + self.day * DAY
        with self.database.transaction() as session:
            found = reserve(session, self.workspace, person, tokens, Limits(PERSON, ALL), now=now)
        expected = self.whose_is_spent(person, tokens)
        if not isinstance(found, Reserved):
            assert found.whose is expected
            return multiple()
        assert expected is None
        self.counted[self.day, person] += tokens
        return found, (self.day, person), tokens

    @rule(one=consumes(open), share=st.sampled_from([0, 0.3, 1]))
    def settle(self, one: Open, share: float) -> None:
        reserved, whose, tokens = one
        used = round(share * tokens)
        with self.database.transaction() as session:
            settle(session, reserved, used)
        self.counted[whose] -= tokens - used

    @invariant()
    def what_is_told_is_what_was_counted_and_within_the_limits(self) -> None:
        with self.database.reading() as session:
            for day in range(self.day + 1):
                used = [used_on(session, self.workspace, day_of(NOW + day * DAY), one) for one in PEOPLE]
                hers = [self.counted[day, one] if one is not None else 0 for one in PEOPLE]
                assert used == [Used(one, self.together(day)) for one in hers]
                assert self.together(day) <= ALL
                assert max(hers) <= PERSON

    def together(self, day: int) -> int:
        return sum(self.counted[day, one] for one in PEOPLE)

    def whose_is_spent(self, person: str | None, tokens: int) -> Whose | None:
        if self.together(self.day) + tokens > ALL:
            return Whose.WORKSPACE
        over = person is not None and self.counted[self.day, person] + tokens > PERSON
        return Whose.PERSON if over else None


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    put_newest(tmp_path / "library.sqlite")
    return Database(f"sqlite:///{tmp_path / 'library.sqlite'}")


def test_in_every_order_of_asking_answering_and_dying_the_limits_hold(sqlite: Database) -> None:
    machine = type("Machine", (BudgetMachine,), {"database": sqlite})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
    sqlite.close()
