"""Questions, the answers given to them, and what people said of these."""
