"""How long a comparison takes: its scores, and its picture beside one of the same size that Pillow draws and writes.

    python -m tests.benchmarks.comparison

Times are medians in milliseconds of CPU, so that a busy machine tells the same. The floor is an empty picture of the
same size, written as PNG by Pillow.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from statistics import median
from time import process_time

from PIL import Image, ImageDraw, ImageFont

from bot.channels.cutting.table_picture import png_of
from bot.model.offer import Attribute, Offer
from bot.rules.offers.comparison import Measure, compare
from tests.channels.cutting.tables import TABLE

ROUNDS = 15


def measured(work: Callable[[], object]) -> float:
    """Return the median of some rounds, in milliseconds of CPU."""
    took = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        took.append((process_time() - start) * 1000)
    return median(took)


def ours() -> None:
    png_of.cache_clear()
    png_of(TABLE)


def pillows(size: tuple[int, int]) -> None:
    """Draw the same texts with the peer's own font."""
    picture = Image.new("RGB", size, "#f7f8fa")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(26)
    for row, line in enumerate(TABLE.lines):
        for column, text in enumerate((line.name, *(figure.text for figure in line.figures))):
            pen.text((30 + 190 * column, 200 + 84 * row), text, fill="#1f2328", font=font)
    picture.save(BytesIO(), "PNG")


def scored() -> None:
    offers = [
        Offer(
            id=f"o{n}",
            name=f"O {n}",
            price=Decimal(200 + n),
            attributes={f"a{m}": Attribute(n * m + 1) for m in range(6)},
        )
        for n in range(4)
    ]
    compare(offers, [Measure("price"), *(Measure(f"a{m}", 1.0, "lower") for m in range(5))], "EUR")


def main() -> None:
    """Print the table."""
    size = Image.open(BytesIO(png_of(TABLE))).size
    floor = measured(lambda: Image.new("RGB", size, "#f7f8fa").save(BytesIO(), "PNG"))
    rows = {
        "scores of 4 offers on 6 criteria": measured(scored),
        "picture, ours": measured(ours),
        "picture, Pillow": measured(lambda: pillows(size)),
        "floor: an empty picture": floor,
    }
    for name, took in rows.items():
        print(f"{name:<34} {took:8.2f} ms")


if __name__ == "__main__":
    main()
