"""``fieldwise playground``, as a newcomer starts it."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
from platformdirs import user_cache_path

from bot.commands.scene import SCENE


def test_the_playground_opens_with_answers_in_it_and_ends_when_it_is_told_to(data_dir: Path) -> None:
    environment = {
        "FIELDWISE_DATA_DIR": str(data_dir),
        "FIELDWISE_CACHE_DIR": str(user_cache_path("fieldwise")),
        "HF_HUB_OFFLINE": "1",
    }
    command = [sys.executable, "-m", "bot.cli", "playground", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = next((line for line in process.stdout if "open at" in line), "")
        address = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert address is not None
        state = httpx.get(f"{address[0]}/play/state", params={"as": "U0BEN"}).json()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    said = [message for messages in state["messages"].values() for message in messages]
    answers = [message for message in said if message.get("bot_id")]
    assert len(answers) == sum(channel in state["messages"] for _, channel, _ in SCENE[1:])
