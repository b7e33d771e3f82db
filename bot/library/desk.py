"""What everything that changes the library from Slack works with."""

from dataclasses import dataclass

from bot.calls import Calls
from bot.identity import Identity
from bot.library.acting import Acting
from bot.posting import Posting
from bot.services import Services
from bot.status import Status
from storage.database import Database


@dataclass(frozen=True)
class Desk:
    """The parts that the library's jobs and handlers share.

    Attributes:
        services: Hold the library, and the steps of a file's way into it.
        workspace: The id of the workspace whose library it is.
        posting: Messages that are posted once and kept up to date.
        acting: What people ask for is done, or told why not.
    """

    services: Services
    database: Database
    workspace: str
    calls: Calls
    identity: Identity
    status: Status
    posting: Posting
    acting: Acting
