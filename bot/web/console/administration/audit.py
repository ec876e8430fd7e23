"""The audit, as administrators read it: who did what, the newest first, and whether it is what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.store.staff.audit import END, Noted
from bot.web.console import frame
from bot.web.console.administration.team import ROLES
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

AT_A_TIME: Final = 50
PROGRAM: Final = marked("the program")
#: What was done, in words. What has none here is shown as it was noted.
ACTS: Final = {
    "session.opened": marked("signed in"),
    "session.closed": marked("signed out"),
    "session.others_closed": marked("signed out everywhere else"),
    "staff.added": marked("added an account"),
    "staff.telegram_linked": marked("linked a Telegram account"),
    "staff.telegram_unlinked": marked("unlinked a Telegram account"),
    "staff.changed": marked("changed role or points of sale"),
    "staff.disabled": marked("disabled an account"),
    "staff.enabled": marked("opened an account again"),
    "staff.link_made": marked("made a one-time link"),
    "staff.password_set": marked("set a password"),
    "staff.second_factor_set": marked("set a second factor"),
    "staff.second_factor_removed": marked("removed a second factor"),
    "staff.recovery_codes_made": marked("made recovery codes"),
    "event.retried": marked("had an event handled again"),
    "table.exported": marked("downloaded a table"),
    "playbook.published": marked("published a playbook"),
    "playbook.rolled_back": marked("went back to an earlier playbook"),
    "playbook.draft_made": marked("began a draft"),
    "playbook.draft_dropped": marked("threw a draft away"),
    "backtest.asked": marked("asked for a backtest"),
    "backtest.cancelled": marked("cancelled a backtest"),
    "staff.recovery_code_used": marked("used a recovery code"),
    "token.made": marked("made a token"),
    "token.revoked": marked("revoked a token"),
    "webhook.replayed": marked("had a webhook sent again"),
    "customer.exported": marked("downloaded all that is held on a customer"),
    "customer.erased": marked("erased a customer"),
    "customer.merged": marked("merged two customers"),
    "customer.parted": marked("separated two customers"),
}
#: What is noted beside it, by its name.
_DETAILS: Final = {
    "role": marked("role: %(value)s"),
    "role_before": marked("role before: %(value)s"),
    "points_of_sale": marked("points of sale: %(value)s"),
    "from": marked("from %(value)s"),
    "proof": marked("by %(value)s"),
    "for": marked("for %(value)s"),
    "name": marked("name: %(value)s"),
    "scopes": marked("rights: %(value)s"),
    "days": marked("over %(value)s days"),
    "tried": marked("tried: %(value)s"),
    "base": marked("starting from %(value)s"),
    "title": marked("title: %(value)s"),
    "note": marked("note: %(value)s"),
    "reason": marked("reason: %(value)s"),
    "table": marked("table: %(value)s"),
    "other": marked("with %(value)s"),
    "before": marked("before: %(value)s"),
    "asked": marked("as asked: %(value)s"),
}
_ROLE_WORDS: Final = {role.value: called for role, (called, _) in ROLES.items()}
_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "role": _ROLE_WORDS,
    "role_before": _ROLE_WORDS,
    "proof": {
        "link": marked("a one-time link"),
        "password": marked("password"),
        "code": marked("password and code"),
    },
    "for": {
        "enter": marked("entering once"),
        "password": marked("choosing a password"),
        "owner": marked("the first account"),
    },
}


async def show(request: Request) -> Response:
    """Answer with a page of the audit; `?before=` is the position that the next page ends before."""
    doors: Doors = request.app.state.doors
    before = request.query_params.get("before", "")
    rows = await doors.store.audit.latest(
        AT_A_TIME + 1, int(before) if before.isascii() and before.isdigit() and len(before) < 18 else END
    )
    names = {staff.id: staff.name for staff in await doors.store.staff.all()}
    checked = request.query_params.get("check") == "1"
    return await frame.page(
        request,
        "audit.html",
        rows=[_line(row, names, words(language_of(request)).gettext) for row in rows[:AT_A_TIME]],
        older=rows[AT_A_TIME - 1].position if len(rows) > AT_A_TIME else None,
        checked=checked,
        broken=await doors.store.audit.verify() if checked else None,
    )


def _line(row: Noted, names: Mapping[str, str], say: Callable[[str], str]) -> dict[str, object]:
    entry = row.entry
    return {
        "position": row.position,
        "at": entry.at,
        "who": say(PROGRAM) if entry.who == "program" else names.get(entry.who, entry.who),
        "act": say(ACTS[entry.act]) if entry.act in ACTS else entry.act,
        "subject": "" if entry.subject == entry.who else names.get(entry.subject, ""),
        "id": "" if entry.subject in names or entry.subject == entry.who else entry.subject,
        "details": ", ".join(_detail(name, value, say) for name, value in entry.details.items() if value != ""),
    }


def _detail(name: str, value: object, say: Callable[[str], str]) -> str:
    """Return a detail in words; what has none here is shown as it was noted."""
    told = _VALUES.get(name, {}).get(str(value))
    shown = say(told) if told is not None else str(value)
    return say(_DETAILS[name]) % {"value": shown} if name in _DETAILS else f"{name} {shown}"
