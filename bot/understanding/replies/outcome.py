"""What reading a reply comes to: understood, unclear, or not an answer at all."""

from __future__ import annotations

from msgspec import Struct

from bot.model.message import Choice, Value
from bot.playbook.compiled import AskedAs
from bot.rules.order.feedback import ScaleName

#: From this certainty on a reply is taken as it is, and need not be matched with questions and flows.
SURE = 0.9


class Question(Struct, frozen=True, kw_only=True):
    """The question on the table. `choices` are those shown, `numbered` where each stands behind its number; `country`
    is the customer's (ISO 3166), `currency` the store's.
    """

    as_: AskedAs
    choices: tuple[Choice, ...] = ()
    language: str = "fr"
    country: str = "FR"
    currency: str = "EUR"
    scale: ScaleName = "csat"  # of a rating
    numbered: bool = False


class Understood(Struct, frozen=True):
    """`value` is what is saved, `certainty` runs from 0 to 1, `choice` is the place of the choice taken, from 0.

    The value is, by what is asked: choice, the choice's key; text, the text; number and money, an int or a float
    (money in units of the store's currency); date, `2026-03-17`; time, `18:30`; yes_no, a bool; phone, E.164; email and
    postcode, in their usual form; location, `{latitude, longitude}` or `{address}`; photo, the provider's reference;
    rating, the score, or `{score, comment}`; by button the score as a text.
    """

    value: Value
    certainty: float = 1.0
    choice: int | None = None


class Unclear(Struct, frozen=True):
    """It speaks to the question and can't be used yet. `candidates` are the choices it may mean, by place.

    `reason` is a word for the re-ask: `several`, `past`, `impossible`, `partial`, `currency`.
    """

    candidates: tuple[int, ...] = ()
    reason: str = "several"


class NotAnAnswer(Struct, frozen=True):
    """The text does not answer the question."""


Reply = Understood | Unclear | NotAnAnswer
