"""Free questions about what is sold, as chats."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from bot.engine.offers.product_answers import is_sure, names_only_what_is_sold
from bot.model.message import Candidate, Reading
from bot.model.offer import Found, Offer, Sought, Wanted
from bot.model.sms_text import measure, normalise
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.understanding.shopping.sold_offers import SoldOffers
from tests.engine.chat import Chat, Opens, book_files
from tests.understanding.shop import ATTRIBUTES, OFFERS

COMPARES = """
flow: compares
title: Comparer
purpose: service
starts: [{ intent: compare }]
examples: [comparer]
steps:
  - say: Comparons.
  - compare: { offers: [brio-mini, huila], criteria: [bruit], matters: bruit }
"""
ASKS = """
flow: asks
title: Un café
purpose: service
starts: [{ intent: coffee }]
examples: [un café]
steps:
  - ask: Combien de tasses par jour ?
    as: number
    save: cups
  - say: Noté.
"""
ORDERS = """
flow: orders
title: Commander
purpose: service
starts: [{ intent: buy }]
examples: [commander]
steps:
  - order: { from: said, confirmed: ok, cancelled: ok }
  - id: ok
    say: Noté.
"""
VOLTA = Offer(id="volta", name="Machine Volta", category="machine", price=Decimal("199.50"), stock={"": 3})


@pytest.fixture
def shop() -> Playbook:
    files = book_files(COMPARES, ASKS) | {"flows/catalog/a.csv": OFFERS, "flows/catalog/attributes.yaml": ATTRIBUTES}
    files["flows/store.yaml"] += "points_of_sale: [{ id: lyon, name: Lyon }]\n"
    checked = build(files)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


def asks(lea: Chat, text: str, *imported: Offer, candidates: tuple[Candidate, ...] = ()) -> Chat:
    """Say a text as the reader reads it, in a shop that sells these beside the playbook's offers."""
    book = lea.shelf.current
    sold = SoldOffers(book.offers, imported, book.criteria)
    lea.shelf = replace(lea.shelf, catalogue=sold)
    return lea.reads(text, sold.read(Reading("fr", candidates, reader="test"), text))


def test_a_question_gets_an_offer_with_its_price_and_the_reason(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "Vous avez une machine silencieuse à moins de 300 € ?")
    lea.hears("Voici ce qui pourrait vous convenir\u00a0:\n• Machine Brio Mini\u00a0: 279\u00a0€ (bruit 56 dB)")


def test_who_says_only_what_it_may_cost_is_shown_something_of_each_kind(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "j'ai un budget de 300 €")
    lea.hears(
        "• Machine Brio Mini\u00a0: 279\u00a0€\n• Moulin électrique Lima\u00a0: 189\u00a0€\n• Café Yirgacheffe",
        choices=("Machine Brio Mini", "Moulin électrique Lima", "Café Yirgacheffe d’Éthiopie"),
    )


def test_by_sms_as_many_are_shown_as_have_room(chat: Opens, shop: Playbook) -> None:
    long = "en fonte émaillée à motifs de grues et de bambous, grand modèle"
    dear = [Offer(id=f"x{n}", name=f"Objet {n} {long}", category=f"k{n}", price=Decimal(299 - n)) for n in range(3)]
    lea = asks(chat(shop, channel="sms"), "quelque chose à moins de 300 €", *dear).hears("Objet 0")
    said = lea.said[-1].content
    labels = [choice.label for choice in said.choices]
    assert 1 <= len(labels) < 3
    whole = "\n".join([said.sms or said.text, *(f"1. {label}" for label in labels), "Répondez par le numéro."])
    assert measure(normalise(whole)).segments <= 2


def test_several_can_be_compared_and_each_be_told_more_of(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "une machine avec mousseur à moins de 500 € ?")
    lea.hears("Machine Presto 15", choices=("Machine Aroma 2", "Machine Presto 15", "Comparer"))
    lea.presses("Machine Aroma 2").hears("349\u00a0€\nSe rince toute seule\n– bruit\u00a0: 52\u00a0dB")


def test_the_button_to_compare_starts_the_stores_own_conversation(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "une machine avec mousseur à moins de 500 € ?").ignores_what_was_said()
    lea.presses("Comparer").hears("Comparons.").ignores_what_was_said()


