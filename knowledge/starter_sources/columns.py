"""How a table's columns share the width of the text."""

from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

from knowledge.starter_sources.source import Table, Text, plain

_FONT = "Helvetica-Bold"


def column_widths(table: Table, measure: float, *, size: float, padding: float) -> list[float]:
    """Give narrow columns what their longest cell needs, and let the others share the rest.

    Args:
        table: Its longest cell counts in each column; a heading may break into two lines.
        measure: The width to share out, in points; the widths returned add up to it.
        size: Font size of the cells, in points.
        padding: Room left and right of a cell's text together, in points.
    """
    columns = zip(table.header, *table.rows, strict=True)
    needs = [padding + max(_width(head, size) / 2, *(_width(cell, size) for cell in cells)) for head, *cells in columns]
    widths = [0.0] * len(needs)
    rest = measure
    narrowest_first = sorted(range(len(needs)), key=needs.__getitem__)
    for done, index in enumerate(narrowest_first):
        widths[index] = min(needs[index], rest / (len(needs) - done))
        rest -= widths[index]
    widths[narrowest_first[-1]] += rest
    return widths


def _width(text: Text, size: float) -> float:
    return float(stringWidth(plain(text), _FONT, size))
