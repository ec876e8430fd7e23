"""`journeys/*.yaml` and `segments.yaml`, and the journey that stands in where none was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from bot.playbook.compile.compiling import Compiling
from bot.playbook.compile.moments import moments_of
from bot.playbook.compiled import Condition, Flow, FollowUp, JourneyMap, Segment, Signal, Stage, Start, Text
from bot.playbook.compiled_follow_ups import USUAL_PRIORITY
from bot.playbook.draft import Spot, WrittenJourney
from bot.playbook.liquid.liquid_analysis import of_condition
from bot.playbook.liquid.liquid_texts import PlainText
from bot.playbook.schema.answers import SegmentSource
from bot.playbook.schema.journeys import SILENCE, FollowUpSource, JourneyFile, MomentSource, SignalSource, StageSource
from bot.playbook.source.nodes import Word, plain
from bot.playbook.source.places import place_of

HALF_LIFE: Final = timedelta(days=14)  # where the author names none


def _said(english: str, french: str) -> Text:
    """Words of the program's own, for readers of any store: English where a language is neither."""
    return PlainText(english, {"en": english, "fr": french}, english)


def _stage(
    name: str, title: Text, days: int, aim: Text, following: str | None = None, *, lasting: bool = False
) -> Stage:
    return Stage(
        id=name,
        title=title,
        expected=timedelta(days=days),
        goal=aim.source,
        aim=aim,
        next=following,
        lasting=lasting,
    )


def _moves(event: str, stage: str) -> Signal:
    return Signal(journey="purchase", on=event, stage=stage, certain=True)


_TITLE: Final = _said("From a first question to the next purchase", "D’une première question au prochain achat")
SHIPPED: Final = JourneyMap(
    id="purchase",
    title=_TITLE.source,
    label=_TITLE,
    stages=(
        _stage(
            "discovery", _said("Discovery", "Découverte"), 3, _said("knows what they need", "sait ce qu’il lui faut")
        ),
        _stage(
            "comparison",
            _said("Comparison", "Comparaison"),
            5,
            _said("has two or three offers left", "hésite entre deux ou trois offres"),
        ),
        _stage("decision", _said("Decision", "Décision"), 2, _said("orders", "commande")),
        _stage("purchase", _said("Purchase", "Achat"), 4, _said("has received it", "a reçu sa commande")),
        _stage("usage", _said("Use", "Utilisation"), 30, _said("uses it with success", "s’en sert bien"), lasting=True),
        _stage("after_sales", _said("After-sales", "Après-vente"), 7, _said("problem solved", "problème résolu")),
        _stage("renewal", _said("Renewal", "Renouvellement"), 30, _said("buys again", "rachète"), "discovery"),
    ),
    signals=(
        _moves("order.confirmed", "purchase"),
        _moves("order.delivered", "usage"),
        _moves("order.returned", "after_sales"),
        _moves("ticket.opened", "after_sales"),
        _moves("ticket.closed", "usage"),
        _moves("renewal.due", "renewal"),
    ),
)

#: What a stage without a title of its own is called in either language, where its id is one of these.
_USUAL: Final = {stage.id: stage.title for stage in SHIPPED.stages}


def compile_journey(compiling: Compiling, source: JourneyFile, file: str) -> WrittenJourney:
    """Compile a journey map."""
    spot = Spot(file=file, kind="journey", owner=str(source.journey))
    for condition in _conditions(source):
        compiling.condition(condition, spot)
    _mentions(compiling, source, spot)
    plainly = plain(source.node)
    assert isinstance(plainly, dict), "a journey is a mapping"
    speaking = (one for one in source.signals if one.for_ or one.moves or one.on == SILENCE)
    signals = [_signal(compiling, one, str(source.journey), file) for one in speaking]
    journey = JourneyMap(
        id=str(source.journey),
        title=str(source.title or source.journey),
        label=_read_by_staff(compiling, source.title, spot, "a journey has one title"),
        stages=tuple(_compiled_stage(compiling, stage, spot) for stage in source.stages),
        condition=compiling.condition(source.for_, spot),
        half_life=source.half_life or HALF_LIFE,
        signals=tuple(one for one in signals if one.on != SILENCE),
        silences=tuple(one for one in signals if one.on == SILENCE),
        moments=moments_of(compiling, source, file),
        source=plainly,
    )
    return WrittenJourney(journey=journey, source=source, file=file)


def _conditions(source: JourneyFile) -> list[Word | None]:
    return [
        *(signal.if_ for signal in source.signals),
        *(moment.if_ for moment in source.moments),
        *(one.if_ for one in source.follow_ups),
    ]


def _read_by_staff(compiling: Compiling, source: Word | None, spot: Spot, what: str) -> Text | None:
    """Compile what stands on drawings and in the ledger, the same for all customers; None where none was written."""
    if source is None or not source.strip():
        return None
    if "{{" in source or "{%" in source:
        compiling.fault(place_of(source, spot.file), f"{what} for all customers; write it without `{{{{ }}}}`")
        return None
    return compiling.text(source, spot, "label")


def _compiled_stage(compiling: Compiling, source: StageSource, spot: Spot) -> Stage:
    following = str(source.next) if source.next else None
    return Stage(
        id=str(source.stage),
        title=_read_by_staff(compiling, source.title, spot, "a stage has one title") or _USUAL.get(str(source.stage)),
        expected=source.expected,
        lasting=source.lasting,
        goal=str(source.goal or ""),
        aim=_read_by_staff(compiling, source.goal, spot, "a stage has one goal"),
        next=following,
    )


