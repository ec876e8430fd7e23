"""Orders as a file has them: Shopify's order export, WooCommerce's by its exporters, our own columns, lines of JSON.

A CSV has a row for each line of an order; what is of the whole order stands on its first row. A JSON object is an order
of Shopify's or WooCommerce's API, or has our own columns with `lines` as a list. What happened is dated by the file: an
order without a date is refused, because it would pass for one of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from msgspec import Struct, json

from bot.channels.event_ids import event_id
from bot.web.imports.tables import Line, Unreadable, plain_name
from bot.web.problems import is_ahead
from bot.web.shop import shopify, woocommerce
from bot.web.shop.shop_reading import News, Said, Unusable, customer_names, fulfilment_kind, known, money

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "id": frozenset({"id", "orderid"}),
    "number": frozenset({"name", "number", "ordernumber", "order", "ordername"}),
    "customer": frozenset({"customerid", "customeruser", "customeruserid"}),
    "email": frozenset({"email", "billingemail", "customeremail", "emailbilling"}),
    "phone": frozenset({"phone", "billingphone", "phonebilling", "customerphone"}),
    "country": frozenset({"billingcountry", "country", "countrycode", "shippingcountry", "countrycodebilling"}),
    "first_name": frozenset({"firstname", "billingfirstname", "firstnamebilling"}),
    "last_name": frozenset({"lastname", "billinglastname", "lastnamebilling"}),
    "full_name": frozenset({"billingname", "customername"}),
    "city": frozenset({"city", "billingcity", "citybilling"}),
    "currency": frozenset({"currency", "ordercurrency"}),
    "total": frozenset({"total", "ordertotal", "ordertotalamount"}),
    "discount": frozenset({"discount", "discountamount", "cartdiscount", "cartdiscountamount"}),
    "shipping": frozenset({"shipping", "shippingtotal", "deliverycost", "ordershippingamount"}),
    "method": frozenset({"shippingmethod", "shippingmethodtitle", "fulfilment"}),
    "placed_at": frozenset({"createdat", "orderdate", "date", "placedat", "datecreated"}),
    "paid_at": frozenset({"paidat", "paiddate", "datepaid"}),
    "shipped_at": frozenset({"fulfilledat", "shippedat"}),
    "delivered_at": frozenset({"deliveredat", "completeddate", "datecompleted"}),
    "cancelled_at": frozenset({"cancelledat"}),
    "returned_at": frozenset({"returnedat"}),
    "refunded": frozenset({"refundedamount", "orderrefundamount", "refunded"}),
    "status": frozenset({"status", "orderstatus", "financialstatus"}),
    "category": frozenset({"category"}),
    "tracking_number": frozenset({"trackingnumber"}),
    "tracking_url": frozenset({"trackingurl"}),
    "line_name": frozenset({"lineitemname", "itemname", "product", "productname"}),
    "line_sku": frozenset({"lineitemsku", "itemsku", "sku"}),
    "line_quantity": frozenset({"lineitemquantity", "itemquantity", "quantity", "qty"}),
    "line_price": frozenset({"lineitemprice", "itemcost", "price", "itemprice"}),
}
_LINE: Final = ("line_name", "line_sku", "line_quantity", "line_price")
_NOT_PLACED: Final = frozenset({"failed", "cancelled", "voided", "expired", "trash", "wc-failed", "wc-cancelled"})
#: What a state says has happened, whether or not a column dates it.
_REACHED: Final = {
    "shipped": "order.shipped",
    "fulfilled": "order.shipped",
    "delivered": "order.delivered",
    "completed": "order.delivered",
    "returned": "order.returned",
}
_DATES: Final = (
    ("paid_at", "order.paid"),
    ("shipped_at", "order.shipped"),
    ("delivered_at", "order.delivered"),
    ("returned_at", "order.returned"),
    ("cancelled_at", "order.cancelled"),
)


class OrderRow(Struct, frozen=True):
    """An order of the file. `key` is the same for the same order as it is."""

    said: Said
    key: str


class BadOrder(Struct, frozen=True):
    """What is wrong with an order, and on which line it begins."""

    line: int
    reason: str


Rows = list[tuple[int, dict[str, Any]]]


def orders_in(lines: Iterable[Line | Unreadable], region: str | None, now: datetime) -> Iterator[OrderRow | BadOrder]:
    """Yield the orders of a file. `region` is the country (FR) of numbers that are written without one.

    What is dated more than a day ahead of `now` is refused.
    """
    for line, order in _numbered(lines, region):
        ahead = _ahead(order, now)
        yield BadOrder(line, ahead) if ahead else order


def _ahead(order: OrderRow | BadOrder, now: datetime) -> str:
    news = order.said.news if isinstance(order, OrderRow) else ()
    dates = ((one.name, one.at) for one in news if one.at is not None and is_ahead(one.at, now))
    return next((f"{name} of {at:%Y-%m-%d} lies more than a day ahead" for name, at in dates), "")


def _numbered(lines: Iterable[Line | Unreadable], region: str | None) -> Iterator[tuple[int, OrderRow | BadOrder]]:
    """Yield the orders, each with the line on which it begins."""
    rows: Rows = []
    for line in lines:
        said = _by_column(line.cells) if isinstance(line, Line) and "line_items" not in line.cells else {}
        if rows and not _goes_on(rows[0][1], said):
            yield rows[0][0], _order(rows, region)
            rows = []
        if isinstance(line, Unreadable):
            yield line.number, BadOrder(line.number, line.reason)
        elif "line_items" in line.cells:
            yield line.number, _of_an_api(line)
        else:
            rows.append((line.number, said))
    if rows:
        yield rows[0][0], _order(rows, region)


def _of_an_api(line: Line) -> OrderRow | BadOrder:
    reader = woocommerce.read_order if "billing" in line.cells else shopify.read_order
    try:
        said = reader(line.cells)
    except Unusable as fault:
        return BadOrder(line.number, str(fault))
    return OrderRow(said, _key(line.cells))


def _by_column(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Spreadsheets put a quote before a number that is text."""
    said: dict[str, Any] = {}
    for column, value in cells.items():
        plain = plain_name(column)
        name = next((name for name, columns in COLUMNS.items() if plain in columns), None)
        if name is not None and isinstance(value, str | int | float) and str(value).strip():
            said.setdefault(name, str(value).strip().lstrip("'").strip())
        elif plain == "lines" and isinstance(value, list):
            said["lines"] = value
        elif plain == "customer" and isinstance(value, dict):  # as the events of `/api` name one
            person = _by_column(value)
            said = {"customer": person.pop("id", "")} | person | said
        elif plain.startswith("lineitem") and plain[8:].isdigit() and isinstance(value, str) and value.strip():
            said.setdefault("lines", []).append(_packed(value))
    return said


