"""Who changes the library of a workspace takes turns."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Workspace


def take_turn(session: Session, workspace: str) -> None:
    """Let no other transaction that takes a turn in this workspace go on until this one ends.

    What is to be decided on has to be read after this. On SQLite a transaction that may write is alone anyway.
    """
    # Not the strongest lock: that one would also hold up every new row that belongs to the workspace, as questions do.
    session.execute(select(Workspace.id).where(Workspace.id == workspace).with_for_update(key_share=True))
