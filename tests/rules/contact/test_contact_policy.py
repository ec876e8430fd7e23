"""When the bot may speak."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.conversation import Conversation, Handover
from bot.model.customer import Customer, Grant, KnownAddress, SentRecord
from bot.playbook.compiled import Cap, Hours, Policy
from bot.rules.contact.contact_policy import (
    Allowed,
    Held,
    Home,
    Refused,
    Speech,
    Verdict,
    consents,
    may_send,
    may_speak,
)

PARIS = ZoneInfo("Europe/Paris")
HOME = Home("FR", "Europe/Paris")
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
Kind = Literal["reply", "service", "care", "marketing"]


def at(text: str, tz: str = "Europe/Paris") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz))


def customer(**fields: Any) -> Customer:
    agreed = Grant(purpose="marketing", channel="telegram", granted=True, at=LONG_AGO)
    return replace(Customer(id="c", created_at=LONG_AGO, grants=(agreed,)), **fields)


def ask(
    who: Customer, when: datetime, purpose: Kind = "marketing", policy: Policy | None = None, **more: Any
) -> Verdict:
    home = more.pop("home", HOME)
    channel = more.pop("channel", "telegram")
    return may_speak(who, policy or Policy(), home, Speech(purpose, channel, when.astimezone(UTC), **more))


def test_a_reply_is_never_held_nor_refused() -> None:
    gone = customer(opted_out_at=LONG_AGO, timezone="Nowhere/At_All")
    assert ask(gone, at("2026-03-22 03:00"), "reply") == Allowed()


def test_marketing_keeps_working_hours_and_says_when_they_end() -> None:
    verdict = ask(customer(), at("2026-03-23 10:00"))
    assert isinstance(verdict, Allowed)
    assert verdict.until == at("2026-03-23 19:25")


@pytest.mark.parametrize(
    ("when", "opens"),
    [
        ("2026-03-23 09:59", "2026-03-23 10:00"),
        ("2026-03-23 19:26", "2026-03-24 10:00"),  # not in the last minutes: providers queue
        ("2026-03-21 18:30", "2026-03-23 10:00"),  # a Saturday evening
        ("2026-03-22 12:00", "2026-03-23 10:00"),  # a Sunday
        ("2026-07-14 12:00", "2026-07-15 10:00"),  # a public holiday
        ("2026-04-05 12:00", "2026-04-07 10:00"),  # Easter Sunday and Monday
        ("2026-03-28 20:00", "2026-03-30 10:00"),  # over the change of the clocks
    ],
)
def test_outside_its_hours_marketing_waits_for_the_next_opening(when: str, opens: str) -> None:
    verdict = ask(customer(), at(when))
    assert isinstance(verdict, Held)
    assert (verdict.rule, verdict.until) == ("quiet hours", at(opens))


def test_the_playbook_narrows_and_never_widens() -> None:
    weekdays = Policy(quiet={"marketing": Hours(((11 * 60, 19 * 60),) * 5 + (None, None))})
    held = ask(customer(), at("2026-03-23 10:30"), policy=weekdays)
    assert isinstance(held, Held)
    assert held.until == at("2026-03-23 11:00")
    always = Policy(quiet={"marketing": Hours(((0, 1440),) * 7)})
    assert isinstance(ask(customer(), at("2026-03-23 21:00"), policy=always), Allowed)
    assert isinstance(ask(customer(), at("2026-03-23 22:30"), policy=always), Held)
    assert isinstance(ask(customer(), at("2026-03-22 12:00"), policy=always), Held)
    never = Policy(quiet={"marketing": Hours((None,) * 7)})
    assert ask(customer(), at("2026-03-23 12:00"), policy=never) == Refused(
        "quiet hours", {"purpose": "marketing", "opens": None}
    )


def test_the_customers_own_zone_and_holidays_count() -> None:
    reunion = customer(country="RE", timezone="Indian/Reunion")
    assert isinstance(ask(reunion, at("2026-03-23 10:30", "Indian/Reunion")), Allowed)
    assert isinstance(ask(reunion, at("2026-12-21 10:30", "Indian/Reunion")), Allowed)
    martinique = customer(country="MQ", timezone="America/Martinique")
    assert isinstance(ask(martinique, at("2026-05-22 12:00", "America/Martinique")), Held)


def test_in_a_country_of_several_zones_it_is_an_hour_that_all_of_them_permit() -> None:
    verdict = ask(customer(country="US"), at("2026-03-23 10:00", "America/New_York"))
    assert verdict == Refused("quiet hours", {"purpose": "marketing", "opens": None}) or isinstance(verdict, Held)
    canada = ask(customer(country="CA"), at("2026-03-23 10:00", "America/Toronto"))
    assert isinstance(canada, Held)
    assert canada.until == at("2026-03-23 10:00", "America/Vancouver")


@pytest.mark.parametrize("purpose", ["care", "marketing"])
def test_what_is_not_known_is_refused_by_name(purpose: Kind) -> None:
    noon = at("2026-03-23 12:00")
    assert _rule(ask(customer(timezone="Nowhere/At_All"), noon, purpose)) == "time zone"
    assert _rule(ask(customer(country="JP"), noon, purpose)) == "time zone"
    assert _rule(ask(customer(), at("2099-03-23 12:00"), purpose)) == "holiday table"
    assert _rule(ask(customer(), noon, purpose, home=Home("FR", "broken"))) == "time zone"


def _rule(verdict: Verdict) -> str:
    return verdict.rule


def test_service_and_replies_go_on_where_marketing_is_refused() -> None:
    lost = customer(timezone="Nowhere/At_All")
    assert isinstance(ask(lost, at("2026-03-22 03:00"), "service"), Allowed)
    assert isinstance(ask(lost, at("2026-03-22 03:00"), "reply"), Allowed)


def test_a_store_in_another_country_has_its_own_holidays_and_careful_hours() -> None:
    tokyo = Home("JP", "Asia/Tokyo")
    assert isinstance(ask(customer(), at("2026-03-23 12:00", "Asia/Tokyo"), home=tokyo), Allowed)
    assert isinstance(ask(customer(), at("2026-03-23 19:00", "Asia/Tokyo"), home=tokyo), Held)


def test_consent_is_by_purpose_and_channel() -> None:
    noon = at("2026-03-23 12:00")
    assert _rule(ask(customer(), noon, channel="sms")) == "consent"
    assert _rule(ask(customer(grants=()), noon)) == "consent"
    assert isinstance(ask(customer(grants=()), noon, "care"), Allowed)
    refused = Grant(purpose="care", channel="telegram", granted=False, at=LONG_AGO)
    assert _rule(ask(customer(grants=(refused,)), noon, "care")) == "consent"
    assert isinstance(ask(customer(grants=()), noon, "service"), Allowed)


def test_the_newest_word_counts() -> None:
    given = Grant(purpose="marketing", channel="telegram", granted=True, at=LONG_AGO)
    taken = Grant(purpose="all", channel="all", granted=False, at=LONG_AGO + timedelta(days=1))
    again = Grant(purpose="marketing", channel="telegram", granted=True, at=LONG_AGO + timedelta(days=2))
    assert consents(customer(grants=(given, taken)), "marketing", "telegram") is False
    assert consents(customer(grants=(given, taken, again)), "marketing", "telegram") is True
    assert consents(customer(grants=(again, taken)), "marketing", "telegram") is True
    assert consents(customer(grants=(given,)), "care", "telegram") is None


@pytest.mark.parametrize("purpose", ["service", "care", "marketing"])
def test_an_opt_out_silences_everything_but_replies(purpose: Kind) -> None:
    assert _rule(ask(customer(opted_out_at=LONG_AGO), at("2026-03-23 12:00"), purpose)) == "opt-out"


def test_caps_defer_until_the_oldest_contact_no_longer_counts() -> None:
    noon = at("2026-03-23 12:00")
    told = customer(sent=(SentRecord(noon - timedelta(days=3), "marketing"),))
    verdict = ask(told, noon)
    assert isinstance(verdict, Held)
    assert (verdict.rule, verdict.until) == ("frequency cap", noon + timedelta(days=4))
    assert isinstance(ask(told, noon, "care"), Allowed)
    twice = Policy(caps={"care": (Cap(2, timedelta(days=30)),)})
    often = customer(sent=tuple(SentRecord(noon - timedelta(days=n), "care") for n in (20, 5)))
    held = ask(often, noon, "care", policy=twice)
    assert isinstance(held, Held)
    assert held.until == noon + timedelta(days=10)


def test_a_cap_that_ends_in_quiet_hours_waits_for_the_opening_too() -> None:
    sunday = at("2026-03-22 12:00")
    told = customer(sent=(SentRecord(sunday - timedelta(days=7) + timedelta(hours=1), "marketing"),))
    verdict = ask(told, sunday - timedelta(days=1))
    assert isinstance(verdict, Held)
    assert verdict.until == at("2026-03-23 10:00")


def test_never_over_staff_nor_a_conversation_under_way() -> None:
    noon = at("2026-03-23 12:00")
    held = ask(customer(handover=Handover(id="h", team="t", reason="r", since=noon)), noon, "service")
    assert _rule(held) == "handover"
    talk = Conversation(id="x", flow="f", version="v", step="s", started_at=noon, purpose="service")
    busy = customer(conversations=(talk,), last_in=noon - timedelta(minutes=5), last_out=noon - timedelta(minutes=3))
    verdict = ask(busy, noon, "service", conversation="another")
    assert isinstance(verdict, Held | Allowed)
    assert verdict == Held(noon + timedelta(minutes=17), "conversation under way", {"flow": "f"})
    assert isinstance(ask(busy, noon, "service", conversation="x"), Allowed)
    assert isinstance(ask(busy, noon + timedelta(minutes=20), "service"), Allowed)


def test_a_nudge_keeps_courtesy_hours_whatever_its_purpose() -> None:
    night = at("2026-03-22 23:00")
    assert isinstance(ask(customer(), night, "service"), Allowed)
    verdict = ask(customer(), night, "service", nudge=True)
    assert isinstance(verdict, Held)
    assert verdict.until == at("2026-03-23 08:00")
    assert isinstance(ask(customer(), night, "reply", nudge=True), Held)


def test_who_cannot_be_reached_is_not_written_to() -> None:
    noon = at("2026-03-23 12:00")
    blocked = customer(addresses=(KnownAddress(address=Address("telegram", "1"), reachable=False),))
    assert _rule(ask(blocked, noon, "service")) == "reach"


def test_whatsapp_takes_free_text_for_a_day_only() -> None:
    noon = at("2026-03-23 12:00")
    wrote = KnownAddress(address=Address("whatsapp", "+336"), last_in=noon - timedelta(hours=23))
    assert isinstance(ask(customer(addresses=(wrote,)), noon, "service", channel="whatsapp"), Allowed)
    later = noon + timedelta(hours=1)
    assert _rule(ask(customer(addresses=(wrote,)), later, "service", channel="whatsapp")) == "whatsapp window"


def test_what_waits_for_its_hours_waits_whether_whatsapp_is_open_now_or_not() -> None:
    """By the time it may go, the customer may have written."""
    night = at("2026-03-23 23:00")
    wrote = KnownAddress(address=Address("whatsapp", "+336"), last_in=night - timedelta(days=3))
    verdict = ask(customer(addresses=(wrote,)), night, "care", channel="whatsapp")
    assert isinstance(verdict, Held)
    assert verdict.rule == "quiet hours"
    opted_out = customer(addresses=(wrote,), opted_out_at=LONG_AGO)
    assert _rule(ask(opted_out, night, "care", channel="whatsapp")) == "opt-out"


def test_the_last_check_knows_hours_consent_and_opt_outs_but_weighs_no_cap_again() -> None:
    noon = at("2026-03-23 12:00").astimezone(UTC)
    told = customer(sent=(SentRecord(noon, "marketing"),))

    def check(who: Customer, when: datetime) -> Verdict:
        return may_send(who, Policy(), HOME, Speech("marketing", "telegram", when))

    assert isinstance(check(told, noon), Allowed)
    assert isinstance(check(told, noon + timedelta(hours=9)), Held)
    assert isinstance(check(customer(grants=()), noon), Refused)
    assert isinstance(check(customer(opted_out_at=noon), noon), Refused)


moments = st.integers(1_610_000_000, 2_208_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(
    moments,
    st.sampled_from(["service", "care", "marketing"]),
    st.sampled_from(["FR", "US", "ES", "PF", "DE", None]),
    st.booleans(),
)
def test_what_is_held_is_allowed_at_the_moment_named(
    when: datetime, purpose: Kind, country: str | None, nudge: bool
) -> None:
    who = customer(country=country)
    verdict = ask(who, when, purpose, nudge=nudge)
    if isinstance(verdict, Held):
        assert verdict.until > when
        assert isinstance(ask(who, verdict.until, purpose, nudge=nudge), Allowed)
    if isinstance(verdict, Allowed) and verdict.until is not None:
        assert verdict.until > when
        assert isinstance(ask(who, verdict.until - timedelta(seconds=1), purpose, nudge=nudge), Allowed)


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_a_phone_in_an_unknown_country_is_not_advertised_to(channel: str) -> None:
    agreed = Grant(purpose="marketing", channel="all", granted=True, at=LONG_AGO)
    kim = customer(country="KR", timezone="Asia/Seoul", grants=(agreed,))
    assert _rule(ask(kim, at("2026-03-23 12:00", "Asia/Seoul"), channel=channel, template=True)) == "country"
    assert isinstance(ask(kim, at("2026-03-23 12:00", "Asia/Seoul")), Allowed)
    assert isinstance(ask(kim, at("2026-03-23 18:30", "Asia/Seoul")), Held)
    assert isinstance(ask(kim, at("2026-03-23 12:00", "Asia/Seoul"), "service", channel="sms"), Allowed)


def test_the_part_of_the_country_counts() -> None:
    alsace = customer(country="FR", region="6AE")
    assert isinstance(ask(alsace, at("2026-04-03 12:00")), Held)  # Good Friday
    assert isinstance(ask(customer(country="FR"), at("2026-04-03 12:00")), Allowed)
    reunion = customer(country="FR", region="974")
    assert isinstance(ask(reunion, at("2026-03-23 10:30", "Indian/Reunion")), Allowed)
    texan = customer(country="US", region="TX")
    assert isinstance(ask(texan, at("2026-03-23 11:00", "America/Chicago")), Allowed)


def test_nothing_is_advertised_to_a_minor() -> None:
    noon = at("2026-03-23 12:00")
    child = customer(minor_until=noon.astimezone(UTC) + timedelta(days=1))
    assert _rule(ask(child, noon)) == "minor"
    assert isinstance(ask(child, noon, "care"), Allowed)
    assert isinstance(ask(customer(minor_until=noon.astimezone(UTC)), noon), Allowed)
