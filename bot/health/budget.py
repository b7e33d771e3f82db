"""How much of a day's tokens went to the chat model."""

from datetime import datetime

from bot.health import Finding
from bot.services import Services
from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of
from storage.workspaces import LOCAL, require_workspace

BUDGET = "model tokens"


def budget_finding(built: Services, *, now: datetime) -> Finding:
    """What went since midnight UTC."""
    limits = built.settings.model_limits
    with built.database.reading() as session:
        used = used_on(session, require_workspace(session, LOCAL), day_of(now)).workspace
    of = f" of {limits.workspace:,}" if limits.workspace is not None else ", without a limit"
    return Finding(BUDGET, good=True, says=f"Used since midnight UTC: {used:,}{of}.")
