"""Parts of messages as rows, and back."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from bot.model.address import Address
from bot.model.message import Purpose
from bot.model.parts import Part, PartBody
from bot.store.database.script import Parameters, Row
from bot.store.database.times import micros, micros_or_none, moment, moment_or_none

_BODY = msgspec.json.Decoder(PartBody)
_FORMER_IDS = msgspec.json.Decoder(tuple[str, ...])
_URGENCY: dict[Purpose, int] = {"reply": 0, "service": 1, "care": 2, "marketing": 3}


class Planned(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A part on its way into the outbox, with the turn and the place in the playbook that said it."""

    id: str
    customer: str
    address: Address
    body: PartBody
    purpose: Purpose
    created_at: datetime
    due_at: datetime
    event: str
    not_after: datetime | None = None
    gate: bool = True
    language: str = "fr"
    conversation: str | None = None
    flow: str | None = None
    step: str | None = None
    version: str | None = None
    by: str = "bot"


def row_of(part: Planned) -> Parameters:
    """Return the parameters of the statement `part` (`turns.sql`)."""
    created = micros(part.created_at)
    return (
        part.id,
        part.customer,
        part.address.channel,
        part.address.id,
        _URGENCY[part.purpose],
        part.purpose,
        created,
        micros(part.due_at),
        micros_or_none(part.not_after),
        int(part.gate),
        part.language,
        part.event,
        part.conversation,
        part.flow,
        part.step,
        part.version,
        part.by,
        msgspec.json.encode(part.body).decode(),
    )


def part_of(row: Row) -> Part:
    """Return the part of a row with the columns of `parts`."""
    return Part(
        id=row[0],
        customer=row[1],
        address=Address(row[2], row[3]),
        body=_BODY.decode(row[4]),
        purpose=row[5],
        position=row[6],
        state=row[7],
        created_at=moment(row[8]),
        due_at=moment(row[9]),
        not_after=moment_or_none(row[10]),
        attempts=row[11],
        resent=bool(row[12]),
        provider_id=row[13],
        error=row[14],
        gate=bool(row[15]),
        language=row[16],
        former_ids=former_ids_of(row[17]),
    )


def text_of(body: str) -> str:
    """Return the text in a part's stored body."""
    return _BODY.decode(body).text


def former_ids_of(row: str) -> tuple[str, ...]:
    """Return the provider's ids of copies of a part that failed to arrive."""
    return _FORMER_IDS.decode(row)
