"""What a person has defined in a YAML file, handed in: a certification, or a learning path."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.blocks.library.upload_problem import problem_text
from bot.library.desk import Desk
from bot.library.upload_problems import HandInError
from bot.texts import Texts
from ingestion.errors import TooLarge
from learning.errors import LearningError

D = TypeVar("D")
T = TypeVar("T")


def taken_in(
    desk: Desk,
    person: str,
    fetch: Callable[[], bytes],
    read: Callable[[bytes], D],
    keep: Callable[[Session, D], T],
    says: Callable[[T, Texts], str],
) -> str:
    """Take in what a file defines; returns, for the person, what came of it, or why it can't be taken.

    Args:
        desk: The library.
        person: Who handed it in.
        fetch: Has Slack give what is in the file.
        read: Makes the definition of it; raises a ``LearningError`` where it is none.
        keep: The use case.
        says: What came of it.
    """
    texts, done = desk.status.texts(person), list[T]()
    try:
        definition = read(fetch())
    except (HandInError, TooLarge) as error:
        return problem_text(error, texts)
    except LearningError as error:
        return desk.acting.noted(person, error)
    return desk.acting.why_not(person, lambda session: done.append(keep(session, definition))) or says(done[0], texts)
