"""Whom a parcel is for, where an address says it: "c'est pour ma mère, Odile Martin, 3 rue du Port, 69003 Lyon", "chez
M. et Mme Roux, 8 quai …", "deliver it to my brother Paul, 12 High Street".

Someone else's address is not where the customer lives, and a parcel without the right name finds no letterbox. Who only
writes a name before the street means themselves as often as not: that is part of the address.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.understanding.lexicon import STREETS, any_of

LOOKED_AT: Final = 300  # characters
MOST_WORDS: Final = 8
"""Of a name, or of two people's at one address."""
_KIN: Final = (
    r"(?:(?:beaux?|belle|grands?|petite?|step|grand)[- ]?)?(?:m[eè]re|maman|p[eè]re|papa|parents?|s(?:œ|oe)urs?"
    r"|fr[eè]res?|fils|filles?|enfants?|amie?s?|cop(?:ain|ine)s?|tante|oncle|cousine?s?|neveu|ni[eè]ce|voisine?s?|coll[eè]gues?|mari"
    r"|femme|compagn(?:on|e)|conjointe?|chef|patronn?e?|mother|mum|mom|father|dad|sisters?|brothers?|sons?|daughters?"
    r"|friends?|aunt|uncle|cousins?|nephew|niece|neighbou?rs?|colleagues?|husband|wife|partner|boss|mamie|papi|m[eé]m[eé]"
    r"|p[eé]p[eé]|grandma|grandpa|nan|gran)"
)
_BEFORE: Final = re.compile(
    r"(?:(?:oui|non|euh|bon|mais|plut[oô]t|finalement|alors|bonjour"
    r"|ok|en fait|yes|no|so|well|hello|please|svp|pardon|oups|oops|sorry|d[eé]sol[eé]e?"
    r"|excusez[- ]moi|je voulais dire|i meant)[ ,:]+)*"
    r"(?:(?:c['’ ]?\s?est|c(?= pour)|ce sera|ce serait|ça sera|it['’ ]?s|this is|it is|it will be|is)\s+)?"
    r"(?:un cadeau\s+|a (?:gift|present)\s+)?"
    r"(?:(?:à\s+|a\s+|to be\s+)?(?:livr(?:er|ez|ée?)|envoy(?:er|ez|ée?)|exp[eé]di(?:er|ez|ée?)|deliver(?:ed)?|send|sent"
    r"|ship(?:ped)?)(?:[- ](?:l[ae]|les|it|them))?\s+)?",
    re.IGNORECASE,
)
_FOR: Final = re.compile(
    r"(?:pour|chez|(?:à|a) l['’ ]?attention de|au nom de|aux noms de|for|attn\.?:?|c/o|care of|in the name of)\s+",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"(?:à|a|au|aux|to|at)\s+", re.IGNORECASE)
_RELATION: Final = re.compile(rf"(?:ma|mon|mes|un|une|my|a|our|notre|nos)\s+{_KIN}\b[\s,:;-]*", re.IGNORECASE)
_FOR_KIN: Final = re.compile(rf"(?:pour|chez|à|a|to|for)\s+(?={_RELATION.pattern})", re.IGNORECASE)
_STREET: Final = re.compile(
    r"\b\d{1,4}\s?(?:bis|ter|quater|[a-d])?[ ,]+(?=[^\W\d])"
    rf"|\b{any_of(STREETS, 'r[eé]sidence, lieu[- ]dit, le bourg, lotissement')}\b",
    re.IGNORECASE,
)
_IN_A_TOWN: Final = re.compile(r"(?:à|a|in|at|near|vers|près de)\s+(?=[^\W\d])", re.IGNORECASE)
_LIVING: Final = re.compile(
    r"[\s,:;-]*\b(?:(?:qui\s+)?(?:(?:elle|il|ils|elles|she|he|they|who)\s+)?(?:habit\w+|vi[tv]\w*|live?s?)|(?:son|leur|her"
    r"|his|their|the|l['’]?)?\s?(?:adresse|address)(?:\s+(?:est|is|c['’]est))?)\b[\s,:;-]*(?:(?:au|à|at|in|est|is)\b)?"
    r"[\s,:;-]*$",
    re.IGNORECASE,
)
_THEMSELVES: Final = re.compile(
    r"(?:chez )?(?:moi|nous|me|us|myself|moi[- ]m[eê]me|la maison|home|domicile)\b", re.IGNORECASE
)
_NO_NAME: Final = re.compile(r"\d|@|\?|\b(?:soci[eé]t[eé]|entreprise|facture|invoice|company)\b", re.IGNORECASE)


class Addressed(Struct, frozen=True):
    """An address and whom it is for: `name`, of one or two people; `relation`: who they are to the customer, such as
    "ma mère".
    """

    address: str
    name: str = ""
    relation: str = ""

    @property
    def is_other(self) -> bool:
        """Tell whether it is somebody else's."""
        return bool(self.name or self.relation)


def addressed_with(text: str, door: str) -> Addressed:
    """Return whom the address `door` is for, which stands in a text that says more: "un kilo de Huila pour ma mère,
    Odile Martin, 3 rue du Port, 69003 Lyon". Nobody else where no relation is named."""
    before = text.partition(door)[0]
    kin = next(iter(_FOR_KIN.finditer(before)), None)
    return Addressed(door) if kin is None else addressed_to(f"{before[kin.start() :]}{door}")


def is_relation(recipient: str) -> bool:
    """Tell whether a recipient is only who they are to the customer: "ma mère" is on no letterbox."""
    return bool(recipient) and _RELATION.fullmatch(recipient) is not None


def addressed_to(text: str) -> Addressed:
    """Return the address that a text gives, without what is said around it, and whom it is for. Never raises."""
    said = " ".join(text[:LOOKED_AT].split())
    start = _BEFORE.match(said)
    at = start.end() if start else 0
    meant = _FOR.match(said, at) or _TO.match(said, at)
    is_for = meant is not None and _FOR.match(said, at) is not None
    at = meant.end() if meant is not None else at
    kin = _RELATION.match(said, at) if meant is not None or at else None
    relation = kin[0].strip(" ,:;-") if kin is not None else ""
    at = kin.end() if kin is not None else at
    in_a_town = _IN_A_TOWN.match(said, at) if relation else None  # "chez ma sœur à Lyon": no name
    at = in_a_town.end() if in_a_town is not None else at
    street = _STREET.search(said, at)
    end = at if in_a_town is not None else street.start() if street is not None else len(said)
    name = _LIVING.sub("", said[at:end]).strip(" ,:;-.")
    address = said[end:].strip(" ,;")
    is_own = _THEMSELVES.match(name) is not None
    name = "" if is_own else name
    is_name = bool(name) and len(name.split()) <= MOST_WORDS and _NO_NAME.search(name) is None
    if relation:
        return Addressed(address, name if is_name else "", relation)
    if is_for and is_name and any(word[:1].isupper() for word in name.split()):
        return Addressed(address, name)
    if (at or is_own) and not name and address:
        return Addressed(address)
    return Addressed(said[start.end() :] if start is not None and meant is None and start.end() else text.strip())
