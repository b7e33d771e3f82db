"""What can go wrong with a page of the web on its way in; the sentences for it are in ``ingestion.web.reasons``.

IngestionError
└── WebError
    ├── AddressUnusable      no address of a web page
    ├── AddressNotPublic     an address that not everybody on the internet can open
    ├── NotReachable         no answer, or only a part of one
    ├── TooManyRedirects     led from one address to the next
    ├── PageTooLarge         more bytes than the limit
    ├── PageTookTooLong      no whole answer in time
    ├── PageRefused          the site says no: a login, no such page, a fault of its own
    └── PageTypeUnsupported  a type that is not read here
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from ingestion.errors import IngestionError


@dataclass
class WebError(IngestionError):
    """A page that can't be fetched.

    Attributes:
        address: What was asked for, as ``addresses.presentable`` shows it; never an address that it led to.
        code: Names the reason in logs and stored results; it never changes.
    """

    code: ClassVar[str] = "web"

    address: str

    def __reduce__(self) -> tuple[type["WebError"], tuple[object, ...]]:
        """Pickle by the fields, however the error was built."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class AddressUnusable(WebError):
    code = "unusable"


@dataclass
class AddressNotPublic(WebError):
    """It, or an address that it led to, is not public; which internal address that is, nobody is told."""

    code = "not_public"


class Obstacle(StrEnum):
    """Why no whole answer came."""

    NAME_UNKNOWN = "name_unknown"
    NO_CONNECTION = "no_connection"
    NOT_TRUSTED = "not_trusted"
    CUT_OFF = "cut_off"


@dataclass
class NotReachable(WebError):
    code = "not_reachable"

    obstacle: Obstacle


@dataclass
class TooManyRedirects(WebError):
    code = "too_many_redirects"


@dataclass
class PageTooLarge(WebError):
    """Attributes: ``limit`` in bytes."""

    code = "too_large"

    limit: int


@dataclass
class PageTookTooLong(WebError):
    """Attributes: ``seconds`` that the whole answer may take."""

    code = "took_too_long"

    seconds: float


@dataclass
class PageRefused(WebError):
    """Attributes: ``status`` of the answer, as HTTP numbers it."""

    code = "refused"

    status: int


@dataclass
class PageTypeUnsupported(WebError):
    """Attributes: ``content_type`` in lower case, without parameters; empty where there is no proper one."""

    code = "type_unsupported"

    content_type: str
