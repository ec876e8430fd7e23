"""What customers say of buying again, as a table: a row is a way of saying it, the word that it stands for, and whether
it can be said of nothing else.

Patterns over the plain words, French and English (`renewal_words` spells out what thumbs write first). The first row
that is met counts: who has stopped drinking coffee may well have some left.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.model.renewal import RenewalWord
from bot.understanding.lexicon import FILLERS, before


class Row(Struct, frozen=True):
    """`sure`: it can be said of nothing else, so that it counts out of that conversation too. `unless`: words beside
    which it is something else. `whole`: nothing else is said.
    """

    word: RenewalWord
    said: re.Pattern[str]
    sure: bool = True
    unless: re.Pattern[str] | None = None
    whole: bool = False

    def is_met(self, text: str) -> bool:
        found = self.said.fullmatch(text) if self.whole else self.said.search(text)
        return found is not None and (self.unless is None or self.unless.search(text) is None)


_OF_IT: Final = (
    r"(?:(?:du|de la|des|un|une|deux|trois|\d+) (?:(?:bon|gros|petit|plein) )?(?:peu|cafe|the|stock|reste"
    r"|paquets?|sachets?|kilos?|kg|boites?|"
    r"sacs?|filtres?|capsules?|doses?|reserves?|grains?)|assez|suffisamment|de quoi (?:tenir|faire)|en stock|plein"
    r"|(?:la|une|plus de la) (?:bonne )?moitie)"
)
_BOTH_WAYS: Final = r"(?:prend|prends|prenons|bois|boit|buvons|utilise|utilisons|achete|achetons|commande|consomme)"
_NOW: Final = r"(?:maintenant|desormais|a present|ces temps ci|dorenavant)"
_NOT_CHANGED: Final = re.compile(
    r"\b(?:n ai|n avons|n a) (?:pas|jamais) change\b|\b(?:haven t|have not|didn t|never) (?:switched|changed)\b"
)
_NOT_OF_GOODS: Final = re.compile(
    r"\b(?:questions?|temps|doutes?|hesitations?|problemes?|soucis?|time|doubts?|problems?|assez de vos|marre)\b"
)
_STOPPED: Final = re.compile(
    r"\b(?:bois|boit|buvons|consomme|utilise) plus\b(?! tard)"
    r"|\b(?:passe|passee|passes|mis|mise) au (?:the|deca|matcha)\b|\b(?:switched|moved|gone|went) (?:over )?to tea\b"
    r"|\b(?:medecin|docteur|cardiologue|toubib|doctor|dr|gp)\b.*\b(?:interdit|arrete|arreter|plus|no|stop|off|cut)\b"
    r"|\binterdit(?:e|s)? (?:le|de) cafe\b"
    r"|\b(?:given|giving|gave) up (?:on )?(?:coffee|caffeine)\b|\b(?:off|no more|cut out|quit) (?:coffee|caffeine)\b"
    r"|\b(?:arrete|stoppe) (?:le cafe|d en boire|de boire|la cafeine)\b"
    r"|\b(?:stopped|quit|gave up) (?:drinking )?(?:coffee|it)\b|\b(?:no longer|don t|not) (?:drink|use)"
    r" (?:coffee|it|them|that)(?: any ?more)?\b"
)
_EXPECTING: Final = re.compile(r"\b(?:enceinte|pregnant|j allaite|breastfeeding)\b")
#: Who is expecting and still wants something, or had something else sent, has not stopped.
_STILL_WANTS: Final = re.compile(
    r"\b(?:deca\w*|decaf\w*|memes?|same|recu|recus|received|sent|envoye\w*|commande\w*|ordered)\b"
)
_SWITCHED: Final = re.compile(
    r"\b(?:j ai|on a|nous avons|j avais|je|on) change de (?:marque|fournisseur|torrefacteur|maison"
    r"|boutique|cremerie|enseigne)\b"
    r"|\b(?:j en |je l |je les |j |je )?(?:achete|prends|commande|prenons)s? (?:\w+ ){0,3}ailleurs\b"
    r"|\b(?:achete|prends|commande|prenons|achetons|prend)s? (?:\w+ ){0,3}(?:chez (?!vous|moi|nous|toi)\w+"
    r"|(?:au|en) (?:super ?marche|hyper\w*|grande surface|super u|carrefour|leclerc|lidl|auchan|marche))\b"
    r"|\b(?:bought|buy|buying|get|getting|order|ordering) (?:it|them|mine|ours|coffee|my coffee)"
    r" (?:at|from|in) (?!you\b|the shop|your)\w+"
    r"|\b(?:gone|went|going) with (?:someone|somebody|another|a different)\b"
    r"|\b(?:passe|passee|passes) (?:a|chez) (?:une autre marque|un autre|un concurrent|la concurrence)\b"
    r"|\b(?:switched|changed|moved)(?: \w+){0,2} (?:brands?|suppliers?|roasters?|shops?)\b"
    r"|\b(?:switched|moved|gone) to (?:another|a different|some other)\b"
    r"|\b(?:buy|buying|get|getting|order|bought)(?: \w+){0,2} (?:elsewhere|somewhere else)\b"
    r"|\b(?:abonnement|abonnee?s?) (?:\w+ )?(?:chez (?!vous)\w+|ailleurs)"
    r"|\bsubscription (?:with|at|from) (?!you\b)\w+|\bsubscri(?:bed?|bing) to (?!your)\w+"
    r"|\b(?:passee?s?|mise?s?) (?:a|aux?|chez) (?:\w+ )?(?:capsules?|dosettes?|nespresso|senseo|tassimo)\b"
    r"|\b(?:switched|moved|gone|went) (?:over )?to (?:\w+ )?(?:pods?|capsules?|nespresso|instant)\b"
)
#: "Je prends du Lavazza maintenant": of whom is not told by the words alone; what we sell ourselves is no other brand.
_OF_ANOTHER: Final = re.compile(
    r"\b(?:autre marque|another brand|different brand|other brand|ailleurs|elsewhere)\b"
    r"|\b(?:found|seen|get) (?:it |them )?cheaper\b|\btrouve (?:\w+ )?moins cher\b"
    rf"|\b{_BOTH_WAYS} (?:\w+ )?(?:du|de la|de l|des) (?:\w+ ){{1,3}}{_NOW}\b"
    rf"|\b{_NOW} (?:je|on|nous) (?:\w+ )?{_BOTH_WAYS} (?:du|de la|de l|des) \w+"
    r"|\b(?:i|we) (?:drink|use|buy|get|have) (?:\w+ ){1,3}(?:now|these days|nowadays|instead)\b"
    r"|\b(?:i m|we re|i am|we are) on (?:\w+ ){1,2}(?:now|these days|nowadays)\b"
)
_NO_NEED: Final = re.compile(
    r"\bplus besoin\b|\bpas besoin\b|\b(?:no longer|don t|do not|won t) need\b|\bno (?:more )?need\b"
    r"|\bne? m en faut plus\b"
)
_LEFT: Final = re.compile(
    r"\b(?:j en ai|on en a|nous en avons|j en aurai)(?: \w+)? (?:encore|toujours|assez|plein|suffisamment"
    r"|pour|en stock|de cote|devant moi)\b"
    r"|\bj en ai deja\b|\b(?:m|nous) en reste\b|^pas encore$|^not yet$|^not just yet$"
    rf"|\b(?:j ai|on a|nous avons|il me reste|il nous reste|me reste)(?: (?:encore|deja|toujours))* {_OF_IT}\b"
    r"|\b(?:pas|rien) (?:encore |tout a fait )?(?:fini|termine|entame|a court)\b|\breste (?:encore )?la moitie\b"
    r"|^(?:still )?(?:got|have) (?:some|plenty|enough|loads|lots)\b"
    r"|\bi(?: ve|ve)?(?: have| got| still)* (?:still |got )?(?:some|plenty|enough|lots?|a lot|loads)(?:"
    r" (?:of (?:it|coffee|them)|"
    r"left|coffee|beans|in stock))?$"
    r"|\b(?:still|we still) (?:have|got|have got) (?:some|plenty|enough|lots?|a (?:lot|bag|kilo|few"
    r"|couple)|\d+|one|two|loads|half)\b"
    r"|\b(?:have|got|there s|there is) (?:some|plenty|enough|lots?|a (?:bag|kilo|few)) (?:of (?:it|coffee"
    r"|them) )?left\b|\bhalf (?:of (?:it|them) |(?:a|the|my) (?:bag|kilo|pack|packet|box) )?(?:is |still )*left\b"
    r"|\b(?:haven t|have not|not) (?:yet )?(?:finished|run out|opened)\b|\bnot (?:yet )?out (?:of it|yet)\b"
)
_PROVIDED: Final = re.compile(
    r"\b(?:m en a|nous en a|m en ont|ai recu|a recu) (?:\w+ )?(?:offert|donne|apporte|rapporte|cadeau)\b"
    r"|\b(?:deja|en ai|l ai|en a|l a) (?:\w+ )?(?:commande|recommande|rachete|achete|repris)e?s?\b(?! a | au )"
    r"|\b(?:already|just) (?:\w+ )?(?:ordered|bought|reordered|stocked up)\b"
    r"|\b(?:ordered|bought|got) (?:some|more|it|mine|another bag) (?:already|yesterday|today|last week|this morning)\b"
    r"|\b(?:gave|given|got given) (?:me |us )?(?:some|a bag|loads)\b|\bstock(?:ed)? (?:of it|up)\b|\bstocks?$"
)
_AWAY: Final = re.compile(
    r"\b(?:pars|suis|serai|partons|part|serons|sommes|m en vais) (?:\w+ ){0,2}?(?:en |a l )(?:vacances"
    r"|conges?|voyage|deplacement|etranger)\b"
    r"|\b(?:i m|i am|i ll be|we re|we are|we ll be|going|be|am)(?: going| leaving| off)*(?: on| away on)?"
    r" (?:holidays?|vacation|leave)\b"
    r"|\b(?:demenage|demenageons|en plein demenagement|moving (?:house|home|flat)|mid move)\b"
    r"|\b(?:i m|i am|i ll be|we re|we ll be|be) (?:away|abroad|travelling|traveling|out of town)\b"
)
#: Who has moved already is there: what is said is where.
_HAS_MOVED: Final = re.compile(
    r"\b(?:ai|avons|a|est|sommes) (?:deja |bien )?demenage\w*|\b(?:i|we)(?: ve| have)? (?:just )?moved\b"
)
_HESITATES: Final = re.compile(
    rf"{before('oui, yes, bof, er', FILLERS)}(?:je (?:vais )?(?:verrai|voir|reflechis|reflechir)|peut etre"
    r"|(?:je )?(?:ne )?sais pas(?: encore| trop)?|faut voir|a voir|maybe|perhaps|(?:i )?(?:dunno|don t know)"
    r"|not sure(?: yet)?"
    r"|i ll (?:see|think about it)|let me think)(?: merci| thanks)?"
)
_ABSENT: Final = re.compile(r"\b(?:vacances|conges|absente?s?|holidays?|vacation|away)\b")

ROWS: Final = (
    Row("no_need", _STOPPED),
    Row("no_need", _EXPECTING, unless=_STILL_WANTS),
    Row("switched", _SWITCHED, unless=_NOT_CHANGED),
    Row("switched", _OF_ANOTHER, sure=False, unless=_NOT_CHANGED),
    Row("no_need", _NO_NEED, sure=False),
    Row("still_some", _LEFT, unless=_NOT_OF_GOODS),
    Row("still_some", _PROVIDED, unless=_NOT_OF_GOODS),
    Row("away", _AWAY, unless=_HAS_MOVED),
    Row("still_some", _HESITATES, sure=False, whole=True),
    Row("away", _ABSENT, sure=False),
)


def row_met(text: str) -> Row | None:
    """Return the first row that a plain text meets."""
    return next((row for row in ROWS if row.is_met(text)), None)
