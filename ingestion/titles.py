"""Titles that programs leave in a file's properties, told from those that somebody gave. Pure."""

import re

_BRACKETS = "()[]{}<>\"'«»“”„ "
_ENDINGS = (
    "docx?|dotx?|rtf|odt|odp|ods|pptx?|potx?|xlsx?|pdf|indd|pub|pages|key|tex|dvi|ps|eps|ai|cdr|fm|qxd|wpd|txt|md|html?"
    "|xhtml|epub|jpe?g|png|tiff?"
)
# A name with an ending, an address, a path; or one word as only files are called: draft_final, guide-2, BRO2019b.
_FILE_NAME = re.compile(
    rf"(?i:.*\.({_ENDINGS}))|(?i:https?|file):\S*|[A-Za-z]:\\.*|(/[^/]+)+/?|\S*_\S*"
    r"|[a-z]\S*[-\d]\S*|\S*([A-Za-z]\d|\d[A-Za-z])\S*"
)
_NAMELESS = (
    "untitled|unnamed|anonymous|unknown|unspecified|none|null|n/a|blank|no (title|name)|sans titre"
    "|(sin|sem) título|senza titolo|ohne titel|unbenannt(es)?"
)
_EMPTY = (
    "(new |word |scanned |nouveau |nuevo |novo |nuovo |neues )?(document|documento|dokument|doc)|presentation"
    "|presentación|présentation|präsentation|apresentação|presentazione|slide|layout|template|print|title|scan|draft"
)
# Also "Untitled document 2", "Documento sin título", "Microsoft Word - guide".
_NOBODYS = re.compile(
    rf"(({_EMPTY})\W*)?({_NAMELESS})(\W*({_EMPTY}))?\W*\d*|({_EMPTY})\W*\d*(\s[-–—].*)?"
    r"|(microsoft (office )?)?(word|powerpoint|excel|publisher)\b( document)?\W*\d*(\s[-–—].*)?"
    r"|(\w+ ){0,3}powerpoint\W(presentation|präsentation)\W*\d*"
    r"|(présentation|presentación|apresentação|presentazione)( \w+){0,2} (microsoft )?powerpoint\W*\d*",
    re.IGNORECASE,
)


def given_title(title: str) -> str:
    """A title of a file's properties; empty where it is the name of a file or of a program's empty document."""
    bare = title.strip(_BRACKETS)
    return "" if not bare or _FILE_NAME.fullmatch(bare) or _NOBODYS.fullmatch(bare) else title
