"""Text to vectors: the model, its export, the runtime that serves it."""
