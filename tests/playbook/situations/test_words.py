"""The program's own words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.playbook.compiled import Store
from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.situations.words import shipped_words, words_of
from bot.playbook.source.files import shipped_catalogues
from bot.playbook.source.translations import read

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Yes"\nmsgstr "Oui"\n'

PLACED = {
    "order_reaches",
    "order_way_comes_to",
    "order_label",
    "book_hours",
    "book_standing",
    "opening_hours",
    "opening_closed",
    "order_when",
}


def test_every_situation_has_words_in_every_language() -> None:
    words = shipped_words(Store(name="Moka", languages=("fr", "en")), {})
    assert set(words) == set(SITUATIONS)
    wish = {"times": 2, "every": 30, "after": "18 h", "before": "20 h", "weekend": False, "days": "", "channel": "SMS"}
    values: dict[str, Any] = {"store": {"name": "Moka"}, "customer": {"first_name": "Léa"}, "channel": "SMS"}
    values["wish"] = {**wish, "only": True, "until": "1 mai", "count": 2}
    values["reason"] = "la plus silencieuse"
    values["offer"] = {"name": "Aroma 2", "price": 349, "description": "Douce et vive."}
    values["attribute"] = {"name": "bruit", "value": 52, "unit": "dB"}
    values |= {"rating": {"least": "1", "most": "5", "given": "4"}, "event": {"day": "2026-05-01"}, "on": "2026-05-01"}
    values["address"] = "12 rue Garibaldi, 69003 Lyon"
    values["compared"] = {"best": "Aroma 2", "other": "Brio Mini", "strengths": "bruit", "weaknesses": "prix"}
    values["compared"] |= {"name": "bruit", "value": 52, "than": 56, "unit": "dB", "score": 71, "missing": "prix"}
    line = {"name": "Aroma 2", "quantity": 2, "amount": "698 €"}
    values |= {
        "line": line,
        "amount": 349,
        "currency": "EUR",
        "way": "Colis",
        "when": "demain",
        "at": NOON,
        "name": "Huila",
    }
    values |= {
        "place": {"name": "Moka Lyon"},
        "hours": "ouvert",
        "opens": NOON,
        "closes": NOON,
        "count": 2,
        "before": "9 €",
    }
    values |= {"left": 3, "number": "M-12", "option": "Taille", "said": "du café"}
    values |= {"each": "29 €", "than": "35,60 €", "other": "Huila 250 g", "against": "bruit", "kinds": "moulin"}
    values |= {"unknown": "thé", "day": "samedi 7 mars", "spans": "de 10 h à 19 h"}
    values |= {"first": {"way": "Colis", "amount": "349 €", "when": "demain"}}
    values["advised"] = {"name": "Aroma 2", "price": "349 €", "reasons": "peu de bruit", "against": "le prix"}
    values["advised"] |= {
        "other": "Brio Mini",
        "budget": "400 €",
        "day": NOON,
        "stock": "Lyon",
        "by": NOON,
        "value": "52 dB",
        "than": "56 dB",
    }
    values |= {"until": NOON, "code": "123456", "postcode": "31000", "country": "le Maroc", "town": "Lyon"}
    values["asked"] = {
        "count": 2,
        "amount": 300,
        "places": "Lyon",
        "place": "Annecy",
        "name": "bruit",
        "value": "52 dB",
    }
    values["compared"] |= {
        "needs": "mousseur",
        "price": "499 €",
        "budget": "350 €",
        "figures": "349 €, 52 dB",
        "named": "prix",
    }
    values["total"] = "354 €"
    named = values | {"place": "Moka Lyon"}  # these name the place, the others say more of it
    for situation, wording in words.items():
        assert wording.text.render(named if situation in PLACED else values, "fr")


def test_english_stands_in_for_what_is_not_translated() -> None:
    words = shipped_words(Store(name="Moka", languages=("fr",)), {"fr": read(PO, language="fr", file="bot.po")})
    assert words["label_yes"].text.render({}, "fr") == "Oui"
    assert words["label_no"].text.render({}, "fr") == "No"


def test_a_playbook_s_own_translation_stands_above_the_shipped_one_and_for_no_other_playbook() -> None:
    store = Store(name="Moka", languages=("fr", "en"))
    own = {"fr": read(PO.replace("Oui", "Volontiers"), language="fr", file="locales/fr/LC_MESSAGES/bot.po")}
    assert words_of(store, {})["label_yes"].text.render({}, "fr") == "Oui"
    assert words_of(store, own)["label_yes"].text.render({}, "fr") == "Volontiers"
    assert words_of(store, {})["label_yes"].text.render({}, "fr") == "Oui"


def test_the_shipped_words_are_compiled_once_for_all_who_speak_alike() -> None:
    moka, lune = Store(name="Moka", languages=("fr", "en")), Store(name="Lune", languages=("fr", "en"))
    assert words_of(moka, {}) is words_of(lune, shipped_catalogues())
    assert words_of(moka, {}) is not words_of(Store(name="Moka", languages=("en",)), {})
    pounds = Store(name="Moka", languages=("fr", "en"), currency="GBP")
    assert words_of(moka, {}) is not words_of(pounds, {})
