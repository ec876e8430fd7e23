"""`store.yaml`: who speaks. Keys of the author's own are facts of the store (`store.website`).

`customer_facts` lists what imports and other systems know of a customer, so that `customer.machine` is no slip, and
what facts are called (`facts`).

`delivers_to` are the countries that the shop sends to, its own alone where they are not said. A question's country is
held against them in its answer: `{% if store.delivers_to contains answer.country %}`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final
from zoneinfo import available_timezones

from opening_hours import validate
from pydantic import ConfigDict, Field

from bot.playbook.durations import write
from bot.playbook.faults import suggestion
from bot.playbook.schema.catalogue import Amount, WayName
from bot.playbook.schema.facts import CustomerFact
from bot.playbook.schema.values import (
    DURATION_JSON,
    Country,
    Currency,
    Duration,
    Language,
    Reference,
    Text,
    TimeOfDay,
    number,
    read_duration,
)
from bot.playbook.schema.written import Reads, Written, named, refuse
from bot.playbook.source.nodes import Items, Word

ZONES: Final = frozenset(available_timezones())


def _timezone(node: Any) -> Word:
    if not isinstance(node, Word) or node not in ZONES:
        near = suggestion(node, ZONES) if isinstance(node, Word) else ""
        raise refuse(f"{named(node)} is no time zone, such as `Europe/Paris`{near}")
    return node


def _location(node: Any) -> tuple[float, float]:
    values = [part.value() for part in node if isinstance(part, Word)] if isinstance(node, Items) else []
    match values:
        case [int() | float() as latitude, int() | float() as longitude] if (
            abs(latitude) <= 90 and abs(longitude) <= 180
        ):
            return float(latitude), float(longitude)
    raise refuse("expected a place as `[latitude, longitude]` in degrees, such as `[45.7640, 4.8340]`")


_PHONE = re.compile(r"\+?[0-9][0-9 .()/-]{1,24}")


def _phone(node: Any) -> Word:
    if not isinstance(node, Word) or not _PHONE.fullmatch(node):
        raise refuse(f"{named(node)} is no phone number, such as `+33 4 72 00 00 00`")
    return node


#: The words of OpenStreetMap's opening_hours, <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>.
_OPENING_WORD: Final = re.compile(
    "Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    "|off|closed|open|unknown|week|days?|easter|sunrise|sunset|dawn|dusk"
)
_COMMENT: Final = re.compile(r'"[^"]*"')
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_CLOCK: Final = re.compile(r"\d+:\d*")
_TIME: Final = re.compile(r"([01]?\d|2\d):[0-5]\d")


def _opening_hours(node: Any) -> Word:
    """Refuse days and times that opening_hours does not have ("Lu-Sa", "10h-19h"): they would be read as no hours."""
    text = _COMMENT.sub("", node) if isinstance(node, Word) else ""
    strange = [word for word in _LETTERS.findall(text) if not _OPENING_WORD.fullmatch(word)]
    strange += [time for time in _CLOCK.findall(text) if not _TIME.fullmatch(time)]
    if not text.strip() or strange or not validate(str(node)):
        found = f"`{strange[0]}` in {named(node)}" if strange else named(node)
        raise refuse(f"{found} is not known in opening hours; write them as `Mo-Fr 10:00-19:00; Sa 10:00-17:00`")
    return node  # type: ignore[no-any-return] # a text without a `Word` is refused above


Timezone = Annotated[Word, Reads(_timezone, {"type": "string", "pattern": "^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$"})]
Location = Annotated[
    tuple[float, float], Reads(_location, {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2})
]
OpeningHours = Annotated[Word, Reads(_opening_hours, {"type": "string"})]


def _between(shortest: timedelta, longest: timedelta) -> Reads:
    """Read a duration between two others."""

    def read(node: Any) -> timedelta:
        found = read_duration(node)
        if not shortest <= found <= longest:
            raise refuse(f"expected from {write(shortest)} to {write(longest)}, found {named(node)}")
        return found

    return Reads(read, DURATION_JSON)


VisitLength = Annotated[timedelta, _between(timedelta(minutes=5), timedelta(hours=12))]
VisitAhead = Annotated[timedelta, _between(timedelta(hours=1), timedelta(days=180))]
Phone = Annotated[Word, Reads(_phone, {"type": ["string", "integer"]})]


class PointOfSaleSource(Written):
    """A shop with a door. `hours` are OpenStreetMap's opening_hours."""

    id: Reference
    name: Text
    address: Text | None = None
    location: Location | None = None
    hours: OpeningHours | None = None
    phone: Phone | None = None


class ShopWaySource(Written):
    """A way to the customer, whatever is bought: `{ way: home, cost: 4.90, free_from: 60, delay: 3 days }`.

    `delay` counts opening time where it is collected, working days where it is brought; what is ordered after `cut_off`
    counts from the next day.
    """

    way: WayName
    cost: Amount = Decimal(0)
    free_from: Amount | None = None
    delay: Duration | None = None
    cut_off: TimeOfDay | None = None


class AppointmentSource(Written):
    """What customers come for by appointment: `{ id: visit, name: Essai, length: 30 minutes, capacity: 2 }`.

    One begins `every` so often after the opening (as it is long), for `capacity` customers at a time; it is booked at
    least `lead` and at most `ahead` before. `stores` offer it (all), at its own `hours` (their opening hours).
    """

    id: Reference
    name: Text | None = None
    length: VisitLength | None = None
    every: VisitLength | None = None
    capacity: Annotated[int, number(1, 500, whole=True)] = 1
    lead: Duration | None = None
    ahead: VisitAhead | None = None
    stores: list[Reference] = Field(default_factory=list)
    hours: OpeningHours | None = None


class OrderNoteSource(Written):
    """One note, and what else customers say for it, in all languages: `{ note: en grains, words: [whole beans] }`."""

    note: Text
    words: list[Text] = Field(default_factory=list)


class NoteKindSource(Written):
    """What an order may carry to the shop beside its lines, one of `notes`: `{ category: café, notes: […] }`.

    With a `category` only an order of something of it carries one.
    """

    category: Text | None = None
    notes: list[OrderNoteSource] = Field(min_length=1)


class TeamSource(Written):
    """People who take over."""

    id: Reference
    name: Text
    for_: list[Text] = Field(default_factory=list, alias="for")


class StoreFile(Written):
    """The store."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": True})
    others_are_facts: ClassVar[bool] = True

    store: Text
    languages: list[Language] = Field(min_length=1)
    country: Country
    timezone: Timezone
    currency: Currency
    points_of_sale: list[PointOfSaleSource] = Field(default_factory=list)
    delivery: list[ShopWaySource] = Field(default_factory=list)
    delivers_to: list[Country] = Field(default_factory=list)
    appointments: list[AppointmentSource] = Field(default_factory=list)
    order_notes: list[NoteKindSource] = Field(default_factory=list)
    teams: list[TeamSource] = Field(default_factory=list)
    customer_facts: list[CustomerFact] = Field(default_factory=list)
