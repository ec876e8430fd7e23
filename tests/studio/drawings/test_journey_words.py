"""The words of the drawings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.studio.drawings.journey_words import WORDS, customers, journey_title, stage_goal, stage_name, stage_title, time
from tests.playbook.playbooks import STORE, playbook
from tests.test_example_store import store


@pytest.mark.parametrize(
    ("length", "french", "english"),
    [
        (timedelta(seconds=20), "1 min", "1 min"),
        (timedelta(minutes=40), "40 min", "40 min"),
        (timedelta(hours=5), "5 h", "5 h"),
        (timedelta(days=3, hours=5), "3,2 j", "3.2 d"),
        (timedelta(days=30), "30 j", "30 d"),
        (timedelta(days=120), "4 mois", "4 months"),
    ],
)
def test_lengths_of_time_are_short(length: timedelta, french: str, english: str) -> None:
    assert (time(length, "fr"), time(length, "en")) == (french, english)


def test_numbers_are_written_as_each_language_does() -> None:
    assert customers(12345, "fr") == "12\u202f345 clients"
    assert customers(12345, "en") == "12,345 customers"
    assert [customers(n, "fr") for n in (0, 1)] == ["0 client", "1 client"]
    assert [customers(n, "en") for n in (0, 1)] == ["0 customers", "1 customer"]


def test_both_languages_say_the_same_values() -> None:
    for french, english in WORDS.values():
        assert french.count("{") == english.count("{")


def test_a_stage_is_read_without_its_underscores() -> None:
    assert stage_name("after_sales") == "After sales"


def test_a_stage_is_read_by_its_title_in_the_language_asked_for_else_by_its_name() -> None:
    english = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Découverte"\nmsgstr "Discovery"\n'
    files = {
        "flows/store.yaml": STORE.replace("[fr]", "[fr, en]"),
        "flows/journeys/a.yaml": "journey: a\nstages: [{ look: { title: Découverte } }, after_all]\n",
        "locales/en/LC_MESSAGES/flows.po": english,
    }
    (path,) = playbook(files).journeys
    assert [stage_title(path, "look", language) for language in ("fr", "en")] == ["Découverte", "Discovery"]
    assert stage_title(path, "after_all", "fr") == stage_title(None, "after_all", "fr") == "After all"


def test_titles_and_goals_are_read_in_the_language_of_the_drawing() -> None:
    path = next(one for one in store().journeys if one.id == "purchase")
    assert journey_title(path, "en") == "From a first question to the next machine"
    assert journey_title(path, "fr") == "D’une première question à la machine suivante"
    assert [stage_goal(stage, "en") for stage in path.stages][:3] == [
        "knows what they need",
        "hesitates between two or three models",
        "orders",
    ]
    assert stage_goal(path.stages[2], "fr") == "commande"


def test_a_journey_without_titles_is_read_by_its_names() -> None:
    (path,) = playbook({"flows/store.yaml": STORE, "flows/journeys/a.yaml": "journey: look\nstages: [see]\n"}).journeys
    assert (journey_title(path, "en"), stage_goal(path.stages[0], "en")) == ("look", "")


def test_the_shipped_journey_is_read_in_the_readers_language() -> None:
    (path,) = playbook({"flows/store.yaml": STORE}).journeys
    assert journey_title(path, "fr") == "D’une première question au prochain achat"
    assert journey_title(path, "en") == "From a first question to the next purchase"
    assert stage_title(path, "after_sales", "fr") == "Après-vente"
    for stage in path.stages:
        assert stage_goal(stage, "fr") != stage_goal(stage, "en")
    assert journey_title(path, "de") == journey_title(path, "en")
