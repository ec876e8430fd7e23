"""`GET /console/inbox`: the threads of a folder, filtered or searched, a page at a time, with what waits where."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.address import CHANNELS
from bot.model.staff import Act, Staff
from bot.playbook.compiled import Playbook
from bot.rules.access import may
from bot.store.threads.search import Hit
from bot.store.threads.threads import FOLDERS, Folder, ThreadRow, Wanted
from bot.web.console import frame
from bot.web.console.wording.clock import Clock, clock_of
from bot.web.console.wording.stages import Chip, chip, chips, steady_before, way_of
from bot.web.console.wording.titles import title_in
from bot.web.console.words import marked, words
from bot.web.doors import Doors

INBOX: Final = "/console/inbox"
#: The folders: words, drawing.
NAMES: Final[Mapping[Folder, tuple[str, str]]] = {
    "mine": (marked("Mine"), "person"),
    "mentions": (marked("Mentions"), "note"),
    "unassigned": (marked("Unassigned"), "inbox"),
    "us": (marked("Waiting for us"), "clock"),
    "customer": (marked("Waiting for them"), "send"),
    "bot": (marked("With the bot"), "bot"),
    "snoozed": (marked("Snoozed"), "moon"),
    "closed": (marked("Closed"), "check"),
    "all": (marked("All"), "people"),
}
CHANNEL_NAMES: Final = {"telegram": "Telegram", "sms": "SMS", "whatsapp": "WhatsApp", "web": marked("Web chat")}
#: What a filter may be, where the choice is fixed.
CHOICES: Final = {
    "direction": (("advancing", marked("advancing")), ("steady", marked("steady")), ("receding", marked("receding"))),
    "standing": (("weak", marked("weak")), ("middle", marked("fair")), ("strong", marked("strong"))),
    "by": (("bot", marked("Bot")), ("person", marked("Person"))),
    "waiting": (("15", marked("15 min and more")), ("60", marked("1 h and more")), ("1440", marked("1 day and more"))),
}
#: Why a thread is closed: the choice that staff have.
REASONS: Final = (
    ("settled", marked("Settled")),
    ("sold", marked("Sold")),
    ("no_answer", marked("No answer")),
    ("not_ours", marked("Not for us")),
    ("spam", marked("Spam")),
)
#: When: the choice that staff have, beside a time of their own.
WHEN: Final = (
    ("hour", marked("In an hour")),
    ("hours", marked("In three hours")),
    ("tomorrow", marked("Tomorrow at 9")),
    ("monday", marked("Monday at 9")),
)
_KINDS: Final = {
    "photo": marked("Photo"),
    "voice": marked("Voice message"),
    "audio": marked("Audio"),
    "video": marked("Video"),
    "document": marked("File"),
    "sticker": marked("Sticker"),
    "location": marked("Place"),
    "contact": marked("Contact"),
    "press": marked("Button"),
}
#: What answers to a key in a thread; one is opened without a new page, so the sheet has them from the beginning.
SHORTCUTS: Final = (
    ("r", marked("Reply")),
    ("n", marked("Private note")),
    ("Ctrl ↵", marked("Send")),
    ("t", marked("Take over")),
    ("b", marked("Give back")),
    ("a", marked("Assign")),
    ("l", marked("Label")),
    ("s", marked("Snooze")),
    ("e", marked("Close it")),
    ("u", marked("Mark as unread")),
    ("x", marked("Select")),
    ("w", marked("Open or fold the reason")),
    (".", marked("More")),
)


class Row(Struct, frozen=True, kw_only=True):
    """A thread as a line of the list."""

    thread: ThreadRow
    name: str
    ago: str
    full: str
    late: bool
    stage: Chip | None
    line: str
    way: tuple[str, str] | None
    assignee: str
    hit: Hit | None = None


async def show(request: Request) -> Response:
    """Answer with the list, and no thread beside it."""
    return await frame.page(request, "inbox.html", pane="list", thread=None, card=None, **await listing(request))


async def show_rows(request: Request) -> Response:
    """Answer with a page of rows: the list again, or what comes after."""
    return await frame.piece(request, "inbox_rows.html", **await listing(request, counted=False))


async def listing(request: Request, *, counted: bool = True) -> dict[str, Any]:
    """Return what the list shows for the query of an address."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    threads, scope, clock = doors.store.threads, staff.points_of_sale, clock_of(request)
    wanted, asked = wanted_by(request, clock)
    text = request.query_params.get("q", "").strip()[:200]
    people = await doors.store.staff.names()
    rows, after = await (_found(request, text, clock, people) if text else _page(request, wanted, clock, people))
    facts: dict[str, Any] = {
        "rows": rows,
        "after": after,
        "asked": asked,
        "folder": wanted.folder,
        "query": urlencode(asked),
        "search": text,
        "names": NAMES,
        "channels": CHANNEL_NAMES,
        "inbox": INBOX,
        "can_tick": may(staff, Act.ANSWER),
        "current": request.path_params.get("customer", ""),
        "shortcuts": SHORTCUTS,
    }
    if counted:
        playbook = doors.playbook()
        (counts, stages), labels, saved = await gather(
            doors.store.thread_counts.tally(wanted.folder, staff.id, scope, staff.teams),
            threads.labels(),
            doors.store.saved_filters.of(staff.id),
        )
        facts |= {
            "counts": counts,
            "maps": _maps(playbook, stages, clock.language),
            "labels": labels,
            "languages": playbook.store.languages if playbook is not None else (),
            "places": playbook.store.points_of_sale if playbook is not None else (),
            "choices": CHOICES,
            "saved": saved,
            "staff_names": people,
            "close_reasons": REASONS,
            "when_choices": WHEN,
            "can_answer": may(staff, Act.ANSWER),
            "key": doors.new_token(),
            "filters": sum(name not in ("folder", "q") for name in asked),
        }
    return facts


