"""The only way out: parts of messages, each claimed before its socket opens and settled after.

`sending` is on disk when `claim` returns, so that a part found `sending` at start-up may have left: it is `unknown`,
and what is uncertain is never sent again without `resend_once`. The transcript gets a part in the commit that says it
has left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import assert_never

import msgspec
from msgspec import Struct

from bot.model.address import Address, Channel
from bot.model.customer import Customer, Grant
from bot.model.parts import Accepted, Outcome, Part, PartState, Refused, Report, RetryAt, Unknown
from bot.store.bell import Bell
from bot.store.database import Database
from bot.store.delivery import forward
from bot.store.part_rows import part_of, text_of
from bot.store.script import Call, Row, Script, listed, once, query
from bot.store.statements import statements
from bot.store.times import micros, moment

SQL = statements("outbox")
LEDGER = statements("ledger")
TOPIC = "outbox"
_CUSTOMER = msgspec.json.Decoder(Customer)


class Gate(Struct, frozen=True, kw_only=True):
    """What is looked at once more before the socket opens, as of the claim."""

    opted_out_at: datetime | None = None
    reachable: bool = True
    last_in: datetime | None = None  # the customer's last word at this address
    grants: tuple[Grant, ...] = ()
    timezone: str | None = None
    country: str | None = None
    handed_over: bool = False


class Claimed(Struct, frozen=True):
    """A part that is ours to send, and its gate."""

    part: Part
    gate: Gate


class Outbox:
    """What goes out."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def claim(
        self, channels: Iterable[Channel], limit: int, now: datetime, *, paused: Iterable[Address] = ()
    ) -> list[Claimed]:
        """Take up to `limit` due parts of these channels, replies first, one of an address at a time, no paused one.

        They are `sending`, on disk, when this returns, and their attempt is counted.
        """
        held = tuple(paused)
        return await self._database.transact(
            lambda: _claim(tuple(channels), limit, micros(now), held), "outbox.{}_sending_commit"
        )

    async def release(self, channels: Iterable[Channel], claimed_at: datetime) -> None:
        """Queue again what a claim of this instant took, where the claimer never heard that it was committed.

        The instant is the claim's own key: no socket was opened for what its claimer does not know that it has.
        """
        await self._database.transact(lambda: _release(tuple(channels), micros(claimed_at)))

    async def is_ours(self, part: Part) -> bool:
        """Tell whether a claimed part is still in the hands of this claim: the attempt's number is its fence."""
        now = await self.get(part.id)
        return now is not None and now.state == "sending" and now.attempts == part.attempts

    async def settle(self, part: Part, outcome: Outcome, now: datetime) -> None:
        """Write down what came of sending a claimed part. A report that came first stays.

        What comes late, from one whose claim has passed to another, counts where it is a fact (the part has left) and
        not where it decides what to do next.
        """
        await self._database.write(_settle_all, ((part, outcome, micros(now)),), "outbox.{}_settle_commit")
        self._tell(part)

    async def drop(self, part: Part, reason: str, rule: str, now: datetime) -> None:
        """Give up a part that must not go out any more, with one row in the ledger."""
        await self._stop(part, "dropped", reason, rule, now, "drop.{}_commit")

    async def abandon(self, part: Part, reason: str, now: datetime) -> None:
        """Leave an uncertain part as it is, for staff to see."""
        await self._stop(part, "abandoned", reason, "uncertain send", now, "abandon.{}_commit")

    async def resend_once(self, part: Part, now: datetime) -> bool:
        """Queue an uncertain part again, the one time that this is allowed, with one row in the ledger; tell whether
        it was.
        """
        done = await self._database.transact(lambda: _resend(part, micros(now)), "resend.{}_commit")
        self._bell.ring(TOPIC)
        return done

    async def report(self, report: Report) -> None:
        """Take a provider's word on a part: any order, any number of times, before or after the answer to our request.

        Raises `ValueError` for a report that names nothing.
        """
        if report.part is None and report.provider_id is None:
            raise ValueError("a report names neither our part nor the provider's")
        await self._database.write(_report_all, (report,), "status.{}_commit")

    async def uncertain(self, before: datetime, limit: int = 500) -> list[Part]:
        """Return the parts that have been `unknown` since `before` or longer."""
        return await self._in_state("unknown", before, limit)

    async def sending(self, before: datetime, limit: int = 500) -> list[Part]:
        """Return the parts that have been `sending` since `before` or longer."""
        return await self._in_state("sending", before, limit)

    async def recover(self, channels: Iterable[Channel], now: datetime) -> None:
        """At the start of the one who sends on these channels: what was being sent is `unknown` now."""
        await self._database.transact(lambda: _recover(micros(now), tuple(channels)), "recover.{}_commit")

    async def get(self, part_id: str) -> Part | None:
        row = await self._database.read_one(SQL["by_id"], part_id)
        return None if row is None else part_of(row)

    async def of_customer(self, customer: str, after: int = 0, limit: int = 200) -> list[Part]:
        """Return a customer's parts in order, whatever became of them; reads all parts from a position on."""
        return [part_of(row) for row in await self._database.read(SQL["of_customer"], customer, after, limit)]

    async def on_its_way(self, customer: str) -> list[Part]:
        """Return a customer's parts that are queued, sending or unknown, in order."""
        return [part_of(row) for row in await self._database.read(SQL["on_its_way"], customer)]

    async def open_counts(self) -> dict[PartState, int]:
        """Return how many parts are queued, sending and unknown. Quick, however many there were."""
        return _counted(await self._database.read(SQL["open_counts"]))

    async def counts(self) -> dict[PartState, int]:
        """Return how many parts are in each state; reads all of them."""
        return _counted(await self._database.read(SQL["counts"]))

    async def oldest_due(self, now: datetime) -> datetime | None:
        """Return since when the oldest part that may leave has waited."""
        row = await self._database.read_one(SQL["oldest"], micros(now))
        return None if row is None or row[0] is None else moment(row[0])

    async def _in_state(self, state: PartState, before: datetime, limit: int) -> list[Part]:
        return [part_of(row) for row in await self._database.read(SQL["in_state"], state, micros(before), limit)]

    async def _stop(self, part: Part, state: PartState, reason: str, rule: str, now: datetime, point: str) -> None:
        await self._database.transact(lambda: _stop(part, state, reason, rule, micros(now)), point)
        self._bell.ring(TOPIC)

    def _tell(self, part: Part) -> None:
        self._bell.ring(TOPIC)
        if part.address.channel == "web":
            self._bell.ring(f"web:{part.address.id}")


