"""`parcours draw`: a flow, the journeys or the contacts on them as a picture."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

import click

from bot.cli.failure import Failure
from bot.cli.opening import opened
from bot.cli.playbook.playbooks import checked_playbook, folder_to_show
from bot.cli.writing import to_write
from bot.playbook.compiled import JourneyMap, Playbook
from bot.playbook.faults import suggestion
from bot.settings import read_settings
from bot.studio.drawings.dot import NoGraphviz, dot, rendered
from bot.studio.drawings.drawing import Picture, draw
from bot.studio.drawings.journey_drawing import draw_journeys
from bot.studio.drawings.journey_figures import JourneyFigures, StageFigures, Way
from bot.studio.drawings.journey_mermaid import journeys_mermaid, touchpoints_mermaid
from bot.studio.drawings.mermaid import mermaid
from bot.studio.drawings.svg import Drawing, png
from bot.studio.drawings.touchpoints import Contacts, intended
from bot.studio.drawings.touchpoints_drawing import draw_touchpoints
from bot.web.console.reports.dates import last_days
from bot.web.console.reports.journey_figures import Figures, figures_of
from bot.wiring.clock import now

JOURNEY: Final = "journey"
TOUCHPOINTS: Final = "touchpoints"


@click.command("draw", epilog="Example: parcours draw journey --since 90d -o journey.svg")
@click.argument("what", metavar="FLOW|journey|touchpoints")
@click.option("-o", "output", metavar="FILE", type=click.Path(path_type=Path), help=".svg, .png, .mmd or, a flow, .dot")
@click.option("--playbook", "folder", metavar="DIR", type=click.Path(path_type=Path), help="The folder of flows/.")
@click.option("--only", metavar="JOURNEY", help="One of the journeys, by its name.")
@click.option("--since", default="30d", show_default=True, help="How far back moves and messages are counted, in days.")
@click.option("--lang", "language", type=click.Choice(["fr", "en"]), help="Without it, the store's first language.")
@click.option("--bare", is_flag=True, help="The maps as they are written, without the figures of the database.")
def draw_command(
    what: str,
    output: Path | None,
    folder: Path | None,
    only: str | None,
    since: str,
    language: Literal["fr", "en"] | None,
    bare: bool,
) -> int:
    """Draw a flow, the journeys or the contacts on them: as Mermaid on the screen, or into a file.

    A flow's SVG and PNG are made by Graphviz. Journeys tell how many customers are in each stage, how they move and how
    long they stay; contacts, how many messages went in and out in each stage: the console's figures, of whole days up
    to today. Without a database, the maps alone.
    """
    to_write(output)
    playbook, _ = checked_playbook(folder_to_show(folder))
    if what not in (JOURNEY, TOUCHPOINTS):
        _draw_flow(what, playbook, output)
        return 0
    paths = _paths(playbook, only)
    spoken = language or playbook.store.languages[0]
    days = _days(since)
    if what == JOURNEY:
        known = None if bare else asyncio.run(drawn_figures(playbook, paths, days))
        _give(draw_journeys(paths, known, spoken), journeys_mermaid(paths, known, spoken), output)
    else:
        met = None if bare else asyncio.run(_contacts(playbook, paths, days))
        contacts = met or {path.id: Contacts(intended=intended(path)) for path in paths}
        picture = draw_touchpoints(paths, contacts, spoken, days if met else None)
        _give(picture, touchpoints_mermaid(paths, contacts, spoken), output)
    return 0


def _draw_flow(name: str, playbook: Playbook, output: Path | None) -> None:
    if name not in playbook.flows:
        raise Failure(_no_flow(name, playbook))
    picture = draw(playbook.flows[name], playbook.store)
    if output is None:
        click.echo(mermaid(picture), nl=False)
    else:
        _write(output, _drawn(picture, output.suffix.lower()))


def _no_flow(name: str, playbook: Playbook) -> str:
    near = suggestion(name, (*playbook.flows, JOURNEY, TOUCHPOINTS))
    return f"no flow is called {name}{near or '; its name is what stands after `flow:` in conversations/'}"


def _drawn(picture: Picture, suffix: str) -> bytes:
    match suffix:
        case ".mmd" | ".mermaid":
            return mermaid(picture).encode()
        case ".dot" | ".gv":
            return dot(picture).encode()
        case ".svg" | ".png":
            try:
                return rendered(picture, "svg" if suffix == ".svg" else "png")
            except NoGraphviz as fault:
                raise Failure(str(fault), 1) from None
    raise Failure(f"a drawing ends in .svg, .png, .mmd or .dot, not {suffix or 'nothing'}; name another file")


def _give(drawing: Drawing, text: str, output: Path | None) -> None:
    """Print the text, or write the drawing in the form that its file's name asks for."""
    suffix = output.suffix.lower() if output else ".mmd"
    match suffix:
        case ".mmd" | ".mermaid":
            drawn = text.encode()
        case ".svg":
            drawn = drawing.svg().encode()
        case ".png":
            drawn = png(drawing.svg())
        case _:
            raise Failure(f"this drawing ends in .svg, .png or .mmd, not {suffix or 'nothing'}; name another file")
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, drawn)


