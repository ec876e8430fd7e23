"""An hour has as many places as the shop says, and is free again when it is let go of."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.work.demonstration.book import Book
from tests.work.demonstration.lives import NOW

HOUR = timedelta(hours=1)


def visit(key: str) -> Appointment:
    return Appointment(key=key, place="lyon", at=NOW, ends=NOW + HOUR, about="visit")


def asking(claim: Appointment | None = None) -> AskAgenda:
    return AskAgenda(
        id=f"ask-{claim.key if claim else ''}",
        conversation="c",
        place="lyon",
        about="visit",
        since=NOW - HOUR,
        until=NOW + 2 * HOUR,
        claim=claim,
    )


def test_the_last_place_is_had_once_and_free_again_when_it_is_let_go_of() -> None:
    book = Book()
    assert book.answer(asking()).taken == ()
    assert book.answer(asking(visit("a"))).claimed
    assert not book.answer(asking(visit("b"))).claimed
    assert book.answer(asking()).taken == (Taken(NOW, NOW + HOUR),)
    book.keep(replace(visit("a"), status="cancelled"))
    assert book.answer(asking(visit("b"))).claimed
