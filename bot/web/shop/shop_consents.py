"""`consent.given` and `consent.withdrawn` of `POST /api/events`: a word on consent from a form or the till.

A yes comes with its proof, the words that were shown and where, or not at all; a no needs none. What it is worth (an
opt-out before it, the country's double opt-in, whose order a soft opt-in rests on) is the engine's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    IPvAnyAddress,
    JsonValue,
    StrictBool,
    StringConstraints,
)

from bot.model.events import ConsentGiven

CONSENT_EVENTS: Final = frozenset({"consent.given", "consent.withdrawn"})

#: PostgreSQL keeps no text with a NUL in it.
_LINE: Final = StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")
_SHOWN: Final = StringConstraints(strip_whitespace=True, max_length=4000, pattern=r"^[^\x00]*$")
_NOT_EMPTY: Final = Field(min_length=1)


class Withdrawal(BaseModel):
    """The data of a no. `evidence` is the shop's own trace of it (a form's id), `at` when it was said."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    purpose: Literal["care", "marketing"]
    channel: Literal["telegram", "sms", "whatsapp", "web", "all"]
    wording: Annotated[str, _SHOWN] = ""
    source: Annotated[str, _LINE] = ""
    at: AwareDatetime | None = None
    evidence: Annotated[str, _LINE] = ""
    order_id: Annotated[str, _LINE] = ""
    ip: IPvAnyAddress | None = None
    confirmed: StrictBool = False


class Consent(Withdrawal):
    """The data of a yes. `order_id`: nobody said it, it rests on that order (soft opt-in). `confirmed`: said twice."""

    wording: Annotated[str, _SHOWN, _NOT_EMPTY]
    source: Annotated[str, _LINE, _NOT_EMPTY]


def consent_of(name: str, data: Mapping[str, JsonValue], id_: str, at: datetime | None) -> ConsentGiven:
    """Return the event of the inbox. `at` stands for the data's own. Raises `ValidationError`."""
    granted = name == "consent.given"
    said = (Consent if granted else Withdrawal).model_validate(data)
    ip = f"IP {said.ip}" if said.ip is not None else ""
    return ConsentGiven(
        id=id_,
        happened_at=said.at or at,
        purpose=said.purpose,
        channel=said.channel,
        wording=said.wording,
        source=said.source or "events",
        evidence=", ".join(part for part in (said.evidence, ip) if part),
        granted=granted,
        order=said.order_id if granted else "",
        confirmed=granted and said.confirmed,
    )
