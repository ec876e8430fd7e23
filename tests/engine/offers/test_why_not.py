"""Why it is not another one, as chats."""

from __future__ import annotations

from tests.engine.chat import Opens
from tests.engine.comparing import COMPARES, sets, shop
from tests.engine.ordering import lea_with, line
from tests.engine.recommending import ADVISES, FACTS, STOCKED


def test_of_a_comparison_with_both_figures_and_the_scores(chat: Opens) -> None:
    lea = chat(shop()).opens().hears("compte").says("Bruit").hears("Aroma 2 arrive en tête")
    lea.says("pourquoi pas la brio ?").hears(
        sets("Pour Brio Mini : largeur 18 cm contre 24 cm, prix 279 € contre 349 €. Aroma 2 fait mieux : bruit 52 dB")
    )
    said = lea.said[-1].content.text
    assert "Au total" in said
    assert said.endswith("\n\nQue gardez-vous\u202f?"), "the question still stands, under the answer"
    assert lea.ledger[-1].kind == "sent"
    row = next(row for row in reversed(lea.ledger) if "pourquoi" in row.words)
    assert row.facts["cells"]["brio-mini.bruit"] == "flows/catalog/offers.csv:2 attr.bruit"
    assert "presto-15.bruit" not in row.facts["cells"]


def test_of_the_one_that_is_ahead(chat: Opens) -> None:
    lea = chat(shop()).opens().hears("compte").says("Bruit").hears("Aroma 2 arrive en tête")
    lea.says("pourquoi pas l'aroma ?").hears("C’est justement Aroma 2 qui arrive en tête")


def test_in_english_of_one_that_was_not_compared(chat: Opens) -> None:
    lea = chat(shop(), language="en").opens().hears("matters").says("Noise").hears("comes out ahead")
    lea.says("what about the brio lait?").hears(
        "Aroma 2 does better: price €349 against €499, bruit 52\u00a0dB against 54\u00a0dB."
    )
    assert "out of 100, " not in lea.said[-1].content.text


def test_of_an_advice_what_was_needed_and_the_budget(chat: Opens) -> None:
    book = shop(ADVISES, offers=STOCKED, facts=FACTS)
    lea = chat(book, drinks="milk", budget=450).opens().hears("Mon conseil")
    lea.says("pourquoi pas la brio mini ?").hears(
        "À «\u00a0Machine Brio Mini\u00a0», il manque ce qu’il vous faut\u00a0: mousseur."
    )
    lea.says("pourquoi pas la brio lait ?").hears(
        sets("Machine Brio Lait : 499 €, c’est plus que votre budget de 450 €.")
    )
    assert lea.customer.conversations[-1].waiting is not None


def test_of_an_advice_one_that_is_sold_out(chat: Opens) -> None:
    book = shop(ADVISES, offers=STOCKED.replace("419.00,1", "419.00,0"), facts=FACTS)
    lea = chat(book, drinks="milk").opens().hears("Mon conseil")
    lea.says("why not the presto?").hears("Machine Presto 15\u00a0: plus en stock pour le moment.")


def test_after_the_choice_it_is_about_the_one_chosen(chat: Opens) -> None:
    flow = COMPARES.replace('say: "Gardé', 'ask: "Gardé').replace(
        'last_comparison.why }}"', 'last_comparison.why }}"\n    as: text\n    save: said'
    )
    lea = chat(shop(flow)).opens().hears("compte").says("Bruit").hears("Aroma 2").says("Presto 15").hears("Gardé")
    lea.says("pourquoi pas la brio ?").hears("Pour Brio Mini")
    assert "Presto 15" in lea.said[-1].content.text


def test_in_an_order_the_two_are_compared_on_all_that_is_known() -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2")]}).hears("Comment")
    lea.says("et la brio ?").hears(sets("Pour Brio : prix 279 € contre 349 €"))


def test_where_nothing_was_proposed_it_is_told_of(chat: Opens) -> None:
    lea = chat(shop())
    lea.says("et la presto 15 ?").hears("Machine Presto 15\u00a0: 419\u00a0€")


def test_a_name_nobody_knows_is_left_to_others(chat: Opens) -> None:
    lea = chat(shop()).opens().hears("compte").says("Bruit").hears("Aroma 2 arrive en tête")
    lea.says("pourquoi pas la Gaggia ?")
    assert "Pour " not in lea.unheard[0].content.text
    lea.ignores_what_was_said()
