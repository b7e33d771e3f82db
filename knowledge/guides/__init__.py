"""Guides and their editions: what stands in the database."""
