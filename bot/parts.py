"""What handlers work with."""

from dataclasses import dataclass

from bot.begun import Begun
from bot.calls import Calls
from bot.conversation import Conversations
from bot.home import Homes
from bot.identity import Identity
from bot.manners import Manners
from bot.private import PrivateConversations
from bot.status import Status
from storage.database import Database


@dataclass(frozen=True)
class Parts:
    """The parts of the running bot that a handler may name as ``parts``.

    Attributes:
        workspace: The id of the workspace whose guides are asked.
        begun: The messages whose jobs were started lately, and the threads that those join.
    """

    database: Database
    workspace: str
    calls: Calls
    identity: Identity
    status: Status
    conversations: Conversations
    private: PrivateConversations
    homes: Homes
    manners: Manners
    begun: Begun
