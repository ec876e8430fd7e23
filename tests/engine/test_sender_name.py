"""Who is writing, said first where a stranger's number is all there is to see."""

from __future__ import annotations

import pytest

from tests.engine.chat import STORE, Chat, Opens, playbook

READY = """
flow: ready
title: Prête
purpose: service
starts: [{ event: order.ready_for_pickup }]
steps:
  - say: "Votre commande vous attend."
  - say: "Venez avec ce numéro."
  - wait: { for: 2 hours }
  - say: "Nous fermons à 19 heures."
  - wait: { for: 1 day }
  - say: "Elle vous attend encore."
"""
NAME = "Maison Moka\u00a0: "


def ready(chat: Opens, channel: str, flow: str = READY, store: str = STORE, **how: str) -> Chat:
    lea = chat(playbook(flow, store=store), channel=channel, **how)
    lea.says("bonjour").ignores_what_was_said().waits(days=2).ignores_what_was_said()
    return lea.shop("order.ready_for_pickup")


def texts(lea: Chat) -> list[str]:
    found = [send.content.sms or send.content.text for send in lea.unheard]
    lea.ignores_what_was_said()
    return found


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_news_an_hour_after_a_talk_says_who_writes(chat: Opens, channel: str) -> None:
    lea = chat(playbook(READY), channel=channel).says("bonjour").ignores_what_was_said().waits(hours=1)
    lea.ignores_what_was_said().shop("order.ready_for_pickup")
    assert texts(lea) == [NAME + "Votre commande vous attend.", "Venez avec ce numéro."]


def test_the_name_comes_once_a_conversation_and_once_a_day(chat: Opens) -> None:
    lea = ready(chat, "sms")
    assert texts(lea) == [NAME + "Votre commande vous attend.", "Venez avec ce numéro."]
    assert texts(lea.waits(hours=3)) == ["Nous fermons à 19 heures."]
    assert texts(lea.waits(days=1)) == [NAME + "Elle vous attend encore."]
    assert texts(lea.shop("order.ready_for_pickup"))[0] == NAME + "Votre commande vous attend."


def test_english_puts_no_space_before_the_colon(chat: Opens) -> None:
    assert texts(ready(chat, "sms", language="en"))[0].startswith("Maison Moka: ")


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_where_the_sender_is_shown_it_is_not_said(chat: Opens, channel: str) -> None:
    assert texts(ready(chat, channel))[0] == "Votre commande vous attend."


@pytest.mark.parametrize("words", ["maison moka, bonjour.", "Ici Maison\u00a0Moka."])
def test_a_text_that_says_it_keeps_its_words(chat: Opens, words: str) -> None:
    assert texts(ready(chat, "sms", READY.replace("Votre commande vous attend.", words)))[0] == words


def test_a_name_further_on_is_too_late(chat: Opens) -> None:
    words = "Votre commande vous attend chez Maison Moka."
    assert texts(ready(chat, "sms", READY.replace("Votre commande vous attend.", words)))[0] == NAME + words


def test_a_longer_name_has_more_room(chat: Opens) -> None:
    store = STORE.replace("Maison Moka", "Brûlerie des Canuts et Filles")
    words = "Bonjour, ici Brûlerie des Canuts et Filles."
    flow = READY.replace("Votre commande vous attend.", words)
    assert texts(ready(chat, "sms", flow, store))[0] == words


def test_the_short_wording_is_the_one_that_is_signed(chat: Opens) -> None:
    short = 'say: { text: "Votre commande est prête, en boutique.", sms: "Elle est prête." }'
    lea = ready(chat, "sms", READY.replace('say: "Votre commande vous attend."', short))
    assert lea.unheard[0].content.text == "Votre commande est prête, en boutique."
    assert texts(lea)[0] == NAME + "Elle est prête."


def test_an_answer_is_not_signed(chat: Opens) -> None:
    talk = READY.replace("order.ready_for_pickup", "chat.opened")
    assert texts(chat(playbook(talk), channel="sms").opens())[0] == "Votre commande vous attend."
