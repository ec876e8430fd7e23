"""`rate` to its two kinds of steps: the rating, and for each level that asks why an open question after it.

The open question of the step `score` at the level `low` is the step `score.why_low`; what follows it is the level's
branch. Silence there goes on where a customer is disappointed, and ends the conversation otherwise: nobody is thanked
days later for words that never came.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.playbook.compile.compiling import Branches, Common
from bot.playbook.compile.wording import wording
from bot.playbook.compiled import Comment, Rate, RateArm, Remind
from bot.playbook.draft import Kept
from bot.playbook.schema.branches import Branch
from bot.playbook.schema.rating import RateFields
from bot.playbook.schema.wording import WordingSource
from bot.playbook.source.places import place_of
from bot.rules.order.feedback import LEVELS, Level


def rate(graph: Branches, source: RateFields, common: Common) -> Rate:
    """Return the rating's step; its open questions are put into the graph."""
    compiling, spot, remind = graph.compiling, common.spot, source.remind
    slot = compiling.slot(source.save) if source.save else None
    if slot is not None and source.save is not None:
        place = place_of(source.save, spot.file)
        compiling.kept.append(Kept(owner=slot.owner, name=slot.name, flow=spot.owner, place=place, sort="number"))
    return Rate(
        **common.fields(),
        wording=wording(compiling, source.ask, source.ask, spot),
        as_="rating",
        save=slot,
        remind=Remind(after=remind.after, wording=wording(compiling, remind.say, remind, spot), times=remind.times)
        if remind
        else None,
        silent=graph.branch(source.silent, common, "silent"),
        has_silent=source.silent is not None,
        otherwise=graph.branch(source.otherwise, common, "otherwise"),
        has_otherwise=source.otherwise is not None,
        retries=source.retries,
        scale=source.scale,
        about=str(source.about or ""),
        arms={level: _arm(graph, source, common, level) for level in LEVELS},
    )


def _arm(graph: Branches, source: RateFields, common: Common, level: Level) -> RateArm:
    branch: Branch | None = getattr(source, level)
    why: WordingSource | None = getattr(source.why, level) if source.why else None
    target = graph.branch(branch, common, level)
    if why is None:
        return RateArm(None, target)
    return RateArm(_why(graph, why, common, level, target or common.next), target)


def _why(graph: Branches, why: WordingSource, common: Common, level: Level, then: str | None) -> str:
    name = f"{common.id}.why_{level}"
    spot = replace(common.spot, step=name)
    comment = Comment(
        id=name,
        place=place_of(why.node, spot.file),
        next=then,
        wording=wording(graph.compiling, why, why, spot),
        as_="text",
        has_silent=level == "low",
        has_otherwise=True,
        retries=0,
        rate=common.id,
        level=level,
    )
    graph.put(comment)
    return name
