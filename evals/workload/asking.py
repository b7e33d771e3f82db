"""Questions put to a library by a fresh process: ``DATA_DIR QUESTIONS.json``; prints latencies and memory as JSON."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.services import AUDIENCES, Services
from bot.settings import Settings
from knowledge.answering.extractive import answer
from storage.workspaces import LOCAL, require_workspace

WARM_UP = 10


def main(data_dir: Path, questions: Path) -> None:
    """Ask every question once, after a few that do not count."""
    services = Services(Settings(data_dir=data_dir, database_url=None))
    with services.database.reading() as session:
        workspace = require_workspace(session, LOCAL)
    asked = json.loads(questions.read_text(encoding="utf-8"))
    milliseconds = [
        answer(
            question,
            retriever=services.retriever,
            database=services.database,
            model=services.sufficiency,
            workspace=workspace,
            audiences=AUDIENCES,
            now=datetime.now(UTC),
        ).timings_ms["total"]
        for question in [*asked[:WARM_UP], *asked]
    ]
    memory = _status_kib()
    sys.stdout.write(
        json.dumps(
            {
                "milliseconds": milliseconds[WARM_UP:],
                "resident_mib": memory["VmRSS"] / 1024,
                "peak_mib": memory["VmHWM"] / 1024,
                "torch": "torch" in sys.modules,
            }
        )
    )
    services.close()


def _status_kib() -> dict[str, int]:
    """Linux's own account of this process's memory."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return {key: int(value.split()[0]) for key, value in pairs if key.startswith("Vm")}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
