"""Wishes of how to be written to in words that `contact_wishes` does not know all of: a wider net, that only asks.

`contact_wishes` accounts for every word and then acts. Here a part that says how often, when, on which days, where or
until when, beside a word of being written to, is enough for a question ("did I get that right?"), unless what is
spoken of is plainly something else: goods, a visit, a call. Over plain words (`plain_text`), French and English.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from msgspec.structs import replace

from bot.model.customer import ContactWishes
from bot.rules.contact.wishes import kept
from bot.rules.opt_out.opt_out import wants_nothing
from bot.rules.texts.plain_text import plain, words
from bot.understanding.contact.contact_day_parts import read_day_parts
from bot.understanding.contact.contact_less import wants_fewer
from bot.understanding.contact.contact_pauses import end_of_pause
from bot.understanding.contact.contact_wish_words import ENOUGH, NUMBERS, PERIODS, WRITING
from bot.understanding.contact.contact_wishes import WEEKEND, ContactWish, days_in, minutes_of, pattern_of_hour
from bot.understanding.values.days import WEEKDAYS_IN_FULL

LONGEST: Final = 160  # characters
_REWRITTEN: Final = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\b(?:msgs?|mess|mssg|txts?)\b", "messages"),
        (r"\b(?:sem|smn|wk)\b", "semaine"),
        (r"\bdix huit\b", "18"),
        (r"\bdix neuf\b", "19"),
        (r"\bvingt (?:heures|h)\b", "20 h"),
        (r"\bsept (?:heures|h)\b", "7 h"),
        (r"\bhuit (?:heures|h)\b", "8 h"),
        (r"\bneuf (?:heures|h)\b", "9 h"),
        (r"\bdix (?:heures|h)\b", "10 h"),
        (
            r"\b(?:heures (?:de bureau|ouvrables|ouvrees)|(?:office|business|working) hours)\b"
            r"(?: (?:please|pls|svp|merci|only))*"
            r"(?: (?:de |from )?9 ?h?(?: ?am)? ?(?:a|to)? ?(?:17 ?h?|5(?: ?pm)?))?\b",
            "entre 9 h et 17 h",
        ),
        (
            r"\bentre midi (?:et|a) (?:deux|2)(?: ?h(?:eures?)?)?\b|\bbetween (?:noon|12) (?:and|to) 2(?: ?pm)?\b"
            r"|\b(?:at|over|during my) lunch(?: ?time| break)?\b|\b(?:a|pendant) (?:la|ma) pause (?:de )?midi\b",
            "entre 12 h et 14 h",
        ),
        (r"\b(?:mon(?: to)? fri|weekdays? only|on a weekday)\b", "lundi au vendredi"),
        (r"\b(only (?:\w+ ){0,3}?)(?:on )?weekdays\b", r"\1lundi au vendredi"),
        (r"\b(?:(?:que|uniquement) )?en semaine(?: (?:seulement|uniquement)|(?= apres))\b", "lundi au vendredi"),
        (r"\b(?:que|uniquement|seulement) en semaine\b", "lundi au vendredi"),
    )
)
#: What is spoken of is something else.
_ELSE: Final = re.compile(
    r"\b(?:livrez|livrer|livreur|delivered|deliver|passe|passer|passerai|viens|venir|viendrai|come|coming|drop by"
    r"|pick(?:ing)? up|ouvr\w+|ouverts?|ferm\w+|open|opens|opening|clos\w+|appele[rz]|appelle|call|calls|ring"
    r"|rendez vous|appointment|book|booking|atelier|workshop|cafes?|coffees?|grains?|beans|machines?|moulins?"
    r"|kilos?|kg|sacs?|bags?|cups?|tasses?|paquets?|packs?|prix|price|combien|how much|cost|paye\w*|pay|abonnement"
    r"|subscription|detartr\w+|descale|nettoy\w+|clean|change|essa\w+|try|drink|bois|boire|prends|magasin|boutique|store"
    r"|shop|code|facture|invoice|confirmation|dispo le|horaires?|free on|dans le mois de|why|pourquoi|when|quand est"
    r"|hier|yesterday|recu|received|got|sent|devai\w+|arriv\w+|supposed|should have)\b"
)
_SPEAKS: Final = WRITING | words(
    """
    ecri ecrive ecrivez recrivez recontactez recontacter reecrivez nouvelles newsletter newsletters pub pubs
    promos promo offres offers marketing mail mails mailing envois envoi sollicite contacte joint joints textez
    texte deranger derange derangez phone telephone portable tranquille tranquil paix peace alone silence hear
    flooding flood spam read lis lire messagerie adverts ads updates souffler
    """
)
_ASKS: Final = re.compile(r"\b(?:can|could|would|pouvez|pourriez|peux|possible|please|pls|svp|stp|may|peut|shall)\b")
_NO: Final = re.compile(
    r"\b(?:pas|jamais|rien|ni|aucun|aucune|plus|sans|evite[rz]?|arrete[rz]?|stop|no|not|never|nothing|don t|dont|t"
    r"|avoid|without|skip|sauf|except|off limits|sacre|sacree|tranquille|paix|alone|repos|respecte[rz]?"
    r"|hell|church|family|famille|derange\w*|nobody|personne)\b"
)
_ONLY: Final = re.compile(
    r"\b(?:seulement|uniquement|exclusivement|strictement|juste|que|qu|rien que|only|just|exclusively|nothing but"
    r"|nothing else|rien d autre|sinon je|solely|no (?:telegram|sms|whatsapp|mail)s?|pas de (?:telegram|sms|whatsapp"
    r"|mail)s?)\b"
)
_BEFORE: Final = re.compile(rf"\b(?:avant|before|earlier than)(?: les)? {pattern_of_hour('a')}(?![a-z0-9])")
_LATE: Final = re.compile(
    rf"\b(?:apres|passe|au dela de|plus tard que|a partir de|des|after|past|later than|from|beyond|till|until"
    rf"|attendre|wait(?: until| till)?|attendez|finished work)(?: les| after)? {pattern_of_hour('a')}(?![a-z0-9])"
)
_BETWEEN: Final = re.compile(
    rf"\b(?:entre|between|de|from) {pattern_of_hour('a')} (?:et|and|a|to) {pattern_of_hour('b')}(?![a-z0-9])"
)
_NUMBER: Final = "|".join(sorted((*NUMBERS, "couple", "once", "twice"), key=len, reverse=True))
_PERIOD: Final = "|".join(sorted((*PERIODS, "months", "weeks", "days", "saison", "season"), key=len, reverse=True))
#: "one every two months", « tous les deux mois », "every fortnight"
_EVERY: Final = re.compile(
    rf"\b(?:tous les|toutes les|ts les|every) (?:(?P<count>{_NUMBER}|other) )?(?P<period>{_PERIOD})s?\b"
)
#: "a couple of times a month", « deux messages dans le mois », "one a week", « 1 par mois »
_TIMES: Final = re.compile(
    rf"\b(?P<times>{_NUMBER})(?: (?:of|fois|times?|seule?|petite?|petits|coucou|x|messages?|sms|textos?|texts?|mails?"
    rf"|notifs?|envois?|newsletters?|single|par|chaque|le|la|l|a|an|per|each|in|dans|ds|the|every)){{1,6}} "
    rf"(?P<period>{_PERIOD})\b"
)
_TWICE: Final = re.compile(rf"\b(?P<times>once|twice|une|un|1|2) (?:par |a |/ )?(?P<period>{_PERIOD})\b")
_RHYTHMS: Final = (
    (re.compile(r"\b(?:mensuel\w*|monthly)\b|\btous les mois\b"), 30),
    (re.compile(r"\b(?:hebdo\w*|weekly)\b"), 7),
    (re.compile(r"\b(?:trimestriel\w*|quarterly)\b"), 90),
    (re.compile(r"\b(?:annuel\w*|yearly)\b"), 365),
    (re.compile(r"\b(?:(?:tous|ts) les (?:quinze|15) (?:jours|j)|every fortnight|fortnightly)\b"), 14),
)
_WAITING: Final = re.compile(r"\b(?:attendre|attendez|wait)\b")
_DAYS: Final = re.compile(rf"\b(?:week ?ends?|(?:{'|'.join(WEEKDAYS_IN_FULL)})s?)\b")
#: Where they are or what they do then: no wish, unless it speaks of messages.
_PRESENCE: Final = re.compile(
    r"\b(?:suis|serai|serons|sera|sont|est pas|rentre\w*|arrive\w*|pars|chez moi|chez nous|travaill\w+|bosse\w*|libre"
    r"|home|be there|here|around|work|working|arrive|free|heats?|now|maintenant|temps|time|cette fois|this"
    r"|courier|transporteur|driver|semaine prochaine|next week)\b"
)
_PEACE: Final = re.compile(
    r"\b(?:tranquille|paix|peace|alone|re(?:contacte|ecrive|crive|vene|vien)\w*|back to me|silence)\b"
)
_UNTIL_A_DAY: Final = re.compile(
    r"\b(?:avant|before|until|till|jusqu (?:a|au)|d ici|pas maintenant|not now)(?: le| the)? [a-z]+day\b|\b(?:avant"
    r"|jusqu (?:a|au)|d ici|maintenant) (?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
)
_WORKDAYS: Final = re.compile(r"\blundi (?:au|a) vendredi\b|\bmonday (?:to|through|thru|till) friday\b")
_CHANNELS: Final = (
    ("whatsapp", re.compile(r"\bwhats ?app\b")),
    ("telegram", re.compile(r"\btelegram\b")),
    ("sms", re.compile(r"\b(?:sms|textos?|texted|texts?|texting)\b")),
)
_BETTER: Final = re.compile(
    r"\b(?:plutot|prefer\w*|preference|rather|better|best|easier|mieux|facile|pratique|instead|passe[rz]? (?:sur|par)"
    r"|switch|move|utilisez|use|convient|si possible|ideal\w*)\b"
)
_ORDERS: Final = re.compile(
    r"\b(?:commandes?|livraisons?|colis|achats?|suivi|orders?|deliver(?:y|ies)|parcels?|packages?|purchases?)\b"
)
_OFFERS: Final = re.compile(
    r"\b(?:offres?|promos?|promotions?|pubs?|publicites?|offers?|deals?|ads?|adverts?|marketing|newsletters?)\b"
)
_NEWS: Final = re.compile(
    r"\b(?:infos?|informations?|updates?|news|nouvelles|suivi|tracking|dites|tell|prevenez|know|arriv\w+|messages?"
    r"|ecrivez|ecrire|text|write|contact\w*|concern\w+|about|sujet)\b"
)
_NOT_OFFERS: Final = re.compile(
    r"\b(?:pas|no|not|plus|sans|without|stop|arrete\w*|gardez|keep|skip|spare|epargne\w*|drop|rien|spam|oubliez|forget"
    r"|non)\b"
)
_QUIET: Final = re.compile(
    r"\b(?:pause|vacances|holidays?|travel\w*|voyage|pars|away|souffler|silence|tranquille|paix|peace|alone|break"
    r"|be|breathe|respirer|rien|nothing|d ici|plus de|no (?:messages|texts|sms)"
    r"|pas de (?:messages|sms|nouvelles|textos?)"
    r"|not before|rien avant|re(?:contacte|ecrive|crive|vene|parl|pren|vien)\w*|back to me|again|try me|suspend\w*"
    r"|stop|arrete\w*)\b"
)


def read_wish_perhaps(text: str, today: date) -> ContactWish | None:
    """Return the wish that a message may be, to be asked about; None where it says none, or speaks of another thing.
    `today` is the customer's day.
    """
    if len(text) > LONGEST or wants_nothing(text):
        return None
    said = plain(text, LONGEST)
    for pattern, word in _REWRITTEN:
        said = pattern.sub(word, said)
    said = " ".join(said.split())
    if _ELSE.search(said) or ("?" in text and not _ASKS.search(said)):
        return None
    told = set(said.split())
    speaks = not told.isdisjoint(_SPEAKS) or bool(re.search(r"\b(?:text|message|write|contact|ecri)\w*\b", said))
    if _wants_orders(said):
        return ContactWish(ContactWishes(), no_offers=True)
    if not speaks and (_PRESENCE.search(said) or _ORDERS.search(said)):
        return None
    wishes = _day_parts(_hours(_days(_often(ContactWishes(), said), said), said), said)
    if not kept(wishes):
        until = end_of_pause(said, today) if _QUIET.search(said) and (speaks or _PEACE.search(said)) else None
        if until is not None:
            return ContactWish(ContactWishes(), quiet_until=until)
    wishes = _channel(wishes, said)
    if not kept(wishes):
        return ContactWish(ContactWishes(), fewer=True) if wants_fewer(said) is not None else None
    if kept(wishes) == ("channel",) or speaks:
        return ContactWish(wishes)
    return ContactWish(wishes) if _alone_means_it(wishes, said) else None


def _alone_means_it(wishes: ContactWishes, said: str) -> bool:
    """Without a word of messages: "weekly is plenty", « le dimanche c'est sacré »."""
    told = set(said.split())
    if len(told) > 14:
        return False
    if "often" in kept(wishes):
        return not told.isdisjoint(ENOUGH | {"fine", "okay", "bien", "ira", "parfait", "limite", "best"})
    return bool(_NO.search(said) or _ONLY.search(said))


