"""Running a playbook's tests: each message is met by one line, in order."""

import pytest

from bot.studio.playbook_tests.running import Result, run
from bot.studio.playbook_tests.scripts import read_scripts
from bot.studio.rehearsals import rehearsal as rehearsing
from tests.studio.cafe import playbook, reads

LEA = "customer: { first_name: Léa, language: fr, consent: [marketing] }\n"


def played(steps: str, head: str = LEA) -> Result:
    (script,) = read_scripts({"flows/tests/a.yaml": f"test: a\n{head}steps:\n{steps}"})
    return run(script, playbook(), reads)


def failures(steps: str, head: str = LEA) -> list[str]:
    return [str(failure) for failure in played(steps, head).failures]


GOOD = """\
  - customer: je cherche un café
  - bot: { contains: Bonjour Léa, flow: coffee, channel: telegram }
  - bot: { is: "Plutôt doux ou corsé ?", choices: [Doux, Corsé, Je ne sais pas] }
  - expect: { flow: coffee, stage: discovery }
  - after: 1 day
  - bot: { contains: Toujours là, choices: [Doux, Corsé, Je ne sais pas] }
  - expect: { silent_since: 1 day }
  - customer: Doux
  - bot: anything
  - bot: nothing
  - expect: { outcome: converted, customer.taste: doux, handed_over: none }
"""


def test_a_test_that_is_met_passes_and_has_its_transcript() -> None:
    result = played(GOOD)
    assert result.passed, result.failures
    assert [(entry.who, entry.text) for entry in result.entries][:3] == [
        ("customer", "je cherche un café"),
        ("bot", "Bonjour Léa !"),
        ("bot", "Plutôt doux ou corsé ?"),
    ]
    assert f"{result.entries[0].at:%A %H:%M %Z}" == "Monday 10:00 CET"


def test_a_quiet_hour_is_a_reason_to_say_nothing() -> None:
    steps = """\
  - event: { cart.abandoned: { total: 590 } }
  - at: 2026-03-22 11:00
  - bot: nothing
    because: quiet hours
  - at: 2026-03-23 12:00
  - bot: { flow: reminder }
"""
    assert failures(steps, LEA + "at: 2026-03-21 20:00 Europe/Paris\n") == []


def test_no_consent_is_another_reason() -> None:
    steps = "  - event: { cart.abandoned: { total: 9 } }\n  - after: 1 day\n  - bot: nothing\n    because: consent\n"
    nobody = "customer: { language: fr }\n"
    assert failures(steps, nobody) == []
    (failure,) = failures(steps.replace("consent", "holiday"), nobody)
    assert "flows/tests/a.yaml:6:5: expected nothing, because holiday, heard nothing" in failure
    assert "consent" in failure


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (
            "  - customer: je cherche un café\n  - bot: { contains: Bonsoir }\n  - bot: anything\n",
            "flows/tests/a.yaml:5:5: expected contains “Bonsoir”, heard “Bonjour Léa !” (the text)",
        ),
        (
            "  - customer: je cherche un café\n  - bot: anything\n",
            "expected nothing more, heard “Plutôt doux ou corsé ?” [Doux] [Corsé] [Je ne sais pas] "
            "(a message that no `bot:` line meets)",
        ),
        (
            "  - customer: je cherche un café\n  - bot: anything\n  - bot: anything\n  - bot: { contains: et }\n",
            "flows/tests/a.yaml:7:5: expected contains “et”, heard nothing",
        ),
        (
            "  - customer: je cherche un café\n  - bot: nothing\n",
            "flows/tests/a.yaml:5:5: expected nothing, heard “Bonjour Léa !”",
        ),
        (
            "  - expect: { outcome: converted, customer.taste: doux }\n",
            "flows/tests/a.yaml:4:15: expected outcome: converted, heard outcome is absent",
        ),
        ("  - at: 2026-02-01 10:00\n", "expected the conversation to go on, heard 2026-02-01T10:00:00+01:00 is before"),
    ],
)
def test_what_is_not_met_is_told_with_its_line(steps: str, words: str) -> None:
    assert words in failures(steps)[0]


