"""The console's inbox: every customer's thread in folders, filtered and paged, and what staff set on one.

Turns write the rows (`thread_rows`). Staff who look after some points of sale see threads of these and of none yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Final, Literal

from msgspec import Struct

from bot.model.effects import Direction
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, once
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment, moment_or_none
from bot.store.staff.point_of_sale_scope import scope_condition
from bot.store.threads.ways import Steady, goes

SQL = statements("threads")
NOTES = statements("notes")
Folder = Literal["mine", "mentions", "unassigned", "us", "customer", "bot", "snoozed", "closed", "all"]
FOLDERS: Final[tuple[Folder, ...]] = (
    *("mine", "mentions", "unassigned", "us", "customer", "bot", "snoozed", "closed", "all"),
)
#: How long a customer may wait where a team has promised nothing else, in microseconds.
AN_HOUR: Final = 3_600_000_000
_DUE: Final = f"(t.waiting_since + COALESCE(p.lasts, {AN_HOUR}))"
_PROMISES: Final = "LEFT JOIN team_promises p ON p.team = t.team"
Standing = Literal["weak", "middle", "strong"]
PAGE: Final = 40
#: Bounds of the relationship, 0 to 100: below the first it is weak, from the second on strong.
WEAK: Final = 35.0
STRONG: Final = 65.0
_IN_FOLDER: Final[dict[Folder, str]] = {
    "mine": "t.assignee = $1 AND t.folder NOT IN ('closed', 'snoozed')",
    "mentions": "t.customer IN (SELECT m.customer FROM note_mentions m WHERE m.staff = $1)",
    "unassigned": "t.assignee IS NULL AND t.folder IN ('us', 'customer')",
    "us": "t.folder = 'us'",
    "customer": "t.folder = 'customer'",
    "bot": "t.folder = 'bot'",
    "snoozed": "t.folder = 'snoozed'",
    "closed": "t.folder = 'closed'",
    "all": "1 = 1",
}
STANDING: Final[dict[Standing, str]] = {
    "weak": f"t.relationship < {WEAK}",
    "middle": f"(t.relationship IS NULL OR (t.relationship >= {WEAK} AND t.relationship < {STRONG}))",
    "strong": f"t.relationship >= {STRONG}",
}
_ON_JOURNEY: Final = "EXISTS (SELECT 1 FROM journeys j WHERE j.customer = t.customer AND j.journey = t.journey AND {})"
_LABELLED: Final = "EXISTS (SELECT 1 FROM thread_labels l WHERE l.customer = t.customer AND l.label = {})"
#: Up to so many threads of a label are looked at themselves; of more, the list is walked until a page is full.
FEW: Final = 5000


class Wanted(Struct, frozen=True, kw_only=True):
    """Which threads. `by`: in the bot's hands or in a person's. `waiting_since`: who has waited for us at least since
    then. `teams` narrow what is unassigned, nothing else; none of them: all. `steady` tells what `direction` is now."""

    folder: Folder = "us"
    journey: str | None = None
    stage: str | None = None
    direction: Direction | None = None
    steady: Steady = {}
    standing: Standing | None = None
    channel: str | None = None
    language: str | None = None
    label: str | None = None
    point_of_sale: str | None = None
    by: Literal["bot", "person"] | None = None
    waiting_since: datetime | None = None
    teams: tuple[str, ...] = ()


class ThreadRow(Struct, frozen=True, kw_only=True):
    """A thread in the list. `due_at`: until when its team has promised an answer to who waits. `last_by`: customer,
    bot, or the member of staff; `last_kind`: text, photo, voice… `direction` is the last move's, and
    `stage_since` its time."""

    customer: str
    folder: str
    name: str
    team: str | None
    reason: str | None
    priority: str | None
    staff: str | None
    assignee: str | None
    waiting_since: datetime | None
    channel: str | None
    language: str | None
    journey: str | None
    stage: str | None
    direction: Direction | None
    stage_since: datetime | None
    relationship: float | None
    point_of_sale: str | None
    last_at: datetime
    last_by: str
    last_kind: str
    last_line: str
    closed_at: datetime | None
    close_reason: str | None
    snoozed_until: datetime | None
    due_at: datetime | None
    unread: bool
    labels: tuple[str, ...] = ()

    @property
    def in_hands(self) -> bool:
        """Whether a person has it; one that was put aside is in their hands all the same."""
        return self.folder in ("us", "customer") or (self.folder == "snoozed" and bool(self.team or self.staff))


class HandedOver(Struct, frozen=True):
    """A thread that a team was given: whose, why, and when."""

    customer: str
    name: str
    team: str | None
    reason: str | None
    at: datetime


class Page(Struct, frozen=True):
    """`after` asks for the next page; None on the last one."""

    rows: list[ThreadRow]
    after: str | None


class Threads(StoreSubject):
    """The inbox of one member of staff; `scope` are their points of sale, none of them: all."""

    async def page(
        self, wanted: Wanted, staff: str, scope: Sequence[str] = (), after: str | None = None, limit: int = PAGE
    ) -> Page:
        """Return some threads: those who wait for us by when they were promised an answer, all others the latest first.

        `after` is a former page's; one that is none of ours begins anew.
        """
        longest_first = wanted.folder == "us"
        key = _DUE if longest_first else "t.last_at"
        where, values = conditions(wanted, staff, scope, await self._few_labelled(wanted.label))
        place = _place(after)
        if place is not None:
            sign = ">" if longest_first else "<"
            where += f" AND ({key}, t.customer) {sign} (${len(values) + 1}, ${len(values) + 2})"
            values += place
        order = f"{key}, t.customer" if longest_first else f"{key} DESC, t.customer DESC"
        told = {"order": order, "limit": limit + 1}
        found = SQL["found"].format(promises=_PROMISES if longest_first else "", where=where, **told)
        sql = SQL["page"].format(where=f"t.customer IN ({found})", due=_DUE, **told)
        rows = await self._with_labels(await self._database.read(sql, *values))
        more = len(rows) > limit
        return Page(rows[:limit], _after(rows[limit - 1], longest_first=longest_first) if more else None)

    async def _few_labelled(self, label: str | None) -> list[str] | None:
        """Return whose threads have a label; None where those are many, or none is asked for."""
        if label is None:
            return None
        rows = await self._database.read(SQL["labelled"], label, FEW + 1)
        return [row[0] for row in rows] if len(rows) <= FEW else None

    async def get(self, customer: str, staff: str, scope: Sequence[str] = ()) -> ThreadRow | None:
        """Return one thread; None where there is none, or it is of another point of sale."""
        scoped, values = scope_condition(scope, [staff, customer])
        sql = SQL["page"].format(where=f"t.customer = $2 AND {scoped}", order="t.customer", limit=1, due=_DUE)
        rows = await self._with_labels(await self._database.read(sql, *values))
        return rows[0] if rows else None

    async def some(self, customers: Sequence[str], staff: str, scope: Sequence[str] = ()) -> list[ThreadRow]:
        """Return the threads of some customers, in no order."""
        scoped, values = scope_condition(scope, [staff, listed(customers)])
        sql = SQL["page"].format(where=f"t.customer IN each($2) AND {scoped}", order="t.customer", limit=500, due=_DUE)
        return await self._with_labels(await self._database.read(sql, *values))

    async def handed_over(
        self, since: datetime, scope: Sequence[str] = (), teams: Sequence[str] = (), limit: int = 100
    ) -> list[HandedOver]:
        """Return what was handed to one of these teams after an instant and nobody has taken up, the last first.

        The instant is a turn's, which is written a moment later: who wants to hear of each asks from before then.
        """
        scoped, values = scope_condition(scope, [micros(since), limit])
        given, values = theirs(teams, values)
        rows = await self._database.read(SQL["handed_over"].format(scope=scoped, teams=given), *values)
        return [HandedOver(customer, name, team, reason, moment(at)) for customer, name, team, reason, at in rows]

    async def newest_waiting(self, scope: Sequence[str] = ()) -> int:
        """Return when something was last said with somebody who waits for us, microseconds; 0 where nobody does."""
        scoped, values = scope_condition(scope, [])
        rows = await self._database.read(SQL["newest_waiting"].format(scope=scoped), *values)
        return int(rows[0][0]) if rows else 0

    async def labels(self) -> dict[str, int]:
        """Return the labels in use, with how many threads have each."""
        return {row[0]: row[1] for row in await self._database.read(SQL["all_labels"])}

    async def mark(self, customer: str) -> str:
        """Return what is another as soon as anything of a thread is, some letters: for who waits for news of it."""
        rows = [*await self._database.read(SQL["mark"], customer)]
        rows += await self._database.read(SQL["labels_of"], listed([customer]))
        return blake2b(repr([tuple(row) for row in rows]).encode(), digest_size=8).hexdigest()

    async def acts(self) -> str:
        """Return what is another each time staff set something on any thread: for who shows a list of them."""
        row = await self._database.read_one(SQL["acts"])
        return str(row[0]) if row is not None else ""

    async def is_met(self, event: str) -> bool:
        """Tell whether an event has had its turn."""
        return bool(await self._database.read(SQL["is_met"], event))

    # what staff set

    async def assign(self, customer: str, staff: str | None) -> None:
        """Let somebody look after a thread; None: nobody."""
        await self._do(SQL["assign"], customer, staff)

    async def close(self, customer: str, by: str, reason: str, now: datetime) -> None:
        """Put a thread away, until the customer writes or it is handed over anew."""
        await self._do(SQL["close"], customer, micros(now), by, reason)

    async def reopen(self, customer: str) -> None:
        """Take a closed thread out again; where it goes is the next turn's word."""
        await self._do(SQL["reopen"], customer)

    async def snooze(self, customer: str, by: str, until: datetime, now: datetime) -> None:
        """Put an open thread aside until a time, or until the customer writes; who did so finds it unread then."""
        await self._do(SQL["snooze"], customer, micros(now), micros(until), by)

    async def wake(self, customer: str) -> None:
        """Take a snoozed thread out again."""
        await self._do(SQL["wake"], customer)

    async def wake_due(self, now: datetime) -> None:
        """Take out whatever was put aside until now, unread for who did so."""

        def script() -> Script[None]:
            yield once(SQL["unread_woken"], micros(now))
            yield once(SQL["wake_due"], micros(now))

        await self._database.transact(script)

    async def label(self, customer: str, label: str) -> None:
        await self._do(SQL["label"], customer, label)

    async def unlabel(self, customer: str, label: str) -> None:
        await self._do(SQL["unlabel"], customer, label)

    async def point_of_sale(self, customer: str) -> tuple[str | None] | None:
        """Return the point of sale of a thread, if it has one; None where there is no thread."""
        rows = await self._database.read(SQL["place"], customer)
        return (rows[0][0],) if rows else None

    async def read(self, customer: str, staff: str) -> None:
        """Keep that somebody has read what a thread holds by now, and what its notes call them for. To be said before
        its lines are read: what comes after that is unread.
        """

        def script() -> Script[None]:
            yield once(SQL["read"], customer, staff)
            yield once(NOTES["seen"], customer, staff)

        await self._database.transact(script)

    async def unread(self, customer: str, staff: str) -> None:
        """Mark a thread as not read, for one member of staff."""
        await self._do(SQL["unread"], customer, staff)

    async def _do(self, sql: str, *values: object) -> None:
        def script() -> Script[None]:
            yield once(sql, *values)
            yield once(SQL["acted"])

        await self._database.transact(script)

    async def _with_labels(self, rows: Sequence[Row]) -> list[ThreadRow]:
        labels: dict[str, list[str]] = {row[0]: [] for row in rows}
        if rows:
            for customer, label in await self._database.read(SQL["labels_of"], listed(labels)):
                labels[customer].append(label)
        return [_thread(row, labels[row[0]]) for row in rows]