def _maps(
    playbook: Playbook | None, counts: Mapping[tuple[str, str], int], language: str
) -> list[tuple[str, list[tuple[Chip, int]]]]:
    """Return the maps by their titles, each with its stages and how many threads of the folder stand there."""
    known = chips(playbook, language)
    return [
        (
            title_in(language, path),
            [(one, counts.get(key, 0)) for key, one in known.items() if one.journey == path.id],
        )
        for path in (playbook.journeys if playbook is not None else ())
    ]


def wanted_by(request: Request, clock: Clock) -> tuple[Wanted, dict[str, str]]:
    """Return which threads an address asks for, and the part of its query that says so; nonsense asks for nothing."""
    given = {name: value[:200] for name, value in request.query_params.items() if value}
    folder: Any = given.get("folder") if given.get("folder") in FOLDERS else "us"
    chosen: dict[str, Any] = {
        name: given[name]
        for name, options in CHOICES.items()
        if name != "waiting" and given.get(name) in {value for value, _ in options}
    }
    chosen |= {name: given[name] for name in ("language", "label", "point_of_sale") if name in given}
    if given.get("channel") in CHANNELS:
        chosen["channel"] = given["channel"]
    journey, slash, stage = given.get("stage", "").partition("/")
    asked = {"folder": folder, **chosen}
    if slash:
        chosen |= {"journey": journey, "stage": stage}
        asked["stage"] = given["stage"]
    if "direction" in chosen:
        playbook = request.app.state.doors.playbook()
        chosen["steady"] = steady_before(playbook.journeys if playbook is not None else (), clock.now)
    if given.get("waiting") in {value for value, _ in CHOICES["waiting"]}:
        chosen["waiting_since"] = clock.now - timedelta(minutes=int(given["waiting"]))
        asked["waiting"] = given["waiting"]
    if given.get("q", "").strip():
        asked["q"] = given["q"]
    staff: Staff = request.state.staff
    return Wanted(folder=folder, teams=staff.teams, **chosen), asked


async def _page(
    request: Request, wanted: Wanted, clock: Clock, people: Mapping[str, str]
) -> tuple[list[Row], str | None]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    after = request.query_params.get("after")
    page = await doors.store.threads.page(wanted, staff.id, staff.points_of_sale, after)
    known = chips(doors.playbook(), clock.language)
    return [row_of(thread, clock, people, known) for thread in page.rows], page.after


async def _found(request: Request, text: str, clock: Clock, people: Mapping[str, str]) -> tuple[list[Row], str | None]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    hits = await doors.store.search.find(text, staff.points_of_sale)
    threads = await doors.store.threads.some([hit.customer for hit in hits], staff.id, staff.points_of_sale)
    by_customer = {thread.customer: thread for thread in threads}
    known = chips(doors.playbook(), clock.language)
    rows = [row_of(by_customer[hit.customer], clock, people, known, hit) for hit in hits if hit.customer in by_customer]
    return rows, None


def row_of(
    thread: ThreadRow,
    clock: Clock,
    people: Mapping[str, str],
    known: Mapping[tuple[str, str], Chip],
    hit: Hit | None = None,
) -> Row:
    at = thread.waiting_since or (hit.at if hit is not None and hit.at is not None else thread.last_at)
    kind = _KINDS.get(thread.last_kind)
    is_told = kind is not None and not (thread.last_kind == "press" and thread.last_line)
    said = words(clock.language).gettext(kind) if kind is not None and is_told else ""
    stage = chip(known, thread.journey, thread.stage)
    return Row(
        thread=thread,
        name=name_of(thread, clock.language),
        ago=clock.ago(at),
        full=clock.full(at),
        late=thread.due_at is not None and clock.now >= thread.due_at,
        stage=stage,
        way=way_of(thread.direction, thread.stage_since, stage, clock.now),
        line=" · ".join(filter(None, (said, thread.last_line))),
        assignee=people.get(thread.assignee or "", ""),
        hit=hit,
    )


def name_of(thread: ThreadRow, language: str) -> str:
    """Return what a customer is called; who has no name is told from others by a few letters."""
    return thread.name or f"{words(language).gettext('Customer')} {thread.customer[:4]}"
