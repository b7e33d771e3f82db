from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.home import panel_view
from bot.blocks.library.budget_line import budget_line
from bot.blocks.library.settings_panel import settings_panel
from bot.blocks.library.showing import Panel, Showing
from bot.playground.limits import view_problems
from bot.texts import LANGUAGES, texts_for
from knowledge.budget.values import Limits, ModelUse
from knowledge.evidence.schemes import shipped_schemes
from knowledge.policies.values import Policy
from tests.bot.blocks.answers import long, wild
from tests.bot.blocks.reading import shown, tokens

ENGLISH, SPANISH = texts_for("en"), texts_for("es")
counts = st.integers(0, 10**12)
limits = st.builds(Limits, st.none() | counts, st.none() | counts)


def test_what_went_today_is_told_with_the_limits_that_there_are() -> None:
    used = ModelUse("openai:gpt-5.5", 12_340, Limits(20_000, 200_000))
    said = shown(budget_line(used, ENGLISH))
    assert "openai:gpt-5.5" in said
    assert "Tokens used since midnight UTC: 12,340 of 200,000. Each person has 20,000 a day." in said
    assert "12\u00a0340 de 200\u00a0000" in shown(budget_line(used, SPANISH))


def test_without_limits_nobody_runs_out() -> None:
    said = shown(budget_line(ModelUse("openai:gpt-5.5", 0, Limits()), ENGLISH))
    assert said.endswith("Tokens used since midnight UTC: 0, without a limit.")


def test_settings_tell_it_only_where_there_is_a_model() -> None:
    def said(use: ModelUse | None) -> str:
        return shown(settings_panel(Policy(), shipped_schemes(), [], {}, Showing(), ENGLISH, use))

    assert ENGLISH.budget.worded not in said(None)
    assert ENGLISH.budget.worded in said(ModelUse("ollama:small", 5, Limits()))


@settings(max_examples=30, deadline=None)
@given(wild | long, counts, limits, st.sampled_from(sorted(LANGUAGES)).map(texts_for))
def test_slack_takes_it_whatever_a_model_is_called(model: str, used: int, of: Limits, texts: Any) -> None:
    line = budget_line(ModelUse(model, used, of), texts)
    assert view_problems(panel_view([], [line], Showing(panel=Panel.SETTINGS).noted())) == []
    assert tokens(line["text"]["text"]) == []
