"""Which question of an order comes next: none whose answer is known, or the only one."""

from __future__ import annotations

import pytest

from bot.model.message import Location
from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import SAID, reading
from tests.engine.ordering import STORE, book, flow, lea_with, line, placed

HUILA = {"id": "c1", "lines": [line("huila")]}


def test_an_address_that_is_known_is_not_asked_for() -> None:
    lea_with(HUILA, address="3 rue du Port, Lyon").hears("Comment").says("livraison à domicile").hears("3 rue du Port")


def test_a_postcode_that_is_known_is_not_asked_for() -> None:
    lea_with(HUILA, postcode="69002").hears("Comment").says("point relais").hears("Je valide")


def test_a_postcode_is_known_of_an_address_too_and_shown() -> None:
    lea = lea_with(HUILA, address="3 rue du Port, 69009 Lyon").hears("Comment").says("point relais")
    lea.hears("\n69009\n", "Je valide")


def test_where_the_last_parcel_went_is_not_asked_again() -> None:
    lea = Chat(book(flow()))
    to = {"kind": "home", "address": "3 rue du Port, 69009 Lyon"}
    lea.shop("order.delivered", id="1", number="M-1", total=8.9, lines=[line("huila")], fulfilment=to)
    lea.ignores_what_was_said().shop("cart.updated", **HUILA).opens().hears("Comment")
    lea.says("livraison à domicile").hears("3 rue du Port, 69009 Lyon", "Je valide")


def test_the_only_way_and_the_only_point_of_sale_are_no_question() -> None:
    store = STORE.replace('  - { way: home, cost: 4.90, free_from: 60, delay: 3 days, cut_off: "14:00" }\n', "")
    store = store.replace("  - { way: relay, cost: 3.90, delay: 4 days }\n", "").replace("  - { way: in_store }\n", "")
    lea = lea_with({"id": "c1", "lines": [line("aroma-2", 3)]}, store=store)
    lea.hears("Click and collect, Moka Lyon, aujourd’hui dès 12\u00a0h\u00a0: gratuit")


def test_where_the_customer_is_is_kept_for_another_time() -> None:
    more = "".join(
        f"  - {{ id: p{n}, name: Moka {n}, location: [{44 + n}, 4.8], hours: 'Mo-Sa 10:00-19:00' }}\n" for n in range(3)
    )
    lea = lea_with({"id": "c1", "lines": [line("carafe")]}, store=STORE.replace("delivery:\n", more + "delivery:\n"))
    lea.hears("Comment").says("click and collect").hears("Où êtes-vous")
    lea.sends(location=Location(45.0, 4.8)).hears("Dans quelle boutique")
    assert lea.fact("location") == {"latitude": 45.0, "longitude": 4.8}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "c'est pour ma mère, Odile Martin, 3 rue du Port, 69003 Lyon"),
        ("en", "it's for my mother, Odile Martin, 3 rue du Port, 69003 Lyon"),
    ],
)
@pytest.mark.parametrize("channel", ["telegram", "sms", "whatsapp", "web"])
def test_somebody_elses_address_is_not_where_they_live(language: str, words: str, channel: str) -> None:
    lea = lea_with(HUILA, language=language, channel=channel)
    if channel in ("sms", "whatsapp"):
        lea.says("je veux commander", means="flow:order")
    lea.ignores_what_was_said().says(words).hears("\nOdile Martin, 3 rue du Port, 69003 Lyon\n").says("1")
    [order] = [one.order for one in placed(lea)]
    assert (order.more["recipient"], order.fulfilment.address) == ("Odile Martin", "3 rue du Port, 69003 Lyon")
    assert "address" not in lea.ignores_what_was_said().customer.facts
    lea.shop("cart.updated", **(HUILA | {"id": "c2"}))
    lea.says("je veux commander", means="flow:order").ignores_what_was_said().says("3").hears("dress")


