"""Questions of the offer that stands before the customer, as chats."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens
from tests.engine.comparing import COMPARES, OFFERS, sets, shop
from tests.engine.ordering import lea_with, line, sells
from tests.engine.recommending import ADVISES, FACTS, STOCKED

ANSWERS = "- { answer: warranty, question: Combien de temps dure la garantie ?, say: Deux ans sur tout. }\n"
GUARANTEED = OFFERS.replace("price,attr", "price,guarantee,attr").replace("349.00,", "349.00,2 years,")
GUARANTEED = "\n".join(
    row if "guarantee" in row or "2 years" in row else row.replace(".00,", ".00,,", 1)
    for row in GUARANTEED.splitlines()
)


def advises(**more: str) -> Playbook:
    return shop(ADVISES, offers=STOCKED, facts=FACTS, **more)


def test_the_offer_on_the_table_is_asked_about_and_stays_on_the_table(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2")
    lea.says("c'est combien ?").hears(
        "Machine Aroma 2\u00a0: 349\u00a0€\n\nMachine Aroma 2, 349\u00a0€\u00a0: qu’en dites-vous"
    )
    lea.says("elle est en stock ?").hears("Machine Aroma 2\u00a0: en stock aujourd’hui (Lyon)\n\nMachine Aroma 2, 349")
    lea.says("et le bruit ?").hears(sets("Machine Aroma 2 : bruit 52 dB\n\nMachine Aroma 2, 349"))
    assert lea.customer.conversations[-1].waiting is not None


def test_in_english_the_price_and_the_stock_are_told_and_the_question_put_again(chat: Opens) -> None:
    lea = chat(advises(), language="en", quiet=True).opens().hears("Aroma 2")
    lea.says("how much is it?").hears("Machine Aroma 2: €349\n\nMachine Aroma 2, €349: what do you say?")
    lea.says("is it in stock?").hears(
        "Machine Aroma 2: in stock today (Lyon)\n\nMachine Aroma 2, €349: what do you say?"
    )


def test_of_a_table_each_is_told(chat: Opens) -> None:
    lea = chat(shop()).opens().hears("Qu’est-ce qui compte").says("Bruit").hears("Aroma 2 arrive en tête")
    lea.says("c'est combien ?").hears(
        "• Machine Aroma 2\u00a0: 349\u00a0€\n• Machine Brio Mini\u00a0: 279\u00a0€\n• Machine Presto 15"
    )
    lea.says("combien coûte la presto ?").hears("Machine Presto 15\u00a0: 419\u00a0€\n\n")


def test_of_several_the_best_of_what_is_asked_is_told_first(chat: Opens) -> None:
    lea = chat(shop()).opens().hears("Qu’est-ce qui compte").says("Prix").hears("Brio Mini arrive en tête")
    lea.says("et laquelle est la plus silencieuse ?").hears(
        sets("• Machine Aroma 2 : bruit 52 dB\n• Machine Brio Mini : bruit 56 dB\n• Machine Presto 15 : bruit 61 dB")
    )


def test_what_the_catalogue_does_not_say_is_the_stores_own_answer(chat: Opens) -> None:
    book = shop(COMPARES, offers=GUARANTEED, answers=ANSWERS)
    lea = chat(book).opens().says("Bruit").ignores_what_was_said()
    lea.says("et la garantie de l'aroma ?", means="answer:warranty", score=0.8).hears("Machine Aroma 2\u00a0: 2 ans de")
    lea.says("et la garantie de la brio ?", means="answer:warranty").hears("Deux ans sur tout").ignores_what_was_said()


def test_in_an_order_its_lines_are_meant(chat: Opens) -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2")]}).hears("Comment souhaitez-vous la recevoir")
    lea.says("et la garantie ?").hears("Aroma 2\u00a0: 2 ans de garantie\n\nVoici votre commande")
    lea.says("elle est dispo à Lyon ?").hears("Aroma 2\u00a0: en stock aujourd’hui (Moka Lyon)").ignores_what_was_said()
    lea.says("je peux l'avoir quand ?").hears("Aroma 2, si vous commandez maintenant\u00a0:\n• Retrait en magasin")


def test_a_point_of_sale_without_it_is_said_with_the_one_that_has_it() -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2")]}).hears("Comment")
    sells(lea, aroma_2={"stock": {"lyon": 3, "annecy": 0}})
    lea.says("elle est en stock à Annecy ?").hears(
        "Aroma 2\u00a0: pas en stock aujourd’hui (Moka Annecy), mais en stock ailleurs (Moka Lyon)"
    )
    sells(lea, aroma_2={"stock": {"lyon": 0, "annecy": 0}})
    lea.says("elle est en stock ?").hears("Aroma 2\u00a0: plus en stock pour le moment").ignores_what_was_said()


def test_by_sms_the_answer_and_the_question_are_messages_of_their_own(chat: Opens) -> None:
    lea = chat(advises(), channel="sms", quiet=True).opens().ignores_what_was_said()
    lea.says("c'est combien ?")
    assert lea.unheard[0].content.text == "Machine Aroma 2 : 349\u00a0€"
    assert len(lea.unheard) == 2
    lea.ignores_what_was_said()


def test_with_nothing_shown_it_is_asked_of_which(chat: Opens) -> None:
    lea = chat(shop())
    lea.says("c'est combien ?").hears("De quel article\u202f? Son nom me suffit.")
    lea.says("combien coûte la presto 15 ?").hears("Machine Presto 15\u00a0: 419\u00a0€")
    lea.says("et l'aroma, c'est combien ?").hears("Machine Aroma 2\u00a0: 349\u00a0€").says("elle fait quel bruit ?")
    lea.hears("bruit 52").waits(days=2)
    lea.says("c'est combien ?").hears("De quel article")


@pytest.mark.parametrize("text", ["combien coûte la livraison ?", "c'est quoi votre adresse ?"])
def test_other_questions_are_not_about_the_offer(chat: Opens, text: str) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2")
    lea.says(text)
    assert "349" not in lea.unheard[0].content.text.split("Machine Aroma 2, 349")[0]
    lea.ignores_what_was_said()


def test_the_ledger_has_the_cells(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2").says("c'est combien ?").ignores_what_was_said()
    row = next(row for row in lea.ledger if "Question sur" in row.words)
    assert (
        row.words == "Question sur Machine Aroma 2\u00a0: le prix."
        or row.words == "Question sur Machine Aroma 2 : le prix."
    )
    assert row.facts["cells"] == ["flows/catalog/offers.csv:3 price"]


def test_what_lies_in_no_shop_is_available_and_not_in_stock() -> None:
    one = sells(lea_with({"lines": [line("cadeau")], "total": 0}).ignores_what_was_said(), cadeau={"ships": False})
    one.says("elle est en stock ?").hears("Cadeau\u00a0: disponible")
