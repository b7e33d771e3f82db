"""Questions that the library has to answer well, whatever changes."""
