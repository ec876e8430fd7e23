"""A draft tried out beside its text: a chat with a clock of its own, and how things stand after each line.

Only what was said and done is kept, in the database; everything else is replayed, so that any web process answers and
the same lines show at once what an edit has changed. Nothing is sent to anybody.
"""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.store.playbooks.playbook_drafts import Draft
from bot.store.playbooks.playbook_trials import Trial as Kept
from bot.web.console import frame
from bot.web.console.playbooks import playbook_drafts
from bot.web.console.playbooks.playbook_drafts import Opened
from bot.web.console.wording.clock import told
from bot.web.console.wording.stages import DIRECTIONS, chip, chips
from bot.web.console.words import language_of, marked
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.workbench import Asked, Busy, Trial

CHANNELS: Final = {"telegram": "Telegram", "sms": "SMS", "whatsapp": "WhatsApp", "web": "Web"}
MOST_LINES: Final = 200
LONGEST: Final = 2000
_ORDER: Final = '{"number": "A-1042", "total": 90}'
#: Buttons that let time pass.
TIMES: Final = (
    (marked("20 minutes later"), "/wait 20 minutes"),
    (marked("3 hours later"), "/wait 3 hours"),
    (marked("the next day"), "/wait 1 day"),
    (marked("three days later"), "/wait 3 days"),
    (marked("a month later"), "/wait 30 days"),
    (marked("until what is planned next"), "/wait"),
)
#: Buttons that let the shop tell something.
EVENTS: Final = (
    (marked("a cart is left"), '/event cart.abandoned {"total": 90}'),
    (marked("the order is confirmed"), f"/event order.confirmed {_ORDER}"),
    (marked("the order is shipped"), f"/event order.shipped {_ORDER}"),
    (marked("the order is ready"), f"/event order.ready_for_pickup {_ORDER}"),
    (marked("the order is delivered"), f"/event order.delivered {_ORDER}"),
    (marked("the order is cancelled"), f"/event order.cancelled {_ORDER}"),
    (marked("the order comes back"), f"/event order.returned {_ORDER}"),
)
#: What is planned, in words.
PLANS: Final = {
    "remind": marked("Reminder"),
    "patience": marked("Ends for want of an answer"),
    "wait": marked("Goes on"),
    "late": marked("Too late"),
    "start": marked("Begins"),
    "give_back": marked("Given back to the bot"),
    "journey": marked("A look at the journey"),
    "cart": marked("A look at the cart"),
    "renewal": marked("Time to buy again"),
    "appointment": marked("An appointment"),
    "model": marked("The language model’s answer"),
}


async def show(request: Request) -> Response:
    """Answer with the trial as it stands, replayed with the draft of now."""
    found = await playbook_drafts.opened(request)
    return await _piece(request, found, await _kept(request, found.draft))


async def say(request: Request) -> Response:
    """Take a line, or begin again (`restart`), on the channel and in the language that were chosen."""
    doors: Doors = request.app.state.doors
    found = await playbook_drafts.opened(request)
    form = {name: str(value) for name, value in request.state.form.items()}
    kept = await _kept(request, found.draft)
    if "restart" in form or not kept.lines:
        channel = form.get("channel") or kept.channel
        language = form.get("language") or kept.language
        if channel not in CHANNELS or language not in _languages(request, kept):
            raise refuse(400)
        kept = Kept(channel=channel, language=language, began_at=doors.clock())
    line = form.get("line", "").replace("\x00", "").strip()[:LONGEST]
    if line and len(kept.lines) < MOST_LINES:
        kept = replace(kept, lines=(*kept.lines, line))
    response = await _piece(request, found, kept, keep=True)
    return response if request.headers.get("hx-request") else RedirectResponse(found.address, 303)


async def _kept(request: Request, draft: Draft) -> Kept:
    doors: Doors = request.app.state.doors
    kept = await doors.store.playbook_trials.get(draft.id, request.state.staff.id)
    playbook = doors.playbook()
    language = playbook.store.languages[0] if playbook is not None else "fr"
    return kept or Kept(channel="telegram", language=language, began_at=doors.clock())


def _languages(request: Request, kept: Kept) -> tuple[str, ...]:
    """Return the languages to try it in: the store's, and the one that a trial under way is in."""
    playbook = request.app.state.doors.playbook()
    spoken = playbook.store.languages if playbook is not None else ("fr", "en")
    return tuple(dict.fromkeys((*spoken, kept.language)))


async def _piece(request: Request, found: Opened, kept: Kept, *, keep: bool = False) -> Response:
    doors: Doors = request.app.state.doors
    asked = Asked(channel=kept.channel, language=kept.language, began_at=kept.began_at, lines=kept.lines)
    busy = doors.workbench is None
    trial: Trial | None = None
    try:
        if doors.workbench is not None:
            trial = await doors.workbench.converse(found.whole, asked)
    except Busy:
        busy = True
    if keep and not busy and not (trial is not None and trial.refused):
        await doors.store.playbook_trials.put(found.draft.id, request.state.staff.id, kept)
    return await frame.piece(
        request,
        "playbook_trial.html",
        address=found.address,
        kept=kept,
        trial=trial,
        busy=busy,
        full=len(kept.lines) >= MOST_LINES,
        channels=CHANNELS,
        languages=_languages(request, kept),
        times=TIMES,
        events=EVENTS,
        plans=PLANS,
        **_shown(request, trial),
    )


def _shown(request: Request, trial: Trial | None) -> dict[str, Any]:
    """Return the parts of a trial as they are read: times on the shop's clock, the stage as the console shows it."""
    language = language_of(request)
    if trial is None:
        return {"clock": None, "stage": None, "direction": None}
    zone = ZoneInfo(trial.standing.zone)
    known = chips(request.app.state.doors.playbook(), language)
    journey, stage = trial.standing.stage or (None, None)
    return {
        "clock": lambda at: told(at, language, zone),
        "stage": chip(known, journey, stage),
        "direction": DIRECTIONS.get(trial.standing.direction),
    }
