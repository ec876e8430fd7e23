"""A playbook's tests, as they are read from their files."""

from datetime import timedelta
from typing import Any

import pytest

from bot.model.message import Location, Media
from bot.studio.playbook_tests.scripts import (
    Expects,
    GivesBack,
    Hears,
    Opens,
    Says,
    ScriptFault,
    Shares,
    ShopSays,
    StaffSays,
    Until,
    Waits,
    read_scripts,
)
from bot.studio.rehearsals.persona import Persona

WHOLE = """\
test: A hesitant customer
customer: { first_name: Léa, language: fr, channel: sms, consent: [marketing], roast: dark, visits: 3 }
at: 2026-03-02 10:00 Europe/Paris
steps:
  - customer: Bonjour
  - customer: [Bonjour, "c'est encore moi"]
  - customer: { photo: cup.jpg, text: la mienne }
  - customer: { location: [45.76, 4.83] }
  - customer: { open: coffee }
  - bot: { contains: silencieuse, choices: [Comparer, En savoir plus] }
  - bot: nothing
    because: quiet hours
  - bot: anything
  - expect: { stage: comparison, planned: [reminder], handed_over: none }
  - after: 15 days
  - at: 2026-03-22 11:00
  - event: { cart.abandoned: { total: 590 } }
  - event: order.delivered
  - staff: Bonjour, c'est Paul
  - give_back: yes
"""


def lines_of(text: str) -> list[Any]:
    (script,) = read_scripts({"flows/tests/a.yaml": text})
    return list(script.lines)


def test_every_line_gets_its_meaning() -> None:
    (script,) = read_scripts({"flows/tests/lea.yaml": WHOLE})
    assert (script.name, script.at) == ("A hesitant customer", "2026-03-02 10:00 Europe/Paris")
    assert script.persona == Persona(
        channel="sms",
        first_name="Léa",
        language="fr",
        consent=("marketing",),
        facts={"roast": "dark", "visits": 3},
    )
    kinds = [
        Says,
        Says,
        Shares,
        Shares,
        Opens,
        Hears,
        Hears,
        Hears,
        Expects,
        Waits,
        Until,
        ShopSays,
        ShopSays,
        StaffSays,
    ]
    assert [type(line) for line in script.lines] == [*kinds, GivesBack]


def test_what_a_line_says_is_kept() -> None:
    says, burst, photo, place, opens, hears, nothing, anything, expects, waits, until, *_ = lines_of(WHOLE)
    assert (says.words, burst.words) == (("Bonjour",), ("Bonjour", "c'est encore moi"))
    assert (photo.media, photo.caption) == ((Media("photo", "cup.jpg"),), "la mienne")
    assert place.location == Location(45.76, 4.83)
    assert opens.payload == "coffee"
    assert (hears.message.contains, hears.message.choices) == ("silencieuse", ["Comparer", "En savoir plus"])
    assert (nothing.message.nothing, nothing.because) == (True, "quiet hours")
    assert anything.message.anything
    assert [(name, value) for _, name, value in expects.values] == [
        ("stage", "comparison"),
        ("planned", ["reminder"]),
        ("handed_over", "none"),
    ]
    assert (waits.duration, until.written) == (timedelta(days=15), "2026-03-22 11:00")


def test_an_event_comes_with_its_data_or_without() -> None:
    *_, cart, delivered, staff, _ = lines_of(WHOLE)
    assert (cart.name, cart.data) == ("cart.abandoned", {"total": 590})
    assert (delivered.name, delivered.data) == ("order.delivered", {})
    assert staff.text == "Bonjour, c'est Paul"


def test_every_line_knows_its_place() -> None:
    hears = lines_of(WHOLE)[5]
    assert str(hears.place) == "flows/tests/a.yaml:10:5"
    expects = lines_of(WHOLE)[8]
    assert str(expects.values[1][0]) == "flows/tests/a.yaml:14:34"


def test_a_file_may_hold_a_list_of_tests_and_a_customer_may_be_nobody_in_particular() -> None:
    text = "- test: a\n  steps: [ { customer: x } ]\n- test: b\n  steps: [ { customer: y } ]\n"
    scripts = read_scripts({"flows/tests/a.yaml": text})
    assert [script.name for script in scripts] == ["a", "b"]
    assert scripts[0].persona == Persona()
    assert scripts[0].at is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("customer: { telepathy: yes }", "what does the customer share"),
        ("customer: [a, [b]]", "`customer:` takes a text"),
        ("customer: { location: [north] }", "what does the customer share"),
        ("event: { a.b: {}, c.d: {} }", "an event is its name"),
        ("event: { a.b: 3 }", "an event is its name"),
        ("event: []", "an event is its name"),
    ],
)
def test_a_line_that_means_nothing_is_told_with_its_place(line: str, words: str) -> None:
    with pytest.raises(ScriptFault, match=words) as caught:
        read_scripts({"flows/tests/a.yaml": f"test: a\nsteps:\n  - {line}\n"})
    assert str(caught.value.place) == "flows/tests/a.yaml:3:5"


def test_a_test_on_several_channels_is_there_once_for_each() -> None:
    text = "test: a\ncustomer: { first_name: Léa }\nchannels: [telegram, sms]\nsteps: [{ customer: bonjour }]\n"
    on_telegram, on_sms = read_scripts({"flows/tests/a.yaml": text})
    assert (on_telegram.name, on_sms.name) == ("a (telegram)", "a (sms)")
    assert (on_telegram.persona.channel, on_sms.persona.channel) == ("telegram", "sms")
    assert on_sms.persona.first_name == "Léa"
    assert on_sms.lines == on_telegram.lines
    assert on_sms.on_several
    (alone,) = read_scripts({"flows/tests/a.yaml": text.replace("channels: [telegram, sms]\n", "")})
    assert not alone.on_several
