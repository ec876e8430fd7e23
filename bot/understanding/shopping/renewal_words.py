"""What customers say of buying again: "j'en ai encore", "dans deux mois", "j'ai changé de marque", "plus besoin".

Patterns over the plain words, French and English. In a conversation about buying again a day alone is an answer; out of
it only what can mean nothing else counts (`sure`): "j'ai encore une question" is not about coffee.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.model.renewal import RenewalWord
from bot.rules.texts.plain_text import plain
from bot.understanding.life_words import tells_of_a_death
from bot.understanding.replies.free_text import is_asking
from bot.understanding.spelling import written_out
from bot.understanding.values.dates import days_in
from bot.understanding.values.days import MONTHS

LOOKED_AT: Final = 300  # characters
LONGEST: Final = 18  # words; a longer message says more than this


class RenewalReply(Struct, frozen=True):
    """`until`: the day that they named, in their zone. `sure`: it can be said of nothing else. `by_another`: they need
    no more of it themselves, somebody else at home sees to it.
    """

    word: RenewalWord
    until: date | None = None
    sure: bool = False
    by_another: bool = False


#: How thumbs write it, over the plain words: "jen ai encor", "havent opened it", "ds 2 moi".
_TYPED: Final = (
    (re.compile(r"\bj ?en (?:ai|e|est)\b"), "j en ai"),
    (re.compile(r"\bjen\b"), "j en"),
    (re.compile(r"\bencor\b"), "encore"),
    (re.compile(r"\bplu\b"), "plus"),
    (re.compile(r"\b(\d+|un|deux|trois|six) moi\b"), r"\1 mois"),
    (re.compile(r"\b(have|has|had|did|does|do|is|was|wo|ca)nt\b"), r"\1n t"),
    (re.compile(r"\b(i|we)(ve|m|ll)\b"), r"\1 \2"),
    (re.compile(r"\bmths?\b"), "months"),
    (re.compile(r"\bwks?\b"), "weeks"),
)


_OF_IT: Final = (
    r"(?:(?:du|de la|des|un|une|deux|trois|\d+) (?:(?:bon|gros|petit|plein) )?(?:peu|cafe|the|stock|reste"
    r"|paquets?|sachets?|kilos?|kg|boites?|"
    r"sacs?|filtres?|capsules?|doses?|reserves?|grains?)|assez|suffisamment|de quoi (?:tenir|faire)|en stock|plein)"
)
_STILL: Final = re.compile(
    r"\b(?:j en ai|on en a|nous en avons|j en aurai)(?: \w+)? (?:encore|toujours|assez|plein|suffisamment"
    r"|pour|en stock|de cote|devant moi)\b"
    r"|\bj en ai deja\b|\b(?:m|nous) en reste\b|^pas encore$|^not yet$|^not just yet$"
    r"|\b(?:m en a|nous en a|m en ont|ai recu|a recu) (?:\w+ )?(?:offert|donne|apporte|rapporte|cadeau)\b"
    r"|\b(?:deja|en ai|l ai|en a|l a) (?:\w+ )?(?:commande|recommande|rachete|achete|repris)e?s?\b(?! a | au )"
    r"|\b(?:already|just) (?:\w+ )?(?:ordered|bought|reordered|stocked up)\b"
    r"|\b(?:ordered|bought|got) (?:some|more|it|mine|another bag) (?:already|yesterday|today|last week|this morning)\b"
    r"|\b(?:gave|given|got given) (?:me |us )?(?:some|a bag|loads)\b|\bstock(?:ed)? (?:of it|up)\b|\bstocks?$"
    rf"|\b(?:j ai|on a|nous avons|il me reste|il nous reste|me reste)(?: (?:encore|deja|toujours))* {_OF_IT}\b"
    r"|\b(?:pas|rien) (?:encore |tout a fait )?(?:fini|termine|entame|a court)\b"
    r"|^(?:still )?(?:got|have) (?:some|plenty|enough|loads|lots)\b"
    r"|\bi(?: ve|ve)?(?: have| got| still)* (?:still |got )?(?:some|plenty|enough|lots?|a lot|loads)(?:"
    r" (?:of (?:it|coffee|them)|"
    r"left|coffee|beans|in stock))?$"
    r"|\b(?:still|we still) (?:have|got|have got) (?:some|plenty|enough|lots?|a (?:lot|bag|kilo|few"
    r"|couple)|\d+|one|two|loads)\b"
    r"|\b(?:have|got|there s|there is) (?:some|plenty|enough|lots?|a (?:bag|kilo|few)) (?:of (?:it|coffee"
    r"|them) )?left\b"
    r"|\b(?:haven t|have not|not) (?:yet )?(?:finished|run out|opened)\b|\bnot (?:yet )?out (?:of it|yet)\b"
)
_NOT_OF_GOODS: Final = re.compile(
    r"\b(?:questions?|temps|doutes?|hesitations?|problemes?|soucis?|time|doubts?|problems?|assez de vos|marre)\b"
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
)
_BRAND: Final = re.compile(r"\b(?:autre marque|another brand|different brand|other brand|ailleurs|elsewhere)\b")
_CHEAPER: Final = re.compile(r"\b(?:found|seen|get) (?:it |them )?cheaper\b|\btrouve (?:\w+ )?moins cher\b")
_STOPPED: Final = re.compile(
    r"\b(?:bois|boit|buvons|consomme|utilise) plus\b"
    r"|\b(?:passe|passee|passes|mis|mise) au (?:the|deca|matcha)\b|\b(?:switched|moved|gone|went) (?:over )?to tea\b"
    r"|\b(?:medecin|docteur|cardiologue|toubib|doctor|dr|gp)\b.*\b(?:interdit|arrete|arreter|plus|no|stop|off|cut)\b"
    r"|\binterdit(?:e|s)? (?:le|de) cafe\b|\b(?:enceinte|pregnant|j allaite|breastfeeding)\b"
    r"|\b(?:given|giving|gave) up (?:on )?(?:coffee|caffeine)\b|\b(?:off|no more|cut out|quit) (?:coffee|caffeine)\b"
    r"|\b(?:arrete|stoppe) (?:le cafe|d en boire|de boire|la cafeine)\b"
    r"|\b(?:stopped|quit|gave up) (?:drinking )?(?:coffee|it)\b|\b(?:no longer|don t|not) (?:drink|use)"
    r" (?:coffee|it|them|that)(?: any ?more)?\b"
)
_NO_NEED: Final = re.compile(
    r"\bplus besoin\b|\bpas besoin\b|\b(?:no longer|don t|do not|won t) need\b|\bno (?:more )?need\b"
    r"|\bne? m en faut plus\b"
)
_SOMEONE: Final = (
    r"(?:(?:mon|ma|mes|notre|le|la) (?:mari|femme|conjointe?|compagn\w+|copain|copine|fils|fille|mere|pere|soeur|frere"
    r"|coloc\w*|collegues?|patronn?e?|assistante?|moitie|epouse?|chef|parents)"
    r"|(?:my|our|the) (?:husband|wife|partner|son|daughter|mum|mom|dad|boyfriend|girlfriend|flatmate|roommate"
    r"|other half|colleague|boss|sister|brother|office manager|missus|hubby))"
)
_BY_ANOTHER: Final = re.compile(
    rf"\b{_SOMEONE}(?: (?:ki|qui))?(?: (?:s en|en|s|l|y|les|usually|always|normally))* (?:occupe|charge|gere|commande"
    r"|achete|prend|voit|fait|decide|deals|sorts|handles|takes care|does|orders|buys|gets|looks after|decides)\b"
    rf"|\b(?:demande[rz]?|vois|voyez|ask|check with|talk to|speak to|c est)(?: (?:a|ca avec|avec|plutot|to))*"
    rf" {_SOMEONE}\b"
    rf"|\b(?:that s|it s|its) (?:up to )?{_SOMEONE}(?: s)?(?: job| department| thing)?$"
)
_AWAY: Final = re.compile(
    r"\b(?:pars|suis|serai|partons|part|serons|sommes|m en vais) (?:\w+ ){0,2}?(?:en |a l )(?:vacances"
    r"|conges?|voyage|deplacement|etranger)\b"
    r"|\b(?:i m|i am|i ll be|we re|we are|we ll be|going|be|am)(?: going| leaving| off)*(?: on| away on)?"
    r" (?:holidays?|vacation|leave)\b"
    r"|\b(?:demenage|demenageons|en plein demenagement|moving (?:house|home|flat)|mid move)\b"
    r"|\b(?:i m|i am|i ll be|we re|we ll be|be) (?:away|abroad|travelling|traveling|out of town)\b"
)
_ABSENT: Final = re.compile(r"\b(?:vacances|conges|absente?s?|holidays?|vacation|away)\b")
#: Who comes for it wants it: "je viendrai le chercher samedi" puts nothing off.
_COMES: Final = re.compile(
    r"\b(?:chercher|recuperer|prendre en (?:boutique|magasin)|collect|pick (?:it |them )?up|come by|pop in)\b"
)
_HESITATES: Final = re.compile(
    r"(?:(?:oui|ben|bah|euh|bof|hum|yes|well|er|hmm) )*(?:je (?:vais )?(?:verrai|voir|reflechis|reflechir)|peut etre"
    r"|(?:je )?(?:ne )?sais pas(?: encore| trop)?|faut voir|a voir|maybe|perhaps|(?:i )?(?:dunno|don t know)"
    r"|not sure(?: yet)?"
    r"|i ll (?:see|think about it)|let me think)(?: merci| thanks)?"
)
_LATER: Final = re.compile(
    r"\b(?:reparlez|reparle|reproposez|redemandez|repassez)\b|\b(?:ask|try|offer) (?:me )?again\b|\bremind me\b"
)
_DENIED: Final = re.compile(
    r"\b(?:n ai|n avons|n a) (?:pas|jamais) change\b|\b(?:haven t|have not|didn t|never) (?:switched|changed)\b"
)
#: "pour deux mois", "encore trois semaines", "for six weeks" name the same day as "dans deux mois".
_FOR: Final = re.compile(
    r"\b(?:pour (?:encore |environ )?|encore (?:pour )?|pendant |for (?:about |another )?|another )"
    r"(?=(?:un|une|deux|trois|quatre|cinq|six|huit|dix|quinze|\d+|a|one|two|three|four|five|eight|ten)"
    r" (?:jours?|semaines?|mois|ans?|days?|weeks?|months?|years?)\b)"
)
_ANOTHER: Final = re.compile(r"\b(?:for )?another(?= (?:week|month|year)\b)")
_NEXT_WEEK: Final = re.compile(r"\b(?:la )?semaine prochaine\b|\bnext week\b|\b(?:pas cette semaine|not this week)\b")
_NEXT_MONTH: Final = re.compile(
    r"\b(?:le )?mois prochain\b|\bnext month\b|\b(?:pas ce mois|not this month)\b|\ba la fin du mois\b|\bpay ?day\b"
)
_DAY_ALONE: Final = re.compile(
    r"\b(?:jusqu au|pas avant le|apres le|until the|till the|after the) (\d{1,2})(?:er|st|nd|rd|th)?$"
)
_AUTUMN: Final = re.compile(r"\b(?:a|apres|pour) la rentree\b")
_MONTH: Final = re.compile(
    r"\b(?:en|avant|debut|fin|d ici|courant|in|before|until|till) (?:le mois de )?(?P<month>"
    + "|".join(MONTHS)
    + r")\b"
)


def read_renewal(text: str, language: str, now: datetime) -> RenewalReply | None:
    """Return what a text says of buying again. `now` is in the customer's own zone."""
    said = plain(written_out(text[:LOOKED_AT]))
    if not said or len(said.split()) > LONGEST or is_asking(text) or tells_of_a_death(text):
        return None
    for typed, meant in _TYPED:
        said = typed.sub(meant, said)
    if _BY_ANOTHER.search(said):
        return RenewalReply("no_need", sure=False, by_another=True)
    if _COMES.search(said):
        return None
    found = _said(said)
    until = _day(said, language, now)
    if found is None:
        return RenewalReply("not_before", until, bool(_LATER.search(said))) if until is not None else None
    word, sure = found
    return RenewalReply(word, until if word in ("still_some", "away") else None, sure)


