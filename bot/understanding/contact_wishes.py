"""How a customer wishes to be written to, said in passing: "once a month is enough", « pas avant 18 h », "only by SMS".

Theory of operation
-------------------
Precision comes first: such a wish silences what the store pays for, and the same words may say when somebody comes by.
So every word of the message has to be accounted for: what says the wish is cut out of it, and what is left may only be
courtesy, or speak of writing. « Je passe pas avant 18 h » leaves "je passe" and is no wish; « une livraison par mois
suffit » leaves a delivery. A wish that speaks of messages is `sure`; one that does not ("pas avant 18 h") may answer
the question on the table, and the engine looks there first. Works on the plain words (`rules.plain_text`), French and
English at once: customers mix them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.model.customer import ContactWishes
from bot.rules.plain_text import plain, words
from bot.rules.wishes import kept

LONGEST: Final = 160  # characters; a longer message says more than a wish
WEEKEND: Final = (5, 6)


class ContactWish(Struct, frozen=True):
    """`no_offers`: nothing that sells, but news of the order still. `sure`: it speaks of being written to."""

    wishes: ContactWishes
    no_offers: bool = False
    sure: bool = False


#: One of these is in every wish; a message without costs one look.
_HINTS: Final = words(
    """
    fois mois month months week weeks weekend weekends weekdays semaine semaines once twice times jour jours day days
    trimestre quarter an year avant apres before after until entre between partir from sms texto textos text texts
    whatsapp telegram offre offres offer offers promo promos promotion promotions pub pubs ad ads publicite publicites
    deals marketing newsletter newsletters nouveautes lundi mardi mercredi jeudi vendredi samedi dimanche mondays
    tuesdays wednesdays thursdays fridays saturdays sundays monday tuesday wednesday thursday friday saturday sunday
    """
)
_NUMBERS: Final = {
    **dict.fromkeys(("un", "une", "one", "once", "1", "a", "an"), 1),
    **dict.fromkeys(("deux", "two", "twice", "2"), 2),
    **dict.fromkeys(("trois", "three", "3"), 3),
    **dict.fromkeys(("quatre", "four", "4"), 4),
    **dict.fromkeys(("cinq", "five", "5"), 5),
}
_PERIODS: Final = {
    **dict.fromkeys(("jour", "day"), 1),
    **dict.fromkeys(("semaine", "week"), 7),
    **dict.fromkeys(("quinzaine", "fortnight"), 14),
    **dict.fromkeys(("mois", "month"), 30),
    **dict.fromkeys(("trimestre", "quarter"), 90),
    **dict.fromkeys(("annee", "an", "year"), 365),
}


def _any(some: Iterable[str]) -> str:
    """Return a pattern for one of some words, the longest first."""
    return "|".join(sorted(some, key=len, reverse=True))


_COUNT: Final = rf"(?P<times>{_any(_NUMBERS)})"
_MESSAGE: Final = r"(?:messages?|textos?|sms|texts?|notifications?|notifs?|relances?|rappels?|reminders?|mails?)"
_OFTEN: Final = re.compile(
    r"\b(?P<limit>(?:pas|jamais) plus (?:de |d |qu )?|plus qu |au (?:plus|maximum) |(?:a )?max(?:i|imum)?(?: of)? "
    r"|seulement |juste |uniquement |que |(?:no|not|never) more(?: often)? than |at most |only |just )?"
    rf"(?P<least>au moins |at least )?{_COUNT}(?: ?x| (?:fois|times?|seule?|petite?|{_MESSAGE}))* ?"
    rf"(?:par|chaque|le|la|l|a|an|per|each|in a)? ?(?P<period>{_any(_PERIODS)})\b"
    r"(?P<tail>(?: [a-z]+){0,3}? (?:(?:et |and )?pas (?:plus|davantage)|(?:and )?no(?:t)? more)\b)?"
)
_EVERY: Final = re.compile(
    rf"\b(?:(?:pas plus d |seulement |juste |only |just )?(?:une?|one|a) {_MESSAGE} |seulement |juste |only |just )?"
    r"(?:tous les|toutes les|every) "
    rf"(?:(?P<count>deux|two|trois|three|quatre|four|2|3|4|other) )?(?P<period>{_any(_PERIODS)})s?\b"
)
_ENOUGH: Final = words("suffit suffira suffisant suffirait suffisent assez maximum max maxi enough plenty most")


def _hour(name: str) -> str:
    """Return the pattern of a time of day, its parts named after `name`."""
    return (
        rf"(?:(?:(?P<{name}h>\d{{1,2}}) ?(?:(?P<{name}u>h(?:eures?)?) ?(?P<{name}m>[0-5]\d)?"
        rf"|(?P<{name}c>[0-5]\d)(?= ?(?:am|pm)?\b))? ?(?P<{name}half>am|pm)?|(?P<{name}word>midi|noon))"
        rf"(?: o clock)?(?: (?:du|le|ce|in the|dans la) "
        rf"(?P<{name}part>soir|soiree|matin|matinee|apres midi|evening|morning|afternoon))?)"
    )


_ONLY: Final = r"(?:seulement|uniquement|exclusivement|juste|que|only|just|exclusively)"
_NO: Final = (
    r"(?:pas|jamais|(?:plus )?rien|ni|not|never|nothing|no|don t|aucun|plus|evitez|evite|avoid)"
    r"(?P<mid>(?: [a-z]+){0,4}?)"
)
_SAY: Final = r"(?:(?: (?:ecrivez|ecris|ecrire|contactez|write|text|message|contact))(?: to)?(?: me| moi)?)?"
_END: Final = r"(?![a-z0-9])"
_BETWEEN: Final = re.compile(
    rf"\b(?P<only>{_ONLY} |plutot )?(?:entre|between|de|from) {_hour('a')} (?:et|and|a|to) {_hour('b')}"
    rf"(?P<too> {_ONLY})?{_END}"
)
_NOT_BEFORE: Final = re.compile(
    rf"\b(?:{_NO} (?:avant|before|earlier than)"
    rf"|(?:{_ONLY}|plutot|rather){_SAY} (?:apres|a partir de|passe|after|from|past))(?: les)? {_hour('a')}{_END}"
)
_AFTER_ONLY: Final = re.compile(rf"\b(?:apres|a partir de|after|from|past) {_hour('a')} (?:{_ONLY}|plutot){_END}")
_NOT_AFTER: Final = re.compile(
    rf"\b(?:{_NO} (?:apres|passe|after|later than|past)"
    rf"|(?:{_ONLY}|plutot|rather){_SAY} (?:avant|jusqu a|before|until))(?: les)? {_hour('a')}{_END}"
)
_WEEKDAYS: Final = {
    name: day
    for week in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for day, name in enumerate(week.split())
}
_DAY: Final = rf"(?:week ?ends?|(?:{_any(_WEEKDAYS)})s?)"
_THE: Final = r"(?:le |les |l |en |on |at |the |over |during |pendant )*"
_NOT_DAYS: Final = re.compile(
    rf"\b(?:{_NO}|(?:sauf|except|arretez|arrete|stop|tranquille|alone)(?P<more>(?: [a-z]+){{0,4}}?)) "
    rf"(?P<days>{_THE}{_DAY}(?: (?:et|ni|ou|and|or|nor) {_THE}{_DAY})*){_END}"
)
_DAYS_FIRST: Final = re.compile(
    rf"\b(?P<days>{_THE}{_DAY}(?: (?:et|ni|ou|and|or|nor) {_THE}{_DAY})*)(?: non merci| no thanks)? "
    rf"(?:pas|jamais|aucun|no|never)(?= (?:de |d )?{_MESSAGE}\b)"
)
_WEEK: Final = r"(?:(?:en|la) semaine|(?:on )?weekdays|during the week|on working days|les jours ouvres)"
_WEEK_ONLY: Final = re.compile(rf"\b(?:(?:{_ONLY}|plutot) {_WEEK}|{_WEEK} (?:{_ONLY}|plutot))\b")
_CHANNELS: Final = {
    **dict.fromkeys(("sms", "texto", "textos", "text", "texts", "text message", "text messages"), "sms"),
    **dict.fromkeys(("whatsapp", "whats app"), "whatsapp"),
    "telegram": "telegram",
}
_CHANNEL: Final = rf"(?:(?:par|sur|via|by|on|through|over|in|en|des|les|le|l|my|mon) )*(?P<channel>{_any(_CHANNELS)})"
_ON_CHANNEL: Final = re.compile(
    rf"\b(?:(?P<only>{_ONLY}|rien que|solely)|plutot|de preference|rather|preferably|better|instead"
    rf"|(?:je )?(?:prefere|prefererais)|i (?:d )?(?:prefer|rather)|prefer|passez(?: plutot)?|mieux)"
    rf"(?: want| veux| use)? {_CHANNEL}\b"
)
_CHANNEL_ONLY: Final = re.compile(
    rf"\b{_CHANNEL} (?:(?P<only>{_ONLY}|et rien d autre|and nothing else)|plutot|de preference|instead|preferably"
    r"|rather|please|svp|(?:c )?est mieux|(?:ce )?serait mieux|would be better"
    r"|is better|works better|me convient mieux)(?![a-z0-9])"
)
_NO_OFFERS: Final = re.compile(
    r"\b(?:stop(?: with| to| aux?| avec| les| the| sending(?: me)?)?|arretez|arrete|arreter|plus|pas|no more|no"
    r"|without|sans|enough with|enough|gardez vos|keep your)(?: [a-z]+){0,5}? (?:offres?|promos?|promotions?|pubs?"
    r"|publicites?|offers?|deals?|ads?|marketing|newsletters?|nouveautes)\b(?: [a-z0-9]+){0,9}? (?:commandes?"
    r"|livraisons?|colis|orders?|deliver(?:y|ies)|parcels?|achats?|purchases?)\b"
)
_STILL: Final = words("mais but seulement juste uniquement only just sauf except still tenez prevenez ecrivez")

#: Words that may stand around a wish without changing it.
_COURTESY: Final = words(
    """
    ok oui non merci svp stp bonjour bonsoir salut coucou s il vous te plait d accord par contre mais et alors sinon
    donc en fait finalement desormais maintenant a l avenir dorenavant si possible c est bon bien ca me va pour moi
    moins souvent less often laissez leave largement tout suffisamment beaucoup ce serait mieux parfait super
    ca m irait voila hein quand meme deja trop please thanks thank you hi hello from now on in the future is are
    fine good would be nice that s this it that ll do ok okay great thx and but so then if possible for me more than
    really actually instead kindly too much
    """
)
_WANTS: Final = words(
    """
    je veux voudrais souhaite souhaiterais prefere prefererais j aimerais mieux aime autant i d like want prefer rather
    to can could you pouvez pourriez peux tu pourrais vous est ce que possible de d que qu only seulement uniquement
    juste just veuillez etre be il faudrait faut will don t do not ne n pas plutot le la les des un une avec
    """
)
_WRITING: Final = words(
    """
    ecrivez ecris ecrire ecriviez ecrives contactez contacte contacter contactiez joindre joignez joignable envoyez
    envoie envoyer envoyiez recevoir texter relancez relancer relancez derangez deranger sollicitez solliciter
    messages message textos texto notifs notif notifications notification relances relance rappels rappel nouvelles
    write text texts message messages messaging texting writing contact contacting reach send sending notify
    notifications reminders reminder updates ping bother
    """
)
_NEVER: Final = words("pas no not don never jamais sans aucun plus")
_AROUND: Final = words("moi nous m me mes vos your us at by of the via a an on to sms rien nothing")


def read_contact_wish(text: str) -> ContactWish | None:
    """Return how the customer wishes to be written to, or None where the message says nothing of it, or more."""
    if len(text) > LONGEST:
        return None
    said = plain(text, LONGEST)
    spoken = said.split()
    if _HINTS.isdisjoint(spoken):
        return None
    asked_of_messages = not _WRITING.isdisjoint(spoken)
    found = _no_offers(said)
    if found is not None:
        return found
    rest, wishes = said, ContactWishes()
    for read in _READERS:
        wishes, rest = read(wishes, rest)
    if not kept(wishes) or not set(rest.split()) <= (_COURTESY | _WANTS | _WRITING | _AROUND | _ENOUGH):
        return None
    if not asked_of_messages and ("?" in text or not _is_a_wish(wishes, said, rest)):
        return None
    if wishes.channel and not _NEVER.isdisjoint(rest.split()):
        return None  # « pas de sms » is no wish for them
    return ContactWish(wishes, sure=asked_of_messages)


def _is_a_wish(wishes: ContactWishes, said: str, rest: str) -> bool:
    """« Une fois par mois » or « entre 10 h et 12 h » alone answer something: "suffit", "pas plus", "seulement" make a
    wish of them."""
    between = _BETWEEN.search(said)
    if between is not None and not (between["only"] or between["too"]):
        return False
    if kept(wishes) != ("often",):
        return True
    found = _OFTEN.search(said) or _EVERY.search(said)
    parts = found.groupdict() if found else {}
    return not _ENOUGH.isdisjoint(rest.split()) or bool(parts.get("limit") or parts.get("tail"))


def _no_offers(said: str) -> ContactWish | None:
    found = _NO_OFFERS.search(said)
    if found is None or _STILL.isdisjoint(said.split()):
        return None
    return ContactWish(ContactWishes(), no_offers=True, sure=True)


Reader = Callable[[ContactWishes, str], tuple[ContactWishes, str]]


def _cut(said: str, found: re.Match[str], keep: str = "") -> str:
    """Return the words around what was found, and those of it that are still to be accounted for."""
    return f"{said[: found.start()]} {keep} {said[found.end() :]}".strip()


def _read_often(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _EVERY.search(said)
    if found is not None:
        count = 2 if found["count"] == "other" else _NUMBERS.get(found["count"] or "", 1)
        return replace(wishes, times=1, every=count * _PERIODS[found["period"]]), _cut(said, found)
    found = _OFTEN.search(said)
    if found is not None and not found["least"]:
        return replace(wishes, times=_NUMBERS[found["times"]], every=_PERIODS[found["period"]]), _cut(said, found)
    return wishes, said


def _read_hours(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _BETWEEN.search(said)
    if found is not None:
        start, end = _minutes(found, "a"), _minutes(found, "b")
        if start is not None and end is not None and start < end and (_told(found, "a") or _told(found, "b")):
            return replace(wishes, not_before=start, not_after=end), _cut(said, found)
    for pattern, name in ((_NOT_BEFORE, "not_before"), (_AFTER_ONLY, "not_before"), (_NOT_AFTER, "not_after")):
        found = pattern.search(said)
        minutes = _minutes(found, "a") if found is not None and _told(found, "a") else None
        if found is not None and minutes is not None:
            wishes = replace(wishes, **{name: minutes})
            said = _cut(said, found, found.groupdict().get("mid") or "")
    return wishes, said


def _told(found: re.Match[str], which: str) -> bool:
    """Tell whether it is surely a time: "before 6" may be six of anything."""
    return any(found[f"{which}{part}"] for part in ("word", "u", "m", "c", "half", "part"))


_LATE: Final = ("soir", "soiree", "apres midi", "evening", "afternoon")


def _minutes(found: re.Match[str], which: str) -> int | None:
    word = found[f"{which}word"]
    if word is not None:
        return 12 * 60 if word in ("midi", "noon") else None
    hour = int(found[f"{which}h"])
    minute = int(found[f"{which}m"] or found[f"{which}c"] or 0)
    late = found[f"{which}half"] == "pm" or found[f"{which}part"] in (
        "soir",
        "soiree",
        "apres midi",
        "evening",
        "afternoon",
    )
    if late and hour < 12:
        hour += 12
    return hour * 60 + minute if hour < 24 else None


def _read_days(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _WEEK_ONLY.search(said)
    if found is not None:
        return replace(wishes, silent_days=WEEKEND), _cut(said, found)
    found = _DAYS_FIRST.search(said) or _NOT_DAYS.search(said)
    parts = found.groupdict() if found is not None else {}
    between = parts.get("mid") or parts.get("more") or ""
    if found is None or not set(between.split()) <= (_WRITING | _AROUND | _WANTS):
        return wishes, said  # « pas maintenant, mardi »
    days: set[int] = set()
    for word in found["days"].replace("week end", "weekend").split():
        singular = word.removesuffix("s")
        days |= set(WEEKEND) if singular == "weekend" else {_WEEKDAYS[singular]} if singular in _WEEKDAYS else set()
    return replace(wishes, silent_days=tuple(sorted(days))), _cut(said, found, between)


def _read_channel(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _ON_CHANNEL.search(said) or _CHANNEL_ONLY.search(said)
    if found is None:
        return wishes, said
    return replace(wishes, channel=_CHANNELS[found["channel"]], only=found["only"] is not None), _cut(said, found)


_READERS: Final[tuple[Reader, ...]] = (_read_hours, _read_days, _read_often, _read_channel)
