"""Formats that are only written: Anki and QTI 3."""

import csv
import io
import re
import zipfile

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.formats import anki, qti3
from learning.formats.values import Why
from learning.items.responses import Chosen
from learning.items.types import TYPES
from learning.items.values import ItemDraft, Pool
from tests.learning.formats.qti_reading import Item
from tests.learning.formats.samples import ALL_TYPES, WILD, draft, wild

ITEM = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
PACKAGE = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"
PRACTICE = [draft(one.type, dict(one.content), key=one.key, pool=Pool.PRACTICE) for one in ALL_TYPES]


def notes(data: bytes) -> list[list[str]]:
    lines = [line for line in data.decode().split("\n") if line and not line.startswith("#")]
    return list(csv.reader(io.StringIO("\n".join(lines)), delimiter="\t"))


def test_each_practice_item_becomes_one_note_under_its_key() -> None:
    written = anki.write(PRACTICE, deck="Mentors")

    assert written.data.decode().split("\n")[:6] == [
        *("#separator:tab", "#html:true", "#notetype:Basic", "#deck:Mentors", "#guid column:1", "#tags column:4")
    ]
    assert [note[0] for note in notes(written.data)] == [item.key for item in PRACTICE]
    assert {len(note) for note in notes(written.data)} == {4}


def test_the_answer_the_reason_and_the_proof_are_behind_and_not_in_front() -> None:
    (note,) = notes(anki.write(PRACTICE[:1], deck="d").data)

    assert "How many references" in note[1]
    assert "The guide says so." not in note[1]
    assert "✓ Two" in note[2]
    assert "✗ One: One is not enough." in note[2]
    assert "Staff must call two references. (screening-mentors)" in note[2]
    assert note[3] == "screening hard"


def test_exam_items_never_become_cards() -> None:
    written = anki.write(ALL_TYPES, deck="d")

    assert notes(written.data) == []
    assert {one.why for one in written.left_out} == {Why.EXAM_ITEM}


@settings(max_examples=60, deadline=None)
@given(WILD)
def test_whatever_stands_in_an_item_it_is_one_note_of_four_cells(item: ItemDraft) -> None:
    practice = draft(item.type, dict(item.content), key=item.key, pool=Pool.PRACTICE, competency=item.competency)
    text = anki.write([practice], deck="d").data.decode()

    assert len(text.split("\n")[6].split("\t")) == 4
    assert len(text.split("\n")) == 8
    assert '"' not in text


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_package_names_all_its_items() -> None:
    package = files(qti3.write(ALL_TYPES).data)
    manifest = fromstring(package.pop("imsmanifest.xml"))

    resources = manifest.findall(f"{PACKAGE}resources/{PACKAGE}resource")
    assert manifest.tag == f"{PACKAGE}manifest"
    assert [resource.get("href") for resource in resources] == list(package)
    assert {resource.get("type") for resource in resources} == {"imsqti_item_xmlv3p0"}
    assert len(package) == len(ALL_TYPES)


@pytest.mark.parametrize("item", ALL_TYPES, ids=lambda item: item.key)
def test_the_parts_of_an_item_of_qti_stand_in_the_order_of_its_schema(item: ItemDraft) -> None:
    root = fromstring(files(qti3.write([item]).data)[f"items/item-{re.sub('_', '-', item.key)}.xml"])

    order = ["response-declaration", "outcome-declaration", "item-body", "response-processing", "modal-feedback"]
    tags = [child.tag.removeprefix(f"{ITEM}qti-") for child in root]
    assert tags == sorted(tags, key=order.index)
    assert set(tags) == set(order)
    assert root.find(f".//{ITEM}qti-modal-feedback//{ITEM}p").text == "The guide says so."


@pytest.mark.parametrize(
    ("number", "interaction", "right"),
    [
        (0, "qti-choice-interaction", ["a0"]),
        (1, "qti-choice-interaction", ["a0", "a1"]),
        (2, "qti-choice-interaction", ["a1"]),
        (3, "qti-match-interaction", ["a0 r0", "a1 r1"]),
        (4, "qti-order-interaction", ["a0", "a1", "a2"]),
        (5, "qti-text-entry-interaction", ["screening"]),
        (6, "qti-text-entry-interaction", ["12"]),
    ],
)
def test_each_type_has_its_interaction_and_its_key(number: int, interaction: str, right: list[str]) -> None:
    package = files(qti3.write([ALL_TYPES[number]]).data)
    root = fromstring(package[next(name for name in package if name.startswith("items/"))])

    assert len(root.findall(f".//{ITEM}{interaction}")) == 1
    values = root.findall(f"{ITEM}qti-response-declaration/{ITEM}qti-correct-response/{ITEM}qti-value")
    assert [value.text for value in values] == right


