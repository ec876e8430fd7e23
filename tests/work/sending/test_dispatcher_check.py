from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.model.customer import Grant
from bot.model.message import Template
from bot.model.parts import Part
from bot.rules.contact.sms_pumping import COUNTRY_CAP
from bot.store.messages.gate import Claimed, Gate
from bot.work.sending.dispatcher_check import Drop, Go, PutOff, Rules, last_look
from tests.channels.parts import part
from tests.work.sending.sending_shop import RULES

TUESDAY_NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 11, 0, tzinfo=UTC)
CONSENTING = Gate(grants=(Grant(purpose="marketing", channel="all", granted=True, at=TUESDAY_NOON),))


def look(
    sent: Part,
    gate: Gate = CONSENTING,
    *,
    now: datetime = TUESDAY_NOON,
    rules: Rules | None = RULES,
    closing: float = 0.0,
) -> Go | Drop | PutOff:
    return last_look(Claimed(sent, gate), rules, closing_time=closing, now=now)


def planned(purpose: str, *, ago: timedelta = timedelta(), now: datetime = TUESDAY_NOON, **more: Any) -> Part:
    return part(purpose=purpose, created_at=now - ago, **{"due_at": now - ago} | more)


def rule(found: Go | Drop | PutOff) -> str:
    assert isinstance(found, Drop), found
    return found.rule


@pytest.mark.parametrize("purpose", ["reply", "service", "care", "marketing"])
def test_what_is_fresh_and_allowed_goes(purpose: str) -> None:
    assert isinstance(look(planned(purpose)), Go)


def test_marketing_needs_consent_and_its_hours() -> None:
    assert rule(look(planned("marketing"), Gate())) == "consent"
    assert rule(look(planned("marketing", now=SUNDAY), now=SUNDAY)) == "quiet hours"
    assert isinstance(look(planned("reply", now=SUNDAY), Gate(), now=SUNDAY), Go)


def test_an_opt_out_stops_all_but_replies_and_its_own_confirmation() -> None:
    out = Gate(opted_out_at=TUESDAY_NOON, grants=CONSENTING.grants)
    for purpose in ("service", "care", "marketing"):
        assert rule(look(planned(purpose), out)) == "opt-out"
    assert isinstance(look(planned("reply"), out), Go)
    assert isinstance(look(planned("service", gate=False), out), Go)


@pytest.mark.parametrize("purpose", ["care", "marketing"])
def test_what_nobody_asked_for_is_dropped_once_the_customer_has_written(purpose: str) -> None:
    written = Gate(grants=CONSENTING.grants, last_in=TUESDAY_NOON - timedelta(minutes=1))
    assert rule(look(planned(purpose, ago=timedelta(minutes=2)), written)) == "written since"
    for ago in (timedelta(seconds=30), timedelta(minutes=1)):  # since, and in the very turn that met what they wrote
        assert isinstance(look(planned(purpose, ago=ago), written), Go)
    assert isinstance(look(planned("service", ago=timedelta(minutes=2)), written), Go)


TAKEN = msgspec.structs.replace(CONSENTING, taken_at=TUESDAY_NOON - timedelta(minutes=1))


def test_once_a_person_has_the_thread_offers_are_dropped_and_news_waits_for_a_day_at_most() -> None:
    before = timedelta(minutes=2)
    for purpose in ("care", "marketing"):
        assert rule(look(planned(purpose, ago=before), TAKEN)) == "staff"
    assert look(planned("service", ago=before), TAKEN) == PutOff(TUESDAY_NOON + timedelta(minutes=30))
    late = look(planned("service", ago=timedelta(hours=25), due_at=TUESDAY_NOON), TAKEN)
    assert (rule(late), late) == ("staff", Drop("a person took the thread before it had left", "staff", failed=True))


def test_news_that_was_tried_does_not_hold_up_the_person_who_has_the_thread() -> None:
    assert rule(look(planned("service", ago=timedelta(minutes=2), attempts=2), TAKEN)) == "staff"


def test_an_answer_that_was_tried_is_not_tried_again_once_a_person_has_the_thread_unless_they_say_so() -> None:
    tried: dict[str, Any] = {"ago": timedelta(minutes=2), "attempts": 2}
    assert rule(look(planned("reply", **tried), TAKEN)) == "staff"
    by_itself = planned("reply", **tried, resent=True, due_at=TUESDAY_NOON - timedelta(seconds=90))
    assert rule(look(by_itself, TAKEN)) == "staff"
    for purpose, ago in (("reply", 30), ("service", 30), ("service", 60)):
        asked_for = planned(purpose, **tried, resent=True, due_at=TUESDAY_NOON - timedelta(seconds=ago))
        assert isinstance(look(asked_for, TAKEN), Go)


