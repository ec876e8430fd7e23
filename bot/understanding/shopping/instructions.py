"""What is asked of whoever makes an order ready, in the customer's own words: "pas de facture dans le colis", "un petit
mot : joyeux anniversaire", "c'est ma femme qui passera", "leave it with the neighbour".

Nothing here can be worked out or promised; it is passed on word for word. A question asks whether it can be had, but
for one that asks us to do it ("pouvez-vous ne pas mettre la facture ?"); a price is none of these.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking

LOOKED_AT: Final = 300  # characters
_SOMEONE: Final = (
    r"(?:(?:mon|ma|un|une|my|our|a) )?(?:mari|femme|conjointe?|compagn\w+|copain|copine|ami|amie|fils|fille|pere|mere"
    r"|frere|soeur|collegue|voisine?|assistante?|husband|wife|partner|son|daughter|father|mother|brother|sister"
    r"|colleague|neighbou?r|friend|mum|mom|dad)"
)
_ASKED: Final = re.compile(
    r"\b(?:(?:pas|sans|ni|no|without|leave out)(?: de| the| la| le| an?)?"
    r" (?:facture|prix|ticket|invoice|prices?|receipt)"
    r"|(?:ne pas|not|don t|do not) (?:me )?(?:mettre|joindre|glisser|laisser|put|include|add|enclose|leave)"
    r"(?: in)?(?: de| the| la| le| an?)? (?:facture|prix|ticket|invoice|prices?|receipt)"
    r"|(?:facture|invoice)(?: \w+)? (?:a|au nom|aux? noms?|pour (?:la |l )?(?:societe|entreprise)|to|made out"
    r"|in the name|for (?:the |our |my )?company) |au nom (?:de|d) |in the name of "
    r"|(?:petit|joli) mot|mot (?:doux|dedans|dans)"
    r"|(?:un |une |a )(?:mot|carte|message|note|card) (?:disant|avec|qui dit|saying|that says|with)"
    r"|(?:mettez|ajoutez|joignez|ecrivez|add|put|write|include) (?:un |une |a )?(?:petit )?"
    r"(?:mot|carte|message|note|card)"
    r"|(?:avec|with) (?:un |a )?(?:petit )?(?:mot|message|note)\b"
    r"|digicode|interphone|code (?:de la porte|d entree|du portail|de l immeuble)|(?:door|gate|entry) code|intercom"
    r"|sonne[zr] (?:a|chez|au)|ring (?:at|the)|voi(?:e|ent|r|t)(?: pas)? (?:le|les) prix|see the prices?"
    r"|cache[zr] le prix"
    r"|hide the price|emballage cadeau|emballe[zr]|gift ?wrap\w*|wrap (?:it|them)"
    r"|(?:mettre|mettez|ajouter|ajoutez|indique[zr]|put|add|include|write)(?: \w+){0,3} (?:tva|vat|siret|siren)\b"
    r"|(?:c est|it s|this is)(?: pour)? (?:un cadeau|offrir|a gift|a present)"
    rf"|{_SOMEONE} (?:qui )?(?:passera|passe|viendra|vient|va (?:passer|venir)|recupererai?t?|prendra"
    r"|will (?:pick|collect|come)|is (?:picking|coming|collecting)|picks)"
    r"|(?:appele[rz]|appelle[rz]?|telephone[rz]|prevene[rz]|call|phone|text|ring|sonne[rz])(?: \w+){0,2}"
    r" (?:avant (?:de )?(?:livrer|passer|venir)|deux fois|a l arrivee|before (?:you )?(?:deliver\w*|com\w+)|twice"
    r"|on arrival|when (?:you|they) (?:arrive|come|get))"
    r"|ne (?:pas sonner|sonnez pas)|(?:don t|do not|not) (?:to )?(?:ring|knock)|sans sonner"
    r"|without (?:ringing|knocking)"
    r"|(?:code|digicode) (?:de la porte|porte|d entree)|door code|gate code|interphone|intercom"
    r"|(?:laissez|laisser|deposez|deposer|leave(?: them)?)"
    r"(?: (?:le|la|les|it|the)(?: (?:colis|paquet|commande|parcel|package))?)?"
    r" (?:chez|au|a|devant|dans|with|at|by|in))\b"
)

_PARTS: Final = re.compile(r"[,;.!\n]+")
_BESIDE: Final = re.compile(r"\b(?:avec|with)\b", re.IGNORECASE)
_POLITELY: Final = re.compile(
    r"\b(?:(?:pouvez|pourriez|peux|pourrais) (?:vous|tu)|(?:vous|tu) (?:pouvez|pourriez|peux|pourrais)"
    r"|(?:can|could|would|will) you|possible de)\b"
)


def asked_in(text: str) -> tuple[str, ...]:
    """Return the parts of a text, between its commas and full stops, that ask something of whoever makes it ready."""
    return tuple(part for part in _parts(text[:LOOKED_AT]) if asks_of_whoever_prepares(part))


def goods_part(text: str) -> str:
    """Return what is left of a text without the parts that ask something of whoever makes it ready."""
    parts = _parts(text)
    left = [part for part in parts if not asks_of_whoever_prepares(part)]
    return ", ".join(left) if len(left) < len(parts) else text


def _parts(text: str) -> list[str]:
    """ "Trois cafés avec une facture au nom de Dupont": what stands beside the goods is a part of its own."""
    found = []
    for part in (one.strip() for one in _PARTS.split(text)):
        beside = _BESIDE.search(part)
        if (
            beside
            and asks_of_whoever_prepares(part[beside.start() :])
            and not asks_of_whoever_prepares(part[: beside.start()])
        ):
            found += [part[: beside.start()].strip(), part[beside.start() :]]
        else:
            found.append(part)
    return [one for one in found if one]


def asks_of_whoever_prepares(text: str) -> bool:
    """Return whether a text asks something of whoever makes the order ready, brings it or hands it over."""
    said = plain(text, LOOKED_AT)
    return _ASKED.search(said) is not None and (not is_asking(text) or _POLITELY.search(said) is not None)
