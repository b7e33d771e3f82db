"""Learning paths as they are written in tests."""

from typing import Any

STEPS: list[dict[str, Any]] = [
    {"key": "read", "kind": "reading", "title": "Read", "readings": [{"guide": "support.md", "heading": "Part 0"}]},
    {"key": "practise", "kind": "practice", "title": "Practise", "competency": "care", "count": 2, "after": ["read"]},
    {"key": "think", "kind": "reflection", "title": "Think", "question": "What will be hard?", "after": ["read"]},
    {"key": "visit", "kind": "observed", "title": "Visit", "requirement": "visit", "after": ["practise"]},
    {"key": "exam", "kind": "quiz", "title": "Exam", "after": ["practise", "think"]},
]
PATH: dict[str, Any] = {
    "key": "first-steps",
    "title": "First steps",
    "summary": "What a mentor does first.",
    "role": "mentor",
    "certification": "mentor",
    "steps": STEPS,
}
