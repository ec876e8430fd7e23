"""Follow-ups: planned, held, called off, refused, and decided with the facts of the moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.model.events import CustomerImported
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import PARIS, STORE, Chat, Opens, book_files, playbook
from tests.engine.shop import COFFEE

CART = """
flow: cart
title: Panier oublié
purpose: marketing
starts:
  - event: cart.abandoned
    after: 3 hours
    if: cart.total > 0
    unless: [order.confirmed, customer.replied]
steps:
  - say: "Votre panier de {{ cart.total | default: 0 | money }} vous attend."
  - stop: reminded
"""
NEWS = """
flow: news
title: Des nouvelles
purpose: care
starts: [{ event: order.delivered, after: 14 days, at: "18:00" }]
steps:
  - say: Tout va bien avec votre commande ?
  - stop: asked
"""
READY = """
flow: ready
title: Prêt
purpose: service
starts: [{ event: order.ready_for_pickup }]
steps:
  - say: Votre commande vous attend.
  - stop: told
"""


@pytest.fixture(scope="module")
def follow_ups() -> Playbook:
    return playbook(CART, NEWS, READY, COFFEE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=PARIS)


def known(chat: Opens, book: Playbook, **details: object) -> Chat:
    """A customer who has written once, long ago."""
    lea = chat(book, **{"consent": ("marketing",), **details})
    lea.says("/preferences").ignores_what_was_said()
    return lea.waits(days=2)


def test_a_forgotten_cart_is_spoken_of_three_hours_later(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=49)
    assert lea.planned == ["cart"]
    lea.waits(hours=2, minutes=59).hears_nothing()
    lea.waits(minutes=2).hears("49").ends("reminded")
    assert lea.planned == []
    assert lea.said[-1].purpose == "marketing"
    assert lea.said[-1].not_after is not None


def test_it_is_called_off_by_what_makes_it_needless(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=49).shop("order.confirmed", number="1")
    assert lea.planned == []
    lea.waits(hours=5).hears_nothing(because="unless")
    lea.shop("cart.abandoned", total=12).says("bonjour").ignores_what_was_said()
    lea.waits(hours=5).hears_nothing(because="unless")


def test_its_condition_is_asked_when_it_begins(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=0)
    lea.waits(hours=4).hears_nothing(because="condition")


def test_in_quiet_hours_the_event_is_held_and_decided_again_in_the_morning(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).until(at(21, 15)).shop("cart.abandoned", total=49)
    lea.until(at(22, 11)).hears_nothing(because="quiet hours")  # Saturday 18:00 is past, Sunday is silent
    assert lea.planned == ["cart"]
    lea.until(at(23, 9, 59)).hears_nothing().until(at(23, 10, 1)).hears("49")


def test_what_has_happened_in_the_night_counts_in_the_morning(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).until(at(21, 20)).shop("cart.abandoned", total=49)
    lea.until(at(22, 12)).hears_nothing(because="quiet hours").shop("order.confirmed", number="1")
    lea.until(at(24, 12)).hears_nothing(because="unless")


def test_without_consent_nothing_is_said(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups, consent=()).shop("cart.abandoned", total=49)
    lea.waits(days=3).hears_nothing(because="consent")


def test_the_cap_defers_and_two_weeks_later_it_is_of_no_use(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=49).waits(hours=4).hears("49")
    lea.shop("cart.abandoned", total=50).waits(days=3).hears_nothing(because="frequency cap")
    lea.waits(days=4).hears("50")


def test_never_over_a_conversation_under_way(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).opens().ignores_what_was_said()
    lea.shop("order.ready_for_pickup").hears_nothing(because="conversation under way")
    lea.waits(minutes=21).hears("vous attend").ends("told")
    lea.says("2").hears("personnes")  # the question it came over still stands


def test_never_over_staff(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).staff_takes_over().shop("order.ready_for_pickup").hears_nothing(because="handover")
    lea.waits(hours=2).staff_gives_back().ignores_what_was_said().waits(minutes=31).hears("vous attend")


def test_an_hour_of_the_day_is_the_customers_own_over_daylight_saving(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).until(at(20, 9)).shop("order.delivered", number="7")
    due = lea.customer.planned[0].due_at.astimezone(PARIS)
    assert (due.day, due.month, due.hour, due.minute) == (3, 4, 18, 0)
    lea.until(datetime(2026, 4, 3, 18, 1, tzinfo=PARIS)).hears("Tout va bien")


def test_a_service_message_goes_at_any_hour(chat: Opens, follow_ups: Playbook) -> None:
    known(chat, follow_ups).until(at(22, 23)).shop("order.ready_for_pickup").hears("vous attend")


def test_a_second_event_replaces_the_plan(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=10).waits(hours=2).shop("cart.abandoned", total=20)
    lea.waits(hours=2).hears_nothing().waits(hours=2).hears("20").waits(days=2).hears_nothing()


def test_staff_may_start_a_flow_that_exists_and_is_not_running(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).asked_to_start("ready").hears("vous attend")
    lea.asked_to_start("gone").hears_nothing(because="n’existe pas")
    lea.asked_to_start("coffee").hears("Bonjour").hears("Livraison").asked_to_start("coffee")
    lea.hears_nothing(because="déjà en cours")


def test_after_an_opt_out_nothing_is_planned_any_more(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=49).says("STOP").hears("ne vous écrira plus")
    assert lea.planned == []
    lea.shop("order.ready_for_pickup").hears_nothing(because="opt-out").waits(days=1).hears_nothing()


ASK_NEWS = """
flow: ask_news
title: Demander des nouvelles
purpose: care
steps:
  - say: Alors, content ?