def _wants_orders(said: str) -> bool:
    if not _ORDERS.search(said) or re.match(r"(?:c est|it s|its|is it|this is|est ce)\b", said):
        return False
    if _OFFERS.search(said):
        return bool(_NOT_OFFERS.search(said)) and bool(_NEWS.search(said) or _ONLY.search(said))
    return bool(_ONLY.search(said) or re.search(r"\b(?:unless|si ca|sauf)\b", said)) and bool(_NEWS.search(said))


def _often(wishes: ContactWishes, said: str) -> ContactWishes:
    for pattern, days in _RHYTHMS:
        if pattern.search(said):
            return replace(wishes, times=1, every=days)
    if (found := _EVERY.search(said)) is not None:
        return replace(wishes, times=1, every=_days_of(found["period"]) * _count(found["count"] or "1"))
    found = _TIMES.search(said) or _TWICE.search(said)
    if found is None or re.search(r"\b(?:au moins|at least)\b", said):
        return wishes
    return replace(wishes, times=_count(found["times"]), every=_days_of(found["period"]))


def _count(said: str) -> int:
    return NUMBERS.get(said, 2)


def _days_of(period: str) -> int:
    return PERIODS.get(period) or PERIODS.get(period.removesuffix("s")) or 90  # a season


def _hours(wishes: ContactWishes, said: str) -> ContactWishes:
    found = _BETWEEN.search(said)
    if found is not None:
        start, end = minutes_of(found, "a"), minutes_of(found, "b")
        if start is not None and end is not None:
            end = end + 12 * 60 if end <= start and end < 12 * 60 else end
            if start < end:
                return replace(wishes, not_before=start, not_after=end)
    denied = _NO.search(said) is not None
    early = _BEFORE.search(said)
    if early is not None and (at := minutes_of(early, "a")) is not None:
        return replace(wishes, **{"not_before" if denied else "not_after": _by_day(at, early)})
    late = _LATE.search(said)
    if late is None or (at := minutes_of(late, "a")) is None:
        return wishes
    kept_from = _ONLY.search(said[: late.start()]) or _WAITING.search(said) or not denied
    return replace(wishes, **{"not_before" if kept_from else "not_after": _by_day(at, late)})


