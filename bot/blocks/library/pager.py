"""What is too long for one page is turned page by page. Pure."""

from bot.blocks.message import Block, button, context, plain
from bot.texts import Texts


def pager(what: str, page: int, pages: int, texts: Texts) -> list[Block]:
    """The buttons to the pages before and after, and which page this is; nothing where there is one page.

    Args:
        what: What is turned, as the names of the buttons begin: ``page`` in the Home tab, ``look`` in a modal.
        page: From 0 on.
        pages: How many there are.
        texts: In which language.
    """
    if pages < 2:
        return []
    said = texts.library
    back = [button(f"{what}_back", said.back, str(page - 1))] if page > 0 else []
    forth = [button(f"{what}_forth", said.forth, str(page + 1))] if page < pages - 1 else []
    place = said.page_of.format(page=texts.number(page + 1), pages=texts.number(pages))
    return [{"type": "actions", "elements": [*back, *forth]}, context(plain(place))]
