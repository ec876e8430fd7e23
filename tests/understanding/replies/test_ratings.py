"""Ratings as customers write them."""

from __future__ import annotations

import pytest

from bot.rules.order.feedback import ScaleName
from bot.understanding.replies.outcome import SURE, NotAnAnswer, Unclear, Understood
from bot.understanding.replies.ratings import WORDS, is_bare_rating, read_rating

SCORES: list[tuple[str, int, int, int]] = [  # what is said; on CSAT, NPS, CES; -1 where it is asked again
    ("4", 4, 4, 4),
    ("8/10", 4, 8, 6),
    ("8 sur 10", 4, 8, 6),
    ("8 out of 10", 4, 8, 6),
    ("neuf", -1, 9, -1),
    ("quatre", 4, 4, 4),
    ("un", 1, 1, 1),
    ("zéro", -1, 0, -1),
    ("0", -1, 0, -1),
    ("10", -1, 10, -1),
    ("12", -1, -1, -1),
    ("12/10", 5, 10, 7),  # praise beyond all bounds
    ("12 sur 10 !", 5, 10, 7),
    ("12 out of ten", 5, 10, 7),
    ("40/10", -1, -1, -1),
    ("3,5", 3, 3, 3),
    ("3.7", 4, 4, 4),
    ("entre 2 et 3", 2, 2, 2),
    ("entre 7 et 8", -1, 7, 7),
    ("2 ou 5", -1, -1, -1),
    ("4 5", -1, -1, -1),
    ("Je mets un 4", 4, 4, 4),
    ("I'd say 4", 4, 4, 4),
    ("4️⃣", 4, 4, 4),
    ("5 étoiles", 5, 10, 7),
    ("five stars", 5, 10, 7),
    ("⭐⭐⭐⭐", 4, 7, 5),
    ("★★★☆☆", 3, 5, 4),
    ("👍", 4, 8, 6),
    ("👎", 1, 1, 2),
    ("😡", 1, 0, 1),
    ("😐", 3, 5, 4),
    ("😍", 5, 10, 7),
    ("très bien", 5, 9, 6),
    ("great", 5, 9, 6),
    ("bof", 3, 5, 4),
    ("nul", 1, 0, 1),
    ("pas terrible", 2, 2, 2),
    ("not bad", 4, 7, 5),
    ("C'est parfait !", 5, 10, 7),
]


@pytest.mark.parametrize(("said", "csat", "nps", "ces"), SCORES, ids=[row[0] for row in SCORES])
def test_a_rating_on_each_scale(said: str, csat: int, nps: int, ces: int) -> None:
    scales: list[tuple[ScaleName, int]] = [("csat", csat), ("nps", nps), ("ces", ces)]
    for scale, score in scales:
        found = read_rating(said, scale, "fr")
        if score < 0:
            assert isinstance(found, Unclear), (scale, found)
        else:
            assert isinstance(found, Understood)
            assert (found.value, found.certainty >= SURE) == (score, True), scale


@pytest.mark.parametrize(
    ("said", "score", "comment"),
    [
        ("4, la livraison était lente", 4, "la livraison était lente"),
        ("2 : Trop Bruyante", 2, "Trop Bruyante"),
        ("4 - trop lent", 4, "trop lent"),
        ("3 because it leaks", 3, "because it leaks"),
        ("4 sur 5, car tiède", 4, "car tiède"),
        ("Bof, le café est tiède", 3, "le café est tiède"),
        ("⭐⭐, en retard de 10 jours", 2, "en retard de 10 jours"),
        ("5/5 rien à dire", 5, "rien à dire"),
        ("4 la livraison était lente", 4, "la livraison était lente"),
    ],
)
def test_the_why_may_come_along_in_the_customers_own_words(said: str, score: int, comment: str) -> None:
    found = read_rating(said, "csat", "fr")
    assert isinstance(found, Understood)
    assert found.value == {"score": score, "comment": comment}


@pytest.mark.parametrize(
    ("said", "score"),
    [("bof, 2", 2), ("Bof... 3", 3), ("mouais 3", 3), ("très bien 5", 5), ("not great, two", 2), ("pas top : 4/10", 2)],
)
def test_of_a_word_with_its_figure_the_figure_counts_and_neither_is_why(said: str, score: int) -> None:
    assert read_rating(said, "csat", "en" if "two" in said else "fr") == Understood(score, WORDS)


