"""What texts see of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.model.message import Value
from bot.playbook.compiled import Store
from bot.playbook.offer_facts import ways_to


def _points_of_sale(store: Store) -> Value:
    return [
        {"id": place.id, "name": place.name, "address": place.address, "hours": place.hours, "phone": place.phone}
        for place in store.points_of_sale
    ]


STORE: Final[Mapping[str, Callable[[Store], object]]] = {
    "name": lambda store: store.name,
    "country": lambda store: store.country,
    "timezone": lambda store: store.timezone,
    "currency": lambda store: store.currency,
    "languages": lambda store: list(store.languages),
    "delivers_to": lambda store: list(store.delivers_to),
    "delivery": lambda store: ways_to(store.delivery),
    "points_of_sale": _points_of_sale,
    "teams": lambda store: [{"id": team.id, "name": team.name} for team in store.teams],
}
