"""A place in the documented JSON."""

from typing import Any

from knowledge.places import Place, PlaceKind


def place_document(place: Place | None) -> dict[str, Any]:
    """Where a quote or a passage stands; ``page`` is a slide's number too, and None for a moment."""
    paged = place is not None and place.kind is not PlaceKind.TIME
    return {
        "page": place.number if place is not None and paged else None,
        "page_exact": bool(place is not None and paged and place.exact),
        "place": str(place) if place is not None else None,
    }
