"""Each verb of a conversation to the step that the engine runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, assert_never

from bot.model.message import Choice
from bot.playbook.compile import offering as offering_steps
from bot.playbook.compile.booking import book
from bot.playbook.compile.compiling import Branches, Common, Compiling
from bot.playbook.compile.labels import slugs
from bot.playbook.compile.rating import rate
from bot.playbook.compile.wording import remind, wording
from bot.playbook.compiled import (
    AnyStep,
    Arm,
    Ask,
    AskedAs,
    Call,
    Case,
    Choose,
    ConsentStep,
    EmitStep,
    Expression,
    FetchStep,
    Floor,
    Go,
    HandOver,
    Move,
    Option,
    OrderStep,
    Say,
    Set,
    Slot,
    Split,
    Stop,
    Wait,
)
from bot.playbook.draft import Kept, Spot
from bot.playbook.liquid.liquid_texts import PlainText
from bot.playbook.schema import acting, asking, booking, offering, rating, recommending, selling, steps
from bot.playbook.schema.written import key
from bot.playbook.source.nodes import Node, Word
from bot.playbook.source.places import place_of
from bot.rules.texts.plain_text import plain

USUAL_FETCH: Final = timedelta(seconds=3)


def compile_step(graph: Branches, step: steps.Step, common: Common) -> AnyStep:  # noqa: C901, PLR0911, PLR0912 - a verb a case
    """Return the step that the engine runs."""
    compiling, spot, fields = graph.compiling, common.spot, common.fields()
    match step:
        case asking.SaySource():
            return Say(**fields, wording=wording(compiling, step.say, step, spot))
        case asking.AskSource():
            return _ask(graph, step, common)
        case asking.OpenFloorSource():
            return _floor(compiling, step.answer, common)
        case selling.OrderSource():
            return _order(graph, step.order, common)
        case booking.BookSource():
            return book(graph, step.book, common, remind(compiling, step.book.remind, spot))
        case rating.RateSource():
            return rate(graph, step.rate, common)
        case acting.SetSource():
            return Set(**fields, assignments=tuple(_assignment(compiling, *item, spot) for item in step.set.items()))
        case acting.ChooseSource():
            return _choose(graph, step, common)
        case acting.SplitSource():
            return Split(**fields, name=str(step.split.name), arms=_arms(graph, step.split, common))
        case acting.WaitSource():
            return _wait(graph, step.wait, common)
        case acting.CallSource():
            _keep(compiling, Slot("conversation", "outcome"), "text", step.call, spot)
            return Call(**fields, flow=compiling.mention("flow", step.call, spot) or "")
        case acting.GoSource():
            return Go(**fields, target=compiling.mention("step", step.go, spot) or "")
        case acting.MoveSource():
            stage = compiling.mention("stage", step.move.stage, spot) or ""
            return Move(**fields, stage=stage, cause=str(step.move.cause or ""))
        case acting.EmitSource():
            data = _named(compiling, step.emit.data, spot)
            return EmitStep(**fields, name=str(step.emit.name), data=data)
        case acting.FetchSource():
            return _fetch(graph, step.fetch, common)
        case acting.ConsentSource():
            return _consent(graph, step.consent, common)
        case offering.CompareSource():
            return offering_steps.compare(graph, step, common)
        case recommending.RecommendSource():
            return offering_steps.recommend(graph, step, common)
        case acting.HandOverSource():
            fields_of = step.hand_over
            team = compiling.mention("team", fields_of.team, spot) or ""
            reason = compiling.text(fields_of.reason, spot, "value") if fields_of.reason else None
            return HandOver(**fields, team=team, reason=reason, priority=fields_of.priority)
        case acting.StopSource():
            return Stop(**fields, outcome=str(step.stop))
        case _:
            assert_never(step)


def _ask(graph: Branches, step: asking.AskSource, common: Common) -> Ask:
    compiling, spot = graph.compiling, common.spot
    as_: AskedAs = step.as_ or ("choice" if step.choices else "text")
    said, save = wording(compiling, step.ask, step, spot), _saved(compiling, step.save, _SORTS.get(as_, "text"), spot)
    options = _options(graph, step.choices, common)
    if step.offer is not None and "{{" not in step.offer:
        compiling.mention("offer", step.offer, spot)
    return Ask(
        **common.fields(),
        wording=said,
        as_=as_,
        save=save,
        options=options,
        choices=_choices(options),
        remind=remind(compiling, step.remind, spot),
        silent=graph.branch(step.silent, common, "silent"),
        has_silent=step.silent is not None,
        otherwise=graph.branch(step.otherwise, common, "otherwise"),
        has_otherwise=step.otherwise is not None,
        retries=step.retries,
        offer=compiling.text(step.offer, spot, "value") if step.offer is not None else None,
        hears=tuple(str(word) for word in step.hears),
        exemplified={plain(text): option.key for option in options for text in option.examples},
    )


def _order(graph: Branches, order: selling.OrderFields, common: Common) -> OrderStep:
    compiling, spot = graph.compiling, common.spot
    is_named = order.from_ in ("cart", "order", "said")
    if not is_named and "{{" not in order.from_:
        for one in order.from_.split(";"):
            compiling.mention("offer", key(one.strip(), order.from_), spot)
    return OrderStep(
        **common.fields(),
        source=str(order.from_) if is_named else "offer",  # type: ignore[arg-type] # one of the three
        offer=None if is_named else compiling.text(order.from_, spot, "value"),
        quantity=compiling.expression(order.quantity, spot) if order.quantity is not None else None,
        confirmed=graph.branch(order.confirmed, common, "confirmed"),
        cancelled=graph.branch(order.cancelled, common, "cancelled"),
        empty=graph.branch(order.empty, common, "empty"),
        has_empty=order.empty is not None,
        remind=remind(compiling, order.remind, spot),
        silent=graph.branch(order.silent, common, "silent"),
        has_silent=order.silent is not None,
    )


_SORTS: Final[dict[str, Any]] = {
    "number": "number",
    "money": "number",
    "yes_no": "truth",
    "location": "unknown",
    "photo": "unknown",
}


def _options(graph: Branches, choices: list[asking.Choice], common: Common) -> tuple[Option, ...]:
    keys = slugs(str(choice.label) for choice in choices)
    return tuple(
        Option(
            key=key,
            label=graph.compiling.text(choice.label, common.spot, "label"),
            target=graph.branch(choice.do, common, key),
            hears=tuple(str(word) for word in choice.hears),
            examples=tuple(str(text) for text in choice.examples),
        )
        for key, choice in zip(keys, choices, strict=True)
    )


def _choices(options: tuple[Option, ...]) -> dict[str, tuple[Choice, ...]]:
    """Return the options as customers see them, by language; nothing where a label has a value in it."""
    labels = [option.label for option in options if isinstance(option.label, PlainText)]
    if not labels or len(labels) < len(options):
        return {}
    return {
        language: tuple(Choice(option.key, option.label.render({}, language)) for option in options)
        for language in labels[0].languages
    }


def _floor(compiling: Compiling, source: asking.FloorSource, common: Common) -> Floor:
    invitation = wording(compiling, source.say, source, common.spot) if source.say else None
    return Floor(**common.fields(), wording=invitation, tags=tuple(str(tag) for tag in source.tags))


def _assignment(compiling: Compiling, name: Word, node: Node, spot: Spot) -> tuple[Slot, Expression]:
    slot = compiling.slot(name)
    value = node.value() if isinstance(node, Word) else None
    _keep(compiling, slot, _sort_of(value), name, spot)
    return slot, compiling.expression(node, spot)


def _sort_of(value: object) -> Any:
    match value:
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case str() if "{{" not in value:
            return "text"
        case _:
            return "unknown"


def _choose(graph: Branches, step: acting.ChooseSource, common: Common) -> Choose:
    cases = []
    for number, case in enumerate(step.choose, 1):
        if case.else_ is not None:
            cases.append(Case(None, graph.branch(case.else_, common, "else")))
        else:
            condition = graph.compiling.condition(case.if_, common.spot)
            cases.append(Case(condition, graph.branch(case.then, common, f"case_{number}")))
    return Choose(**common.fields(), cases=tuple(cases))


def _arms(graph: Branches, split: acting.SplitFields, common: Common) -> tuple[Arm, ...]:
    arms = []
    for number, arm in enumerate(split.branches, 1):
        name = str(arm.name or f"arm_{number}")
        arms.append(Arm(name=name, weight=arm.weight, target=graph.branch(arm.do, common, name)))
    if split.holdout:
        arms.append(Arm(name="holdout", weight=split.holdout, holdout=True))
    return tuple(arms)


def _wait(graph: Branches, wait: acting.WaitFields, common: Common) -> Wait:
    return Wait(
        **common.fields(),
        duration=wait.for_,
        until=graph.compiling.text(wait.until, common.spot, "value") if wait.until else None,
        event=str(wait.event) if wait.event else None,
        at_most=wait.at_most,
        late=graph.branch(wait.late, common, "late"),
        has_late=wait.late is not None,
    )


def _fetch(graph: Branches, fetch: acting.FetchFields, common: Common) -> FetchStep:
    compiling, spot = graph.compiling, common.spot
    slot = _saved(compiling, fetch.save, "unknown", spot)
    assert slot is not None, "the schema wants `save`"
    address = fetch.get or fetch.post
    assert address is not None, "the schema wants one"
    return FetchStep(
        **common.fields(),
        method="GET" if fetch.get else "POST",
        url=compiling.text(address, spot, "address"),
        save=slot,
        within=fetch.within or USUAL_FETCH,
        body=_named(compiling, fetch.body, spot),
        failed=graph.branch(fetch.failed, common, "failed"),
        has_failed=fetch.failed is not None,
    )


def _consent(graph: Branches, consent: acting.ConsentFields, common: Common) -> ConsentStep:
    purpose = consent.ask or consent.record or consent.withdraw
    assert purpose is not None, "the schema wants one"
    return ConsentStep(
        **common.fields(),
        action="ask" if consent.ask else "record" if consent.record else "withdraw",
        purpose=purpose,
        channel=consent.channel,
        wording=graph.compiling.text(consent.wording, common.spot) if consent.wording else None,
        granted=graph.branch(consent.granted, common, "granted"),
        refused=graph.branch(consent.refused, common, "refused"),
    )


def _named(compiling: Compiling, data: dict[Word, Node], spot: Spot) -> tuple[tuple[str, Expression], ...]:
    return tuple((str(name), compiling.expression(node, spot)) for name, node in data.items())


def _saved(compiling: Compiling, word: Word | None, sort: Any, spot: Spot) -> Slot | None:
    if word is None:
        return None
    slot = compiling.slot(word)
    _keep(compiling, slot, sort, word, spot)
    return slot


def _keep(compiling: Compiling, slot: Slot, sort: Any, word: Word, spot: Spot) -> None:
    place = place_of(word, spot.file)
    compiling.kept.append(Kept(owner=slot.owner, name=slot.name, flow=spot.owner, place=place, sort=sort))
