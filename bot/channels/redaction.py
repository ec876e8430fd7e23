"""Keeping tokens out of the log, whoever writes it.

The Bot API has the token in the address of every request, and an HTTP library logs addresses; an exception carries them
too. A filter on the handler sees every record of every library. It knows the shape of a bot token and of credentials in
an address, and the secrets that it is given word for word.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Any, Final

HIDDEN: Final = "[hidden]"

_SHAPES: Final = (
    re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{30,}"),  # a bot token: 123456789:AAE…
    re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),  # user:password@ in an address
    re.compile(r"\bwhsec_[A-Za-z0-9+/=]+"),
)
#: Libraries whose complaints quote what a provider sent, which may be a customer's words.
_QUOTING: Final = ("telegram.", "twilio.")
_FORMATTER: Final = logging.Formatter()


class RedactingFilter(logging.Filter):
    """Lets every record through, its secrets hidden. Belongs on a handler: a logger's filter misses its children."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(sorted((secret for secret in secrets if len(secret) >= 6), key=len, reverse=True))

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; always true."""
        if record.name.startswith(_QUOTING):
            record.args, record.exc_info, record.exc_text = (), None, None
        if isinstance(record.msg, dict):  # structlog's event on its way to the renderer
            record.msg = self._hide_in(record.msg)
        else:
            record.msg, record.args = self.hide(_said(record)), ()
        if record.exc_info:
            record.exc_text = self.hide(record.exc_text or _FORMATTER.formatException(record.exc_info))
            record.exc_info = None
        return True

    def hide(self, text: str) -> str:
        """Return `text` without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for shape in _SHAPES:
            text = shape.sub(HIDDEN, text)
        return text

    def _hide_in(self, value: Any) -> Any:
        match value:
            case str():
                return self.hide(value)
            case dict():
                return {name: self._hide_in(one) for name, one in value.items()}
            case list() | tuple():
                return type(value)(self._hide_in(one) for one in value)
            case int() | float() | None:
                return value
            case _:
                return self.hide(repr(value))


def _said(record: logging.LogRecord) -> str:
    """Return the message; one whose arguments don't fit is no reason to lose it."""
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
