"""A Chroma server of a test's own: the program that the package brings, on loopback."""

import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic

import httpx


class ChromaProcess:
    """A server that can be stopped, and started again on the same port with or without what it held."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as opened:
            self._port = int(opened.getsockname()[1])
        self.address = f"http://127.0.0.1:{self._port}"
        self.start("first")

    def start(self, held: str) -> None:
        """Start it on what it held under this name; on nothing, if that is a new one."""
        program = str(Path(sys.executable).parent / "chroma")
        options = ["--host", "127.0.0.1", "--port", str(self._port), "--path", str(self._folder / held)]
        self._process = subprocess.Popen([program, "run", *options], stdout=subprocess.DEVNULL)
        end = monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, "the server has ended"
            assert monotonic() < end, "the server does not answer"

    def stop(self) -> None:
        """Stop it at once."""
        self._process.kill()
        self._process.wait()

    def collections(self) -> set[str]:
        """The names of all that it holds."""
        path = "/api/v2/tenants/default_tenant/databases/default_database/collections"
        return {each["name"] for each in httpx.get(f"{self.address}{path}").raise_for_status().json()}

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/api/v2/heartbeat", timeout=5).is_success
        except httpx.HTTPError:
            return False
