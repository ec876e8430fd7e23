"""Shapes, and their picture."""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import fromstring

from PIL import Image

from bot.studio.drawings.svg import INK, Drawing, legend, png, rows, width_of


def drawn() -> Drawing:
    drawing = Drawing(200, "Un <titre>")
    drawing.box(10, 10, 100, 40, dashed=True)
    drawing.text(20, 30, "Café & <lait>", bold=True, halo=True)
    drawing.line("M 0 0 H 50", ink=INK, dashed=True)
    drawing.head(50, 0, 0, ink=INK)
    legend(drawing, 10, 80, [(INK, False, "avance"), (INK, True, "recule")])
    drawing.height = 100
    return drawing


def test_what_is_written_is_shown_as_it_is() -> None:
    tree = fromstring(drawn().svg())
    words = [each.text for each in tree.iter() if each.tag.endswith(("title", "text"))]
    assert words == ["Un <titre>", "Café & <lait>", "avance", "recule"]


def test_a_png_is_twice_as_large_and_not_empty() -> None:
    picture = Image.open(BytesIO(png(drawn().svg()))).convert("RGB")
    assert picture.size == (400, 200)
    assert len(picture.getcolors(100_000) or ()) > 2


def test_a_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    assert rows("un deux trois", 400, 12, 2) == ["un deux trois"]
    short = rows("un deux trois quatre cinq six", 60, 12, 2)
    assert len(short) == 2
    assert short[-1].endswith("…")


def test_wide_letters_are_wider() -> None:
    assert width_of("mmm", 10) > width_of("nnn", 10) > width_of("iii", 10)
