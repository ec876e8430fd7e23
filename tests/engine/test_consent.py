"""Consent with its proof. The verb's cases stand in `steps/cases`; words that opt out in `test_opting_out`."""

from __future__ import annotations

from collections.abc import Callable

from bot.model.effects import RecordConsent
from bot.model.events import ConsentGiven
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, playbook

Opens = Callable[..., Chat]
ASKS = """
flow: asks
title: Consentement
purpose: service
starts: [{ event: chat.opened }]
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
    chat(playbook(ASKS)).opens().hears("Maison Moka vous écrive").says("non").hears_nothing().ends("no_")


def test_nobody_is_asked_twice_for_what_they_agreed_to(chat: Opens) -> None:
    chat(playbook(ASKS), consent=("marketing",)).opens().hears("Merci").ends("yes_")


def test_an_agreement_in_the_chat_ends_an_opt_out(chat: Opens) -> None:
    lea = chat(playbook(ASKS)).says("STOP").hears("ne vous écrira plus").opens().hears("vous écrive")
    lea.says("oui").hears("Merci")
    assert lea.customer.opted_out_at is None


def test_an_agreement_from_elsewhere_does_not(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("STOP").hears("ne vous écrira plus")
    lea.meets(ConsentGiven(id="", purpose="marketing", channel="telegram", wording="…", source="form"))
    assert lea.customer.opted_out_at is not None
