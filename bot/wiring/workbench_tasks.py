"""The heavy work on a playbook, as plain functions: they run in processes of their own (`workbench`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableSequence
from datetime import datetime
from functools import cache
from typing import Final, cast

from bot.model.address import Channel
from bot.model.events import TimerDue
from bot.model.message import Reading
from bot.playbook import Checked, Readings, build
from bot.playbook.compiled import Flow, Playbook
from bot.playbook.version import fingerprint
from bot.studio.drawings import drawing, flow_drawing
from bot.studio.playbook_tests.coverage import measure, watch
from bot.studio.playbook_tests.report import transcript_lines
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import ScriptFault, read_scripts
from bot.studio.rehearsals.heard import Decided, Said
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.reasons import Decision, by_day
from bot.studio.rehearsals.standing import Standing as Stood
from bot.studio.rehearsals.talk import Note, Talk
from bot.understanding.questions.matcher import Matcher
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.web.workbench import Asked, Checkup, FailedTest, Heard, Noted, Report, Sources, Standing, Trial
from bot.wiring.learning import matcher_maker

Reader = Callable[[str, str | None, str], Reading]
#: What may be typed in a trial beside words: the terminal's commands that do something.
COMMANDS: Final = frozenset({"/wait", "/at", "/event", "/staff", "/back"})
#: Decisions that stand between the messages of a trial: what was not said, and where the journey went.
_BETWEEN: Final = {"held": "held", "not_sent": "held", "moved": "moved"}
#: Playbooks that are kept built: what is written, what it is compared with, and one more.
_KEPT: Final = 3
#: Decisions that are shown.
_LATEST: Final = 60
#: Names that customers of a trial have.
_NAME: Final = "Léa"


def check(sources: Sources) -> Checkup:
    """Check a playbook, as `parcours check` does."""
    checked = _looked_up(sources).checked
    playbook = checked.playbook
    flows = tuple((one.id, one.title, _file_of(one)) for one in playbook.flows.values()) if playbook else ()
    return Checkup(version=fingerprint(sources), usable=playbook is not None, faults=checked.faults, flows=flows)


def draw(sources: Sources, flow: str, before: Sources | None, language: str) -> str:
    """Draw a flow; empty where it is in neither."""
    now = _picture(sources, flow, language)
    if before is None:
        return flow_drawing.svg(flow_drawing.Marked(now), language) if now else ""
    then = _picture(before, flow, language)
    return flow_drawing.svg(flow_drawing.difference(then, now), language) if now or then else ""


def converse(sources: Sources, asked: Asked) -> Trial | None:
    """Replay a conversation line by line."""
    known = _looked_up(sources)
    playbook = known.checked.playbook
    if playbook is None:
        return None
    known.reader = known.reader or reader_of(playbook)
    return _Trial(playbook, asked, known.reader).replayed()


def count_in(counts: MutableSequence[int]) -> None:
    """Have `test` put down how far it is: how many tests passed and failed, of how many."""
    global _counts  # noqa: PLW0603 - of this process, which is one run's alone
    _counts = counts


def test(sources: Sources) -> Report:
    """Run a playbook's tests. A line of them that means nothing is a test that fails."""
    playbook = build(sources, readings=_readings).playbook
    if playbook is None:
        return Report(
            passed=0, failed=(_broken("parcours check", "", "the playbook has errors"),), covered=0, missed=()
        )
    watched, prints = watch(playbook)
    try:
        scripts = read_scripts(sources)
    except ScriptFault as fault:
        return Report(passed=0, failed=(_broken(fault.message, str(fault.place), str(fault)),), covered=0, missed=())
    reader = reader_of(playbook)
    results = []
    _counts[:] = [0, 0, len(scripts)]
    for script in scripts:
        results.append(run(script, watched, reader))
        _counts[0 if results[-1].passed else 1] += 1
    coverage = measure(playbook, prints)
    return Report(
        passed=sum(result.passed for result in results),
        failed=tuple(
            FailedTest(
                name=result.script.name,
                place=str(result.script.place),
                lines=tuple((str(tone), words) for tone, words in transcript_lines(result.entries)),
            )
            for result in results
            if not result.passed
        ),
        covered=coverage.percent,
        missed=tuple(str(missed) for missed in (*coverage.missed_steps, *coverage.missed_branches)),
    )


def _broken(name: str, place: str, words: str) -> FailedTest:
    return FailedTest(name=name, place=place, lines=(("bad", words),))


class _Known:
    """A playbook that was built, and what reads for it: whoever types asks again and again for the same."""

    def __init__(self, sources: Sources) -> None:
        self.checked: Checked = build(sources, readings=_readings)
        self.reader: Reader | None = None


_known: dict[str, _Known] = {}
_readings = Readings()
_counts: MutableSequence[int] = [0, 0, 0]


def _looked_up(sources: Sources) -> _Known:
    version = fingerprint(sources)
    found = _known.pop(version, None) or _Known(sources)
    _known[version] = found
    while len(_known) > _KEPT:
        del _known[next(iter(_known))]
    return found


def _picture(sources: Sources, flow: str, language: str) -> drawing.Picture | None:
    playbook = _looked_up(sources).checked.playbook
    found = playbook.flows.get(flow) if playbook else None
    return drawing.draw(found, playbook.store, language) if found and playbook else None