def test_what_the_bot_says_after_a_person_took_the_thread_it_says_knowingly() -> None:
    for ago in (timedelta(seconds=30), timedelta(minutes=1)):  # since, and in that very turn
        assert isinstance(look(planned("service", ago=ago), TAKEN), Go)
    assert isinstance(look(planned("reply", ago=timedelta(minutes=2)), TAKEN), Go)
    assert isinstance(look(planned("service", ago=timedelta(minutes=2), gate=False), TAKEN), Go)


def test_an_unreachable_address_is_not_written_to() -> None:
    gone = Gate(reachable=False, grants=CONSENTING.grants)
    assert rule(look(planned("service"), gone)) == "reach"


def test_whatsapp_closes_24_hours_after_the_customers_last_word() -> None:
    sent = planned("service", channel="whatsapp", to="+33612345678")
    sent = part("whatsapp", "+33612345678", purpose="service", created_at=TUESDAY_NOON, due_at=TUESDAY_NOON)
    open_ = Gate(last_in=TUESDAY_NOON - timedelta(hours=23))
    closed = Gate(last_in=TUESDAY_NOON - timedelta(hours=25))
    assert isinstance(look(sent, open_), Go)
    assert rule(look(sent, closed)) == "whatsapp window"


@pytest.mark.parametrize(
    ("purpose", "age", "attempts", "dropped"),
    [
        ("reply", timedelta(minutes=14), 2, False),
        ("reply", timedelta(minutes=15), 2, False),
        ("reply", timedelta(minutes=16), 2, True),
        ("reply", timedelta(minutes=16), 1, False),
        ("reply", timedelta(hours=25), 1, True),
        ("service", timedelta(hours=5), 5, False),
        ("service", timedelta(hours=7), 2, True),
        ("marketing", timedelta(hours=7), 2, False),
        ("marketing", timedelta(hours=25), 1, True),
    ],
)
def test_a_retry_has_an_age_limit_and_a_first_try_a_longer_one(
    purpose: str, age: timedelta, attempts: int, dropped: bool
) -> None:
    found = look(planned(purpose, ago=age, attempts=attempts))
    assert isinstance(found, Drop) is dropped
    if isinstance(found, Drop):
        assert found.rule == "age limit"
        assert found.failed is (purpose in {"reply", "service"})


def test_a_part_planned_for_later_is_as_old_as_its_time_and_one_that_was_tried_as_its_making() -> None:
    assert isinstance(look(planned("service", ago=timedelta(days=3), due_at=TUESDAY_NOON)), Go)
    again = planned("reply", ago=timedelta(minutes=16), due_at=TUESDAY_NOON, attempts=2)
    assert rule(look(again)) == "age limit"


def test_what_staff_were_to_be_told_is_not_sent_once_somebody_has_taken_it_up() -> None:
    assert rule(look(planned("service"), msgspec.structs.replace(CONSENTING, is_over=True))) == "alert over"


@pytest.mark.parametrize("purpose", ["reply", "service", "care", "marketing"])
def test_past_its_end_nothing_is_sent(purpose: str) -> None:
    late = planned(purpose, not_after=TUESDAY_NOON - timedelta(seconds=1))
    assert rule(look(late)) == "too late"


def test_a_provider_that_queues_gets_nothing_in_the_last_minutes_of_the_hours() -> None:
    near = TUESDAY_NOON + timedelta(minutes=4)
    far = TUESDAY_NOON + timedelta(minutes=6)
    assert rule(look(planned("marketing", not_after=near), closing=300.0)) == "hours"
    assert look(planned("marketing", not_after=far), closing=300.0) == Go(far)
    assert look(planned("marketing", not_after=near)) == Go(near)
    assert look(planned("service", not_after=near), closing=300.0) == Go(near)


def test_marketing_ends_with_the_hours_even_if_nobody_said_so() -> None:
    found = look(planned("marketing"))
    assert isinstance(found, Go)
    assert found.not_after is not None
    assert TUESDAY_NOON < found.not_after < TUESDAY_NOON + timedelta(hours=12)


def test_without_a_readable_policy_only_answers_go() -> None:
    for purpose in ("service", "care", "marketing"):
        assert rule(look(planned(purpose), rules=None)) == "policy unreadable"
    assert isinstance(look(planned("reply"), rules=None), Go)


def test_marketing_of_a_filtered_sender_stops_and_the_rest_goes_on() -> None:
    filtered = Gate(grants=CONSENTING.grants, marketing_stopped=True)
    assert rule(look(planned("marketing"), filtered)) == "carrier filter"
    for purpose in ("reply", "service", "care"):
        assert isinstance(look(planned(purpose), filtered), Go)