"""
PRIVATE = """
journey: private
for: customer.kind != "business"
stages: [{ discovery: { expected: 3 days, goal: sait } }]
follow_ups:
  - { start: ask_news, on: order.delivered, after: 2 days, if: order.total > 10 }
"""
BUSINESS = """
journey: business
for: customer.kind == "business"
stages: [{ discovery: { expected: 3 days, goal: sait } }]
follow_ups:
  - { start: ask_news, on: order.delivered, after: 7 days }
"""


@pytest.mark.parametrize(("kind", "days"), [("person", 2), ("business", 7)])
def test_two_journeys_that_follow_up_with_one_flow_plan_it_once_for_whom_they_are(
    chat: Opens, kind: str, days: int
) -> None:
    files = book_files(ASK_NEWS, journey=PRIVATE) | {"flows/journeys/business.yaml": BUSINESS}
    book = build(files).playbook
    assert book is not None
    lea = chat(book, kind=kind).opens().ignores_what_was_said()
    lea.shop("order.delivered", total=20)
    assert lea.planned == ["ask_news"]
    assert sum(row.kind == "held" for row in lea.ledger) == 1
    lea.waits(days=days, hours=-1).hears_nothing()
    lea.waits(hours=2).hears("content")


def test_a_follow_up_of_a_journey_that_nobody_walks_any_more_asks_its_own_condition(chat: Opens) -> None:
    lea = chat(playbook(ASK_NEWS, journey=PRIVATE), kind="person").opens().ignores_what_was_said()
    lea.shop("order.delivered", total=5).waits(days=3).hears_nothing(because="condition")
    business = chat(playbook(ASK_NEWS, journey=PRIVATE), kind="business").opens().ignores_what_was_said()
    business.shop("order.delivered", total=20)
    assert business.planned == []


RENEW = """
flow: renew
title: Renouveler
purpose: care
steps:
  - say: Il est temps.
"""
DUE = """
journey: purchase
stages: [discovery]
follow_ups:
  - { start: renew, on: renewal.due, before: 10 days, at: 18:00 }
