"""Words and faces that say how good it was, each at its share of a scale: 0 is the worst, 1 the best."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.rules.texts.plain_text import phrases, plain, words

STARS: Final = ("⭐", "★", "🌟", "*")

_FACES: Final[tuple[tuple[float, str], ...]] = (
    (0.0, "😡 🤬 😠 👿 🤮 💩 😤"),
    (0.1, "👎"),
    (0.25, "😞 😢 😭 ☹ 🙁 😟 😩 😒 💔 😖 😣 😔"),
    (0.5, "😐 😕 😑 🤷 😶 🫤 🤔"),
    (0.8, "🙂 👍 👌 😊 😀 😃 😌 ☺ 😉 😄"),
    (1.0, "😍 🤩 🥰 ❤ 💯 👏 🎉 😁 💖 🔥 🏆 🙌"),
)
FACES: Final[Mapping[str, float]] = {face: share for share, faces in _FACES for face in faces.split()}

_WORDS: Final[tuple[tuple[float, str], ...]] = (
    (
        0.0,
        """
        nul, nulle, nulles, nuls, trop nul, vraiment nul, archi nul, horrible, catastrophe, catastrophique,
        lamentable, pitoyable, honteux, scandaleux, execrable, affreux, a fuir, la honte, pas du tout, pas
        content du tout, pas du tout satisfait, pas du tout satisfaite, tres decu, tres decue, tres mauvais,
        tres mecontent, tres mecontente, tres difficile, terrible, awful, horrendous, useless, worst, the worst,
        disaster, a disaster, rubbish, not at all, very bad, very poor, very disappointed, very hard, very
        difficult, very dissatisfied, very unhappy, rien n est regle, rien n a change, toujours rien, toujours
        pas regle, toujours pas reglee, pas regle, pas reglee, c est de la merde, de la merde, merde, daube, une
        cata, cata, bidon, a jeter, rien qui va, non pas du tout, no not at all, crap, shit, garbage, trash,
        dreadful, the pits, nothing is settled, still not fixed, not fixed, not solved, still nothing, still
        broken
        """,
    ),
    (
        0.25,
        """
        mauvais, mauvaise, decu, decue, decevant, pas bien, pas bon, pas terrible, pas top, pas genial, pas
        content, pas contente, pas satisfait, pas satisfaite, mecontent, mecontente, insatisfait, insatisfaite,
        pas super, pas ouf, pas fou, pas vraiment, pas trop, pas convaincu, pas convaincue, mal, plutot decu,
        plutot decue, difficile, complique, bad, poor, disappointed, disappointing, not good, not great, not
        happy, not satisfied, not really, not impressed, underwhelming, unhappy, dissatisfied, hard, difficult,
        complicated
        """,
    ),
    (
        0.5,
        """
        moyen, moyenne, bof, bof bof, mouais, mitige, mitigee, ca va, comme ci comme ca, correct, passable, sans
        plus, ni bien ni mal, sa va, ca peut aller, mieux que rien, neutre, peut mieux faire, alright, all
        right, alright i guess, ok i guess, better than nothing, not too bad, average, so so, meh, ok, okay,
        fine, fair, neutral, mixed, it s ok, it was ok, not bad not great, could be better, en partie, a moitie,
        pas tout a fait, partly, half, half of it
        """,
    ),
    (
        0.75,
        """
        bien, bon, bonne, pas mal, plutot bien, assez bien, content, contente, satisfait, satisfaite, plutot
        satisfait, plutot satisfaite, c est bien, c etait bien, tout va bien, ca me plait, oui ca va, oui bien,
        pa mal, facile, good, pretty good, quite good, happy, satisfied, not bad, it s good, it was good, nice,
        easy, well
        """,
    ),
    (
        0.9,
        """
        tb, super content, super contente, oui tres, oui beaucoup, oui vraiment, hyper content, hyper contente,
        tres bien, tres bon, tres bonne, tres content, tres contente, tres satisfait, tres satisfaite, super
        bien, vraiment bien, tres facile, super, top, great, very good, very well, very happy, very satisfied,
        really good, v good, vgood, v happy, v pleased, very pleased, yes very, yes a lot, very much, very easy,
        it s great, it was great, c est super, c est top
        """,
    ),
    (
        1.0,
        """
        parfait, parfaite, excellent, excellente, genial, geniale, super top, au top, impeccable, nickel,
        niquel, nikel, nickel chrome, au poil, extra, formidable, magnifique, incroyable, ravi, ravie, tout a
        fait, j adore, c est parfait, rien a redire, sans faute, enchante, enchantee, fantastique, perfect, spot
        on, brill, ace, chuffed, chuffed with it, chuffed to bits, over the moon, top notch, faultless, awesome,
        amazing, fantastic, brilliant, wonderful, outstanding, superb, love it, i love it, the best, absolutely,
        delighted, couldn t be better, extremely satisfied, it s perfect, regle, reglee, tout est regle, c est
        regle, resolu, resolue, probleme resolu, probleme regle, repare, reparee, elle est reparee, tout est
        rentre dans l ordre, elle remarche, ca remarche, fixed, all fixed, sorted, all sorted, solved, resolved,
        problem solved, it works again, it works now, all settled
        """,
    ),
)
#: How thumbs write it, over the plain words.
_TYPED: Final = (
    (re.compile(r"\btre\b"), "tres"),
    (re.compile(r"^its\b"), "it s"),
    (re.compile(r"^im\b"), "i m"),
    (re.compile(r"\bkontent\b"), "content"),
)
#: Words that praise or blame a part of it, one against the other.
PRAISE: Final = words(
    "bon bonne bons bien super top genial geniale parfait parfaite excellent excellente adore belle beau nickel"
    " contente content good great love lovely nice perfect fantastic brilliant happy amazing"
)
BLAME: Final = words(
    "nul nulle mauvais mauvaise catastrophique horrible lent lente long longue cher chere bruyante bruyant decevant"
    " decevante tard retard tiede complique compliquee mal awful bad terrible slow late noisy loud expensive poor"
    " disappointing hard complicated lukewarm rude"
)
#: Words that leave no doubt, whatever stands around them.
BEST: Final = words(
    "adore genial geniale parfait parfaite excellent excellente ravi ravie enchante enchantee amazing fantastic"
    " brilliant perfect love awesome delighted"
)
WORST: Final = words(
    "honte honteux inadmissible scandaleux catastrophe catastrophique nul nulle merde horrible awful terrible disgrace"
    " disgusting rubbish useless crap appalling joke unacceptable scam arnaque"
)
_SHARES: Final[Mapping[str, float]] = {word: share for share, table in _WORDS for word in phrases(table)}
_AROUND: Final = tuple(
    f"{one} "
    for one in (
        "c est",
        "c etait",
        "je suis",
        "it is",
        "it was",
        "it s",
        "i m",
        "i am",
        "franchement",
        "vraiment",
        "really",
    )
)

_NEVER_AGAIN: Final = re.compile(r"\b(?:plus jamais|jamais plus|never (?:ever )?again|never (?:buying|ordering))\b")


def swears_off(text: str) -> bool:
    """Return whether a text wants something, or us, never again: "plus jamais la Brio"."""
    return _NEVER_AGAIN.search(plain(text, 200)) is not None


def share_of_words(said: str) -> float | None:
    """Return the share of the scale that a few words stand for, None where they are no rating."""
    text = plain(said, 200)
    for typed, meant in _TYPED:
        text = typed.sub(meant, text)
    for _ in range(3):
        if text in _SHARES:
            return _SHARES[text]
        lead = next((one for one in _AROUND if text.startswith(one)), None)
        if lead is None:
            return None
        text = text.removeprefix(lead)
    return None
