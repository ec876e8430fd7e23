"""The drawing of a flow speaks French and English; what its author wrote stands."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.playbook import build
from bot.studio.drawings.drawing import draw
from bot.studio.drawings.drawing_words import WORDS, length, word
from tests.studio.cafe import SOURCES
from tests.studio.drawings.test_drawing import EVERYTHING


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_have_the_same_gaps(name: str) -> None:
    french, english = WORDS[name]
    assert french
    assert re.findall(r"{\d}", french) == re.findall(r"{\d}", english)


def test_a_name_that_is_not_ours_stands() -> None:
    assert word("sondage", language="fr") == "sondage"


@pytest.mark.parametrize(
    ("duration", "french", "english"),
    [
        (timedelta(days=1), "1 jour", "1 day"),
        (timedelta(hours=3), "3 heures", "3 hours"),
        (timedelta(days=60), "2 mois", "2 months"),
        (timedelta(days=365), "1 an", "1 year"),
    ],
)
def test_a_length_of_time_is_written_in_the_drawings_language(duration: timedelta, french: str, english: str) -> None:
    assert length(duration, language="fr") == french
    assert length(duration, language="en") == english


def test_a_french_drawing_has_no_english_around_the_authors_words() -> None:
    checked = build({**SOURCES, "flows/conversations/all.yaml": EVERYTHING, "flows/cup.jpg": "sha256:0"})
    assert checked.playbook is not None
    picture = draw(checked.playbook.flows["all"], checked.playbook.store, "fr")
    told = {part for box in picture.boxes for part in (box.verb, box.note, box.text)}
    told |= {label for arrow in picture.arrows for label in arrow.label.split(" / ")}
    assert {"le client demande", "quand", "attendre", "3 jours", "confier à magasin", "demander un nombre"} <= told
    assert {"order.paid, au plus 10 jours", "order.delivered après 2 jours", "10 % n’entendent rien"} <= told
    assert {"rendu au bot", "trop tard", "échec", "non compris", "accordé", "fin"} <= told
    english = [both[1].replace("{0}", "").strip() for both in WORDS.values() if len(both[1]) > 5]
    assert not [one for one in told for words in english if re.search(rf"\b{re.escape(words)}\b", one)]
