"""Ordering what was shown without naming it."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.model.offer import Found, Sought, Wanted
from bot.playbook import build
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens, book_files
from tests.engine.ordering import CATALOGUE, STORE

ORDER = """
flow: order
title: Commander
purpose: service
starts: [{ intent: buy }]
examples: [commander]
steps:
  - order: { from: said, confirmed: thanks, cancelled: keep }
  - id: thanks
    say: Merci.
  - stop: converted
  - id: keep
    say: Une autre fois.
"""
COMPARES = """
flow: compares
title: Comparer
purpose: service
starts: [{ event: chat.opened }]
steps:
  - compare: { offers: [aroma-2, brio], criteria: [price, bruit], save: kept, chosen: { go: asks } }
  - id: asks
    ask: Pourquoi elle ?
    as: text
    save: said
"""
ADVISES = """
flow: advises
title: Conseil
purpose: service
starts: [{ event: chat.opened }]
steps:
  - recommend: { offers: [brio, aroma-2], criteria: [price], save: kept, taken: { go: more }, none: { stop: none } }
  - id: more
    recommend: { complements_of: "{{ conversation.kept }}", taken: { stop: taken }, none: { stop: bare } }
"""


def sells(*flows: str, **more_files: str) -> Playbook:
    head, *rows = CATALOGUE.replace("stock.annecy", "stock.annecy,attr.bruit (dB),complements").splitlines()
    more = {"aroma-2": ",52,huila", "brio": ",56,huila"}
    rows = [row + more.get(row.partition(",")[0], ",,") for row in rows]
    files = book_files(ORDER, *flows, store=STORE, **more_files)
    files["flows/catalog/offers.csv"] = "\n".join([head, *rows]) + "\n"
    files["flows/catalog/attributes.yaml"] = "- { attribute: bruit, unit: dB, better: lower, words: [silencieuse] }\n"
    checked = build(files)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


def orders(lea: Chat, text: str = "commander") -> Chat:
    return lea.says(text, means="flow:order")


@pytest.mark.parametrize("text", ["commander", "je voudrais passer commande", "je la prends", "I'll take it"])
def test_the_winner_of_the_table_is_ordered(chat: Opens, text: str) -> None:
    lea = chat(sells(COMPARES)).opens().hears("compte").says("bruit").hears("Aroma 2 arrive en tête")
    orders(lea, text).hears("1 × Aroma 2\u00a0: 349")
    assert any("sans rien nommer" in row.words for row in lea.ledger)


def test_where_it_is_too_close_it_is_asked_which(chat: Opens) -> None:
    lea = chat(sells(COMPARES)).opens().says("prix et bruit").ignores_what_was_said()
    lea.says("le prix compte plus").ignores_what_was_said()
    close = lea.said[-1].content.text
    orders(lea).hears(
        "Quel article vous ferait plaisir" if "serré" in close else "votre commande"
    ).ignores_what_was_said()


def test_what_is_named_goes_before(chat: Opens) -> None:
    lea = chat(sells(COMPARES)).opens().hears("compte").says("bruit").hears("Aroma 2 arrive en tête")
    lea.reads("commander du café", Reading("fr", candidates=(), named=())).ignores_what_was_said()
    assert all("sans rien nommer" not in row.words for row in lea.ledger)


def test_the_one_chosen_is_ordered(chat: Opens) -> None:
    lea = (
        chat(sells(COMPARES)).opens().hears("compte").says("bruit").hears("Aroma 2").says("Brio").hears("Pourquoi elle")
    )
    orders(lea, "je la prends").hears("1 × Brio\u00a0: 279")


def test_the_offer_advised_is_ordered(chat: Opens) -> None:
    lea = chat(sells(ADVISES)).opens().hears("Brio")
    orders(lea).hears("1 × Brio\u00a0: 279")


def test_at_a_complement_it_is_what_was_chosen(chat: Opens) -> None:
    lea = chat(sells(ADVISES)).opens().hears("Brio").presses("Je prends").hears("Huila")
    orders(lea).hears("1 × Brio\u00a0: 279")
    assert "Huila" not in lea.said[-1].content.text


def test_what_was_refused_is_not_meant(chat: Opens) -> None:
    lea = chat(sells(ADVISES)).opens().hears("Brio").presses("Non, merci")
    orders(lea).hears("Qu’est-ce que je vous prépare").ignores_what_was_said()


def found(*ids: str) -> Reading:
    offers = tuple(Found(one, 0.9) for one in ids)
    return Reading("fr", offers=offers, sought=Sought(category="machine", wanted=(Wanted("bruit"),)), reader="test")


def test_what_a_search_found_alone_is_ordered_and_of_several_it_is_asked_which(chat: Opens) -> None:
    lea = chat(sells()).reads("une machine silencieuse ?", found("aroma-2")).hears("Aroma 2")
    orders(lea, "je la prends").hears("1 × Aroma 2\u00a0: 349")
    tom = chat(sells()).reads("une machine silencieuse ?", found("aroma-2", "brio")).hears("Aroma 2")
    orders(tom, "je la prends").hears("Quel article vous ferait plaisir").ignores_what_was_said()


def test_with_nothing_shown_the_name_is_asked_for(chat: Opens) -> None:
    lea = orders(chat(sells()), "je la prends").hears("Avec plaisir. Dites-moi le nom de ce qui vous ferait envie.")
    assert lea.customer.conversations[-1].flow == "order"
    orders(chat(sells())).hears("Qu’est-ce que je vous prépare").ignores_what_was_said()


def test_after_an_hour_a_bare_wish_means_nothing_shown_and_after_a_day_no_word_does(chat: Opens) -> None:
    lea = chat(sells()).reads("une machine silencieuse ?", found("aroma-2")).hears("Aroma 2").waits(hours=2)
    lea.says("bonjour").ignores_what_was_said()
    orders(lea).hears("Qu’est-ce que je vous prépare").ignores_what_was_said()
    tom = chat(sells()).reads("une machine silencieuse ?", found("aroma-2")).hears("Aroma 2").waits(hours=26)
    orders(tom, "je la prends").hears("Avec plaisir. Dites-moi le nom").ignores_what_was_said()


def test_an_order_given_up_is_gone_on_with_and_one_made_is_not(chat: Opens) -> None:
    lea = chat(sells()).reads("une machine silencieuse ?", found("aroma-2")).hears("Aroma 2")
    orders(lea, "je la prends").hears("Aroma 2").says("Retrait en magasin").hears("boutique").says("Lyon").hears(
        "Moka Lyon"
    )
    lea.presses("Pas maintenant").hears("Une autre fois")
    orders(lea).hears("1 × Aroma 2").says("Retrait en magasin").hears("boutique").says("Lyon").hears("Moka Lyon")
    lea.presses("Je confirme").hears("Merci")
    orders(lea).hears("Qu’est-ce que je vous prépare").ignores_what_was_said()


def test_it_needs_no_example_that_is_like_it(chat: Opens) -> None:
    lea = chat(sells()).reads("une machine silencieuse ?", found("aroma-2")).hears("Aroma 2")
    lea.says("I'll take it").hears("1 × Aroma 2")


@pytest.mark.parametrize(("language", "words"), [("fr", "j'en veux 3"), ("en", "I'll take three of them")])
def test_so_many_of_what_is_shown(chat: Opens, language: str, words: str) -> None:
    lea = chat(sells(), language=language).reads("une machine silencieuse ?", found("aroma-2")).hears("Aroma 2")
    orders(lea, words).hears("3 × Aroma 2")
    orders(chat(sells(), language=language), words).ignores_what_was_said()


def test_so_many_of_what_only_a_question_speaks_of_is_asked_again(chat: Opens) -> None:
    asks = "flow: asks\ntitle: X\npurpose: service\nstarts: [{ event: chat.opened }]\nsteps:\n"
    asks += "  - { ask: Je vous en prépare un ?, as: choice, save: taken, choices: [Volontiers, Plus tard] }\n"
    lea = chat(sells(asks)).opens().hears("Je vous en prépare")
    orders(lea, "j'en veux 3").hears("Je vous en prépare")


PROPOSES = """
flow: proposes
title: Café
purpose: service
starts: [{ event: chat.opened }]
steps:
  - set: { conversation.coffee: huila }
  - ask: Je vous en prépare un sachet ?
    offer: "{{ conversation.coffee }}"
    as: choice
    choices: [Volontiers, { Pas maintenant: { stop: later } }]
  - stop: taken
