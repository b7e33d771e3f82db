"""Items as a QTI 3 package (1EdTech, imsglobal.org/spec/qti/v3p0): a zip of one file an item, and a manifest. Pure."""

import io
import zipfile
from collections.abc import Sequence
from typing import cast
from xml.etree.ElementTree import Element, SubElement, tostring

from learning.formats.keys import Keys
from learning.formats.moodle_writing import without_forbidden
from learning.formats.qti3_items import ITEM, XSI, item_of
from learning.formats.values import Export, LeftOut, Why, left_out, unseen_elsewhere
from learning.items.values import ItemDraft

PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_PACKAGE_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
_ITEM_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
# The oldest moment that a zip can name: the same items give the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def write(drafts: Sequence[ItemDraft]) -> Export:
    """The items as a package: story, question, key, reason and proof.

    Left out are the feedback of single options, pool, competency and difficulty, and the points for an order that is
    right in part.
    """
    keys, report, files = Keys(), list[LeftOut](), dict[str, bytes]()
    for draft in drafts:
        identifier = keys.new(f"item {draft.key}")
        node = item_of(draft, identifier)
        report += unseen_elsewhere(draft, Why.FEEDBACK, Why.CLASSIFICATION)
        report += [left_out(draft.key, Why.PARTIAL_CREDIT)] if draft.type == "ordering" else []
        report += [left_out(draft.key, Why.CHARACTERS)] if without_forbidden(node) else []
        files[f"items/{identifier}.xml"] = _document(node, ITEM, _ITEM_SCHEMA)
    package = {"imsmanifest.xml": _document(_manifest(list(files)), PACKAGE, _PACKAGE_SCHEMA), **files}
    return Export(_zipped(package), tuple(report))


def _manifest(paths: Sequence[str]) -> Element:
    root = Element("manifest", identifier="manifest")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTI Package"
    SubElement(metadata, "schemaversion").text = "3.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for number, path in enumerate(paths, start=1):
        resource = SubElement(
            resources, "resource", identifier=f"resource-{number}", type="imsqti_item_xmlv3p0", href=path
        )
        SubElement(resource, "file", href=path)
    return root


def _document(node: Element, namespace: str, schema: str) -> bytes:
    node.set("xmlns", namespace)
    node.set("xmlns:xsi", XSI)
    node.set("xsi:schemaLocation", f"{namespace} {schema}")
    return cast(bytes, tostring(node, encoding="utf-8", xml_declaration=True))


def _zipped(files: dict[str, bytes]) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as package:
        for path, data in files.items():
            package.writestr(zipfile.ZipInfo(path, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return stored.getvalue()
