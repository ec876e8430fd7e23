"""A conversation line by line: the customer says what is typed; `/` moves time, tells an event or asks.

The terminal (`parcours chat`) and whoever else wants to talk with a playbook put lines in and get answers out; nothing
is printed here. Everything typed and said is kept as steps, from which `recording` writes a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from bot.engine.listening.wishing import COMMANDS
from bot.model.message import Value
from bot.playbook import durations
from bot.playbook.check.mentions import unknown_event
from bot.playbook.compiled import Playbook
from bot.rules.offers.catalogue import Catalogue
from bot.studio.rehearsals import instants
from bot.studio.rehearsals.heard import Decided, Said
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.reasons import Day, Decision, by_day
from bot.studio.rehearsals.rehearsal import Reader, Rehearsal, Restless
from bot.studio.rehearsals.standing import Standing

HELP: Final = """\
Write as the customer. A choice is taken by its number or its words. And:
  /wait 3 days        let time pass; /wait alone: until the next thing that is planned
  /at 2026-03-23 10:05  let time pass until then
  /event NAME JSON    the shop says that something happened: /event cart.abandoned {"total": 90}
  /staff TEXT         someone of the shop writes; /back gives the thread back to the bot
  /state              how things stand: journeys, conversations, what is planned, agreed to and wished for
  /why                what was decided since your last line, by which rule and version; /why all: from the beginning
  /reset              another customer, the same clock
  /help               this"""


class Step(Struct, frozen=True):
    """Something done: `key` is the test's (`customer`, `after`, `at`, `event`, `staff`, `give_back`)."""

    key: str
    value: Value


class Reply(Struct, frozen=True):
    """A message of the bot."""

    said: Said


class Note(Struct, frozen=True):
    """An answer to a command; `kind` is `state`, `why`, `help`, `time` or `error`. `data` is the same as values."""

    kind: str
    text: str
    data: Value = None


Answer = Reply | Note


class _Refused(Exception):
    """A command that can't be carried out, in words."""


#: What customers type on Telegram: said to the bot, as there.
_OF_CUSTOMERS = COMMANDS.keys() | {"/stop"}