"""


@pytest.mark.parametrize("text", ["j'en veux 3", "oui, trois sachets", "make it three this time"])
def test_so_many_of_what_a_question_of_the_authors_proposes(chat: Opens, text: str) -> None:
    lea = chat(sells(PROPOSES)).opens().hears("un sachet").says(text)
    lea.hears("3 × Huila")


def test_what_a_question_of_the_authors_proposes_can_be_taken_or_asked_about(chat: Opens) -> None:
    lea = chat(sells(PROPOSES)).opens().hears("un sachet").reads("c'est combien ?", Reading("fr", candidates=()))
    lea.hears("Huila").says("je le prends").hears("1 × Huila")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("je le prends, livré chez moi", "À quelle adresse"),
        ("en livraison à domicile svp", "À quelle adresse"),
        ("je passe le chercher à Annecy", "Retrait en magasin, Moka Annecy"),
    ],
)
def test_how_it_is_to_come_takes_what_is_proposed(chat: Opens, text: str, way: str) -> None:
    chat(sells(PROPOSES)).opens().hears("un sachet").says(text).hears("1 × Huila", way)


def test_a_question_that_proposes_nothing_now_points_at_nothing(chat: Opens) -> None:
    lea = chat(sells(PROPOSES.replace("huila }", "'' }"))).opens().hears("un sachet").says("j'en veux 3")
    lea.hears("Je vous en prépare un sachet")