def test_where_no_conversation_compares_there_is_no_button_for_it(chat: Opens) -> None:
    only_says = COMPARES.partition("  - compare:")[0]
    files = book_files(only_says) | {"flows/catalog/a.csv": OFFERS, "flows/catalog/attributes.yaml": ATTRIBUTES}
    files["flows/store.yaml"] += "points_of_sale: [{ id: lyon, name: Lyon }]\n"
    book = build(files).playbook
    assert book is not None
    lea = asks(chat(book), "une machine avec mousseur à moins de 500 € ?")
    lea.hears("Machine Presto 15", choices=("Machine Aroma 2", "Machine Presto 15"))


def test_a_comparison_starts_with_the_offers_that_were_found(chat: Opens) -> None:
    compares = COMPARES.replace("  - say: Comparons.\n", "")
    files = book_files(compares) | {"flows/catalog/a.csv": OFFERS, "flows/catalog/attributes.yaml": ATTRIBUTES}
    files["flows/store.yaml"] += "points_of_sale: [{ id: lyon, name: Lyon }]\n"
    book = build(files).playbook
    assert book is not None
    lea = asks(chat(book), "une machine avec mousseur à moins de 500 € ?").ignores_what_was_said()
    lea.presses("Comparer").hears("Aroma 2 arrive en tête")
    assert [choice.key for choice in lea.said[-1].content.choices[:2]] == ["aroma-2", "presto-15"]
    other = asks(chat(book), "une machine avec mousseur à moins de 500 € ?").ignores_what_was_said()
    other.says("comparer la brio mini et la presto", means="flow:compares").hears("Brio Mini")
    assert {choice.key for choice in other.said[-1].content.choices[:2]} == {"brio-mini", "presto-15"}
    other.says("comparer la brio mini et le huila", means="flow:compares").hears("Ce ne sont pas les mêmes articles")


def test_in_english_what_could_suit_is_shown_with_its_price(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop, language="en"), "a quiet machine under 300 euros?")
    lea.hears("Here’s what could suit you:\n• Machine Brio Mini: €279 (bruit 56 dB)")


def test_by_sms_it_is_short(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop, channel="sms"), "une machine silencieuse à moins de 300 € ?")
    assert lea.said[0].content.sms == "Cela pourrait vous convenir :\n- Machine Brio Mini : 279\u00a0€ (bruit 56 dB)"
    lea.ignores_what_was_said()


def test_imported_offers_are_found_and_their_price_is_of_now(chat: Opens, shop: Playbook) -> None:
    lea = asks(chat(shop), "une machine à moins de 250 € ?", VOLTA).hears("Machine Volta\u00a0: 199,50\u00a0€")
    cheaper = SoldOffers(shop.offers, [replace(VOLTA, price=Decimal(189))], shop.criteria)
    lea.shelf = replace(lea.shelf, catalogue=cheaper)
    lea.presses("Machine Volta").hears("Machine Volta\u00a0: 189\u00a0€\nEn stock.")


def test_what_was_sold_out_meanwhile_is_not_proposed(chat: Opens, shop: Playbook) -> None:
    lea = chat(shop)
    reading = SoldOffers(shop.offers, [VOLTA], shop.criteria).read(Reading("fr"), "une machine à moins de 250 € ?")
    gone = replace(VOLTA, stock={"": 0})
    lea.shelf = replace(lea.shelf, catalogue=SoldOffers(shop.offers, [gone], shop.criteria))
    lea.reads("une machine à moins de 250 € ?", reading).hears("Je n’ai pas de réponse à cela")


@pytest.mark.parametrize("text", ["Vous avez des machines ?", "je cherche une machine", "Machine", "the machines?"])
def test_who_only_names_a_kind_of_thing_is_shown_some(chat: Opens, shop: Playbook, text: str) -> None:
    unsure = (Candidate("answer", "maybe", 0.4),)
    asks(chat(shop), text, candidates=unsure).hears("Machine Brio Mini")


@pytest.mark.parametrize("text", ["ma machine fuit", "je ne veux pas de machine", "I don't need a machine", "réparer"])
def test_who_says_more_or_no_is_not(text: str, shop: Playbook) -> None:
    sold = SoldOffers(shop.offers, (), shop.criteria)
    assert not names_only_what_is_sold(sold.read(Reading("fr", (), reader="test"), text))


def test_the_question_on_the_table_comes_again_after_it(chat: Opens, shop: Playbook) -> None:
    lea = chat(shop).says("un café", means="flow:asks").hears("Combien de tasses")
    asks(lea, "vous avez une machine silencieuse à moins de 300 € ?").hears("Machine Brio Mini", choices=())
    lea.hears("Combien de tasses")


