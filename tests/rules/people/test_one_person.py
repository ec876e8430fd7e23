"""Two customers put together: what each said, and never more consent than before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model.address import Address, Channel
from bot.model.conversation import Conversation, Handover, Waiting
from bot.model.customer import (
    Customer,
    Grant,
    JourneyState,
    KnownAddress,
    Pause,
    Planned,
    Relationship,
    SentRecord,
)
from bot.rules.contact.contact_policy import consents
from bot.rules.people.one_person import joined
from tests.store.samples import NOON


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def known(channel: Channel, id: str, hours: float | None = None) -> KnownAddress:
    return KnownAddress(address=Address(channel, id), last_in=None if hours is None else at(hours))


def grant(channel: str, granted: bool, hours: float = 0, purpose: str = "marketing") -> Grant:
    return Grant(purpose=purpose, channel=channel, granted=granted, at=at(hours), record=f"{purpose}{channel}{hours}")


def talk(id: str, flow: str = "order") -> Conversation:
    waiting = Waiting(kind="reply", since=NOON, set_by=id, timers=(f"t{id}",))
    return Conversation(id=id, flow=flow, version="v", step="1", started_at=NOON, purpose="service", waiting=waiting)


def lea(**fields: Any) -> Customer:
    base: dict[str, Any] = {"addresses": (known("telegram", "42", 1),), "last_in": at(1), "turns": 3}
    return Customer(id="a" * 32, created_at=NOON, **(base | fields))


def visitor(**fields: Any) -> Customer:
    base: dict[str, Any] = {"addresses": (known("web", "w", 2),), "last_in": at(2), "turns": 2}
    return Customer(id="b" * 32, created_at=at(-5), **(base | fields))


def test_what_either_said_is_there_and_the_kept_one_wins() -> None:
    whole = joined(lea(facts={"first_name": "Léa", "machine": "A"}), visitor(facts={"machine": "B", "city": "Lyon"}))
    assert whole.id == lea().id
    assert whole.created_at == at(-5)
    assert whole.facts == {"first_name": "Léa", "machine": "A", "city": "Lyon"}
    assert [one.address.channel for one in whole.addresses] == ["telegram", "web"]
    assert (whole.last_in, whole.turns) == (at(2), 5)


def test_who_was_spoken_with_last_has_the_conversation_on_top_and_the_question_on_the_table() -> None:
    whole = joined(
        lea(conversations=(talk("old"),), offered=("answer:a",)),
        visitor(conversations=(talk("new"),), last_address=Address("web", "w")),
    )
    assert [conversation.id for conversation in whole.conversations] == ["old", "new"]
    assert whole.last_address == Address("web", "w")


def test_two_orders_of_two_customers_are_two_and_the_same_one_is_one() -> None:
    one, two = {"orders_count": 2, "last_order": "A1"}, {"orders_count": 1, "last_order": "B7"}
    assert joined(lea(facts=one), visitor(facts=two)).facts["orders_count"] == 3
    assert joined(lea(facts=one), visitor(facts=one)).facts["orders_count"] == 2


def test_the_same_follow_up_is_planned_once_the_earlier_and_contacts_count_for_both() -> None:
    def plan(timer: str, hours: float) -> Planned:
        return Planned(timer=timer, flow="cart", due_at=at(hours))

    sent = SentRecord(at(0), "marketing", "promo")
    whole = joined(lea(planned=(plan("late", 9),), sent=(sent,)), visitor(planned=(plan("soon", 3),), sent=(sent,)))
    assert [one.timer for one in whole.planned] == ["soon"]
    assert len(whole.sent) == 2


def test_of_two_places_on_one_journey_the_later_stands_and_of_two_handovers_the_older() -> None:
    def place(stage: str, hours: float) -> JourneyState:
        return JourneyState(journey="achat", stage=stage, since=at(hours))

    def held(id: str, hours: float) -> Handover:
        return Handover(id=id, team="shop", reason="r", since=at(hours))

    whole = joined(
        lea(journeys=(place("choix", 4),), handover=held("h1", 2)),
        visitor(journeys=(place("achat", 3),), handover=held("h0", 1)),
    )
    assert [state.stage for state in whole.journeys] == ["choix"]
    assert whole.handover is not None
    assert whole.handover.id == "h0"


def test_of_two_relationships_the_worse_stands() -> None:
    worse, better = Relationship(value=20, at=NOON), Relationship(value=60, at=NOON)
    assert joined(lea(relationship=better), visitor(relationship=worse)).relationship == worse


def test_an_opt_out_of_one_counts_for_both() -> None:
    for one, two in ((lea(opted_out_at=at(1)), visitor()), (lea(), visitor(opted_out_at=at(1)))):
        assert joined(one, two).opted_out_at == at(1)


def test_a_refusal_of_one_stands_whatever_the_other_has_agreed_to_since() -> None:
    whole = joined(lea(grants=(grant("sms", True, 5),)), visitor(grants=(grant("all", False, 1),)))
    assert consents(whole, "marketing", "sms") is False


def test_a_consent_reaches_no_number_of_the_others_that_had_none() -> None:
    mine, theirs = known("sms", "+33600000001"), known("sms", "+33600000002")
    agreed = lea(addresses=(mine,), grants=(grant("sms", True),))
    assert consents(joined(agreed, visitor(addresses=(theirs,))), "marketing", "sms") is None
    assert consents(joined(agreed, visitor()), "marketing", "sms") is True
    both = visitor(addresses=(theirs,), grants=(grant("all", True),))
    assert consents(joined(agreed, both), "marketing", "sms") is True


GRANTS = st.lists(
    st.builds(
        grant,
        st.sampled_from(["sms", "telegram", "web", "all"]),
        st.booleans(),
        st.integers(0, 9),
        st.sampled_from(["care", "marketing", "all"]),
    ),
    max_size=4,
).map(tuple)
PLACES = st.lists(st.sampled_from(["sms", "telegram", "web", "whatsapp"]), max_size=3, unique=True)


@given(GRANTS, GRANTS, PLACES, PLACES)
def test_consents_never_widen(one: Any, two: Any, here: list[Channel], there: list[Channel]) -> None:
    a = lea(grants=one, addresses=tuple(known(channel, "1") for channel in here))
    b = visitor(grants=two, addresses=tuple(known(channel, "2") for channel in there))
    whole = joined(a, b)
    for purpose in ("care", "marketing"):
        for channel in ("sms", "telegram", "web", "whatsapp"):
            said = consents(whole, purpose, channel)
            before = {consents(side, purpose, channel) for side in (a, b)}
            assert said is not True or False not in before
            assert said is False or False not in before
            for side in (a, b):
                if said is True and any(one.address.channel == channel for one in side.addresses):
                    assert consents(side, purpose, channel) is True


def test_they_stand_with_the_store_as_who_is_less_content_by_now() -> None:
    faded = Relationship(value=90, at=at(-24 * 900), moments=())
    glad = Relationship(value=70, at=at(0))
    whole = joined(lea(relationship=glad), visitor(relationship=faded)).relationship
    assert whole is not None
    assert (whole.value, whole.at) == (50.0, at(0))


def test_the_longest_pause_of_a_purpose_holds() -> None:
    short, long_, care = (
        Pause(purpose="marketing", until=at(1)),
        Pause(purpose="marketing", until=at(9)),
        Pause(purpose="care", until=at(2)),
    )
    assert set(joined(lea(pauses=(short, care)), visitor(pauses=(long_,))).pauses) == {long_, care}


def test_of_more_journeys_than_are_kept_the_ones_that_moved_last_stay() -> None:
    mine = tuple(JourneyState(journey=f"m{n}", stage="s", since=at(n)) for n in range(6))
    theirs = tuple(JourneyState(journey=f"t{n}", stage="s", since=at(n)) for n in range(6))
    whole = joined(lea(journeys=mine), visitor(journeys=theirs))
    assert {state.journey for state in whole.journeys} == {f"{who}{n}" for who in "mt" for n in range(2, 6)}
