"""The questions of `book`, made of the draft each time they are put: what to do with the appointment there is, which
shop, which hour. The hours are those that were free when they were offered; whether one still is, its claim tells.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.engine.appointment.appointment_values import kind_of, place_of
from bot.engine.phrases import Ready, phrase, ready
from bot.engine.run import Run
from bot.model.appointment import Appointment
from bot.model.conversation import Conversation
from bot.model.draft import BookDraft
from bot.model.selling import PointOfSale
from bot.playbook.compiled import Ask, BookStep, Option
from bot.rules.appointment.appointments import offering
from bot.rules.order.fulfilment import Near, nearness
from bot.rules.texts.plain_text import plain

OTHER: Final = "other"
LATER: Final = "later"
MOST_PLACES: Final = 9
_LABEL: Final = 60  # characters


def booking_question(run: Run, conversation: Conversation, step: BookStep) -> Ask | None:
    """Return the question that a booking stands at; None where nothing of it is known (any more)."""
    draft = conversation.draft
    if not isinstance(draft, BookDraft):
        return None
    text, options = _QUESTIONS[draft.phase](run, conversation, draft)
    return Ask(
        id=step.id,
        place=step.place,
        wording=ready(text),
        as_="choice",
        options=options,
        remind=step.remind,
        silent=step.silent,
        has_silent=step.has_silent,
    )


def _option(key: str, label: str, spoken: str = "") -> Option:
    return Option(key=key, label=Ready(label[:_LABEL]), spoken=spoken)


def _own(run: Run, conversation: Conversation, *names: str) -> tuple[Option, ...]:
    return tuple(_option(name, phrase(run, conversation, f"label_book_{name}")) for name in names)


def _standing(run: Run, conversation: Conversation, draft: BookDraft) -> tuple[str, tuple[Option, ...]]:
    one = appointment_of(run, draft)
    said = when_and_where(run, conversation, one) if one is not None else {"when": "", "place": ""}
    return phrase(run, conversation, "book_standing", **said), _own(run, conversation, "keep", "change", "drop")


def _place(run: Run, conversation: Conversation, draft: BookDraft) -> tuple[str, tuple[Option, ...]]:
    options = tuple(_option(place.id, place.name) for place in places_for(run, draft.about)[:MOST_PLACES])
    return phrase(run, conversation, "book_place"), options


def _slot(run: Run, conversation: Conversation, draft: BookDraft) -> tuple[str, tuple[Option, ...]]:
    place = place_of(run, draft.place)
    hours = tuple(
        _option(
            hour.isoformat(),
            _said(run, conversation, "book_hour", hour),
            _said(run, conversation, "book_weekday", hour),
        )
        for hour in draft.offered
    )
    names = (OTHER, LATER) if draft.more else (LATER,)
    text = phrase(run, conversation, "book_hours", place=place.name if place is not None else draft.place)
    return text, (*hours, *_own(run, conversation, *names))


_QUESTIONS: Final = {"standing": _standing, "place": _place, "slot": _slot}


def _said(run: Run, conversation: Conversation | None, situation: str, at: datetime) -> str:
    return phrase(run, conversation, situation, at=at.isoformat())


def when_and_where(run: Run, conversation: Conversation | None, one: Appointment) -> dict[str, str]:
    """Return an appointment's hour and place as they are said to the customer."""
    place = place_of(run, one.place)
    name = place.name if place is not None else one.place
    return {"when": _said(run, conversation, "book_when", one.at), "place": name}


def appointment_of(run: Run, draft: BookDraft) -> Appointment | None:
    """Return the appointment that is being changed."""
    return next((one for one in run.customer.appointments if one.key == draft.appointment), None)


def places_for(run: Run, about: str) -> tuple[PointOfSale, ...]:
    """Return the points of sale that offer a kind of visit, the nearest to the customer first."""
    kind = kind_of(run, about)
    if kind is None:
        return ()
    facts = run.customer.facts
    spot, code = facts.get("location"), facts.get("postcode")
    location = (spot.get("latitude"), spot.get("longitude")) if isinstance(spot, dict) else (None, None)
    near = Near(
        location=location if all(isinstance(part, float | int) for part in location) else None,  # type: ignore[arg-type] # both are numbers
        postcode=code if isinstance(code, str) else "",
    )
    return tuple(sorted(offering(kind, run.shelf.current.store.points_of_sale), key=lambda one: nearness(one, near)))


def place_named(text: str, places: tuple[PointOfSale, ...]) -> PointOfSale | None:
    """Return the one point of sale that a text names: by its id, its name, or the words of it that no other has."""
    said = set(plain(text).split())
    words = {place.id: {*plain(place.name).split(), *plain(place.id).split()} for place in places}
    shared = set.intersection(*words.values()) if len(words) > 1 else set()
    whole = " ".join(plain(text).split())
    exact = [place for place in places if whole in (plain(place.id), plain(place.name))]
    found = exact or [place for place in places if said & (words[place.id] - shared)]
    return found[0] if len(found) == 1 else None
