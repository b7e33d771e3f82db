"""What handlers work with."""

from dataclasses import dataclass

from bot.begun import Begun
from bot.calls import Calls
from bot.conversation import Conversations
from bot.gaps.loop import GapLoop
from bot.home import Homes
from bot.identity import Identity
from bot.learning.certifying import Certifying
from bot.learning.cohorts import Cohorts
from bot.learning.continuing import Continuing
from bot.learning.exams import Exams
from bot.learning.holders import Holders
from bot.learning.issuing import CertificateJobs
from bot.learning.keepers import Keepers
from bot.learning.keeping import Keeping
from bot.learning.my_data import MyData
from bot.learning.nudging import Nudges
from bot.learning.observing import Observing
from bot.learning.paths import Paths
from bot.learning.practising import Practising
from bot.learning.progress_links import ProgressLinks
from bot.learning.proving import Proving
from bot.learning.reaching import Reaching
from bot.learning.reminding import Reminding
from bot.learning.results import ExamResults
from bot.learning.withholding import Withholding
from bot.library.asker_notices import AskerNotices
from bot.library.desk import Desk
from bot.library.gaps import GapJobs
from bot.library.golden import GoldenJobs
from bot.library.guide_page import GuidePages
from bot.library.hand_ins import HandIns
from bot.library.looking import Looking
from bot.library.made_offers import MadeOffers
from bot.library.offers import Offers
from bot.library.people import People
from bot.library.publishing import Publishing
from bot.library.refusing import Refusing
from bot.library.reminders import Reminders
from bot.library.reviewing import Reviewing
from bot.library.withdrawing import Withdrawing
from bot.manners import Manners
from bot.private import PrivateConversations
from bot.readers import Readers
from bot.schedule import Schedule
from bot.status import Status
from storage.database import Database


@dataclass(frozen=True)
class Parts:
    """The parts of the running bot that a handler may name as ``parts``.

    Attributes:
        workspace: The id of the workspace whose guides are asked.
        desk: What handlers of the library work with.
        schedule: What is done at its time.
        begun: The messages whose jobs were started lately, and the threads that those join.
    """

    database: Database
    workspace: str
    calls: Calls
    identity: Identity
    readers: Readers
    status: Status
    conversations: Conversations
    private: PrivateConversations
    homes: Homes
    manners: Manners
    begun: Begun
    desk: Desk
    people: People
    guide_pages: GuidePages
    refusing: Refusing
    golden: GoldenJobs
    gaps: GapJobs
    reminders: Reminders
    looking: Looking
    reviewing: Reviewing
    publishing: Publishing
    withdrawing: Withdrawing
    asker_notices: AskerNotices
    schedule: Schedule
    offers: Offers
    made_offers: MadeOffers
    hand_ins: HandIns
    keepers: Keepers
    certificates: CertificateJobs
    holders: Holders
    keeping: Keeping
    observing: Observing
    my_data: MyData
    certifying: Certifying
    practising: Practising
    progress_links: ProgressLinks
    reaching: Reaching
    reminding: Reminding
    paths: Paths
    cohorts: Cohorts
    continuing: Continuing
    nudges: Nudges
    exams: Exams
    exam_results: ExamResults
    proving: Proving
    withholding: Withholding
    gap_loop: GapLoop
