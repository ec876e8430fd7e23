"""The few words that a channel adds by itself: how to answer by number, what stands on a sharing button.

They belong to the look of a channel, as its buttons do, and never to a conversation. A language without its own words
gets English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct


class Words(Struct, frozen=True):
    """`reply_by_number` stands under numbered choices, `way_out` under a marketing SMS that names none,
    `reply_on_scale` in the place of a row of scores."""

    reply_by_number: str
    way_out: str
    reply_on_scale: str
    share_location: str
    share_contact: str


_ENGLISH: Final = Words(
    reply_by_number="Reply with the number.",
    way_out="STOP to end.",
    reply_on_scale="Reply from {first} to {last}.",
    share_location="Share my location",
    share_contact="Share my phone number",
)
_WORDS: Final[Mapping[str, Words]] = {
    "en": _ENGLISH,
    "fr": Words(
        reply_by_number="Répondez par le numéro.",
        way_out="STOP pour ne plus en recevoir.",
        reply_on_scale="Répondez de {first} à {last}.",
        share_location="Partager ma position",
        share_contact="Partager mon numéro",
    ),
}


def words_in(language: str) -> Words:
    """Return the words in `language` (`fr`, `fr-CA`), or in English."""
    return _WORDS.get(language.replace("_", "-").partition("-")[0].lower(), _ENGLISH)
