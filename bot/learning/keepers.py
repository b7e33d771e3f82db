"""What those work with in Slack who write and review items, and keep certifications."""

from dataclasses import dataclass

from bot.home import Homes
from bot.learning.analyses import Analyses
from bot.learning.angoff import AngoffPanels
from bot.learning.authoring import Authoring
from bot.learning.certification_jobs import CertificationJobs
from bot.learning.certification_pages import CertificationPages
from bot.learning.exports import Exports
from bot.learning.issuing import CertificateJobs
from bot.learning.item_cards import ItemCards
from bot.learning.item_files import ItemFiles
from bot.learning.item_reviews import ItemReviews
from bot.learning.path_files import PathFiles
from bot.learning.regrading import Regrading
from bot.learning.taking_over import TakingOver
from bot.library.desk import Desk


@dataclass(frozen=True)
class Keepers:
    """The parts of their handlers."""

    authoring: Authoring
    item_cards: ItemCards
    item_files: ItemFiles
    item_reviews: ItemReviews
    certification_pages: CertificationPages
    certification_jobs: CertificationJobs
    path_files: PathFiles
    analyses: Analyses
    angoff_panels: AngoffPanels
    regrading: Regrading
    exports: Exports
    taking_over: TakingOver


def keepers(desk: Desk, homes: Homes, certificates: CertificateJobs) -> Keepers:
    """All of them.

    Args:
        desk: The library, and Slack.
        homes: Show what came of a press on the Home tab.
        certificates: Issues those of people who pass by a regrade.
    """
    cards = ItemCards(desk)
    return Keepers(
        authoring=Authoring(desk),
        item_cards=cards,
        item_files=ItemFiles(desk),
        item_reviews=ItemReviews(desk, cards, homes.turn),
        certification_pages=CertificationPages(desk),
        certification_jobs=CertificationJobs(desk),
        path_files=PathFiles(desk),
        analyses=Analyses(desk),
        angoff_panels=AngoffPanels(desk),
        regrading=Regrading(desk, certificates),
        exports=Exports(desk),
        taking_over=TakingOver(desk),
    )