def test_an_answer_to_a_question_is_no_search(chat: Opens, shop: Playbook) -> None:
    lea = chat(shop).says("un café", means="flow:asks").hears("Combien de tasses")
    asks(lea, "une machine silencieuse, moins de 300 €").ignores_what_was_said()
    assert all(row.rule != "offers" for row in lea.ledger)


def test_what_the_store_surely_answers_itself_is_left_to_it(chat: Opens, shop: Playbook) -> None:
    means = (Candidate("flow", "compares", 0.9),)
    asks(chat(shop), "une machine silencieuse", candidates=means).hears("Comparons.").ignores_what_was_said()
    asks(chat(shop), "une machine à moins de 300 €", candidates=means).hears("Comparons.").ignores_what_was_said()


@pytest.mark.parametrize(
    ("sought", "sure"),
    [
        (Sought(category="machine", at_most=400), True),
        (Sought(words=("aroma",), wanted=(Wanted("bruit", better="lower"),)), True),
        (Sought(category="machine"), False),
        (Sought(wanted=(Wanted("bruit", better="lower"),)), False),
        (None, False),
    ],
)
def test_what_is_sure(sought: Sought | None, sure: bool) -> None:
    assert is_sure(Reading(sought=sought, offers=(Found("a", 1.0),))) is sure
    assert not is_sure(Reading(sought=sought))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("do you have machines?", "Here’s what could suit you:\n• Machine"),
        ("how much is the machine volta?", "Machine Volta: €199.50"),
        ("do you have the machine volta?", "Machine Volta: in stock"),
        ("thanks for the volta", "With pleasure!"),
    ],
)
def test_a_question_is_no_small_talk_only_because_it_sounds_like_it(
    chat: Opens, shop: Playbook, text: str, said: str
) -> None:
    lea = chat(shop, language="en")
    sold = SoldOffers(shop.offers, (VOLTA,), shop.criteria)
    lea.shelf = replace(lea.shelf, catalogue=sold)
    lea.reads(text, sold.read(Reading("en", small_talk=True, reader="test"), text)).hears(said)


def test_who_orders_one_of_those_that_were_found_is_not_told_of_it_once_more(chat: Opens) -> None:
    files = book_files(ORDERS) | {"flows/catalog/a.csv": OFFERS, "flows/catalog/attributes.yaml": ATTRIBUTES}
    files["flows/store.yaml"] += "points_of_sale: [{ id: lyon, name: Lyon }]\ndelivery: [{ way: click_and_collect }]\n"
    book = build(files).playbook
    assert book is not None
    lea = asks(chat(book), "une machine à moins de 500 € ?").hears("Machine Presto 15")
    likely = (Candidate("flow", "orders", 0.3),)
    asks(lea, "je veux commander la machine aroma 2", candidates=likely).hears("1 × Machine Aroma 2")


@pytest.mark.parametrize("words", ["oui", "yes", "non merci"])
def test_a_bare_yes_or_no_is_shown_nothing(chat: Opens, book: Playbook, words: str) -> None:
    reading = Reading("fr", offers=(Found("aroma-2", 0.9),), sought=Sought(wanted=(Wanted("mousseur"),), whole=True))
    lea = chat(book).reads(words, reading).ignores_what_was_said()
    assert all("Aroma" not in said.content.text for said in lea.said)


@pytest.mark.parametrize(("language", "told"), [("fr", ("1,8", "oui")), ("en", ("1.8", "yes"))])
def test_what_is_told_of_an_offer_is_in_the_customers_language(
    chat: Opens, language: str, told: tuple[str, str]
) -> None:
    offers = "id,name,category,price,attr.réservoir (l),attr.mousseur\naroma-2,Aroma 2,machine,349,1.8,oui\n"
    files = book_files(COMPARES, ASKS) | {"flows/catalog/a.csv": offers + "brio,Brio,machine,279,1.1,non\n"}
    checked = build(files | {"flows/catalog/attributes.yaml": ATTRIBUTES})
    assert checked.playbook is not None
    lea = chat(checked.playbook, language=language)
    lea.reads("quelle est la machine la plus chère ?", Reading(language, candidates=(), reader="test"))
    assert all(one in lea.said[-1].content.text for one in told)
    lea.ignores_what_was_said()
