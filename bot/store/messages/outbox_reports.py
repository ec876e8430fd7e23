"""What providers say of parts, within transactions: in any order, any number of times, before or after our own answer.

A part only moves forward (`store.messages.delivery`), but for one case: a copy that surely did not arrive is followed
by another. The provider's id of the first is then a former one. Of a former copy only "delivered" counts: a phone that
showed it, showed it, and a second one is not sent any more. All else said of it is old news.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from bot.model.parts import Part, PartState, Report
from bot.store.database.measures import add_all
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.delivery import RANK, forward
from bot.store.messages.part_rows import former_ids_of, text_of

SQL = statements("outbox")


def accept(part_id: str, provider_id: str, now: int) -> Script[None]:
    """The provider has it, under its own id; what it said of that id before is believed now."""
    yield from _advance(part_id, "accepted", provider_id, None, now)
    for state, error, at in (yield query(SQL["stray"], provider_id)):
        yield from _advance(part_id, state, provider_id, error, at)
        yield once(SQL["forget_stray"], provider_id)


def report_all(reports: Sequence[Report]) -> Script[None]:
    """Take reports; one of a part that can't be named yet is kept."""
    for report in reports:
        part_id = report.part or (yield from _part_of_provider(report.provider_id))
        if part_id is not None:
            yield from _advance(part_id, report.state, report.provider_id, report.error, micros(report.at))
        else:
            yield from _keep_stray(report)


def send_again(part: Part, report: Report, due_at: int) -> Script[bool]:
    """Queue another copy of a part as it was read, where the report says so without its picture; tell whether the copy
    reported on is a former one now.
    """
    before = msgspec.json.encode(part.former_ids).decode()
    after = msgspec.json.encode((*part.former_ids, report.provider_id)).decode()
    words_alone = report.failure is not None and report.failure.without_media
    body = msgspec.json.encode(replace(part.body, media=None)).decode() if words_alone else None
    moved = (part.id, report.provider_id, due_at, micros(report.at), report.error, after, before, body)
    if report.provider_id not in part.former_ids:
        states = [row[1] for row in (yield query(SQL["state_of"], part.id))]
        for (body,) in (yield query(SQL["again"], *moved)):
            if not RANK[states[0]]:
                yield once(SQL["say"], part.id, micros(report.at), text_of(body))
            yield from add_all([("provider_errors", report.error, 1.0)] if report.error else [])
    rows = yield query(SQL["state_of"], part.id)
    return bool(rows) and report.provider_id in former_ids_of(rows[0][4])


def _advance(part_id: str, told: PartState, provider_id: str | None, error: str | None, now: int) -> Script[None]:
    """Move a part forward if this is news; the first move past `sending` puts it in the transcript."""
    for _, state, known, body, former in (yield query(SQL["state_of"], part_id)):
        if provider_id in former_ids_of(former) and RANK[told] < RANK["delivered"]:
            continue
        target = forward(state, told)
        if target is not None:
            yield once(SQL["move"], part_id, target, provider_id, error, now)
            if not RANK[state] and not former_ids_of(former):
                yield once(SQL["say"], part_id, now, text_of(body))
            yield from add_all([("provider_errors", error, 1.0)] if error else [])
        elif provider_id is not None and known is None:
            yield once(SQL["bind"], part_id, provider_id)


def _part_of_provider(provider_id: str | None) -> Script[str | None]:
    rows: list[Row] = yield query(SQL["state_of_provider"], provider_id)
    return rows[0][0] if rows else None


def _keep_stray(report: Report) -> Script[None]:
    known = yield query(SQL["stray"], report.provider_id)
    if not known or forward(known[0][0], report.state):
        yield once(SQL["keep_stray"], report.provider_id, report.state, report.error, micros(report.at))
