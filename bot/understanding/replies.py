"""Reading a reply to the question on the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model.message import Contact, Location, Media
from bot.understanding.outcome import NotAnAnswer, Question, Reply, Understood


def read_reply(
    question: Question,
    text: str,
    *,
    now: datetime,
    pressed: int | None = None,
    location: Location | None = None,
    contact: Contact | None = None,
    media: Sequence[Media] = (),
) -> Reply:
    """Read what the customer said as an answer to `question`.

    `now` is aware, in the customer's own zone: "tomorrow" is theirs. `pressed` is the place of the button pressed, from 0,
    once its prompt is known to be this question's. Never raises.
    """
    if pressed is not None and 0 <= pressed < len(question.choices):
        return Understood(question.choices[pressed].key, 1.0, pressed)
    return NotAnAnswer()
