"""Opt-outs are recognised, and nothing else is taken for one silently (threat C3).

`*_seen` and `*_held_out` were looked at while the rules were written, the second less. A fresh corpus was written
before its author had read the rules, in two halves: `*_development` was looked at afterwards, to mend the rules by
principle, and `*_held_out_2` never was, only counted (its author is the development half's, so it is no stranger's
hand). At first sight the rules stopped 361 of its 429 opt-outs (84.1 %), asked about 10 more, and took 12 of 415
harmless messages (2.9 %) for one without asking.

`*_fresh` was written before the rules were worked on again, by an author who had read them but not tried a phrase on
them, and counted once before its misses taught: 290 of 314 opt-outs recognised (92.4 %; 279 at once, 11 asked about),
2 of 307 harmless messages taken without asking (0.7 %). `*_last`, the hardest, was written after that and counted once
before it taught too: 58 of 66 recognised, 4 of 64 taken. None is held out any more, but
`*_blind`, which tests/understanding/questions/test_opt_out_likeness.py counts: of its 150 opt-outs the rules recognise
125.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.opt_out.opt_out import RESERVED_WORDS, OptOut, recognise

CORPORA = Path(__file__).parents[2] / "data" / "opt_out"


def lines(name: str) -> list[str]:
    return (CORPORA / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def fresh(name: str) -> list[str]:
    return [text for texts in json.loads((CORPORA / f"{name}.json").read_text("utf-8")).values() for text in texts]


def stops(text: str) -> bool:
    found = recognise(text)
    return found is not None and found.kind == "stop"


def stops_silently(text: str) -> bool:
    found = recognise(text)
    return found is not None and found.kind == "stop" and found.sure


def share(texts: list[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts)


def test_the_corpora_are_large_enough_to_mean_something() -> None:
    for name in ("opt_outs", "harmless"):
        texts = lines(f"{name}_seen") + lines(f"{name}_held_out")
        assert len(texts) >= 500
        assert len(set(texts)) == len(texts)


def test_opt_outs_are_taken_at_their_word() -> None:
    texts = lines("opt_outs_seen")
    missed = [text for text in texts if not stops_silently(text)]
    assert len(missed) <= 0.01 * len(texts), missed


def test_opt_outs_never_looked_at_are_recognised_too() -> None:
    texts = lines("opt_outs_held_out")
    missed = [text for text in texts if not stops(text)]
    assert len(missed) <= 0.03 * len(texts), missed


def test_a_fresh_corpus_is_recognised_too() -> None:
    texts = lines("opt_outs_development")
    assert share(texts, stops) >= 0.99
    assert share(texts, stops_silently) >= 0.97


def test_every_corpus_that_has_taught_is_recognised() -> None:
    assert share(lines("opt_outs_held_out_2"), stops) >= 0.99
    opt_outs, harmless = (fresh(f"{name}_fresh") + fresh(f"{name}_last") for name in ("opt_outs", "harmless"))
    assert share(opt_outs, stops) >= 0.99
    assert share(harmless, stops_silently) <= 0.01
    assert share(harmless, stops) <= 0.05


@pytest.mark.parametrize("name", ["harmless_seen", "harmless_held_out", "harmless_development", "harmless_held_out_2"])
def test_harmless_messages_are_not_taken_for_opt_outs_silently(name: str) -> None:
    texts = lines(name)
    taken = [text for text in texts if stops_silently(text)]
    assert len(taken) <= 0.02 * len(texts), taken


def test_few_harmless_messages_are_even_asked_about() -> None:
    assert share(lines("harmless_seen") + lines("harmless_held_out"), stops) <= 0.05


@pytest.mark.parametrize(
    "word",
    [
        "STOP",
        "STOPALL",
        "STOPP",
        "UNSUBSCRIBE",
        "END",
        "QUIT",
        "CANCEL",
        "REVOKE",
        "OPTOUT",
        "OPT-OUT",
        "REMOVE",
        "ARRET",
        "ARRÊT",
        "ARRETE",
        "ARRETER",
        "DESABONNER",
        "DESINSCRIRE",
        "DESINSCRIPTION",
        "RESILIER",
        "STOPZETTEN",
        "AFMELDEN",
        "ABMELDEN",
        "ENDE",
        "BAJA",
        "ALTO",
        "CANCELAR",
        "ANNULLA",
        "BASTA",
        "PARAR",
        "SAIR",
        "DÉSABONNEMENT",
        "/stop",
    ],
)
@pytest.mark.parametrize("dress", ["{}", " {} !", "{} svp", "{} 🙏", "\u200b{}", "«\u00a0{}\u00a0»"])
def test_every_listed_word_stops_in_any_dress(word: str, dress: str) -> None:
    for text in (dress.format(word), dress.format(word.lower()), dress.format(word.title())):
        assert stops_silently(text), text


def test_a_keyword_is_told_from_a_phrase() -> None:
    assert recognise("STOP") == OptOut("stop", by="word")
    assert recognise("Ne m’écrivez plus") == OptOut("stop", by="phrase")


@pytest.mark.parametrize("text", ["START", "unstop", "Start svp"])
def test_start_asks_for_messages_again(text: str) -> None:
    assert recognise(text) == OptOut("start")


@pytest.mark.parametrize("text", ["why did you stop sending me offers?", "vous avez l’autocollant « stop pub » ?"])
def test_wondering_is_no_wish(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize("text", ["what stop do I get off at", "un stop près du magasin ?"])
def test_a_stop_may_be_a_place(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize("text", ["I never gave you my number. Remove it.", "for the last time stop", "j'ai dit stop"])
def test_what_is_said_around_it_changes_nothing(text: str) -> None:
    assert stops_silently(text)


@pytest.mark.parametrize("text", ["YES", "oui", "Oui svp", "ok", "/start", "/start abc", "d'accord"])
def test_yes_and_opening_the_chat_are_no_opt_in(text: str) -> None:
    assert recognise(text) is None


def test_asking_to_come_back_is_asked_about() -> None:
    assert recognise("je veux de nouveau recevoir vos sms") == OptOut("start", sure=False, by="phrase")


@pytest.mark.parametrize("text", ["HELP", "Aide", "info", "contact"])
def test_help_alone_asks_who_writes(text: str) -> None:
    assert recognise(text) == OptOut("help")


@pytest.mark.parametrize("text", ["n’arrêtez pas vos messages, je les aime", "don't stop sending me offers"])
def test_asking_to_go_on_is_no_opt_out(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "je voudrais effacer mes données",
        "delete my data",
        "supprimez mon compte",
        "supprimez toutes mes données svp",
        "pouvez-vous supprimer mes données personnelles ?",
        "please remove all my data",
        "I want my data deleted",
        "oubliez mes données",
        "close my account",
        "RGPD : suppression de mes informations",
    ],
)
def test_asking_to_be_erased_is_another_right_than_opting_out(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize("text", ["supprimez mes données et ne m’écrivez plus", "delete my data, stop texting me"])
def test_asking_for_both_stops_too(text: str) -> None:
    assert stops_silently(text)


@pytest.mark.parametrize("text", ["", " ", "☕", "\ud800", "\u200b", "?"])
def test_nothing_said_is_nothing(text: str) -> None:
    assert recognise(text) is None


def test_the_carriers_own_words_are_reserved() -> None:
    assert {"STOP", "END", "CANCEL", "QUIT", "YES", "START", "INFO", "UNSUBSCRIBE"} <= RESERVED_WORDS


@given(st.text(max_size=5000))
def test_no_text_makes_it_fail(text: str) -> None:
    assert recognise(text) is None or isinstance(recognise(text), OptOut)
