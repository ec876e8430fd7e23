"""A small table that a customer sees: as a picture where the channel shows pictures, in words everywhere else."""

from __future__ import annotations

from msgspec import Struct


class Column(Struct, frozen=True, gc=False, omit_defaults=True):
    """What stands side by side. `note` is said under its name ("82 %"); `best`: it comes out ahead."""

    name: str
    note: str = ""
    best: bool = False


class Figure(Struct, frozen=True, gc=False, omit_defaults=True):
    """A cell as it is read. `best` of its row; `missing`: nobody knows."""

    text: str
    best: bool = False
    missing: bool = False


class Line(Struct, frozen=True, gc=False, omit_defaults=True):
    """A row: its name, whether it `counts` more than the others, a cell for each column."""

    name: str
    figures: tuple[Figure, ...]
    counts: bool = False


class Table(Struct, frozen=True, gc=False, omit_defaults=True):
    """All texts are in the customer's language and complete: who draws it adds no word. `notes` stand below."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Return the same content as text: a line for each column, in order, and the notes."""
        told = [f"{place}. {_heading(column)}: {self._told(place - 1)}" for place, column in enumerate(self.columns, 1)]
        return "\n".join((self.title, *told, *self.notes))

    def _told(self, place: int) -> str:
        return ", ".join(f"{line.name} {line.figures[place].text}" for line in self.lines)


def _heading(column: Column) -> str:
    return f"{column.name} ({column.note})" if column.note else column.name
