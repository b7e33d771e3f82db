from bot.learning.presses import LastPress, Press
from bot.learning.screens import Look, Page


def press(moment: str, attempt: str = "one") -> Press:
    return Press(f"act-{moment}", "U0BEN", attempt, 1, moment, "D0BEN", "1.0")


def test_whatever_ends_last_the_last_press_decides_what_is_shown() -> None:
    last = LastPress()
    third, fourth = Look(Page.QUESTION, 3), Look(Page.QUESTION, 4)
    assert last.look(press("2.0"), fourth) == fourth
    assert last.look(press("1.0"), third) == fourth
    assert last.look(press("3.0"), third) == third
    assert last.look(press("1.0", "other"), fourth) == fourth
