"""A wish in the customer's words."""

from __future__ import annotations

import pytest

from bot.engine.contact.wish_words import clock, for_staff, wish_words
from bot.model.customer import ContactWishes


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (0, "0 h", "12 am"),
        (9 * 60, "9 h", "9 am"),
        (12 * 60, "12 h", "12 pm"),
        (18 * 60 + 30, "18 h 30", "6:30 pm"),
    ],
)
def test_times_as_people_say_them(minutes: int, french: str, english: str) -> None:
    assert (clock(minutes, "fr") or "").replace("\u00a0", " ") == french
    assert clock(minutes, "en") == english
    assert clock(None, "en") is None


def test_days_and_channels() -> None:
    wish = ContactWishes(channel="whatsapp", only=True, silent_days=(0, 6))
    assert (wish_words(wish, "fr")["days"], wish_words(wish, "en")["days"]) == (
        "le lundi ou le dimanche",
        "Monday or Sunday",
    )
    assert wish_words(wish, "fr")["channel"] == "WhatsApp"
    assert for_staff(wish, "en") == "not on Monday or Sunday, WhatsApp only"
    assert for_staff(ContactWishes(times=1, every=30), "fr") == "1 message en 30 jours"
    assert for_staff(ContactWishes(times=2, every=1), "en") == "2 messages in 1 day"
