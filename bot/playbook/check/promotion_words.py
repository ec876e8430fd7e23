"""How shops say that they sell: families of words, French and English, told from what a service message says too.

"Votre cadeau est emballé" and "couverte par la garantie" are service; "un cadeau pour tout achat" is not. Each family
is a list of short patterns without nested repetition. A review or a recommendation that is asked for promotes the
shop's image (article L.34-5 CPCE), which a store may rest on its legitimate interest (`REVIEWS`).
"""

from __future__ import annotations

import re
from typing import Final

_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "price cuts": (
        r"promo(?:s|tion|tions|tionnel\w*)?",
        r"sold(?:es|é|ée|és|ées)",
        r"remises? (?:de|exceptionnelle|imm[ée]diate)|r[ée]ductions?|rabais|ristournes?|d[ée]stock\w*",
        r"moiti[ée] prix|prix (?:doux|bas|mini|cass[ée]s?|r[ée]duits?|barr[ée]s?)",
        r"(?:nos|les) prix (?:baissent|fondent)",
        r"discounts?|sales? (?:now|starts?|ends?)|(?:on|private|summer|winter) sale",
        r"half price|price drop|reduced prices?",
        r"save (?:up to|\d|on|today|now|big)|and save|bogo|buy one",
        r"\d{1,2}[\s\u00a0\u202f]?% (?:sur|de moins|on)",
    ),
    "vouchers and codes": (
        r"bons? (?:d.achat|plans?)|codes? (?:promo|avantage)|avec le code \w+|ch[èe]ques?[- ]cadeaux?|cartes? cadeaux?",
        r"promo codes?|use (?:the )?code|vouchers?|coupons?|gift cards?",
    ),
    "offers": (
        r"nos offres?|(?:de|à) l.offre|offres? (?:sp[ée]ciales?|exclusives?|du moment|limit[ée]es?|de bienvenue)",
        r"ventes? priv[ée]es?|profitez(?:-en)? (?:de nos|de l.offre|vite)|en profiter",
        r"(?:special|limited|exclusive|our) offers?|deals?|early access|exclusive (?:to|for) (?:our|you)",
    ),
    "gifts and free": (
        r"(?:livraison|port|paquet|caf[ée]|moulin|tasse)s? (?:est |sont )?(?:offerte?s?|gratuite?s?)"
        r" (?:d[èe]s|jusqu|pour|ce)",
        r"paquets? offerts?|livraison (?:offerte|gratuite)|cadeau offert|cadeau pour tout",
        r"free (?:gift|shipping|delivery (?:on|over|this)|sample)|get one free",
    ),
    "newness": (
        r"nouveaut[ée]s?|d[ée]couvrez|nos nouve(?:aux|lles)|nouvelle (?:gamme|collection)",
        r"(?:caf[ée]|produit)s? du mois",
        r"new arrivals?|new in store|our new|(?:coffee|product) of the month|discover our|check out our",
    ),
    "urgency": (
        r"derni[èe]re chance|derniers jours|stock limit[ée]|plus que \d+ jours pour",
        r"commandez (?:maintenant|vite|d[èe]s)",
        r"last chance|limited stock|order (?:now|today)|shop now|only this week|this weekend only|while stocks last",
    ),
    "occasions": (
        r"black friday|cyber monday|french days|no[ëe]l,? offrez|offrez un|(?:pensez|id[ée]e) à offrir",
        r"give the gift|gift ideas?|treat yourself",
    ),
    "loyalty and friends": (
        r"parrain\w*|points? (?:doubl[ée]s?|bonus)",
        r"refer a friend|(?:double|bonus)(?: loyalty)? points|upgrade to",
    ),
}
SELLING: Final = re.compile(
    rf"\b(?:{'|'.join(word for family in _FAMILIES.values() for word in family)})\b", re.IGNORECASE
)
REVIEWS: Final = re.compile(
    r"\b(?:laissez(?:-nous)? (?:un|votre) avis|(?:un|votre) avis (?:sur )?google|donnez(?:-nous)? une note"
    r"|recommand(?:eriez|ez)[- ](?:vous|nous)"
    r"|partagez votre (?:avis|exp[ée]rience)|avis v[ée]rifi[ée]s?|trustpilot"
    r"|leave (?:us )?a review|rate (?:us|our shop)|google review"
    r"|(?:would you|how likely are you to) recommend (?:us|the shop))\b",
    re.IGNORECASE,
)
