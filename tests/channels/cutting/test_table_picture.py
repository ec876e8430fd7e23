"""A table drawn for a phone."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from bot.channels.cutting.table_picture import WIDTH, png_of, svg_of
from bot.channels.cutting.text_fitting import width
from bot.model.table import Column, Figure, Line, Table
from tests.channels.cutting.tables import TABLE


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


def drawn(table: Table) -> list[tuple[float, float, float, str]]:
    """Return every text with the edges and the height at which it is drawn."""
    found = []
    for one in ElementTree.fromstring(svg_of(table)).iter():
        if one.tag.endswith("text"):
            x, size, said = float(one.attrib["x"]), float(one.attrib["font-size"]), one.text or ""
            wide = width(said, size, bold="font-weight" in one.attrib)
            left = x - wide / 2 if one.attrib["text-anchor"] == "middle" else x
            found.append((left, left + wide, float(one.attrib["y"]), said))
    return found


@pytest.mark.parametrize("count", [2, 3, 4])
def test_however_long_names_and_figures_are_no_two_texts_touch(count: int) -> None:
    names = ("Forza E2 double chaudière", "Cafetière à piston Grand Confort 8 tasses", "Anticonstitutionnellement", "B")
    cells = (
        Figure("café moulu uniquement, 58 mm"),
        Figure("non précisé", missing=True),
        Figure("x" * 60),
        Figure("oui"),
    )
    table = Table(
        "Côte à côte",
        tuple(Column(name, "100 sur 100", best=name == "B") for name in names[-count:]),
        tuple(Line(name, cells[-count:], counts=True) for name in ("Consommation électrique annuelle", "Prix")),
        ("Prix hors livraison. " * 8,),
    )
    texts = drawn(table)
    for place, (left, right, height, said) in enumerate(texts):
        assert left >= 0 and right <= WIDTH, said
        others = [one for one in texts[place + 1 :] if abs(one[2] - height) < 8]
        assert all(right <= one[0] or one[1] <= left for one in others), (said, others)


def test_a_sign_that_the_font_lacks_is_drawn_with_the_machines_other_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def draws(*, skip_system_fonts: bool, **_: object) -> bytes:
        asked.append(skip_system_fonts)
        return b""

    monkeypatch.setattr("bot.channels.cutting.table_picture.svg_to_bytes", draws)
    monkeypatch.setattr("bot.channels.cutting.table_picture._fonts", lambda: ["DejaVuSans.ttf"])
    for name in ("Aroma 2 – 1\u202f190\u00a0€", "コーヒー"):
        png_of(Table(name, (Column("A"), Column("B")), (Line("Prix", (Figure("1 €"), Figure("2 €"))),)))
    assert asked == [True, False]


def test_what_is_not_known_is_said_in_one_small_row() -> None:
    unknown = Figure(text="non précisé", best=False, missing=True)
    columns = tuple(Column(name=f"Machine {place}", note="50 sur 100", best=False) for place in range(4))
    table = Table(title="Côte à côte", columns=columns, lines=(Line("Bruit", (unknown,) * 4, counts=False),), notes=())
    assert [said for _, _, _, said in drawn(table)].count("non précisé") == 4
