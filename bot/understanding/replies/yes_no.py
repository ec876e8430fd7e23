"""Yes or no, in the many ways of saying so."""

from __future__ import annotations

import re

from bot.rules.texts.plain_text import phrases, plain, words
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood
from bot.understanding.spelling import written_out

_YES_SIGNS = frozenset("👍👌✅✔☑🆗🙆💯🤝")
_NO_SIGNS = frozenset("👎❌✖🚫🙅⛔")

#: Alone they are the answer; at the head of a reply they announce it.
_YES_HEADS = words(
    """
    oui ouais ouai ouep ouaip ouip oue wi ui yes yess yep yeah yup yea ok okay okey oki okk dac dacc daccord dakor
    volontiers absolument evidemment carrement certainement parfait exact exactement si sure definitely absolutely
    certainly affirmatif affirmative confirme confirm confirmed valide correct alright
    """
)
_NO_HEADS = words("non nan nn naan nope no nah nop jamais never negatif negative")
_YES = phrases(
    """
    ya, ya ya, ya ok, ya sure, ya go,
    d accord, bien sur, bien entendu, tout a fait, avec plaisir, je veux bien, pourquoi pas, c est ca, c est
    bon, c bon, c ok, c parfait, c bon pour moi, tt est bon,
    c est bon pour moi, bon pour moi, tout est bon, ok pour moi, ca me parait bien, c est tout bon, all good,
    looks good, that s good, good for me, that s fine, all fine, good to go, go for it, ca marche, ca roule,
    ca me va, ca me convient, ca me plait, vas y, allez y, allons y, go, let s go, go on, go on
    then, go ahead, je confirme, je valide, je suis d accord, entendu, c est d accord, c est parfait, super, genial,
    top, nickel, impeccable, bonne idee, je prends, j aimerais bien, je le veux, i do, i agree, i confirm, of course,
    sounds good, sounds great, why not, please do, that s right, that works, works for me, fine, fine by me,
    great, perfect, right, indeed, i would, i d love to, i would love to, with pleasure, for sure, yes indeed,
    you bet, y, o, vrai, true, effectivement, en effet, plutot oui, je pense que oui, i think so, i guess so, ca
    m interesse, je suis interesse, je suis interessee, i m interested, interesse, interessee, interested, ca
    ira
    """
)
_NO = phrases(
    """
    pas vraiment, pas forcement, pas specialement, pas particulierement, pas tellement, pas trop, pas plus que ca,
    not especially, not particularly, not that much, not too much, pas du tout,
    surtout pas, absolument pas, certainement pas, pas question, hors de question,
    sans facon, pas la peine, pas besoin, ce n est pas la peine, ca ne me va pas, ca me va pas, ca ne m
    interesse pas, ca m interesse pas, je ne veux pas, je veux pas, j en veux pas, je n en veux pas, je ne crois
    pas, je crois pas, je ne pense pas, je pense pas, je ne suis pas interesse, je ne suis pas interessee, pas
    interesse, pas interessee, not interested, not really, not at all, no way, i don t, i don t think so, i do
    not, i d rather not, rather not, not today, pas aujourd hui, plutot non, plutot pas, don t bother, no need,
    i don t want to, i don t want it, n, faux, false, bof, bof non, toujours pas, pas encore, not yet, aucun,
    aucune, none, ca ira merci non, je prefere pas, je ne prefere pas, je prefere ne pas, i m good, i m fine, i
    am good, mauvais, pas d accord, je ne suis pas d accord, negatif, pas pour moi, not for me, je passe, pass
    """
)
#: What opens a reply with a yes, plain, a phrase before what begins it. "Si" opens a condition as often, and a letter
#: is an initial.
YES_SAID = tuple(sorted((_YES_HEADS | _YES) - {"si", "y", "o"}, key=lambda said: (-len(said), said)))
#: What takes an offer, and what may go with it.
_ACCEPTS = re.compile(
    r"(?:(?:oh |ah )?(?:oui|ouais|ouai|ouep|wi|yes|yep|yeah|sure|volontiers|avec plaisir|bien sur|pourquoi pas|why not"
    r"|je veux bien|d accord|with pleasure|please do|go ahead|allez y|allons y|let s go|of course|absolument|absolutely"
    r"|definitely|i d love to|yes please)(?: |$)){1,3}"
    r"(?:(?:je veux bien|je voudrais bien|j aimerais bien|svp|stp|s il vous plait|please|merci|thanks|thank you|i would"
    r"|i d like that|that would be (?:great|nice)|aidez moi|help me)(?: |$)){0,2}"
)
MOST_OF_A_YES = 8  # words; who says more with it may want something beside it
_HELD_DOWN = re.compile(r"([a-z])\1{2,}")
#: What points into a list, and is no yes to what was asked: "ok le 2", "yes the second one".
_OF_A_LIST = re.compile(
    r"(?:(?:pour|je prends|i ll (?:take|have)|go for|va pour|plutot|rather) )?(?:le|la|the|numero|number|n) ?"
    r"(?:[1-9]|un|deux|trois|one|two|three|premiere?|deuxieme|seconde?|troisieme|first|second|third|derniere?|last)"
    r"(?: (?:one|svp|stp|please))?"
)
_BUT = words("mais but sauf except seulement only si if")