class Talk:
    """One customer in a conversation. `steps` is all that was done and said; `/reset` puts it in `earlier`."""

    def __init__(
        self,
        playbook: Playbook,
        *,
        at: datetime,
        name: str,
        persona: Persona,
        reader: Reader | None,
        catalogue: Catalogue | None = None,
    ) -> None:
        """`at` is aware; `name` will be the recorded test's, and chooses the arms of `split`. Without a `catalogue`,
        the playbook's offers are what is sold."""
        self.zone = ZoneInfo(playbook.store.timezone)
        self.persona = persona
        self.earlier: list[tuple[str, datetime, list[Step | Said]]] = []
        self._playbook = playbook
        self._reader = reader
        self._catalogue = catalogue
        self._base = name
        self._begin(at)

    def _begin(self, at: datetime) -> None:
        number = len(self.earlier) + 1
        self.name = self._base if number == 1 else f"{self._base} ({number})"
        self.began = at
        self.steps: list[Step | Said] = []
        self.rehearsal = Rehearsal(
            self._playbook,
            at=at,
            persona=self.persona,
            reader=self._reader,
            seed=self.name,
            catalogue=self._catalogue,
        )
        self._told = 0
        self._decided = 0
        self._listen()

    @property
    def now(self) -> datetime:
        """The time of the conversation, in the store's zone."""
        return self.rehearsal.now.astimezone(self.zone)

    def hear(self, line: str) -> list[Answer]:
        """Return what comes of a line; a blank one is nothing."""
        line = line.strip()
        if not line:
            return []
        name, _, rest = line.partition(" ")
        command = _COMMANDS.get(name)
        if command is None and line.startswith("/") and name not in _OF_CUSTOMERS:
            return [Note("error", f"{name} is no command here; /help lists them")]
        try:
            return command(self, rest.strip()) if command else self._say(line)
        except (_Refused, Restless, ValueError) as fault:
            return [Note("error", str(fault))]

    # what is done

    def _say(self, text: str) -> list[Answer]:
        text = self._choice(text) or text
        self._decided = len(self.rehearsal.decisions)
        return self._do(Step("customer", text), lambda: self.rehearsal.says(text))

    def _choice(self, text: str) -> str | None:
        """Return the label whose number was typed, if the last message offers any."""
        labels = self.rehearsal.said[-1].labels if self.rehearsal.said else ()
        return labels[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(labels) else None

    def _do(self, step: Step, act: Callable[[], None]) -> list[Answer]:
        """Carry a step out and return what was said; a step that can't be carried out is not kept."""
        act()
        self.steps.append(step)
        return list(self._listen())

    def _listen(self) -> list[Reply]:
        new = self.rehearsal.said[self._told :]
        self._told = len(self.rehearsal.said)
        self.steps.extend(new)
        return [Reply(said) for said in new if said.by == "bot"]

    def wait(self, written: str) -> list[Answer]:
        """`/wait 3 days`, `/wait`."""
        duration = durations.parse(written) if written else self._until_next()
        step = Step("after", durations.write(duration))
        return [*self._do(step, lambda: self.rehearsal.waits(duration)), self._time()]

    def _until_next(self) -> timedelta:
        planned = self.rehearsal.timers
        if not planned:
            raise _Refused("nothing is planned; /wait 1 day lets a day pass")
        seconds = (planned[0].due_at - self.rehearsal.now).total_seconds()
        return timedelta(seconds=max(0, -int(-seconds // 1)))  # up to the whole second

    def at(self, written: str) -> list[Answer]:
        """`/at 2026-03-23 10:05`."""
        instant, _ = instants.parse(written, self.zone)
        local = f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"
        return [*self._do(Step("at", local), lambda: self.rehearsal.until(instant)), self._time()]

    def event(self, written: str) -> list[Answer]:
        """`/event cart.abandoned {"total": 90}`."""
        name, _, data = written.partition(" ")
        if not name:
            raise _Refused('which event? /event cart.abandoned {"total": 90}')
        if (wrong := unknown_event(name)) is not None:
            raise _Refused(wrong)
        found = _mapping(data)
        self._decided = len(self.rehearsal.decisions)
        return self._do(Step("event", {name: found or None}), lambda: self.rehearsal.shop(name, found))

    def staff(self, text: str) -> list[Answer]:
        """`/staff TEXT`."""
        if not text:
            raise _Refused("what does the shop write? /staff Bonjour, je regarde.")
        return self._do(Step("staff", text), lambda: self.rehearsal.staff(text))

    def back(self, _: str) -> list[Answer]:
        """`/back`."""
        return self._do(Step("give_back", True), self.rehearsal.give_back)

    def reset(self, _: str) -> list[Answer]:
        """`/reset`."""
        self.earlier.append((self.name, self.began, self.steps))
        self._begin(self.rehearsal.now)
        return [Note("time", f"another customer, {self.told_time()}", self.now.isoformat(timespec="seconds"))]

    # what is asked

    def state(self, _: str) -> list[Answer]:
        """`/state`."""
        standing = Standing(self.rehearsal, self.zone)
        return [Note("state", standing.words(), standing.values())]

    def why(self, written: str) -> list[Answer]:
        """`/why`, `/why all`."""
        rows = self.rehearsal.decisions[0 if written == "all" else self._decided :]
        decisions = [_decision(row) for row in rows]
        data: list[Value] = [_row(each, self.zone) for each in decisions]
        language = self._playbook.store.languages[0]
        lines = [
            line for day in by_day(decisions, self.zone, language) for line in _lines(day, several=written == "all")
        ]
        return [Note("why", "\n".join(lines) or "nothing was decided", data)]

    def help(self, _: str) -> list[Answer]:
        """`/help`."""
        return [Note("help", HELP)]

    def told_time(self) -> str:
        """Return what the clock says, in the language of the store's authors, as `/state` and `/why` do."""
        return instants.told(self.now, self._playbook.store.languages[0])

    def _time(self) -> Note:
        return Note("time", self.told_time(), self.now.isoformat(timespec="seconds"))


_COMMANDS: Final[Mapping[str, Callable[[Talk, str], list[Answer]]]] = {
    "/wait": Talk.wait,
    "/at": Talk.at,
    "/event": Talk.event,
    "/staff": Talk.staff,
    "/back": Talk.back,
    "/state": Talk.state,
    "/why": Talk.why,
    "/reset": Talk.reset,
    "/help": Talk.help,
}


def _decision(row: Decided) -> Decision:
    decided = row.decision
    return Decision(
        at=row.at,
        kind=decided.kind,
        words=decided.words,
        rule=decided.rule,
        facts=decided.facts,
        version=decided.version,
        flow=decided.flow,
        step=decided.step,
    )


def _row(decision: Decision, zone: ZoneInfo) -> dict[str, Value]:
    found: dict[str, Value] = {
        "at": decision.at.astimezone(zone).isoformat(timespec="seconds"),
        "kind": decision.kind,
        "words": decision.words,
        "rule": decision.rule,
        "facts": dict(decision.facts),
    }
    more: dict[str, Value] = {"version": decision.version, "flow": decision.flow, "step": decision.step}
    return found | {name: value for name, value in more.items() if value is not None}


def _lines(day: Day, *, several: bool) -> Iterator[str]:
    """Return a day's decisions, each with why below it; the day itself only where there may be several."""
    if several:
        yield day.title
    for told in day.told:
        yield f"{told.time}  {told.label:<12} {told.words}"
        yield from (f"{'':20}{why}" for why in told.why)


def _mapping(written: str) -> dict[str, Value]:
    if not written.strip():
        return {}
    try:
        return msgspec.json.decode(written, type=dict[str, Value])
    except msgspec.DecodeError:
        raise _Refused(f'`{written.strip()}` is no JSON object, such as {{"total": 90}}') from None
