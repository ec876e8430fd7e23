"""Wishes about being written to: kept, confirmed, and kept to."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.model.address import Address
from bot.model.customer import ContactWishes
from bot.model.events import CustomerImported
from bot.playbook.compiled import Playbook
from tests.engine.chat import PARIS, Chat, Opens, playbook
from tests.engine.shop import COFFEE

OFFER = """
flow: offer
title: Offre
purpose: marketing
starts: [{ event: x.offer }]
steps:
  - ask: Une offre pour vous ?
    as: choice
    save: wanted
    choices: [Oui, Non]
"""
CARE = """
flow: care
title: Nouvelles
purpose: care
starts: [{ event: x.care }]
steps:
  - say: Tout va bien ?
  - stop: said
"""
OFTEN = """
flow: often
title: Fréquence
purpose: service
starts: [{ intent: often }]
examples: [combien de fois]
steps:
  - ask: À quelle fréquence buvez-vous du café ?
    as: text
    save: often
  - say: "Noté : {{ conversation.often | default: '' }}"
"""


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(OFFER, CARE, OFTEN, COFFEE, policy="caps: { care: [3 per 1 days] }\n")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("says", "hears"),
    [
        ("une fois par mois suffit", "pas plus d’un message par mois, vos commandes mises à part."),
        ("pas plus de deux messages par semaine", "pas plus de 2 messages par semaine"),
        ("écrivez-moi toutes les deux semaines", "pas plus d’un message tous les 14 jours"),
        ("pas avant 18 h", "pas de message avant 18\u00a0h, sauf pour une commande"),
        ("écrivez-moi entre 9h et 18h30", "pas de message avant 9\u00a0h ni après 18\u00a0h\u00a030"),
        ("arrêtez de m'écrire le soir", "pas de message après 18\u00a0h, sauf pour une commande"),
        ("ne m'écrivez plus la nuit svp", "pas de message avant 8\u00a0h ni après 21\u00a0h, sauf"),
        ("arrêtez de m'écrire le week-end", "pas de message le week-end, sauf"),
        ("moins de messages", "pas plus d’un message tous les 14 jours, vos commandes mises à part."),
        ("arrêtez de m'écrire si souvent", "pas plus d’un message tous les 14 jours"),
        ("pas de messages le week-end", "pas de message le week-end, sauf"),
        ("pas de message le dimanche", "pas de message le dimanche, sauf"),
        ("plutôt sur Telegram", "je vous écrirai par Telegram."),
        ("seulement sur Telegram", "je vous écrirai seulement par Telegram."),
        ("seulement par SMS", "Je ne sais pas encore vous joindre par SMS"),
        ("pause jusqu'en septembre", "pas de message avant le 1er septembre, sauf pour une commande"),
        ("pas de messages pendant deux semaines", "pas de message avant le 16 mars"),
        ("écrivez-moi seulement pour mes commandes", "plus d’offres, seulement vos commandes"),
        ("une fois par mois et seulement par SMS", "je vous écrirai ainsi"),
        ("arrêtez les offres mais prévenez-moi pour ma commande", "plus d’offres, seulement vos commandes"),
    ],
)
def test_a_wish_is_confirmed_in_one_sentence(chat: Opens, book: Playbook, says: str, hears: str) -> None:
    chat(book).says("/help").ignores_what_was_said().says(says).hears(hears).hears_nothing()


@pytest.mark.parametrize(
    ("says", "hears"),
    [
        ("once a month is enough", "no more than 1 message a month, not counting your orders."),
        ("not before 6pm", "no messages before 6 pm, except about an order."),
        ("only between 9am and 6pm", "no messages before 9 am or after 6 pm, except"),
        ("stop writing to me at night", "no messages before 8 am or after 9 pm, except"),
        ("please don't text me in the mornings", "no messages before 12 pm, except"),
        ("fewer messages please", "no more than 1 message every 14 days"),
        ("no messages on weekends", "no messages at the weekend, except"),
        ("telegram only", "by Telegram only."),
        ("stop with the offers but tell me about my order", "no more offers, only your orders"),
    ],
)
def test_in_english_too(chat: Opens, book: Playbook, says: str, hears: str) -> None:
    chat(book, language="en").says("/help").ignores_what_was_said().says(says).hears(hears).hears_nothing()


def test_fewer_is_half_of_what_was_wished_before(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says("une fois par mois suffit").hears("par mois")
    lea.says("moins de messages svp").hears("un message tous les 60 jours")
    assert lea.customer.wishes == ContactWishes(times=1, every=60)


@pytest.mark.parametrize("says", ["arrêtez de m'écrire", "arrêtez de m'écrire, surtout le soir"])
def test_a_limit_that_only_makes_it_stronger_leaves_an_opt_out(chat: Opens, book: Playbook, says: str) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says(says).hears("ne vous écrira plus")
    assert lea.customer.wishes is None
    assert lea.customer.opted_out_at is not None


def known(chat: Opens, book: Playbook, wish: str) -> Chat:
    lea = chat(book, consent=("marketing",)).says(wish)
    return lea.ignores_what_was_said().until(at(3, 12))


def test_once_a_month_defers_and_is_named(chat: Opens, book: Playbook) -> None:
    lea = known(chat, book, "deux messages par mois suffisent").shop("x.care").hears("Tout va bien").waits(days=2)
    lea.shop("x.care").hears("Tout va bien").waits(days=2).shop("x.care").hears_nothing(
        because="souhaite être contacté"
    )
    assert lea.ledger[-1].rule == "too_late" or lea.ledger[-1].kind in ("held", "not_sent")


def test_not_before_six_waits_for_six(chat: Opens, book: Playbook) -> None:
    lea = known(chat, book, "pas avant 18 h").shop("x.care").hears_nothing(because="wish")
    lea.until(at(3, 17, 59)).hears_nothing().until(at(3, 18, 1)).hears("Tout va bien")


def test_a_pause_defers_until_it_ends_and_is_named(chat: Opens, book: Playbook) -> None:
    lea = known(chat, book, "pas de messages jusqu'au 10 mars").shop("x.care").hears_nothing(because="wish")
    lea.until(at(9, 23, 59)).hears_nothing().until(at(10, 12)).hears("Tout va bien")


def test_a_newer_pause_replaces_the_one_before(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("pause jusqu'en septembre").hears("1er septembre").says("pause jusqu'au 10 mars")
    lea.hears("10 mars")
    assert {(one.purpose, one.until) for one in lea.customer.pauses} == {
        ("care", at(10, 0)),
        ("marketing", at(10, 0)),
    }


def test_no_messages_on_thursday_waits_for_friday(chat: Opens, book: Playbook) -> None:
    lea = known(chat, book, "pas de message le mardi").shop("x.care").hears_nothing(because="wish")
    lea.until(at(4, 12)).hears("Tout va bien")


def test_only_by_sms_is_written_to_there_or_not_at_all(chat: Opens, book: Playbook) -> None:
    lea = known(chat, book, "seulement par SMS").shop("x.care").hears_nothing(because="wish")
    lea.meets(CustomerImported(id="", addresses=(Address("sms", "+33612345678"),)))
    lea.shop("x.care").hears("Tout va bien")
    assert lea.said[-1].address.channel == "sms"
    assert lea.says("bonjour").said[-1].address.channel == "telegram"
    lea.ignores_what_was_said()


def test_a_wish_in_the_middle_of_a_question_is_kept_and_the_question_put_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("/help").ignores_what_was_said().until(at(3, 12))
    lea.shop("x.offer").hears("Une offre").says("une fois par mois suffit").hears("par mois").hears_nothing()
    assert lea.said[-1].content.choices
    assert lea.customer.wishes == ContactWishes(times=1, every=30)


def test_what_answers_the_question_is_its_answer(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("x", means="flow:often").hears("À quelle fréquence")
    lea.says("une fois par mois suffit").hears("Noté : une fois par mois suffit")
    assert lea.customer.wishes is None


def test_during_a_handover_it_is_kept_and_nothing_is_said(chat: Opens, book: Playbook) -> None:
    lea = (
        chat(book)
        .says("/help")
        .ignores_what_was_said()
        .staff_takes_over()
        .hears("prend la suite")
        .says("pas de messages le week-end")
    )
    lea.hears_nothing()
    assert lea.customer.wishes == ContactWishes(silent_days=(5, 6))


def test_stop_alone_is_stop(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says("STOP").hears("ne vous écrira plus")
    assert lea.customer.wishes is None


@pytest.mark.parametrize("wish", ["plus d'offres, seulement mes commandes", "pas avant 18 h"])
def test_who_wants_nothing_any_more_is_not_told_of_orders_that_are_not_sent(
    chat: Opens, book: Playbook, wish: str
) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says("STOP").hears("ne vous écrira plus").says(wish)
    lea.hears("Plus rien, comme vous l’avez demandé", choices=("Suivre mes commandes", "C’est bien ainsi"))
    assert lea.customer.opted_out_at is not None