def _write(output: Path, drawn: bytes) -> None:
    output.write_bytes(drawn)
    click.echo(f"drew {output}")


def _paths(playbook: Playbook, only: str | None) -> tuple[JourneyMap, ...]:
    known = {path.id: path for path in playbook.journeys}
    if only is None:
        return playbook.journeys
    if only not in known:
        raise Failure(f"no journey is called {only}{suggestion(only, known)}")
    return (known[only],)


def _days(since: str) -> int:
    match = re.fullmatch(r"(\d{1,4})d", since)
    if match is None or not int(match[1]):
        raise Failure(f"--since {since} is no number of days; write 30d or 365d")
    return int(match[1])


def _is_there() -> bool:
    """Tell whether there is a database: an SQLite file that exists, or one that was named."""
    path = read_settings().sqlite_path
    return path is None or path.exists()


async def drawn_figures(
    playbook: Playbook, paths: tuple[JourneyMap, ...], days: int
) -> dict[str, JourneyFigures] | None:
    """Return what the console's page of each journey shows for as many days."""
    if not _is_there():
        return None
    period = last_days(days, now(), ZoneInfo(playbook.store.timezone))
    async with opened(read_settings()) as store:
        places = await store.journey_reports.places()
        return {path.id: _drawn_figures(await figures_of(store, path, period, now(), (), places)) for path in paths}


def _drawn_figures(found: Figures) -> JourneyFigures:
    ways = [
        Way(left=one.left, entered=one.stage, moves=one.count, ahead=found.kind(one) in ("fwd", "circle"))
        for one in found.moves
        if one.left and found.kind(one) != "steady"
    ]
    return JourneyFigures(
        days=round(found.weeks * 7),
        stages={
            stage: StageFigures(
                customers=found.standing.get(stage, 0),
                stalled=found.stalled.get(stage, 0),
                median=found.medians[stage].median if stage in found.medians else None,
            )
            for stage in found.order
        },
        ways=tuple(sorted(ways, key=lambda way: (-way.moves, way.left, way.entered))),
    )


async def _contacts(playbook: Playbook, paths: tuple[JourneyMap, ...], days: int) -> dict[str, Contacts] | None:
    """Return what the console's page of touchpoints shows for as many days."""
    if not _is_there():
        return None
    period = last_days(days, now(), ZoneInfo(playbook.store.timezone))
    async with opened(read_settings()) as store:
        return {
            path.id: Contacts(
                intended=intended(path),
                counts={
                    (cell.stage, cell.channel, cell.way): cell.messages
                    for cell in await store.contacts.cells(path.id, period.since, period.until)
                },
            )
            for path in paths
        }
