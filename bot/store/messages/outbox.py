"""The only way out: parts of messages, each claimed before its socket opens and settled after.

`sending` is on disk when `claim` returns, so that a part found `sending` at start-up may have left: it is `unknown`,
and what is uncertain is never sent again without `resend_once`. The transcript gets a part in the commit that says it
has left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import assert_never

import msgspec

from bot.model.address import Address, Channel
from bot.model.customer import Customer
from bot.model.parts import Accepted, Outcome, Part, PartState, Refused, Report, RetryAt, Unknown
from bot.model.staff import is_staffs
from bot.store.database.bell import RungSubject
from bot.store.database.measures import add_all
from bot.store.database.script import Call, Row, Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.gate import Claimed, Gate, gate_of, is_talked_over, said_by_bot
from bot.store.messages.outbox_reports import accept, report_all, send_again
from bot.store.messages.part_rows import part_of
from bot.store.messages.senders import may_not_advertise
from bot.store.people.family import family
from bot.store.reports.sms_counts import count_sms, sent_to_countries
from bot.store.staff.stale_alerts import stale_alerts

SQL = statements("outbox")
LEDGER = statements("ledger")
STAFF_CHATS = statements("staff_chats")
TOPIC = "outbox"
_CUSTOMER = msgspec.json.Decoder(Customer)
_DAY = 86_400_000_000  # microseconds


class Outbox(RungSubject):
    """What goes out."""

    async def claim(
        self,
        channels: Iterable[Channel],
        limit: int,
        now: datetime,
        *,
        paused: Iterable[Address] = (),
        sender: str = "",
    ) -> list[Claimed]:
        """Take up to `limit` due parts of these channels, replies first, one of an address at a time, no paused one.

        They are `sending`, on disk, when this returns, their attempt is counted and `sender` is who sends them.
        """
        held = tuple(paused)
        return await self._database.transact(
            lambda: _claim(tuple(channels), limit, micros(now), held, sender), "outbox.{}_sending_commit"
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
        await self._database.write(settle_all, ((part, outcome, micros(now)),), "outbox.{}_settle_commit")
        self._tell(part)

    async def drop(self, part: Part, reason: str, rule: str, now: datetime) -> None:
        """Give up a part that must not go out any more, with one row in the ledger."""
        await self._stop(part, "dropped", reason, rule, now, "drop.{}_commit")

    async def put_off(self, part: Part, until: datetime, now: datetime) -> None:
        """Queue a claimed part again for later: no socket was opened, and nobody waits behind it meanwhile."""
        await self._database.transact(lambda: _put_off(part, micros(until), micros(now)))

    async def abandon(self, part: Part, reason: str, now: datetime) -> None:
        """Leave an uncertain part as it is, for staff to see."""
        await self._stop(part, "abandoned", reason, "uncertain send", now, "abandon.{}_commit")

    async def looked_in_vain(self, part: Part, now: datetime) -> datetime:
        """Note that the provider does not know of an uncertain part; return since when that is known, `now` where the
        part is uncertain no more.
        """
        rows = await self._database.transact(lambda: _missed(part, micros(now)), "missed.{}_commit")
        return moment(rows[0][0]) if rows else now

    async def resend_once(self, part: Part, now: datetime) -> bool:
        """Queue an uncertain part again, the one time that this is allowed, with one row in the ledger; tell whether
        it was. What the bot said is not while a person has the thread: whether it goes once more is theirs to say.
        """
        done = await self._database.transact(lambda: resend(part, micros(now)), "resend.{}_commit")
        self._bell.ring(TOPIC)
        return done

    async def report(self, report: Report) -> None:
        """Take a provider's word on a part: any order, any number of times, before or after the answer to our request.

        Raises `ValueError` for a report that names nothing.
        """
        if report.part is None and report.provider_id is None:
            raise ValueError("a report names neither our part nor the provider's")
        await self._database.write(report_all, (report,), "status.{}_commit")

    async def send_again(self, part: Part, report: Report, due_at: datetime) -> bool:
        """Queue a part whose delivery failed for another copy; tell whether that is so, also where it was so before.

        False: it has come further than the failure, or is another copy's; `report` has the last word then.
        """
        done = await self._database.transact(lambda: send_again(part, report, micros(due_at)), "status.{}_commit")
        self._bell.ring(TOPIC)
        return done

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

    async def sender_of(self, part_id: str) -> str | None:
        """Return who sent a part; None for one that nobody has taken yet."""
        row = await self._database.read_one(SQL["sender_of"], part_id)
        return None if row is None or not row[0] else str(row[0])

    async def of_customer(self, customer: str, after: int = 0, limit: int = 200) -> list[Part]:
        """Return a customer's parts in order, whatever became of them; reads all parts from a position on."""
        who = listed(await family(self._database, customer))
        return [part_of(row) for row in await self._database.read(SQL["of_customer"], who, after, limit)]

    async def open_counts(self) -> dict[PartState, int]:
        """Return how many parts are queued, sending and unknown. Quick, however many there were."""
        return _counted(await self._database.read(SQL["open_counts"]))

    async def counts(self) -> dict[PartState, int]:
        """Return how many parts are in each state; reads all of them."""
        return _counted(await self._database.read(SQL["counts"]))

    async def oldest_due(self, now: datetime) -> datetime | None:
        """Return since when the oldest part that may leave has waited."""
        [(due,)] = await self._database.read(SQL["oldest"], micros(now))
        return None if due is None else moment(due)

    async def _in_state(self, state: PartState, before: datetime, limit: int) -> list[Part]:
        return [part_of(row) for row in await self._database.read(SQL["in_state"], state, micros(before), limit)]

    async def _stop(self, part: Part, state: PartState, reason: str, rule: str, now: datetime, point: str) -> None:
        await self._database.transact(lambda: stop(part, state, reason, rule, micros(now)), point)
        self._bell.ring(TOPIC)

    def _tell(self, part: Part) -> None:
        self._bell.ring(TOPIC)
        if part.address.channel == "web":
            self._bell.ring(f"web:{part.address.id}")


