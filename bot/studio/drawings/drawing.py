"""A flow as a graph of boxes and arrows, whatever draws it: `mermaid` and `dot` write the same picture.

Boxes carry the verb in words and the author's text; arrows carry choices, conditions and what silence or failure leads
to. A `go` is no box but the arrow itself. Texts are the author's own, in the store's first language, with ‹first_name›
where a value is said, and a sum or a length of time that stands in the text as it will be read: 349 €, 3 days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final, Literal, assert_never

from msgspec import Struct

from bot.playbook.compiled import (
    AnyStep,
    Ask,
    BookStep,
    Call,
    Choose,
    Compare,
    ConsentStep,
    EmitStep,
    FetchStep,
    Floor,
    Flow,
    Go,
    HandOver,
    MissingValue,
    Move,
    OrderStep,
    Rate,
    Recommend,
    Say,
    Set,
    Slot,
    Split,
    Start,
    Stop,
    Store,
    Wait,
)
from bot.playbook.liquid.liquid import Compiler, LiquidFault
from bot.playbook.ways import named_ways
from bot.studio.drawings.drawing_words import length, word

Kind = Literal["start", "say", "ask", "decide", "wait", "note", "outside", "person", "end"]
END: Final = "·end"
_LONGEST: Final = 110  # characters of a text in a box


class Box(Struct, frozen=True):
    """`verb` in words, `text` the author's; `note` what else matters (where it is kept, when it is skipped)."""

    id: str
    kind: Kind
    verb: str
    text: str = ""
    note: str = ""


class Arrow(Struct, frozen=True):
    """`unusual`: silence, failure, what nobody hopes for."""

    from_: str
    to: str
    label: str = ""
    unusual: bool = False


class Picture(Struct, frozen=True):
    """What is drawn, in the flow's order."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(flow: Flow, store: Store | None = None, language: str = "en") -> Picture:
    """Return the picture of a flow; `store` says in which language and money its texts are read, `language` is that of
    the words around them.
    """
    read = _Reader(store or Store(name=""), language)
    steps = [step for step in flow.steps.values() if not _is_arrow(step)]
    boxes = [_start(f"·start{number}", start, read) for number, start in enumerate(flow.starts, 1)]
    boxes = boxes or [Box("·start", "start", read.word("by_others"))]
    arrows = [Arrow(box.id, _end_of(flow, flow.first or None)) for box in boxes]
    for step in steps:
        boxes.append(_box(step, read))
        arrows.extend(_arrows(flow, step, read))
    if any(arrow.to == END for arrow in arrows):
        boxes.append(Box(END, "end", read.word("done")))
    return Picture(flow.title, tuple(boxes), tuple(_together(arrows)))


def _is_arrow(step: AnyStep) -> bool:
    return isinstance(step, Go) and step.guard is None


def _end_of(flow: Flow, target: str | None) -> str:
    """Return the box that an arrow to `target` comes to, past every `go`."""
    seen: set[str] = set()
    while target is not None and target not in seen:
        seen.add(target)
        step = flow.steps.get(target)
        if not isinstance(step, Go) or step.guard is not None:
            return target
        target = step.target
    return END if target is None else target


def _arrows(flow: Flow, step: AnyStep, read: _Reader) -> Iterator[Arrow]:
    if isinstance(step, Stop):
        return
    following = _end_of(flow, step.next)
    for name, target in named_ways(step):
        unusual = name in _UNUSUAL
        label = read.word(name) if unusual or name in _USUAL else name
        yield Arrow(step.id, _end_of(flow, target) if target else following, _share(step, label), unusual)
    if isinstance(step, Rate):
        yield from _without_why(flow, step, read)
    if isinstance(step, Go):
        yield Arrow(step.id, _end_of(flow, step.target))
    if _carries_on(step):
        yield Arrow(step.id, following, read.word("given_back") if isinstance(step, HandOver) else "")


def _without_why(flow: Flow, step: Rate, read: _Reader) -> Iterator[Arrow]:
    """The open question is not put to who said why with their rating: they come at once where it leads."""
    for level, arm in step.arms.items():
        if arm.why:
            label = read.word("why_said", read.word(level))
            yield Arrow(step.id, _end_of(flow, arm.target or step.next), label)


#: Ways on that verbs have beside what an author names: a choice, a condition, an arm.
_USUAL: Final = frozenset(
    (
        "confirmed",
        "cancelled",
        "booked",
        "chosen",
        "taken",
        "none",
        "granted",
        "empty",
        "full",
        "nothing",
        "too few",
        "else",
        "low",
        "middle",
        "high",
    )
)
_UNUSUAL: Final = frozenset({"silent", "otherwise", "late", "failed", "refused"})


def _share(step: AnyStep, name: str) -> str:
    if not isinstance(step, Split):
        return name
    return next((f"{arm.weight:g} % {name}" for arm in step.arms if arm.name == name), name)


def _carries_on(step: AnyStep) -> bool:  # noqa: C901, PLR0911 - one case a verb
    """Return whether the step after this one is reached by another way than a branch."""
    match step:
        case Go():
            return step.guard is not None
        case Rate():
            return any((arm.why or arm.target) is None for arm in step.arms.values())
        case Ask():
            return not step.options
        case OrderStep():
            return not (step.confirmed and step.cancelled)
        case BookStep():
            return not (step.booked and step.cancelled)
        case Choose():
            return all(case.condition is not None for case in step.cases)
        case Split():
            return False
        case Compare():
            return not (step.chosen and step.none)
        case Recommend():
            return not (step.taken and step.none)
        case ConsentStep():
            return step.action != "ask" or not (step.granted and step.refused)
    return True


def _together(arrows: list[Arrow]) -> Iterator[Arrow]:
    """Join the arrows between the same two boxes into one that carries all their words."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for arrow in arrows:
        found.setdefault((arrow.from_, arrow.to, arrow.unusual), []).append(arrow.label)
    for (from_, to, unusual), labels in found.items():
        yield Arrow(from_, to, " / ".join(dict.fromkeys(label for label in labels if label)), unusual)


