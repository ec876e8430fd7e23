"""What an event says of the customer's journeys, as the maps have it. One that no map listens to costs one look."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.journey.journey_values import path_of
from bot.engine.journey.journeys import impulse_of, weigh_impulses
from bot.engine.journey.mapping import begin_journey, walks
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.message import Value
from bot.playbook.compiled import Signal


def hear_signals(run: Run, name: str, context: Mapping[str, Value]) -> None:
    """Let an event speak for stages: of the journeys that are under way and are still the customer's.

    Should it speak for a path that is theirs now and that they are not on, they have a new need: it begins.
    """
    signals = run.shelf.current.signals.get(name)
    if not signals:
        return
    begin_journey(run, cause=name)
    on = {state.journey for state in run.customer.journeys}
    heard = [one for one in signals if one.journey in on and _speaks(run, one, context)]
    if heard:
        weigh_impulses(run, [(one.journey, impulse_of(one)) for one in heard])


def _speaks(run: Run, signal: Signal, context: Mapping[str, Value]) -> bool:
    about, run.about = run.about, signal.journey
    known = values(run, None, **context)
    path = path_of(run, signal.journey)
    speaks = path is not None and walks(path, known) and (signal.condition is None or signal.condition.holds(known))
    run.about = about
    return speaks
