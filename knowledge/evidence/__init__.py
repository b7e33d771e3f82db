"""How good the evidence behind a guide is."""
