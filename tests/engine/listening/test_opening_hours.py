"""When the shops are open on a day, in words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.listening.opening_hours import hours_said
from bot.engine.run import Run
from bot.model.events import MessageReceived
from bot.playbook import build
from tests.engine.chat import MONDAY, Chat, book_files
from tests.engine.ordering import STORE

WEDNESDAY, SATURDAY, SUNDAY = date(2026, 3, 4), date(2026, 3, 7), date(2026, 3, 8)


def said(*days: date, place: str = "", language: str = "fr", store: str = STORE) -> str:
    checked = build(book_files(store=store))
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    lea = Chat(checked.playbook, language=language)
    run = Run(lea.shelf, lea.customer, MessageReceived(id="m", at=MONDAY, address=lea.address, text="?"))
    return hours_said(run, days, place)


def test_each_shop_says_its_hours_of_the_day() -> None:
    told = said(SATURDAY).replace("\u00a0", " ")
    assert told == "Samedi 7 mars : Lyon de 10 h à 19 h, Annecy de 10 h à 18 h 30."


def test_a_shop_that_is_named_goes_first_and_one_that_is_closed_is_not_alone() -> None:
    assert said(SATURDAY, place="annecy").replace("\u00a0", " ") == "Samedi 7 mars : Annecy de 10 h à 18 h 30."
    assert said(MONDAY.date(), place="annecy").replace("\u00a0", " ") == (
        "Aujourd’hui : Annecy fermé, Lyon de 10 h à 19 h."
    )


def test_where_all_are_closed_it_is_said_when_the_first_opens_again() -> None:
    assert said(SUNDAY, language="en") == "Sunday 8 March we are closed. We open again Monday 9 March at 10:00."
    assert said(date(2026, 5, 1)).startswith("Vendredi 1er mai, nous sommes fermés.")  # a public holiday


def test_a_break_at_noon_is_told() -> None:
    store = STORE.replace('"Mo-Sa 10:00-19:00"', '"Mo-Sa 10:00-12:00,14:00-19:00"')
    assert "Lyon 10:00 to 12:00 and 14:00 to 19:00" in said(WEDNESDAY, language="en", store=store)


@pytest.mark.parametrize("store", [STORE.split("points_of_sale:")[0]])
def test_a_store_without_hours_says_nothing(store: str) -> None:
    assert said(SATURDAY, store=store) == ""
