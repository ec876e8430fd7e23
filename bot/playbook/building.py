"""The whole way from files to a checked playbook. Every fault of every file at once, never an exception whatever the
input.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from bot.playbook.assembling import assemble, store_of
from bot.playbook.check import check
from bot.playbook.check.promotions import advertised
from bot.playbook.compile.journeys import by_event, followed_up
from bot.playbook.compile.moments import felt_on
from bot.playbook.compiled import Flow, Playbook, Store, Text, Wait
from bot.playbook.draft import Draft
from bot.playbook.faults import Checked, Fault, in_order
from bot.playbook.schema.kinds import kind_of
from bot.playbook.source import files
from bot.playbook.source.parsing import Readings, parse_all
from bot.playbook.version import fingerprint


def load(folder: Path) -> Checked:
    """Read and check the playbook in `folder`, which holds `flows/`."""
    read = files.read(folder)
    checked = build(read.sources, read.unread)
    faults = in_order((*checked.faults, *read.faults))
    playbook = replace(checked.playbook, media_root=str(folder)) if checked.playbook and not read.faults else None
    return Checked(playbook, faults)


def build(
    sources: Mapping[str, str], unread: Mapping[str, str] | None = None, readings: Readings | None = None
) -> Checked:
    """Check a playbook given as path, relative to its folder, to text. A picture's text is its hash, as `files` gives
    it. `unread` are files that are told elsewhere: they are there, and what they name is. `readings` are kept by who
    builds again and again.
    """
    parsed = parse_all(sources, unread or {}, readings)
    assembled = assemble(parsed)
    faults: list[Fault] = [*parsed.faults, *assembled.faults]
    if assembled.draft is not None:
        faults.extend(check(assembled.draft))
    ordered = in_order(faults)
    broken = assembled.draft is None or any(fault.severity == "error" for fault in ordered)
    return Checked(None if broken or assembled.draft is None else _playbook(assembled.draft, sources), ordered)


def who_speaks(sources: Mapping[str, str]) -> Store:
    """Return the store of a playbook's files, of which its own alone is read; one without a name where it can't be.

    For who asks for its country or its currency: all files of the example store take half a second.
    """
    own = {path: text for path, text in sources.items() if (kind := kind_of(path)) and kind.name == "store"}
    return store_of(parse_all(own)) or Store(name="")


def _playbook(draft: Draft, sources: Mapping[str, str]) -> Playbook:
    flows = _as_they_run(draft)
    return Playbook(
        version=fingerprint(sources),
        store=draft.store,
        policy=draft.policy,
        flows={flow.id: flow for flow in flows},
        answers={one.entry.id: one.entry for one in draft.answers},
        journeys=tuple(one.journey for one in draft.journeys),
        signals=by_event(one.journey for one in draft.journeys),
        moments=felt_on(one.journey for one in draft.journeys),
        follow_ups=followed_up(flows, draft.follow_ups),
        awaited=frozenset(
            step.event
            for one in draft.flows
            for step in one.flow.steps.values()
            if isinstance(step, Wait) and step.event is not None
        ),
        segments=draft.segments,
        repair=draft.repair,
        offers=draft.offers,
        criteria=draft.criteria,
        offer_words=draft.offer_words,
        labels=_labels(draft),
        facts=draft.facts,
    )


def _as_they_run(draft: Draft) -> tuple[Flow, ...]:
    """Return the flows; what asks for a review without a ground is marketing, whatever it is called (CPCE L.34-5)."""
    selling = advertised(draft)
    flows = (one.flow for one in draft.flows)
    return tuple(replace(flow, purpose="marketing") if flow.id in selling else flow for flow in flows)


def _labels(draft: Draft) -> dict[str, dict[str, Text]]:
    """Return the labels of what flows keep for good: any flow may show what another has asked."""
    found: dict[str, dict[str, Text]] = {}
    for one in draft.flows:
        for slot, shown in one.flow.labels.items():
            if not slot.startswith("conversation."):
                found.setdefault(slot, {}).update(shown)
    return found
