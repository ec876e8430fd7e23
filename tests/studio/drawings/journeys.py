"""A small journey map and its customers, for tests of drawings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.playbook.compiled import JourneyMap, Signal, Stage
from bot.studio.drawings.journey_figures import JourneyFigures, StageFigures, Way

PATH = JourneyMap(
    id="coffee",
    title="Du premier café à l’habitude",
    stages=(
        Stage(id="looks", expected=timedelta(days=2), goal="a trouvé"),
        Stage(id="buys", expected=timedelta(days=3), goal="commande"),
        Stage(id="drinks_it", expected=timedelta(days=20), goal="l’apprécie"),
        Stage(id="again", expected=timedelta(days=9), next="buys"),
    ),
    silences=(
        Signal(journey="coffee", on="silence", stage="looks", certain=True, after=timedelta(days=14), within=("buys",)),
    ),
    source={"touchpoints": {"looks": {"in": ["telegram", "web"], "out": ["telegram"]}, "buys": {"out": ["sms"]}}},
)


def figures(
    standing: Mapping[str, int], ways: Mapping[tuple[str, str, bool], int], **stalled: int
) -> Mapping[str, JourneyFigures]:
    """Return the figures of a month: who is where, and how many moved from where to where, ahead or back; who left
    `looks` had been there for four days."""
    return {
        "coffee": JourneyFigures(
            days=30,
            stages={
                one.id: StageFigures(
                    customers=standing.get(one.id, 0),
                    stalled=stalled.get(one.id, 0),
                    median=timedelta(days=4) if one.id == "looks" else None,
                )
                for one in PATH.stages
            },
            ways=tuple(
                Way(left=left, entered=entered, moves=moves, ahead=ahead)
                for (left, entered, ahead), moves in ways.items()
            ),
        )
    }
