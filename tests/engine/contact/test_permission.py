"""As what the bot speaks, and where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.engine.contact.permission import address_for
from bot.model.address import Address, Channel, Identity
from bot.model.customer import ContactWishes, Customer, Grant, KnownAddress
from bot.model.events import CustomerImported
from bot.model.message import Template
from tests.engine.chat import Chat, Opens, playbook

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAUSE = """
flow: pause
title: Pause
purpose: care
starts: [{ event: order.delivered }, { event: chat.opened }]
steps:
  - say: Un
  - say: Deux
  - wait: { for: 3 hours }
  - say: Trois
  - wait: { for: 2 days }
  - say: Quatre
"""
TIPS = """
flow: tips
title: Conseil
purpose: care
starts: [{ event: x.tips }]
steps:
  - say: Un
"""


def test_an_answer_is_a_reply_whatever_the_flow_and_for_a_day(chat: Opens) -> None:
    lea = chat(playbook(PAUSE)).opens().hears("Un").hears("Deux").waits(hours=3).hears("Trois")
    assert [send.purpose for send in lea.said] == ["reply", "reply", "reply"]
    lea.waits(days=2).hears("Quatre")
    assert lea.said[-1].purpose == "care"
    assert [sent.purpose for sent in lea.customer.sent] == ["care"]


def test_two_messages_in_a_row_are_one_contact(chat: Opens) -> None:
    lea = chat(playbook(PAUSE)).says("merci").hears("plaisir").waits(days=2).shop("order.delivered")
    lea.hears("Un").hears("Deux")
    assert len(lea.customer.sent) == 1
    lea.waits(hours=3).hears_nothing(because="frequency cap")
    lea.waits(days=1).hears("Trois").ignores_what_was_said()


def test_a_cap_counts_what_was_said_on_any_channel(chat: Opens) -> None:
    """Two messages by two channels are two contacts: the second waits for the day after."""
    lea = (
        chat(playbook(TIPS), consent=("care",)).says("merci").hears("plaisir").waits(days=2).shop("x.tips").hears("Un")
    )
    lea.waits(minutes=30).says("seulement par SMS").ignores_what_was_said()
    lea.meets(CustomerImported(id="", addresses=(Address("sms", "+33612345678"),)))
    lea.waits(hours=2).shop("x.tips").hears_nothing(because="frequency cap")
    lea.waits(days=1).hears("Un")
    assert [send.address.channel for send in lea.said if send.purpose == "care"] == ["telegram", "sms"]


def known(*addresses: tuple[Channel | Identity, bool]) -> Customer:
    reached = tuple(KnownAddress(address=Address(channel, "1"), reachable=ok) for channel, ok in addresses)
    return replace(new_customer("c", NOW), addresses=reached)


def test_one_writes_where_the_customer_last_wrote() -> None:
    customer = known(("telegram", True), ("sms", True), ("email", True))
    assert address_for(customer, "service", NOW) == Address("telegram", "1")
    assert address_for(replace(customer, last_address=Address("sms", "1")), "service", NOW) == Address("sms", "1")


def test_not_where_they_cannot_be_reached() -> None:
    assert address_for(known(("telegram", False), ("sms", True)), "service", NOW) == Address("sms", "1")
    assert address_for(known(("telegram", False), ("email", True)), "service", NOW) is None


def test_marketing_goes_where_it_was_agreed_to() -> None:
    agreed = Grant(purpose="marketing", channel="sms", granted=True, at=NOW)
    customer = replace(known(("telegram", True), ("sms", True)), grants=(agreed,))
    assert address_for(customer, "marketing", NOW) == Address("sms", "1")
    assert address_for(customer, "care", NOW) == Address("telegram", "1")


NEWS = """
flow: news
title: News
purpose: service
starts: [{ event: order.shipped }]
steps:
  - say:
      text: Votre colis est parti.
      WHATSAPP
