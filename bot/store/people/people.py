"""Forgetting people: prospects three years after their own last act, customers three years after the relation's end.

An act is a message, a press of a button, what the shop's systems tell of them; what we sent is none, nor is our timer
(CNIL's référentiel on commercial management; `policy.yaml` may say other periods). Who has something waiting, on its
way or in staff's hands is let be. Who has refused our messages is forgotten but for the refusal and the addresses that
it holds for. Consents stay: they are the proof of what was allowed.

It takes two visits. The first leaves a shell of the row, because an event may be on its way in that has been told whose
it is; the next one, a day later, takes the shell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final, NamedTuple

import msgspec

from bot.model.customer import Customer
from bot.store.database import batches
from bot.store.database.database import Database
from bot.store.database.months import patiently
from bot.store.database.script import Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("people")
MERGES = statements("merges")
_DOCUMENT = msgspec.json.Decoder(Customer)
#: What is held on a person beside their row and their addresses.
HELD: Final = (
    *("transcript", "ledger", "events", "outbox", "conversations", "handovers", "acts", "merges"),
    *("orders", "order_lines", "carts", "appointments", "threads", "thread_labels", "thread_reads", "notes"),
    *("referrals", "referral_uses", "backtest_customers", "unanswered"),
    *("note_mentions", "thread_presence", "thread_claims"),
)


class _Ages(NamedTuple):
    """Whose last act is older than this goes, microseconds."""

    prospects: int
    customers: int

    def of(self, customer: Customer | None) -> int:
        has_ordered = customer is not None and (customer.orders or customer.facts.get("orders_count"))
        return self.customers if has_ordered else self.prospects


async def forget_people(database: Database, prospects: datetime, customers: datetime) -> int:
    """Forget who never ordered and was last heard of before `prospects`, and who ordered, before `customers`.

    Returns how many people were forgotten. Raises `StoreUnavailable`.
    """
    ages = _Ages(micros(prospects), micros(customers))
    forgotten, after = 0, ""
    while page := await database.read(SQL["page"], after, batches.PAGE):
        after = page[-1][0]
        await _forget_shells(database, [id_ for id_, _, is_shell in page if is_shell])
        for id_ in [id_ for id_, heard_of, is_shell in page if not is_shell and heard_of < max(ages)]:
            forgotten += await database.transact(partial(_forget, id_, ages))
            await batches.rest()
    return forgotten


def _forget(id_: str, ages: _Ages) -> Script[int]:
    """Forget a person, if they still may be; return 1 where they were."""
    for state, opted_out_at, heard_of, last_act in (yield query(SQL["silent"], id_)):
        customer = _DOCUMENT.decode(state) if state else None
        if max(heard_of, last_act or 0) >= ages.of(customer):
            continue
        refusal = _refusal(customer) if customer and opted_out_at is not None else ""
        if refusal == state and refusal:
            continue
        for (member,) in (yield query(MERGES["family"], id_)):
            for what in HELD:
                yield once(SQL[f"forget_{what}"], member)
            yield once(MERGES["stand"], member)
        if not refusal:
            yield once(SQL["forget_addresses"], id_)
        yield once(SQL["empty"], id_, refusal)
        return 1
    return 0


def _refusal(customer: Customer) -> str:
    """Return what is left of the document of somebody who has refused our messages."""
    left = Customer(
        id=customer.id,
        created_at=customer.created_at,
        addresses=tuple(msgspec.structs.replace(known, last_in=None) for known in customer.addresses),
        language=customer.language,
        grants=tuple(grant for grant in customer.grants if not grant.granted),
        opted_out_at=customer.opted_out_at,
        turns=customer.turns,
    )
    return msgspec.json.encode(left).decode()


async def _forget_shells(database: Database, shells: Sequence[str]) -> None:
    for batch in batches.batches(shells):
        await patiently(database, partial(_take_shells, batch, alone=not database.is_sqlite))
        await batches.rest()


def _take_shells(shells: Sequence[str], *, alone: bool) -> Script[None]:
    """Whoever comes back in this moment is made anew: who makes customers is waited for, and waits for us."""
    if alone:
        yield once(SQL["not_long"])
        yield once(SQL["alone"])
    yield once(SQL["forget_shells"], listed(shells))
