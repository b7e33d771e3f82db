"""Block Kit of the library. Pure."""
