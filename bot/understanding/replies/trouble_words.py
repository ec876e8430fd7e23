"""Words that say something is broken, beside an opinion: "bien mais le bac est cassé", "good but it leaks".

What a playbook's own examples tell is known by likeness; this knows the plain words of any shop, and what turns them
round ("rien de cassé", "no leaks so far", "elle ne fuit plus").
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain, words

LOOKED_AT: Final = 500  # characters
_BROKEN: Final = re.compile(
    r"\b(?:cassee?s?|fui(?:t|ent|tes?)|fendue?s?|felee?s?|fissure\w*|brise(?:e|s|es)?|en panne|defectueu\w+|defaut|"
    r"abime(?:e|s|es)?|endommage\w*|deforme(?:e|s|es)?|tombee? en morceaux|disjonct\w+|court circuit|"
    r"eventre(?:e|s|es)?|dechire(?:e|s|es)?|ecrase(?:e|s|es)?|perce(?:e|s|es)?|moisi(?:e|s|es)?|perime(?:e|s|es)?|"
    r"broken|broke|leak(?:s|ed|ing|y)?|cracked|crack|chipped|shattered|smashed|faulty|defective|damaged|jammed|"
    r"torn|ripped|crushed|mou?ldy|snapped off|came off|fell off|falls apart|fell apart)\b"
)
#: Troubles that are said with a "not" of their own, which turns nothing round.
_FAILS: Final = re.compile(
    r"\b(?:(?:marche|fonctionne|chauffe|mousse|demarre|s allume|ferme|coule|charge) (?:plus|pas|mal)|"
    r"(?:ne )?tient (?:plus|pas) (?:la charge|en place)|s est (?:casse\w*|detache\w*|bloque\w*)|est bloque\w*|"
    r"(?:il|lui) manqu\w+ (?:une|un|des|la|le|les) (?:pieces?|vis|joints?|bac|couvercle|cable|filtre)|"
    r"(?:doesn|does not|don|do not|won|will not|isn|is not|not|never|no longer|stopped|quit) ?t? ?"
    r"(?:work\w*|heat\w*|turn\w* on|start\w*|clos\w*|charg\w*|froth\w*)|gave up|died on me|"
    r"(?:pas|jamais) (?:assez|tres|bien|vraiment|super) chau\w{0,3}|(?:est|sort|arrive|reste) (?:froide?|tiede)|"
    r"(?:not|never|isn t|doesn t)(?: \w+){0,2} hot enough|"
    r"(?:comes? out|is|always) (?:stone |ice )?(?:cold|lukewarm)|"
    r"(?:a|one|some) (?:part|piece|screw|lid|seal)s? (?:is|are|was|were) missing)\b"
)
#: What came is not what was wanted.
_WRONG: Final = re.compile(
    r"\b(?:recue?s?|received|got|sent|envoye\w*|livre\w*) (?:\w+ ){1,8}(?:alors que|au lieu d\w*|instead of"
    r"|(?:but|when) (?:i|we) (?:ordered|asked|wanted|bought|paid)|pas (?:du|de la|le|la|celui|ce))\b"
    r"|\b(?:pas|not) (?:du tout )?(?:ce|celui|celle|what) (?:qu\w* )?(?:j|on|i|we) (?:ai |a |avait )?"
    r"(?:commande\w*|ordered)\b"
    r"|\b(?:mauvaise?s?|wrong) (?:articles?|produits?|colis|cafes?|machines?|modeles?|couleurs?|tailles?|items?"
    r"|products?|parcels?|coffees?|ones?|models?|colou?rs?|sizes?)\b"
)
#: What was wrong is so no longer.
_SETTLED: Final = re.compile(
    r"(?<!pas )(?<!toujours )(?<!not )(?<!t )\b(?:a |ont |est |c est |tout est |bien )?"
    r"(?:regle|resolu|repare|arrange)e?s?\b"
    r"|(?<!not )(?<!t )\b(?:fixed|sorted(?: out)?|solved|works? (?:now|again|fine now)|remarche|refonctionne)\b"
)
_NONE_OF_IT: Final = words(
    "rien pas aucun aucune jamais sans plus ni ne n no not nothing never without isn doesn didn none neither"
)
#: What breaks down and was never ours.
_NOT_OURS: Final = words(
    "voiture auto train metro bus tram scooter velo moto telephone portable ascenseur interphone sonnette internet car"
    " phone lift doorbell bike van truck camion elevator laptop ordinateur"
)
_REACH: Final = 3  # words before a trouble in which a "no" turns it round
_TURNED_AFTER: Final = re.compile(r" (?:plus|pas|jamais|any ?more)\b")


def names_a_trouble(text: str) -> bool:
    """Tell whether the words say that something does not work, is broken or is not all there; a question does too."""
    said = plain(text, LOOKED_AT)
    if not _NOT_OURS.isdisjoint(said.split()):
        return False
    if _FAILS.search(said) or _WRONG.search(said):
        return True
    return any(not _turned_round(said, found) for found in _BROKEN.finditer(said))


def names_a_wrong_item(text: str) -> bool:
    """Tell whether the words say that what came is not what was wanted: "j'ai reçu du café au lieu du déca"."""
    return _WRONG.search(plain(text, LOOKED_AT)) is not None


def is_settled(text: str) -> bool:
    """Tell whether the words say that what was wrong is so no longer: "mon fils a réglé le truc"."""
    return _SETTLED.search(plain(text, LOOKED_AT)) is not None


def _turned_round(said: str, found: re.Match[str]) -> bool:
    before = said[: found.start()].split()[-_REACH:]
    if before[-2:] == ["like", "a"]:  # "dripping like a broken tap"
        return True
    return not _NONE_OF_IT.isdisjoint(before) or _TURNED_AFTER.match(said, found.end()) is not None