def _packed(value: str) -> dict[str, Any]:
    """`name:Café|product_id:12|sku:C1|quantity:2|total:19.80`, a line as WooCommerce's exporters write one."""
    pairs = (pair.partition(":") for pair in value.split("|"))
    found = {name.strip(): said.strip() for name, _, said in pairs}
    quantity = found.get("quantity", "1")
    return known(
        name=found.get("name"),
        sku=found.get("sku"),
        quantity=int(quantity) if quantity.isdigit() else 1,
        total=money(found.get("total")),
    )


def _goes_on(first: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Tell whether a row is another line of the same order."""
    names = [name for name in ("id", "number") if name in first and name in said]
    return bool(names) and all(first[name] == said[name] for name in names)


def _order(rows: Rows, region: str | None) -> OrderRow | BadOrder:
    number, first = rows[0]
    try:
        return OrderRow(_said(first, [said for _, said in rows], region), _key([said for _, said in rows]))
    except Unusable as fault:
        return BadOrder(number, str(fault))


def _key(said: Any) -> str:
    return event_id("import", json.encode(said, order="sorted").decode())


def _said(first: Mapping[str, Any], rows: list[dict[str, Any]], region: str | None) -> Said:
    if not (first.get("id") or first.get("number")):
        raise Unusable("an order without an id or a number")
    country = first.get("country", "")
    phones = ((first.get("phone", ""), country if len(country) == 2 else region or ""),)
    names = customer_names(first.get("customer", ""), phones, (first.get("email", ""),))
    if not names:
        raise Unusable("names nobody: it has no customer id, telephone number or e-mail that can be used")
    first_name = first.get("first_name") or first.get("full_name", "").partition(" ")[0]
    facts = known(
        first_name=first_name,
        last_name=first.get("last_name"),
        city=first.get("city"),
        country=country if len(country) == 2 else None,
    )
    return Said(names=names, order=first.get("id", ""), facts=facts, news=tuple(_news(first, _data(first, rows))))


def _data(first: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    if "total" in first and money(first["total"]) is None:
        raise Unusable(f"total {first['total']!r} is no amount")
    method = first.get("method", "")
    return known(
        id=first.get("id"),
        number=first.get("number", "").lstrip("#"),
        currency=first.get("currency"),
        total=money(first.get("total")),
        discount=money(first.get("discount")),
        category=first.get("category"),
        placed_at=_date(first, "placed_at").isoformat(),
        lines=[line for row in rows for line in _lines(row)],
        fulfilment=known(
            kind=fulfilment_kind(method) if method else "", label=method, cost=money(first.get("shipping"))
        ),
        tracking=known(number=first.get("tracking_number"), url=first.get("tracking_url")),
    )


def _lines(row: Mapping[str, Any]) -> list[Any]:
    if "lines" in row:
        return list(row["lines"])
    if not any(name in row for name in _LINE):
        return []
    quantity = row.get("line_quantity", "1")
    if not quantity.isdigit():
        raise Unusable(f"quantity {quantity!r} is no whole number")
    return [
        known(
            name=row.get("line_name"),
            sku=row.get("line_sku"),
            offer=row.get("line_sku"),
            quantity=int(quantity),
            price=money(row.get("line_price")),
        )
    ]


def _news(first: Mapping[str, Any], data: dict[str, Any]) -> list[News]:
    placed = _date(first, "placed_at")
    found = [News(name="order.created", data=data, at=placed)]
    state = first.get("status", "").casefold()
    if state not in _NOT_PLACED or "paid_at" in first:
        found.append(News(name="order.confirmed", data=data, at=placed))
    found += [News(name=name, data=data, at=_date(first, column)) for column, name in _DATES if column in first]
    reached = _REACHED.get(state.removeprefix("wc-"))
    if reached is not None and all(one.name != reached for one in found):  # no date of its own: the last that there is
        found.append(News(name=reached, data=data, at=max(news.at for news in found if news.at is not None)))
    last = max(news.at for news in found if news.at is not None)
    refunded = money(first.get("refunded"))
    if refunded is not None and refunded.strip("0.") not in ("", "-"):
        told = data | {"refund": {"id": "import", "amount": refunded.lstrip("-")}}
        found.append(News(name="order.refunded", data=told, at=last))
    elif state == "refunded":
        found.append(News(name="order.refunded", data=data, at=last))
    if state in _NOT_PLACED and "cancelled_at" not in first:
        found.append(News(name="order.cancelled", data=data, at=last))
    return found


def _date(first: Mapping[str, Any], column: str) -> datetime:
    """Return a date of the file in UTC: ISO, or as Shopify writes it, "2025-10-07 09:50:26 +0200"."""
    written = first.get(column)
    if not written:
        raise Unusable("no date says when it was placed (Created at, placed_at)")
    try:
        found = datetime.fromisoformat(str(written).replace(" UTC", "+00:00").replace(" +", "+").replace(" -", "-"))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Unusable(f"{column} {written!r}: write it as 2025-03-01T14:30:00+01:00") from None