def _counted(rows: Sequence[Row]) -> dict[PartState, int]:
    return {row[0]: row[1] for row in rows}


def _claim(channels: Sequence[Channel], limit: int, now: int, paused: Sequence[Address]) -> Script[list[Claimed]]:
    positions: list[int] = []
    for channel in channels:
        held = listed(address.id for address in paused if address.channel == channel)
        rows = yield query(SQL["claimable"], channel, now, held, limit - len(positions))
        positions += [row[0] for row in rows]
    if not positions:
        return []
    ours = yield query(SQL["claim"], listed(positions), now)
    parts = [part_of(row) for row in (yield query(SQL["parts"], listed(row[0] for row in ours)))]
    states = yield query(SQL["states"], listed({part.customer for part in parts}))
    customers = {id_: _CUSTOMER.decode(state) for id_, state in states if state}
    return [
        Claimed(part, _gate(customers.get(part.customer), part.address)) for part in parts if part.state == "sending"
    ]


def _gate(customer: Customer | None, address: Address) -> Gate:
    if customer is None:
        return Gate()
    known = next((known for known in customer.addresses if known.address == address), None)
    return Gate(
        opted_out_at=customer.opted_out_at,
        reachable=known is None or known.reachable,
        last_in=None if known is None else known.last_in,
        grants=customer.grants,
        timezone=customer.timezone,
        country=customer.country,
        handed_over=customer.handover is not None,
    )


