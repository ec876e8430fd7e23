"""Threads as rows: what staff see of every customer in a list, kept by the turns that change it.

A customer's document says where the thread is (in staff's hands, with the bot, at rest), the turn what was said last.
What staff set themselves (assignee, closing) is the console's (`threads`), and no turn touches it, but that the
customer's next word, or a new handover, opens a closed thread again.

Most turns change the last line alone. They write no more than that where staff have not closed or put off the thread:
the row is in ten indexes, and three of them know the time of the last line. A turn that neither says nor hears
anything, such as a follow-up that is held, writes nothing here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from bot.model.conversation import Handover
from bot.model.customer import Customer, same_place
from bot.model.events import MessageEdited, MessageReceived
from bot.model.parts import PartBody
from bot.store.database.plain_words import words_of
from bot.store.database.script import Parameters, Script, listed, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, micros_or_none
from bot.store.messages.part_rows import Planned

SQL = statements("threads")
LONGEST_LINE: Final = 160  # characters of a last line: a row of the list shows one


class _Said(NamedTuple):
    at: int
    by: str
    kind: str
    text: str


class ThreadRows:
    """What turns change of threads, the last word on each, written after all else."""

    def __init__(self) -> None:
        self._standing: dict[str, Customer] = {}
        self._same: set[str] = set()  # of whom a turn changed the last line at most
        self._still: set[str] = set()  # of these, those who wrote nothing
        self._said: dict[str, _Said] = {}
        self._gone: list[Parameters] = []

    def stand(self, customer: Customer, before: Customer | None = None) -> None:
        """Keep how a customer is after their turn, and was before it, where their row says so."""
        is_new = customer.id not in self._standing
        self._standing[customer.id] = customer
        if is_new and before is not None and only_the_line_moved(before, customer):
            self._same.add(customer.id)
            if before.last_in == customer.last_in:
                self._still.add(customer.id)
        else:
            self._same.discard(customer.id)
            self._still.discard(customer.id)

    def heard(self, customer: str, message: MessageReceived | MessageEdited, at: int, pressed: str = "") -> None:
        """Keep what a customer wrote, or the words on the button that they pressed; `at` in microseconds. An edit
        changes nothing of the last line."""
        if isinstance(message, MessageReceived):
            self._said[customer] = _Said(at, "customer", kind_of(message), (message.text or pressed)[:LONGEST_LINE])

    def said(self, part: Planned) -> None:
        """Keep what goes out to a customer."""
        line = _Said(micros(part.created_at), part.by, kind_of_part(part.body), part.body.text[:LONGEST_LINE])
        self._said[part.customer] = line

    def absorb(self, other: str, customer: str) -> None:
        """Let the other's thread be part of this one's: its labels come along, its row goes."""
        self._gone.append((other, customer))

    def take(self, other: ThreadRows) -> None:
        """Add all of another turn's. It looks at the other's customers only: a group has hundreds of turns."""
        again = self._standing.keys() & other._standing.keys()
        self._same.difference_update(again)
        self._still.difference_update(again)
        self._same.update(other._same.difference(again))
        self._still.update(other._still.difference(again))
        self._standing.update(other._standing)
        self._said.update(other._said)
        self._gone += other._gone

    def write(self) -> Script[None]:
        if self._gone:
            yield many(SQL["take_labels"], self._gone)
            yield many(SQL["forget"], [(other,) for other, _ in self._gone])
        small = self._same & (self._said.keys() | self._still)
        if small:
            rows = yield query(SQL["untouched"], listed(small))
            small = {row[0] for row in rows}
            lines = [self._line(self._standing[customer]) for customer in small if customer in self._said]
            yield many(SQL["move_line"], lines, apart=True)
        rows = [self._row(one) for id_, one in self._standing.items() if id_ not in small]
        yield many(SQL["stand"], rows, apart=True)

    def _line(self, customer: Customer) -> Parameters:
        return (customer.id, micros_or_none(customer.last_in), *self._said[customer.id])

    def _row(self, customer: Customer) -> Parameters:
        name = name_of(customer)
        journey = customer.journeys[-1] if customer.journeys else None
        hands = customer.handover
        said = self._said.get(customer.id)
        last = max(filter(None, (customer.last_in, customer.last_out)), default=customer.created_at)
        return (
            customer.id,
            folder_of(customer),
            name,
            " ".join(words_of(name)),
            *((hands.team, hands.reason, hands.priority, hands.staff) if hands else (None,) * 4),
            micros_or_none(hands.since if hands else None),
            micros_or_none(hands.touched if hands else None),
            micros_or_none(waits_since(customer, hands)),
            _channel(customer),
            customer.language,
            *((journey.journey, journey.stage, journey.direction) if journey else (None,) * 3),
            customer.relationship.value if customer.relationship else None,
            customer.point_of_sale,
            micros_or_none(customer.last_in),
            *(said or _Said(micros(last), "", "", "")),
        )


def only_the_line_moved(before: Customer, after: Customer) -> bool:
    """Tell whether the rows of a customer before and after a turn are the same but for the last line, and the time of
    the last word; never of one in staff's hands. What a turn left alone is the same object, and needs no look."""
    return (
        before.handover is None
        and after.handover is None
        and bool(before.conversations) == bool(after.conversations)
        and before.language == after.language
        and (before.relationship is after.relationship or before.relationship == after.relationship)
        and (before.journeys is after.journeys or before.journeys[-1:] == after.journeys[-1:])
        and same_place(before, after)
        and _channel(before) == _channel(after)
        and ((before.facts is after.facts and before.addresses is after.addresses) or name_of(before) == name_of(after))
    )