def test_a_message_left_over_before_the_customers_next_word_fails_there() -> None:
    steps = "  - customer: je cherche un café\n  - bot: anything\n  - customer: Doux\n  - bot: anything\n"
    (failure,) = failures(steps)
    assert "a message that no `bot:` line meets" in failure


def test_the_lines_after_a_failure_are_still_played() -> None:
    steps = """\
  - customer: je cherche un café
  - bot: { contains: x }
  - bot: { contains: y }
  - customer: Doux
  - bot: anything
"""
    assert len(failures(steps)) == 2


def test_a_fault_of_ours_fails_the_test_and_not_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(rehearsing, "advance", broken)
    (failure,) = failures("  - customer: bonjour\n")
    assert "a fault of the program (ZeroDivisionError: oops)" in failure


def test_staff_the_shop_and_what_is_shared_have_their_lines() -> None:
    steps = """\
  - customer: { photo: cup.jpg }
  - bot: anything
  - staff: Bonjour, c'est Paul
  - expect: { handed_over: magasin }
  - give_back: yes
  - bot: anything
  - event: { x.stock: {} }
  - bot: { contains: boutique }
  - customer: [bonjour, c'est livré quand]
  - bot: { contains: 3 à 5 jours }
"""
    result = played(steps)
    assert result.passed, result.failures
    assert [entry.who for entry in result.entries] == [
        "customer",
        "bot",
        "staff",
        "staff",
        "bot",
        "shop",
        "bot",
        "customer",
        "bot",
    ]


def test_times_after_the_first_stand_in_the_same_zone() -> None:
    steps = "  - at: 2026-03-03 09:00\n  - at: 2026-03-03 10:00 Europe/Paris\n"
    assert failures(steps, LEA + "at: 2026-03-02 10:00 Asia/Tokyo\n") == []


def test_the_same_test_runs_the_same_way_twice() -> None:
    assert played(GOOD) == played(GOOD)


def test_a_fetch_brings_what_the_test_says_and_fails_else() -> None:
    stocked = LEA + 'fetches: { "https://api.cafe.example/stock": { pieces: 4 } }\n'
    assert failures("  - event: x.stock\n  - bot: { is: Il en reste 4. }\n", stocked) == []
    assert failures("  - event: x.stock\n  - bot: { is: Je demande à la boutique. }\n") == []


EVERYWHERE = """\
test: a
customer: { first_name: Léa, language: fr }
channels: [telegram, sms, whatsapp, web]
steps:
  - customer: je cherche un café
  - bot: { contains: Bonjour Léa }
  - bot: { contains: Plutôt doux ou corsé, choices: [Doux, Corsé, Je ne sais pas] }
  - customer: Doux
  - bot: { contains: tout en douceur, sms: "Yirgacheffe, doux." }
  - expect: { outcome: converted }
"""


def test_a_test_on_several_channels_answers_as_each_takes_it() -> None:
    results = [run(script, playbook(), reads) for script in read_scripts({"flows/tests/a.yaml": EVERYWHERE})]
    assert [result.failures for result in results] == [(), (), (), ()]
    typed = [[entry.text for entry in result.entries if entry.who == "customer"][-1] for result in results]
    assert typed == ["Doux", "1", "1", "Doux"]
    assert [[said.channel for said in result.said] for result in results][1] == ["sms"] * 3
    assert [[(end.flow, end.outcome) for end in result.ended] for result in results] == [[("coffee", "converted")]] * 4


def test_a_label_typed_in_a_test_of_one_channel_stays_a_label() -> None:
    result = played("  - customer: je cherche un café\n  - customer: Doux\n", "customer: { channel: sms }\n")
    assert [entry.text for entry in result.entries if entry.who == "customer"][-1] == "Doux"