def _settle_all(items: Sequence[tuple[Part, Outcome, int]]) -> Script[None]:
    for part, outcome, now in items:
        yield from _settle(part, outcome, now)


def _settle(part: Part, outcome: Outcome, now: int) -> Script[None]:
    match outcome:
        case Accepted(provider_id):
            yield from _advance(part.id, "accepted", provider_id, None, now)
            yield from _adopt_stray(part.id, provider_id)
        case RetryAt(at, reason):
            yield once(SQL["retry"], part.id, micros(at), reason, now, part.attempts)
        case Refused(reason):
            yield from _stop(part, "refused", reason, "refused by the provider", now)
        case Unknown(reason):
            yield once(SQL["doubt"], part.id, reason, now, part.attempts)
        case _:
            assert_never(outcome)


def _advance(part_id: str, told: PartState, provider_id: str | None, error: str | None, now: int) -> Script[None]:
    """Move a part forward if this is news; the first move past `sending` puts it in the transcript."""
    for _, state, known, body in (yield query(SQL["state_of"], part_id)):
        target = forward(state, told)
        if target is not None:
            yield once(SQL["move"], part_id, target, provider_id, error, now)
            yield once(SQL["say"], part_id, now, text_of(body))
        elif provider_id is not None and known is None:
            yield once(SQL["bind"], part_id, provider_id)


def _adopt_stray(part_id: str, provider_id: str) -> Script[None]:
    for state, error, at in (yield query(SQL["stray"], provider_id)):
        yield from _advance(part_id, state, provider_id, error, at)
        yield once(SQL["forget_stray"], provider_id)


def _report_all(reports: Sequence[Report]) -> Script[None]:
    for report in reports:
        part_id = report.part or (yield from _part_of_provider(report.provider_id))
        if part_id is not None:
            yield from _advance(part_id, report.state, report.provider_id, report.error, micros(report.at))
        else:
            yield from _keep_stray(report)


def _part_of_provider(provider_id: str | None) -> Script[str | None]:
    rows: list[Row] = yield query(SQL["state_of_provider"], provider_id)
    return rows[0][0] if rows else None


def _keep_stray(report: Report) -> Script[None]:
    known = yield query(SQL["stray"], report.provider_id)
    if not known or forward(known[0][0], report.state):
        yield once(SQL["keep_stray"], report.provider_id, report.state, report.error, micros(report.at))


def _stop(part: Part, state: PartState, reason: str, rule: str, now: int) -> Script[None]:
    yield once(SQL["stop"], part.id, state, reason, now)
    yield _note(part, state, ("not_sent", reason, rule), now)


def _note(part: Part, what: str, words: tuple[str, str, str], now: int) -> Call:
    """The ledger's row on a part: kind, words, rule. What befalls a part once is noted once."""
    ledger_id = blake2b(f"{part.id} {what}".encode(), digest_size=16).hexdigest()
    facts = {"channel": part.address.channel, "purpose": part.purpose, "attempts": part.attempts}
    said = (*words, msgspec.json.encode(facts).decode())
    return once(LEDGER["note"], part.customer, now, 0, ledger_id, part.id, *said, None, None, None, None, part.id)


def _resend(part: Part, now: int) -> Script[bool]:
    before = yield query(SQL["state_of"], part.id)
    yield once(SQL["resend"], part.id, now)
    after = yield query(SQL["state_of"], part.id)
    is_queued = bool(after) and after[0][1] == "queued"
    if is_queued and before[0][1] == "unknown":
        yield _note(part, "resent", ("sent", "sent once more: nobody knows whether it had left", "uncertain send"), now)
    return is_queued


def _release(channels: Sequence[Channel], claimed_at: int) -> Script[None]:
    yield once(SQL["release"], claimed_at, listed(channels))


def _recover(now: int, channels: Sequence[Channel]) -> Script[None]:
    yield once(SQL["recover"], now, listed(channels))