def _counted(rows: Sequence[Row]) -> dict[PartState, int]:
    return {row[0]: row[1] for row in rows}


def _claim(
    channels: Sequence[Channel], limit: int, now: int, paused: Sequence[Address], sender: str
) -> Script[list[Claimed]]:
    positions: list[int] = []
    for channel in channels:
        held = listed(address.id for address in paused if address.channel == channel)
        rows = yield query(SQL["claimable"], channel, now, held, limit - len(positions))
        positions += [row[0] for row in rows]
    if not positions:
        return []
    ours = yield query(SQL["claim"], listed(positions), now, sender)
    parts = [part_of(row) for row in (yield query(SQL["parts"], listed(row[0] for row in ours)))]
    states = yield query(SQL["states"], listed({part.customer for part in parts}))
    customers = {id_: _CUSTOMER.decode(state) for id_, state in states if state}
    counts = yield from _sent_to_numbers(parts, now)
    abroad = yield from sent_to_countries(parts, now)
    ended = yield from stale_alerts(parts)
    bots = yield from said_by_bot(parts, customers)
    stopped = any(part.purpose == "marketing" for part in parts) and (yield from may_not_advertise(sender, now))
    return [
        Claimed(
            part,
            Gate(is_over=part.id in ended)
            if is_staffs(part.customer)
            else gate_of(
                customers.get(part.customer),
                part.address,
                (counts, abroad),
                by_bot=part.position in bots,
                marketing_stopped=stopped,
            ),
        )
        for part in parts
        if part.state == "sending"
    ]


def _sent_to_numbers(parts: Sequence[Part], now: int) -> Script[dict[str, int]]:
    numbers = {part.address.id for part in parts if part.address.channel == "sms"}
    if not numbers:
        return {}
    rows = yield query(SQL["sent_to_number"], listed(numbers), now - _DAY)
    return {row[0]: row[1] for row in rows}


def settle_all(items: Sequence[tuple[Part, Outcome, int]]) -> Script[None]:
    """Write down what came of sending claimed parts; times in microseconds."""
    for part, outcome, now in items:
        yield from _settle(part, outcome, now)


def _settle(part: Part, outcome: Outcome, now: int) -> Script[None]:
    match outcome:
        case Accepted(provider_id):
            yield from accept(part.id, provider_id, now)
            yield from count_sms(part, now)
        case RetryAt(at, reason):
            yield once(SQL["retry"], part.id, micros(at), reason, now, part.attempts)
        case Refused(reason):
            yield from stop(part, "refused", reason, "refused by the provider", now)
            if outcome.gone and is_staffs(part.customer):
                yield once(STAFF_CHATS["let_go"], part.address.id)
            yield from add_all([("provider_errors", outcome.code, 1.0)] if outcome.code else [])
        case Unknown(reason):
            yield once(SQL["doubt"], part.id, reason, now, part.attempts)
            yield from add_all([("uncertain_sends", part.address.channel, 1.0)])
            yield from count_sms(part, now)
        case _:
            assert_never(outcome)


def _missed(part: Part, now: int) -> Script[list[Row]]:
    return (yield query(SQL["missed"], part.id, now))


def _put_off(part: Part, until: int, now: int) -> Script[None]:
    yield once(SQL["put_off"], part.id, until, now, part.attempts)


def stop(part: Part, state: PartState, reason: str, rule: str, now: int) -> Script[None]:
    """Let a part go no further, with one row in the ledger; nothing where its customer was erased meanwhile."""
    if not (yield query(SQL["state_of"], part.id)):
        return
    yield once(SQL["stop"], part.id, state, reason, now)
    if is_staffs(part.customer):
        return  # the ledger is of customers
    if state == "dropped":
        yield from add_all([("dropped", rule, 1.0)])
    yield _note(part, state, ("not_sent", reason, rule), now)


def _note(part: Part, what: str, words: tuple[str, str, str], now: int) -> Call:
    """The ledger's row on a part: kind, words, rule. What befalls a part once is noted once."""
    ledger_id = blake2b(f"{part.id} {what}".encode(), digest_size=16).hexdigest()
    facts = {"channel": part.address.channel, "purpose": part.purpose, "attempts": part.attempts}
    said = (*words, msgspec.json.encode(facts).decode())
    return once(LEDGER["note"], part.customer, now, 0, ledger_id, part.id, *said, None, None, None, None, part.id)


def resend(part: Part, now: int) -> Script[bool]:
    """Queue an uncertain part again, the one time that this is allowed; tell whether it was."""
    before = yield query(SQL["state_of"], part.id)
    if (yield from is_talked_over(part)):
        return False
    yield once(SQL["resend"], part.id, now)
    after = yield query(SQL["state_of"], part.id)
    is_queued = bool(after) and after[0][1] == "queued"
    if is_queued and before[0][1] == "unknown" and not is_staffs(part.customer):
        yield _note(part, "resent", ("sent", "sent once more: nobody knows whether it had left", "uncertain send"), now)
    return is_queued


def _release(channels: Sequence[Channel], claimed_at: int) -> Script[None]:
    yield once(SQL["release"], claimed_at, listed(channels))


def _recover(now: int, channels: Sequence[Channel]) -> Script[None]:
    rows = yield query(SQL["recover"], now, listed(channels))
    yield from add_all(
        [("uncertain_sends", channel, float(count)) for channel, count in Counter(r[0] for r in rows).items()]
    )