def read_yes_no(text: str) -> Reply:
    """Return True, False, unclear ("oui et non"), or not an answer."""
    signs = _by_sign(text)
    said = without_courtesies(_HELD_DOWN.sub(r"\1", plain(text)).split())
    if not said:
        return NotAnAnswer() if signs is None else Understood(signs)
    whole = " ".join(said)
    if (answer := _said_alone(whole)) is not None:
        return Understood(answer)
    return _by_head(said, asks="?" in text)


def accepts(text: str) -> bool:
    """Return whether a text does nothing but accept what was held out: "oui, je veux bien". "Ok" only says "heard"."""
    return _ACCEPTS.fullmatch(plain(text, 80)) is not None


def is_yes(label: str) -> bool:
    """Return whether a choice's label says yes: "Oui, avec plaisir"."""
    said = plain(label).split()
    return bool(said) and (said[0] in _YES_HEADS or " ".join(said) in _YES)


def is_no(label: str) -> bool:
    """Return whether a choice's label says no: "Non merci"."""
    said = plain(label).split()
    return bool(said) and (said[0] in _NO_HEADS or " ".join(said) in _NO)


def _by_sign(text: str) -> bool | None:
    yes, no = not _YES_SIGNS.isdisjoint(text), not _NO_SIGNS.isdisjoint(text)
    return yes if yes != no else None


def _said_alone(whole: str) -> bool | None:
    if whole in _YES or whole in _YES_HEADS:
        return True
    return False if whole in _NO or whole in _NO_HEADS else None


def _by_head(said: list[str], *, asks: bool) -> Reply:
    """Read "oui, je veux bien", "no I'm good": the head decides, what follows makes it less certain."""
    yes = said[0] in _YES_HEADS or " ".join(said[:2]) in _YES
    no = said[0] in _NO_HEADS or " ".join(said[:2]) in _NO or " ".join(said[:3]) in _NO
    if yes == no:
        return Unclear() if yes else _by_tail(said)
    rest = said[1:]
    if _OF_A_LIST.fullmatch(" ".join(rest)):
        return Unclear()
    if any(word in (_NO_HEADS if yes else _YES_HEADS) for word in rest):
        return Unclear()  # "oui et non"
    # A no stays one, however it goes on ("non, toujours rien, le suivi dit livré mais…"); "non mais…" may turn round.
    hedged = not _BUT.isdisjoint(rest[:1] if no else rest)
    doubtful = asks or hedged or (yes and len(said) > MOST_OF_A_YES)
    return Understood(yes, 0.7 if doubtful else 0.95)


def _by_tail(said: list[str]) -> Reply:
    """Read "moi je dirais oui": the answer comes last in a short reply."""
    if len(said) > 5:
        return NotAnAnswer()
    tail = _said_alone(said[-1]) if said[-1] in _YES_HEADS | _NO_HEADS else _said_alone(" ".join(said[-2:]))
    return NotAnAnswer() if tail is None else Understood(tail, 0.8)


_BUT_ASKS = re.compile(
    r"(?:ok|okay|oui|ouais|d accord|bien sur|pourquoi pas|yes|yeah|sure|fine|alright|great) "
    r"(?:mais|but|avant (?:ca|cela)|d abord|first)\b.+"
)


def asks_before_agreeing(text: str) -> bool:
    """Return whether a text agrees on the answer to a question: "ok mais c'est livré quand ?" is no yes yet."""
    return "?" in text and _BUT_ASKS.match(plain(written_out(text), 120)) is not None
