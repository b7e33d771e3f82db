"""What publishing programs add to Markdown, as a rule for its parser: their lines are marks, not text.

Pandoc, Quarto, MyST, Carpentries: ``::: note`` around blocks, ``{.class}``. Kramdown, Jekyll, Hugo: ``{: .class}``,
``{% tag %}``, ``{{ value }}``. MkDocs: ``!!! note "Title"`` and ``=== "Tab"`` above indented blocks. GitHub:
``[!NOTE]``, ``- [x]``. A title inside such a mark is text. A footnote stands where it is written, without its label.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_INDENT = 4
_WHOLE_LINE = re.compile(
    r"(?:\{[:#.%!][^{}\n]*\}[ \t]*|\{\{[^{}\n]*\}\}[ \t]*)+|\[TOC\]|\[\[_?TOC_?\]\]|-{2,}8<-{2,}[^\n]*", re.IGNORECASE
)
_DIV = re.compile(r":{3,}[ \t]*(?:\{(?P<attributes>[^{}\n]*)\}|[a-z][\w-]*)?(?P<title>[^\n]*)")
_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][-+]?(?P<title>[^\n]*)")
_DIRECTIVE = re.compile(r"(?P<fence>`{3,}|~{3,})\{(?P<attributes>[\w:-]+)\}(?P<title>[^\n`]*)")
_OPTION = re.compile(r":[\w-]+:(?:[ \t][^\n]*)?")
# What stands after these is a file or a language; what stands in their fences is code.
_NOT_PROSE = re.compile(
    r"figure|image|include|literalinclude|code|code-block|code-cell|toctree|bibliography|math|mermaid|raw"
)
_TITLE_ATTRIBUTE = re.compile(r"""title=(?:"([^"]*)"|'([^']*)')""")
_OVER_INDENTED = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ \t]+[\w-][\w -]*(?:"([^"\n]*)")?[ \t]*|={3}[+!]?[ \t]+"([^"\n]*)"[ \t]*"""
)
_LABEL = re.compile(r"\[\^[^\]\s]+\]:[ \t]*|:[ \t]+|\[[ xX]\][ \t]+")
_FIRST_CHARACTERS = frozenset(":{[-!?=`~")
_OPEN_DIRECTIVES = "open directives"


def add_marks(parser: MarkdownIt) -> None:
    """Teach a parser the marks; lines of code that look like them stay code."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "mark", _mark, {"alt": interrupted})


def _mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or state.src[begin : begin + 1] not in _FIRST_CHARACTERS:
        return False
    line = _line(state, start)
    if _WHOLE_LINE.fullmatch(line) or _closes_directive(state, line, silent):
        if not silent:
            state.line = start + 1
        return True
    return (
        _titled(state, start, end, line, silent)
        or _over_indented(state, start, end, line, silent)
        or _labelled(state, start, line, silent)
    )


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _titled(state: StateBlock, start: int, end: int, line: str, silent: bool) -> bool:
    """A mark on one line, with its options on the next ones."""
    mark = _DIV.fullmatch(line) or _ALERT.fullmatch(line) or _DIRECTIVE.fullmatch(line)
    if mark is None:
        return False
    found = mark.groupdict()
    attributes = found.get("attributes") or ""
    is_prose = _NOT_PROSE.fullmatch(attributes) is None
    if "fence" in found and not is_prose:
        return False
    if silent:
        return True
    if "fence" in found:
        state.env.setdefault(_OPEN_DIRECTIVES, []).append(found["fence"])
    state.line = start + 1
    while attributes and state.line < end and _OPTION.fullmatch(_line(state, state.line)):
        state.line += 1
    named = _TITLE_ATTRIBUTE.search(attributes)
    title = (named[1] or named[2] or "") if named else found["title"].strip().rstrip(":").strip(" \t[]")
    if is_prose:
        _add_paragraph(state, title, start)
    return True


def _closes_directive(state: StateBlock, line: str, silent: bool) -> bool:
    fences: list[str] = state.env.get(_OPEN_DIRECTIVES, [])
    if not fences or not line.startswith(fences[-1]) or line.strip(fences[-1][0]):
        return False
    if not silent:
        fences.pop()
    return True


def _over_indented(state: StateBlock, start: int, end: int, line: str, silent: bool) -> bool:
    """A mark above blocks that are indented: they are read as if they were not."""
    mark = _OVER_INDENTED.fullmatch(line)
    if mark is None or silent:
        return mark is not None
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent + _INDENT):
        after += 1
    state.push("marked_open", "div", 1)
    _add_paragraph(state, mark[1] or mark[2] or "", start)
    state.blkIndent += _INDENT
    state.md.block.tokenize(state, start + 1, after)
    state.blkIndent -= _INDENT
    state.push("marked_close", "div", -1)
    state.line = after
    return True


def _labelled(state: StateBlock, start: int, line: str, silent: bool) -> bool:
    """A label before a paragraph: skip it, and leave the rest of the line to the other rules."""
    label = _LABEL.match(line)
    if label is None or silent:
        return label is not None
    state.bMarks[start] += state.tShift[start] + label.end()
    state.tShift[start] = 0
    return False


def _add_paragraph(state: StateBlock, text: str, line: int) -> None:
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [line, line + 1], []
    state.push("paragraph_close", "p", -1)
