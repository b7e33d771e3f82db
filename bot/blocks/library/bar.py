"""What stands above a panel of the Home tab: which panels there are, and what came of the last press. Pure."""

from collections.abc import Sequence

from bot.blocks.library.showing import Panel, Showing, is_allowed
from bot.blocks.message import Block, button, context, marked, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.members.roles import Act, Role, may

LONGEST_NOTICE = 2_500


def bar(role: Role, showing: Showing, texts: Texts, *, looks_after: bool = False) -> list[Block]:
    """The buttons that lead to the panels that a person may see; nothing for whoever only asks and learns.

    Args:
        role: Hers.
        showing: What is shown.
        texts: In which language.
        looks_after: Whether she looks after learners of a cohort.
    """
    if not may(role, Act.SEE_LIBRARY) and not looks_after:
        return []
    add = [{**button("guide_add", texts.library.add_guide, "new"), "style": "primary"}]
    panels = [panel for panel in Panel if is_allowed(role, panel, looks_after=looks_after)]
    return [
        {
            "type": "actions",
            "elements": [
                *(add if may(role, Act.ADD_EDITION) else []),
                *(_panel_button(panel, texts, current=panel is showing.panel) for panel in panels),
            ],
        }
    ]


def notice(said: str | None) -> list[Block]:
    """What came of the last press, as a plain sentence."""
    return [section(f"*{escaped_line(said, LONGEST_NOTICE)}*")] if said else []


def claim(texts: Texts) -> list[Block]:
    """The button by which somebody takes charge of a library that has no owner."""
    take = {**button("library_claim", texts.library.claim, "claim"), "style": "primary"}
    return [section(escape(texts.library.no_owner)), {"type": "actions", "elements": [take]}]


def joined(parts: Sequence[str], between: str = " · ") -> str:
    """The parts that say something, on one line of mrkdwn."""
    return between.join(part for part in parts if part)


def small(mrkdwn: str) -> Block:
    """A line in small letters, as mrkdwn."""
    return context(marked(mrkdwn))


def _panel_button(panel: Panel, texts: Texts, *, current: bool) -> Block:
    label = texts.library.panels[panel.value]
    return button(f"panel_{panel.value}", texts.current_choice.format(choice=label) if current else label, panel.value)
