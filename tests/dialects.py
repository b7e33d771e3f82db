"""Dialects that keep what was worked out of a statement: each test has engines of its own, which would do it anew."""

from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

STATEMENTS = 2_000
_statements: LRUCache[Any, Any] = LRUCache(STATEMENTS)
_dialects: "dict[Hashable, _Kept]" = {}


class _Kept(DefaultDialect):
    """One for all engines that are made with the same arguments, and one store of statements for them all."""

    _is_known = False

    def __new__(cls, **arguments: Any) -> "_Kept":
        key = (cls, *sorted((name, repr(value)) for name, value in arguments.items()))
        return _dialects.setdefault(key, super().__new__(cls))

    def __init__(self, **arguments: Any) -> None:
        if "dbapi" not in self.__dict__:
            super().__init__(**arguments)

    def initialize(self, connection: Connection) -> None:
        """Ask the server what it can, once: there is one of each kind."""
        if not self._is_known:
            super().initialize(connection)
            self._is_known = True

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=_statements)


class Sqlite(_Kept, SQLiteDialect_pysqlite):
    """SQLite."""

    supports_statement_cache = True


class Postgresql(_Kept, PGDialect_psycopg):
    """PostgreSQL."""

    supports_statement_cache = True


def keep_statements() -> None:
    """Have engines of both kinds made with these dialects from now on."""
    registry.register("sqlite", __name__, Sqlite.__name__)
    registry.register("sqlite.pysqlite", __name__, Sqlite.__name__)
    registry.register("postgresql.psycopg", __name__, Postgresql.__name__)