"""


def test_before_counts_back_from_the_day_the_event_carries(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-08")
    assert lea.customer.planned[0].wall == "2026-03-29T18:00"  # a Sunday, and the clocks have changed
    assert lea.customer.planned[0].due_at.astimezone(PARIS) == datetime(2026, 3, 29, 18, tzinfo=PARIS)
    lea.until(at(29, 18, 1)).hears_nothing(because="quiet hours").until(at(30, 12)).hears("Il est temps")


def test_a_day_that_is_near_is_spoken_of_at_once_and_one_that_is_past_no_more(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-03-05").hears("Il est temps")
    lea.waits(days=9).shop("renewal.due", due="2026-03-05").hears_nothing(because="est passé")


def test_an_event_without_a_day_means_its_own(chat: Opens) -> None:
    known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due").hears("Il est temps")


def test_a_customer_who_has_moved_hears_of_it_at_the_same_hour_there(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10")
    lea.meets(CustomerImported(id="", facts={"timezone": "America/Martinique"}))
    lea.until(at(31, 18, 1)).hears_nothing(because="est prévu mardi 31 mars à 18:00")
    assert lea.customer.planned[0].wall == "2026-03-31T18:00"
    lea.until(datetime(2026, 3, 31, 18, 1, tzinfo=ZoneInfo("America/Martinique"))).hears("Il est temps")


def test_one_who_has_moved_east_hears_of_it_as_early_as_it_is_there(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10")
    lea.meets(CustomerImported(id="", facts={"timezone": "Indian/Reunion"}))
    reunion = ZoneInfo("Indian/Reunion")
    lea.until(datetime(2026, 3, 31, 17, 59, tzinfo=reunion)).hears_nothing()
    lea.until(datetime(2026, 3, 31, 18, 1, tzinfo=reunion)).hears("Il est temps")


def moves_to(lea: Chat, zone: str) -> Chat:
    return lea.meets(CustomerImported(id="", facts={"timezone": zone}))


def test_one_who_moves_east_on_the_day_itself_still_hears_of_it_at_that_hour_there(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10").until(at(31, 9))
    moves_to(lea, "Indian/Reunion")
    reunion = ZoneInfo("Indian/Reunion")
    lea.until(datetime(2026, 3, 31, 17, 59, tzinfo=reunion)).hears_nothing()
    lea.until(datetime(2026, 3, 31, 18, 1, tzinfo=reunion)).hears("Il est temps")
    lea.until(at(31, 23)).hears_nothing()


def test_one_who_moves_to_where_that_hour_has_just_been_hears_of_it_at_once(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10").until(at(31, 17))
    moves_to(lea, "Indian/Reunion").waits(minutes=1).hears("Il est temps")  # 19:00 there


def test_one_who_moves_west_on_the_day_itself_hears_of_it_at_that_hour_there_and_once(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10").until(at(31, 9))
    moves_to(lea, "America/Martinique")
    lea.until(at(31, 18, 1)).hears_nothing()
    lea.until(datetime(2026, 3, 31, 18, 1, tzinfo=ZoneInfo("America/Martinique"))).hears("Il est temps")


def test_one_who_moves_there_and_back_hears_of_it_as_if_nothing_had_been(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10")
    before = lea.customer.planned
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Paris"):
        moves_to(lea, zone)
    assert lea.customer.planned == before
    lea.until(at(31, 17, 59)).hears_nothing().until(at(31, 18, 1)).hears("Il est temps")


def test_a_store_that_moves_takes_the_customers_without_a_zone_of_their_own_along(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10").until(at(31, 9))
    lea.hears_of(playbook(RENEW, journey=DUE, store=STORE.replace("Europe/Paris", "Indian/Reunion")))
    reunion = ZoneInfo("Indian/Reunion")
    lea.until(datetime(2026, 3, 31, 17, 59, tzinfo=reunion)).hears_nothing()
    lea.until(datetime(2026, 3, 31, 18, 1, tzinfo=reunion)).hears("Il est temps")


def test_what_is_due_in_so_many_hours_is_due_then_wherever_they_are(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=49)
    moves_to(lea, "Indian/Reunion").waits(hours=2, minutes=59).hears_nothing().waits(minutes=2).hears("49")


def test_rules_of_a_zone_that_change_move_what_is_planned(chat: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    lea = known(chat, playbook(RENEW, journey=DUE)).shop("renewal.due", due="2026-04-10")
    later = lea.customer.planned[0].due_at + timedelta(hours=1)  # the summer hour is given up: tzdata is another
    monkeypatch.setattr("bot.engine.run.zone", lambda _: ZoneInfo("Africa/Algiers"))  # Paris without it
    lea.until(later - timedelta(minutes=1)).hears_nothing()
    lea.until(later + timedelta(minutes=1)).hears("Il est temps")


CAPPED = """
journey: purchase
stages: [discovery]
follow_ups:
  - { start: renew, on: x.a, at_most: 2 per 30 days }
  - { start: renew, on: x.held, at_most: 1 per 30 days, after: 1 hour }
"""


def test_at_most_counts_what_was_said_and_drops_the_rest(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=CAPPED))
    for _ in range(2):
        lea.shop("x.a").hears("Il est temps").waits(days=2)
    lea.shop("x.a").hears_nothing(because="déjà dit 2 fois en 30")
    assert [row.kind for row in lea.ledger][-1] == "not_sent"
    assert lea.planned == []
    lea.waits(days=27).shop("x.a").hears("Il est temps")


def test_what_was_planned_and_never_said_counts_for_nothing(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=CAPPED)).shop("x.held").shop("x.held").waits(hours=2)
    lea.hears("Il est temps").waits(days=2).shop("x.held").waits(hours=2).hears_nothing(because="déjà dit 1 fois")


def test_a_follow_up_that_the_playbook_has_given_up_is_not_said(chat: Opens) -> None:
    lea = known(chat, playbook(RENEW, journey=CAPPED)).shop("x.held")
    lea.shelf = Shelf(current=playbook(RENEW, journey=DUE))
    lea.waits(hours=2).hears_nothing(because="n’existe plus")


def test_what_calls_it_off_may_come_a_second_before(chat: Opens, follow_ups: Playbook) -> None:
    lea = known(chat, follow_ups).shop("cart.abandoned", total=49)
    due = lea.customer.planned[0].due_at
    lea.until(due - timedelta(seconds=1)).shop("order.confirmed", number="1").waits(days=1)
    assert [row.rule for row in lea.ledger if row.kind == "not_sent"] == ["unless"]
    lea.hears_nothing()


BEST = """
journey: purchase
stages: [discovery]
follow_ups:
  - { start: renew, on: x.best, send_time: best }
