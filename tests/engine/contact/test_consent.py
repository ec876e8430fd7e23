"""Consent with its proof. The verb's cases stand in `steps/cases`; words that opt out in `test_opting_out`."""

from __future__ import annotations

from bot.model.effects import RecordConsent
from bot.model.events import ConsentGiven
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import newest_word
from tests.engine.chat import Chat, Opens, playbook

ASKS = """
flow: asks
title: Consentement
purpose: service
starts: [{ event: chat.opened }, { event: x.asks }, { intent: news }]
examples: [je veux vos nouvelles]
steps:
  - consent: { ask: marketing, granted: { go: thanks }, refused: { stop: no_ } }
  - id: thanks
    say: Merci
  - stop: yes_
"""


def test_without_a_wording_the_policys_own_is_asked_and_kept(chat: Opens) -> None:
    policy = 'consent: { marketing: "Je veux les nouvelles par {{ channel }}." }\n'
    lea = chat(playbook(ASKS, policy=policy)).opens().hears("les nouvelles par Telegram").says("oui").hears("Merci")
    (record,) = [effect for effect in lea.effects if isinstance(effect, RecordConsent)]
    assert record.wording == "Je veux les nouvelles par Telegram."
    assert record.evidence.startswith("event-")


def test_without_a_policy_the_shipped_wording_is(chat: Opens) -> None:
    chat(playbook(ASKS)).opens().hears("acceptez-vous de recevoir").says("non").hears_nothing().ends("no_")


def test_nobody_is_asked_twice_for_what_they_agreed_to(chat: Opens) -> None:
    chat(playbook(ASKS), consent=("marketing",)).opens().hears("Merci").ends("yes_")


def test_an_agreement_in_the_chat_ends_an_opt_out(chat: Opens) -> None:
    lea = chat(playbook(ASKS)).says("STOP").hears("ne vous écrira plus")
    lea.says("je veux vos nouvelles", means="flow:asks").hears("acceptez-vous de recevoir").says("oui").hears("Merci")
    assert lea.customer.opted_out_at is None


def test_a_no_is_left_alone_for_half_a_year(chat: Opens) -> None:
    lea = chat(playbook(ASKS)).opens().hears("acceptez-vous de recevoir").says("non").hears_nothing().ends("no_")
    lea.waits(days=179).shop("x.asks").hears_nothing(because="non redemandé").ends("no_")
    lea.waits(days=2).shop("x.asks").hears("acceptez-vous de recevoir")


def test_the_policy_says_for_how_long(chat: Opens) -> None:
    book = playbook(ASKS, policy="consent: { ask_again: 2 weeks }\n")
    lea = chat(book).opens().hears("acceptez-vous de recevoir").says("non").hears_nothing()
    lea.waits(days=13).shop("x.asks").hears_nothing(because="non redemandé")
    lea.waits(days=2).shop("x.asks").hears("acceptez-vous de recevoir")


def test_who_asks_for_it_is_asked_whatever_they_said_before(chat: Opens) -> None:
    lea = chat(playbook(ASKS)).opens().hears("acceptez-vous de recevoir").says("non").hears_nothing()
    lea.says("je veux vos nouvelles", means="flow:asks").hears("acceptez-vous de recevoir")


def test_a_stop_is_a_no_and_another_channel_is_another_question(chat: Opens) -> None:
    lea = chat(playbook(ASKS)).says("STOP").hears("ne vous écrira plus").opens().hears_nothing(because="non redemandé")
    kai = chat(playbook(ASKS)).opens().hears("acceptez-vous de recevoir").says("non").hears_nothing()
    assert left_alone(kai, "telegram")
    assert not left_alone(kai, "sms")
    assert left_alone(lea, "sms")


def left_alone(lea: Chat, channel: str) -> bool:
    said = newest_word(lea.customer, "marketing", channel, lea.now)
    return said is not None and not said.granted


def test_an_agreement_from_elsewhere_does_not(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("STOP").hears("ne vous écrira plus")
    lea.meets(ConsentGiven(id="", purpose="marketing", channel="telegram", wording="…", source="form"))
    assert lea.customer.opted_out_at is not None
