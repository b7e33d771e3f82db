"""Which format a file of items is in, told by what it begins with. Pure."""

import re

from learning.formats import gift, moodle_xml, yaml_items
from learning.formats.values import Import

_BOM = b"\xef\xbb\xbf"
# A question of GIFT may begin with HTML, or hold a line that reads like one of ours: only the first line tells.
_XML = re.compile(rb"\s*<(\?xml|quiz)\b")
_OURS = re.compile(
    rb"(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\r?\n)*(?:competency|pool|difficulty|guide|scenarios|items):(?:\s|$)"
)


def read(data: bytes) -> Import:
    """The items of a file in Moodle XML, our own YAML or GIFT; what can't be taken is reported by its line."""
    text = data.removeprefix(_BOM)
    if _XML.match(text):
        return moodle_xml.read(data)
    if _OURS.match(text):
        return yaml_items.read(data)
    return gift.read(data)
