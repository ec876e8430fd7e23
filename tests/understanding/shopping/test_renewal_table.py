"""The table of what is said of buying again: each row by words of its own, in both languages."""

from __future__ import annotations

import pytest

from bot.rules.texts.plain_text import plain
from bot.understanding.shopping.renewal_table import ROWS, row_met

#: For each row, what it is met by; what is like it and is not.
SAID = (
    (("je ne bois plus de café", "given up coffee"), ("je bois plus tard",)),
    (
        ("je suis enceinte, plus de café pour moi", "I'm pregnant"),
        ("le même en déca, je suis enceinte", "pregnant, and you sent me the wrong bag"),
    ),
    (
        ("j'ai un abonnement chez Pact", "got a subscription with Pact", "on est passé aux capsules", "moved to pods"),
        ("je n'ai pas changé de marque", "a subscription with you", "un abonnement chez vous"),
    ),
    (
        ("je prends du Lavazza maintenant", "I drink Lavazza now", "we're on Illy these days", "trouvé moins cher"),
        ("je prends maintenant", "je prends du café", "now please"),
    ),
    (("plus besoin", "no need"), ("besoin de café",)),
    (("il m'en reste la moitié", "half a bag left", "still got half", "j'en ai encore"), ("j'ai encore une question",)),
    (("already ordered", "on m'en a offert"), ("already",)),
    (("je pars en vacances", "I'm travelling", "je déménage"), ("je pars", "j'ai déménagé", "I've moved house")),
    (("je verrai", "maybe"), ("maybe two bags",)),
    (("vacances", "away"), ("ici",)),
)


@pytest.mark.parametrize("place", range(len(ROWS)))
def test_each_row_is_met_by_its_words_and_by_no_others(place: int) -> None:
    row, (said, others) = ROWS[place], SAID[place]
    assert [row_met(plain(one)) for one in said] == [row] * len(said)
    assert not [one for one in others if row.is_met(plain(one))]
