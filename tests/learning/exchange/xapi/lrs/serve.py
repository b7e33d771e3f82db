"""Ralph, a learning record store, on a free port of this machine, which it prints. Run by ``.venv-lrs``."""

import socket

import uvicorn
from ralph.backends.data.base import BaseOperationType  # type: ignore[import-not-found]
from ralph.backends.lrs.fs import FSLRSBackend  # type: ignore[import-not-found]


def main() -> None:
    """Serve until told to stop."""
    # As it comes, its store of files can be written to once.
    FSLRSBackend.default_operation_type = BaseOperationType.APPEND
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)  # noqa: T201
    uvicorn.Server(uvicorn.Config("ralph.api:app", log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
