"""The book of appointments in memory does what the database does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.rules.appointment.agenda_book import AgendaBook

TEN = datetime(2026, 3, 7, 9, tzinfo=UTC)
HALF = timedelta(minutes=30)
MINE = Appointment(key="mine", place="lyon", at=TEN, ends=TEN + HALF, about="visit")
ASK = AskAgenda(id="a", conversation="c", place="lyon", about="visit", since=TEN - HALF, until=TEN + 9 * HALF)


def test_a_place_is_had_once_and_is_free_again() -> None:
    book = AgendaBook()
    assert book.answer(replace(ASK, claim=MINE), "e").claimed
    assert not book.answer(replace(ASK, claim=replace(MINE, key="other")), "e").claimed
    assert book.answer(ASK, "e").taken == (Taken(TEN, TEN + HALF),)
    book.keep(replace(MINE, status="cancelled"))
    assert book.answer(ASK, "e").taken == ()


def test_who_moves_leaves_the_old_hour() -> None:
    book = AgendaBook()
    book.answer(replace(ASK, claim=MINE), "e")
    later = replace(MINE, at=TEN + HALF, ends=TEN + 2 * HALF)
    assert book.answer(replace(ASK, claim=later), "e").taken == (Taken(later.at, later.ends),)


def test_others_count_there_and_then_alone() -> None:
    book = AgendaBook()
    book.fill("lyon", "visit", TEN, TEN + HALF, 2)
    book.fill("annecy", "visit", TEN, TEN + HALF)
    book.fill("lyon", "course", TEN, TEN + HALF)
    book.fill("lyon", "visit", TEN + timedelta(days=9), TEN + timedelta(days=9, hours=1))
    assert book.answer(ASK, "e").taken == (Taken(TEN, TEN + HALF, 2),)
    assert not book.answer(replace(ASK, claim=MINE, capacity=2), "e").claimed
    assert book.answer(replace(ASK, claim=MINE, capacity=3), "e").claimed


def test_the_last_place_is_had_once_and_free_again_when_it_is_let_go_of() -> None:
    book = AgendaBook()
    assert book.answer(ASK, "e").taken == ()
    assert book.answer(replace(ASK, claim=MINE), "e").claimed
    other = replace(ASK, claim=replace(MINE, key="other"))
    assert not book.answer(other, "e").claimed
    assert book.answer(ASK, "e").taken == (Taken(TEN, TEN + HALF),)
    book.keep(replace(MINE, status="cancelled"))
    assert book.answer(other, "e").claimed