def test_shares_of_several_right_options_are_ours() -> None:
    package = files(qti3.write([ALL_TYPES[1]]).data)
    root = fromstring(package[next(name for name in package if name.startswith("items/"))])

    entries = root.findall(f".//{ITEM}qti-map-entry")
    assert [float(entry.get("mapped-value")) for entry in entries] == [0.5, 0.5, -1]


def test_what_qti_does_not_get_is_reported() -> None:
    reported = {(one.where, one.why) for one in qti3.write(ALL_TYPES).left_out}

    assert ("a-single_choice", Why.FEEDBACK) in reported
    assert ("a-ordering", Why.PARTIAL_CREDIT) in reported
    assert {key for key, why in reported if why is Why.CLASSIFICATION} == {item.key for item in ALL_TYPES}


def test_the_same_items_give_the_same_bytes() -> None:
    assert qti3.write(ALL_TYPES).data == qti3.write(ALL_TYPES).data


@settings(max_examples=60, deadline=None)
@given(WILD)
def test_whatever_stands_in_an_item_another_reader_finds_no_flaw_in_it_and_gives_its_point(item: ItemDraft) -> None:
    package = files(qti3.write([item, item]).data)
    names = [fromstring(document).get("identifier") for document in package.values()]
    items = [Item(document) for name, document in package.items() if name != "imsmanifest.xml"]

    assert [one.flaws() for one in items] == [[], []]
    assert [one.score(one.right) for one in items] == pytest.approx([1, 1])
    assert len(set(names)) == len(names) == 3


def one_item(item: ItemDraft) -> Item:
    (document,) = (data for name, data in files(qti3.write([item]).data).items() if "items/" in name)
    return Item(document)


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        (0, b"<qti-value>a0</qti-value>", b"<qti-value>a9</qti-value>"),
        (0, b'identifier="a1"', b'identifier="a0"'),
        (0, b'identifier="item-a-single-choice"', b'identifier="1 a"'),
        (0, b'outcome-identifier="WHY"', b'outcome-identifier="OTHER"'),
        (1, b'max-choices="0"', b'max-choices="1"'),
        (3, b'match-max="2"', b'match-max="0"'),
        (4, b'cardinality="ordered"', b'cardinality="multiple"'),
        (6, b'set-outcome-value identifier="SCORE"', b'set-outcome-value identifier="OTHER"'),
    ],
)
def test_another_reader_finds_what_is_wrong(number: int, old: bytes, new: bytes) -> None:
    (document,) = (data for name, data in files(qti3.write([ALL_TYPES[number]]).data).items() if "items/" in name)

    assert old in document
    assert Item(document.replace(old, new)).flaws() != []


@settings(max_examples=60, deadline=None)
@given(wild("single_choice", "multiple_choice"), st.sets(st.integers(0, 4)))
def test_another_reader_gives_for_any_choice_what_we_give(item: ItemDraft, chosen: set[int]) -> None:
    read = one_item(item)
    places = [place for place in chosen if place < len(read.choices)]
    kind = TYPES[item.type]
    ours = kind.grade(kind.read(item.content), Chosen(frozenset("abcde"[place] for place in places)))

    assert read.score([list(read.choices)[place] for place in places]) == pytest.approx(ours)


@settings(max_examples=60, deadline=None)
@given(wild("matching"), st.data())
def test_another_reader_gives_for_any_match_what_we_give(item: ItemDraft, data: st.DataObject) -> None:
    read = one_item(item)
    left, right = read.sides
    given = {one: data.draw(st.sampled_from(list(right))) for one in left}
    earned = sum({"left": left[one], "right": right[other]} in item.content["pairs"] for one, other in given.items())

    assert read.score([f"{one} {other}" for one, other in given.items()]) == pytest.approx(earned / len(left))


def test_another_reader_knows_a_number_within_its_tolerance_and_letters_whatever_their_case() -> None:
    number, text = one_item(ALL_TYPES[6]), one_item(ALL_TYPES[5])

    assert [number.score([given]) for given in ("11.5", "12.5", "12.6")] == [1, 1, 0]
    assert [text.score([given]) for given in ("SCREENING", "screening checks", "else")] == [1, 1, 0]
