"""Journey maps and maps of contacts as Mermaid text, for wikis and pull requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.playbook.compiled import JourneyMap
from bot.studio.drawings.journey_figures import JourneyFigures, StageFigures
from bot.studio.drawings.journey_words import counted, customers, journey_title, stage_title, time, word
from bot.studio.drawings.mermaid import escaped
from bot.studio.drawings.touchpoints import Cell, Contacts
from bot.studio.rehearsals.reasons import CHANNELS


def journeys_mermaid(paths: Sequence[JourneyMap], figures: Mapping[str, JourneyFigures] | None, language: str) -> str:
    """Return all maps as one flowchart, each in its frame."""
    lines = ["flowchart LR"]
    for number, path in enumerate(paths, 1):
        lines.append(f'  subgraph j{number}["{escaped(journey_title(path, language))}"]')
        lines.append("    direction LR")
        lines += [f"    {line}" for line in _map(path, f"j{number}s", (figures or {}).get(path.id), language)]
        lines.append("  end")
    return "\n".join(lines) + "\n"


def _map(path: JourneyMap, prefix: str, figures: JourneyFigures | None, language: str) -> Iterator[str]:
    names = {stage.id: f"{prefix}{number}" for number, stage in enumerate(path.stages, 1)}
    for stage in path.stages:
        here = figures.stages.get(stage.id, StageFigures()) if figures else None
        rows = [f"<b>{escaped(stage_title(path, stage.id, language))}</b>"]
        if here is not None:
            rows.append(customers(here.customers, language))
            rows += [word("median", language, time=time(here.median, language))] if here.median else []
            rows += [word("stalled", language, n=counted(here.stalled, language))] if here.stalled else []
        elif stage.expected:
            rows.append(word("expected", language, time=time(stage.expected, language)))
        yield f'{names[stage.id]}("{"<br/>".join(rows)}")'
    taken = {(way.left, way.entered): way for way in figures.ways} if figures else {}
    for one, following in zip(path.stages, path.stages[1:], strict=False):
        if (one.id, following.id) not in taken:
            yield f"{names[one.id]} --> {names[following.id]}"
    for way in taken.values():
        if way.left in names and way.entered in names:
            arrow = "-->" if way.ahead else "-.->"
            yield f'{names[way.left]} {arrow}|"{counted(way.moves, language)}"| {names[way.entered]}'
    for stage in path.stages:
        if figures is None and stage.next in names:
            yield f"{names[stage.id]} -.-> {names[stage.next or '']}"


def touchpoints_mermaid(paths: Sequence[JourneyMap], contacts: Mapping[str, Contacts], language: str) -> str:
    """Return the contacts of all maps: channels that lead to stages and back; dotted where that is only intended."""
    lines = ["flowchart LR"]
    for number, path in enumerate(paths, 1):
        here, names = contacts[path.id], {stage.id: f"j{number}s{at}" for at, stage in enumerate(path.stages, 1)}
        lines.append(f'  subgraph j{number}["{escaped(journey_title(path, language))}"]')
        lines += [f'    {names[stage.id]}("{escaped(stage_title(path, stage.id, language))}")' for stage in path.stages]
        lines += [f'    j{number}{channel}[/"{CHANNELS.get(channel, channel)}"/]' for channel in here.channels]
        for stage, channel, way in sorted({*here.intended, *here.counts}):
            if stage in names:
                lines.append(
                    f"    {_contact(here, (stage, channel, way), names[stage], f'j{number}{channel}', language)}"
                )
        lines.append("  end")
    return "\n".join(lines) + "\n"


def _contact(contacts: Contacts, cell: Cell, stage: str, channel: str, language: str) -> str:
    count = contacts.counts.get(cell, 0)
    left, entered = (channel, stage) if cell[2] == "in" else (stage, channel)
    return f'{left} -->|"{counted(count, language)}"| {entered}' if count else f"{left} -.-> {entered}"
