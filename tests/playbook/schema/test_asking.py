"""The verbs that talk."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Ask, Floor, Say
from tests.playbook.playbooks import FLOW, assert_told, flow, step

WRONG = [
    ("  - ask: Quoi ?\n    ▸as: choice\n    save: a", "a question `as: choice` needs `choices`"),
    ("  - ask: Quoi ?\n    as: number\n    save: a\n    ▸choices: [b]", "`choices` belong to a question `as: choice`"),
    ("  - ask: Quoi ?\n    as: ▸colour\n    save: a", "`colour` is not known here"),
    ("  - ask: Quoi ?\n    as: ▸yesno\n    save: a", "did you mean `yes_no`?"),
    ("  - ask: Quoi ?\n    save: a\n    choices: ▸Oui", "expected a list"),
    ("  - ask: Quoi ?\n    choices: [{ ▸Oui: }]", "`Oui:` leads nowhere; write `- Oui` to carry on"),
    ("  - ask: Quoi ?\n    choices: [▸{ Oui: [], Non: [] }]", "expected a label, or a label with its branch"),
    ("  - ask: Quoi ?\n    choices: [▸[Oui]]", "expected a label"),
    ("  - ask:▸\n    save: a", "found nothing"),
    ("  - ask: Quoi ?\n    save: a\n    retries: ▸9", "from 0 to 5"),
    (
        "  - ask: Quoi ?\n    save: a\n"
        "    choices: [{ label: Oui, examples: [Bien sûr] }, { label: Non, examples: [▸bien sur !] }]",
        "« bien sur ! » is an example of the choice « Oui » already",
    ),
    ("  - ask: Quoi ?\n    save: a\n    remind: ▸{ say: x }", "`after` is missing"),
    ("  - ask: Quoi ?\n    save: a\n    remind: { after: 1 day, say: x, times: ▸10 }", "from 1 to 3"),
    (
        "  - ask: Quoi ?\n    save: a\n    silent: ▸later",
        "expected a branch (`{ go: id }`, a step, or a list of steps)",
    ),
    ("  - answer: { ▸tag: [a] }", "did you mean `tags`?"),
    ("  - answer: ▸[a]", "expected a mapping"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_a_question_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says)


def test_choices_mix_labels_and_labels_with_a_branch() -> None:
    asked = step("  - ask: Quoi ?\n    choices:\n      - Demain\n      - Plus tard: { stop: later }\n      - 12: []")
    assert isinstance(asked, Ask)
    assert [(option.key, option.target) for option in asked.options] == [
        ("demain", None),
        ("plus_tard", "1.plus_tard.1"),
        ("12", None),
    ]
    assert asked.as_ == "choice"


def test_a_choice_may_say_what_else_takes_it() -> None:
    asked = step(
        "  - ask: Quoi ?\n    choices:\n      - { label: Du lait, hears: [latte], do: { stop: milk } }\n      - Non"
    )
    assert isinstance(asked, Ask)
    assert [(one.key, one.hears, one.target) for one in asked.options] == [
        ("du_lait", ("latte",), "1.du_lait.1"),
        ("non", (), None),
    ]


def test_a_choice_may_give_examples_of_what_means_it() -> None:
    asked = step(
        "  - ask: Quoi ?\n    save: a\n    choices:\n      - { label: Du lait, examples: [Un Nuage !] }\n      - Non"
    )
    assert isinstance(asked, Ask)
    assert asked.options[0].examples == ("Un Nuage !",)
    assert asked.exemplified == {"un nuage": "du_lait"}


@pytest.mark.parametrize(
    ("written", "invites"), [("", None), (" Dites-moi", "Dites-moi"), (" { say: Oui ?, tags: [a] }", "Oui ?")]
)
def test_the_floor_has_three_forms(written: str, invites: str | None) -> None:
    floor = step(f"  - answer:{written}")
    assert isinstance(floor, Floor)
    assert (floor.wording.text.source if floor.wording else None) == invites


def test_a_message_has_its_parts_beside_the_verb_or_in_its_own_mapping() -> None:
    beside = step("  - say: Voilà\n    sms: Court\n    links: [{ Voir: https://a.example }]")
    inside = step("  - say: { text: Voilà, sms: Court, links: [{ label: Voir, url: https://a.example }] }")
    for said in (beside, inside):
        assert isinstance(said, Say)
        assert said.wording.sms is not None
        assert said.wording.sms.source == "Court"
        assert said.wording.links[0].url.source == "https://a.example"