def _file_of(flow: Flow) -> str:
    return next((step.place.file for step in flow.steps.values()), "")


def reader_of(playbook: Playbook) -> Reader:
    """Return what reads free texts, as in production; the playbook is learnt when the first text needs it."""

    @cache
    def matcher() -> tuple[Matcher, SoldOffers]:
        made = matcher_maker()(playbook)
        while made.embed_missing():
            pass
        return made, SoldOffers(playbook.offers, (), playbook.criteria, playbook.offer_words)

    def read(text: str, language: str | None, asked: str) -> Reading:
        made, sold = matcher()
        return sold.read(made.read(text, language, asked), text)

    return read


class _Trial:
    """A conversation being replayed."""

    def __init__(self, playbook: Playbook, asked: Asked, reader: Reader) -> None:
        persona = Persona(
            channel=cast("Channel", asked.channel),
            first_name=_NAME,
            language=asked.language or None,
            consent=("care", "marketing"),
        )
        self._asked = asked
        self._playbook = playbook
        self._talk = Talk(playbook, at=asked.began_at, name="trial", persona=persona, reader=reader)
        self._heard: list[Heard] = []
        self._said = 0
        self._decided = 0

    def replayed(self) -> Trial:
        refused = ""
        for line in self._asked.lines:
            refused = self._line(line)
        return Trial(heard=tuple(self._heard), standing=self._standing(), ledger=self._ledger(), refused=refused)

    def _line(self, line: str) -> str:
        name, _, rest = line.strip().partition(" ")
        if name.startswith("/") and name not in COMMANDS:
            return f"{name}?"
        began = self._talk.now
        answers = self._talk.hear(line)
        wrong = next((answer.text for answer in answers if isinstance(answer, Note) and answer.kind == "error"), "")
        if wrong:
            return wrong
        if name in {"/wait", "/at"}:
            self._new()
            self._heard.append(Heard(at=self._talk.now, who="clock", text=self._talk.told_time()))
            return ""
        self._heard.append(_done(name, rest, line.strip(), began))
        self._new()
        return ""

    def _new(self) -> None:
        """Take in what was said and decided since, in the order in which it happened."""
        rehearsal = self._talk.rehearsal
        said, decided = rehearsal.said[self._said :], rehearsal.decisions[self._decided :]
        self._said, self._decided = len(rehearsal.said), len(rehearsal.decisions)
        new = [_message(one) for one in said if one.by == "bot"]
        new += [
            Heard(at=noted.at, who=_BETWEEN[noted.kind], text=noted.words, why=noted.why)
            for noted in self._told(decided)
            if noted.kind in _BETWEEN
        ]
        self._heard += sorted(new, key=lambda one: one.at)

    def _told(self, rows: list[Decided]) -> Iterator[Noted]:
        language = self._asked.language or self._playbook.store.languages[0]
        for row in rows:
            for day in by_day([_decision(row)], self._talk.zone, language):
                for told in day.told:
                    yield Noted(at=row.at, kind=told.kind, label=told.label, words=told.words, why=told.why)

    def _ledger(self) -> tuple[Noted, ...]:
        return tuple(self._told(self._talk.rehearsal.decisions[-_LATEST:]))

    def _standing(self) -> Standing:
        rehearsal = self._talk.rehearsal
        values: Mapping[str, object] = Stood(rehearsal, self._talk.zone).values()
        customer = rehearsal.customer
        latest = max(customer.journeys, key=lambda state: state.since, default=None)
        talked = customer.conversations[-1] if customer.conversations else None
        flow = self._playbook.flows.get(talked.flow) if talked else None
        relationship = values.get("relationship")
        return Standing(
            now=rehearsal.now,
            zone=str(self._talk.zone),
            stage=(latest.journey, latest.stage) if latest else None,
            direction=str(values.get("direction") or ""),
            relationship=float(relationship) if isinstance(relationship, int | float) else None,
            flow=flow.title if flow else "",
            step=(talked.step or "") if talked else "",
            planned=tuple((timer.due_at, f"{timer.kind}\t{self._flow_of(timer)}") for timer in rehearsal.timers),
        )

    def _flow_of(self, timer: TimerDue) -> str:
        """Return the title of the flow that a timer belongs to, empty for none."""
        customer = self._talk.rehearsal.customer
        running = {one.id: one.flow for one in (*customer.conversations, *customer.parked)}
        name = timer.flow or running.get(timer.conversation or "", "")
        flow = self._playbook.flows.get(name)
        return flow.title if flow else name


def _done(name: str, rest: str, line: str, at: datetime) -> Heard:
    match name:
        case "/event":
            return Heard(at=at, who="shop", text=rest.partition(" ")[0])
        case "/staff":
            return Heard(at=at, who="staff", text=rest)
        case "/back":
            return Heard(at=at, who="back", text="")
    return Heard(at=at, who="customer", text=line)


def _message(said: Said) -> Heard:
    pictures = " ".join(f"[{media.kind}]" for media in said.content.media)
    return Heard(at=said.at, who="bot", text=f"{pictures} {said.text}".strip(), labels=said.labels)


def _decision(row: Decided) -> Decision:
    one = row.decision
    return Decision(
        at=row.at,
        kind=one.kind,
        words=one.words,
        rule=one.rule,
        facts=one.facts,
        version=None,
        flow=one.flow,
        step=one.step,
    )
