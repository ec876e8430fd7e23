"""Running one test: its lines are played in a rehearsal, and what is heard is held against what is expected.

Every message of the bot must be met by one line, in order. A test does not stop at its first failure, because the
second is often the one that explains it; it stops where it can't go on (time that runs backwards, a fault of ours).
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, assert_never
from zoneinfo import ZoneInfo

from msgspec import Struct, json

from bot.engine.follow_ups.starts import CALLED_OFF
from bot.model.effects import EndConversation
from bot.model.message import Value
from bot.playbook.compiled import Place, Playbook
from bot.playbook.schema.tests import ExpectedMessage
from bot.studio.playbook_tests import expectations
from bot.studio.playbook_tests.arms import seed_in_arms
from bot.studio.playbook_tests.scripts import (
    AnyLine,
    Expects,
    GivesBack,
    Hears,
    Opens,
    Says,
    Script,
    Shares,
    ShopSays,
    StaffSays,
    Takes,
    Until,
    Waits,
)
from bot.studio.rehearsals import instants
from bot.studio.rehearsals.heard import Decided, Said, number_of_label
from bot.studio.rehearsals.persona import WITH_BUTTONS
from bot.studio.rehearsals.rehearsal import Fetched, Forgetful, Reader, Rehearsal, Restless

#: A Monday morning, in the store's time zone, for tests that name no time.
USUAL_START: Final = "2026-03-02 10:00"
Who = Literal["customer", "bot", "staff", "shop", "clock"]


class Failure(Struct, frozen=True, kw_only=True):
    """What a line expected and what was heard instead; `differs` names what is wrong."""

    place: Place
    expected: str
    heard: str
    differs: str = ""

    def __str__(self) -> str:
        why = f" ({self.differs})" if self.differs else ""
        return f"{self.place}: expected {self.expected}, heard {self.heard}{why}"


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the transcript: something said or done at an instant (in the test's zone), or what failed there."""

    at: datetime
    who: Who
    text: str
    labels: tuple[str, ...] = ()
    failure: Failure | None = None


