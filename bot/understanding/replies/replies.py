"""Reading a reply to the question on the table: does "la deuxième" answer it, and with what?

Rules and libraries, exact and instant: no model, no network, no clock but the `now` that is given. What is not read
here may still be a question for the shop, a correction or a wish; that is the matcher's, `corrections`' and
`wishes`' business.

Texts are cut before any pattern sees them, and every pattern is bounded, so that no message costs more than some
milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.model.message import Contact, Location, Media
from bot.playbook.compiled import AskedAs
from bot.understanding.replies.choices import read_choice
from bot.understanding.replies.free_text import read_place, read_text
from bot.understanding.replies.outcome import NotAnAnswer, Question, Reply, Understood
from bot.understanding.replies.ratings import read_rating
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.values.contacts import read_email, read_phone, read_postcode
from bot.understanding.values.dates import read_date
from bot.understanding.values.money import read_money
from bot.understanding.values.numbers import read_number
from bot.understanding.values.times import read_time

LOOKED_AT = 4096  # characters: as long as a message gets on any channel

_READERS: dict[AskedAs, Callable[[Question, str, datetime], Reply]] = {
    "choice": lambda question, text, _: read_choice(text, question.choices, numbered=question.numbered),
    "text": lambda _, text, __: read_text(text),
    "number": lambda question, text, _: read_number(text, question.language),
    "money": lambda question, text, _: read_money(text, question.language, question.currency),
    "date": lambda question, text, now: read_date(text, question.language, now),
    "time": lambda question, text, now: read_time(text, question.language, now),
    "yes_no": lambda _, text, __: read_yes_no(text),
    "phone": lambda question, text, _: read_phone(text, question.country),
    "email": lambda _, text, __: read_email(text),
    "postcode": lambda question, text, _: read_postcode(text, question.country),
    "location": lambda _, text, __: read_place(text),
    "photo": lambda _, __, ___: NotAnAnswer(),
    "rating": lambda question, text, _: read_rating(text, question.scale, question.language),
}


def read_reply(
    question: Question,
    text: str,
    *,
    now: datetime,
    location: Location | None = None,
    contact: Contact | None = None,
    media: Sequence[Media] = (),
) -> Reply:
    """Read what the customer said as an answer to `question`.

    `now` is aware, in the customer's own zone: "tomorrow" is theirs. Never raises.
    """
    shared = _by_sharing(question.as_, location, contact, media)
    if shared is not None:
        return shared
    if not text:
        return NotAnAnswer()
    return _READERS[question.as_](question, text[:LOOKED_AT], now)


def _by_sharing(
    as_: AskedAs, location: Location | None, contact: Contact | None, media: Sequence[Media]
) -> Reply | None:
    """Read what was shared rather than written, where the question can use it."""
    if as_ == "location" and location is not None:
        return Understood({"latitude": location.latitude, "longitude": location.longitude})
    if as_ == "phone" and contact is not None:
        return Understood(contact.phone if contact.phone.startswith("+") else f"+{contact.phone}")
    if as_ == "photo":
        return next((Understood(item.ref) for item in media if item.is_picture), None)
    return None
