"""Notes of lines: shared out among pieces, and kept with the same goods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model.order import OrderLine
from bot.rules.order.line_notes import keep_notes, noted, share_out, together

KIND = {"moulu", "grains"}


def line(offer: str, quantity: int = 1, *notes: str, total: str = "", price: str = "10") -> OrderLine:
    amount = Decimal(total) if total else Decimal(price) * quantity
    return OrderLine(offer=offer, quantity=quantity, price=Decimal(price), total=amount, notes=notes)


@pytest.mark.parametrize(
    ("lines", "places", "count", "after"),
    [
        ([line("a", 2)], [0], 1, [line("a", 1, "moulu"), line("a", 1)]),
        ([line("a", 2)], [0], None, [line("a", 2, "moulu")]),
        ([line("a", 2)], [0], 5, [line("a", 2, "moulu")]),
        ([line("a", 2), line("b")], [1], None, [line("a", 2), line("b", 1, "moulu")]),
        # those that have it go first, then those that have none of the kind: said again, it changes nothing
        ([line("a", 1, "grains"), line("a", 1, "moulu")], [0, 1], 1, [line("a", 1, "grains"), line("a", 1, "moulu")]),
        ([line("a", 1, "grains"), line("a", 1)], [0, 1], 1, [line("a", 1, "grains"), line("a", 1, "moulu")]),
        ([line("a", 1, "grains"), line("a", 1, "moulu")], [0, 1], None, [line("a", 2, "moulu")]),
        # a discount on the line is shared out to the cent
        ([line("a", 3, total="20")], [0], 1, [line("a", 1, "moulu", total="6.66"), line("a", 2, total="13.34")]),
    ],
)
def test_a_note_on_so_many_pieces(
    lines: list[OrderLine], places: list[int], count: int | None, after: list[OrderLine]
) -> None:
    found = share_out(tuple(lines), places, count, "moulu", KIND)
    assert list(found) == after
    assert sum(one.total or 0 for one in found) == sum(one.total or 0 for one in lines)


def test_a_line_whose_amount_nobody_knows_is_cut_all_the_same() -> None:
    found = share_out((OrderLine(offer="a", quantity=2),), [0], 1, "moulu", KIND)
    assert [(one.quantity, one.notes, one.total) for one in found] == [(1, ("moulu",), None), (1, (), None)]


def test_a_note_takes_the_place_of_another_of_its_kind() -> None:
    assert noted(line("a", 1, "cadeau", "grains"), "moulu", KIND).notes == ("cadeau", "moulu")
    assert noted(line("a", 1, "grains"), "", KIND).notes == ()


def test_only_lines_that_differ_in_nothing_are_one() -> None:
    assert together([line("a", 1, "moulu"), line("a", 2, "moulu")]) == (line("a", 3, "moulu"),)
    assert len(together([line("a"), line("a", price="9"), line("a", 1, "moulu"), line(""), line("")])) == 5


@pytest.mark.parametrize(
    ("lines", "before", "after"),
    [
        ([line("a", 2)], [line("a", 2, "moulu")], [line("a", 2, "moulu")]),
        ([line("a", 3)], [line("a", 2, "moulu")], [line("a", 3, "moulu")]),
        (
            [line("a", 2), line("b")],
            [line("a", 1, "moulu"), line("a", 1, "grains")],
            [line("a", 1, "moulu"), line("a", 1, "grains"), line("b")],
        ),
        ([line("a", 2)], [line("a", 1, "moulu"), line("a", 1)], [line("a", 1, "moulu"), line("a", 1)]),
        ([line("a", 1, "grains")], [line("a", 1, "moulu")], [line("a", 1, "grains")]),
        ([line("b")], [line("a", 1, "moulu")], [line("b")]),
        ([line("b")], [line("b")], [line("b")]),
    ],
)
def test_lines_told_anew_keep_the_notes_of_the_same_goods(
    lines: list[OrderLine], before: list[OrderLine], after: list[OrderLine]
) -> None:
    assert list(keep_notes(tuple(lines), before)) == after
