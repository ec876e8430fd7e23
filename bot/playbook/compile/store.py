"""`store.yaml` and `policy.yaml` to what the engine asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.model.selling import NoteKind, OrderNote, ShopWay
from bot.playbook.compile.booking import appointment_kind
from bot.playbook.compile.compiling import Compiling
from bot.playbook.compiled import Cap, Hours, ModelUse, OfferWords, PointOfSale, Policy, Store, Team, Text
from bot.playbook.draft import Spot
from bot.playbook.schema.policy import (
    WEEKDAYS,
    CapsSource,
    ConsentWordings,
    HoursSource,
    ModelSource,
    PolicyFile,
    QuietSource,
    SmsSource,
)
from bot.playbook.schema.store import NoteKindSource, PointOfSaleSource, ShopWaySource, StoreFile
from bot.playbook.sms_prices import SmsPrices
from bot.playbook.source.nodes import plain
from bot.rules.calendar.calendar import minutes_of
from bot.rules.texts.plain_text import plain as without_dress

WHOLE_DAY = (0, 24 * 60)


def compile_store(source: StoreFile) -> Store:
    """Return the store; keys of the author's own become its facts."""
    facts = {str(key): plain(value) for key, value in source.node.items() if key not in StoreFile.known()}
    return Store(
        name=str(source.store),
        languages=tuple(str(language) for language in source.languages),
        country=str(source.country),
        timezone=str(source.timezone),
        currency=str(source.currency),
        points_of_sale=tuple(_point_of_sale(point) for point in source.points_of_sale),
        delivery=tuple(_way(way) for way in source.delivery),
        delivers_to=tuple(map(str, source.delivers_to)) or (str(source.country),),
        appointments=tuple(appointment_kind(one) for one in source.appointments),
        order_notes=tuple(_note_kind(kind) for kind in source.order_notes),
        teams=tuple(
            Team(id=str(team.id), name=str(team.name), for_=tuple(str(word) for word in team.for_))
            for team in source.teams
        ),
        facts=facts,
    )


def _note_kind(source: NoteKindSource) -> NoteKind:
    notes = tuple(OrderNote(str(one.note), tuple(map(str, one.words))) for one in source.notes)
    return NoteKind(notes, str(source.category or ""))


def note_names(compiling: Compiling, sources: Iterable[NoteKindSource], file: str) -> tuple[Text, ...]:
    """Compile what the notes of orders are called, so that it is translated like all texts."""
    spot = Spot(file=file, kind="store")
    return tuple(compiling.text(one.note, spot, "label") for kind in sources for one in kind.notes)


def phrases_of_notes(kinds: Iterable[NoteKind], known: OfferWords) -> dict[str, tuple[str, ...]]:
    """Return the phrases (plain, the longest first) that say each note: its name in every language, and its words."""
    return {
        one.note: tuple(
            sorted(map(without_dress, {one.note, *known.others(one.note), *one.words}), key=len, reverse=True)
        )
        for kind in kinds
        for one in kind.notes
    }


def _point_of_sale(source: PointOfSaleSource) -> PointOfSale:
    return PointOfSale(
        id=str(source.id),
        name=str(source.name),
        address=str(source.address or ""),
        location=source.location,
        hours=str(source.hours or ""),
        phone=str(source.phone or ""),
    )


def _way(source: ShopWaySource) -> ShopWay:
    return ShopWay(
        way=source.way,
        cost=source.cost,
        free_from=source.free_from,
        delay=source.delay or timedelta(),
        cut_off=minutes_of(source.cut_off) if source.cut_off is not None else None,
    )


def compile_policy(source: PolicyFile, compiling: Compiling, file: str) -> Policy:
    """Return the policy; what it leaves out keeps the shipped value."""
    given: dict[str, Any] = {
        "expires": source.expires,
        "idle": source.idle,
        "burst": source.burst,
        "give_back": source.give_back,
        "ask_again": source.consent.ask_again if source.consent else None,
    }
    return Policy(
        understanding=source.understanding,
        quiet=_quiet(source.quiet),
        caps=_caps(source.caps),
        sms_segments=source.sms.segments if source.sms else Policy().sms_segments,
        sms=_sms(source.sms),
        consent=_wordings(source.consent, compiling, file),
        retention=_retention(source),
        model=_model(source.language_model),
        fetch_hosts=tuple(str(host) for host in source.fetch.hosts) if source.fetch else (),
        **{name: value for name, value in given.items() if value is not None},
    )


def _sms(source: SmsSource | None) -> SmsPrices:
    if source is None:
        return SmsPrices()
    prices = {str(country): price for country, price in source.prices.items()}
    return SmsPrices(by_country=prices, other=source.price, currency=str(source.currency or ""))


def _model(source: ModelSource | None) -> ModelUse:
    if source is None:
        return ModelUse()
    return ModelUse(ranks=source.rank, rewords=source.reword, within=source.within, a_day=source.a_day)


def _quiet(source: QuietSource | None) -> dict[str, Hours]:
    weeks = {} if source is None else {"service": source.service, "care": source.care, "marketing": source.marketing}
    return {purpose: _week(week) for purpose, week in weeks.items() if week is not None}


def _week(source: HoursSource) -> Hours:
    return Hours(tuple(_day(source, number, day) for number, day in enumerate(WEEKDAYS)))


def _day(source: HoursSource, number: int, day: str) -> tuple[int, int] | None:
    for name in (day, "weekdays" if number < 5 else day, "every_day"):
        if name in source.model_fields_set:
            hours: tuple[int, int] | None = getattr(source, name)
            return hours
    return WHOLE_DAY


def _caps(source: CapsSource | None) -> dict[str, tuple[Cap, ...]]:
    caps: Mapping[str, list[Cap]] = {} if source is None else {"care": source.care, "marketing": source.marketing}
    return {purpose: tuple(some) for purpose, some in caps.items() if some}


def _wordings(source: ConsentWordings | None, compiling: Compiling, file: str) -> dict[str, Any]:
    words = {} if source is None else {"care": source.care, "marketing": source.marketing}
    spot = Spot(file=file, kind="policy")
    return {purpose: compiling.text(word, spot) for purpose, word in words.items() if word is not None}


def _retention(source: PolicyFile) -> dict[str, Any]:
    kept = source.retention
    return {} if kept is None else {name: getattr(kept, name) for name in kept.model_fields_set}
