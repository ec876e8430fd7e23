"""Our own list of products: good lines are kept, bad ones told."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.model.offer import Attribute, Delivery, Offer
from bot.web.imports.product_rows import Products, read_own
from bot.web.imports.tables import lines_of, plain_name

HEAD = "id,name,category,price,currency,stock.lyon,attr.bruit (dB),delivery.home,variant_of,option.poids,complements\n"


def read(text: str) -> tuple[dict[str, Offer], list[str]]:
    products = Products("p.csv", "EUR", read_own)
    offers = products.offers(lines_of(text))
    return {offer.id: offer for offer in offers}, [f"{one.line}: {one.reason}" for one in products.told]


def test_a_line_is_an_offer() -> None:
    offers, told = read(HEAD + 'aroma-2,Aroma 2,machine,"349,90",eur,4,52,4.90; 3 days,,,detartrant; yirga\n')
    assert told == []
    assert offers["aroma-2"] == Offer(
        id="aroma-2",
        name="Aroma 2",
        category="machine",
        price=Decimal("349.90"),
        stock={"lyon": 4},
        attributes={"bruit": Attribute(52, "dB")},
        delivery=(Delivery("home", Decimal("4.90"), timedelta(days=3)),),
        complements=("detartrant", "yirga"),
        source="p.csv:2",
    )


def test_bad_lines_are_told_and_the_good_ones_kept() -> None:
    rows = [
        "good,Good,,10,,,,,,,",
        "free,Without price,,,,,,,,,",
        "low,Low,,10,,-3,,,,,",
        "good,Again,,12,,,,,,,",
        "usd,Dollars,,10,USD,,,,,,",
        "odd,Odd,,cher,,,,,,,",
        "few,Few,,10,,beaucoup,,,,,",
        ",,,10,,,,,,,",
        "drone,Drone,,10,,,,x,,,",
        "late,Late,,10,,,,4; soon,,,",
    ]
    offers, told = read(HEAD + "\n".join(rows))
    assert set(offers) == {"good", "low"}
    assert offers["low"].stock == {"lyon": 0}
    assert sorted(told) == [
        "10: the price `x` is no amount",
        "11: 'soon' is no duration: write a number and one of seconds, minutes, hours, days, weeks, months, years, as "
        "in `3 hours`",
        "3: `free` has no price",
        "4: the stock -3 is below zero; counted as none",
        "5: the id `good` is there already, on line 2",
        "6: priced in USD, the store sells in EUR",
        "7: the price `cher` is no amount",
        "8: the stock `beaucoup` is no whole number",
        "9: this line names no product; it needs a `name`",
    ]


def test_an_offer_in_sizes_needs_no_price_of_its_own() -> None:
    offers, told = read(HEAD + "cafe,Café,,,,,,,,,\ncafe-1,Café 1 kg,,32,,,,,cafe,1 kg,\nthe,Thé,,,,,,,,,\n"
                        "the-1,Thé 1 kg,,,,,,,the,1 kg,\n")  # fmt: skip
    assert (offers["cafe"].price, offers["cafe"].variants) == (Decimal(32), ("cafe-1",))
    assert offers["cafe-1"].options == {"poids": "1 kg"}
    assert told == ["4: `the` has no price", "5: `the-1` has no price"]


def test_json_says_the_same_in_its_own_shape() -> None:
    line = '{"id": "a", "name": "A", "price": 9.9, "stock": {"lyon": 4}, "attr": {"bruit (dB)": 52}, "tags": ["x"]}'
    offers, told = read(line)
    assert told == []
    assert (offers["a"].price, offers["a"].stock, offers["a"].tags) == (Decimal("9.9"), {"lyon": 4}, ("x",))
    assert offers["a"].attributes == {"bruit": Attribute(52, "dB")}


def test_columns_are_known_by_their_letters() -> None:
    assert plain_name("Tarif régulier") == "tarifrégulier"
    assert plain_name("Body (HTML)") == "bodyhtml"


def test_another_list_is_told_by_its_columns() -> None:
    products = Products("list.csv", "EUR", read_own)
    assert products.offers(lines_of("foo,bar\n1,2\n")) == []
    [told] = products.told
    assert told.reason == "this line names no product; it needs a `name`, and there are only `foo`, `bar`"


def test_what_does_not_ship_says_so_by_either_name() -> None:
    offers, _ = read("id,name,price,ships\na,Carte,20,no\nb,Tasse,9,\nc,Bol,9,yes\n")
    assert {id_: one.ships for id_, one in offers.items()} == {"a": False, "b": True, "c": True}
    offers, _ = read("id,name,price,requires_shipping\na,Carte,20,false\n")
    assert not offers["a"].ships