def conditions(
    wanted: Wanted, staff: str, scope: Sequence[str], labelled: Sequence[str] | None = None
) -> tuple[str, list[object]]:
    """Return the condition and its values; the first of them is the member of staff. `labelled`: who has the label."""
    scoped, values = scope_condition(scope, [staff])
    said = [_IN_FOLDER[wanted.folder], scoped]
    if wanted.folder == "unassigned" and wanted.teams:
        given, values = theirs(wanted.teams, values)
        said.append(given)
    equal = ("journey", "stage", "channel", "language", "point_of_sale")
    for column in equal:
        value = getattr(wanted, column)
        if value is not None:
            values.append(value)
            said.append(f"t.{column} = ${len(values)}")
    if wanted.direction is not None:
        said.append(_ON_JOURNEY.format(goes(wanted.direction, wanted.steady, values)))
    if wanted.standing is not None:
        said.append(STANDING[wanted.standing])
    if wanted.by is not None:
        said.append("t.folder IN ('us', 'customer')" if wanted.by == "person" else "t.folder IN ('bot', 'closed')")
    if labelled is not None:
        values.append(listed(labelled))
        said.append(f"t.customer IN each(${len(values)})")
    elif wanted.label is not None:
        values.append(wanted.label)
        said.append(_LABELLED.format(f"${len(values)}"))
    if wanted.waiting_since is not None:
        values.append(micros(wanted.waiting_since))
        said.append(f"t.folder = 'us' AND t.waiting_since <= ${len(values)}")
    return " AND ".join(said), values


def theirs(teams: Sequence[str], values: list[object]) -> tuple[str, list[object]]:
    """What was given to no team in particular is everybody's."""
    if not teams:
        return "1 = 1", values
    return f"(COALESCE(t.team, '') = '' OR t.team IN each(${len(values) + 1}))", [*values, listed(teams)]


def _place(after: str | None) -> list[object] | None:
    at, dot, customer = (after or "").partition(".")
    known = dot and at.isascii() and at.isdigit() and len(at) < 19
    return [int(at), customer] if known else None


def _after(row: ThreadRow, *, longest_first: bool) -> str:
    at = row.due_at if longest_first and row.due_at is not None else row.last_at
    return f"{micros(at)}.{row.customer}"


def _thread(row: Row, labels: Sequence[str]) -> ThreadRow:
    given = dict(zip(ThreadRow.__struct_fields__, row, strict=False))
    for time in ("stage_since", "waiting_since", "closed_at", "snoozed_until", "due_at"):
        given[time] = moment_or_none(given[time])
    given |= {"last_at": moment(given["last_at"]), "unread": bool(given["unread"]), "labels": tuple(labels)}
    return ThreadRow(**given)
