"""Who may read which guide."""
