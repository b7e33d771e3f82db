"""Statements, one a line, held against Ralph's models of xAPI; prints what is wrong. Run by ``.venv-lrs``."""

import sys

from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement  # type: ignore[import-not-found]


def main() -> int:
    """Check what comes in; returns the exit code, 1 where anything is wrong or nothing came."""
    wrong = lines = 0
    for line in sys.stdin:
        lines += 1
        try:
            BaseXapiStatement.model_validate_json(line)
        except ValidationError as error:
            wrong += 1
            print(f"line {lines}: {error}")  # noqa: T201
    return 1 if wrong or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
