"""A table drawn for a phone."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

from PIL import Image

from bot.channels.table_picture import WIDTH, png_of, svg_of
from tests.channels.tables import TABLE


def test_the_picture_is_twice_a_phones_width_on_light_ground() -> None:
    picture = Image.open(BytesIO(png_of(TABLE)))
    assert picture.format == "PNG"
    assert picture.width == 2 * WIDTH
    assert picture.convert("RGB").getpixel((2, 2)) == (0xF7, 0xF8, 0xFA)


def test_everything_that_the_table_says_is_in_the_picture() -> None:
    root = ElementTree.fromstring(svg_of(TABLE))
    words = " ".join(text for each in root.iter() if each.tag.endswith("text") and (text := each.text))
    for column in TABLE.columns:
        assert column.name in words
    for line in TABLE.lines:
        assert line.name in words
        assert all(figure.text in words for figure in line.figures)
    assert TABLE.notes[0] in words


def test_the_same_table_gives_the_same_bytes() -> None:
    first = png_of(TABLE)
    png_of.cache_clear()
    assert png_of(TABLE) == first
