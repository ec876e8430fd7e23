"""Staff at what is planned."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pytest

from bot.model.customer import Planned
from bot.model.events import PlanChanged
from bot.playbook.compiled import Playbook
from tests.engine.chat import PARIS, Chat, Opens, playbook

CART = """
flow: cart
title: Panier oublié
purpose: marketing
steps:
  - say: Votre panier vous attend.
  - stop: reminded
"""
PATH = """
journey: purchase
stages: [discovery]
follow_ups:
  - { start: cart, on: x.cart, after: 3 hours, at_most: 1 per 30 days }
"""


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(CART, journey=PATH)


def planned(chat: Opens, book: Playbook, *, hour: int = 10) -> tuple[Chat, Planned]:
    lea = chat(book, consent=("marketing",)).says("/preferences").ignores_what_was_said()
    lea.until(datetime(2026, 3, 4, hour, tzinfo=PARIS)).shop("x.cart")
    [plan] = lea.customer.planned
    return lea, plan


def change(lea: Chat, plan: Planned, how: Literal["cancel", "skip", "now"]) -> Chat:
    return lea.meets(PlanChanged(id="", timer=plan.timer, how=how, staff="anna"))


def test_what_is_called_off_is_not_said_and_the_next_cart_is_spoken_of(chat: Opens, book: Playbook) -> None:
    lea, plan = planned(chat, book)
    change(lea, plan, "cancel").waits(hours=5).hears_nothing(because="annulé par anna")
    lea.shop("x.cart").waits(hours=4).hears("Votre panier")


def test_what_is_passed_over_counts_as_said(chat: Opens, book: Playbook) -> None:
    lea, plan = planned(chat, book)
    change(lea, plan, "skip").waits(hours=5).hears_nothing(because="il compte comme dit")
    lea.shop("x.cart").waits(hours=4).hears_nothing(because="déjà dit 1 fois")


def test_what_is_wanted_now_is_decided_now(chat: Opens, book: Playbook) -> None:
    lea, plan = planned(chat, book)
    change(lea, plan, "now").waits(seconds=1).hears("Votre panier")
    assert lea.customer.planned == ()


def test_what_is_wanted_now_still_keeps_quiet_at_night(chat: Opens, book: Playbook) -> None:
    lea, plan = planned(chat, book, hour=22)
    change(lea, plan, "now").waits(seconds=1).hears_nothing(because="quiet hours")
    lea.waits(days=1).hears("Votre panier")


def test_a_plan_that_is_no_more_is_left_alone(chat: Opens, book: Playbook) -> None:
    lea, plan = planned(chat, book)
    lea.waits(hours=4).hears("Votre panier")
    change(lea, plan, "now").waits(hours=1).hears_nothing(because="n’était plus prévue")
