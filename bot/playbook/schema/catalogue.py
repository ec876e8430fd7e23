"""`catalog/*.csv` and `*.yaml`: the offers. A CSV row becomes the same mapping that YAML would hold, each cell with its
place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from bot.model.offer import WAYS
from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error, nearest
from bot.playbook.schema.values import Duration, Reference, Text, Truth, number, one_of
from bot.playbook.schema.written import Reads, Rewrites, Written, key, listed, named, placed, refuse
from bot.playbook.source.nodes import Fields, Items, Word, word

_AMOUNT: Final = re.compile(r"[0-9]{1,8}(?:[.,][0-9]{1,4})?")
DEAREST: Final = 10_000_000


def _amount(node: Any) -> Decimal:
    """Read an amount to the cent; « 349,00 » is how Excel writes it where the comma is the decimal sign."""
    amount = Decimal(node.replace(",", ".")) if isinstance(node, Word) and _AMOUNT.fullmatch(node) else None
    if amount is None or amount > DEAREST:
        raise refuse(f"expected a number from 0 to {DEAREST:,}, found {named(node)}")
    return amount


Amount = Annotated[Decimal, Reads(_amount, {"type": "number", "minimum": 0, "maximum": DEAREST})]


def _property(node: Any) -> Word:
    if not isinstance(node, Word) or node.empty:
        raise refuse(f"expected a number or a text, such as `52`, found {named(node)}")
    return node


Property = Annotated[Word, Reads(_property, {"type": ["string", "number", "boolean"]})]


def _ids(node: Any) -> Any:
    """Cut `detartrant;yirga-1kg` into its ids, as a CSV cell has them."""
    if not isinstance(node, Word):
        return node
    parts = (part.strip() for part in node.split(";"))
    return listed(node, [word(part, node.line, node.column) for part in parts if part])


_CUT: Final = Rewrites(_ids, lambda long, _: {"anyOf": [long, {"type": "string"}]})
Ids = Annotated[list[Reference], _CUT]
Words = Annotated[list[Text], _CUT]


def _delivery(node: Any) -> Any:
    """Take `4.90; 3 days` for `{ cost: 4.90, delay: 3 days }`, as a CSV cell has it."""
    if not isinstance(node, Word):
        return node
    cost, semicolon, delay = (part.strip() for part in node.partition(";"))
    found = {key("cost", node): word(cost, node.line, node.column)} if cost else {}
    if semicolon:
        found[key("delay", node)] = word(delay, node.line, node.column)
    return placed(node, found)


class DeliverySource(Written):
    """What a way to the customer costs, in the store's currency, and how long it takes."""

    cost: Amount | None = None
    delay: Duration | None = None


WayName = Annotated[Literal["in_store", "click_and_collect", "home", "relay"], one_of(*WAYS)]
WayCost = Annotated[
    DeliverySource, Rewrites(_delivery, lambda long, _: {"anyOf": [long, {"type": ["string", "number"]}]})
]


class OfferSource(Written):
    """What the shop sells. Stock by point of sale, in pieces; the price in the store's currency.

    `renewal` is the rhythm in which one piece is bought again, `family` what it shares with offers that are bought in
    its place (without one: all of its category). A size or colour of another offer is its `variant_of`, and tells
    itself apart by its `option`s. `on_order`: it is sold though there is none in stock; `sold: false`: not any more;
    `ships: false`: nothing is to be brought, as of a gift card or a course, and no address is asked for.
    """

    id: Reference
    name: Text
    category: Text | None = None
    price: Amount | None = None
    guarantee: Duration | None = None
    renewal: Duration | None = None
    family: Text | None = None
    stock: dict[Reference, Annotated[int, number(0, 10_000_000, whole=True)]] = Field(default_factory=dict)
    attr: dict[Text, Property] = Field(default_factory=dict)
    delivery: dict[WayName, WayCost] = Field(default_factory=dict)
    complements: Ids = Field(default_factory=list)
    variant_of: Reference | None = None
    option: dict[Text, Text] = Field(default_factory=dict)
    picture: Text | None = None
    url: Text | None = None
    description: Text | None = None
    tags: Words = Field(default_factory=list)
    on_order: Truth = False
    sold: Truth = True
    ships: Truth = True


