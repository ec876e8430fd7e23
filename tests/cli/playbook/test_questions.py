"""What nobody answered yet, at a terminal."""

from __future__ import annotations

import asyncio

import msgspec

from bot.model.effects import Decide
from bot.model.events import MessageReceived
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import lea, write

_ = says


def test_each_question_stands_once_with_how_often(says: Says) -> None:
    says("migrate")
    assert says("questions")[:2] == (0, "No question was left without an answer in the last 30d.\n")
    assert says("questions", "--json")[:2] == (0, "")
    asyncio.run(_nobody_understood("vous vendez du thé", "Vous vendez du thé ?", "et des vélos"))
    code, told, _ = says("questions")
    assert code == 0
    first, second = told.splitlines()
    assert first.split()[0] == "2"
    assert first.endswith("Vous vendez du thé ?")
    assert second.endswith("et des vélos")
    rows = [msgspec.json.decode(line) for line in says("questions", "--json", "--since", "8w")[1].splitlines()]
    assert [row["times"] for row in rows] == [2, 1]


def test_what_is_no_length_of_time_is_said(says: Says) -> None:
    says("migrate")
    code, _, told = says("questions", "--since", "soon")
    assert code == 2
    assert "write 12h, 30d or 8w" in told


async def _nobody_understood(*texts: str) -> None:
    store = await Store.open("sqlite:///parcours.db")
    try:
        record, at = Record(), micros(now())
        for n, text in enumerate(texts):
            record.heard(customer_id_of(lea()), MessageReceived(id=f"m{n}", address=lea(), text=text), at + n)
            decision = Decide(id=f"d{n}", kind="not_understood", words="?", rule="understanding")
            record.decision(customer_id_of(lea()), decision, f"m{n}", at + n)
        await write(store, record)
    finally:
        await store.close()
