"""`GET /console/inbox/{customer}`: a thread, what is planned next, who has the hand, and the customer beside it."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.files.file_kinds import LARGEST, SENT
from bot.model.customer import Customer
from bot.model.staff import Act, Staff
from bot.playbook.compiled import Playbook
from bot.rules.access import may
from bot.rules.handover import comes_back_at
from bot.store.database.times import micros
from bot.store.threads.saved_replies import SavedReply
from bot.store.threads.thread_lines import Stretch
from bot.store.threads.threads import ThreadRow
from bot.web.console import frame
from bot.web.console.customers.customer_card import card_of
from bot.web.console.playbooks.playbook_file import page_of
from bot.web.console.threads.inbox import CHANNEL_NAMES, INBOX, REASONS, WHEN, listing, name_of
from bot.web.console.threads.thread_files import finder
from bot.web.console.threads.thread_items import Called, items_of
from bot.web.console.wording.amounts import file_size
from bot.web.console.wording.clock import Clock, clock_of
from bot.web.console.wording.stages import chips
from bot.web.console.wording.titles import title_in
from bot.web.console.words import tongue
from bot.web.doors import Doors
from bot.web.guard import refuse

#: What a browser offers first to choose from; what comes is looked at all the same.
FILE_TYPES: Final = ",".join(sorted({f".{kind.ending}" for kind in SENT} | {".jpeg"}))
_OWN_NAMES: Final = ("first_name", "last_name")


class Next(Struct, frozen=True, kw_only=True):
    """A flow that is planned. `timer` names the plan."""

    timer: str
    title: str
    purpose: str
    at: str
    full: str


async def scope_of(request: Request) -> str | None:
    """Return the point of sale that the customer of an address belongs to. Raises 404 for nobody."""
    doors: Doors = request.app.state.doors
    found = await doors.store.threads.point_of_sale(request.path_params["customer"])
    if found is None:
        raise refuse(404)
    return found[0]


async def show(request: Request) -> Response:
    """Answer with the thread; to htmx, without what stands around it."""
    return await open_thread(request)


async def show_card(request: Request) -> Response:
    """Answer with the customer in front, for a phone."""
    return await open_thread(request, pane="card")


async def open_thread(
    request: Request, *, pane: str = "thread", fault: str = "", draft: str = "", note_draft: str = "", asks: str = ""
) -> Response:
    """Answer with the thread that an address names, which is read by that. `asks`: who answers too. The drafts are what
    stands in the fields again.
    """
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    customer = request.path_params["customer"]
    await doors.store.threads.read(customer, staff.id)  # first: what comes while the page is made is not read
    said: dict[str, Any] = {"fault": fault, "draft": draft, "note_draft": note_draft, "asks": asks, "pane": pane}
    if request.headers.get("hx-request"):
        return await frame.piece(request, "thread_piece.html", **await facts_of(request, customer), **said)
    facts, around = await gather(facts_of(request, customer), listing(request))
    return await frame.page(request, "inbox.html", **{**around, **facts, **said})


async def show_lines(request: Request) -> Response:
    """Answer with the lines alone: what is older than a place, or all again with what has changed around them."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    customer = request.path_params["customer"]
    given = request.query_params.get("before", "")
    if given.isascii() and given.isdigit() and len(given) < 19:
        document = await doors.store.customers.get(customer)
        clock = clock_of(request, document.timezone if document is not None else None)
        stretch = await doors.store.thread_lines.page(customer, int(given))
        items = await _items(request, customer, stretch, clock)
        return await frame.piece(
            request,
            "thread_lines.html",
            items=items,
            before=stretch.before,
            customer=customer,
            inbox=INBOX,
            can=_can(staff),
        )
    if request.query_params.get("seen"):
        await doors.store.threads.read(customer, staff.id)
    facts = await facts_of(request, customer)
    return await frame.piece(request, "thread_news.html", acts=request.query_params.get("acts", ""), **facts)


