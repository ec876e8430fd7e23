"""A conversation written down as a test of the playbook: run again, it passes for as long as the bot says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.studio.rehearsals.heard import Said
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.talk import Step, Talk


def recorded(talk: Talk) -> str:
    """Return the YAML of a file of tests: the conversation, and those before a `/reset`. Silent ones are left out."""
    parts = [*talk.earlier, (talk.name, talk.began, talk.steps)]
    tests = (_test(name, began, steps, talk.persona, talk.zone) for name, began, steps in parts if _spoke(steps))
    return "\n".join(tests)


def _spoke(steps: Iterable[Step | Said]) -> bool:
    return any(isinstance(step, Step) for step in steps)


def _test(name: str, began: datetime, steps: Sequence[Step | Said], persona: Persona, zone: ZoneInfo) -> str:
    lines = [
        f"- test: {_quoted(name)}",
        f"  customer: {{ {', '.join(_customer(persona))} }}",
        f"  at: {began.astimezone(zone):%Y-%m-%d %H:%M:%S} {zone.key}",
        "  steps:",
        *(f"    - {line}" for step in steps for line in _line(step)),
    ]
    return "\n".join(lines) + "\n"


def _customer(persona: Persona) -> Iterator[str]:
    if persona.first_name:
        yield f"first_name: {_quoted(persona.first_name)}"
    if persona.language:
        yield f"language: {persona.language}"
    yield f"channel: {persona.channel}"
    if persona.consent:
        yield f"consent: [{', '.join(persona.consent)}]"


def _line(step: Step | Said) -> Iterator[str]:
    if isinstance(step, Step):
        value = step.value if step.key in ("after", "at") else _quoted(step.value)
        yield f"{step.key}: {value}"
    elif step.by == "bot":
        choices = f", choices: {_quoted(list(step.labels))}" if step.labels else ""
        yield f"bot: {{ is: {_quoted(step.text)}{choices} }}" if step.text else f"bot: {{ anything: true{choices} }}"


def _quoted(value: object) -> str:
    """Return a value as JSON, which is YAML that needs no care with quotes and colons."""
    return msgspec.json.encode(value).decode()
