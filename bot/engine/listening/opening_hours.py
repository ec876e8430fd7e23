"""When the shops are open on the days that a customer names, in words: what `answer.opening` says.

From the hours of `store.yaml`, public holidays among them; a shop that is closed says so, and when all of them are, it
is said when the first opens again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.selling import PointOfSale
from bot.rules.places.opening import open_from, openings


def hours_said(run: Run, days: Iterable[date], place: str = "") -> str:
    """Return the hours of these days, a sentence a day: of the shop `place` (an id), or of all of them. Empty where no
    shop tells its hours.
    """
    store = run.shelf.current.store
    shops = [one for one in store.points_of_sale if one.hours]
    if not shops:
        return ""
    return " ".join(_day(run, day, shops, place) for day in days)


def opens_on(run: Run, days: Iterable[date]) -> bool:
    """Return whether a shop opens on one of these days."""
    zone = ZoneInfo(run.shelf.current.store.timezone)
    shops = [one for one in run.shelf.current.store.points_of_sale if one.hours]
    return any(_open_on(run, shop, datetime.combine(day, time(), zone)) for day in days for shop in shops)


def is_open_at(run: Run, at: datetime, place: str) -> bool | None:
    """Return whether a shop (an id) is open at a moment; None where nobody knows its hours."""
    shop = next((one for one in run.shelf.current.store.points_of_sale if one.id == place and one.hours), None)
    opens = _next(run, shop, at) if shop is not None else None
    return opens <= at if opens is not None else None


def _day(run: Run, day: date, shops: list[PointOfSale], place: str) -> str:
    zone = ZoneInfo(run.shelf.current.store.timezone)
    begin = datetime.combine(day, time(), zone)
    found = {one.id: _open_on(run, one, begin) for one in shops}
    names = _short_names({one.id: one.name for one in shops})
    if not any(found.values()):
        opens = min(filter(None, (_next(run, one, begin) for one in shops)), default=None)
        return phrase(run, None, "opening_none", day=_called(run, begin), opens=opens)
    told = [one.id for one in shops if not place or one.id == place or not found.get(place)]
    told.sort(key=lambda id_: id_ != place)
    lines = [_hours(run, names[id_], found[id_]) for id_ in told]
    return phrase(run, None, "opening_day", day=_called(run, begin), hours=", ".join(lines))


def _short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return names without the words that all of them begin with: "Maison Moka Lyon" is "Lyon" beside "… Annecy"."""
    shared = 0
    for words in zip(*(name.split()[:-1] for name in names.values()), strict=False):
        if len(names) < 2 or len(set(words)) > 1:
            break
        shared += 1
    return {id_: " ".join(name.split()[shared:]) for id_, name in names.items()}


def _open_on(run: Run, shop: PointOfSale, begin: datetime) -> list[tuple[datetime, datetime]]:
    store = run.shelf.current.store
    end = begin + timedelta(days=1)
    return list(openings(shop.hours, ZoneInfo(store.timezone), store.country, begin, end))


def _next(run: Run, shop: PointOfSale, at: datetime) -> datetime | None:
    store = run.shelf.current.store
    found = open_from(shop.hours, ZoneInfo(store.timezone), store.country, at)
    return found[0] if found is not None else None


def _hours(run: Run, name: str, found: list[tuple[datetime, datetime]]) -> str:
    if not found:
        return phrase(run, None, "opening_closed", place=name)
    spans = [phrase(run, None, "opening_span", opens=opens, closes=closes) for opens, closes in found]
    return phrase(run, None, "opening_hours", place=name, spans=spans[0], more=" ".join(spans[1:]) or None)


def _called(run: Run, begin: datetime) -> str:
    """Return the day as it is called today: "today", "tomorrow", "Saturday 7 March"."""
    away = (begin.date() - local_now(run).date()).days
    name = {0: "opening_today", 1: "opening_tomorrow"}.get(away, "opening_date")
    said = phrase(run, None, name, at=begin)
    return said[:1].upper() + said[1:]
