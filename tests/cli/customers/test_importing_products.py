"""A list of products brought in at a terminal."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from bot.model.offer import Offer
from bot.store import Store
from tests.cli.installation.test_operations import Says, says

__all__ = ["says"]

CSV = "id;name;price;stock.lyon\naroma-2;Aroma 2;349,00;4\nbrio;Brio;;2\npresto;Presto 15;419,00;-1\n"


def offers(file: Path) -> dict[str, Offer]:
    async def read() -> dict[str, Offer]:
        store = await Store.open(f"sqlite:///{file}")
        found = await store.offers.since(0)
        await store.close()
        return {offer.id: offer for offer in found.offers}

    return asyncio.run(read())


def test_good_lines_are_kept_bad_ones_told_and_once_more_changes_nothing(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_bytes(CSV.encode("cp1252"))
    code, told, _ = says("import", "products", "list.csv")
    assert code == 1
    assert "list.csv:3: `brio` has no price; left out" in told
    assert "list.csv:4: the stock -1 is below zero; counted as none" in told
    assert "Products: 2 new, 0 changed, 0 as they were; 1 line left out." in told
    before = offers(tmp_path / "parcours.db")
    assert before["aroma-2"].price == Decimal(349)
    _, told, _ = says("import", "products", "list.csv")
    assert "0 new, 0 changed, 2 as they were" in told
    assert offers(tmp_path / "parcours.db") == before


@pytest.mark.parametrize("text", ["", "id,name,price\n"])
def test_a_file_without_a_product_is_told_so(says: Says, tmp_path: Path, text: str) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_text(text, "utf-8")
    code, told, _ = says("import", "products", "list.csv")
    assert (code, told) == (1, "list.csv: there is no line of a product in this file; nothing was imported\n")


def test_what_changed_is_changed_and_nothing_else(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_text("id,name,price\na,A,10\nb,B,20\n", "utf-8")
    assert says("import", "products", "list.csv")[0] == 0
    (tmp_path / "list.csv").write_text("id,name,price\nb,B,18\na,A,10\n", "utf-8")
    assert "0 new, 1 changed, 1 as they were" in says("import", "products", "list.csv")[1]
    found = offers(tmp_path / "parcours.db")
    assert (found["a"].price, found["b"].price, found["a"].source) == (Decimal(10), Decimal(18), "list.csv:2")


def test_shopifys_and_woocommerces_columns_are_known(says: Says, tmp_path: Path) -> None:
    data = Path(__file__).resolve().parents[2] / "data" / "products"
    says("migrate")
    assert "6 new" in says("import", "products", str(data / "shopify.csv"))[1]
    assert "5 new" in says("import", "products", str(data / "woocommerce.csv"))[1]


def test_what_a_newer_file_lacks_is_told_and_retired_where_that_is_asked(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_text("id,name,price\na,Tasse A,10\nb,Tasse B,20\n", "utf-8")
    assert "Not in this file" not in says("import", "products", "list.csv")[1]
    (tmp_path / "list.csv").write_text("id,name,price\na,Tasse A,10\n", "utf-8")
    code, told, _ = says("import", "products", "list.csv")
    assert code == 0
    assert "Not in this file, still sold: b (Tasse B)." in told and "--replace" in told
    assert offers(tmp_path / "parcours.db")["b"].sold
    assert "sold no longer: b (Tasse B)." in says("import", "products", "list.csv", "--replace")[1]
    assert not offers(tmp_path / "parcours.db")["b"].sold
    assert "Not in this file" not in says("import", "products", "list.csv", "--replace")[1]
    (tmp_path / "list.csv").write_text("id,name,price\na,Tasse A,10\nb,Tasse B,21\n", "utf-8")
    says("import", "products", "list.csv")
    assert offers(tmp_path / "parcours.db")["b"].sold, "back in the shop"


def test_nothing_is_retired_by_a_file_with_lines_that_cant_be_read(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_text("id,name,price\na,Tasse A,10\nb,Tasse B,20\n", "utf-8")
    says("import", "products", "list.csv")
    (tmp_path / "list.csv").write_text("id,name,price\na,Tasse A,10\nb,Tasse B,\n", "utf-8")
    code, told, _ = says("import", "products", "list.csv", "--replace")
    assert code == 1 and "Nothing was retired" in told
    assert offers(tmp_path / "parcours.db")["b"].sold


def test_replacing_is_for_products(says: Says, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id\n1\n", "utf-8")
    code, _, wrong = says("import", "customers", "list.csv", "--replace")
    assert code == 2 and "--replace is for products" in wrong


def test_a_list_of_prices_alone_leaves_what_stands(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_text("id,name,price,description,stock\na,A,10,Belle,3\nb,B,20,Bonne,4\n", "utf-8")
    assert says("import", "products", "list.csv")[0] == 0
    (tmp_path / "prices.csv").write_text("id,price,stock\na,9,1\n", "utf-8")
    code, told, _ = says("import", "products", "prices.csv")
    assert (code, "0 new, 1 changed" in told) == (0, True)
    found = offers(tmp_path / "parcours.db")["a"]
    assert (found.name, found.description, found.price, found.stock) == ("A", "Belle", Decimal(9), {"": 1})


def test_shopifys_translations_are_brought_in_after_its_products_and_retire_nothing(says: Says, tmp_path: Path) -> None:
    says("migrate")
    (tmp_path / "products.csv").write_text("id,name,price\npot,Pot en terre cuite,10\nbol,Bol,20\n", "utf-8")
    assert says("import", "products", "products.csv")[0] == 0
    head = "Type,Identification,Field,Locale,Market,Status,Default content,Translated content\n"
    row = "PRODUCT,'8079,title,en,,,Pot en terre cuite,Clay pot\n"
    (tmp_path / "translations.csv").write_text(head + row, "utf-8")
    code, told, _ = says("import", "products", "translations.csv", "--replace")
    assert (code, told) == (0, "Products: 0 new, 1 changed, 0 as they were; 0 lines left out.\n")
    found = offers(tmp_path / "parcours.db")
    assert (found["pot"].words, found["bol"].sold) == ({"en": {"name": "Clay pot"}}, True)
    assert "0 changed" in says("import", "products", "translations.csv")[1]
