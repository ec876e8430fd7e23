"""A thread as it is drawn, from top to bottom: days, messages with their reasons, what was held, moves, notes.

Pure: it is given what the store knows, and the reader's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal

from msgspec import Struct

from bot.engine.ledger.fact_names import is_told
from bot.engine.ledger.retelling import elided, rule_in_words, told_again
from bot.model.events import MessageEdited, MessageReceived
from bot.model.message import Media, Value
from bot.store.database.times import micros
from bot.store.messages.ledger import Entry
from bot.store.threads.notes import Note
from bot.store.threads.thread_lines import Shown, Stretch
from bot.web.console.threads.thread_files import Finder, Place
from bot.web.console.wording.clock import Clock
from bot.web.console.wording.customer_words import decided_on
from bot.web.console.wording.decision_words import fact_told
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.words import marked, words

_NAME: Final = 32  # characters of a message's name; a part's has two more
#: Decisions that stand between messages, and the drawing before them.
BETWEEN: Final = {
    "held": "moon",
    "not_sent": "x",
    "moved": "adv",
    "handed_over": "person",
    "given_back": "bot",
    "consent": "check",
    "merged": "people",
    "parted": "people",
}
_MOVES: Final = frozenset({"moved", "handed_over", "given_back", "consent", "merged", "parted"})
#: What is told of a part that is on its way, by its state: words, drawing, tone.
STATES: Final = {
    "queued": (marked("Waiting to be sent"), "clock", ""),
    "sending": (marked("Being sent"), "clock", ""),
    "accepted": (marked("Sent"), "check", ""),
    "sent": (marked("Sent"), "check", ""),
    "delivered": (marked("Delivered"), "checks", ""),
    "read": (marked("Read"), "checks", "seen"),
    "unknown": (marked("Uncertain send"), "warn", "warn"),
    "abandoned": (marked("Uncertain send"), "warn", "warn"),
    "undelivered": (marked("Not delivered"), "x", "bad"),
    "failed": (marked("Not delivered"), "x", "bad"),
    "refused": (marked("Refused by the provider"), "x", "bad"),
    "dropped": (marked("Not sent"), "x", "bad"),
}
#: The same of a message that had no turn.
UNMET: Final = {
    "waiting": (marked("The bot is about to read it"), "clock", ""),
    "dead": (marked("The bot could not read it"), "warn", "warn"),
}
_UNCERTAIN: Final = frozenset({"unknown", "abandoned"})
_FACTS: Final = 12


Kind = Literal["day", "in", "bot", "staff", "held", "moved", "note"]


class State(Struct, frozen=True):
    words: str
    icon: str
    tone: str
    reason: str = ""


class Why(Struct, frozen=True):
    """A decision, folded: what was decided, by which rule, on what facts, by which version."""

    words: str
    rule: str
    facts: tuple[tuple[str, str], ...]
    version: str
    step: str = ""  # where it is written, as far as there is a page for it


class File(Struct, frozen=True):
    """`url` is empty where no browser finds it; `is_shown`: a picture, in the page."""

    kind: str
    name: str
    url: str = ""
    is_shown: bool = False


class Item(Struct, frozen=True, kw_only=True):
    """One thing in the thread. `kind` says which of the fields it has."""

    kind: Kind
    text: str = ""
    at: str = ""
    full: str = ""
    by: str = ""
    icon: str = ""
    channel: str = ""
    before: str = ""  # what an edited message said first
    choices: tuple[tuple[str, bool], ...] = ()  # label, taken
    links: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()
    state: State | None = None
    why: Why | None = None
    resend: str = ""  # the part that may be sent once more
    anchor: str = ""  # where a link leads to it
    place: int = 0  # in time, microseconds: what has been read anew takes the place of what is as late


class _Placed(Struct, frozen=True):
    at: datetime
    item: Item


class Called(Struct, frozen=True):
    """What teams, stages (by their ids) and flows (by ids and titles) are called in the reader's language."""

    teams: Mapping[str, str] = {}
    stages: Mapping[tuple[str, str], str] = {}
    flows: Mapping[str, str] = {}


