"""Values that may be absent where a text shows them: a message is never sent with a hole in it.

In a flow, what is surely there is followed from step to step: a question's reply, a `set`, a condition that held, the
event that started it. Where ways meet, only what all of them bring is sure. A value that is looked at with `default:`
or inside an `if` that tests it needs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from bot.playbook.check.values import Known, place_of_use
from bot.playbook.check.vocabulary import BROUGHT, NAMESPACES, PLAIN
from bot.playbook.check.walking import is_sure
from bot.playbook.compiled import (
    AnyStep,
    Ask,
    BookStep,
    Call,
    Case,
    Choose,
    Compare,
    FetchStep,
    Flow,
    OrderStep,
    Rate,
    Recommend,
    Set,
    Slot,
    Start,
)
from bot.playbook.damage import NOTHING, Damage
from bot.playbook.draft import Draft, Used
from bot.playbook.faults import Fault, error
from bot.playbook.liquid.liquid_analysis import Use, proven
from bot.playbook.liquid.liquid_values import Constant
from bot.playbook.offer_facts import facts_of, names_to
from bot.playbook.ways import Way, ways
from bot.rules.offers.comparison import KEPT
from bot.rules.offers.recommendation import KEPT as TOLD

Sure = frozenset[str]
_NOTHING: Final[Sure] = frozenset()
_CALLED: Final[Sure] = frozenset({"conversation.outcome"})
_RATED: Final[Sure] = frozenset({"feedback.score", "feedback.level", "feedback.scale"})
#: What an order that was just made surely has; a picture that is not there leaves its message alone.
_ORDERED: Final = frozenset(
    {"order.number", "order.total", "order.currency", "order.status", "order.fulfilment", "order.picture"}
)
#: What an appointment that was just booked surely has.
_BOOKED: Final = frozenset(
    f"appointment.{name}"
    for name in ("at", "ends", "minutes", "status", "reference", "about", "title", "point_of_sale", "store")
)
#: What a comparison that was decided brings.
COMPARED: Final[Sure] = frozenset(f"customer.last_comparison.{name}" for name in KEPT)
#: What a recommendation that was made brings.
RECOMMENDED: Final[Sure] = frozenset(f"customer.recommended.{name}" for name in TOLD)
_NIL_TEST: Final = re.compile(r"\s*([a-z_]+(?:\.[A-Za-z_]\w*)+)\s*==\s*(?:nil|null|blank|empty)\s*")


def values_that_may_be_absent(draft: Draft) -> Iterator[Fault]:
    """A value shown without `default:` that some customers do not have."""
    called = _called(draft)
    sure = {
        (one.flow.id, step): names
        for one in draft.flows
        for step, names in sure_values(one.flow, called=one.flow.id in called, damage=draft.damage(one.file)).items()
    }
    always = _always(draft)
    names = Known(draft)
    for used in draft.used:
        if used.role not in {"text", "sms", "template", "label", "address"}:
            continue
        damage = draft.damage(used.spot.file)
        known = sure.get((used.spot.owner, used.spot.step))
        if known is None and damage.marks and used.spot.step:
            continue  # only what is lost leads here
        there = always | (known or frozenset())
        for use in used.analysis.uses:
            if use.role != "shown" or use.safe or _is_sure(use, there, used) or _lost(use, damage):
                continue
            if use.path[0].removesuffix("s") in draft.unread:  # `store`, `offers`
                continue
            if names.knows(use, used.spot):  # one that nothing can have set is told elsewhere
                message = (
                    f"`{use.name}` may be absent; write `{{{{ {use.name} | default: '…' }}}}`, or put it inside an `if`"
                )
                yield error(place_of_use(draft, used, use.line, use.column), message)


def _always(draft: Draft) -> Sure:
    names = {f"{space}.{name}" for space, known in NAMESPACES.items() for name in known.always}
    sold = {f"offers.{id_}.{fact}" for id_, offer in draft.offers.items() for fact in facts_of(offer)}
    ways = {f"store.delivery.{name}" for name in names_to(draft.store.delivery)}
    return frozenset(names | sold | ways | {f"store.{fact}" for fact in draft.store.facts})


def _is_sure(use: Use, there: Sure, used: Used) -> bool:
    head = use.path[0]
    if head in PLAIN or head not in NAMESPACES:  # a name that nothing knows is told elsewhere
        return True
    if used.spot.kind == "answer" and head == "answer":
        return True
    return any(".".join(use.path[:length]) in there for length in range(2, len(use.path) + 1))


def _lost(use: Use, damage: Damage) -> bool:
    """Whether what is lost may bring the value: it is named there, or what a called flow came to."""
    called = use.path[1:] == ("outcome",) and bool(damage.marks)
    return called or any(name in damage.words for name in use.path[1:])


def _called(draft: Draft) -> frozenset[str]:
    calls = {step.flow for one in draft.flows for step in one.flow.steps.values() if isinstance(step, Call)}
    return frozenset(calls | {one.entry.then for one in draft.answers if one.entry.then})


def sure_values(flow: Flow, *, called: bool, damage: Damage = NOTHING) -> dict[str, Sure]:
    """Return, for each step, the values that are surely there when it begins.

    A flow that others call, or that an answer offers, can't count on what its own starts bring. A step that only
    what is lost leads to has none.
    """
    if flow.first not in flow.steps:
        return {}
    brought = frozenset().union(*BROUGHT.values()) if damage.head else _brought(flow)
    start = {flow.first: frozenset() if called else brought}
    sure: dict[str, Sure] = {} if damage.before(flow.steps[flow.first].place) else dict(start)
    _follow(flow, sure, list(sure), lambda step, target: is_sure(flow, step, target, damage))
    if damage.marks:  # where only ways through what is lost lead, they count: what they may bring is named there
        known = frozenset(sure)
        sure = {**start, **sure}
        _follow(flow, sure, list(sure), lambda _, target: target not in known)
    return {name: _guarded(flow.steps[name], names) for name, names in sure.items()}


def _follow(flow: Flow, sure: dict[str, Sure], waiting: list[str], leads: Callable[[AnyStep, str], bool]) -> None:
    """Carry what is sure along every way that `leads`; where ways meet, keep what all bring."""
    while waiting:
        step = flow.steps[waiting.pop()]
        for target, names in _ways(step, sure[step.id]):
            if target is None or target not in flow.steps or not leads(step, target):
                continue
            known = sure.get(target)
            met = names if known is None else names & known
            if met != known:
                sure[target] = met
                waiting.append(target)


def _guarded(step: AnyStep, names: Sure) -> Sure:
    return names | _holds(step.guard.source) if step.guard is not None else names


def _holds(condition: str) -> Sure:
    return frozenset(".".join(path) for path in proven(condition))


def _fails(condition: str) -> Sure:
    """Return what is surely there when a condition does not hold: `x == nil` failed, so there is an x."""
    match = _NIL_TEST.fullmatch(condition)
    return frozenset({match[1]}) if match else frozenset()


def _brought(flow: Flow) -> Sure:
    """Return what every start brings."""
    brought = [_by_start(start) for start in flow.starts]
    return frozenset.intersection(*brought) if brought else frozenset()


def _by_start(start: Start) -> Sure:
    sent = [names for prefix, names in BROUGHT.items() if start.event is not None and start.event.startswith(prefix)]
    holds = _holds(start.condition.source) if start.condition is not None else frozenset()
    return frozenset().union(holds, *sent)


def _ways(step: AnyStep, before: Sure) -> Iterator[tuple[str | None, Sure]]:
    """Yield where every way out of a step comes to, with what is sure on it."""
    if step.guard is not None:
        yield step.next, before | _fails(step.guard.source)
    inside = _guarded(step, before)
    match step:
        case Choose():
            yield from _after_choose(step, inside)
        case Set():
            yield step.next, _after_set(step, inside)
        case _:
            yield from ((way.to, inside | _learnt(step, way)) for way in ways(step))


def _learnt(step: AnyStep, way: Way) -> Sure:  # noqa: PLR0911 - one case a verb
    """Return what a way out of a step brings."""
    is_answer = way.choice or way.name not in ("silent", "otherwise")
    match step:
        case Rate():
            return _RATED | _saved(step.save) if is_answer else _NOTHING
        case Ask():
            return _saved(step.save) if is_answer else _NOTHING
        case Compare():
            return COMPARED | _saved(step.save) if way.name == "chosen" else _NOTHING
        case Recommend():
            if way.choice or way.name == "silent":
                return RECOMMENDED
            return RECOMMENDED | _saved(step.save) if way.name == "taken" else _NOTHING
        case FetchStep():
            return _saved(step.save) if not way.name else _NOTHING
        case Call():
            return _CALLED
        case BookStep():
            return _BOOKED if way.name == "booked" else _NOTHING
        case OrderStep():
            return _ORDERED if way.name == "confirmed" else _NOTHING
        case _:
            return _NOTHING


def _saved(slot: Slot | None) -> Sure:
    return frozenset({_name(slot)}) if slot is not None else _NOTHING


def _name(slot: Slot) -> str:
    return f"{slot.owner}.{slot.name}"


def _after_choose(step: Choose, inside: Sure) -> Iterator[tuple[str | None, Sure]]:
    left = inside
    for case in step.cases:
        yield case.target or step.next, left | _case_holds(case)
        left = left | (_fails(case.condition.source) if case.condition is not None else frozenset())
    if all(case.condition is not None for case in step.cases):
        yield step.next, left


def _case_holds(case: Case) -> Sure:
    return _holds(case.condition.source) if case.condition is not None else frozenset()


def _after_set(step: Set, inside: Sure) -> Sure:
    names = inside
    for slot, expression in step.assignments:
        emptied = isinstance(expression, Constant) and expression.evaluate({}, "") is None
        names = names - {_name(slot)} if emptied else names | {_name(slot)}
    return names
