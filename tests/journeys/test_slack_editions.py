"""A journey while the guides change: the same question again, answered from the new edition in the old one's place."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Transport
from tests.journeys.workplace import BEN, MENTORS, Workplace, shown, workplace

OLD = "Mentors bring oatmeal biscuits to the first meeting with the family."
NEW = "Mentors bring fresh strawberries to the first meeting with the family."
CALL = "Write <!here> and <@U0DEV> *in bold* when the evening bus to the first meeting is late."
ASKING = "what do mentors bring to the first meeting with the family?"


@pytest.fixture(params=list(Transport))
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workplace]:
    data_dir, guide = tmp_path / "data", tmp_path / "meetings.txt"
    guide.write_text(f"First meetings\n\n{OLD}\n\nBeing late\n\n{CALL}\n", encoding="utf-8")
    taken = CliRunner().invoke(app, ["ingest", str(guide)], env={"FIELDWISE_DATA_DIR": str(data_dir)})
    assert taken.exit_code == 0, taken.output
    with workplace(data_dir, transport=request.param) as office:
        yield office


def test_asked_again_after_an_edition_changed_the_answer_quotes_the_new_one_in_the_same_message(
    office: Workplace, tmp_path: Path
) -> None:
    answer = office.asked(BEN, MENTORS, f"@Fieldwise {ASKING}")
    whisper = office.command(BEN, MENTORS, ASKING)
    called = office.asked(BEN, MENTORS, "@Fieldwise what do we write when the evening bus is late?")
    assert OLD in shown(answer)
    assert OLD in shown(whisper)
    assert CALL in shown(called)
    assert "<!here>" not in called["text"]

    take_in(office.services.settings.data_dir, tmp_path / "meetings.txt")
    office.click(BEN, MENTORS, answer, "regenerate")
    office.click(BEN, MENTORS, whisper, "regenerate")
    office.slack.until(lambda: NEW in shown(office.answers(MENTORS, answer["thread_ts"])[0]))
    office.settle()
    (now,) = office.answers(MENTORS, answer["thread_ts"])
    assert now["ts"] == answer["ts"]
    assert OLD not in shown(now)
    (private,) = [m for m in office.whispers(BEN, MENTORS) if m["ts"] == whisper["ts"]]
    assert NEW in shown(private)
    passage = office.view(BEN, "passage", lambda: office.click(BEN, MENTORS, now, "show_passage"))
    assert NEW in shown(passage)


def take_in(data_dir: Path, guide: Path) -> None:
    """Take the next edition in as the command line does, beside the running bot."""
    guide.write_text(guide.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    program = "from bot.cli import main; main()"
    command = [sys.executable, "-c", program, "ingest", str(guide)]
    done = subprocess.run(command, env={"FIELDWISE_DATA_DIR": str(data_dir)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
