"""Whose word is taken for who a server is."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """What connections to Slack's file servers are made with: reading it takes longer than fetching a small file."""
    return httpx.create_ssl_context()
