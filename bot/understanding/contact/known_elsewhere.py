"""Does a customer say that they talk with the shop elsewhere already, that a number or an e-mail is theirs, or that
they are not who we take them for?

Patterns over the plain words, French and English, strict ones: what is said about a parcel or a gift is no such claim.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model.address import Address
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.contacts import read_email, read_phone

LOOKED_AT: Final = 300  # characters

_PLACE = (
    r"(?:whatsapp|telegram|sms|textos?|text(?: message)?s?|(?:un autre|another|mon autre|my other|mon|my) "
    r"(?:numero|number|telephone|phone|portable|mobile)(?: number)?)"
)
_BY = r"(?:sur|par|via|au|avec|depuis|on|by|over|via|from|through|with)"
_TALKED = r"(?:parle|parlons|ecris|ecrit|ecrivons|discute|discutons|echange|echangeons|connais|connaissez)(?:e?s?)?"
_TALKED_TO = (
    r"(?:talk(?:ed|ing)?|chat(?:ted|ting)?|wr(?:ote|ite|iting|itten)|text(?:ed|ing)?|spoken|speak(?:ing)?|know)"
)
_CLAIM: Final = re.compile(
    rf"\b(?:je|j|on|nous|vous)(?: (?:vous|m|me|nous|se|s|est|ai|avons|sommes))* (?:deja {_TALKED}|{_TALKED} deja)"
    rf"(?: (?:avec vous|a vous|ensemble))? {_BY} {_PLACE}\b"
    r"|\b(?:on se|nous nous) (?:connait|connaissons) deja\b|\bvous me connaissez deja\b"
    rf"|\b(?:i|we|you)(?: ve| have| m| am| re| are)? already {_TALKED_TO}(?: (?:to|with|me|you|each other))*"
    rf" {_BY} {_PLACE}\b"
    r"|\byou already know me\b|\bwe already know each other\b"
    r"|\b(?:relier?|reliez|lier|liez|rattacher|rattachez|reunir|reunissez|regrouper|regroupez|fusionner|link|connect|join"
    r"|merge) (?:mes|mon|ma|nos|my|our)(?: deux| two)? (?:conversations?|discussions?|echanges?|comptes?|numeros?"
    r"|telephone|whatsapp|telegram|chats?|accounts?|numbers?|phone)\b"
)
_HEAD = r"(?:(?:bonjour|hello|hi|oui|yes) )?(?:voici )?(?:mon|my|here is my|here s my) (?:autre |other )?"
_IS = r"(?: (?:chez vous|with you))?(?: (?:c est|est|is|s))?(?: (?:le|l|the))?"
_MY_NUMBER: Final = re.compile(
    rf"{_HEAD}(?:(?:numero|telephone|portable|tel|phone|mobile|cell)"
    rf"(?: (?:de )?(?:tel|telephone|portable|mobile|number))?|number){_IS} [\d ]{{8,20}}"
)
_MY_EMAIL: Final = re.compile(
    rf"{_HEAD}(?:e ?mail(?: address)?|adresse(?: e)? ?mail|mail|courriel){_IS} \S+(?: \S+){{1,8}}"
)

_NOT_ME: Final = re.compile(
    r"\b(?:c est pas moi|ce n est pas moi|vous vous trompez|vous faites erreur"
    r"|(?:mauvais|faux|erreur de|trompez de) numero|wrong (?:number|person)|it s not me|that s not me"
    r"|i m not (?:him|her|them))\b"
)


def says_not_me(text: str) -> bool:
    """Tell whether somebody says that they are another than we take them for: "wrong number"."""
    return _NOT_ME.search(plain(text, LOOKED_AT)) is not None


def claims_to_be_known(text: str) -> bool:
    """Tell whether somebody says that they are known elsewhere, or that a number or an e-mail is theirs."""
    said = plain(text, LOOKED_AT)
    if _MY_NUMBER.fullmatch(said):
        return "?" not in text
    if _MY_EMAIL.fullmatch(said):
        return "?" not in text and isinstance(read_email(text), Understood)
    return _CLAIM.search(said) is not None


def named_address(text: str, country: str) -> Address | None:
    """Return the one phone (E.164, as a number of `country` where it has no prefix) or e-mail in a text."""
    email = read_email(text)
    if isinstance(email, Understood):
        return Address("email", str(email.value))
    phone = read_phone(text, country)
    return Address("sms", str(phone.value)) if isinstance(phone, Understood) else None
