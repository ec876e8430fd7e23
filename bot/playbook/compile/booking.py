"""`book`, and the kinds of visits of `store.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from bot.model.selling import AppointmentKind
from bot.playbook.compile.compiling import Branches, Common, Compiling
from bot.playbook.compiled import BookStep, Remind, Text
from bot.playbook.draft import Spot
from bot.playbook.schema.booking import BookFields
from bot.playbook.schema.store import AppointmentSource


def appointment_kind(source: AppointmentSource) -> AppointmentKind:
    """Return a kind of visit; one begins as often as it is long, unless its author says otherwise."""
    given: dict[str, Any] = {"lead": source.lead, "ahead": source.ahead}
    length = source.length or timedelta(minutes=30)
    return AppointmentKind(
        id=str(source.id),
        name=str(source.name or source.id),
        length=length,
        every=source.every or length,
        capacity=source.capacity,
        stores=tuple(str(place) for place in source.stores),
        hours=str(source.hours or ""),
        **{name: value for name, value in given.items() if value is not None},
    )


def appointment_names(compiling: Compiling, sources: Iterable[AppointmentSource], file: str) -> tuple[Text, ...]:
    """Compile what kinds of visits are called, so that it is translated like all texts."""
    spot = Spot(file=file, kind="store")
    return tuple(compiling.text(one.name, spot, "label") for one in sources if one.name is not None)


def book(graph: Branches, source: BookFields, common: Common, remind: Remind | None) -> BookStep:
    """Return the step that the engine runs."""
    compiling, spot = graph.compiling, common.spot
    if source.at is not None and "{{" not in source.at:
        compiling.mention("point of sale", source.at, spot)
    return BookStep(
        **common.fields(),
        source="appointment" if source.from_ is not None else "new",
        about=compiling.mention("appointment", source.for_, spot) or "",
        at=compiling.expression(source.at, spot) if source.at is not None else None,
        booked=graph.branch(source.booked, common, "booked"),
        cancelled=graph.branch(source.cancelled, common, "cancelled"),
        full=graph.branch(source.full, common, "full"),
        has_full=source.full is not None,
        none=graph.branch(source.none, common, "none"),
        has_none=source.none is not None,
        remind=remind,
        silent=graph.branch(source.silent, common, "silent"),
        has_silent=source.silent is not None,
    )