"""
HX, HY = "HX" + "a" * 32, "HX" + "b" * 32
WITH = NEWS.replace(
    "WHATSAPP", f"whatsapp: {{ template: {{ fr: {HX}, en: {HY} }}, variables: {{ 1: '{{{{ store.name }}}}' }} }}"
)
WITHOUT = NEWS.replace("      WHATSAPP\n", "")


def a_day_later(chat: Opens, book: str) -> Chat:
    return chat(playbook(book), channel="whatsapp").says("merci").hears("plaisir").waits(hours=25)


def test_whatsapp_takes_a_template_a_day_after_the_last_word(chat: Opens) -> None:
    lea = a_day_later(chat, WITH).shop("order.shipped").hears("parti")
    assert lea.said[-1].content.template == Template(HX, {"1": "Maison Moka"})
    assert lea.said[-1].address.channel == "whatsapp"


def test_without_a_template_nothing_is_said_there_and_the_ledger_says_why(chat: Opens) -> None:
    a_day_later(chat, WITHOUT).shop("order.shipped").hears_nothing(because="WhatsApp")


def test_another_channel_speaks_where_whatsapp_may_not(chat: Opens) -> None:
    lea = a_day_later(chat, WITHOUT)
    sms = Address("sms", "+33612345678")
    lea.customer = replace(lea.customer, addresses=(*lea.customer.addresses, KnownAddress(address=sms)))
    lea.shop("order.shipped").hears("parti")
    assert lea.said[-1].address == sms


def test_a_template_speaks_the_customers_language_or_the_first_that_is_written(chat: Opens) -> None:
    for language, sid in (("en", HY), ("de", HX)):
        lea = a_day_later(chat, WITH)
        lea.customer = replace(lea.customer, language=language, language_chosen=True)
        lea.shop("order.shipped").ignores_what_was_said()
        assert lea.said[-1].content.template.sid == sid


def talks(*addresses: tuple[Channel, int], last: Channel) -> Customer:
    known = tuple(KnownAddress(address=Address(channel, "1"), replies=replies) for channel, replies in addresses)
    customer = replace(new_customer("c", NOW), addresses=known, last_address=Address(last, "1"))
    return replace(customer, last_in=NOW - timedelta(days=3))


def test_one_writes_where_they_answer_most_and_within_a_day_where_they_last_wrote() -> None:
    customer = talks(("telegram", 5), ("sms", 2), last="sms")
    assert address_for(customer, "care", NOW) == Address("telegram", "1")
    assert address_for(replace(customer, last_in=NOW), "care", NOW) == Address("sms", "1")
    assert address_for(customer, "reply", NOW) == Address("sms", "1")
    agreed = Grant(purpose="marketing", channel="sms", granted=True, at=NOW)
    assert address_for(replace(customer, grants=(agreed,)), "marketing", NOW) == Address("sms", "1")


def test_a_wish_goes_before_a_habit_and_consent_before_a_wish() -> None:
    customer = replace(talks(("telegram", 5), ("sms", 0), last="telegram"), wishes=ContactWishes(channel="sms"))
    assert address_for(customer, "care", NOW) == Address("sms", "1")
    assert address_for(customer, "reply", NOW) == Address("telegram", "1")
    agreed = Grant(purpose="marketing", channel="telegram", granted=True, at=NOW)
    assert address_for(replace(customer, grants=(agreed,)), "marketing", NOW) == Address("telegram", "1")


def test_talks_are_counted_by_address_and_a_new_one_wins_in_time(chat: Opens) -> None:
    lea = chat(playbook(PAUSE))
    for _ in range(3):
        lea.says("/help").says("/help").waits(hours=2).ignores_what_was_said()
    lea.address = Address("sms", "+33612345678")
    counted = []
    for _ in range(3):
        lea.says("/help").waits(hours=2).ignores_what_was_said()
        counted.append([one.replies for one in lea.customer.addresses])
    assert counted == [[2, 1], [1, 2], [0, 3]]