class CriterionSource(Written):
    """What customers go by: `- { attribute: bruit, unit: dB, better: lower, words: [silencieuse, quiet] }`.

    The attribute is named as in the catalogue (`attr.bruit (dB)`). `words` are what customers say for the `better` of
    it, or, without `better`, for having it at all; `also` are its other names, `units` other spellings of the unit.
    `values` are those of the catalogue that are words ("buse vapeur"), so that they are translated like all texts.
    """

    attribute: Text
    title: Text | None = None
    unit: Text | None = None
    units: list[Text] = Field(default_factory=list)
    better: Annotated[Literal["lower", "higher"], one_of("lower", "higher")] | None = None
    words: list[Text] = Field(default_factory=list)
    also: list[Text] = Field(default_factory=list)
    values: list[Text] = Field(default_factory=list)


def read_csv(text: str, file: str) -> tuple[Items | None, list[Fault]]:
    """Return the rows as a list of mappings, empty cells left out, and what is wrong with the table itself.

    None where a column is missing that every row needs. A column's name stands in the header, whatever the row: what is
    wrong with it is told once.
    """
    rows = _Rows(text, file)
    items = Items()
    items.line = items.column = 1
    items.extend(rows.read())
    return (None if rows.is_useless else items), rows.faults


class _Rows:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.faults: list[Fault] = []
        self.is_useless = False
        self._delimiter = _delimiter(self.lines[0] if self.lines else "")

    def read(self) -> Iterator[Fields]:
        reader = csv.reader(iter(f"{line}\n" for line in self.lines), delimiter=self._delimiter, strict=True)
        header: list[Word] = []
        begins = 1
        try:
            for cells in reader:
                if header and any(cell.strip() for cell in cells):
                    yield self._row(header, cells, begins)
                header = header or self._header(cells, begins)
                if self.is_useless:
                    return  # what the rows say under another header would be guesses
                begins = reader.line_num + 1
        except csv.Error as problem:
            self._fault(begins, 1, f"this row can't be read: {problem}")

    def _header(self, cells: list[str], line: int) -> list[Word]:
        names = [word(cell.strip(), line, self._column(line, index)) for index, cell in enumerate(cells)]
        for index, name in enumerate(names):
            if not name or name in names[:index]:
                told = f"the column `{name}` is there twice" if name else "a column has no name"
                self._fault(line, name.column, told)
        for missing in _missing(names):
            self.is_useless = True
            self._fault(line, 1, f"this table has no column `{missing}`, which every row needs")
        return names

    def _row(self, header: list[Word], cells: list[str], line: int) -> Fields:
        row = Fields()
        row.line, row.column = line, 1
        if len(cells) > len(header):
            column = self._column(line, len(header))
            self._fault(
                line, column, f"{len(cells)} cells in a table of {len(header)} columns; a comma in a text needs quotes"
            )
        for index, (name, cell) in enumerate(zip(header, cells, strict=False)):
            if name and cell.strip():
                _put(row, name, word(cell.strip(), line, self._column(line, index)))
        return row

    def _column(self, line: int, index: int) -> int:
        return _starts(self.lines[line - 1], self._delimiter, index)

    def _fault(self, line: int, column: int, message: str) -> None:
        self.faults.append(error(Place(self.file, line, column), message))


def _missing(columns: Sequence[str]) -> list[str]:
    """Return the columns that must be there and are not, not even with a slip, which is told as one."""
    known = OfferSource.known()
    meant = {column if column in known else nearest(column, known) for column in columns}
    return [name for name, field in OfferSource.model_fields.items() if field.is_required() and name not in meant]


def _put(row: Fields, column: Word, cell: Word) -> None:
    """Put a cell where its column says: `stock.lyon`, `attr.bruit (dB)`, `delivery.home` are mappings of their own."""
    head, dot, rest = column.partition(".")
    if not dot or head not in {"stock", "attr", "delivery", "option"}:
        row[column] = cell
        return
    inner = row.get(word(head, 0, 0))
    if inner is None:
        inner = Fields()
        inner.line, inner.column = cell.line, cell.column
        row[word(head, cell.line, cell.column)] = inner
    inner[word(rest, cell.line, cell.column)] = cell


def _delimiter(header: str) -> str:
    """Excel writes semicolons where the comma is the decimal sign."""
    return ";" if header.count(";") > header.count(",") else ","


_CELL = re.compile(r'"(?:[^"]|"")*"?')


def _starts(line: str, delimiter: str, index: int) -> int:
    """Return the column, from 1, where the cell `index` of a line begins."""
    at = 0
    for _ in range(index):
        quoted = _CELL.match(line, at)
        found = line.find(delimiter, quoted.end() if quoted else at)
        if found < 0:
            return at + 1
        at = found + 1
    return at + 1
