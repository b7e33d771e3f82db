"""What nobody foresaw: the asker hears of it, with a code, and what was there before stays."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from bot.texts.english import ENGLISH
from knowledge.answering.answer import Answer, AnswerSentence, Citation
from knowledge.answering.sufficiency import Outcome
from storage.schema import new_id
from tests.databases import put_newest
from tests.journeys.workplace import BEN, DEV, MENTORS, scripted, shown, workplace

APOLOGY = ENGLISH.incident.partition(" ")[0]


def upgraded(folder: Path) -> Path:
    put_newest(folder / "library.sqlite")
    return folder


def of_no_edition(question: str, audiences: Sequence[str]) -> Answer:
    """An answer that can't be kept, since the edition that it cites is not there."""
    cited = Citation(1, "g", "G", "1", new_id(), new_id(), (), None, question, 0, 1, None, None, None, None)
    return Answer(Outcome.ANSWERED, (AnswerSentence(question, (1,)),), (cited,), (), confidence=1.0)


def test_an_answer_that_can_t_be_kept_is_told_with_a_code(tmp_path: Path) -> None:
    with workplace(upgraded(tmp_path), answering=of_no_edition) as office:
        answer = office.asked(BEN, MENTORS)
        assert shown(answer).startswith(APOLOGY)


def test_asking_again_in_vain_leaves_the_answer_as_it_was(tmp_path: Path) -> None:
    broken = Event()

    def answering(question: str, audiences: Sequence[str]) -> Answer:
        if broken.is_set():
            raise RuntimeError(question)
        # No guide is named: of one that is not there nobody knows who may read it.
        return replace(scripted(question), related=())

    with workplace(upgraded(tmp_path), answering=answering) as office:
        answer = office.asked(BEN, MENTORS, "@Fieldwise what is this?")
        broken.set()
        office.click(DEV, MENTORS, answer, "regenerate")
        office.settle()
        assert answer["text"] == ENGLISH.not_found_summary
        assert shown(office.answer_to(MENTORS, answer["thread_ts"])) == shown(answer)


def test_who_asks_privately_in_a_crowd_is_told_the_place_in_the_line_once(tmp_path: Path) -> None:
    go_on = Event()

    def answering(question: str, audiences: Sequence[str]) -> Answer:
        go_on.wait(20)
        return scripted(question)

    with workplace(upgraded(tmp_path), answering=answering, patience=0.05) as office:
        for number in range(2):
            office.ask(BEN, MENTORS, f"@Fieldwise what is number {number}?")
        office.slack.until(lambda: len(office.slack.workspace.messages(MENTORS)) >= 4)
        asking = Thread(target=lambda: office.slack.acts.command(DEV, MENTORS, "/fieldwise", "and what is mine?"))
        asking.start()
        place = office.slack.until(lambda: office.whispers(DEV, MENTORS))[0]
        assert place["text"] == ENGLISH.in_line.of(2)
        go_on.set()
        asking.join()
        office.settle()
        assert len(office.whispers(DEV, MENTORS)) == 2


def test_an_answer_that_is_being_posted_while_somebody_chooses_the_manner_of_its_thread_marks_that_too(
    tmp_path: Path,
) -> None:
    posting = Event()

    def begins(_: object) -> bool:
        posting.set()
        return True

    with workplace(upgraded(tmp_path), answering=scripted) as office:
        answer = office.asked(BEN, MENTORS, "@Fieldwise what is this?")
        office.slack.faults.add("chat.postMessage", "slow", when=begins)
        root = answer["thread_ts"]
        office.ask(BEN, MENTORS, "And what is that?", root)
        assert posting.wait(20)
        office.click(DEV, MENTORS, answer, "thread_manner", "mute")
        office.settle()
        marked = ENGLISH.current_choice.format(choice=ENGLISH.mute)
        assert [str(m["blocks"]).count(marked) for m in office.answers(MENTORS, root)] == [1, 1]


def test_a_post_that_was_given_up_and_done_after_all_leaves_no_second_answer(tmp_path: Path) -> None:
    def wait(seconds: float) -> None:
        Event().wait(min(seconds, 1.5))

    with workplace(upgraded(tmp_path), answering=scripted, timeout=0.5, wait=wait) as office:
        office.slack.faults.add("chat.postMessage", "slow", retry_after=2.0)
        root = office.ask(BEN, MENTORS, "@Fieldwise what is this?")
        office.settle()
        assert len([call for call in office.slack.calls if call.method == "chat.postMessage"]) == 2
        assert len(office.answers(MENTORS, root)) == 1
