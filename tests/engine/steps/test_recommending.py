"""Recommending. The verb's cases stand in `cases`."""

from __future__ import annotations

from typing import Any

import pytest

from bot.model.message import Media
from bot.playbook.compiled import Playbook
from bot.rules.offers.recommendation import KEPT
from tests.engine.chat import Chat, Opens
from tests.engine.comparing import sets, shop
from tests.engine.recommending import ADVISES, FACTS, GOES_WITH, STOCKED
from tests.engine.renewal.test_renewing import line


def advises(flow: str = ADVISES, offers: str = STOCKED) -> Playbook:
    return shop(flow, offers=offers, facts=FACTS)


def words(lea: Chat) -> str:
    return lea.said[-1].content.text


def labels(lea: Chat) -> list[str]:
    return [choice.label for choice in lea.said[-1].content.choices]


@pytest.fixture
def lea(chat: Opens) -> Chat:
    return chat(advises(), quiet=True).opens()


def test_one_offer_is_proposed_with_the_reason(lea: Chat) -> None:
    lea.hears("Mon conseil\u00a0: Machine Aroma 2, 349")
    assert sets("bruit 52 dB (on ne fait pas mieux ici)") in words(lea)
    assert "en stock aujourd’hui (Lyon)" in words(lea)
    assert labels(lea) == ["Je prends", "Comparer", "Autre chose", "Moins cher", "Non, merci"]


def test_every_reason_stands_in_the_ledger_with_its_cells(lea: Chat) -> None:
    lea.ignores_what_was_said()
    row = next(row for row in lea.ledger if "cells" in row.facts)
    assert "flows/catalog/offers.csv:3 attr.bruit" in row.facts["cells"]
    assert "flows/catalog/offers.csv:3 stock.lyon" in row.facts["cells"]
    assert row.words.startswith("Conseil : Machine Aroma 2 (bruit 52")


def test_what_was_taken_can_be_spoken_of_and_ordered(lea: Chat) -> None:
    lea.hears("Aroma").says("je la prends").hears("Pris : Machine Aroma 2 (aroma-2). bruit")
    assert {*KEPT, "price"} == lea.fact("recommended").keys()


def test_a_comparison_goes_on_with_what_was_recommended(lea: Chat) -> None:
    lea.hears("Aroma").presses("Comparer").hears("compte le plus").presses("Bruit").ignores_what_was_said()
    assert [choice.key for choice in lea.said[-1].content.choices[:3]] == ["aroma-2", "brio-lait", "brio-mini"]


def test_who_wants_another_gets_the_next_and_never_the_first_again(lea: Chat) -> None:
    lea.hears("Aroma").presses("Autre chose").hears("Mon conseil")
    assert "Aroma 2" not in words(lea).split("honnêteté")[0]
    assert lea.fact("refused") == ["aroma-2"]
    first = lea.fact("recommended")["id"]
    lea.says("non merci").ends("none")
    assert lea.fact("refused") == ["aroma-2", first]


def test_what_was_refused_is_not_proposed_another_day(chat: Opens) -> None:
    lea = chat(advises(), quiet=True, refused=["aroma-2"]).opens().ignores_what_was_said()
    assert lea.fact("recommended")["id"] != "aroma-2"


def test_what_they_have_is_not_proposed_unless_it_is_for_somebody_else(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).shop("order.confirmed", number="A", lines=[line("aroma-2")])
    lea.opens().ignores_what_was_said()
    assert lea.fact("recommended")["id"] != "aroma-2"
    giver = chat(advises(), quiet=True, recipient="ma mère").shop(
        "order.confirmed", number="A", lines=[line("aroma-2")]
    )
    giver.opens().hears("Mon conseil\u00a0: Machine Aroma 2")


def test_a_budget_is_kept_and_a_need_above_it_said(chat: Opens) -> None:
    chat(advises(), quiet=True, budget=300).opens().hears("dans votre budget de 300")
    chat(advises(), drinks="milk", budget=300).opens().hears("49").ignores_what_was_said()
    poor = chat(advises(), drinks="milk", budget=100).opens().hears_nothing(because="Rien à conseiller")
    poor.ends("nothing")


def test_what_must_be_there_by_a_day_is_said_to_be(chat: Opens) -> None:
    chat(advises(), quiet=True, needed_by="2026-03-07").opens().hears("avant le samedi 7 mars")
    late = chat(advises(), quiet=True, needed_by="2026-02-07").opens().hears("en stock aujourd’hui")
    assert "avant le" not in words(late)


def test_the_card_has_a_picture_where_the_channel_shows_one(chat: Opens) -> None:
    offers = STOCKED.replace("oui,1.8,detartrant;cafe,", "oui,1.8,detartrant;cafe,https://moka.example/aroma.jpg")
    lea = chat(advises(offers=offers), quiet=True).opens().hears("Aroma")
    assert lea.said[-1].content.media == (Media("photo", "https://moka.example/aroma.jpg"),)
    sms = chat(advises(offers=offers), quiet=True, channel="sms").says("bonjour").opens().ignores_what_was_said()
    assert sms.said[-1].content.media == ()


def test_one_that_sold_out_meanwhile_makes_room(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma")
    lea.hears_of(advises(offers=STOCKED.replace("349.00,3", "349.00,0")))
    lea.presses("Je prends").hears("Mon conseil")
    assert lea.fact("recommended")["id"] != "aroma-2"
    lea.ignores_what_was_said()


def test_silence_is_reminded_and_ends(lea: Chat) -> None:
    lea.hears("Aroma").waits(days=1, hours=1).hears("Toujours là").waits(days=4).ends("silent")


# complements


def bought(chat: Opens, *ids: str, **facts: Any) -> Chat:
    lines = [line(one) for one in ids]
    return chat(advises(GOES_WITH), **facts).shop("order.confirmed", number="A", lines=lines)


def test_a_complement_is_proposed_once_for_a_purchase(chat: Opens) -> None:
    lea = bought(chat, "aroma-2").opens().hears("Détartrant, 9")
    assert labels(lea) == ["Je prends", "Non, merci"]
    lea.presses("Non, merci").ends("none").opens().hears_nothing().ends("nothing")
    lea.shop("order.confirmed", number="B", lines=[line("aroma-2")]).opens().hears("Café 250 g")


def test_a_complement_that_they_have_is_not_proposed(chat: Opens) -> None:
    bought(chat, "aroma-2", "detartrant").opens().hears("Café 250 g")
    bought(chat, "presto-15").opens().hears_nothing().ends("nothing")


def test_something_else_than_a_complement_is_no(chat: Opens) -> None:
    bought(chat, "aroma-2").opens().hears("Détartrant").says("autre chose").ends("none")


def test_a_complement_not_now_is_no_and_does_not_come_back(chat: Opens) -> None:
    lea = bought(chat, "aroma-2").opens().hears("Détartrant").says("pas maintenant").ends("none")
    assert not lea.planned
    lea.waits(days=20).hears_nothing()


def test_an_offer_that_was_asked_for_not_now_is_postponed_and_not_refused(lea: Chat) -> None:
    lea.hears("Aroma").says("pas maintenant").ignores_what_was_said()
    assert "refused" not in lea.customer.facts
