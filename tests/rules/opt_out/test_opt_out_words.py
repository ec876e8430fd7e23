"""What a word speaks of when messages are stopped."""

import pytest

from bot.rules.opt_out.opt_out_words import SILENT, letter_of, skeleton


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("ne m envoyez plus de messages", "mSNM"),
        ("arretez de mecrire", "HmW"),
        ("please remove my number from your list", "XDL"),
        ("desabonnez moi svp", "Um"),
        ("je n ai pas recu votre sms", "oonfM"),
    ],
)
def test_a_sentence_is_written_as_what_its_words_speak_of(said: str, letters: str) -> None:
    assert skeleton(said.split()) == letters


def test_a_sentence_about_coffee_has_no_skeleton() -> None:
    assert skeleton(["quel", "cafe", "pour", "ma", "machine"]) == ""


def test_courtesies_and_joints_carry_no_letter() -> None:
    assert {letter_of(word) for word in SILENT} == {""}
