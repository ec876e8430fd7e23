"""A customer's code is there when it is said; who comes by one is greeted once it is known whose it is."""

from __future__ import annotations

import pytest

from bot.model.effects import Effect
from bot.model.events import ReferralFollowed, ReferralMade
from bot.model.referral import MakeReferral, UseReferral
from tests.engine.chat import Chat, playbook

INVITES = """
flow: invites
title: Inviter
purpose: service
starts: [{ intent: invite }]
examples: [inviter un ami]
steps:
  - ask: Contente ?
    as: yes_no
    save: glad
  - say: "Votre code {{ customer.referral_code | default: '?' }} {{ customer.referral_link | default: '' }}"
"""
HELLO = """
flow: hello
title: Bonjour
purpose: service
starts: [{ event: chat.opened }]
steps:
  - say: "Bonjour{% if customer.referred %} de la part d’un ami{% endif %}"
"""
THANKS = """
flow: thanks
title: Merci
purpose: care
starts: [{ event: referral.used }]
steps:
  - say: "{{ event.friends }} ami"
"""
CODE = "K7PQ2RWX9T"


def _of(effects: tuple[Effect, ...], kind: type) -> list[Effect]:
    return [effect for effect in effects if isinstance(effect, kind)]


def test_a_flow_that_may_invite_has_the_code_made_as_it_begins_and_once_for_good() -> None:
    lea = Chat(playbook(INVITES)).says("inviter", means="flow:invites").hears("Contente")
    assert len(_of(lea.effects, MakeReferral)) == 1
    lea.meets(ReferralMade(id="", code=CODE, link="https://t.me/x?start=ref_" + CODE))
    lea.says("oui").hears(f"Votre code {CODE} https://t.me/x?start=ref_{CODE}")
    lea.meets(ReferralMade(id="", code="ANOTHER234"))
    lea.says("inviter", means="flow:invites").hears("Contente")
    assert not _of(lea.effects, MakeReferral)
    lea.says("oui").hears(CODE)


def test_a_flow_that_invites_nobody_asks_for_no_code() -> None:
    lea = Chat(playbook(HELLO)).opens().hears("Bonjour")
    assert not _of(lea.effects, MakeReferral)


def test_a_friend_is_greeted_as_one_when_the_code_is_somebodys() -> None:
    tom = Chat(playbook(HELLO)).opens(f"ref_{CODE}").hears_nothing()
    [asked] = _of(tom.effects, UseReferral)
    assert isinstance(asked, UseReferral) and asked.code == CODE
    tom.meets(ReferralFollowed(id="", code=CODE, holds=True)).hears("de la part d’un ami")
    assert tom.fact("referred") is True
    tom.opens(f"ref_{CODE}")
    assert not _of(tom.effects, UseReferral), "once"
    tom.ignores_what_was_said()


def test_a_code_of_nobodys_is_said_and_they_are_greeted_as_anybody_is() -> None:
    tom = Chat(playbook(HELLO)).opens(f"ref_{CODE}")
    tom.meets(ReferralFollowed(id="", code=CODE)).hears("Je ne connais pas ce code")
    tom.hears("Bonjour").hears_nothing(because="n’est à personne")
    assert "referred" not in tom.customer.facts


def test_nobody_brings_themselves_and_who_knows_the_shop_is_no_new_friend() -> None:
    lea = Chat(playbook(HELLO), referral_code=CODE).opens(f"ref_{CODE}").hears("Bonjour")
    assert not _of(lea.effects, UseReferral) and any("propre code" in row.words for row in lea.ledger)
    ida = Chat(playbook(HELLO), orders_count=2).opens(f"ref_{CODE}").hears("Bonjour")
    assert not _of(ida.effects, UseReferral)
    eva = Chat(playbook(HELLO)).opens().hears("Bonjour").waits(days=2).opens(f"ref_{CODE}").hears("Bonjour")
    assert not _of(eva.effects, UseReferral) and any("connaissait déjà" in row.words for row in eva.ledger)


@pytest.mark.parametrize(("language", "told"), [("fr", "Pouvez-vous le recopier"), ("en", "copy it again")])
def test_a_code_that_is_no_code_is_asked_for_again_and_the_right_one_counts(language: str, told: str) -> None:
    tom = Chat(playbook(HELLO), language=language).says(f"code ami {CODE[:-1]}").hears(told)
    assert not _of(tom.effects, UseReferral)
    tom.says(f"code ami {CODE[:4]} {CODE[4:]}").hears_nothing()
    [asked] = _of(tom.effects, UseReferral)
    assert isinstance(asked, UseReferral) and asked.code == CODE


def test_a_code_typed_as_the_first_word_counts_too() -> None:
    tom = Chat(playbook(HELLO), channel="sms").says(f"ref {CODE.lower()}").hears_nothing()
    [asked] = _of(tom.effects, UseReferral)
    assert isinstance(asked, UseReferral) and asked.code == CODE
    tom.meets(ReferralFollowed(id="", code=CODE, holds=True)).hears("de la part d’un ami")
    tom.waits(hours=3).says(f"ref {CODE}").hears("Bonjour")


def test_who_brought_a_friend_hears_of_it_in_a_flow() -> None:
    lea = Chat(playbook(THANKS), consent=("care",), orders_count=1)
    lea.opens().ignores_what_was_said().waits(hours=3)
    lea.shop("referral.used", friends=2).hears("2 ami")


def test_a_code_told_in_ones_own_words_counts_too_where_no_question_waits() -> None:
    tom = Chat(playbook(HELLO), channel="whatsapp").says(f"bonjour, une amie m'a donné le code {CODE}").hears_nothing()
    [asked] = _of(tom.effects, UseReferral)
    assert isinstance(asked, UseReferral) and asked.code == CODE
    tom.meets(ReferralFollowed(id="", code=CODE, holds=True)).hears("de la part d’un ami")
    lea = Chat(playbook(INVITES)).says("inviter", means="flow:invites").hears("Contente").says(CODE)
    assert not _of(lea.effects, UseReferral)
    lea.ignores_what_was_said()
    ida = Chat(playbook(HELLO), orders_count=2).says(CODE)
    assert not _of(ida.effects, UseReferral)
    ida.ignores_what_was_said()