@pytest.mark.parametrize(
    ("skew", "trusted"), [(None, True), (30.0, True), (-30.0, True), (31.0, False), (-31.0, False)]
)
def test_a_clock_that_can_not_be_trusted_stops_what_depends_on_the_hour(skew: float | None, trusted: bool) -> None:
    rules = msgspec.structs.replace(RULES, clock_skew=skew)
    for purpose in ("marketing", "care"):
        found = look(planned(purpose), rules=rules)
        assert isinstance(found, Go) if trusted else rule(found) == "clock"
    for purpose in ("reply", "service"):
        assert isinstance(look(planned(purpose), rules=rules), Go)


@pytest.mark.parametrize("purpose", ["reply", "service", "care", "marketing"])
def test_no_sms_to_another_country_nor_too_many_to_one_number(purpose: str) -> None:
    rules = msgspec.structs.replace(RULES, sms_countries=frozenset({"FR"}), sms_daily_cap=3, sms_country_daily_cap=9)
    home, abroad = (planned(purpose, channel="sms", to=number) for number in ("+33612345678", "+88213123456"))
    assert isinstance(look(home, rules=rules), Go)
    found = look(abroad, rules=rules)
    assert rule(found) == "SMS country"
    assert isinstance(found, Drop) and found.failed is (purpose in {"reply", "service"})
    assert rule(look(home, msgspec.structs.replace(CONSENTING, sent_today=3), rules=rules)) == "SMS daily cap"
    assert isinstance(look(home, msgspec.structs.replace(CONSENTING, sent_to_country=8), rules=rules), Go)
    assert rule(look(home, msgspec.structs.replace(CONSENTING, sent_to_country=9), rules=rules)) == COUNTRY_CAP


def test_the_confirmation_of_an_opt_out_passes_the_daily_caps() -> None:
    out = Gate(opted_out_at=TUESDAY_NOON, sent_today=500, sent_to_country=50_000)
    rules = msgspec.structs.replace(RULES, sms_daily_cap=1, sms_country_daily_cap=1)
    assert isinstance(look(planned("service", channel="sms", to="+33612345678", gate=False), out, rules=rules), Go)


@pytest.mark.parametrize("purpose", ["reply", "service", "marketing"])
def test_after_24_hours_whatsapp_gets_the_template_or_nothing(purpose: str) -> None:
    closed = Gate(last_in=TUESDAY_NOON - timedelta(hours=25), grants=CONSENTING.grants)
    open_ = Gate(last_in=TUESDAY_NOON - timedelta(hours=23), grants=CONSENTING.grants)
    to: dict[str, Any] = {"channel": "whatsapp", "to": "+33612345678"}
    plain, approved = planned(purpose, **to), planned(purpose, **to, template=Template("HX" + "a" * 32))
    refused = look(plain, closed)
    assert rule(refused) == "whatsapp window"
    assert isinstance(refused, Drop) and refused.failed is (purpose != "marketing")
    for sent, gate, template in ((approved, closed, True), (approved, open_, False), (plain, open_, False)):
        found = look(sent, gate)
        assert isinstance(found, Go) and found.template is template
    found = look(msgspec.structs.replace(approved, former_ids=("SM1",)), open_)
    assert isinstance(found, Go) and found.template, "a free text has just failed there"


def test_what_is_owed_and_too_late_is_told_as_failed_and_the_last_moment_is_in_time() -> None:
    second = timedelta(seconds=1)
    for purpose, owed in (("service", True), ("reply", True), ("marketing", False), ("care", False)):
        late = look(planned(purpose, not_after=TUESDAY_NOON - second))
        assert isinstance(late, Drop)
        assert (late.rule, late.failed) == ("too late", owed)
        assert isinstance(look(planned(purpose, not_after=TUESDAY_NOON)), Go)


def test_the_last_minutes_begin_after_the_channel_s_closing_time() -> None:
    then = TUESDAY_NOON + timedelta(minutes=5)
    assert look(planned("marketing", not_after=then), closing=300.0) == Go(then)


def test_news_of_an_order_waits_for_staff_s_thread_for_less_than_a_day() -> None:
    day = timedelta(hours=24)
    taken = Gate(grants=CONSENTING.grants, taken_at=TUESDAY_NOON)
    second = timedelta(seconds=1)
    assert isinstance(look(planned("service", ago=day - second, due_at=TUESDAY_NOON), taken), PutOff)
    assert rule(look(planned("service", ago=day, due_at=TUESDAY_NOON), taken)) == "staff"