def _day_parts(wishes: ContactWishes, said: str) -> ContactWishes:
    """« Pas le soir svp », "no more of this at night"."""
    found = None if "hours" in kept(wishes) else read_day_parts(said)
    return wishes if found is None else replace(wishes, not_before=found.window[0], not_after=found.window[1])


def _by_day(minutes: int, found: re.Match[str]) -> int:
    """ "After 6" in somebody's evening: hours before seven are of the afternoon, unless told."""
    told = any(found[f"a{part}"] for part in ("u", "half", "part", "word"))
    return minutes + 12 * 60 if minutes < 7 * 60 and not told else minutes


def _days(wishes: ContactWishes, said: str) -> ContactWishes:
    if _WORKDAYS.search(said):
        return replace(wishes, silent_days=WEEKEND)
    named = _DAYS.findall(_UNTIL_A_DAY.sub("", said))
    if not named or not _NO.search(said):
        return wishes
    return replace(wishes, silent_days=days_in(" ".join(named)))


def _channel(wishes: ContactWishes, said: str) -> ContactWishes:
    named = [
        name
        for name, pattern in _CHANNELS
        if (found := pattern.search(said))
        and not re.search(r"\b(?:no|pas de|not|sans|plus de|don t have) $", said[: found.start()])
    ]
    if len(named) != 1 or not (_BETTER.search(said) or _ONLY.search(said)):
        return wishes
    if kept(wishes) and named == ["sms"]:  # « un sms par mois » names what is sent, not a wish of where
        return wishes
    only = _ONLY.search(said) is not None and not re.search(
        r"\b(?:prefer\w*|plutot|rather|si possible|better|best)\b", said
    )
    if named == ["sms"] and re.search(
        r"\b(?:no|pas de|plus de|stop|dont|don t) (?:\w+ )?(?:sms|texts?|textos?)\b", said
    ):
        return wishes
    return replace(wishes, channel=named[0], only=only)
