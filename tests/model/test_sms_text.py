"""What a text costs by SMS."""

import pytest

from bot.model.sms_text import Size, costly, measure, normalise


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", Size("GSM-7", 0, 1)),
        ("a" * 160, Size("GSM-7", 160, 1)),
        ("a" * 161, Size("GSM-7", 161, 2)),
        ("a" * 306, Size("GSM-7", 306, 2)),
        ("a" * 307, Size("GSM-7", 307, 3)),
        ("€" * 80, Size("GSM-7", 160, 1)),
        ("ê" * 70, Size("UCS-2", 70, 1)),
        ("ê" * 71, Size("UCS-2", 71, 2)),
        ("ê" * 134, Size("UCS-2", 134, 2)),
        ("ê" * 135, Size("UCS-2", 135, 3)),
        ("☕" * 70, Size("UCS-2", 70, 1)),
        ("😀" * 35, Size("UCS-2", 70, 1)),
    ],
)
def test_segments_are_counted_as_networks_do(text: str, size: Size) -> None:
    assert measure(text) == size


def test_an_escaped_sign_is_never_torn_between_two_parts() -> None:
    # 152 septets, then a sign of two: it moves to the second part whole, which leaves 151 for the rest.
    assert measure("a" * 152 + "€" + "a" * 151).segments == 2
    assert measure("a" * 152 + "€" + "a" * 152).segments == 3


def test_a_surrogate_pair_is_never_torn_between_two_parts() -> None:
    assert measure("a" * 66 + "😀" + "ê" * 65).segments == 2
    assert measure("a" * 66 + "😀" + "ê" * 66).segments == 3


def test_the_french_letters_of_gsm_are_told_from_those_that_cost() -> None:
    assert costly("éèàùìòÉÇ€äöñüÄÖÑÜ") == ()
    assert costly("êâîôûçëïœÀÈÊ") == tuple("êâîôûçëïœÀÈÊ")
    assert costly("forêt, fenêtre, garçon") == ("ê", "ç")


def test_typographic_signs_are_written_as_gsm_writes_them() -> None:
    assert normalise("L’été\u202f: «\u00a0déjà\u00a0» – 20\u00a0%… “oui”\u202f!") == 'L\'été : "déjà" - 20 %... "oui" !'


def test_letters_are_never_touched() -> None:
    assert normalise("Zoë, François, cœur, Ÿ, ê") == "Zoë, François, cœur, Ÿ, ê"


def test_a_normalised_text_is_normal_already() -> None:
    text = normalise("«\u202fL’œuf…\u202f» — d’accord\u202f?")
    assert normalise(text) == text
