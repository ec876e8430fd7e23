"""The map of contacts as a picture."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from bot.studio.drawings.touchpoints import Contacts, intended
from bot.studio.drawings.touchpoints_drawing import draw_touchpoints
from tests.studio.drawings.journeys import PATH


def words(svg: str) -> list[str]:
    return [each.text or "" for each in fromstring(svg).iter() if each.tag.endswith("text")]


def test_counts_stand_beside_what_is_intended() -> None:
    met = Contacts(intended=intended(PATH), counts={("looks", "telegram", "in"): 1200, ("again", "sms", "out"): 3})
    said = words(draw_touchpoints([PATH], {"coffee": met}, "fr", 30).svg())
    assert "Points de contact · Du premier café à l’habitude" in said
    assert "1\u202f203 messages ces 30 derniers jours" in said
    assert {"1\u202f200", "3", "Telegram", "SMS", "Web", "reçus", "envoyés", "non prévu"} <= set(said)
    assert said.count("0") == 3  # intended, never used


def test_without_a_database_only_the_intention_is_shown() -> None:
    said = words(draw_touchpoints([PATH], {"coffee": Contacts(intended=intended(PATH))}, "en", None).svg())
    assert said.count("●") == 4
    assert "0" not in said
    assert "not intended" not in said
