"""What the customer named in their own words, ordered: which one, how many, and what to do where nothing was found."""

from __future__ import annotations

from bot.model.message import Candidate, Reading
from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.ordering import CATALOGUE, STORE, book, placed

SAID = """
flow: order
title: Commander
purpose: service
starts: [{ intent: buy }]
examples: [je veux commander]
steps:
  - order: { from: said, confirmed: thanks, cancelled: keep, empty: nobody }
  - id: thanks
    say: "Commande {{ order.number }} : {{ order.total | money: 'short' }}."
  - stop: converted
  - id: keep
    say: Une autre fois.
  - stop: postponed
  - id: nobody
    say: Quelqu’un regarde.
  - stop: looked_for
"""


def wanting(*named: Named) -> Chat:
    """Return a customer whose words begin an order and name this."""
    return Chat(book(SAID)).reads("je voudrais commander ceci", reading(*named, means="order"))


def reading(*named: Named, means: str = "") -> Reading:
    candidates = (Candidate("flow", means, 0.99),) if means else ()
    return Reading(candidates=candidates, named=tuple(named))


def names(lea: Chat, text: str, *named: Named) -> Chat:
    return lea.reads(text, reading(*named))


def lines(lea: Chat) -> list[tuple[str, int]]:
    [told] = placed(lea)
    return [(one.offer, one.quantity) for one in told.order.lines]


def in_lyon(lea: Chat) -> Chat:
    return lea.says("retrait en magasin").hears("Dans quelle boutique").says("Lyon").hears("Je valide")


def test_what_the_first_words_name_is_ordered_with_its_quantity() -> None:
    lea = wanting(Named(("huila",), 2), Named(("brio",))).hears("2 × Huila 250 g")
    in_lyon(lea).says("je confirme")
    assert lines(lea) == [("huila", 2), ("brio", 1)]
    lea.hears("296,80")


def test_of_two_that_the_words_fit_it_is_asked_which() -> None:
    lea = wanting(Named(("aroma-2", "brio"), 2)).hears(
        "Quel article vous ferait plaisir",
        choices=("Aroma 2\u00a0: 349\u00a0€", "Brio\u00a0: 279\u00a0€", "Autre chose"),
    )
    in_lyon(lea.says("brio").hears("2 × Brio")).says("je confirme").hears("558")
    assert lea.ended[-1].outcome == "converted"


def test_none_of_them_asks_what_then() -> None:
    lea = wanting(Named(("aroma-2", "brio"))).hears("Quel article vous ferait plaisir").says("autre chose")
    names(lea.hears("Qu’est-ce que je vous prépare"), "du huila", Named(("huila",))).hears("1 × Huila 250 g")


def test_where_nothing_was_named_it_is_asked_and_again_once() -> None:
    lea = names(wanting().hears("Qu’est-ce que je vous prépare"), "un toaster").hears("Je ne trouve pas cela")
    names(lea, "un toaster je vous dis").hears("Quelqu’un regarde")
    lea.ends("looked_for")


def test_the_same_named_twice_is_one_line_and_more_can_be_added() -> None:
    lea = wanting(Named(("huila",)), Named(("huila",), 2)).hears("3 × Huila 250 g")
    lea = in_lyon(lea).says("changer quelque chose").hears("Que voulez-vous changer").says("ajouter un article")
    names(lea.hears("Qu’est-ce que je vous prépare"), "une brio", Named(("brio",))).hears("1 × Brio").says(
        "je confirme"
    )
    assert lines(lea) == [("huila", 3), ("brio", 1)]
    lea.hears("305,70")


def test_what_nobody_sells_any_more_is_not_ordered() -> None:
    wanting(Named(("inconnu",))).hears("Qu’est-ce que je vous prépare")


def test_values_with_several_ids_are_several_lines() -> None:
    flow = SAID.replace("from: said", "from: \"{{ customer.wants | default: '' }}\"")
    lea = Chat(book(flow, store=f"{STORE}customer_facts: [wants]\n"), wants="brio; huila").reads(
        "je veux commander", reading(means="order")
    )
    lea.hears("1 × Brio").says("livraison à domicile").hears("À quelle adresse").says("69003").hears("Et la rue")
    lea.says("en fait plutôt en magasin").hears("Dans quelle boutique").says("Lyon").hears("Je valide")


def test_what_was_named_beside_and_not_understood_is_said_to_be_left_out() -> None:
    lea = wanting(Named(("brio",), 1), Named((), said="du café"))
    lea.hears("Je n’ai pas ajouté «\u00a0du café\u00a0»").ignores_what_was_said()
    tom = Chat(book(SAID)).reads("je voudrais commander", reading(means="order")).ignores_what_was_said()
    names(tom, "la brio et un grille-pain", Named(("brio",), 1), Named((), said="un grille-pain"))
    tom.hears("«\u00a0un grille-pain\u00a0»").ignores_what_was_said()


def test_who_wants_to_have_what_they_name_orders_it_though_no_example_is_near() -> None:
    unsure = Reading(candidates=(Candidate("flow", "order", 0.35),), named=(Named(("huila",), 2),))
    Chat(book(SAID)).reads("je veux deux paquets de huila", unsure).hears("2 × Huila 250 g")


def test_who_does_not_want_it_is_asked() -> None:
    unsure = Reading(candidates=(Candidate("flow", "order", 0.35),), named=(Named(("huila",), 1),))
    Chat(book(SAID)).reads("je ne veux pas de huila", unsure).hears("Vouliez-vous")


def test_retrait_said_while_ordering_is_no_opt_out() -> None:
    lea = wanting().hears("vous prépare")
    names(lea, "retrait").hears("vous prépare")


def test_what_does_not_ship_is_asked_no_address() -> None:
    head, *rows = CATALOGUE.splitlines()
    catalogue = "\n".join([f"{head},ships", *(f"{row},{'false' if row.startswith('cadeau') else ''}" for row in rows)])
    lea = Chat(book(SAID, catalogue=catalogue.replace("cadeau,0,", "cadeau,50,") + "\n"))
    lea.reads("je voudrais une carte cadeau", reading(Named(("cadeau",)), means="order"))
    lea.hears("Rien à livrer, donc pas de frais de port.", "Total\u00a0: 50\u00a0€", "Je valide").says("je confirme")
    [told] = placed(lea)
    assert (told.order.fulfilment.kind, told.order.fulfilment.label) == ("", "rien à livrer")
