"""Where a browser finds this installation."""

from __future__ import annotations

from bot.settings import Settings


def address(settings: Settings, port: int | None = None) -> str:
    """Return the address of the web server without a slash at its end; `port` where it is not the setting's."""
    if settings.public_url is not None:
        return settings.public_url
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else settings.host  # noqa: S104 - not bound here
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{settings.port if port is None else port}"
