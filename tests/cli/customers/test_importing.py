"""A list of customers brought in at a terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.model.customer import Customer
from bot.store import Store
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.work.shop import open_shop

__all__ = ["says"]

CSV = """Customer ID,First Name,Email,Phone,Accepts SMS Marketing
1,Léa,lea@example.com,+33612345678,yes
2,Tom,not an address,,no
,Ana,,,no
,,,,
3,"Zoé
Marie",zoe@example.com,,no
"""


async def _customer(file: Path, name: str) -> Customer | None:
    store = await Store.open(f"sqlite:///{file}")
    async with open_shop(store) as shop:
        shop.now = now()
        await shop.meet()
    found = await store.customers.find(name)
    customer = await store.customers.get(found) if found else None
    await store.close()
    return customer


def test_good_lines_are_kept_and_bad_ones_told(says: Says, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(CSV, "utf-8")
    code, told, _ = says("import", "customers", "list.csv")
    assert code == 1
    assert "line 3: email 'not an address' is no e-mail address" in told
    assert "line 4: names nobody" in told
    assert "Customers: 2 brought in, 2 left out" in told
    assert "Yes to messages without a proof of it, so no consent: 1." in told
    lea = asyncio.run(_customer(tmp_path / "parcours.db", "+33612345678"))
    assert lea is not None
    assert (lea.facts["first_name"], lea.grants, len(lea.addresses)) == ("Léa", (), 3)
    says("import", "customers", "list.csv")
    assert asyncio.run(_customer(tmp_path / "parcours.db", "lea@example.com")) == lea


def test_lines_of_json_and_an_address_that_is_somebody_elses(says: Says, tmp_path: Path) -> None:
    says("migrate")
    lines = ['{"id": 1, "phone": "+33612345678"}', "no json", '{"id": 2, "facts": 1}']
    (tmp_path / "list.jsonl").write_text("\ufeff" + "\n".join(lines), "utf-8")
    code, told, _ = says("import", "customers", "list.jsonl")
    assert (code, "line 2: no JSON object" in told) == (1, True)
    (tmp_path / "more.jsonl").write_text('{"id": 2, "phone": "+33612345678", "first_name": "Tom"}', "utf-8")
    told = says("import", "customers", "more.jsonl")[1]
    assert "line 1: sms:+33612345678 is another customer's: left out" in told
    tom = asyncio.run(_customer(tmp_path / "parcours.db", "2"))
    assert tom is not None
    assert [one.address.channel for one in tom.addresses] == ["shop"]


@pytest.mark.parametrize(("what", "one"), [("customers", "a customer"), ("orders", "an order")])
@pytest.mark.parametrize("text", ["", "phone,first_name\n"])
def test_a_file_without_a_line_is_told_so(says: Says, tmp_path: Path, what: str, one: str, text: str) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_text(text, "utf-8")
    told = f"list.csv: there is no line of {one} in this file; nothing was imported\n"
    assert says("import", what, "list.csv")[:2] == (1, told)


def test_what_is_not_there_yet_or_wrong_is_said(says: Says, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(CSV, "utf-8")
    assert "no country's code" in says("import", "customers", "list.csv", "--country", "France")[2]
    assert says("import", "customers", "nothing.csv")[0] == 2


def test_what_a_spreadsheet_saves_is_read_and_numbers_without_a_country_are_the_stores(
    says: Says, tmp_path: Path
) -> None:
    says("migrate")
    (tmp_path / "list.csv").write_bytes("id;prénom;phone\r\n1;x;06 12 34 56 78\r\n".encode("cp1252"))
    code, told, _ = says("import", "customers", "list.csv")
    assert (code, "Customers: 1 brought in, 0 left out" in told) == (0, True)
    assert asyncio.run(_customer(tmp_path / "parcours.db", "+33612345678")) is not None
    (tmp_path / "belgian.csv").write_text("id,phone\n2,0470 12 34 56\n", "utf-8")
    assert says("import", "customers", "belgian.csv", "--country", "BE")[0] == 0
    assert asyncio.run(_customer(tmp_path / "parcours.db", "+32470123456")) is not None
