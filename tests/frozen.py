"""Imported last by the server that forks: what is there by then stays, and no fork looks through it for what may go."""

import gc

gc.collect()
gc.freeze()
