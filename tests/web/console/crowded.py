"""A shop in which whatever somebody can fill holds a text of the test's: what customers, its systems and staff say.

`A_VALUE` has what stands for each parameter of a door's path, so that a new page is walked without a line here; a page
with a new kind of parameter says what stands for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import CustomerImported, Event, MessageEdited, MessageReceived, ShopReported, StaffWrote
from bot.model.feedback import RecordFeedback
from bot.model.message import Contact, Media, Profile, Value
from bot.model.staff import Role, Staff
from bot.rules.texts.hidden_signs import HIDDEN
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script
from bot.store.database.times import micros
from bot.store.messages.errands import Errand
from bot.store.messages.record import Record
from bot.store.messages.webhooks import note as noted
from bot.store.playbooks.backtests import Asked
from bot.store.playbooks.playbook_drafts import Change, Draft
from bot.store.shop.feedback import keep
from bot.store.staff.audit import Entry, append
from bot.store.threads.notes import Note
from bot.store.threads.saved_replies import SavedReply
from bot.web.console.door import ROOT, Door
from bot.web.console.reports.sheet_list import SHEETS
from bot.web.console.routes import DOORS
from tests.web.api.shop import LYON, lives, token
from tests.web.console.counter import SOURCES, Counter, counter_on
from tests.web.console.people import hired

_DATA = Path(__file__).resolve().parents[2] / "data" / "hostile"
MARKUP: list[str] = json.loads((_DATA / "markup.json").read_text(encoding="utf-8"))
FORMULAE: list[str] = json.loads((_DATA / "formulae.json").read_text(encoding="utf-8"))

TEXTS = [*MARKUP, *FORMULAE]
#: Every page: what can be read by who is signed in, and is no way to somewhere else.
READS = [door for door in DOORS if door.method == "GET" and door.act is not None and door.path]
_A_DAY = timedelta(days=1)
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody in the shop. `owner` may do everything; `values` are what stands for the parameters of a path."""

    counter: Counter
    owner: Staff
    customers: tuple[str, ...]
    values: Mapping[str, str]

    def address(self, door: Door, **changes: str) -> str:
        """Return where a door is, with what is there in the shop for its parameters."""
        known = {**self.values, **changes}
        missing = [name for name in _PARAMETER.findall(door.path) if name not in known]
        assert not missing, f"{door.path}: say in tests/web/console/crowded.py what stands for {missing}"
        return ROOT + _PARAMETER.sub(lambda found: known[found[1]], door.path)


async def crowd(counter: Counter, texts: Sequence[str]) -> Crowd:
    """Fill the shop: one customer for each text, with it in every field of theirs, and staff's own things with all."""
    store, now = counter.store, counter.doors.clock()
    counter.sends = False
    hidden = next((text for text in texts if HIDDEN.search(text) and "<" in text), texts[0])
    owner = await hired(store, Role.OWNER, name="Camille Roy")
    other = await hired(store, Role.AGENT, name=hidden, points_of_sale=(LYON,))
    people = [customer_id_of(Address("telegram", str(1000 + number))) for number in range(len(texts))]
    arrivals = [arrival for number, text in enumerate(texts) for arrival in _arrivals(number, text, other.id, now)]
    await store.inbox.put(arrivals)
    await _all_met(counter)
    for number, (customer, text) in enumerate(zip(people, texts, strict=True)):
        await store.notes.write(customer, Note(id=f"note {number}", at=now, staff=other.id, text=text))
        await store.threads.label(customer, text[:40])
        reply = SavedReply(id=f"reply-{number}", name=text[:60], language=("fr", "en")[number % 2], text=text)
        await store.saved_replies.save(reply, owner.id, now)
        if number % 8 == 0:
            await hired(store, Role.VIEWER, name=text)
            await token(store, name=text)
    await store.database.transact(partial(_told, owner.id, people, texts, now))
    loud = await _loud(counter, texts)
    await store.threads.assign(loud, other.id)
    values = {
        "customer": loud,
        "staff": other.id,
        "name": "console.css",
        "sheet": next(iter(SHEETS), "none"),
        "owner": "a" * 32,
        "event": "nothing",
        "number": "0",
        "flow": "machine",
    }
    values |= {"token": (await store.api_tokens.all())[0].id, "delivery": await _delivery(counter, texts[0])}
    values |= await _playbook(counter, owner.id, texts[0])
    return Crowd(counter, owner, (loud, *people), values)


async def _all_met(counter: Counter) -> None:
    """Have all of it met; what was written in one go waits a moment for more."""
    waiting = "SELECT COUNT(*) FROM inbox WHERE state = 'waiting' AND due_at <= $1"
    while (await counter.store.database.read(waiting, micros(counter.doors.clock() + timedelta(minutes=1))))[0][0]:
        await counter.consumer.drain()
        await asyncio.sleep(0.05)


