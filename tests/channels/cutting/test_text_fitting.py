"""Words in a box: never wider than it, in as many rows as there may be, whole as long as they can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from bot.channels.cutting.table_picture import _fonts
from bot.channels.cutting.text_fitting import fitted, plain, width
from tests.web.chromium import required

SIZES = (14.0, 12.0, 10.0)


@pytest.mark.parametrize(
    "words", ["Aroma 2", "non précisé", "1\u202f190,50\u00a0€", "Machine à café", "52\u00a0dB", "ŒUF @ mWM"]
)
@pytest.mark.parametrize("bold", [False, True])
def test_words_are_no_wider_than_they_are_said_to_be(words: str, bold: bool) -> None:
    if not _fonts():
        assert not required(), "CI installs DejaVu Sans: these are its widths"
        pytest.skip("DejaVu Sans is missing, whose widths these are: apt-get install fonts-dejavu-core")
    font = ImageFont.truetype(_fonts()[bold], 100)
    assert font.getlength(words) <= width(words, 100, bold=bold)


def test_one_row_a_little_smaller_is_better_than_two() -> None:
    assert fitted("Presto 15", 75, SIZES, rows=3).rows == ("Presto 15",)
    assert fitted("Presto 15", 55, SIZES, rows=3).rows == ("Presto", "15")


def test_no_word_is_broken_as_long_as_a_smaller_size_holds_it() -> None:
    assert fitted("chaudière", 60, SIZES, rows=2) == fitted("chaudière", 60, (10.0,), rows=2)
    broken = fitted("Anticonstitutionnellement", 60, SIZES, rows=5)
    assert all(row.endswith("-") for row in broken.rows[:-1])
    assert "".join(row.rstrip("-") for row in broken.rows) == "Anticonstitutionnellement"


def test_what_is_too_much_is_cut_and_says_so() -> None:
    cut = fitted("café moulu uniquement pour les machines du bureau", 60, SIZES, rows=2)
    assert len(cut.rows) == 2
    assert cut.rows[-1].endswith("…")


def test_emoji_are_left_out_unless_nothing_else_is_there() -> None:
    assert plain("☕️ Café 🇫🇷 du matin 👨‍👩‍👧") == "Café  du matin"
    assert plain("🙂") == "🙂"
    assert plain("52 dB © 3*2 #1") == "52 dB © 3*2 #1"


@given(st.text(max_size=80), st.integers(1, 4), st.floats(20, 120))
def test_no_row_is_wider_than_the_box(words: str, rows: int, wide: float) -> None:
    found = fitted(words, wide, SIZES, rows=rows)
    assert 1 <= len(found.rows) <= rows
    assert all(width(row, found.size) <= wide for row in found.rows)