def _start(name: str, start: Start, read: _Reader) -> Box:
    condition = read.word("if", start.condition.source) if start.condition else ""
    if start.intent:
        return Box(name, "start", read.word("asks"), start.intent, condition)
    after = read.word("after", read.length(start.after)) if start.after else ""
    when = " ".join(filter(None, (start.event, after, start.at and read.word("at", start.at))))
    return Box(name, "start", read.word("when"), when, condition)


def _box(step: AnyStep, read: _Reader) -> Box:
    kind, verb, text, note = _described(step, read)
    if step.guard is not None:
        note = ", ".join(filter(None, (note, read.word("only_if", step.guard.source))))
    return Box(step.id, kind, verb, read.shortened(text), note)


def _described(step: AnyStep, read: _Reader) -> tuple[Kind, str, str, str]:  # noqa: C901, PLR0911, PLR0912 - one case a verb
    say = read.word
    match step:
        case Say():
            pictures = ", ".join(say("with", picture.kind) for picture in step.wording.media)
            return "say", say("say"), step.wording.text.source, pictures
        case Rate():
            return "ask", say("rate", step.scale.upper()), step.wording.text.source, _kept(step.save)
        case Ask():
            verb = say("ask") if step.as_ == "choice" else say("ask_for", say(step.as_))
            return "ask", verb, step.wording.text.source, _kept(step.save)
        case Floor():
            return "ask", say("floor"), step.wording.text.source if step.wording else "", ", ".join(step.tags)
        case BookStep():
            return "ask", say("book"), step.about or say(step.source), ""
        case OrderStep():
            what = step.offer.source if step.offer else say("the_order" if step.source == "order" else step.source)
            return "ask", say("order"), what, ""
        case Set():
            return "note", say("note"), ", ".join(_named(slot) for slot, _ in step.assignments), ""
        case Choose():
            return "decide", say("choose"), "", ""
        case Split():
            return "decide", say("split"), step.name, _holdout(step, read)
        case Wait():
            return "wait", say("wait"), _waited(step, read), ""
        case Call():
            return "outside", say("call"), step.flow, ""
        case Go():
            return "decide", say("go"), "", ""
        case Move():
            return "note", say("move"), step.stage, step.cause
        case EmitStep():
            return "outside", say("emit"), step.name, ""
        case FetchStep():
            return "outside", say("fetch"), step.url.source, _kept(step.save)
        case Compare():
            return "ask", say("compare"), ", ".join(step.criteria), _kept(step.save)
        case Recommend():
            return "ask", say("recommend"), ", ".join(one.name for one in step.advised.criteria), _kept(step.save)
        case ConsentStep():
            return "ask", say(f"consent_{step.action}"), step.wording.source if step.wording else step.purpose, ""
        case HandOver():
            return "person", say("hand_over", step.team), step.reason.source if step.reason else "", ""
        case Stop():
            return "end", step.outcome, "", ""
        case _:
            assert_never(step)


def _kept(slot: Slot | None) -> str:
    return f"→ {_named(slot)}" if slot else ""


def _named(slot: Slot) -> str:
    return f"{slot.owner}.{slot.name}"


def _holdout(step: Split, read: _Reader) -> str:
    return next((read.word("holdout", f"{arm.weight:g}") for arm in step.arms if arm.holdout), "")


def _waited(step: Wait, read: _Reader) -> str:
    if step.duration is not None:
        return read.length(step.duration)
    if step.until is not None:
        return read.word("until", step.until.source)
    told = read.word("for", step.event)
    return read.word("at_most", told, read.length(step.at_most)) if step.at_most else told


_VALUE: Final = re.compile(r"{{-?\s*(?:[\w.]*?([A-Za-z_]\w*)(?=\s*(?:\||-?}}))[^}]*|([^}]*?))\s*-?}}")
_TAG: Final = re.compile(r"{%.*?%}", re.DOTALL)


class _Reader:
    """Reads texts as people do, not as templates, and has the words that stand around them."""

    def __init__(self, store: Store, language: str) -> None:
        self.word = partial(word, language=language)
        self.length = partial(length, language=language)
        self._language = store.languages[0]
        self._compiler = Compiler((self._language,), currency=store.currency, country=store.country)

    def shortened(self, text: str) -> str:
        """Return a text as it reads: ‹first_name› for a value, nothing for a tag, cut where it is long."""
        said = _VALUE.sub(lambda value: f"‹{value[1]}›" if value[1] else self._fixed(value[2]), _TAG.sub(" ", text))
        line = re.sub(r"[ \t\n]+", " ", said).strip()  # and not no-break spaces, which keep « vous ? » on one line
        return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"

    def _fixed(self, expression: str) -> str:
        """Return what is the same for everybody as it will be said: 349 €."""
        try:
            return self._compiler.text(f"{{{{ {expression} }}}}").render({}, self._language)
        except (LiquidFault, MissingValue):
            return expression.partition("|")[0].strip().strip("'\"")