_RUN_OUT: Final = re.compile(
    r"(?:(?:bonjour|bonsoir|salut|hello|hi|coucou|bon|euh|zut|mince|oh no|la|et|and) )*"
    r"(?:(?:je n en|j en|on n en|on en|nous n en) (?:ai|a|avons) (?:presque |bientot |deja )?plus(?: du tout)?"
    r"|(?:il )?(?:ne |n )?(?:m|nous) en reste (?:presque |bientot )?(?:plus|rien)(?: du tout)?"
    r"|je suis (?:presque |bientot )?a court(?: de (?:cafe|grains|the|filtres?|capsules?))?"
    r"|(?:j ai|on a|nous avons) (?:tout )?(?:fini|termine|vide) (?:le|mon|notre) (?:dernier )?"
    r"(?:paquet|sachet|sac|cafe)"
    r"|(?:i ve|i have|we ve|we have|i m|i am|we re|we are|i|we|ive) (?:just |almost |nearly |already )?"
    r"(?:all )?(?:run |running |ran )?(?:out|low)(?: of (?:it|them|coffee|beans|filters))?"
    r"|(?:i ve |i have |we have |there s |there is )?(?:got )?(?:none|nothing) left|no more left)"
    r"(?: (?:de cafe|du tout|svp|stp|merci|please|thanks|encore|again|a la maison|chez moi|at home))*"
)