@pytest.mark.parametrize("said", ["bof, 3 jours de retard", "bien, 2 machines"])
def test_a_figure_that_counts_something_is_the_why(said: str) -> None:
    found = read_rating(said, "csat", "fr")
    assert isinstance(found, Understood)
    assert found.value["comment"] == said.partition(", ")[2]


@pytest.mark.parametrize("said", ["super, merci", "5 !", "5.", "cinq, bonne journée"])
def test_thanks_are_no_reason(said: str) -> None:
    found = read_rating(said, "csat", "fr")
    assert isinstance(found, Understood)
    assert found.value == 5


@pytest.mark.parametrize(
    "said",
    ["10 jours c'est long", "4 jours de retard", "2 machines", "quand arrive mon colis ?", "je ne sais pas", "oui", ""],
)
def test_what_is_no_rating(said: str) -> None:
    assert isinstance(read_rating(said, "csat", "fr"), NotAnAnswer)


def test_a_question_is_not_taken_for_sure() -> None:
    found = read_rating("4 ?", "csat", "fr")
    assert isinstance(found, Understood)
    assert found.certainty < SURE


def test_a_score_and_nothing_else() -> None:
    assert is_bare_rating("4", "csat", "fr")
    assert is_bare_rating("⭐⭐", "csat", "fr")
    assert not is_bare_rating("bien", "csat", "fr")
    assert not is_bare_rating("4, trop lent", "csat", "fr")
    assert not is_bare_rating("12", "csat", "fr")


@pytest.mark.parametrize(
    ("text", "score"),
    [("pretty happy so far, 4 out of 5", 4), ("franchement ça va bien, je dirais 3 sur 5 quand même", 3)],
)
def test_a_score_with_its_scale_stands_anywhere(text: str, score: int) -> None:
    assert read_rating(text, "csat", "fr") == Understood({"score": score, "comment": text}, WORDS)


def test_two_scores_are_none() -> None:
    assert isinstance(read_rating("hier 4 sur 5, ce matin 2 sur 5", "csat", "fr"), NotAnAnswer)


@pytest.mark.parametrize(
    ("text", "score", "comment"),
    [
        ("2 la machine fuit", 2, "la machine fuit"),
        ("la machine fuit, 2", 2, "la machine fuit"),
        ("its leaking, 2", 2, "its leaking"),
        ("2/5 wrong coffee sent", 2, "wrong coffee sent"),
        ("bonne machine mais livraison catastrophique", 3, "bonne machine mais livraison catastrophique"),
        ("great machine, awful delivery", 3, "great machine, awful delivery"),
    ],
)
def test_a_reason_that_comes_along_leaves_no_doubt(text: str, score: int, comment: str) -> None:
    read = read_rating(text, "csat", "en" if "m" not in text[:1] and text.isascii() else "fr")
    assert isinstance(read, Understood)
    assert read.value == {"score": score, "comment": comment}
    assert read.certainty >= WORDS


@pytest.mark.parametrize(
    ("text", "language", "score"),
    [
        *((text, "fr", 4) for text in ("pa mal", "oui ça va")),
        *((text, "fr", 5) for text in ("tb", "tré bien", "niquel", "super content merci", "oui très")),
        *((text, "fr", 1) for text in ("c'est de la merde", "non pas du tout")),
        *((text, "fr", 3) for text in ("sa va", "c mieux que rien")),
        *((text, "en", 5) for text in ("v good", "vgood thx", "spot on", "chuffed with it", "yes very")),
        *((text, "en", 3) for text in ("its ok", "alright i guess", "its alright")),
        ("not really", "en", 2),
    ],
)
def test_as_thumbs_write_it(text: str, language: str, score: int) -> None:
    assert read_rating(text, "csat", language) == Understood(score, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "I'd say a solid 5",
        "5 alors haha",
        "5, merci à vous",
        "désolée je réponds tard, 5",
        "sorry for the late reply, 5",
    ],
)
def test_what_gives_no_reason_is_none(text: str) -> None:
    found = read_rating(text, "csat", "fr")
    assert isinstance(found, Understood)
    assert found.value == 5


def test_a_figure_with_what_is_settled_is_a_rating_and_its_reason() -> None:
    read = read_rating("5 elle est réparée", "csat", "fr")
    assert isinstance(read, Understood)
    assert (read.value, read.certainty >= SURE) == ({"score": 5, "comment": "elle est réparée"}, True)