@pytest.mark.parametrize(
    ("language", "words", "asked", "name"),
    [
        ("fr", "c'est pour ma mère, 3 rue du Port, 69003 Lyon", "à quel nom", "Odile Martin"),
        ("en", "for my parents, 3 rue du Port, 69003 Lyon", "what name should be on the parcel", "Ann and Tom Bell"),
    ],
)
def test_the_name_on_the_letterbox_is_asked_for(language: str, words: str, asked: str, name: str) -> None:
    lea = lea_with(HUILA, language=language).ignores_what_was_said().says(words).hears(asked)
    lea.says(name).hears(f"\n{name}, 3 rue du Port, 69003 Lyon\n")


def test_the_same_again_after_a_parcel_for_somebody_else_goes_where_they_live() -> None:
    lea = lea_with(HUILA).ignores_what_was_said().says("8 rue Garibaldi, 69003 Lyon").hears("Je valide").says("1")
    lea.ignores_what_was_said().shop("cart.updated", **(HUILA | {"id": "c2"}))
    lea.says("commander", means="flow:order").hears("Comment").says("pour mon frère Paul, 5 quai Rambaud, 69002 Lyon")
    lea.hears("\nPaul, 5 quai Rambaud, 69002 Lyon\n").says("1").ignores_what_was_said()
    lea.shop("cart.updated", **(HUILA | {"id": "c3"}))
    lea.says("commander", means="flow:order").hears("Comment").says("3").hears("\n8 rue Garibaldi, 69003 Lyon\n")


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("fr", "1 kg de huila, livré 8 rue Garibaldi, 69003 Lyon, ne sonnez pas", "ne sonnez pas"),
        ("en", "1 huila, delivered to 8 rue Garibaldi, 69003 Lyon, ring twice please", "ring twice please"),
    ],
)
def test_the_first_words_may_have_the_address_and_what_is_asked(language: str, words: str, asked: str) -> None:
    lea = Chat(book(SAID), language=language).reads(words, reading(Named(("huila",)), means="order"))
    lea.hears(asked, "\n8 rue Garibaldi, 69003 Lyon\n").says("1").ignores_what_was_said()
    assert lea.customer.orders[-1].more["instructions"] == [asked]


def test_the_first_words_may_say_whom_it_is_for() -> None:
    words = "1 huila pour ma mère, Odile Martin, 3 rue du Port, 69003 Lyon"
    lea = Chat(book(SAID)).reads(words, reading(Named(("huila",)), means="order"))
    lea.hears("\nOdile Martin, 3 rue du Port, 69003 Lyon\n")
    assert "address" not in lea.customer.facts


def test_an_address_may_come_word_by_word() -> None:
    lea = lea_with(HUILA).hears("Comment").says("dom").hears("À quelle adresse").says("8 rue").hears("Et la rue")
    lea.says("garibaldi").hears("Et la ville").says("lyon").hears("\n8 rue garibaldi, lyon\n").says("69003")
    lea.hears("\n8 rue garibaldi, lyon, 69003\n")


@pytest.mark.parametrize(
    ("language", "relation", "asked"),
    [("fr", "c'est pour mon père", "quel nom"), ("en", "it's a gift for my dad", "what name")],
)
def test_whom_it_is_for_may_come_before_the_address(language: str, relation: str, asked: str) -> None:
    lea = lea_with(HUILA, language=language).ignores_what_was_said().says("3").ignores_what_was_said()
    lea.says(relation).hears("dress").says("3 rue du Port, 69003 Lyon").hears(asked).says("Paul Bell")
    lea.hears("\nPaul Bell, 3 rue du Port, 69003 Lyon\n")


def test_a_relation_in_a_town_is_no_address_and_a_question_none_either() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).says("3")
    lea.unheard.clear()
    lea.says("y'a un digicode chez moi c'est grave ?").hears("la rue et la ville", "À quelle adresse")
    lea.says("bon alors chez ma sœur à Lyon").hears("Et la rue")
    lea.says("10 rue Victor Hugo 69002 Lyon").hears("à quel nom").says("Odile Martin")
    lea.hears("Odile Martin, 10 rue Victor Hugo 69002 Lyon", "Je valide")
