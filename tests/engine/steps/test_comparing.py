"""Comparing. The verb's cases stand in `cases`."""

from __future__ import annotations

import re

from bot.rules.offers.comparison import KEPT
from tests.engine.chat import Opens
from tests.engine.comparing import COMPARES, OFFERS, sets, shop


def test_what_was_compared_and_why_one_was_kept_stays_with_the_customer(chat: Opens) -> None:
    lea = (
        chat(shop())
        .opens()
        .says("Bruit")
        .ignores_what_was_said()
        .says("la première")
        .hears("Gardé : Machine Aroma 2. Aroma 2 arrive")
    )
    kept = lea.fact("last_comparison")
    assert kept.keys() == {*KEPT, "price"}
    assert (kept["chosen"], kept["price"], kept["at"]) == ("aroma-2", 349, "2026-03-02")
    assert kept["offers"] == ["aroma-2", "brio-mini", "presto-15"]
    assert sets("bruit 52 dB contre 56 dB") in kept["why"]
    assert any(row.words.endswith("Le client garde Machine Aroma 2.") for row in lea.ledger)


def test_the_ledger_traces_every_number_to_its_cell(chat: Opens) -> None:
    lea = chat(shop()).opens().says("Bruit").ignores_what_was_said()
    row = next(row for row in lea.ledger if "cells" in row.facts)
    assert row.facts["cells"]["aroma-2.bruit"] == "flows/catalog/offers.csv:3 attr.bruit"
    assert row.facts["cells"]["brio-mini.price"] == "flows/catalog/offers.csv:2 price"


def test_none_of_them_takes_its_branch(chat: Opens) -> None:
    chat(shop()).opens().says("Bruit").ignores_what_was_said().says("Aucune").ends("none")


def test_other_criteria_are_asked_again(chat: Opens) -> None:
    lea = (
        chat(shop()).opens().says("Bruit").ignores_what_was_said().says("Changer les critères").hears("compte le plus")
    )
    lea.presses("Prix").hears("Brio Mini arrive en tête").says("Brio Mini").hears("Gardé : Machine Brio Mini")


def test_all_alike_weighs_everything_the_same(chat: Opens) -> None:
    lea = chat(shop()).opens().says("Tout autant").ignores_what_was_said()
    assert set(lea.saved["comparison"]["weights"].values()) == {1.0}
    table = lea.said[-1].content.media[0].table
    assert table is not None
    assert not any(line.counts for line in table.lines)


def test_fewer_than_two_offers_are_not_compared(chat: Opens) -> None:
    flow = COMPARES.replace("      none:", "      too_few: { stop: alone }\n      none:")
    offers = re.sub(r"machine,(\d)", r"machine,0,\1", OFFERS).replace("category,price", "category,stock.lyon,price")
    offers = offers.replace("moulin,189", "moulin,3,189").replace("Presto 15,machine,0", "Presto 15,machine,2")
    chat(shop(flow, offers=offers)).opens().ends("alone")
