"""The program's own words."""

from __future__ import annotations

from bot.playbook.compiled import Store
from bot.playbook.situations import SITUATIONS
from bot.playbook.translations import read
from bot.playbook.words import shipped_words

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Yes"\nmsgstr "Oui"\n'


def test_every_situation_has_words_in_every_language() -> None:
    words = shipped_words(Store(name="Moka", languages=("fr", "en")), {})
    assert set(words) == set(SITUATIONS)
    known = {
        "store": {"name": "Moka"},
        "customer": {"first_name": "Claire"},
        "channel": "SMS",
        "wish": {"times": 2, "every": 7, "after": "9 h", "days": "lundi", "channel": "SMS"},
    }
    assert all(wording.text.render(known, "fr") for wording in words.values())


def test_english_stands_in_for_what_is_not_translated() -> None:
    words = shipped_words(Store(name="Moka", languages=("fr",)), {"fr": read(PO, language="fr", file="bot.po")})
    assert words["label_yes"].text.render({}, "fr") == "Oui"
    assert words["label_no"].text.render({}, "fr") == "No"
