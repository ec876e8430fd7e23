"""`GET /console/inbox/{customer}/data`: what a person may ask of us, and staff do for them, each by its own right.

Consents with their proofs; a file of all that is held (with a reason), erasure (the customer's short name typed), two
customers taken for one person and parted again. Every one of them is noted in the audit, by id, without a word of the
customer's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from bot.model.events import CustomersMerged, MergeUndone
from bot.model.staff import Act
from bot.rules.access import may
from bot.store.people.merges import IDENTITY
from bot.store.staff.audit import Entry
from bot.web.console import frame
from bot.web.console.customers.customer_card import CHANNELS, PURPOSES
from bot.web.console.threads.inbox import INBOX, name_of
from bot.web.console.threads.stepping_in import customer_in, field, happen, key_of, staff_of
from bot.web.console.wording.clock import clock_of
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.words import marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

LONGEST_REASON: Final = 200
NO_REASON: Final = marked("Say why first: it is kept in the audit.")
NOT_TYPED: Final = marked("Nothing was erased: the letters typed are not those asked for.")
NOBODY: Final = marked("There is no such other customer within your points of sale.")
WHICH: Final = marked("Nothing was done yet: choose who it is.")
MOST_LIKELY: Final = 8
ONE: Final = "customer"  # an object where the others are lists


class Likely(Struct, frozen=True, kw_only=True):
    """Who may be the same person."""

    id: str
    name: str
    channel: str
    last: str


async def show(request: Request) -> Response:
    """Answer with consents, the last merge, and what the reader may do."""
    return await _page(request)


async def export(request: Request) -> Response:
    """Give all that is held on the person as one JSON file, once the reason is noted."""
    doors: Doors = request.app.state.doors
    reason = field(request, "reason")[:LONGEST_REASON]
    if not reason:
        return await _page(request, NO_REASON)
    await _note(request, "customer.exported", reason)
    name = f"customer-{customer_in(request)[:8]}.json"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(_document(doors, customer_in(request)), media_type="application/json", headers=headers)


async def erase(request: Request) -> Response:
    """Erase the person for good: files first and last, so that one who was stopped halfway can be erased again."""
    doors: Doors = request.app.state.doors
    customer, staff = customer_in(request), staff_of(request)
    reason = field(request, "reason")[:LONGEST_REASON]
    if not reason:
        return await _page(request, NO_REASON)
    if field(request, "typed").casefold() != customer[:6]:
        return await _page(request, NOT_TYPED)
    if doors.suppress is None:
        raise refuse(404)
    await _note(request, "customer.erased", reason)
    _forget_files(doors, await doors.store.owners(customer))
    erased = await doors.store.erase(customer, doors.suppress, staff.id, doors.clock())
    _forget_files(doors, erased.owners)
    return RedirectResponse(INBOX, 303)


async def merge(request: Request) -> Response:
    """Take another customer for this one too: the one chosen, or whose thread has the address that was given. Who is
    named otherwise, by a name, a number or an e-mail address, is shown to be chosen.
    """
    doors: Doors = request.app.state.doors
    staff, said = staff_of(request), field(request, "chosen") or field(request, "other")
    other, reason = said.rstrip("/").rpartition("/")[2], field(request, "reason")[:LONGEST_REASON]
    if not reason:
        return await _page(request, NO_REASON, other=said)
    known = await doors.store.threads.get(other, staff.id, staff.points_of_sale)
    if known is None or other == customer_in(request):
        likely = await _likely(request, said)
        return await _page(request, WHICH if likely else NOBODY, other=said, reason=reason, likely=likely)
    await _note(request, "customer.merged", reason, other=other)
    await happen(request, CustomersMerged(id=key_of(request), other=other, by=staff.id, reason=reason), IDENTITY)
    return _back(request)


async def part(request: Request) -> Response:
    """Take the last merge back."""
    doors: Doors = request.app.state.doors
    reason = field(request, "reason")[:LONGEST_REASON]
    if not reason:
        return await _page(request, NO_REASON)
    last = await doors.store.merges.latest(customer_in(request))
    if last is None or last.id != field(request, "merge"):
        raise refuse(404)
    await _note(request, "customer.parted", reason, other=last.other)
    await happen(
        request, MergeUndone(id=key_of(request), merge=last.id, by=staff_of(request).id, reason=reason), IDENTITY
    )
    return _back(request)


async def _likely(request: Request, said: str, *, called: str = "") -> list[Likely]:
    """Return who else has this name or this address; `called`: exactly so."""
    doors: Doors = request.app.state.doors
    staff, clock = staff_of(request), clock_of(request)
    found = await doors.store.search.people(said, staff.points_of_sale, MOST_LIKELY + 1)
    others = [one for one in found if one != customer_in(request)]
    threads = {one.customer: one for one in await doors.store.threads.some(others, staff.id, staff.points_of_sale)}
    say = words(clock.language).gettext
    return [
        Likely(
            id=thread.customer,
            name=name_of(thread, clock.language),
            channel=say(CHANNELS.get(thread.channel or "", "")) if thread.channel else "",
            last=clock.ago(thread.last_at),
        )
        for thread in (threads[one] for one in others if one in threads)
        if not called or thread.name.casefold() == called.casefold()
    ][:MOST_LIKELY]


async def _page(
    request: Request,
    fault: str = "",
    *,
    other: str = "",
    reason: str = "",
    likely: Sequence[Likely] | None = None,
) -> Response:
    doors: Doors = request.app.state.doors
    customer, staff = customer_in(request), staff_of(request)
    thread = await doors.store.threads.get(customer, staff.id)
    document = await doors.store.customers.get(customer)
    if thread is None or document is None:
        raise refuse(404)
    clock = clock_of(request, document.timezone)
    consents = await doors.store.consents.of(customer)
    proofs = [(one, clock.full(one.at)) for one in reversed(consents)]
    last = await doors.store.merges.latest(customer)
    if likely is None:
        likely = await _likely(request, thread.name, called=thread.name) if thread.name else ()
    facts: dict[str, Any] = {
        "customer": customer,
        "name": name_of(thread, clock.language),
        "letters": customer[:6],
        "proofs": proofs,
        "source": reason_in_words,
        "channels": CHANNELS,
        "purposes": PURPOSES,
        "merged": last,
        "merged_at": clock.full(last.at) if last is not None else "",
        "may": {act.value: may(staff, act) for act in (Act.EXPORT, Act.ERASE, Act.MERGE)},
        "key": doors.new_token(),
        "fault": fault,
        "other": other,
        "reason_given": reason,
        "likely": likely,
        "longest": LONGEST_REASON,
        "inbox": INBOX,
    }
    return await frame.page(request, "customer_rights.html", status=400 if fault else 200, **facts)


async def _note(request: Request, act: str, reason: str, **more: str) -> None:
    doors: Doors = request.app.state.doors
    details = {"reason": reason, **more}
    entry = Entry(at=doors.clock(), who=staff_of(request).id, act=act, subject=customer_in(request), details=details)
    await doors.store.audit.note(entry)


def _forget_files(doors: Doors, owners: tuple[str, ...]) -> None:
    if doors.shelf is not None:
        for owner in owners:
            doors.shelf.forget_owner(owner)


def _back(request: Request) -> Response:
    return RedirectResponse(f"{INBOX}/{customer_in(request)}/data", 303)


async def _document(doors: Doors, customer: str) -> AsyncIterator[str]:
    yield "{" + f'"exported_at": {_json(doors.clock().isoformat())}'
    async for name, records in doors.store.export(customer):
        held = [_json(record) async for record in records]
        whole = ("".join(held[:1]) or "{}") if name == ONE else f"[{','.join(held)}]"
        yield f",\n{_json(name)}: {whole}"
    yield ',\n"files": ['
    files = doors.shelf.told(await doors.store.owners(customer)) if doors.shelf is not None else iter(())
    for place, file in enumerate(files):
        yield ("," if place else "") + _json(file)
    yield "]"
    yield "\n}\n"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
