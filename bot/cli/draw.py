"""`parcours draw`: a flow as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.failure import Failure
from bot.cli.playbooks import checked_playbook, folder_of
from bot.playbook.compiled import Playbook
from bot.playbook.faults import suggestion
from bot.studio.dot import NoGraphviz, dot, rendered
from bot.studio.drawing import Picture, draw
from bot.studio.mermaid import mermaid

#: Drawings of the contract that a later version brings.
LATER = {"journey": "journey", "touchpoints": "map of contacts"}


@click.command("draw", epilog="Example: parcours draw order -o order.svg")
@click.argument("flow")
@click.option("-o", "output", metavar="FILE", type=click.Path(path_type=Path), help=".svg, .png, .mmd or .dot")
@click.option("--playbook", "folder", metavar="DIR", type=click.Path(path_type=Path), help="The folder of flows/.")
def draw_command(flow: str, output: Path | None, folder: Path | None) -> int:
    """Draw a flow: as Mermaid on the screen, or into a file. SVG and PNG are made by Graphviz."""
    playbook, _ = checked_playbook(folder_of(folder))
    if flow not in playbook.flows:
        raise Failure(_no_flow(flow, playbook))
    picture = draw(playbook.flows[flow])
    if output is None:
        click.echo(mermaid(picture), nl=False)
    else:
        output.write_bytes(_drawn(picture, output.suffix.lower()))
        click.echo(f"drew {output}")
    return 0


def _no_flow(name: str, playbook: Playbook) -> str:
    if name in LATER:
        flow = min(playbook.flows, default="order")
        return f"drawing the {LATER[name]} is not available in this version; name a flow, such as {flow}"
    near = suggestion(name, playbook.flows) or "; its name is what stands after `flow:` in conversations/"
    return f"no flow is called {name}{near}"


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
    raise Failure(f"a drawing ends in .svg, .png, .mmd or .dot, not {suffix or 'nothing'}")