def _signal(compiling: Compiling, source: SignalSource, journey: str, file: str) -> Signal:
    return Signal(
        journey=journey,
        on=str(source.on),
        stage=str(source.moves or source.for_ or ""),
        certain=source.moves is not None,
        weight=source.weight if source.weight is not None else 1.0,
        condition=compiling.read_before(source.if_),
        after=source.after,
        within=tuple(str(stage) for stage in source.in_),
        change=float(source.relationship or 0) if source.on == SILENCE else 0.0,
        place=place_of(source.node, file),
    )


def by_event(journeys: Iterable[JourneyMap]) -> dict[str, tuple[Signal, ...]]:
    """Return the signals of all journeys by the event that gives them: what no journey listens to costs one look."""
    found: dict[str, tuple[Signal, ...]] = {}
    for signal in (signal for journey in journeys for signal in journey.signals):
        found[signal.on] = (*found.get(signal.on, ()), signal)
    return found


def _mentions(compiling: Compiling, source: JourneyFile, spot: Spot) -> None:
    for signal in source.signals:
        for stage in (*signal.in_, signal.for_, signal.moves):
            compiling.mention("stage", stage, spot)
    for stage in (*(one.next for one in source.stages), *source.touchpoints):
        compiling.mention("stage", stage, spot)
    for start in (*(moment.start for moment in source.moments), *(one.start for one in source.follow_ups)):
        compiling.mention("flow", start, spot)


def follow_ups_of(compiling: Compiling, journeys: Iterable[WrittenJourney]) -> tuple[FollowUp, ...]:
    """Return the follow-ups of all journeys, in the order of their files, those that a moment starts first."""
    return tuple(
        one
        for journey in journeys
        if journey.source is not None
        for one in (
            *(
                _of_moment(compiling, moment, moment.start, journey)
                for moment in journey.source.moments
                if moment.start
            ),
            *(_follow_up(compiling, written, journey) for written in journey.source.follow_ups),
        )
    )


def _of_moment(compiling: Compiling, source: MomentSource, start: Word, journey: WrittenJourney) -> FollowUp:
    return FollowUp(
        key=f"{journey.journey.id}:{start}:{source.on}",
        flow=str(start),
        event=str(source.on),
        place=place_of(source.node, journey.file),
        journey=journey.journey.id,
        path=journey.journey.condition,
        condition=compiling.read_before(source.if_),
        of_moment=True,
    )


def _follow_up(compiling: Compiling, source: FollowUpSource, journey: WrittenJourney) -> FollowUp:
    flow, event = str(source.start), str(source.on)
    condition = compiling.read_before(source.if_)
    return FollowUp(
        key=f"{journey.journey.id}:{flow}:{event}",
        flow=flow,
        event=event,
        place=place_of(source.node, journey.file),
        journey=journey.journey.id,
        path=journey.journey.condition,
        condition=condition,
        of_event=_looks_at_the_event(condition),
        unless=tuple(str(event) for event in source.unless),
        after=source.after,
        before=source.before,
        at=str(source.at).rjust(5, "0") if source.at else None,
        send_time=source.send_time,
        at_most=tuple(source.at_most or ()),
        priority=source.priority if source.priority is not None else USUAL_PRIORITY,
    )


def _looks_at_the_event(condition: Condition | None) -> bool:
    return condition is not None and all(use.path[0] == "event" for use in of_condition(condition.source).uses)


def start_of(one: FollowUp) -> Start:
    """Return a follow-up as one of the starts of its flow."""
    return Start(
        event=one.event,
        journey=one.journey,
        after=one.after,
        before=one.before,
        at=one.at,
        condition=one.condition,
        unless=one.unless,
        place=one.place,
    )


def followed_up(flows: Iterable[Flow], journeys: Iterable[FollowUp]) -> dict[str, tuple[FollowUp, ...]]:
    """Return what follows up on each event: what nobody follows up on costs one look.

    A journey knows its customers better than a flow does: its follow-ups stand before the flow's own starts.
    """
    found: dict[str, list[FollowUp]] = {}
    for one in (*journeys, *(own for flow in flows for own in _own(flow))):
        found.setdefault(one.event, []).append(one)
    return {event: tuple(some) for event, some in found.items()}


def _own(flow: Flow) -> Iterator[FollowUp]:
    for start in flow.starts:
        if start.event is not None and start.journey is None:
            yield FollowUp(
                key=f":{flow.id}:{start.event}",
                flow=flow.id,
                event=start.event,
                place=start.place or flow.place,
                condition=start.condition,
                of_event=_looks_at_the_event(start.condition),
                unless=start.unless,
                after=start.after,
                before=start.before,
                at=start.at,
            )


def compile_segment(compiling: Compiling, source: SegmentSource, file: str) -> Segment | None:
    """Compile a segment; None where its condition can't be read."""
    spot = Spot(file=file, kind="segment", owner=str(source.segment))
    condition = compiling.condition(source.if_, spot)
    if condition is None:
        return None
    return Segment(id=str(source.segment), title=str(source.title or source.segment), condition=condition)


def shipped() -> WrittenJourney:
    """Return the journey of a playbook without one."""
    return WrittenJourney(journey=SHIPPED, source=None, file="")
