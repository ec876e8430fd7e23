"""Appointments told to the shop, remembered, and what the shop says became of them."""

from __future__ import annotations

import pytest

from bot.model.appointment import RecordAppointment, TellAppointment
from bot.model.events import AppointmentUndelivered
from tests.engine.chat import Chat
from tests.engine.visiting import REMINDER, booked, flow, hers, lea_at, only, shop

MISSED = """
flow: missed
title: Manqué
purpose: service
starts: [{ event: appointment.missed }]
steps:
  - say: "Manqué {{ appointment.at | time }} ({{ appointment.store | default: 'chez nous' }})."
"""


def known(*flows: str) -> Chat:
    return booked(lea_at(shop(flow(), *(flows or (MISSED,)))))


def test_the_shop_is_told_of_who_comes_when_and_where() -> None:
    lea = known()
    [told] = [one for one in lea.effects if isinstance(one, TellAppointment)]
    assert told.appointment == only(lea).key
    assert told.data["point_of_sale"] == "lyon"
    assert told.data["reference"] == only(lea).reference
    assert told.data["contact"] == {"telegram_id": "42", "language": "fr"}


def test_a_missed_one_is_told_once() -> None:
    lea = known().waits(days=1, hours=2).shop("appointment.missed").hears("Manqué 10\u00a0h (Moka Lyon)")
    assert hers(lea) == [("Tue 03/03 10:00", "missed")]
    assert [one.appointment.status for one in lea.effects if isinstance(one, RecordAppointment)] == ["missed"]
    lea.shop("appointment.missed", reference=only(lea).reference).hears_nothing(because="déjà une suite")


@pytest.mark.parametrize("data", [{}, {"reference": "mine"}, {"at": "2026-03-03T10:00:00+01:00"}])
def test_the_shop_names_it_by_reference_by_hour_or_not_at_all(data: dict[str, str]) -> None:
    lea = known().waits(days=1, hours=2)
    told = {name: only(lea).reference if value == "mine" else value for name, value in data.items()}
    lea.shop("appointment.missed", **told).hears("Manqué")
    assert hers(lea) == [("Tue 03/03 10:00", "missed")]


def test_one_that_is_yet_to_come_was_not_missed() -> None:
    lea = known()
    lea.shop("appointment.missed", reference=only(lea).reference).hears_nothing(because="pas encore eu lieu")
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]


def test_one_that_was_made_at_the_counter_is_met_as_far_as_the_shop_tells() -> None:
    lea = lea_at(shop(MISSED)).ignores_what_was_said()
    lea.shop("appointment.missed", at="2026-03-02T09:00:00+01:00", point_of_sale="lyon", reference="C-17")
    lea.hears("Manqué 9\u00a0h (Moka Lyon)")
    assert (only(lea).reference, only(lea).status) == ("C-17", "missed")
    lea.shop("appointment.missed", reference="D", store="Paris", at="not a time").hears("(chez nous)")


def test_who_comes_has_kept_it() -> None:
    lea = known().waits(days=1).shop("store.visited")
    assert hers(lea) == [("Tue 03/03 10:00", "kept")]
    lea.shop("appointment.missed").hears_nothing(because="déjà une suite")


def test_who_comes_another_day_has_not() -> None:
    lea = known().shop("store.visited")
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]


def test_the_shop_may_cancel_and_its_echo_of_ours_is_no_news() -> None:
    closed = MISSED.replace("appointment.missed", "appointment.cancelled").replace("Manqué {{", "Fermé {{")
    lea = known(closed)
    reference = only(lea).reference
    lea.shop("appointment.cancelled", reference=reference).hears("Fermé 10")
    assert hers(lea) == [("Tue 03/03 10:00", "cancelled")]
    lea.shop("appointment.cancelled", reference=reference).hears_nothing(because="déjà une suite")


def test_it_is_told_ahead_of_it_only_where_somebody_follows_up() -> None:
    assert only(known()).timer == ""
    lea = booked(lea_at(shop(flow(), REMINDER)), "mar. 3 mars, 10\u00a0h")
    assert only(lea).timer == ""  # a day ahead is now: she has just agreed to it


def test_an_appointment_that_the_shop_does_not_hear_of_goes_to_staff() -> None:
    lea = known()
    lea.meets(AppointmentUndelivered(id="", appointment=only(lea).key, reason="HTTP 500"))
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "appointment.undelivered"
    assert only(lea).reference in lea.ledger[-2].words + lea.ledger[-1].words
