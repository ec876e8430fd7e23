"""The notes of an order's lines ("moulu pour filtre"): shared out among pieces, and kept with the same goods.

A line of several pieces that differ in their notes is several lines of the same offer. Amounts stay what they were: a
discount on a line is shared out with its pieces, to the cent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

from msgspec.structs import replace

from bot.model.order import OrderLine

_CENT: Final = Decimal("0.01")
Lines = tuple[OrderLine, ...]


def noted(line: OrderLine, note: str, kind: Collection[str]) -> OrderLine:
    """Return a line with a note in place of another of its kind; empty takes that away."""
    return replace(line, notes=(*(one for one in line.notes if one not in kind), *((note,) if note else ())))


def share_out(lines: Lines, places: Collection[int], count: int | None, note: str, kind: Collection[str]) -> Lines:
    """Return the lines with a note on so many pieces of those at `places` (None: on all): on those that have it first,
    then on those without any of its kind.
    """
    order = sorted(places, key=lambda place: (note not in lines[place].notes, not kind_free(lines[place], kind), place))
    left = count
    made: dict[int, Lines] = {place: (lines[place],) for place in range(len(lines))}
    for place in order:
        line = lines[place]
        taken = line.quantity if left is None else min(left, line.quantity)
        left = None if left is None else left - taken
        if taken == line.quantity:
            made[place] = (noted(line, note, kind),)
        elif taken:
            first, rest = _cut(line, taken)
            made[place] = (noted(first, note, kind), rest)
    return together(line for place in range(len(lines)) for line in made[place])


def kind_free(line: OrderLine, kind: Collection[str]) -> bool:
    """Tell whether a line has no note of a kind."""
    return not any(note in kind for note in line.notes)


def _cut(line: OrderLine, count: int) -> tuple[OrderLine, OrderLine]:
    rest = line.quantity - count
    if line.total is None:
        return replace(line, quantity=count), replace(line, quantity=rest)
    part = (line.total * count / line.quantity).quantize(_CENT, ROUND_DOWN)
    return replace(line, quantity=count, total=part), replace(line, quantity=rest, total=line.total - part)


def together(lines: Iterable[OrderLine]) -> Lines:
    """Return the lines with those that differ in nothing but their number of pieces as one."""
    found: list[OrderLine] = []
    for line in lines:
        place = next((place for place, one in enumerate(found) if _is_alike(one, line)), None)
        if place is None:
            found.append(line)
            continue
        one = found[place]
        total = one.total + line.total if one.total is not None and line.total is not None else None
        found[place] = replace(one, quantity=one.quantity + line.quantity, total=total)
    return tuple(found)


def _is_alike(one: OrderLine, other: OrderLine) -> bool:
    return bool(one.offer) and replace(one, quantity=1, total=None) == replace(other, quantity=1, total=None)


def keep_notes(lines: Lines, before: Sequence[OrderLine]) -> Lines:
    """Return lines without notes with those that the same goods had before: a shop that answers an order tells its
    lines anew, and nothing of how they are to be made ready.
    """
    if any(line.notes for line in lines) or not any(line.notes for line in before):
        return lines
    for offer in dict.fromkeys(line.offer for line in before if line.offer):
        own = [line for line in before if line.offer == offer]
        kind = {note for line in own for note in line.notes}
        for line in own:
            for note in line.notes:
                places = [place for place, one in enumerate(lines) if one.offer == offer and kind_free(one, kind)]
                count = None if len(own) == 1 else line.quantity
                lines = share_out(lines, places, count, note, kind) if places else lines
    return lines
