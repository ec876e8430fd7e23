"""The map as bands: one scale, forward filled, back hollow and below, the circle along the bottom."""

from __future__ import annotations

from typing import Any

from bot.web.console.reports.charts import LEAST
from bot.web.console.reports.journey_chart import HIGHEST, WIDEST, Flow, Map, Place, charted
from bot.web.console.wording.stages import Chip


def place(number: int, count: int) -> Place:
    chip = Chip("j", f"s{number}", number, f"Étape {number}")
    return Place(chip=chip, count=count, shown=str(count), small="–", told="", href="/here")


def flow(left: int, stage: int, count: int, kind: Any = "fwd") -> Flow:
    return Flow(left=f"s{left}", stage=f"s{stage}", kind=kind, count=count, told="", href="/moved")


def drawn(*flows: Flow, counts: tuple[int, ...] = (200, 100, 0, 50)) -> Map:
    found = charted([place(number, count) for number, count in enumerate(counts, 1)], flows)
    assert found is not None
    return found


def test_heights_and_widths_are_linear_and_nothing_is_too_small_to_see() -> None:
    map_ = drawn(flow(1, 2, 100), flow(2, 3, 50), flow(3, 4, 1))
    assert [post.height for post in map_.posts] == [HIGHEST, HIGHEST / 2, LEAST, HIGHEST / 4 + 0.05]
    assert [band.width for band in map_.bands] == [WIDEST, WIDEST / 2, LEAST]


def test_each_kind_has_its_shape() -> None:
    map_ = drawn(flow(1, 2, 9), flow(1, 3, 5), flow(3, 1, 4, "back"), flow(4, 1, 3, "circle"))
    kinds = {band.kind: band for band in map_.bands}
    assert kinds["back"].tip
    assert kinds["back"].paint == ""
    assert kinds["back"].y > 196
    assert kinds["circle"].paint == "s4"
    assert kinds["back"].y < kinds["circle"].y < map_.height
    arch = next(band for band in map_.bands if band.kind == "fwd" and band.y < 190)
    assert arch.y > 92, "below the words over the posts"


def test_what_goes_nowhere_on_the_map_is_not_drawn() -> None:
    assert drawn(flow(1, 9, 5), flow(1, 2, 0)).bands == ()
    assert charted([], []) is None
    assert len(drawn(counts=(3,)).posts) == 1
