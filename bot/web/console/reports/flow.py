"""`GET /console/flows/{flow}`: what customers did in one flow, step by step: how many came, stopped, did not get on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.playbook.compiled import Flow, Split
from bot.rules.intervals import Share, lift, share
from bot.rules.texts.unanswered import key_of, unanswered
from bot.store.reports.flow_counts import Course
from bot.web.console import frame
from bot.web.console.playbooks.playbook_file import written_at
from bot.web.console.reports import flows
from bot.web.console.reports.behind import READ
from bot.web.console.reports.charts import intervals
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.flow_chart import LEFT_OFF, Chart, chart
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Cell, Lines, each
from bot.web.console.wording import amounts
from bot.web.console.wording.outcome_words import outcome_words
from bot.web.console.wording.stages import chips
from bot.web.console.wording.step_words import StepWords, does, words_of
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

HOLDOUT: Final = "holdout"
_WORDS_SHOWN: Final = 8  # of what customers said


class StepLine(Struct, frozen=True, kw_only=True):
    """A step as a row of the table."""

    id: str
    words: StepWords
    does: str
    reached: str
    share: str
    href: str
    stopped: str
    stopped_share: str
    stopped_href: str
    lost: str
    lost_href: str


class Trial(Struct, frozen=True, kw_only=True):
    """A split: its arms on one scale, and what the holdout says of each."""

    name: str
    drawing: Any
    arms: tuple[dict[str, str], ...]
    says: tuple[str, ...]


async def show(request: Request) -> Response:
    """Answer with one flow. Raises 404 for one that is not written and was never begun."""
    name, language = request.path_params["flow"], language_of(request)
    period = period_of(request, flows.DEFAULT_DAYS)
    now, before = await flows.counts(request, period)
    flow = _flow(request, name)
    if flow is None and name not in now and name not in before:
        raise refuse(404)
    course = await _course(request, period)
    drawn = chart(course, _order(flow))
    stages = chips(request.app.state.doors.playbook(), language)
    return await frame.page(
        request,
        "flow.html",
        **flows.common(request, now, period, name),
        id=name,
        title=flows.title_of(request, name),
        source=_source(request, flow),
        stage=next((found for (_, stage), found in stages.items() if flow is not None and stage == flow.stage), None),
        total=flows.figures(
            course.began,
            before.get(name, flows.NOBODY),
            language,
            converts=flows.can_convert(request, name, course.began, before.get(name, flows.NOBODY)),
        ),
        links={kind: flows.behind(name, period, *what) for kind, what in _LINKS.items()},
        median=amounts.span(course.median, language),
        lost=amounts.count(sum(course.lost.values()), language),
        drawing=_words_on(drawn, flow, course, period, name, language) if drawn is not None else None,
        lines=_lines_of(course, flow, period, name, language),
        outcomes=_outcomes(course, now.get(name, flows.NOBODY), before.get(name, flows.NOBODY), period, name, language),
        trials=_trials(course, flow, name, period, language),
        said=await _not_understood(request, course, flow, period),
    )


_LINKS: Final[dict[str, tuple[str, str, str | None]]] = {
    "started": ("started", "", ""),
    "ended": ("ended", "", None),
    "converted": ("ended", "", "converted"),
}


def _source(request: Request, flow: Flow | None) -> str:
    """Return where the flow is written; empty where it is not any more."""
    playbook = request.app.state.doors.playbook()
    return written_at(playbook.version, str(flow.place)) if playbook is not None and flow is not None else ""


def _flow(request: Request, name: str) -> Flow | None:
    playbook = request.app.state.doors.playbook()
    return playbook.flows.get(name) if playbook is not None else None


def _order(flow: Flow | None) -> list[str]:
    return list(flow.steps) if flow is not None else []


async def _course(request: Request, period: Period) -> Course:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    return await doors.store.flow_counts.of(
        request.path_params["flow"], period.first, period.last, staff.points_of_sale
    )


def _stopped_at(course: Course, step: str) -> int:
    return sum(times for (at, outcome), times in course.stopped.items() if at == step and outcome in LEFT_OFF)


def _in_order(course: Course, flow: Flow | None) -> list[str]:
    """The steps that were come to, as they are written; those that are not written any more come last."""
    places = {step: place for place, step in enumerate(_order(flow))}
    return sorted(course.reached, key=lambda one: (places.get(one, len(places)), one))


def _lines_of(course: Course, flow: Flow | None, period: Period, name: str, language: str) -> list[StepLine]:
    started = max(course.began.started, 1)
    lines = []
    for step in _in_order(course, flow):
        reached, stopped, lost = course.reached[step], _stopped_at(course, step), course.lost.get(step, 0)
        lines.append(
            StepLine(
                id=step,
                words=(known := words_of(flow, step)),
                does=does(known.verb, language),
                reached=amounts.count(reached, language),
                share=amounts.per_cent(min(1.0, reached / started), language),
                href=flows.behind(name, period, "reached", step),
                stopped=amounts.count(stopped, language) if stopped else "",
                stopped_share=amounts.per_cent(min(1.0, stopped / reached), language) if stopped else "",
                stopped_href=flows.behind(name, period, "stopped", step, None),
                lost=amounts.count(lost, language) if lost else "",
                lost_href=flows.behind(name, period, "lost", step),
            )
        )
    return lines


def _words_on(
    drawn: Chart, flow: Flow | None, course: Course, period: Period, name: str, language: str
) -> dict[str, Any]:
    """What stands on the drawing: texts and the lists behind."""
    say, all_ = words(language).gettext, max(course.began.started, course.began.ended, 1)
    nodes = []
    for node in drawn.nodes:
        if node.end:
            called, verb = outcome_words(node.id, language), say(marked("ends"))
            small, href = (
                amounts.per_cent(node.count / all_, language),
                flows.behind(name, period, "ended", "", node.id),
            )
        else:
            known = words_of(flow, node.id)
            called, verb, small = known.text, does(known.verb, language), ""
            href = flows.behind(name, period, "reached", node.id)
        told = f"{called}: {amounts.count(node.count, language)}"
        nodes.append({"at": node, "called": called, "verb": verb, "small": small, "href": href, "told": told})
    drops = [
        {
            "at": drop,
            "count": amounts.count(drop.count, language),
            "share": amounts.per_cent(min(1.0, drop.count / max(course.reached[drop.step], 1)), language),
            "href": flows.behind(name, period, "stopped", drop.step, None),
        }
        for drop in drawn.drops
    ]
    return {"chart": drawn, "nodes": nodes, "drops": drops}


def _outcomes(course: Course, now: Any, before: Any, period: Period, name: str, language: str) -> list[dict[str, Any]]:
    most = max(course.began.outcomes.values(), default=1)
    all_, then = max(now.started, now.ended), max(before.started, before.ended)
    rows: list[dict[str, Any]] = []
    for outcome, times in sorted(course.began.outcomes.items(), key=lambda item: (-item[1], item[0])):
        part = share(times, max(all_, times))
        earlier = before.outcomes.get(outcome, 0) / then if then else None
        rows.append(
            {
                "called": outcome_words(outcome, language),
                "href": flows.behind(name, period, "ended", "", outcome),
                "bar": round(max(2.0, 120 * times / most), 1),
                "count": amounts.count(times, language),
                "share": amounts.per_cent(part.value, language),
                "between": amounts.between(part, language),
                "points": amounts.points(part.value - earlier, language) if earlier is not None else "–",
            }
        )
    return rows


def _trials(course: Course, flow: Flow | None, flow_id: str, period: Period, language: str) -> list[Trial]:
    return [
        _trial(course, step, name, flow_id, period, language)
        for step, name in _splits(course, flow)
        if any(at == step for at, _ in course.arms)
    ]


def _splits(course: Course, flow: Flow | None) -> Iterable[tuple[str, str]]:
    for step in dict.fromkeys(step for step, _ in course.arms):
        known = flow.steps.get(step) if flow is not None else None
        yield step, known.name if isinstance(known, Split) else step


def _trial(course: Course, step: str, name: str, flow_id: str, period: Period, language: str) -> Trial:
    say = words(language).gettext
    arms = {arm: times for (at, arm), times in course.arms.items() if at == step}
    shares = {arm: share(min(course.won.get((step, arm), 0), of), of) for arm, of in arms.items()}
    named = {arm: say(marked("Holdout, nothing")) if arm == HOLDOUT else arm for arm in shares}
    ordered = sorted(shares, key=lambda arm: (arm == HOLDOUT, -shares[arm].value, arm))
    rates = [(named[arm], shares[arm], _short(shares[arm], language), arm == HOLDOUT) for arm in ordered]
    return Trial(
        name=name,
        drawing=intervals(rates),
        arms=tuple(
            {
                "called": named[arm],
                "of": amounts.count(shares[arm].of, language),
                "won": amounts.count(shares[arm].count, language),
                "share": amounts.per_cent(shares[arm].value, language),
                "between": amounts.between(shares[arm], language),
                "href": flows.behind(flow_id, period, "arm", step, arm),
                "won_href": flows.behind(flow_id, period, "won", step, arm),
            }
            for arm in ordered
        ),
        says=tuple(_lift(named[arm], shares[arm], shares[HOLDOUT], language) for arm in ordered if arm != HOLDOUT)
        if HOLDOUT in shares
        else (),
    )


def _short(rate: Share, language: str) -> str:
    return amounts.per_cent(rate.value, language) if rate.of else "–"


def _lift(arm: str, rate: Share, holdout: Share, language: str) -> str:
    """Say what an arm brings against writing nothing, and whether that is sure."""
    say, found = words(language).gettext, lift(rate, holdout)
    sentence = (
        marked("%(arm)s: %(points)s points against the holdout, %(between)s.")
        if found.is_sure
        else marked("%(arm)s: %(points)s points against the holdout, %(between)s. Not sure yet.")
    )
    told = {
        "arm": arm,
        "points": amounts.points(found.value, language),
        "between": amounts.lift_bounds(found, language),
    }
    return say(sentence) % told


async def _not_understood(request: Request, course: Course, flow: Flow | None, period: Period) -> list[dict[str, Any]]:
    """What customers said that was not understood, step by step, the most frequent first."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    name, counts, found = request.path_params["flow"], doors.store.flow_counts, []
    for step in sorted(course.lost, key=lambda one: -course.lost[one])[:_WORDS_SHOWN]:
        what = ("lost", name, step, "")
        rows = await counts.behind(what, period.since, period.until, scope=staff.points_of_sale, limit=READ)
        said = await counts.words(rows)
        texts = [(said[row.event], row.at) for row in rows if said.get(row.event)]
        found += [
            {
                "step": words_of(flow, step).text,
                "text": one.text,
                "times": one.times,
                "href": flows.behind(name, period, "lost", step) + f"&about={key_of(one.text)}",
            }
            for one in unanswered(texts)
        ]
    return sorted(found, key=_how_often, reverse=True)[:_WORDS_SHOWN]


def _how_often(one: dict[str, Any]) -> int:
    return int(one["times"])


async def _lines(request: Request) -> Lines:
    name, period = request.query_params.get("flow", ""), period_of(request, flows.DEFAULT_DAYS)
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    course = await doors.store.flow_counts.of(name, period.first, period.last, staff.points_of_sale)
    return each(_rows(course, _flow(request, name), language_of(request)))


def _rows(course: Course, flow: Flow | None, language: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for step in _in_order(course, flow):
        known, lost = words_of(flow, step), course.lost.get(step, 0)
        rows.append([step, known.verb, known.text, course.reached[step], _stopped_at(course, step), lost])
    for outcome, times in sorted(course.began.outcomes.items()):
        rows.append([outcome, "stop", outcome_words(outcome, language), times, 0, 0])
    for (step, arm), times in sorted(course.arms.items()):
        rows.append([step, "split", arm, times, 0, 0])
    return rows


SHEET: Final = Sheet(
    title=marked("A flow, step by step"),
    headings=(
        marked("Step"),
        marked("Verb"),
        marked("Text"),
        marked("Reached"),
        marked("Stopped there"),
        marked("Not understood"),
    ),
    lines=_lines,
)
