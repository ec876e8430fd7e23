"""How the program speaks to operators: one structured line a fact, on standard error.

Ids and milliseconds only: never a customer's text, name or number, never a token (`channels.redaction` guards the
libraries, whose loggers are also held at WARNING because they log addresses with the token in them).
"""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog

from bot.channels.redaction import RedactingFilter

#: Libraries that log requests, bodies or every tick.
CHATTY = (
    "httpx",
    "httpcore",
    "telegram",
    "twilio",
    "twilio.http_client",
    "apscheduler",
    "aiosqlite",
    "uvicorn",
    "asyncio",
)


def configure(
    form: Literal["console", "json"] | None, secrets: tuple[str, ...] = (), least: int = logging.INFO
) -> None:
    """Send our log and the libraries' through one formatter, from the level `least` on. `form` None: console on a
    terminal, else JSON.
    """
    chosen = form or ("console" if sys.stderr.isatty() else "json")
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(least),
        cache_logger_on_first_use=True,
    )
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if chosen == "console" else structlog.processors.JSONRenderer()
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(RedactingFilter(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(least)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
