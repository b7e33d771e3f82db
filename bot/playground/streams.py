"""A message that is written while it is read: its text, its tasks, and the blocks that they make."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

LIFE_SECONDS = 300
"""Slack closes a stream after about five minutes."""


@dataclass
class Stream:
    """What was streamed until now."""

    started_at: float
    mode: str = "timeline"
    text: str = ""
    title: str = ""
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    extra: list[dict[str, Any]] = field(default_factory=list)
    open: bool = True

    def take(self, markdown: str, chunks: Iterable[dict[str, Any]]) -> None:
        """Add text and chunks."""
        self.text += markdown
        for chunk in chunks:
            match chunk["type"]:
                case "markdown_text":
                    self.text += chunk["text"]
                case "task_update":
                    self.tasks[chunk["id"]] = {**self.tasks.get(chunk["id"], {}), **chunk}
                case "plan_update":
                    self.title = chunk["title"]
                case "blocks":
                    self.extra += chunk["blocks"]

    def blocks(self) -> list[dict[str, Any]]:
        """What the message shows."""
        cards = [_card(task) for task in self.tasks.values()]
        if cards and self.mode == "plan":
            cards = [{"type": "plan", "title": self.title or "Plan", "tasks": cards}]
        return [*cards, *([{"type": "markdown", "text": self.text}] if self.text else []), *self.extra]


def _card(task: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = {
        "type": "task_card",
        "task_id": task["id"],
        "title": task.get("title") or task["id"],
        "status": task.get("status", "pending"),
    }
    for name in ("details", "output"):
        if task.get(name):
            section = {"type": "rich_text_section", "elements": [{"type": "text", "text": task[name]}]}
            card[name] = {"type": "rich_text", "elements": [section]}
    if task.get("sources"):
        card["sources"] = task["sources"]
    return card
