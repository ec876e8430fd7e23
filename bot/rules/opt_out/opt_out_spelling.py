"""Words of opting out as thumbs write them: "sttop", "desabonez", "arettez", "s t o p".

A word that is not known is taken for the nearest one of a short list, one slip away (two in a long word), unless it is
a word of its own ("massage", "remote"). Only words of six letters and more are mended: shorter ones have too many
neighbours; of "stop" the ways it is mistyped are listed by principle: a letter doubled, swapped, or hit beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.rules.texts.plain_text import words

_MENDED: Final = sorted(
    words(
        """
        arrete arretes arretez arreter cessez cesser envoyer envoyez envoyes menvoyer menvoyez denvoyer recevoir message
        messages contacter contactez contactes recontactez ecrivez ecrire mecrivez mecrire desabonner desabonnez
        desabonnement desinscrire desinscrivez desinscription unsubscribe consentement solliciter sollicitez
        sollicitations publicite publicites promotions newsletter newsletters notification notifications harceler
        harcelez harcelement embetez embeter derangez deranger tranquille supprimez supprimer retirez retirer enlevez
        enlever effacez effacer bothering harassing spamming texting messaging contacting receive receiving marketing
        promotional anymore importuner importunez importunee demarcher demarchez relancer relancez relances demarchage
        bother removed remove please bloquez suspendez envois offres contacting interest refrain
        """
    )
)
#: Words of their own, one slip from one of those.
_OF_THEIR_OWN: Final = words(
    """
    massage massages contract contracts contrat casser cassez testing tasting resting decevoir enleve subscribe
    subscribed reabonner reabonnez reinscrire reinscrivez abonner abonnez inscrire inscription retire retires
    contactee relever elevez effacee envoyee envoyees arretee arretees marquetry remote
        removal remover relance relancee brother another mother receiver received notifications
    """
)
_STOP: Final = "stop"
#: Beside each letter of it on a keyboard, where a thumb may land too or instead.
_BESIDE: Final = {"s": "adqzwx", "t": "ryfgh56", "o": "ipl0k9", "p": "olm0"}
_REAL: Final = frozenset({"stol", "stip", "atop", "shop", "step", "stoop", "top", "sto", "drop"})
_SLANG: Final = frozenset({"stahp", "stawp", "stap", "stohp", "staph"})


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if len(word) <= 6 and _is_stop(word):
        return _STOP
    if len(word) < 5 or word in _OF_THEIR_OWN or not word.isalpha():
        return word
    slips = 1 if len(word) < 8 else 2
    found = extractOne(word, _MENDED, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found is not None and found[0][:1] == word[:1] else word


def _is_stop(word: str) -> bool:
    if word in _SLANG:
        return True
    if word in _REAL or len(word) < 3:
        return False
    once = "".join(letter for letter, _ in groupby(word))
    return once == _STOP or any(len(said) in (4, 5) and _is_a_slip(said) for said in (word, once))


def _is_a_slip(word: str) -> bool:
    """Two letters swapped, one hit beside, or a neighbour hit along with one."""
    if len(word) == len(_STOP):
        if sorted(word) == sorted(_STOP):
            return OSA.distance(word, _STOP) == 1
        wrong = [(said, meant) for said, meant in zip(word, _STOP, strict=True) if said != meant]
        return len(wrong) == 1 and wrong[0][0] in _BESIDE[wrong[0][1]]
    for place, extra in enumerate(word):
        rest = word[:place] + word[place + 1 :]
        around = word[max(0, place - 1) : place] + word[place + 1 : place + 2]
        if rest == _STOP and any(extra in _BESIDE.get(letter, "") for letter in around):
            return True
    return False


def mended(tokens: Iterable[str], is_known: Callable[[str], bool]) -> list[str]:
    """Return plain tokens with letters written one by one joined, and unknown words taken for what they are near.

    `is_known` tells of a word that is to be left alone.
    """
    return [token if is_known(token) else _mended(token) for token in _joined(list(tokens))]


def _joined(tokens: list[str]) -> list[str]:
    """Join letters written one by one ("S.T.O.P", "s t o p  s v p"): three of them at least."""
    found: list[str] = []
    for alone, run in groupby(tokens, key=lambda token: len(token) == 1 and token.isalpha()):
        letters = list(run)
        found += _split("".join(letters)) if alone and len(letters) > 2 else letters
    return found


def _split(run: str) -> list[str]:
    """Part a keyword from a courtesy that follows it, letter by letter too."""
    for courtesy in ("svp", "stp", "please", "pls", "merci"):
        if run.endswith(courtesy) and len(run) > len(courtesy) + 2:
            return [run.removesuffix(courtesy), courtesy]
    return [run]
