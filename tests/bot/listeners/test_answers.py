"""The buttons under an answer, while the question changes."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from knowledge.answering.answer import Answer
from tests.databases import put_newest
from tests.journeys.workplace import BEN, DEV, MENTORS, scripted, shown, workplace

# Longer than Slack waits for the acknowledgement of a click.
SLOW = 4.0


def test_what_was_asked_again_in_an_earlier_wording_does_not_take_the_place_of_the_later_one(tmp_path: Path) -> None:
    put_newest(tmp_path / "library.sqlite")
    asked: list[str] = []
    again, go = Event(), Event()

    def answering(question: str, audiences: Sequence[str]) -> Answer:
        asked.append(question)
        if asked.count(question) == 2:
            again.set()
            go.wait()
        return scripted(question)

    with workplace(tmp_path, answering=answering) as office:
        answer = office.asked(BEN, MENTORS, "@Fieldwise the first wording?")
        root = answer["thread_ts"]
        office.click(DEV, MENTORS, answer, "regenerate")
        assert again.wait(30)
        office.slack.acts.edit(BEN, MENTORS, root, "@Fieldwise the second wording?")
        office.slack.until(lambda: "the second wording" in shown(office.answers(MENTORS, root)[0]))
        go.set()
        office.settle()
        (answer,) = office.answers(MENTORS, root)
        assert "the second wording" in shown(answer)


def test_a_click_is_acknowledged_in_time_although_slack_answers_slowly(tmp_path: Path) -> None:
    put_newest(tmp_path / "library.sqlite")
    with workplace(tmp_path, answering=scripted) as office:
        answer = office.asked(BEN, MENTORS, "@Fieldwise what is it?")
        for method in ("users.info", "views.open"):
            office.slack.faults.add(method, "slow", retry_after=SLOW)
        office.click(DEV, MENTORS, answer, "feedback", "negative")
        office.settle()
        clicks = [one.milliseconds for one in office.slack.deliveries if one.kind == "interactive"]
        assert [one for one in clicks if one is None or one > 3_000] == []
        assert len(clicks) == 1
