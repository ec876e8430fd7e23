"""An answer begun from questions: readable YAML whatever was asked, an id of its own, in the file that it is like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playbook.building import build
from bot.rules.texts.new_answers import NEW_FILE, appended, file_for, ids_in, new_entry

FILES = {
    "flows/answers/livraison.yaml": (
        "- answer: delais\n  question: C'est livré quand ?\n  also:\n    - la livraison svp\n  say: Demain.\n"
    ),
    "flows/answers/cafe.yaml": "# Le café.\n- answer: gouts\n  question: Un café fruité ?\n  say: Oui.\n",
    "flows/answers/odd.yaml": "[{answer: livraison, question: la livraison, say: x}]",
    "flows/conversations/order.yaml": "flow: livraison\n",
}
HOSTILE = json.loads((Path(__file__).resolve().parents[2] / "data" / "hostile" / "markup.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("la livraison le dimanche ?", "flows/answers/livraison.yaml"),
        ("vous avez un café fruité ?", "flows/answers/cafe.yaml"),
        ("reprenez-vous les machines ?", NEW_FILE),
        ("", NEW_FILE),
    ],
)
def test_a_question_belongs_where_it_is_like_an_answer(question: str, path: str) -> None:
    assert file_for(question, FILES) == path


def test_an_answer_is_begun_with_all_ways_of_asking_and_no_text() -> None:
    entry = new_entry(["Vous livrez le dimanche ?", "livraison dimanche", "Vous livrez le dimanche ?"], ids_in(FILES))
    assert entry == (
        "- answer: vous_livrez_le_dimanche\n"
        '  question: "Vous livrez le dimanche ?"\n'
        "  also:\n"
        '    - "livraison dimanche"\n'
        '  say: ""\n'
    )
    assert new_entry(["vous livrez le dimanche"], ["vous_livrez_le_dimanche"]).startswith(
        "- answer: vous_livrez_le_dimanche_2\n"
    )
    whole, line = appended(FILES["flows/answers/cafe.yaml"], entry)
    assert whole.splitlines()[line - 1] == '  say: ""'
    assert whole.startswith("# Le café.\n- answer: gouts\n")


def says(text: str) -> list[tuple[int, str]]:
    files = {
        "flows/store.yaml": "store: Moka\nlanguages: [fr]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n",
        NEW_FILE: text,
    }
    return [(fault.place.line, fault.message) for fault in build(files).faults]


@pytest.mark.parametrize("question", [*HOSTILE[::12], "\x85\u2028\ufffe\ud800", "{{ x }} {% if %}", '": [', ""])
def test_the_only_fault_of_what_is_begun_is_that_it_says_nothing_yet(question: str) -> None:
    text, line = appended("", new_entry([question, "plutôt ceci"], ()))
    assert {place for place, _ in says(text)} <= {line}, (text, says(text))


@given(st.lists(st.text(), max_size=4), st.text())
def test_whatever_was_asked_can_be_begun(questions: list[str], other: str) -> None:
    text, line = appended(other, new_entry(questions, ids_in({NEW_FILE: other})))
    assert text.splitlines() or line