class Result(Struct, frozen=True, kw_only=True):
    """A test that was run, with what was decided in it, what was said, and which conversations came to an end."""

    script: Script
    entries: tuple[Entry, ...]
    failures: tuple[Failure, ...]
    decisions: tuple[Decided, ...] = ()
    said: tuple[Said, ...] = ()
    ended: tuple[EndConversation, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failures


def run(script: Script, playbook: Playbook, reader: Reader | None = None) -> Result:
    """Run a test. Never raises: whatever goes wrong is a failure of the test."""
    performance = _Performance(script, playbook)
    try:
        performance.begin(reader)
        for line in script.lines:
            performance.play(line)
        performance.end()
    except (Forgetful, Restless, ValueError) as fault:
        performance.fail("the conversation to go on", str(fault))
    except Exception as fault:
        performance.fail("the conversation to go on", f"a fault of the program ({type(fault).__name__}: {fault})")
    failures = tuple(entry.failure for entry in performance.entries if entry.failure is not None)
    return Result(
        script=script,
        entries=tuple(performance.entries),
        failures=failures,
        decisions=performance.decisions,
        said=performance.said,
        ended=performance.ended,
    )


class _Performance:
    """A test being run. `_unmet` are messages that no line has met yet."""

    _rehearsal: Rehearsal

    def __init__(self, script: Script, playbook: Playbook) -> None:
        self.entries: list[Entry] = []
        self._script = script
        self._playbook = playbook
        self._zone = ZoneInfo(playbook.store.timezone)
        self._now = datetime.fromisoformat(USUAL_START).replace(tzinfo=self._zone)
        self._place = script.place
        self._noted = 0
        self._unmet: deque[Said] = deque()
        self._silent_from = 0  # decisions made before the last message

    @property
    def decisions(self) -> tuple[Decided, ...]:
        return tuple(self._rehearsal.decisions) if hasattr(self, "_rehearsal") else ()

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(self._rehearsal.said) if hasattr(self, "_rehearsal") else ()

    @property
    def ended(self) -> tuple[EndConversation, ...]:
        return tuple(self._rehearsal.outcomes) if hasattr(self, "_rehearsal") else ()

    def begin(self, reader: Reader | None) -> None:
        """Raise the curtain at the test's first time. Raises `ValueError` for a time that is none."""
        self._now, self._zone = instants.parse(self._script.at or USUAL_START, self._zone)
        self._rehearsal = Rehearsal(
            self._playbook,
            at=self._now,
            persona=self._script.persona,
            reader=reader,
            fetches={address: Fetched(ok=True, value=answer) for address, answer in self._script.fetches.items()},
            seed=seed_in_arms(self._playbook, self._script.splits, self._script.name),
        )
        self._listen()

    def play(self, line: AnyLine) -> None:
        """Do what a line says, or hold what is there against it."""
        if isinstance(line, Hears):
            self._place = line.place
            self._meet(line.message, line.because)
            return
        if isinstance(line, Expects):
            self._compare(line)
            return
        self._nothing_left()
        self._place = line.place
        self._act(line)
        self._listen()

    def end(self) -> None:
        """Let the curtain fall: nothing may be left unmet."""
        self._nothing_left()

    def fail(self, expected: str, heard: str, differs: str = "", said: Said | None = None) -> None:
        """Note a failure, at the message that differs or by itself."""
        failure = Failure(place=self._place, expected=expected, heard=heard, differs=differs)
        if said is None:
            self.entries.append(Entry(at=self._now, who="bot", text="", failure=failure))
        else:
            self._note(said, failure)

    def _act(self, line: AnyLine) -> None:  # noqa: C901 - one case a line
        rehearsal = self._rehearsal
        match line:
            case Says():
                words = self._as_typed(line.words)
                self._say("customer", "\n".join(words))
                rehearsal.says(*words)
            case Shares():
                self._say("customer", _shared(line))
                rehearsal.shares(media=line.media, location=line.location, caption=line.caption)
            case Opens():
                self._say("customer", f"(opens the chat) {line.payload}".strip())
                rehearsal.opens(line.payload)
            case ShopSays():
                self._say("shop", f"{line.name} {_worded(line.data)}".strip())
                rehearsal.shop(line.name, line.data)
            case Takes():
                self._take(line)
            case StaffSays():
                self._say("staff", line.text)
                rehearsal.staff(line.text)
            case GivesBack():
                self._say("staff", "(gives the thread back)")
                rehearsal.give_back()
            case Waits():
                self._move(rehearsal.now + line.duration)
            case Until():
                instant, self._zone = instants.parse(line.written, self._zone)
                self._move(instant)
            case Hears() | Expects():
                raise TypeError("what is expected is not played")
            case _:
                assert_never(line)

    def _as_typed(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return what a customer of a test on several channels types: a choice's number where there are no buttons."""
        if not self._script.on_several or self._script.persona.channel in WITH_BUTTONS:
            return words
        return tuple(number_of_label(self._rehearsal.said, text) or text for text in words)

    def _take(self, line: Takes) -> None:
        """Raises `ValueError` for a time that is none."""
        at, zone = instants.parse(line.at, self._zone)
        kind = next((kind for kind in self._playbook.store.appointments if kind.id == line.about), None)
        until = (
            instants.parse(line.until, zone)[0] if line.until else at + (kind.length if kind else timedelta(hours=1))
        )
        self._say("shop", f"(taken) {line.about}, {line.store}, {line.at}")
        self._rehearsal.visits.fill(line.store, line.about, at.astimezone(UTC), until.astimezone(UTC), line.places)

    def _move(self, instant: datetime) -> None:
        self._rehearsal.until(instant)
        self._now = self._rehearsal.now.astimezone(self._zone)
        self._say("clock", f"{self._now:%Y-%m-%d %H:%M}")

    def _listen(self) -> None:
        """Take over what the rehearsal has heard since."""
        new = self._rehearsal.said[self._noted :]
        self._noted = len(self._rehearsal.said)
        self._unmet.extend(said for said in new if said.by == "bot")

    def _meet(self, expected: ExpectedMessage, because: str | None) -> None:
        if expected.nothing:
            self._meet_nothing(because)
        elif not self._unmet:
            self.fail(expectations.described(expected), "nothing", "; ".join(self._reasons()))
        else:
            said = self._unmet.popleft()
            differs = expectations.differences(expected, said, self._offers())
            self._silent_from = len(self._rehearsal.decisions)
            if differs:
                self.fail(expectations.described(expected), _heard(said), "; ".join(differs), said)
            else:
                self._note(said)

    def _meet_nothing(self, because: str | None) -> None:
        if self._unmet:
            self._nothing_left(expected=f"nothing, because {because}" if because else "nothing")
        elif because and not expectations.explains(because, self._silence()):
            why = "; ".join(self._reasons()) or "no reason in the ledger"
            self.fail(f"nothing, because {because}", "nothing", why)
        else:
            self._say("clock", f"(nothing{f', because {because}' if because else ''})")

    def _compare(self, line: Expects) -> None:
        for place, name, value in line.values:
            self._place = place
            found = expectations.unmet(self._rehearsal, name, value)
            if found is not None:
                self.fail(f"{name}: {_worded(value)}", found)

    def _nothing_left(self, expected: str = "nothing more") -> None:
        while self._unmet:
            said = self._unmet.popleft()
            self.fail(expected, _heard(said), "a message that no `bot:` line meets", said)

    def _silence(self) -> list[Decided]:
        """What was decided since the last message, and earlier what was called off: its silence comes later."""
        decisions = self._rehearsal.decisions
        earlier = (one for one in decisions[: self._silent_from] if one.decision.rule == CALLED_OFF)
        return [*earlier, *decisions[self._silent_from :]]

    def _reasons(self) -> list[str]:
        return expectations.reasons(self._silence())

    def _offers(self) -> dict[str, str]:
        return {offer.id: offer.name for offer in self._playbook.offers.values()}

    def _say(self, who: Who, text: str) -> None:
        self.entries.append(Entry(at=self._now, who=who, text=text))

    def _note(self, said: Said, failure: Failure | None = None) -> None:
        at = said.at.astimezone(self._zone)
        self.entries.append(Entry(at=at, who="bot", text=said.text, labels=said.labels, failure=failure))


def _heard(said: Said) -> str:
    labels = f" {expectations.shown_choices(said.labels)}" if said.labels else ""
    return f"“{said.text}”{labels}"


def _shared(line: Shares) -> str:
    what = [f"({media.kind}) {media.ref}" for media in line.media]
    place = [f"(location) {line.location.latitude}, {line.location.longitude}"] if line.location else []
    return " ".join([*what, *place, line.caption]).strip()


def _worded(value: Value) -> str:
    return value if isinstance(value, str) else json.encode(value).decode() if value not in ({}, None) else ""
