"""Guides, their passages, and answers that quote them. Only this package knows Chroma."""
