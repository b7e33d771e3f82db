"""Blocks of certification. Pure."""
