"""How each kind of question is answered in the playground's page, with the mouse and the keyboard."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from playwright.sync_api import Locator, expect

MISSED = "How many hours?"
CHECK = "Check my answer"
# Names the element of a message that is chosen in, as it was sent last.
FIELD = "data-field"


def chosen(right: str, wrong: str, asked: Locator, rightly: bool) -> None:
    asked.get_by_role("button", name=re.compile(f"^Choose \\d: {right if rightly else wrong}")).click()


@contextmanager
def shown_stored(asked: Locator, control: Locator) -> Iterator[None]:
    """In an exam, wait until the message is drawn anew with what was chosen: what is chosen meanwhile is not taken."""
    before = control.get_attribute(FIELD) or ""
    yield
    if not asked.get_by_role("button", name=CHECK).count():
        expect(control).not_to_have_attribute(FIELD, before)


def ticked(asked: Locator, rightly: bool) -> None:
    for name in ("Time", "Care") if rightly else ("Money",):
        with shown_stored(asked, asked.locator("fieldset")):
            asked.get_by_role("checkbox", name=name).check()


def selected(choices: dict[str, str], asked: Locator, rightly: bool) -> None:
    for beside, choice in choices.items() if rightly else zip(choices, reversed(choices.values()), strict=True):
        control = asked.locator(".block-section").filter(has_text=re.compile(f"^{beside}")).get_by_role("combobox")
        if control.evaluate("one => one.selectedOptions[0].label") != choice:
            with shown_stored(asked, control):
                control.select_option(label=choice)
    if "Not answered yet." in asked.inner_text():
        asked.get_by_role("button", name="Answer with this order").click()


def written(right: str, asked: Locator, rightly: bool) -> None:
    field = asked.get_by_role("textbox", name=re.compile("^Your answer"))
    field.fill(right if rightly else "no idea")
    field.press("Enter")


ANSWERS: Mapping[str, Callable[[Locator, bool], None]] = {
    MISSED: partial(chosen, "Four or more a month", "None at all"),
    "Which of these count?": ticked,
    "Four hours are enough.": partial(chosen, "True", "False"),
    "What belongs to what?": partial(selected, {"L1": "R1", "L2": "R2"}),
    "In which order?": partial(selected, {"Place 1": "First", "Place 2": "Second", "Place 3": "Third"}),
    "Per what?": partial(written, "month"),
    "How many?": partial(written, "4"),
}
