import pytest

from bot.model.events import ChatBlocked, DeliveryFailed, OptOutReported
from bot.model.parts import Accepted, Outcome, Refused, RetryAt, Unknown
from bot.model.staff import as_addressee
from bot.work.sending.dispatcher_check import Drop
from bot.work.sending.dispatcher_news import news_of_drop, news_of_outcome
from tests.channels.parts import NOW, part


@pytest.mark.parametrize("outcome", [Accepted("1"), RetryAt(NOW, "later"), Unknown("?")])
def test_what_is_not_final_or_went_well_is_no_news(outcome: Outcome) -> None:
    assert not news_of_outcome(part(), outcome, NOW)


@pytest.mark.parametrize(
    ("outcome", "event"),
    [
        (Refused("blocked", gone=True), ChatBlocked),
        (Refused("21610", opted_out=True), OptOutReported),
        (Refused("too long"), DeliveryFailed),
    ],
)
def test_a_refusal_is_news_once_for_the_parts_own_customer(outcome: Refused, event: type) -> None:
    (first,), (again,) = news_of_outcome(part(), outcome, NOW), news_of_outcome(part(), outcome, NOW)
    assert isinstance(first.event, event)
    assert first.event.id == again.event.id
    assert first.customer == part().customer


def test_another_parts_refusal_is_another_event() -> None:
    (one,), (other,) = (news_of_outcome(part(id=id_ * 32), Refused("x"), NOW) for id_ in "ab")
    assert one.event.id != other.event.id


def test_a_drop_is_news_where_the_customer_was_owed_the_message() -> None:
    assert not news_of_drop(part(), Drop("opted out", "opt-out"), NOW)
    (news,) = news_of_drop(part(), Drop("too old", "age limit", failed=True), NOW)
    assert isinstance(news.event, DeliveryFailed)
    assert news.event.outbox_id == part().id


def test_of_what_was_for_staff_the_engine_hears_nothing() -> None:
    theirs = part(customer=as_addressee("zoe"))
    assert news_of_outcome(theirs, Refused("blocked", gone=True), NOW) == ()
    assert news_of_drop(theirs, Drop("too old", "age limit", failed=True), NOW) == ()
