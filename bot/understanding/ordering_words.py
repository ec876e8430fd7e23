"""Words of who wants to have something: "je veux commander le Huila", "two bags of yirga, I'll take them".

They say nothing of what is wanted, which `offers_named` reads. A no, a return or a call for advice is no such wish.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.plain_text import plain, words

LOOKED_AT: Final = 160  # characters
_SO_MANY: Final = (
    r"(?:\d+ ?(?:x|kg|g|kilos?)?|une?|deux|trois|quatre|cinq|six|an?|some|two|three|four|five|six|another"
    r"|du|de la|des|le|la|les|l|the)"
)
_WANTED: Final = re.compile(
    r"\b(?:commander|acheter|achete|jachete|prendre|prendrai|prendrais|prendrait|prendrons|je prends?|on prend"
    r"|prends|prenons|mettez moi|il (?:me|nous) faut|il (?:me|nous) faudrait"
    rf"|(?:je|j|on) ?(?:commande|veux|veut|veu|voudrais|aimerais|souhaite)(?: avoir)? {_SO_MANY}"
    rf"|buy|purchase|to order|(?:i|we) order|order (?:me )?{_SO_MANY}"
    r"|(?:i ll|ill|we ll|i will|i d like to) (?:take|have|get)"
    rf"|(?:can|could|may) (?:i|we) (?:please )?(?:get|have|order|buy|take) {_SO_MANY}"
    rf"|(?:i|we) (?:want|need|d like|would like)(?: to have)? {_SO_MANY}|id like {_SO_MANY}|take {_SO_MANY})\b"
)
_NOT_SO: Final = re.compile(
    r"\b(?:pas|plus|jamais|sans|ni|annul\w+|rendre|renvoy\w+|retourn\w+|echang\w+|conseil\w*|avis|compar\w+|hesit\w+"
    r"|not|don t|dont|never|no|cancel\w*|return\w*|send back|exchange|recommend\w*|advice|choose|choisir|voir|see)\b"
)


#: What stands around the wish itself and names nothing.
_AROUND: Final = words(
    """
    je j on nous il me faut voudrais veux veut aimerais souhaite souhaiterais vais va peux puis pouvez bonjour bonsoir
    salut svp stp s te plait vous merci ok oui bon alors donc d accord parfait super allez maintenant tout de suite une
    un la ma passer faire finaliser valider lancer ca cela le l i d ll like want to would please thanks hello hi yes so
    then now a an my place make let go ahead me it
    """
)
_TO_HAVE: Final = words(
    "commander commande commandons acheter achete achat prendre prends reserver order buy purchase checkout"
)


_CHANGE: Final = re.compile(
    r"(?:(?:je (?:veux|voudrais|souhaite|dois)|j aimerais|il faut|i (?:want|d like|need) to|can i|please|attendez"
    r"|non|no|wait|euh|en fait|actually) )*"
    r"(?:modifier|modifiez|changer|changez|corriger|rectifier|change|modify|edit|correct)"
    r"(?: (?:la|ma|cette|the|my|this|it|ca|un|truc|quelque|chose|something|commande|order|svp|stp|please|merci))*"
)


_ASKS: Final = re.compile(
    r"\b(?:(?:can|could|may) (?:i|we) (?:please )?(?:get|have|order|buy|take)|(?:puis je|je peux|on peut|peut on"
    r"|pourrais je|je pourrais) (?:avoir|prendre|commander|acheter))\b"
)
_PREFERS: Final = re.compile(
    r"\b(?:prefere|prefererais|aime mieux|plutot|finalement|en fait|a la place|au lieu|change d avis|changer pour"
    r"|prefer|rather|instead|actually|changed my mind|switch to)\b"
)


_OUTRIGHT: Final = re.compile(r"\b(?:command(?:er|e|ez|ons)|achet(?:er|e|ez|ons)|jachete|order|buy|purchase)\b")


def orders_outright(text: str) -> bool:
    """Return whether a text wishes to order what it names, in so many words: "je prends la Brio" only chooses it."""
    return wants_to_have(text) and _OUTRIGHT.search(plain(text, LOOKED_AT)) is not None


def asks_to_have(text: str) -> bool:
    """Return whether a text asks for something by way of a polite question: "can I get", "je peux avoir"."""
    return _ASKS.search(plain(text, LOOKED_AT)) is not None


def prefers(text: str) -> bool:
    """Return whether a text would rather have something else: "finalement je préfère la Brio"."""
    return _PREFERS.search(plain(text, LOOKED_AT)) is not None


def wants_a_change(text: str) -> bool:
    """Return whether a text wishes to change what it does not name: "modifier", "I'd like to change my order"."""
    return _CHANGE.fullmatch(plain(text, LOOKED_AT)) is not None


def only_orders(text: str) -> bool:
    """Return whether a text wishes to order and names nothing: "commander", "je voudrais passer commande"; no words at
    all, for a button.
    """
    said = plain(text, LOOKED_AT).split()
    return not said or (not _TO_HAVE.isdisjoint(said) and set(said) <= _AROUND | _TO_HAVE)


def wants_to_have(text: str) -> bool:
    """Return whether a text wishes to have what it names. Never raises."""
    said = plain(text, LOOKED_AT)
    return _WANTED.search(said) is not None and _NOT_SO.search(said) is None
