"""`order`, told as chats: what is said before the question, what a yes is to, and what may have changed meanwhile."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.model.effects import OpenHandover
from bot.model.message import Location
from bot.model.sms_text import measure, normalise
from tests.engine.chat import PARIS, Chat
from tests.engine.ordering import STORE, book, flow, lea_with, line, placed, sells

BOTH = {"id": "c1", "lines": [line("aroma-2"), line("huila", 2)]}
HUILA = {"id": "c1", "lines": [line("huila", 2)]}
CONFIRM = ("Je confirme", "Changer quelque chose", "Pas maintenant")


def test_each_way_has_its_cost_and_day_before_the_question() -> None:
    lea = lea_with(HUILA)
    said = lea.unheard[0].content.text
    for told in (
        "2 × Huila 250 g\u00a0: 17,80\u00a0€",
        "Total\u00a0: 17,80\u00a0€",
        "Retrait en magasin\u00a0: gratuit, aujourd’hui dès 10\u00a0h",
        "Click and collect\u00a0: gratuit, aujourd’hui dès 12\u00a0h",
        "Livraison à domicile\u00a0: 4,90\u00a0€, jeudi 5 mars au plus tard",
        "Point relais\u00a0: 3,90\u00a0€, vendredi 6 mars au plus tard",
    ):
        assert told in said, said
    lea.hears(
        "Comment souhaitez-vous la recevoir",
        choices=("Retrait en magasin", "Click and collect", "Livraison à domicile", "Point relais"),
    )


def test_the_only_way_is_told_with_its_cost_before_the_address_is_asked_for() -> None:
    only_home = STORE.replace("  - { way: in_store }\n  - { way: click_and_collect, delay: 2 hours }\n", "")
    only_home = only_home.replace("  - { way: relay, cost: 3.90, delay: 4 days }\n", "")
    lea = lea_with(HUILA, store=only_home)
    said = lea.unheard[0].content.text
    assert "2 × Huila 250 g\u00a0: 17,80\u00a0€" in said
    assert "Livraison à domicile, jeudi 5 mars au plus tard\u00a0: 4,90\u00a0€" in said
    lea.hears("À quelle adresse").says("Lyon").hears("la rue")
    assert "Huila" not in lea.said[-1].content.text  # once is enough
    lea.says("3 rue du Port, 69003 Lyon").hears("Je valide", choices=CONFIRM)


def at_the_door(**how: str) -> Chat:
    return lea_with(HUILA, **how).hears("Comment").says("livraison à domicile").hears("À quelle adresse")


def test_an_address_may_come_in_two_messages() -> None:
    lea = at_the_door().says("3 rue de la Paix").hears("Et la ville, avec le code postal").says("44000 Nantes")
    lea.hears("3 rue de la Paix, 44000 Nantes")
    lea = at_the_door().says("Trifouillis-les-Oies 71000").hears("Et la rue, avec le numéro").says("3 chemin du Lavoir")
    lea.hears("3 chemin du Lavoir, Trifouillis-les-Oies 71000")


def test_a_village_that_nobody_knows_is_taken_at_its_word() -> None:
    lea = at_the_door().says("3 chemin du Lavoir").hears("Et la ville").says("Trifouillis-les-Oies")
    lea.hears("3 chemin du Lavoir, Trifouillis-les-Oies")


def test_who_writes_all_of_it_after_all_is_read_so() -> None:
    lea = at_the_door().says("3 rue de la Paix").hears("Et la ville").says("3 rue de la Paix, 44000 Nantes")
    assert "\n3 rue de la Paix, 44000 Nantes\n" in lea.hears("Je valide").said[-1].content.text


def test_a_town_that_is_known_is_not_asked_for() -> None:
    at_the_door(postcode="44000", city="Nantes").says("3 rue de la Paix").hears("3 rue de la Paix, 44000 Nantes")


def test_another_address_in_full_under_the_recap_takes_its_place() -> None:
    lea = at_the_door().says("3 rue du Port, 69003 Lyon").hears("3 rue du Port").says("8 rue des Lilas, 74000 Annecy")
    assert "\n8 rue des Lilas, 74000 Annecy\n" in lea.hears("Je valide").said[-1].content.text


def test_a_way_that_was_chosen_from_the_list_is_not_told_twice() -> None:
    lea = lea_with(HUILA).hears("Comment souhaitez-vous la recevoir").says("livraison à domicile")
    lea.hears("À quelle adresse")
    assert "4,90" not in lea.said[-1].content.text


def test_by_sms_the_only_way_is_told_in_one_line() -> None:
    only_relay = STORE[: STORE.index("  - { way: in_store }")] + "  - { way: relay, cost: 3.90, delay: 4 days }\n"
    lea = lea_with(HUILA, store=only_relay + STORE[STORE.index("teams:") :], channel="sms")
    lea.says("je veux commander", means="flow:order").hears("Point relais")
    said = lea.said[-1].content.text
    assert "3,90" in said
    assert "code postal" in said
    assert "Huila" not in said


def test_a_home_delivery_is_summed_up_with_its_cost_and_guarantee_and_leaves_once() -> None:
    lea = (
        lea_with(BOTH)
        .hears("Comment souhaitez-vous la recevoir")
        .says("livraison à domicile")
        .hears("À quelle adresse")
    )
    lea.says("3 rue du Port, 69003 Lyon")
    said = lea.unheard[0].content.text
    assert "Livraison à domicile, jeudi 5 mars au plus tard\u00a0: gratuit" in said
    assert "3 rue du Port, 69003 Lyon" in said
    assert "Total\u00a0: 366,80\u00a0€" in said
    assert "Aroma 2\u00a0: garantie 2 ans, jusqu’au " in said
    lea.hears("Je valide", choices=CONFIRM).says("je confirme")
    [told] = placed(lea)
    assert told.name == "order.created"
    assert told.order.total == Decimal("366.80")
    assert (told.order.fulfilment.kind, told.order.fulfilment.cost) == ("home", Decimal(0))
    assert told.order.fulfilment.address == "3 rue du Port, 69003 Lyon"
    lea.hears(f"Commande {told.order.more['reference']} : 366,80\u00a0€, livraison à domicile, jeudi 5 mars")
    lea.ends("converted")
    assert lea.customer.cart is not None
    assert lea.customer.cart.ordered


def test_the_shops_own_number_takes_the_place_of_ours() -> None:
    lea = lea_with(HUILA).hears("Comment").says("2").hears("boutique").says("Moka Lyon").hears("Je valide")
    lea.says("je confirme").hears("Commande")
    key = placed(lea)[0].order.key
    lea.shop("order.confirmed", reference=key, number="1042")
    assert [(order.key, order.number, order.status) for order in lea.customer.orders] == [(key, "1042", "confirmed")]


def test_in_a_point_of_sale_each_tells_until_when_it_is_open_and_when_it_is_ready() -> None:
    lea = lea_with(HUILA, at=datetime(2026, 3, 3, 16, 0, tzinfo=PARIS)).hears("Comment").says("click and collect")
    said = lea.unheard[0].content.text
    assert "Moka Lyon\u00a0: ouvert aujourd’hui jusqu’à 19\u00a0h, prêt aujourd’hui dès 18\u00a0h" in said
    assert "Moka Annecy\u00a0: ouvert aujourd’hui jusqu’à 18\u00a0h\u00a030, prêt aujourd’hui dès 18\u00a0h" in said
    lea.hears("Dans quelle boutique", choices=("Moka Lyon", "Moka Annecy")).says("annecy")
    lea.hears("Click and collect, Moka Annecy, aujourd’hui dès 18\u00a0h\u00a0: gratuit")


def test_with_many_points_of_sale_the_nearest_are_shown_with_their_distance() -> None:
    more = "".join(
        f"  - {{ id: p{n}, name: Moka {n}, location: [{44 + n}, 4.8], hours: 'Mo-Sa 10:00-19:00' }}\n" for n in range(3)
    )
    lea = lea_with({"id": "c1", "lines": [line("carafe")]}, store=STORE.replace("delivery:\n", more + "delivery:\n"))
    lea.hears("Comment").says("click and collect").hears("Où êtes-vous")
    lea.sends(location=Location(45.7640, 4.8500))
    said = lea.unheard[0].content
    assert [choice.label for choice in said.choices] == ["Moka Lyon", "Moka 2", "Moka 1"]
    assert "Moka Lyon (1,2\u00a0km)" in said.text
    lea.hears("Dans quelle boutique")


def test_everything_can_be_changed_before_the_yes() -> None:
    lea = lea_with(BOTH).hears("Comment").says("point relais").hears("code postal").says("69002")
    lea.hears("Total\u00a0: 370,70\u00a0€").says("changer quelque chose")
    lea.hears(
        "Que voulez-vous changer",
        choices=(
            "La quantité",
            "Retirer un article",
            "La livraison",
            "Le lieu du relais",
            "Ajouter un article",
            "Rien",
        ),
    )
    lea.says("la quantité").hears("Quel article", choices=("Aroma 2", "Huila 250 g")).says("Huila 250 g")
    lea.hears("Combien").says("trois").hears("3 × Huila 250 g\u00a0: 26,70\u00a0€")
    lea.says("changer").hears("Que voulez-vous changer").says("retirer un article").hears("Quel article").says(
        "Aroma 2"
    )
    lea.hears("Total\u00a0: 30,60\u00a0€").says("changer").hears("Que voulez-vous").says("la livraison")
    lea.hears("Comment souhaitez-vous la recevoir").says("retrait en magasin").hears("boutique").says("lyon")
    lea.hears("Total\u00a0: 26,70\u00a0€").says("changer").hears("Que voulez-vous").says("la boutique")
    lea.hears("boutique").says("annecy").hears("Moka Annecy").says("changer").hears("Que voulez").says("rien")
    lea.hears("Je valide").says("pas maintenant").hears("Une autre fois").ends("postponed")
    assert placed(lea) == []


def test_a_correction_in_words_changes_the_way() -> None:
    lea = lea_with(HUILA).hears("Comment").says("livraison à domicile").hears("adresse").says("1 rue du Port, Lyon")
    lea.hears("Je valide").says("non, plutôt click and collect").hears("corrigé").hears("boutique").says("lyon").hears(
        "Je valide"
    )


def test_none_of_it_takes_the_line_out_and_no_number_is_asked_again() -> None:
    lea = lea_with(BOTH).hears("Comment").says("point relais").hears("code postal").says("69002").hears("Je valide")
    lea.says("changer").hears("Que").says("la quantité").hears("Quel article").says("aroma 2").hears("Combien")
    lea.says("2,5").hears("Combien").says("0").hears("Total\u00a0: 21,70\u00a0€")


def test_a_price_that_changed_since_the_cart_is_said_first() -> None:
    dear = {"id": "c1", "lines": [line("huila", 2, price=7.9, total=15.8)]}
    lea_with(dear).hears("Le prix a changé pour Huila 250 g\u00a0: 8,90\u00a0€ au lieu de 7,90\u00a0€")


def test_a_price_that_changes_before_the_yes_is_never_charged_silently() -> None:
    lea = lea_with(HUILA).hears("Comment").says("point relais").hears("code postal").says("69002").hears("21,70")
    sells(lea, huila={"price": Decimal("9.90")}).says("je confirme")
    lea.hears("Le prix a changé").says("je confirme").hears("23,70")
    assert placed(lea)[0].order.total == Decimal("23.70")


def test_a_day_that_moved_before_the_yes_is_said() -> None:
    lea = lea_with(HUILA).hears("Comment").says("livraison à domicile").hears("adresse").says("1 rue du Port, Lyon")
    lea.hears("jeudi 5 mars").waits(hours=5).says("je confirme")
    lea.hears("le jour ou le montant a changé").says("je confirme").hears("vendredi 6 mars")


def test_an_offer_that_sold_out_is_said_and_the_closest_one_proposed() -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2")]}).hears("Comment").says("point relais").hears("postal")
    lea.says("69002").hears("Je valide")
    sells(lea, aroma_2={"stock": {"lyon": 0, "annecy": 0}}).says("je confirme")
    lea.hears("Aroma 2\u00a0: il n’en reste malheureusement plus", choices=("Prendre Brio", "Pas maintenant"))
    lea.says("prendre brio").hears("1 × Brio\u00a0: 279\u00a0€").says("je confirme").hears("282,90\u00a0€")


def test_fewer_than_wanted_can_be_taken_or_left() -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2", 9), line("huila")]})
    lea.hears("il en reste 6 seulement", choices=("En prendre 6", "Prendre Brio", "Continuer sans", "Pas maintenant"))
    lea.says("en prendre 6").hears("6 × Aroma 2")
    lea = lea_with({"id": "c1", "lines": [line("aroma-2", 9), line("huila")]}).hears("il en reste 6 seulement")
    lea.says("continuer sans").hears("Total\u00a0: 8,90\u00a0€")


def test_one_offer_is_ordered_by_its_id() -> None:
    lea_with(None, "from: aroma-2, quantity: 2").hears("2 × Aroma 2\u00a0: 698\u00a0€")


@pytest.mark.parametrize(
    ("cart", "order", "said"),
    [
        (None, "from: cart", "Votre panier est encore vide"),
        (None, "from: order", "pas de commande en cours"),
        (None, "from: \"{{ customer.wants | default: 'gone' }}\"", "Cet article n’est plus vendu"),
    ],
)
def test_where_there_is_nothing_to_order_it_is_said(cart: None, order: str, said: str) -> None:
    lea_with(cart, order, store=STORE + "customer_facts: [wants]\n").hears(said).hears("Une autre fois").ends(
        "postponed"
    )


def test_an_empty_cart_can_have_a_branch_of_its_own() -> None:
    lea_with(None, "from: cart, empty: keep").hears("Une autre fois").ends("postponed")


def test_currencies_that_can_not_be_added_are_for_people() -> None:
    lea = lea_with({"id": "c1", "currency": "USD", "lines": [line("carafe")]}).hears("l’équipe le regarde avec vous")
    assert any(isinstance(effect, OpenHandover) for effect in lea.effects)
    lea.ends("handed_over")


def test_a_line_without_a_price_is_for_people() -> None:
    lea_with({"id": "c1", "lines": [{"name": "Sur mesure", "quantity": 1}]}).hears("l’équipe le regarde").ends(
        "handed_over"
    )


def test_what_is_free_is_said_to_be() -> None:
    lea = lea_with({"id": "c1", "lines": [line("cadeau")]}).hears("Total\u00a0: gratuit").says("click and collect")
    lea.hears("boutique").says("lyon").hears("Je valide").says("je confirme").hears("0\u00a0€")
    assert placed(lea)[0].order.total == 0


def test_a_cart_whose_lines_nobody_told_is_ordered_by_its_total() -> None:
    lea = lea_with({"total": 381}).hears("Total\u00a0: 381\u00a0€").says("click and collect").hears("boutique")
    lea.says("lyon").hears("Je valide").says("je confirme").hears("381\u00a0€")


def test_a_shop_without_ways_arranges_the_delivery_itself() -> None:
    bare = STORE[: STORE.index("delivery:")] + STORE[STORE.index("teams:") :]
    lea = lea_with(HUILA, store=bare).hears("Je valide").says("je confirme")
    lea.hears("la boutique vous écrit pour la livraison")


def ordered(**how: Any) -> Chat:
    lea = lea_with(HUILA, **how).hears("Comment").says("point relais").hears("postal").says("69002").hears("Je valide")
    return lea.says("je confirme").hears("Commande")


def again(lea: Chat) -> Chat:
    """The same customer, in a flow that changes what was ordered."""
    lea.shelf = type(lea.shelf)(current=book(flow("from: order")))
    return lea.opens()


def test_an_order_can_be_changed_until_it_leaves() -> None:
    lea = again(ordered()).hears(
        "Tout est juste", choices=("C’est juste", "Changer quelque chose", "Annuler la commande")
    )
    lea.says("changer quelque chose").hears("Que").says("la quantité").hears("Combien").says("4")
    lea.hears("Total\u00a0: 39,50\u00a0€").says("je confirme").hears("39,50")
    [told] = placed(lea)
    assert told.order.key == lea.customer.orders[-1].key
    assert len(lea.customer.orders) == 1


def test_an_order_can_be_cancelled_until_it_leaves() -> None:
    lea = again(ordered()).hears("Tout est juste").says("annuler la commande").hears("est annulée").hears("Une autre")
    assert [(told.name, told.order.status) for told in placed(lea)] == [("order.cancelled", "cancelled")]


def test_what_is_right_is_left_as_it_is() -> None:
    lea = again(ordered()).hears("Tout est juste").says("c’est juste").hears("Commande")
    assert placed(lea) == []


def test_what_the_shop_did_not_say_of_an_order_that_stays_is_said_as_it_was_shown() -> None:
    lea = Chat(book(flow("from: order")), postcode="69002")
    lea.shop("order.confirmed", number="MM-8", total=21.7, lines=[line("huila", 2)], fulfilment={"kind": "relay"})
    lea.opens().hears("Tout est juste").says("c’est juste").hears("Commande MM-8").ends("converted")


def test_an_order_on_its_way_is_for_people() -> None:
    lea = ordered()
    lea.shop("order.shipped", reference=lea.customer.orders[0].key)
    again(lea).hears("déjà partie").ends("handed_over")


def test_a_question_in_between_is_answered_and_the_order_comes_back() -> None:
    lea = (
        lea_with(HUILA)
        .hears("Comment souhaitez-vous la recevoir")
        .says("brrr xyz")
        .hears("Comment souhaitez-vous la recevoir")
    )
    lea.says("point relais").hears("code postal")


def test_by_sms_each_question_has_its_costs_in_numbered_lines_within_two_segments() -> None:
    lea = lea_with(HUILA, channel="sms").says("je veux commander", means="flow:order")
    said = lea.unheard[0].content
    shown = [f"{place}. {choice.label}" for place, choice in enumerate(said.choices, 1)]
    assert shown == [
        "1. En magasin\u00a0: gratuit, aujourd’hui dès 10\u00a0h",
        "2. Click and collect\u00a0: gratuit, aujourd’hui dès 12\u00a0h",
        "3. Domicile\u00a0: 4,90\u00a0€, jeu. 5/3",
        "4. Point relais\u00a0: 3,90\u00a0€, ven. 6/3",
    ]
    whole = normalise("\n".join([said.text, *shown]))
    assert measure(whole).segments <= 2, whole
    lea.hears("Votre commande").says("4").hears("code postal")
    lea = lea_with(HUILA, channel="sms").says("je veux commander", means="flow:order").hears("Votre commande").says("2")
    lea.hears("boutique").says("1").hears("Je valide").says("1").hears("Commande")


def test_what_was_ordered_stays_at_its_price_and_is_theirs_whatever_is_left() -> None:
    lea = again(ordered()).hears("Tout est juste")
    sells(lea, huila={"price": Decimal(12), "stock": {"lyon": 0, "annecy": 0}})
    lea.says("changer quelque chose").hears("Que voulez-vous changer").says("rien")
    said = lea.unheard[0].content.text
    assert "2 × Huila 250 g\u00a0: 17,80\u00a0€" in said and "Point relais" in said, said
    lea.hears("Tout est juste").says("c’est juste").hears("21,70")
    assert placed(lea) == []


def test_more_of_it_is_sold_as_it_is_now() -> None:
    lea = again(ordered()).hears("Tout est juste")
    sells(lea, huila={"price": Decimal(12)})
    lea.says("changer quelque chose").hears("Que").says("la quantité").hears("Combien").says("4")
    lea.hears("Le prix a changé pour Huila 250 g\u00a0: 12\u00a0€ au lieu de 8,90\u00a0€")
    lea.says("changer quelque chose").hears("Que").says("la quantité").hears("Combien").says("2")
    lea.hears("Total\u00a0: 21,70\u00a0€").says("je confirme").hears("21,70")
