"""Processes of tests that are killed: forked from a server that has imported all they need.

That takes a tenth of a second, where starting a fresh interpreter takes four.
"""

import multiprocessing

FORKS = multiprocessing.get_context("forkserver")
# What the product imports once it is needed comes after its own: each process would import it anew.
FORKS.set_forkserver_preload(
    [
        "tests.journeys.bot_process",
        "tests.ingestion.ingest_and_die",
        "ingestion.pipeline",
        "chromadb.api.rust",
        "openvino",
        "knowledge.golden.running",
        "tests.frozen",
    ]
)