def items_of(
    stretch: Stretch,
    notes: Sequence[Note],
    names: Mapping[str, str],
    clock: Clock,
    *,
    find: Finder = lambda *_: Place(),
    step: Callable[[Entry], str] = lambda _: "",
    called: Called | None = None,
) -> list[Item]:
    """Return what is drawn. `names` are staff's, by id; `find` says where a file is, `step` where the step of a
    decision is shown (empty: nowhere), `called` what teams, stages and flows are called.
    """
    drawing = _Drawing(stretch, names, clock, find, step, called or Called())
    placed = [*drawing.messages(), *drawing.decisions(), *drawing.notes(notes)]
    items: list[Item] = []
    day = ""
    for one in sorted(placed, key=lambda one: one.at):
        today = clock.day(one.at)
        if today != day:
            items.append(Item(kind="day", text=today, place=micros(one.at)))
            day = today
        items.append(one.item)
    return items


class _Drawing:
    def __init__(
        self,
        stretch: Stretch,
        names: Mapping[str, str],
        clock: Clock,
        find: Finder,
        step: Callable[[Entry], str],
        called: Called,
    ) -> None:
        self._known = called
        self._find = find
        self._step = step
        self._lines = stretch.lines
        self._entries = stretch.decisions
        self._holds = stretch.holds
        self._names = names
        self._clock = clock
        self._say = words(clock.language).gettext
        self._why = {entry.outbox: entry for entry in stretch.decisions if entry.outbox}
        self._told = {source for line in stretch.lines for source in (line.source, line.source[:_NAME])}
        heard = [line.heard for line in stretch.lines if line.heard is not None]
        self._edits = {edit.message_id: edit for edit in heard if isinstance(edit, MessageEdited)}
        self._originals = {one.message_id for one in heard if isinstance(one, MessageReceived)}
        self._pressed = {
            (one.pressed.prompt, one.pressed.index)
            for one in heard
            if isinstance(one, MessageReceived) and one.pressed is not None
        }
        self._prompts = {
            line.part.prompt: line.part.choices for line in stretch.lines if line.part is not None and line.part.prompt
        }

    def messages(self) -> list[_Placed]:
        drawn = (self._ours(line) if line.direction == "out" else self._theirs(line) for line in self._lines)
        return [_Placed(line.at, item) for line, item in zip(self._lines, drawn, strict=True) if item is not None]

    def decisions(self) -> list[_Placed]:
        """Draw what is not said of a message that stands there already."""
        shown = [
            one for one in self._entries if one.kind in BETWEEN and one.outbox not in self._told and self._holds(one.at)
        ]
        return [_Placed(entry.at, self._between(entry)) for entry in shown]

    def notes(self, notes: Sequence[Note]) -> list[_Placed]:
        return [
            _Placed(note.at, self._item("note", note.at, text=note.text, by=self._called(note.staff))) for note in notes
        ]

    def _theirs(self, line: Shown) -> Item | None:
        heard = line.heard
        if isinstance(heard, MessageEdited):
            if heard.message_id in self._originals:
                return None
            return self._item("in", line.at, text=heard.text, channel=line.address.channel, before=" ")
        if heard is None:
            return None
        edit = self._edits.get(heard.message_id) if heard.message_id else None
        return self._item(
            "in",
            line.at,
            text=edit.text if edit is not None else self._said(heard, line.text),
            channel=line.address.channel,
            before=line.text if edit is not None else "",
            anchor=anchor(line.source),
            files=tuple(self._file(one, "", f"{heard.id}/{number}") for number, one in enumerate(heard.media)),
            state=self._state(line),
        )

    def _said(self, heard: MessageReceived, text: str) -> str:
        if text:
            return text
        if heard.pressed is not None:
            choices = self._prompts.get(heard.pressed.prompt, ())
            known = 0 <= heard.pressed.index < len(choices)
            return choices[heard.pressed.index].label if known else self._say(marked("A button was pressed"))
        if heard.location is not None:
            return f"{heard.location.latitude:.5f}, {heard.location.longitude:.5f}"
        if heard.contact is not None:
            return " ".join(filter(None, (heard.contact.name, heard.contact.phone)))
        return ""

    def _ours(self, line: Shown) -> Item:
        part = line.part
        is_bot = line.by == "bot"
        choices = part.choices if part is not None else ()
        taken = [(part.prompt if part is not None else "", place) in self._pressed for place in range(len(choices))]
        why = self._why.get(line.source) or self._why.get(line.source[:_NAME])
        return self._item(
            "bot" if is_bot else "staff",
            line.at,
            text=line.text,
            by="" if is_bot else self._called(line.by),
            channel=line.address.channel,
            choices=tuple((choice.label, chosen) for choice, chosen in zip(choices, taken, strict=True)),
            links=tuple((link.label, link.url) for link in part.links) if part is not None else (),
            files=(self._file(part.media, line.source),) if part is not None and part.media else (),
            state=self._state(line),
            why=self._reason(why) if why is not None else None,
            resend=line.source if line.state in _UNCERTAIN and not line.resent else "",
        )

    def _file(self, media: Media, part: str, came: str = "") -> File:
        place = self._find(media, part, came)
        return File(media.kind, media.name or media.in_words, place.url, place.is_shown)

    def _state(self, line: Shown) -> State | None:
        if line.unmet is not None:
            said, icon, tone = UNMET[line.unmet]
        elif line.state is not None:
            said, icon, tone = STATES[line.state]
        else:
            return None
        shown = line.error is not None and tone in ("bad", "warn")
        return State(
            self._say(said), icon, tone, reason_in_words(line.error or "", self._clock.language) if shown else ""
        )

    def _between(self, entry: Entry) -> Item:
        kind: Literal["held", "moved"] = "moved" if entry.kind in _MOVES else "held"
        icon = BETWEEN[entry.kind]
        if entry.kind == "moved":
            icon = {"receding": "rec", "steady": "steady"}.get(str(entry.facts.get("direction", "")), "adv")
        if entry.kind == "held" and "due" in entry.facts:
            icon = "clock"
        return self._item(kind, entry.at, text=self._said_of(entry), icon=icon, why=self._reason(entry))

    def _reason(self, entry: Entry) -> Why:
        called = self._called_so(entry)
        told = ((name, self._value(name, value, called)) for name, value in entry.facts.items() if is_told(name, value))
        facts = tuple((decided_on(name, self._clock.language), value) for name, value in told)
        return Why(
            self._said_of(entry),
            rule_in_words(entry.kind, entry.rule, self._clock.language),
            facts[:_FACTS],
            entry.version or "",
            self._step(entry),
        )

    def _said_of(self, entry: Entry) -> str:
        """Say a decision in the reader's language, with names in the place of the ids that it knows staff by."""
        said = told_again(entry.words, entry.facts, self._clock.language, self._called_so(entry))
        for id_, name in self._names.items():
            said = said.replace(id_, name)
        if said == entry.words:  # no sentence of the ledger's: what a channel noted
            said = reason_in_words(said, self._clock.language)
        return elided(said, entry.kind, self._clock.language)

    def _called_so(self, entry: Entry) -> Mapping[str, Mapping[str, str]]:
        """Return what the facts beside a decision are called, by the fact's name and its value."""
        known, journey = self._known, str(entry.facts.get("journey", ""))
        stages = {stage: called for (path, stage), called in known.stages.items() if path == journey}
        return {
            "team": known.teams,
            "by": self._names,
            "staff": self._names,
            "stage": stages,
            "left": stages,
            "title": known.flows,
            "cause": known.flows,
            "flow": known.flows,
        }

    def _value(self, name: str, value: Value, called: Mapping[str, Mapping[str, str]]) -> str:
        if isinstance(value, str) and value in called.get(name, {}):
            return called[name][value]
        return written(fact_told(name, value, self._clock))

    def _called(self, staff: str) -> str:
        return self._names.get(staff, staff if len(staff) <= 40 else staff[:8])

    def _item(self, kind: Kind, at: datetime, **given: Any) -> Item:
        said: dict[str, Any] = {"at": self._clock.time(at), "full": self._clock.full(at), "place": micros(at)}
        return Item(kind=kind, **said, **given)


def anchor(event: str) -> str:
    """Return the name of a customer's message in the page."""
    return f"message-{event}"


def written(value: Value) -> str:
    """Return a fact as people read it: a list by its commas, what is inside of something by its names."""
    match value:
        case bool():
            return "✓" if value else "✗"
        case None:
            return "–"
        case list():
            return ", ".join(written(one) for one in value)
        case dict():
            return "; ".join(f"{name}: {written(one)}" for name, one in value.items())
        case float():
            return f"{value:g}"
    return str(value)
