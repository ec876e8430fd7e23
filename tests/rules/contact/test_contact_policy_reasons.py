"""What holds the bot back, reason by reason: each of them alone, to the minute at which it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.address import Address
from bot.model.conversation import Conversation
from bot.model.customer import ContactWishes, Doubt, Grant, Pause, Relationship, SentRecord
from bot.playbook.compiled import Cap, Policy
from bot.rules.contact.contact_policy import ASKED_AGAIN, Allowed, Held, Speech, Verdict, may_send
from bot.rules.contact.wishes import DOUBTED, WISHED
from tests.rules.contact.test_contact_policy import HOME, LONG_AGO, Kind, ask, at, customer

NOON = at("2026-03-23 12:00").astimezone(UTC)
AFTERWARDS = NOON + timedelta(days=2)


@pytest.mark.parametrize(
    ("cause", "until", "rule"),
    [("complaint", AFTERWARDS, "pause"), (WISHED, AFTERWARDS, "wish"), (DOUBTED, NOON + ASKED_AGAIN, DOUBTED)],
)
def test_a_pause_holds_its_own_purpose_until_it_is_over(cause: str, until: datetime, rule: str) -> None:
    quiet = customer(pauses=(Pause(purpose="marketing", until=AFTERWARDS, cause=cause),))
    held = ask(quiet, NOON)
    assert isinstance(held, Held)
    assert (held.rule, held.until) == (rule, until)
    assert isinstance(ask(quiet, NOON, "care"), Allowed)
    assert isinstance(ask(quiet, AFTERWARDS), Allowed)


def test_of_two_pauses_the_longer_one_counts_and_says_why() -> None:
    short, long = (Pause(purpose="marketing", until=NOON + timedelta(days=n), cause=WISHED) for n in (1, 3))
    held = ask(customer(pauses=(long, short)), NOON)
    assert isinstance(held, Held)
    assert held.until == NOON + timedelta(days=3)


def test_before_the_socket_opens_only_the_question_whether_to_go_on_holds_of_all_pauses() -> None:
    def check(cause: str) -> Verdict:
        who = customer(pauses=(Pause(purpose="marketing", until=AFTERWARDS, cause=cause),))
        return may_send(who, Policy(), HOME, Speech("marketing", "telegram", NOON))

    assert isinstance(check(DOUBTED), Held)
    assert isinstance(check(WISHED), Allowed)
    gone = customer(opted_out_at=LONG_AGO, country="KR")
    assert may_send(gone, Policy(), HOME, Speech("reply", "sms", NOON)) == Allowed()


@pytest.mark.parametrize(("purpose", "rule"), [("marketing", "doubt"), ("care", "doubt"), ("service", "")])
def test_whose_number_may_be_somebody_elses_hears_of_their_orders_only(purpose: Kind, rule: str) -> None:
    doubt = Doubt(address=Address("telegram", "1"), why="another name", since=LONG_AGO)
    assert ask(customer(doubt=doubt), NOON, purpose).rule == rule


def test_a_broken_relationship_ends_marketing_and_a_weak_one_spaces_it_but_not_care() -> None:
    broken = customer(relationship=Relationship(value=10, at=NOON, broken=True))
    assert ask(broken, NOON).rule == "relationship"
    assert isinstance(ask(broken, NOON, "care"), Allowed)
    told = tuple(SentRecord(NOON - timedelta(days=8), kind) for kind in ("marketing", "care"))
    weak = customer(relationship=Relationship(value=30, at=NOON), sent=told)
    held = ask(weak, NOON)
    assert isinstance(held, Held)
    assert held.until > NOON + timedelta(days=5)
    twice = Policy(caps={"care": (Cap(1, timedelta(days=7)),)})
    assert isinstance(ask(weak, NOON, "care", policy=twice), Allowed)


def test_a_contact_no_longer_counts_once_its_time_is_over_and_of_two_caps_the_later_one_holds() -> None:
    week_old = customer(sent=(SentRecord(NOON - timedelta(days=7), "marketing"),))
    assert isinstance(ask(week_old, NOON), Allowed)
    just_now = customer(sent=(SentRecord(NOON - timedelta(hours=1), "marketing"),))
    assert isinstance(ask(just_now, NOON, "care"), Allowed)
    often = customer(sent=tuple(SentRecord(NOON - timedelta(days=n), "marketing") for n in (28, 20, 10, 6)))
    held = ask(often, NOON)
    assert isinstance(held, Held)
    assert held.facts["times"] == 4
    assert held.until == at("2026-03-25 12:00")
    none_at_all = Policy(caps={"care": (Cap(0, timedelta(days=7)),)})
    told = customer(sent=(SentRecord(NOON - timedelta(days=3), "care"),))
    for who in (customer(), told):
        never = ask(who, NOON, "care", policy=none_at_all)
        assert isinstance(never, Held)
        assert never.until == NOON + timedelta(days=7)


def test_a_wish_for_fewer_messages_is_over_care_and_marketing_and_no_matter_of_orders() -> None:
    monthly = customer(wishes=ContactWishes(times=1, every=30), sent=(SentRecord(NOON - timedelta(days=12), "care"),))
    kinds: tuple[Kind, ...] = ("care", "marketing")
    for purpose in kinds:
        held = ask(monthly, NOON, purpose)
        assert isinstance(held, Held)
        assert (held.rule, held.until) == ("wish", NOON + timedelta(days=18))
    assert isinstance(ask(monthly, NOON, "service"), Allowed)


def test_hours_that_were_wished_are_the_reason_only_where_they_are_the_later_ones() -> None:
    morning = at("2026-03-23 09:00")
    for not_before, rule, opens in ((8, "quiet hours", "10:00"), (11, "wish", "11:00")):
        held = ask(customer(wishes=ContactWishes(not_before=not_before * 60)), morning)
        assert isinstance(held, Held)
        assert (held.rule, held.until) == (rule, at(f"2026-03-23 {opens}"))


def test_consent_that_is_over_counts_no_more_and_a_word_against_all_spares_the_news_of_orders() -> None:
    until = Grant(purpose="marketing", channel="telegram", granted=True, at=LONG_AGO, until=NOON)
    assert isinstance(ask(customer(grants=(until,)), NOON - timedelta(minutes=1)), Allowed)
    assert ask(customer(grants=(until,)), NOON).rule == "consent"
    against = Grant(purpose="all", channel="all", granted=False, at=LONG_AGO)
    assert isinstance(ask(customer(grants=(against,)), NOON, "service"), Allowed)


def test_a_conversation_in_which_nobody_has_spoken_yet_is_in_nobodys_way() -> None:
    talk = Conversation(id="x", flow="f", version="v", step="s", started_at=NOON, purpose="service")
    assert isinstance(ask(customer(conversations=(talk,)), NOON, "service", conversation="y"), Allowed)