def has_run_out(text: str) -> bool:
    """Return whether a text says that there is none left at home: "je n'en ai plus", "I've run out"."""
    return _RUN_OUT.fullmatch(plain(text[:LOOKED_AT])) is not None


def _said(said: str) -> tuple[RenewalWord, bool] | None:
    if _STOPPED.search(said):
        return "no_need", True
    if not _DENIED.search(said):
        if _SWITCHED.search(said):
            return "switched", True
        if _BRAND.search(said) or _CHEAPER.search(said):
            return "switched", False
    if _NO_NEED.search(said):
        return "no_need", False
    if _STILL.search(said) and not _NOT_OF_GOODS.search(said):
        return "still_some", True
    if _AWAY.search(said):
        return "away", True
    if _HESITATES.fullmatch(said):
        return "still_some", False
    return ("away", False) if _ABSENT.search(said) else None


def _day(said: str, language: str, now: datetime) -> date | None:
    """Return the one day that they name and that lies ahead; the first of a month, or of a week or month to come."""
    if _NEXT_WEEK.search(said):
        return now.date() + timedelta(days=7)
    if _NEXT_MONTH.search(said):
        return (now.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    if _AUTUMN.search(said):
        return _first_of(9, now.date())
    said = _ANOTHER.sub("for one", said)
    ahead = _FOR.sub("in " if language == "en" else "dans ", said)
    days = {day for day in days_in(ahead, language, now) if day > now.date()}
    if len(days) == 1:
        return days.pop()
    alone = _DAY_ALONE.search(said) if not days else None
    if alone is not None:
        return _next_such_day(int(alone[1]), now.date())
    month = _MONTH.search(said) if not days else None
    return _first_of(MONTHS[month["month"]], now.date()) if month else None


def _next_such_day(day: int, today: date) -> date | None:
    """Return the next day of that number: of this month, else of the next that has one."""
    month = today.replace(day=1)
    for _ in range(3):
        if 1 <= day <= monthrange(month.year, month.month)[1] and month.replace(day=day) > today:
            return month.replace(day=day)
        month = (month + timedelta(days=32)).replace(day=1)
    return None


def _first_of(month: int, today: date) -> date:
    ahead = date(today.year, month, 1)
    return ahead if ahead > today else ahead.replace(year=today.year + 1)
