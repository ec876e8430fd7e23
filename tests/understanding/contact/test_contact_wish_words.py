"""The vocabulary of wishes about being written to."""

from bot.rules.texts.plain_text import plain
from bot.understanding.contact.contact_wish_words import (
    AROUND,
    COURTESY,
    ENOUGH,
    EXCUSES,
    HINTS,
    NEVER,
    NUMBERS,
    PERIODS,
    WANTS,
    WRITING,
)


def test_every_word_is_plain_or_it_would_never_be_met() -> None:
    for table in (AROUND, COURTESY, ENOUGH, EXCUSES, HINTS, NEVER, NUMBERS, PERIODS, WANTS, WRITING):
        assert [word for word in table if plain(word) != word] == []


def test_goods_and_errands_are_no_part_of_it() -> None:
    """What is left of « une livraison par mois suffit » must stay unaccounted for."""
    for table in (AROUND, COURTESY, ENOUGH, EXCUSES, WANTS, WRITING):
        assert table.isdisjoint({"livraison", "colis", "machine", "delivery", "parcel", "subscription", "abonnement"})
