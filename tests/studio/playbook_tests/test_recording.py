"""A conversation written down is a test that passes."""

import pytest

from bot.model.address import Channel
from bot.playbook import build
from bot.studio.playbook_tests.recording import recorded
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import read_scripts
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.talk import Talk
from tests.studio.cafe import MONDAY, SOURCES, playbook, reads

LINES = [
    "je cherche un café",
    "c'est livré quand",
    "/wait 1 day",
    '2: "un" <deux> #trois',
    "2",
    '/event cart.abandoned {"total": 90.5, "lines": [{"name": "Aroma"}]}',
    "/wait",
    "/event x.stock",
    "/staff Bonjour: c'est Paul",
    "merci",
    "/back",
    "/foo",
    "/at 2026-03-20 11:00",
]


def talked(lines: list[str], channel: Channel) -> Talk:
    persona = Persona(first_name="Léa", language="fr", channel=channel, consent=("marketing",))
    talk = Talk(playbook(), at=MONDAY, name="recorded: today", persona=persona, reader=reads)
    for line in lines:
        talk.hear(line)
    return talk


@pytest.mark.parametrize("channel", ["telegram", "sms", "web", "whatsapp"])
def test_a_recorded_conversation_passes_when_it_is_run(channel: Channel) -> None:
    talk = talked(LINES, channel)
    text = recorded(talk)
    checked = build({**SOURCES, "flows/tests/recorded.yaml": text})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults if fault.severity == "error"]
    (script,) = read_scripts({"flows/tests/recorded.yaml": text})
    result = run(script, playbook(), reads)
    assert result.passed, [str(failure) for failure in result.failures]
    assert sum(entry.who == "bot" for entry in result.entries) == sum(said.by == "bot" for said in talk.rehearsal.said)


def test_a_recorded_conversation_reads_as_a_test_written_by_hand() -> None:
    assert (
        recorded(talked(["je cherche un café", "/wait 1 day", "Doux"], "telegram"))
        == """\
- test: "recorded: today"
  customer: { first_name: "Léa", language: fr, channel: telegram, consent: [marketing] }
  at: 2026-03-02 10:00:00 Europe/Paris
  steps:
    - customer: "je cherche un café"
    - bot: { is: "Bonjour Léa !" }
    - bot: { is: "Plutôt doux ou corsé ?", choices: ["Doux","Corsé","Je ne sais pas"] }
    - after: 1 day
    - bot: { is: "Toujours là ?", choices: ["Doux","Corsé","Je ne sais pas"] }
    - customer: "Doux"
    - bot: { is: "Le Yirgacheffe est tout en douceur." }
"""
    )


def test_each_customer_after_a_reset_is_a_test_of_its_own() -> None:
    talk = talked(["je cherche un café", "/reset", "/reset", "c'est livré quand"], "telegram")
    text = recorded(talk)
    scripts = read_scripts({"flows/tests/recorded.yaml": text})
    assert [script.name for script in scripts] == ["recorded: today", "recorded: today (3)"]
    assert all(run(script, playbook(), reads).passed for script in scripts)


def test_a_conversation_in_which_nothing_was_said_is_no_test() -> None:
    assert recorded(talked([], "telegram")) == ""
