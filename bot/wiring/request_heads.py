"""What reads requests, and how many strangers may be connected at once."""

from __future__ import annotations

import resource
from typing import Final

from bot.wiring.bounded_http import Bounded

#: Files and sockets kept back for the database, the providers and all else of ours, and as many as we ask for.
KEPT_BACK: Final = 150
WANTED: Final = 65_536


def most_connections() -> int:
    """Let the process open as many files as it is allowed; return how many of them may be strangers' connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    mine = WANTED if soft == resource.RLIM_INFINITY else min(soft, WANTED)
    return max(mine - KEPT_BACK, mine // 2)


def parser(most: int = WANTED) -> type[Bounded]:
    """Return what reads the requests of so many connections at most."""
    return type("Bounded", (Bounded,), {"most": most, "idle": {}})