async def _loud(counter: Counter, texts: Sequence[str]) -> str:
    """One customer who says all of it."""
    address, now = Address("telegram", "42"), counter.doors.clock()
    events: list[Event] = [CustomerImported(id="loud", facts={"first_name": texts[0]}, language="fr")]
    for number, text in enumerate(texts):
        media = (Media("document", "file", name=text),)
        events.append(MessageReceived(id=f"loud {number}", address=address, text=text, media=media))
    await counter.store.inbox.put([_arrival(event, address, now) for event in events])
    await _all_met(counter)
    return customer_id_of(address)


def _arrivals(number: int, text: str, staff: str, now: datetime) -> Iterable[Arrival]:
    address = Address("telegram", str(1000 + number))
    facts: dict[str, Value] = {"first_name": text, "last_name": text, "note": text, text[:60]: text}
    line: dict[str, Value] = {"name": text, "quantity": 1, "price": "12.00", "variant": text, "sku": text}
    order: dict[str, Value] = {"id": f"A{number}", "lines": [line], "total": "12.00", "currency": "EUR"}
    order |= {"status": text, "note": text}
    said = MessageReceived(
        id="",
        address=address,
        message_id="m1",
        text=text,
        media=(Media("document", "file", name=text, mime=text),),
        contact=Contact("+33612345678", name=text),
        profile=Profile(first_name=text, last_name=text, username=text),
    )
    events: tuple[Event, ...] = (
        CustomerImported(id="", facts=facts, language="fr"),
        said,
        MessageEdited(id="", address=address, message_id="m1", text=text + " !"),
        MessageReceived(id="", address=address, message_id="m2", contact=Contact("+33612345678", name=text)),
        ShopReported(id="", name="order.created", data=order),
        ShopReported(id="", name="cart.updated", data={"id": f"C{number}", "lines": [line]}),
        StaffWrote(id="", text=text, staff=staff),
    )
    for place, event in enumerate(events):
        yield _arrival(msgspec.structs.replace(event, id=f"crowd {number} {place}"), address, now)


def _arrival(event: Event, address: Address, now: datetime) -> Arrival:
    return Arrival(event=event, received_at=now, names=(address,), source=address.channel)


def _told(owner: str, people: Sequence[str], texts: Sequence[str], now: datetime) -> Script[None]:
    """Keep a rating of each customer and an act of staff with each text."""
    record = Record()
    for number, (customer, text) in enumerate(zip(people, texts, strict=True)):
        key = f"r{number}"
        rating = RecordFeedback(
            id=key, key=key, scale="csat", score=1, level="low", source="chat", about=text, comment=text
        )
        keep(record, customer, rating, micros(now))
    yield from record.write()
    yield from append([Entry(at=now, who=owner, act=text, subject=text, details={"reason": text}) for text in texts])


async def _playbook(counter: Counter, by: str, text: str) -> dict[str, str]:
    """Return a published version whose note and files hold a text, and what was tried with it."""
    store, now = counter.store, counter.doors.clock()
    files = {**SOURCES, "flows/conversations/x.yaml": f"flow: x\ntitle: {json.dumps(text)}\nsteps: []\n"}
    for version in ("old000000000", "new000000000"):
        await store.playbooks.put(version, files, text, now, by)
    await store.playbooks.make_current("new000000000", now)
    asked = Asked(
        id="b1", by=by, at=now, title=text, used="new000000000", tried="old000000000", since=now - _A_DAY, until=now
    )
    await store.backtests.ask(asked, files)
    draft = Draft(
        id="d1", title=text[:120], base="new000000000", made_by=by, made_at=now, changed_by=by, changed_at=now
    )
    await store.playbook_drafts.make(draft)
    own = Change(path="flows/answers/hostile.yaml", text=text, revision=0, by=by, at=now)
    await store.playbook_drafts.save(draft.id, own)
    return {"version": "old000000000", "backtest": "b1", "draft": draft.id}


async def _delivery(counter: Counter, reason: str) -> str:
    """Return the id of something that the shop's system could not be told of, for a reason."""
    store, now = counter.store, counter.doors.clock()
    customer = await lives(store, "+33612345678", None, number=7)
    id_ = f"{7:032x}"
    first: Errand = next(one for one in await store.errands.due(now) if one.id == id_)
    also = partial(noted, id_, customer, now, "given_up", reason)
    await store.errands.give_up(first, reason, also=also)
    return id_


async def crowd_on(path: Path, texts: Sequence[str]) -> Crowd:
    """Fill the database of a file; the counter of what is returned is closed."""
    store = await Store.open(f"sqlite:///{path}")
    found = await crowd(counter_on(store), texts)
    await store.close()
    return found


@contextlib.asynccontextmanager
async def at_work(path: Path, found: Crowd, **changes: Any) -> AsyncIterator[Crowd]:
    """A filled shop on a file of its own: what comes in is met, nothing leaves."""
    store = await Store.open(f"sqlite:///{path}")
    counter = counter_on(store, **changes)
    counter.sends = False
    working = asyncio.create_task(counter.run())
    yield replace(found, counter=counter)
    counter.doors.close()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    await store.close()
