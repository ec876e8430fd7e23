"""What the tests of replies share: a shop's clock, and a question with its choices."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.message import Choice, Value
from bot.playbook.compiled import AskedAs
from bot.understanding.replies.outcome import Question, Reply, Unclear, Understood
from bot.understanding.replies.replies import read_reply

#: A Wednesday morning in Paris.
NOW = datetime(2026, 3, 4, 10, 5, tzinfo=ZoneInfo("Europe/Paris"))


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"k{place}", label) for place, label in enumerate(labels))


def reply(
    as_: AskedAs, text: str, language: str = "fr", *labels: str, country: str = "FR", currency: str = "EUR"
) -> Reply:
    question = Question(as_=as_, choices=choices(*labels), language=language, country=country, currency=currency)
    return read_reply(question, text, now=NOW)


def value(got: Reply) -> Value:
    """The value understood, `?reason` for an unclear reply, None for no answer."""
    if isinstance(got, Understood):
        return got.value
    return f"?{got.reason}" if isinstance(got, Unclear) else None
