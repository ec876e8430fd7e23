"""`policy.yaml`: when the store may speak. All of it optional; it only narrows what the customer's country allows."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from bot.playbook.schema.catalogue import Amount
from bot.playbook.schema.values import (
    DURATION_JSON,
    CapText,
    Country,
    Currency,
    Duration,
    Host,
    Hours,
    Text,
    Truth,
    number,
    one_of,
    read_duration,
)
from bot.playbook.schema.written import JsonSchema, Reads, Rewrites, Written, key, placed, refuse
from bot.playbook.source.nodes import Word

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class HoursSource(Written):
    """Hours by day. A day wins over `weekdays`, which wins over `every_day`; a day not named is not narrowed."""

    every_day: Hours = None
    weekdays: Hours = None
    monday: Hours = None
    tuesday: Hours = None
    wednesday: Hours = None
    thursday: Hours = None
    friday: Hours = None
    saturday: Hours = None
    sunday: Hours = None


def _every_day(node: Any) -> Any:
    if isinstance(node, Word) and not node.empty:
        return placed(node, {key("every_day", node): node})
    return node


def _hours_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [{"type": "string"}, long]}


WeekSource = Annotated[HoursSource, Rewrites(_every_day, _hours_json)]


class QuietSource(Written):
    """The hours in which a purpose may speak; outside them it is quiet."""

    service: WeekSource | None = None
    care: WeekSource | None = None
    marketing: WeekSource | None = None


class CapsSource(Written):
    """How many messages of a purpose in how long, per customer, all channels together."""

    care: list[CapText] = Field(default_factory=list)
    marketing: list[CapText] = Field(default_factory=list)


class SmsSource(Written):
    """Limits of SMS, and what the provider asks for one segment: `prices` by the country that it goes to, `price` for
    the countries that are not named there, both in `currency`, the store's where it is not said.
    """

    segments: Annotated[int, number(1, 10, whole=True)] = 2
    price: Amount | None = None
    prices: dict[Country, Amount] = Field(default_factory=dict)
    currency: Currency | None = None


class ConsentWordings(Written):
    """The sentence that asks for consent, by purpose; kept as proof. After a no, nobody is asked again for `ask_again`
    (180 days where it is not said), unless they ask for it themselves.
    """

    care: Text | None = None
    marketing: Text | None = None
    ask_again: Duration | None = None


class RetentionSource(Written):
    """How long what is kept. `logs` never did anything (`check.limits.unkept_logs`); editors strike it through."""

    transcripts: Duration | None = None
    prospects: Duration | None = None
    customers: Duration | None = None
    logs: Duration | None = Field(None, json_schema_extra={"deprecated": True})


class FetchHosts(Written):
    """The hosts that `fetch` may ask."""

    hosts: list[Host] = Field(default_factory=list)


_A_MOMENT: Final = timedelta(seconds=15)


def _wait_for_model(node: Any) -> timedelta:
    within = read_duration(node)
    if not timedelta(seconds=1) <= within <= _A_MOMENT:
        raise refuse("a customer waits for a language model from 1 second to 15 seconds")
    return within


class ModelSource(Written):
    """What a language model may do, where the installation has one: `rank` the answers that may be meant, `reword` the
    one that is given. `within` is how long a customer waits for it, `a_day` how often it is asked for one customer.
    """

    rank: Truth = False
    reword: Truth = False
    within: Annotated[timedelta, Reads(_wait_for_model, DURATION_JSON)] = timedelta(seconds=4)
    a_day: Annotated[int, number(1, 1_000, whole=True)] = 20


class PolicyFile(Written):
    """The policy. `legitimate_interest` names who signed, and when, the note that asking for reviews and
    recommendations rests on the store's legitimate interest; without it they count as marketing.
    """

    understanding: Annotated[Literal["careful", "balanced", "bold"], one_of("careful", "balanced", "bold")] = "balanced"
    quiet: QuietSource | None = None
    caps: CapsSource | None = None
    expires: Duration | None = None
    idle: Duration | None = None
    burst: Duration | None = None
    give_back: Duration | None = None
    sms: SmsSource | None = None
    consent: ConsentWordings | None = None
    retention: RetentionSource | None = None
    fetch: FetchHosts | None = None
    language_model: ModelSource | None = None
    legitimate_interest: Text | None = None
