"""Faults in French: the same sentence with what differs in its place, in French typography.

That every sentence has its French is held where faults are told (`tests.playbook.playbooks.assert_told`).
"""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from bot.playbook.fault_words import _FOLDER, fault_in, languages

GAP = re.compile(r"\{\d\}")


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "unknown key `quiett`; did you mean `quiet`?",
            "clé inconnue `quiett`\u202f; vouliez-vous dire `quiet`\u202f?",
        ),
        ("`x` is no verb; known: ask, say", "`x` n’est pas un verbe\u202f; connus\u00a0: ask, say"),
        (
            "expected a number from 1 to 10, found nothing",
            "attendu\u00a0: un nombre de 1 à 10\u202f; trouvé\u00a0: rien",
        ),
    ],
)
def test_a_fault_is_said_in_french(english: str, french: str) -> None:
    assert fault_in("fr", english) == french
    assert fault_in("en", english) == english


@pytest.mark.parametrize("language", ["fr", "de", "../fr", ""])
def test_what_has_no_sentence_stays_as_it_is(language: str) -> None:
    assert fault_in(language, "No space left on device") == "No space left on device"


def test_every_gap_is_filled_and_french_has_its_spaces() -> None:
    assert languages() == ("en", "fr")
    read = [read_po((_FOLDER / "fr" / name).open("rb")) for name in ("faults.po", "import.po")]
    for one in (one for catalogue in read for one in catalogue):
        if one.id:
            source, sentence = str(one.id), str(one.string)
            assert set(GAP.findall(source)) == set(GAP.findall(sentence)), source
            plain = re.sub(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\{\{.*?\}\}|\(`.*?`\)|[=!<>]=", "", sentence)
            assert not re.search(r"'|[^\u202f]\?| [;:»]|« ", plain.replace("{", "").replace("}", "")), sentence