def folder_of(customer: Customer) -> str:
    """Return where a thread is: `us`, `customer` (both in staff's hands), `bot`, or `closed`, with nothing under
    way."""
    if customer.handover is not None:
        return "us" if waits_since(customer, customer.handover) else "customer"
    return "bot" if customer.conversations else "closed"


def waits_since(customer: Customer, hands: Handover | None) -> datetime | None:
    """Return since when a customer in staff's hands has waited for a word, None where staff had the last one."""
    if hands is None:
        return None
    word = customer.last_in
    if not hands.answered:
        return max(hands.since, word) if word is not None and hands.touched is None else hands.since
    return word if word is not None and word > (hands.touched or hands.since) else None


def name_of(customer: Customer) -> str:
    """Return what a customer is called, as far as it is known; empty otherwise."""
    facts = customer.facts
    parts = [facts.get(part) for part in ("first_name", "last_name")]
    known = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
    full = facts.get("name")
    if not known and isinstance(full, str) and full.strip():
        known = [full.strip()]
    return " ".join(known) or next((one.name for one in customer.addresses if one.name), "")


def kind_of(message: MessageReceived) -> str:
    """Return what a message is: `text`, a kind of file, `location`, `contact` or `press`."""
    if message.media:
        return message.media[0].kind
    if message.location is not None:
        return "location"
    if message.contact is not None:
        return "contact"
    return "press" if message.pressed is not None and not message.text else "text"


def pressed_words(before: Customer, message: MessageReceived | MessageEdited) -> str:
    """Return what stands on the button that was pressed, where its question waited; `before`: as it found them."""
    if not isinstance(message, MessageReceived) or (pressed := message.pressed) is None:
        return ""
    waits = (one.waiting for one in before.conversations if one.waiting is not None)
    choices = next((one.choices for one in waits if one.prompt == pressed.prompt), ())
    return choices[pressed.index].label if 0 <= pressed.index < len(choices) else ""


def kind_of_part(body: PartBody) -> str:
    return body.media.kind if body.media is not None else "text"


def _channel(customer: Customer) -> str | None:
    if customer.last_address is not None:
        return customer.last_address.channel
    return customer.addresses[0].address.channel if customer.addresses else None
