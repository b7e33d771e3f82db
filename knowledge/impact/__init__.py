"""What a change of a guide touches."""
