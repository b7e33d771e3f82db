"""The pages behind links, as the settings say."""

from datetime import UTC, datetime

from bot.learning.names import Names
from bot.parts import Parts
from bot.services import Services
from bot.web.linked import LinkedPages, Reader
from learning.errors import NoPublicAddress
from learning.learners.values import DEFAULT
from learning.notices.service import zone_for


def linked_pages(built: Services, parts: Parts) -> LinkedPages:
    """Pages of progress, and calendars.

    Raises:
        NoPublicAddress: ``FIELDWISE_PUBLIC_URL`` is not set.
    """
    address = built.settings.public_url
    if address is None:
        raise NoPublicAddress
    names = Names(parts.calls)

    def reader(person: str) -> Reader:
        zone = zone_for(DEFAULT, names.zone(person, now=datetime.now(UTC)))
        return Reader(zone, parts.readers.audiences_of(person, patient=False))

    return LinkedPages(
        database=built.database,
        address=address,
        names=lambda people: names.of(people, now=datetime.now(UTC)),
        reader=reader,
        now=lambda: datetime.now(UTC),
    )
