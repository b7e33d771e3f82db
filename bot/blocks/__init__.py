"""Block Kit builders: a value in, blocks out. Pure."""
