"""What stands around a word of opting out."""

from __future__ import annotations

import pytest

from bot.rules.opt_out.opt_out import LOOKED_AT, OptOut, recognise
from bot.rules.opt_out.opt_out_context import TAKES_A_WORD_BACK, in_other_words


@pytest.mark.parametrize(
    ("said", "comes_to"),
    [
        ("quel arret de bus", "quel place"),
        ("autocollant stop pub", "place"),
        ("take me off the waiting list", "take me off the place"),
        ("i no longer get your texts", "missing your texts"),
        ("ce cafe m a plu", "ce cafe aime"),
        ("turn these texts off", "disable texts"),
        ("leave me the hell alone", "leave me alone"),
        ("je veux deux paquets", "je veux deux paquets"),
    ],
)
def test_a_phrase_is_replaced_by_what_it_comes_to(said: str, comes_to: str) -> None:
    assert in_other_words(said) == comes_to


@pytest.mark.parametrize(
    "text",
    [
        "don't text me before 9am please",
        "ne m'écrivez pas le dimanche",
        "une fois par mois suffit pour vos messages",
        "uniquement par sms svp, pas d'e-mail",
        "stop, I meant the red one",
        "attendez stop, j'ai dit 3",
    ],
)
def test_a_wish_about_when_or_a_word_taken_back_is_no_opt_out(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "the courier never contacted me",
        "le livreur ne m'a pas contacté",
        "your engineer never texted me",
        "comment l'arrêter ?",
        "don't bother, I found it",
        "don't have it any more",
        "we don't have them anymore",
        "journée non stop",
        "+ de café",
    ],
)
def test_what_others_did_or_a_thing_does_is_no_opt_out(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    "text",
    ["+ de sms", "jveux + recevoir vos sms", "rmv me", "supr mon num", "virez mon 06", "dnt txt me", "m'écrivez pu"],
)
def test_what_thumbs_write_is_read(text: str) -> None:
    assert recognise(text) == OptOut("stop", by="phrase")


@pytest.mark.parametrize(
    "text",
    [
        "plus de réponses automatiques, je veux parler à quelqu'un",
        "ne m'écrivez plus avec votre robot, je veux un humain",
        "stop texting me with a bot, get me a person",
    ],
)
def test_who_refuses_the_machine_and_wants_somebody_is_no_opt_out(text: str) -> None:
    assert recognise(text) is None
    assert recognise(f"STOP. {text}") == OptOut("stop")


def test_a_laugh_makes_it_doubtful() -> None:
    assert recognise("arrête 😂😂") == OptOut("stop", sure=False)
    assert recognise("arrête") == OptOut("stop")


@pytest.mark.parametrize("text", ["n'hésitez pas à m'écrire", "feel free to text me", "don't hesitate to contact me"])
def test_who_invites_us_to_write_wants_no_end(text: str) -> None:
    assert recognise(text) is None


def test_a_pattern_tells_corrections() -> None:
    assert TAKES_A_WORD_BACK.search("je voulais dire deux")
    assert not TAKES_A_WORD_BACK.search("stop")


@pytest.mark.parametrize(
    "unit", ["stop ", "off the ", "a ", "no more of ", "s t o p ", "vous me ", "N ", "si vous continuez a ", "turn it "]
)
def test_no_text_is_read_further_than_its_beginning(unit: str) -> None:
    """What costs time is bounded: however long a text is, only its beginning is looked at."""
    text = unit * (4096 // len(unit))
    assert recognise(text) == recognise(text[:LOOKED_AT])
