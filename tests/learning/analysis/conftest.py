from tests.learning.attempts.conftest import hall, sqlite_hall

__all__ = ["hall", "sqlite_hall"]
