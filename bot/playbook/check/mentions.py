"""Names of flows, stages, teams, offers, files… that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playbook.check.vocabulary import EVENTS
from bot.playbook.check.walking import each_step
from bot.playbook.draft import Draft, Mention
from bot.playbook.faults import Fault, error, nearest, suggestion, warning
from bot.playbook.schema.acting import WaitSource
from bot.playbook.schema.steps import Step
from bot.playbook.source.nodes import Fields, Word
from bot.playbook.source.places import files_meant, place_of


def unknown_names(draft: Draft) -> Iterator[Fault]:
    """A flow, stage, team, answer, offer, point of sale or situation that nothing declares; of an offer, which may
    be imported, only a warning.
    """
    for mention in draft.mentions:
        known = draft.names.get(mention.kind, frozenset())
        if mention.kind in {"file", "step", *draft.unread} or mention.name in known or mention.name in draft.lost:
            continue
        near = suggestion(mention.name, known)
        if mention.kind == "offer":  # an import may bring any
            meant = nearest(mention.name, known)
            hint = f"did you mean `{meant}`?" if meant else "is it imported?"
            yield warning(mention.place, f"the playbook has no offer `{mention.name}`; {hint}")
        else:
            yield error(mention.place, f"there is no {mention.kind} `{mention.name}`{near}")


def unknown_segments(draft: Draft) -> Iterator[Fault]:
    """A segment that `segments.yaml` does not have, or one looked for by another sign than `contains`."""
    known = draft.names.get("segment", frozenset())
    for used in draft.used:
        for one in used.analysis.comparisons:
            name = str(one.literal)
            there = name in known | draft.lost or "segment" in draft.unread
            if one.path != ("customer", "segments") or (one.sign == "contains" and there):
                continue
            message = f"there is no segment `{name}`{suggestion(name, known)}"
            if one.sign != "contains":
                message = f'`customer.segments` is a list; write `customer.segments contains "{name}"`'
            yield error(draft.places.within(used.word, used.spot.file, one.line, one.column), message)


def unknown_steps(draft: Draft) -> Iterator[Fault]:
    """A `go` to a step that its flow does not have."""
    for mention in draft.mentions:
        if mention.kind != "step" or mention.name in draft.lost:
            continue
        if mention.name not in _steps_around(draft, mention):
            known = (name for name in _steps_around(draft, mention) if "." not in name and not name.isdigit())
            yield error(mention.place, f"this flow has no step `{mention.name}`{suggestion(mention.name, known)}")


def _steps_around(draft: Draft, mention: Mention) -> frozenset[str]:
    return next((frozenset(one.flow.steps) for one in draft.flows if one.file == mention.place.file), frozenset())


def missing_files(draft: Draft) -> Iterator[Fault]:
    """A picture that is not in the playbook."""
    for mention in draft.mentions:
        if mention.kind == "file" and draft.files.isdisjoint(files_meant(mention.name, mention.place.file)):
            names = (
                path.rpartition("/")[2] for path in draft.files if not path.endswith((".yaml", ".yml", ".po", ".csv"))
            )
            yield error(
                mention.place, f"there is no file `{mention.name}` in the playbook{suggestion(mention.name, names)}"
            )


def unknown_events(draft: Draft) -> Iterator[Fault]:
    """An event that neither the shop nor the journey tells; the shop's own begin with `x.`."""
    for word, file in _events(draft):
        message = unknown_event(word)
        if message is not None:
            yield error(place_of(word, file), message)


def unknown_event(name: str) -> str | None:
    """Return what is wrong with the name of an event, and the nearest that there is; None with one that there is."""
    if name in EVENTS or (name.startswith("x.") and name != "x."):
        return None
    near = nearest(name, EVENTS)
    hint = f"; did you mean `{near}`?" if near else ""
    return f"nothing tells of `{name}`{hint or '; an event of your own begins with `x.`'}"


def _events(draft: Draft) -> Iterator[tuple[Word, str]]:
    for one in draft.flows:
        for start in one.source.starts:
            yield from ((word, one.file) for word in (*([start.event] if start.event else []), *start.unless))
        yield from ((event, one.file) for step in each_step(one.source.steps) if (event := _waited_for(step)))
    for journey in draft.journeys:
        if journey.source is not None:
            source = journey.source
            heard = [*(one.on for one in source.signals), *(one.on for one in source.moments)]
            yield from ((word, journey.file) for word in (*heard, *(one.on for one in source.follow_ups)))
            yield from ((word, journey.file) for one in source.follow_ups for word in one.unless)
    for test in draft.tests:
        told = (step.event for step in test.source.steps)
        yield from ((word, test.file) for node in told for word in _names_in(node))


def _names_in(event: object) -> Iterator[Word]:
    match event:
        case Word() if not event.empty:
            yield event
        case Fields():
            yield from event


def _waited_for(step: Step) -> Word | None:
    return step.wait.event if isinstance(step, WaitSource) else None
