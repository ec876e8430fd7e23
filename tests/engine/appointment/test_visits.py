"""What follows up on appointments: the day before, and when they are moved or cancelled."""

from __future__ import annotations

from datetime import datetime

from tests.engine.chat import PARIS, Chat
from tests.engine.visiting import CHANGE, REMINDER, flow, hers, lea_at, only, shop

HEARD = """
flow: heard
title: Entendu
purpose: service
starts: [{ event: appointment.booked }, { event: appointment.changed }, { event: appointment.cancelled }]
steps:
  - say: "{{ event.name }} {{ appointment.status }}."
"""


def thursday(*flows: str) -> Chat:
    lea = lea_at(shop(flow(), CHANGE, *(flows or (REMINDER,)))).hears("quel horaire")
    return lea.says("jeudi à 15h").hears("Le 5/3 à 15")


def test_she_is_reminded_the_day_before_at_that_hour() -> None:
    lea = thursday().until(datetime(2026, 3, 4, 14, 59, tzinfo=PARIS)).hears_nothing()
    assert lea.planned == ["reminder"]
    lea.until(datetime(2026, 3, 4, 15, 1, tzinfo=PARIS)).hears("À demain 15")
    assert only(lea).timer == ""


def test_who_moves_it_is_reminded_of_the_new_hour_alone() -> None:
    lea = thursday().until(datetime(2026, 3, 4, 9, tzinfo=PARIS)).shop("x.change").hears("Vous avez rendez-vous")
    lea.says("vendredi à 16h").hears("Le 6/3 à 16")
    lea.until(datetime(2026, 3, 5, 15, 59, tzinfo=PARIS)).hears_nothing()
    lea.until(datetime(2026, 3, 5, 16, 1, tzinfo=PARIS)).hears("À demain 16")


def test_who_cancels_is_not_reminded_whatever_the_author_forgot() -> None:
    forgetful = REMINDER.replace(", unless: [appointment.changed, appointment.cancelled]", "")
    lea = (
        thursday(forgetful).until(datetime(2026, 3, 4, 9, tzinfo=PARIS)).shop("x.change").hears("Vous avez rendez-vous")
    )
    lea.presses("L’annuler").hears("est annulé").hears("Une autre fois")
    lea.until(datetime(2026, 3, 6, 9, tzinfo=PARIS)).hears_nothing()


def test_cancelling_one_keeps_the_reminder_of_another() -> None:
    course = flow("for: course", name="course", starts="event: x.course")
    lea = thursday(REMINDER, course).shop("x.course").hears("quel horaire").says("samedi à 9h").hears("Le 7/3 à 9")
    lea.until(datetime(2026, 3, 4, 9, tzinfo=PARIS)).shop("x.change").hears("jeudi 5 mars").presses("L’annuler")
    lea.hears("est annulé").hears("Une autre fois")
    lea.until(datetime(2026, 3, 6, 9, 1, tzinfo=PARIS)).hears("À demain 9")


def test_what_becomes_of_it_is_an_event() -> None:
    lea = lea_at(shop(flow(), CHANGE, HEARD)).hears("quel horaire").says("jeudi à 15h").hears("Le 5/3 à 15")
    lea.hears("appointment.booked booked").shop("x.change").hears("Vous avez rendez-vous").says("vendredi 16h")
    lea.hears("Le 6/3").hears("appointment.changed booked").shop("x.change").hears("Vous avez").presses("L’annuler")
    lea.hears("est annulé").hears("Une autre fois").hears("appointment.cancelled cancelled")
    assert hers(lea) == [("Fri 06/03 16:00", "cancelled")]


def test_a_timer_of_before_is_harmless() -> None:
    lea = thursday().until(datetime(2026, 3, 3, 9, tzinfo=PARIS))
    lea.shop("appointment.cancelled", reference=only(lea).reference)
    lea.until(datetime(2026, 3, 6, 9, tzinfo=PARIS)).hears_nothing()
