"""Why a thread was handed over, and how a team is told of it, in the reader's language.

The engine's own reasons are short names; what a marketer wrote stands as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.model.staff import Staff
from bot.playbook.compiled import Playbook
from bot.store.staff.staff_alerts import ToTell
from bot.web.console.wording.clock import Clock, zone_named
from bot.web.console.wording.inert import plain
from bot.web.console.words import LANGUAGES, marked, words

_REASONS: Final = {
    "asked for": marked("asked for a person"),
    "not understood": marked("the bot did not understand"),
    "identity": marked("to be recognised on another channel"),
    "order.twice": marked("an order of the shop's that may be the one made in the chat"),
    "book_by_hand": marked("an appointment that only people can make"),
}
_LONGEST: Final = 200
#: What may stand in a name: nothing that Telegram would make a link or a command of.
_NO_NAME: Final = re.compile(r"[^\w'’\- ]|_")


def reason_of(reason: str, language: str) -> str:
    """Return why in words; empty where nobody said why."""
    known = _REASONS.get(reason)
    said = words(language).gettext(known) if known is not None else plain(reason)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def first_name(name: str) -> str:
    """Return the first of a customer's names, harmless in a chat; empty where none is left."""
    first = _NO_NAME.sub("", plain(name)).split()
    return first[0][:40] if first else ""


def teller(
    playbook: Callable[[], Playbook | None], clock: Callable[[], datetime], public_url: str | None
) -> Callable[[ToTell, Staff], str]:
    """Return what says to a member of staff that a customer waits: their first name alone, why, until when an answer
    is promised, and where the thread is if the world can reach us.
    """

    def tell(one: ToTell, staff: Staff) -> str:
        found = playbook()
        language = staff.language if staff.language in LANGUAGES else LANGUAGES[0]
        say = words(language).gettext
        zone = zone_named(staff.timezone or (found.store.timezone if found is not None else "UTC"))
        teams = {team.id: team.name for team in found.store.teams} if found is not None else {}
        facts = {
            "customer": first_name(one.name) or say(marked("A customer")),
            "team": teams.get(one.team, one.team),
            "reason": reason_of(one.reason, language),
            "time": Clock(language, zone, clock()).ahead(one.due_at),
        }
        lines = [say(_waiting(one)) % facts, say(marked("Promised answer: before %(time)s.")) % facts]
        if public_url is not None:
            lines.append(f"{public_url}/console/inbox/{one.customer}")
        return "\n".join(lines)

    return tell


def _waiting(one: ToTell) -> str:
    if one.team and one.reason:
        return marked("%(customer)s waits for the team %(team)s: %(reason)s")
    if one.team:
        return marked("%(customer)s waits for the team %(team)s")
    return marked("%(customer)s waits for a person: %(reason)s") if one.reason else marked("%(customer)s waits for you")
