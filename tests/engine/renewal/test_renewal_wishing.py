"""What customers say of buying again is understood in that conversation and out of it, and said back to them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.engine.chat import PARIS, Chat
from tests.engine.renewal.test_renewal_said import BUTTONS
from tests.engine.renewal.test_renewing import JOURNEY, Opens, due, known, line, shop_book


def buyer(chat: Opens, *offers: str, language: str = "fr") -> Chat:
    lea = known(chat, shop_book(BUTTONS)) if language == "fr" else chat(shop_book(BUTTONS), language="en")
    return lea.shop("order.confirmed", number="A", lines=[line(offer) for offer in offers or ("kilo",)])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("dans deux mois", date(2026, 5, 28)),
        ("j'en ai encore pour trois semaines", date(2026, 4, 18)),
        ("je pars en vacances jusqu'au 10 avril", date(2026, 4, 14)),
        ("pas avant septembre", date(2026, 9, 1)),
        ("il en reste, revenez dans six semaines", date(2026, 5, 9)),
    ],
)
def test_in_the_conversation_a_day_puts_it_off_and_is_said_back(chat: Opens, text: str, day: date) -> None:
    lea = buyer(chat).waits(days=26).hears("Encore ?").says(text)
    lea.hears("je ne vous reparle pas de «\u00a0Café 1 kg\u00a0» avant le").ends("postponed")
    assert due(lea) == day


def test_a_day_alone_still_answers_once_the_question_has_ended_in_silence(chat: Opens) -> None:
    lea = buyer(chat).waits(days=26).hears("Encore ?").waits(days=8).says("dans deux mois")
    lea.hears("je ne vous reparle pas de «\u00a0Café 1 kg\u00a0» avant le")


def test_in_the_conversation_another_brand_ends_it(chat: Opens) -> None:
    lea = buyer(chat).waits(days=26).hears("Encore ?").says("je l'achète ailleurs maintenant")
    lea.hears("je ne vous propose plus «\u00a0Café 1 kg\u00a0»").ends("switched")
    assert lea.fact("changed_brand") == "café"


def test_out_of_it_only_what_can_mean_nothing_else_counts(chat: Opens) -> None:
    lea = buyer(chat).says("j'ai encore du café").hears("avant le 1er avril")
    lea.says("je n'en ai plus besoin").hears("Pouvez-vous le dire autrement")
    assert due(lea) is not None


def test_in_english_too(chat: Opens) -> None:
    lea = buyer(chat, language="en").says("I switched brands a while ago").hears("I won’t suggest Café 1 kg any more")
    assert due(lea) is None


def test_of_two_things_the_one_they_name_is_meant(chat: Opens) -> None:
    lea = buyer(chat, "kilo", "filter").says("j'ai changé de marque").hears("Pouvez-vous le dire autrement")
    lea.says("il me reste deux paquets").hears("«\u00a0Café 1 kg\u00a0»")
    lea.says("j'ai changé de marque de filtres").hears("«\u00a0Filtre à eau\u00a0»")
    assert due(lea, "filtre") is None
    assert due(lea) is not None


def test_who_buys_nothing_again_is_understood_and_nothing_is_planned(chat: Opens) -> None:
    lea = known(chat, shop_book(BUTTONS)).says("j'ai changé de marque").hears("Merci de me le dire")
    assert not lea.customer.renewals


def test_nothing_is_said_of_it_before_the_day_that_was_promised_and_something_is_then(chat: Opens) -> None:
    lea = buyer(chat).says("j'ai encore du café").hears("avant le 1er avril")
    lea.until(datetime(2026, 3, 31, 20, tzinfo=PARIS)).hears_nothing()
    lea.until(datetime(2026, 4, 1, 12, tzinfo=PARIS)).hears("Encore ? Café 1 kg")
    lea.waits(days=60).hears_nothing()


def test_so_it_is_where_they_put_it_off_once_asked_and_the_day_stays(chat: Opens) -> None:
    book = shop_book(BUTTONS, journey=JOURNEY.replace("5 days", "10 days"))
    lea = known(chat, book).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.until(datetime(2026, 3, 22, 10, 5, tzinfo=PARIS)).hears("Encore ?")
    lea.says("il m'en reste").ends("postponed")
    lea.until(datetime(2026, 3, 31, 20, tzinfo=PARIS)).hears_nothing()
    lea.until(datetime(2026, 4, 1, 12, tzinfo=PARIS)).hears("Encore ? Café 1 kg")
    lea.shop("order.delivered", number="A").waits(days=60).hears_nothing()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_day_said_right_after_sets_it_right(chat: Opens, language: str) -> None:
    words = {
        "fr": ("j'en ai encore", "dans deux mois", "avant le 2 mai"),
        "en": ("I still have some", "in two months", "before 2 May"),
    }
    first, then, promised = words[language]
    lea = buyer(chat, language=language).says(first).hears("1er avril" if language == "fr" else "1 April")
    lea.says(then).hears(promised)
    assert due(lea) == date(2026, 5, 2)
    lea.waits(hours=1).says(then).hears("dire autrement" if language == "fr" else "put it another way")