"""


def test_a_customer_who_answers_in_the_evening_is_written_to_in_the_evening(chat: Opens) -> None:
    lea = chat(playbook(RENEW, journey=BEST))
    for day in range(3, 10):
        lea.until(at(day, 18, 40)).says("/help").ignores_what_was_said()
    lea.until(at(11, 12)).shop("x.best").hears_nothing(because="est prévu mercredi 11 mars à 18:30")
    lea.until(at(11, 18, 31)).hears("Il est temps")


def test_an_hour_that_is_silent_is_not_chosen_nor_one_guessed(chat: Opens) -> None:
    night = chat(playbook(RENEW, journey=BEST))
    for day in range(3, 10):
        night.until(at(day, 23, 10)).says("/help").ignores_what_was_said()
    night.until(at(11, 12)).shop("x.best").hears("Il est temps")
    known(chat, playbook(RENEW, journey=BEST)).shop("x.best").hears("Il est temps")


MACHINES = """
journey: machine
for: customer.machine != nil
stages: [look]
follow_ups:
  - { start: ask_news, on: cart.abandoned, after: 3 hours, unless: [order.confirmed], at_most: 2 per 30 days }
"""
COFFEES = """
journey: coffee
for: customer.buys == "coffee"
stages: [look]
follow_ups:
  - { start: ask_news, on: cart.abandoned, after: 5 hours, at_most: 1 per 30 days }
"""


def test_a_customer_on_two_journeys_that_both_follow_up_a_cart_hears_of_it_once(chat: Opens) -> None:
    store = STORE + "customer_facts: [machine, buys]\n"
    book = build(book_files(ASK_NEWS, journey=MACHINES, store=store) | {"flows/journeys/coffee.yaml": COFFEES}).playbook
    assert book is not None
    for facts in ({"machine": "Aroma 2", "buys": "coffee"}, {"machine": "Aroma 2"}, {"buys": "coffee"}):
        lea = chat(book, **facts).opens().ignores_what_was_said().waits(hours=1).shop("cart.abandoned", total=9)
        assert lea.planned == ["ask_news"]
        lea.waits(days=1).hears("content").hears_nothing()
        assert len(lea.customer.followed) == 1


LACKS = """
flow: visit
title: Rappel de visite
purpose: service
starts: [{ event: appointment.due }]
steps:
  - ask: "Nous vous attendons {{ appointment.at | date: 'day' }}. Toujours bon ?"
    as: yes_no
    save: conversation.fine
"""


def test_what_staff_start_without_what_it_needs_does_not_begin(chat: Opens) -> None:
    lea = chat(playbook(LACKS), consent=("care",))
    lea.says("bonjour").ignores_what_was_said().asked_to_start("visit")
    lea.hears_nothing(because="« Rappel de visite » ne commence pas : ce client n’a pas « appointment.at »")
    assert not lea.customer.conversations
    assert lea.customer.handover is None


TELLS = """
flow: news
title: Des nouvelles
purpose: service
steps:
  - say: Des nouvelles.
"""
ONLY_IF = """
journey: purchase
stages: [discovery: {}]
follow_ups:
  - { start: news, on: x.due, if: event.short, after: 2 days }
  - { start: news, on: x.ready, if: customer.orders_count > 0, after: 2 days }
"""


def test_what_its_own_event_rules_out_is_never_planned(chat: Opens) -> None:
    """What is asked of the customer may still come true; what is asked of the news may not."""
    book = playbook(TELLS, journey=ONLY_IF)
    lea = chat(book).says("merci").ignores_what_was_said()
    assert lea.shop("x.due", short=False).planned == []
    lea.hears_nothing(because="condition")
    assert lea.shop("x.due", short=True).planned == ["news"]
    other = chat(book).says("merci").ignores_what_was_said()
    assert other.shop("x.ready").planned == ["news"]
    other.hears_nothing()
