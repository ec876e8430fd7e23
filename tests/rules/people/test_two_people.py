"""A merge that was a mistake: the two as they were, plus what was said since to the right one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.conversation import Handover
from bot.model.customer import Customer, Evidence, Felt, Heard, JourneyState, Pause, Planned, Relationship, SentRecord
from bot.model.order import Order
from bot.rules.order.orders import newest
from bot.rules.people.one_person import joined
from bot.rules.people.two_people import Parted, parted, theirs_of
from tests.rules.people.test_one_person import GRANTS, at, grant, known, lea, talk, visitor

LATER = at(48)


def undone(kept: Customer, other: Customer, **since: Any) -> Parted:
    """Merge, let something happen, and undo."""
    whole = joined(kept, other)
    return parted(replace(whole, **since), kept, other, whole, LATER)


def spoke(whole: Customer, channel: str, hours: float) -> dict[str, Any]:
    addresses = tuple(
        replace(one, last_in=at(hours)) if one.address.channel == channel else one for one in whole.addresses
    )
    last = next(one.address for one in addresses if one.address.channel == channel)
    return {"addresses": addresses, "last_in": at(hours), "last_address": last}


ORDERS = [Order(key=name, id=name, milestones={"confirmed": at(hours)}) for hours, name in enumerate("abcd")]
KEYS = st.sampled_from(["first_name", "city", "orders_count", "last_order"])
FACTS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(KEYS, st.integers(1, 9))
TIMES = st.none() | st.integers(0, 9).map(at)


@st.composite
def customers(draw: st.DrawFn, name: str, channel: Any) -> Customer:
    """A customer of any kind, at one address of their own."""
    stages = draw(st.dictionaries(st.sampled_from(["achat", "café"]), st.integers(0, 9)))
    flows = draw(st.lists(st.sampled_from(["order", "count", "promo"]), max_size=3))
    # a plan is still ahead when the merge is undone: one whose hour has passed is over
    due = draw(st.dictionaries(st.sampled_from(["cart", "care"]), st.integers(60, 90)))
    held = draw(st.none() | st.integers(0, 9))
    return Customer(
        id=name * 32,
        created_at=at(draw(st.integers(-9, 0))),
        addresses=(known(channel, name, draw(st.none() | st.integers(0, 9))),),
        language=draw(st.sampled_from([None, "fr", "en"])),
        language_guessed=draw(st.booleans()),
        country=draw(st.sampled_from([None, "FR", "BE"])),
        facts=draw(FACTS),
        grants=draw(GRANTS),
        opted_out_at=draw(TIMES),
        conversations=tuple(talk(f"{name}{n}", flow) for n, flow in enumerate(flows)),
        parked=tuple(talk(f"{name}p{n}", flow) for n, flow in enumerate(flows[1:])),
        journeys=tuple(JourneyState(journey=j, stage="s", since=at(hours)) for j, hours in stages.items()),
        handover=None if held is None else Handover(id=f"h{name}", team="t", reason="r", since=at(held)),
        cart=draw(st.none() | FACTS),  # type: ignore[arg-type] # whatever it holds: it is carried along
        orders=draw(st.lists(st.sampled_from(ORDERS), max_size=2, unique_by=lambda order: order.key).map(newest)),
        sent=tuple(SentRecord(at(hours), "care") for hours in draw(st.lists(st.integers(0, 9), max_size=2))),
        heard=tuple(Heard(at(hours), name) for hours in draw(st.lists(st.integers(0, 9), max_size=2))),
        offered=draw(st.sampled_from([(), ("answer:a",)])),
        planned=tuple(Planned(timer=f"{name}{flow}", flow=flow, due_at=at(hours)) for flow, hours in due.items()),
        relationship=draw(st.none() | st.builds(Relationship, value=st.floats(0, 100), at=st.integers(0, 9).map(at))),
        pauses=tuple(Pause(purpose="care", until=at(hours)) for hours in draw(st.lists(st.integers(0, 9), max_size=1))),
        answers_at=draw(st.just(()) | st.lists(st.integers(0, 90), min_size=12, max_size=12).map(tuple)),
        last_in=draw(TIMES),
        last_out=draw(TIMES),
        last_address=draw(st.none() | st.just(Address(channel, name))),
        turns=draw(st.integers(0, 9)),
    )


@given(customers("a", "telegram"), customers("b", "web"))
def test_a_merge_that_is_undone_at_once_leaves_no_trace(kept: Customer, other: Customer) -> None:
    assert undone(kept, other) == (kept, other)


@given(customers("a", "telegram"), customers("b", "web"), st.sampled_from(["telegram", "web"]))
def test_what_one_said_since_is_theirs_and_the_other_is_as_before(kept: Customer, other: Customer, who: str) -> None:
    whole = joined(kept, other)
    talking = talk("new", "promo")
    since = spoke(whole, who, 20) | {
        "facts": {**whole.facts, "machine": "Aroma"},
        "conversations": (*whole.conversations, talking),
        "last_out": at(20),
    }
    two = undone(kept, other, **since)
    speaker, silent, was = (two.kept, two.other, other) if who == "telegram" else (two.other, two.kept, kept)
    assert silent == was
    assert speaker.facts["machine"] == "Aroma"
    assert speaker.conversations[-1] == talking
    assert (speaker.last_in, speaker.last_address) == (at(20), speaker.addresses[0].address)
    assert {c.id for c in speaker.conversations[:-1]} == {
        c.id for c in (kept if who == "telegram" else other).conversations
    }


def test_a_conversation_that_went_on_goes_back_as_it_stands_and_one_that_ended_has_ended() -> None:
    kept, other = lea(conversations=(talk("mine"), talk("over"))), visitor(conversations=(talk("theirs"),))
    whole = joined(kept, other)
    onward = replace(talk("theirs"), step="2")
    two = undone(kept, other, **spoke(whole, "web", 20), conversations=(talk("mine"), onward))
    assert [c.id for c in two.kept.conversations] == ["mine"]
    assert two.other.conversations == (onward,)


def test_a_called_flow_goes_with_its_caller() -> None:
    kept, other = lea(conversations=(talk("mine"),)), visitor(conversations=(talk("theirs"),))
    called = replace(talk("called", "help"), caller="theirs")
    two = undone(kept, other, conversations=(talk("mine"), talk("theirs"), called))
    assert two.other.conversations == (talk("theirs"), called)


def test_what_limits_us_counts_for_both() -> None:
    kept, other = lea(), visitor()
    whole = joined(kept, other)
    refused = grant("sms", False, 20)
    sent = SentRecord(at(20), "marketing", "promo")
    two = undone(kept, other, **spoke(whole, "web", 20), opted_out_at=at(20), grants=(refused,), sent=(sent,))
    for side in two:
        assert (side.opted_out_at, side.grants, side.sent) == (at(20), (refused,), (sent,))


def test_a_consent_given_since_is_only_whose_it_surely_is() -> None:
    kept, other = lea(), visitor()
    whole = joined(kept, other)
    agreed = grant("web", True, 20)
    two = undone(kept, other, **spoke(whole, "web", 20), grants=(agreed,))
    assert (two.kept.grants, two.other.grants) == ((), (agreed,))
    addresses = spoke(joined(kept, other), "telegram", 21)["addresses"]
    both = tuple(replace(one, last_in=at(20)) if one.address.channel == "web" else one for one in addresses)
    anybodys = grant("all", True, 20)
    two = undone(kept, other, addresses=both, last_address=both[0].address, grants=(anybodys,))
    assert (two.kept.grants, two.other.grants) == ((), ())


def test_a_plan_whose_hour_has_passed_meanwhile_is_over_and_an_opt_in_is_the_speakers() -> None:
    kept = lea(planned=(Planned(timer="k", flow="cart", due_at=at(3)),), opted_out_at=at(0))
    other = visitor(planned=(Planned(timer="o", flow="cart", due_at=at(9)),))
    whole = joined(kept, other)
    assert [plan.timer for plan in whole.planned] == ["k"]
    two = undone(kept, other, **spoke(whole, "telegram", 20), planned=(), opted_out_at=None)
    assert (two.kept.planned, two.other.planned) == ((), ())
    assert two.kept.opted_out_at is None


def test_a_handover_that_was_given_back_is_given_back_to_whose_it_was() -> None:
    mine, theirs = (Handover(id=name, team="t", reason="r", since=at(n)) for n, name in enumerate(("h0", "h1")))
    two = undone(lea(handover=mine), visitor(handover=theirs), handover=None)
    assert (two.kept.handover, two.other.handover) == (None, theirs)


def test_an_address_both_had_stays_with_the_one_who_is_kept() -> None:
    kept = lea(addresses=(known("telegram", "42"), known("sms", "+33600000001")))
    other = visitor(addresses=(known("web", "w"), known("sms", "+33600000001")))
    assert theirs_of(kept, other) == {Address("web", "w")}


def test_what_was_felt_since_is_felt_by_who_spoke_and_a_pause_holds_for_both() -> None:
    kept = lea(relationship=Relationship(value=70, at=at(0), moments=(Felt(at(0), "visit", 20),)))
    other = visitor(relationship=Relationship(value=30, at=at(0), moments=(Felt(at(0), "late", -20),)))
    whole = joined(kept, other)
    assert whole.relationship is not None
    angry = replace(whole.relationship, value=10, at=at(20), moments=(Felt(at(20), "refund", -20),))
    pause = Pause(purpose="marketing", until=at(90), cause="refund")
    two = undone(kept, other, **spoke(whole, "web", 20), relationship=angry, pauses=(pause,))
    assert two.kept.relationship == kept.relationship
    assert two.other.relationship is not None
    assert (two.other.relationship.value, two.other.relationship.broken) == (10.1, True)
    assert [felt.cause for felt in two.other.relationship.moments] == ["late", "refund"]
    assert two.kept.pauses == two.other.pauses == (pause,)


def test_habits_of_since_are_added_to_those_of_who_wrote() -> None:
    kept, other = lea(answers_at=(16,) + (0,) * 11), visitor(answers_at=(0,) * 11 + (16,))
    whole = joined(kept, other)
    two = undone(kept, other, **spoke(whole, "web", 20), answers_at=(15,) + (0,) * 10 + (31,))
    assert two.kept.answers_at == kept.answers_at
    assert two.other.answers_at == (0,) * 11 + (31,)


def test_a_place_on_a_journey_both_walk_goes_back_to_whose_it_was_wherever_it_led_since() -> None:
    one = JourneyState(journey="j", stage="look", since=at(0), evidence=(Evidence("buy", "cart", 2.0, at(0)),))
    two_ = JourneyState(journey="j", stage="buy", since=at(1), evidence=(Evidence("use", "visit", 1.0, at(1)),))
    kept, other = lea(journeys=(one,)), visitor(journeys=(two_,))
    whole = joined(kept, other)
    assert {spoken.on for spoken in whole.journeys[0].evidence} == {"cart", "visit"}
    onward = replace(whole.journeys[0], stage="use", since=at(20))
    two = undone(kept, other, **spoke(whole, "telegram", 20), journeys=(onward,))
    assert (two.kept.journeys, two.other.journeys) == ((one,), (onward,))
