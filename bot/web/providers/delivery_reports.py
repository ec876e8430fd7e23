"""What a provider's report on a part leads to: another copy, news for the engine, a sender that advertises no more.

In this order, so that a crash in between repeats a step and loses none: a copy that is sent again is no news to the
engine; a failure that stays is, before it is written down; how many SMS carriers filtered is counted after that.
"""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.channels.twilio.twilio_codes import BLOCKED
from bot.channels.twilio.twilio_webhooks import Reported
from bot.model.parts import Report
from bot.rules.contact.carrier_filter import LAST, STOPPED_FOR, must_stop
from bot.rules.contact.sending_again import send_again_at
from bot.store import Store

_log = structlog.get_logger(__name__)


async def take_report(store: Store, told: Reported, now: datetime) -> None:
    """Take a report, durable when this returns. Raises `StoreUnavailable`: nothing was lost, it will be told again."""
    if told.report.failure is not None and await _is_sent_again(store, told.report, now):
        return
    if told.arrival is not None:
        await store.inbox.put([told.arrival])
    await store.outbox.report(told.report)
    if told.report.failure is not None and told.report.failure.blocked:
        await _weigh(store, told.report, now)


async def _is_sent_again(store: Store, report: Report, now: datetime) -> bool:
    part = await store.outbox.get(report.part) if report.part else None
    if part is None or report.failure is None:
        return False
    if report.provider_id in part.former_ids:
        return True
    due = send_again_at(part, report.failure, now)
    if due is None or not await store.outbox.send_again(part, report, due):
        return False
    _log.info(
        "sent again after a failed delivery",
        part=part.id,
        channel=part.address.channel,
        purpose=part.purpose,
        error=report.error,
        copies=len(part.former_ids) + 1,
    )
    return True


async def _weigh(store: Store, report: Report, now: datetime) -> None:
    """Stop a sender's marketing where carriers filter too much of what it sends."""
    sender = await store.outbox.sender_of(report.part) if report.part else None
    if not sender:
        return
    ended = await store.senders.ended(sender, BLOCKED, LAST)
    if not must_stop(ended.counted, ended.blocked):
        return
    reason = (
        f"carriers filtered {ended.blocked} of the last {ended.counted} SMS (Twilio {' or '.join(sorted(BLOCKED))})"
    )
    await store.senders.stop_marketing(sender, now + STOPPED_FOR, reason, now)
    _log.error("marketing stopped", blocked=ended.blocked, counted=ended.counted)
