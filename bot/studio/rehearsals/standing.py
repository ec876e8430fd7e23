"""How things stand with a customer in a rehearsal: as values for programs, and in words as a marketer reads them.

Journeys with what speaks for each stage, conversations, what is planned, what was agreed to and wished for: all of it
from the customer's own document and the timers that are live.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.engine.contact.wish_words import for_staff
from bot.engine.ledger.ledger import called
from bot.engine.segments import Segments
from bot.model.conversation import Conversation
from bot.model.customer import Customer, Evidence, Grant, JourneyState
from bot.model.events import TimerDue
from bot.model.message import Value
from bot.playbook.compiled import JourneyMap, Playbook
from bot.rules.calendar.first_of_month import as_said
from bot.rules.journey.relationship import is_broken, value_at
from bot.rules.journey.stages import direction_at, faded
from bot.studio.drawings.journey_words import journey_title, stage_title, time
from bot.studio.playbook_tests.expectations import look_up
from bot.studio.rehearsals.reasons import CHANNELS, DIRECTIONS, figure, shown
from bot.studio.rehearsals.rehearsal import Rehearsal

_WIDTH: Final = 15

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "customer": ("Client", "Customer"),
    "journeys": ("Parcours", "Journey"),
    "segments": ("Segments", "Segments"),
    "relationship": ("Relation", "Relationship"),
    "talking": ("Conversation", "Conversation"),
    "below": ("Interrompue", "Interrupted"),
    "parked": ("En attente", "Waiting"),
    "planned": ("Prévu", "Planned"),
    "consents": ("Accords", "Consents"),
    "wishes": ("Souhaits", "Wishes"),
    "team": ("Équipe", "Team"),
    "facts": ("On sait", "Known"),
    "saved": ("Réponses", "Answers"),
}
#: What a timer is for.
_TIMERS: Final = {
    "remind": ("relance", "reminder"),
    "patience": ("fin de la patience", "end of the patience"),
    "wait": ("reprise", "goes on"),
    "late": ("trop tard", "too late"),
    "start": ("début", "start"),
    "give_back": ("rendu au bot", "given back to the bot"),
    "journey": ("regard sur le parcours", "a look at the journey"),
}


class Standing:
    """A customer at this moment of a rehearsal."""

    def __init__(self, rehearsal: Rehearsal, zone: ZoneInfo) -> None:
        self._rehearsal = rehearsal
        self._customer: Customer = rehearsal.customer
        self._playbook: Playbook = rehearsal.shelf.current
        self._timers: tuple[TimerDue, ...] = rehearsal.timers
        self._now = rehearsal.now
        self._zone = zone
        self._language = "fr" if self._playbook.store.languages[0].startswith("fr") else "en"
        self._colon = self._of((" :", ":"))

    def values(self) -> dict[str, Value]:
        """Return all of it as values; what is empty is left out."""
        customer = self._customer
        talked = customer.conversations[-1] if customer.conversations else None
        latest = max(customer.journeys, key=lambda state: state.since, default=None)
        state: dict[str, Value] = {
            "at": self._local(self._now),
            "language": customer.language,
            "facts": dict(customer.facts),
            "stage": latest.stage if latest else None,
            "direction": self._direction(latest) if latest else None,
            "journeys": {state.journey: self._journey(state) for state in customer.journeys},
            "segments": list(self._segments()),
            "relationship": value_at(customer.relationship, self._now),
            "moments": [
                {"at": self._local(felt.at), "cause": felt.cause, "change": felt.change, "rule": felt.rule}
                for felt in (customer.relationship.moments if customer.relationship else ())
            ],
            "pauses": {pause.purpose: self._local(pause.until) for pause in customer.pauses},
            "flow": talked.flow if talked else None,
            "step": talked.step if talked else None,
            "saved": dict(talked.saved) if talked else {},
            "interrupted": [one.flow for one in customer.conversations[:-1]],
            "parked": [one.flow for one in customer.parked],
            "handed_over": customer.handover.team if customer.handover else None,
            "opted_out": customer.opted_out_at is not None,
            "consents": {f"{grant.purpose} {grant.channel}": grant.granted for grant in customer.grants},
            "wishes": self._wishes(),
            "planned": [self._planned(timer) for timer in self._timers],
        }
        return {name: value for name, value in state.items() if value not in (None, {}, [], False, "")}

    def _journey(self, state: JourneyState) -> dict[str, Value]:
        path = self._path(state.journey)
        evidence: list[Value] = [
            {"stage": one.stage, "on": one.on, "weight": self._weight(path, one)} for one in state.evidence
        ]
        return {
            "stage": state.stage,
            "since": self._local(state.since),
            "direction": self._direction(state),
            "cause": state.cause,
            "scores": dict(self._scores(path, state)),
            "evidence": evidence,
        }

    def _scores(self, path: JourneyMap | None, state: JourneyState) -> dict[str, float]:
        """Return what speaks for each stage now, the most first."""
        found: dict[str, float] = {}
        for one in state.evidence:
            found[one.stage] = round(found.get(one.stage, 0.0) + self._weight(path, one), 2)
        return dict(sorted(found.items(), key=lambda each: -each[1]))

    def _weight(self, path: JourneyMap | None, one: Evidence) -> float:
        return round(faded(one.weight, self._now - one.at, path.half_life), 2) if path else one.weight

    def _direction(self, state: JourneyState) -> str:
        return direction_at(self._path(state.journey), state, self._now)

    def _path(self, journey: str) -> JourneyMap | None:
        return next((path for path in self._playbook.journeys if path.id == journey), None)

    def _planned(self, timer: TimerDue) -> str:
        due = f"{timer.due_at.astimezone(self._zone):%Y-%m-%d %H:%M}"
        return " ".join(word for word in (due, timer.kind, timer.flow) if word)

    def _wishes(self) -> str:
        return for_staff(self._customer.wishes, self._language) if self._customer.wishes is not None else ""

    # in words

    def words(self) -> str:
        """Return it as a marketer reads it, in the store's first language."""
        lines = [self._written(self._now, "EEEE d MMMM yyyy HH:mm")]
        for name, found in self._found().items():
            label = self._of(LABELS[name])
            for place, line in enumerate(line for line in found if line):
                lines.append(f"{label if not place else '':<{_WIDTH}}{line}")
        return "\n".join(lines)

    def _found(self) -> dict[str, list[str]]:
        customer = self._customer
        talked = customer.conversations[-1:]
        facts = [f"{name} = {shown(value, self._language)}" for name, value in customer.facts.items()]
        saved = [f"{name} = {shown(value, self._language)}" for one in talked for name, value in one.saved.items()]
        return {
            "customer": [self._who()],
            "journeys": [line for state in customer.journeys for line in self._journey_words(state)],
            "segments": [one.title for one in self._playbook.segments if one.id in self._segments()],
            "relationship": list(self._relationship()),
            "talking": [self._conversation(one) for one in talked],
            "saved": [", ".join(saved)],
            "below": [self._conversation(one) for one in reversed(customer.conversations[:-1])],
            "parked": [self._conversation(one) for one in customer.parked],
            "team": [self._team()],
            "planned": [self._planned_words(timer) for timer in self._timers],
            "consents": list(self._consents()),
            "wishes": [self._wishes()],
            "facts": [", ".join(facts)],
        }

    def _segments(self) -> Sequence[str]:
        found = look_up(self._rehearsal, "customer.segments")
        return found if isinstance(found, Segments) else ()

    def _who(self) -> str:
        customer = self._customer
        channels = ", ".join(CHANNELS.get(one.address.channel, one.address.channel) for one in customer.addresses)
        name = customer.facts.get("first_name")
        return " · ".join(part for part in (str(name) if name else "", channels, customer.language or "") if part)

    def _journey_words(self, state: JourneyState) -> Iterator[str]:
        path = self._path(state.journey)
        since = time(self._now - state.since, self._language)
        direction = self._of(DIRECTIONS[self._direction(state)])
        lasted = self._of((f"depuis {since}", f"for {since}"))
        cause = f" ({called('cause', state.cause, self._language)})" if state.cause else ""
        title = journey_title(path, self._language) if path else state.journey
        yield f"{title}{self._colon} {stage_title(path, state.stage, self._language)}, {direction}, {lasted}{cause}"
        for stage, score in self._scores(path, state).items():
            found = [one for one in state.evidence if one.stage == stage]
            why = ", ".join(f"{one.on} {figure(self._weight(path, one), self._language)}" for one in found)
            where = stage_title(path, stage, self._language)
            yield f"  {self._of(('pour', 'for'))} {where}{self._colon} {figure(score, self._language)} ({why})"

    def _relationship(self) -> Iterator[str]:
        """How they stand, what moved it lately, and what is said no more for a while because of it."""
        known = self._customer.relationship
        broken = self._of((", rompue", ", broken")) if is_broken(known, self._now) else ""
        yield f"{figure(value_at(known, self._now), self._language)} {self._of(('sur', 'out of'))} 100{broken}"
        for felt in reversed(known.moments if known else ()):
            cause, rule = called("cause", felt.cause, self._language), f" ({felt.rule})" if felt.rule else ""
            yield f"  {felt.change:+g}  {self._day(felt.at)}  {cause}{rule}"
        for pause in self._customer.pauses:
            if pause.until > self._now:
                words = ("pas de {} avant le {} ({})", "no {} before {} ({})")
                cause = called("cause", pause.cause, self._language)
                what = called("purpose", pause.purpose, self._language)
                yield self._of(words).format(what, self._day(pause.until), cause)

    def _conversation(self, one: Conversation) -> str:
        flow = self._playbook.flows.get(one.flow)
        waiting = f" ({one.waiting.event})" if one.waiting and one.waiting.event else ""
        return f"{self._quoted(flow.title if flow else one.flow)} {self._of(('à', 'at'))} {one.step}{waiting}"

    def _team(self) -> str:
        handover = self._customer.handover
        if handover is None:
            return ""
        since = handover.since.astimezone(self._zone)
        reason = called("reason", handover.reason, self._language)
        return f"{handover.team}, {self._of(('depuis', 'since'))} {since:%H:%M} ({reason})"

    def _planned_words(self, timer: TimerDue) -> str:
        flow = self._playbook.flows.get(timer.flow or "")
        title = self._quoted(flow.title) if flow else timer.flow or ""
        cause = next((one.cause for one in self._customer.planned if one.timer == timer.id), "")
        due = self._written(timer.due_at, "EEE d MMM HH:mm")
        what = self._of(_TIMERS.get(timer.kind, (timer.kind, timer.kind)))
        why = f" ({called('cause', cause, self._language)})" if cause else ""
        return f"{due}  {what} {title}{why}".rstrip()

    def _consents(self) -> Iterator[str]:
        if self._customer.opted_out_at is not None:
            since = self._day(self._customer.opted_out_at)
            yield self._of((f"ne veut plus de messages depuis le {since}", f"wants no more messages since {since}"))
        for grant in _that_count(self._customer.grants):
            given = shown(grant.granted, self._language)
            everywhere = self._of(("partout", "everywhere"))
            channel = everywhere if grant.channel == "all" else CHANNELS.get(grant.channel, grant.channel)
            yield f"{called('purpose', grant.purpose, self._language)}, {channel}{self._colon} {given}"

    def _day(self, at: datetime) -> str:
        return self._written(at, "d MMM HH:mm")

    def _written(self, at: datetime, pattern: str) -> str:
        local = at.astimezone(self._zone)
        return format_datetime(local, as_said(pattern, local.day, self._language), locale=self._language)

    def _local(self, at: datetime) -> str:
        return at.astimezone(self._zone).isoformat(timespec="seconds")

    def _quoted(self, title: str) -> str:
        return f"« {title} »" if self._language == "fr" else f"“{title}”"

    def _of(self, words: tuple[str, str]) -> str:
        return words[0] if self._language == "fr" else words[1]


def _that_count(grants: Sequence[Grant]) -> list[Grant]:
    """Return those that no later word has overtaken: after "nothing at all", what was agreed to before says nothing."""
    return [
        one
        for place, one in enumerate(grants)
        if not any(
            later.purpose in ("all", one.purpose) and later.channel in ("all", one.channel)
            for later in grants[place + 1 :]
            if later.at >= one.at
        )
    ]
