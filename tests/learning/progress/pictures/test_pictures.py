"""Pictures of progress: legible on any ground, told in words too, and nothing is left out without a word."""

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.learning.pictures import months_chart, own_chart, own_said
from bot.texts import LANGUAGES
from learning.analysis.picture import Picture
from learning.progress.months import MonthCount
from learning.progress.pictures.certificates import Month, MonthLabels, certificates_picture
from learning.progress.pictures.cohort import HeatLabels, Line, heat_picture, heat_words
from learning.progress.pictures.levels import LOOKS
from learning.progress.pictures.own import OwnLabels, Topic, own_picture
from learning.progress.pictures.paper import GROUND, INK, LONGEST_ALT, drawn, is_drawable
from learning.progress.pictures.weak import GroupTopic, WeakLabels, weak_picture
from tests.bot.blocks.learning.progresses import THEN, topics
from tests.bot.web.test_certificates import contrast

LEVELS = ("nothing yet", "learning", "likely", "sure")
OWN = OwnLabels(
    "My learning", "Share", LEVELS, "{name}: {level}, {percent}, {low} to {high}.", "And {n} more.", "Nothing."
)
HEAT = HeatLabels(
    "Spring", LEVELS, "The first {shown} of {of}.", "Topics: {shown} of {of}.", "And {n} more.", "Nobody."
)
MONTHS = MonthLabels("By month", "Count", "held", "lapsing", "{name}: {held}, {lapsing}.", "And {n} more.", "None.")
WEAK = WeakLabels("Weak", "Share", "{percent} % of {people}", "too few", "And {n} more.", "Nobody.")
# Letters that join and go from the right, letters that the typeface lacks, signs that mean something elsewhere.
NAMES = ("Léa", "محمد عبد الله", "אביגיל", "山田太郎", "$x_1$ & <b>", "A" * 300, "\u202eevil", "👩🏽‍🏫", "", "a\nb")


def opened(picture: Picture) -> Any:
    return Image.open(io.BytesIO(picture.png)).convert("RGB")


def ground_of(picture: Picture) -> str:
    """The colour at the edge, where it lets nothing through."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGBA")
    assert image.getchannel("A").getextrema() == (255, 255)
    pixel = image.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return "#{:02x}{:02x}{:02x}".format(*pixel)


def _shares(at: int) -> tuple[float, float, float] | tuple[None, None, None]:
    return (0.5, 0.2, 0.8) if at % 4 else (None, None, None)


def everything(count: int) -> list[Picture]:
    names = [NAMES[at % len(NAMES)] + str(at) for at in range(count)]
    return [
        own_picture([Topic(name, at % 4, *_shares(at)) for at, name in
                     enumerate(names)], OWN),
        heat_picture(names[:20], [Line(name, tuple(at % 4 for at in range(min(20, count)))) for name in names], HEAT),
        certificates_picture([Month(name, 3 * at, at) for at, name in enumerate(names)], MONTHS),
        weak_picture([GroupTopic(name, at % 5 / 4 if at % 3 else None, at) for at, name in enumerate(names)], WEAK),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 500])
def test_each_picture_has_a_ground_of_its_own_and_says_the_same_in_words(count: int) -> None:
    for picture in everything(count):
        assert ground_of(picture) == GROUND
        assert opened(picture).width == 1200
        # Slack's own limits of an image: see bot/playground/limits.py for those of its words.
        assert opened(picture).height <= 4_000
        assert 0 < len(picture.alt) <= LONGEST_ALT


def test_what_is_not_in_a_picture_is_said_to_be_left_out() -> None:
    lines = [Line(f"Person {number}", (1,)) for number in range(500)]
    words = heat_words(["Care"], lines, HEAT)
    assert words.startswith("Spring. The first 40 of 500. Person 0: Care learning. Person 1: Care learning.")
    assert "Person 39" in words
    assert "Person 40" not in words
    assert "The first" not in heat_words(["Care"], lines[:40], HEAT)
    long = heat_words(["Care" * 20], lines, HEAT)
    assert long.endswith("more.")


def test_topics_that_a_picture_has_no_room_for_are_counted_and_none_of_them_is_in_its_words() -> None:
    topics = [f"Topic {number}." for number in range(30)]
    words = heat_words(topics, [Line("Lea", (1,) * 30)], HEAT)
    assert words.startswith("Spring. Topics: 16 of 30. Lea: Topic 0. learning")
    assert words.count("Topic ") == 16
    assert "Topics" not in heat_words(topics[:16], [Line("Lea", (1,) * 16)], HEAT)
    own = own_picture([Topic(topic, 0, None, None, None) for topic in topics], OWN).alt
    assert (own.count("Topic "), own.endswith("And 6 more.")) == (24, True)
    weak = weak_picture([GroupTopic(topic, None, 2) for topic in topics], WEAK).alt
    assert (weak.count("Topic "), weak.endswith("And 10 more.")) == (20, True)


def test_what_cannot_be_drawn_is_numbered_and_stands_in_the_words() -> None:
    assert [drawn(name, 7, 20) for name in ("Léa", "山田太郎", "👩🏽‍🏫", "", "\u202eevil")] == ["Léa", *["7."] * 4]
    assert is_drawable("محمد عبد الله")
    assert drawn("A" * 300, 1, 20) == "A" * 19 + "…"
    assert "山田太郎: Care sure." in heat_words(["Care"], [Line("山田太郎", (3,))], HEAT)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.text(max_size=60), st.integers(0, 3)), max_size=6))
def test_whatever_people_topics_and_cohorts_are_called_it_is_drawn(found: list[tuple[str, int]]) -> None:
    lines, title = [Line(name, (level,) * len(found)) for name, level in found], "".join(name for name, _ in found)
    picture = heat_picture([name for name, _ in found], lines, replace(HEAT, title=title))
    assert opened(picture).width == 1200


def test_levels_are_told_apart_without_colours_and_their_signs_can_be_read() -> None:
    assert len({look.sign for look in LOOKS.values()}) == 4
    assert min(contrast(look.colour, look.ink) for look in LOOKS.values()) >= 4.5
    assert contrast(GROUND, INK) >= 4.5
    bars = [(look.colour, look.pattern) for level, look in LOOKS.items() if level]
    assert len({pattern or colour for colour, pattern in bars}) == 3


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(topics, max_size=12), st.sampled_from(list(LANGUAGES)))
def test_a_person_s_own_picture_says_the_same_in_each_language(found: list[Any], language: str) -> None:
    assert own_chart(found, LANGUAGES[language]).alt == own_said(found, LANGUAGES[language])


def test_months_are_named_in_the_reader_s_language() -> None:
    months = [MonthCount(THEN.date().replace(day=1), 5, 2)]
    assert "November 2026: 5 count, 2 lapse." in months_chart(months, LANGUAGES["en"]).alt
    assert "noviembre de 2026: 5 cuentan, 2 caducan." in months_chart(months, LANGUAGES["es"]).alt