async def facts_of(request: Request, customer: str) -> dict[str, Any]:
    """Return all that a thread shows. Raises 404 for nobody."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    store, seen = doors.store, doors.clock()
    mark = await store.threads.mark(customer)  # first: what comes while the rest is read is news
    thread, document, stretch = await gather(
        store.threads.get(customer, staff.id), store.customers.get(customer), store.thread_lines.page(customer)
    )
    if thread is None or document is None:
        raise refuse(404)
    clock, playbook = clock_of(request, document.timezone), doors.playbook()
    name, people = name_of(thread, clock.language), await doors.store.staff.names()
    items, card, later, replies, attached = await gather(
        _items(request, customer, stretch, clock, people),
        card_of(doors, document, name, chips(playbook, clock.language), clock),
        store.later.of(customer),
        store.saved_replies.all(),
        store.attachments.waiting(customer, staff.id, seen),
    )
    return {
        "thread": thread,
        "customer": customer,
        "name": name,
        "items": items,
        "before": stretch.before,
        "card": card,
        "seen": micros(seen),
        "mark": mark,
        "later": [(one, clock.ahead(one.at), clock.full(one.at)) for one in later],
        "when_choices": WHEN,
        "snoozed": clock.ahead(thread.snoozed_until) if thread.snoozed_until is not None else "",
        "comes_back": _comes_back(document, playbook, clock),
        "plans": plans_of(document, playbook, clock),
        "people": people,
        "holder": people.get(thread.staff or "", ""),
        "assigned": people.get(thread.assignee or "", ""),
        "is_mine": staff.id in (thread.staff, thread.assignee),
        "team": _team(thread, playbook),
        "replies": filled(replies, document, staff, playbook),
        "attached": [(one, file_size(one.size, clock.language)) for one in attached],
        "takes_files": doors.shelf is not None,
        "largest_file": LARGEST,
        "file_types": FILE_TYPES,
        "reasons": REASONS,
        "closed_because": dict(REASONS).get(thread.close_reason or "", ""),
        "channel_name": CHANNEL_NAMES.get(thread.channel or "", ""),
        "speaks": tongue(document.language or _first_language(playbook), clock.language),
        "can": _can(staff),
        "key": doors.new_token(),
        "inbox": INBOX,
    }


def plans_of(customer: Customer, playbook: Playbook | None, clock: Clock) -> list[Next]:
    """Return what is planned, the soonest first."""
    flows = playbook.flows if playbook is not None else {}
    return [
        Next(
            timer=plan.timer,
            title=title_in(clock.language, flows[plan.flow]) if plan.flow in flows else plan.flow,
            purpose=flows[plan.flow].purpose if plan.flow in flows else "",
            at=clock.ahead(plan.due_at),
            full=clock.full(plan.due_at),
        )
        for plan in sorted(customer.planned, key=lambda plan: plan.due_at)
    ]


def filled(
    replies: Sequence[SavedReply], customer: Customer, staff: Staff, playbook: Playbook | None
) -> list[SavedReply]:
    """Return saved replies with their variables filled in, those in the customer's language first; what is not known
    stays as it is written, for the eye to catch.
    """
    known = {name: str(customer.facts[name]) for name in _OWN_NAMES if customer.facts.get(name)}
    known |= {"staff": staff.name, "store": playbook.store.name if playbook is not None else ""}
    done = []
    for reply in sorted(replies, key=lambda reply: reply.language != customer.language):
        text = reply.text
        for name, value in known.items():
            text = text.replace("{" + name + "}", value)
        done.append(SavedReply(id=reply.id, name=reply.name, language=reply.language, text=text))
    return done


async def _items(
    request: Request, customer: str, stretch: Stretch, clock: Clock, people: dict[str, str] | None = None
) -> list[Any]:
    doors: Doors = request.app.state.doors
    notes = [one for one in await doors.store.notes.of(customer, stretch.since) if stretch.holds(one.at)]
    names = people if people is not None else await doors.store.staff.names()
    return items_of(
        stretch,
        notes,
        names,
        clock,
        find=finder(doors, customer, INBOX),
        step=partial(page_of, playbook=doors.playbook()),
        called=called_in(clock.language, doors.playbook()),
    )


def called_in(language: str, playbook: Playbook | None) -> Called:
    """Return what teams, stages and flows are called in a language; a flow by its title as it was written too."""
    flows = playbook.flows if playbook is not None else {}
    titles = {id_: title_in(language, flow) for id_, flow in flows.items()}
    return Called(
        teams=teams_of(playbook),
        stages={key: chip.name for key, chip in chips(playbook, language).items()},
        flows=titles | {flow.title: titles[id_] for id_, flow in flows.items()},
    )


def _comes_back(customer: Customer, playbook: Playbook | None, clock: Clock) -> str:
    """Return when a thread in staff's hands is the bot's again by itself, if nobody does anything there."""
    if customer.handover is None or playbook is None:
        return ""
    return clock.ahead(comes_back_at(customer.handover, playbook.policy.give_back))


def _first_language(playbook: Playbook | None) -> str:
    return playbook.store.languages[0] if playbook is not None else ""


def _team(thread: ThreadRow, playbook: Playbook | None) -> str:
    return teams_of(playbook).get(thread.team or "", thread.team or "")


def teams_of(playbook: Playbook | None) -> dict[str, str]:
    """Return the names of the shop's teams, by id."""
    return {team.id: team.name for team in playbook.store.teams} if playbook is not None else {}


def _can(staff: Staff) -> dict[str, bool]:
    return {"answer": may(staff, Act.ANSWER), "resend": may(staff, Act.RESEND)}
