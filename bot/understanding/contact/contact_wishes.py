"""How a customer wishes to be written to, said in passing: "once a month is enough", « pas avant 18 h », "only by SMS".

Theory of operation
-------------------
Precision comes first: such a wish silences what the store pays for, and the same words may say when somebody comes by.
So every word of the message has to be accounted for: what says the wish is cut out of it, and what is left may only be
courtesy, or speak of writing. « Je passe pas avant 18 h » leaves "je passe" and is no wish; « une livraison par mois
suffit » leaves a delivery. A wish that speaks of messages is `sure`; one that does not ("pas avant 18 h") may answer
the question on the table, and the engine looks there first. Works on the plain words (`plain_text`), French and
English at once: customers mix them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.model.customer import ContactWishes
from bot.rules.contact.wishes import kept
from bot.rules.opt_out.opt_out import wants_nothing
from bot.rules.texts.plain_text import plain, words
from bot.understanding.contact.contact_day_parts import AND, DENYING, in_day_parts
from bot.understanding.contact.contact_less import wants_fewer
from bot.understanding.contact.contact_orders import wants_no_ads_only, wants_orders_only
from bot.understanding.contact.contact_pauses import read_pause
from bot.understanding.contact.contact_wish_words import (
    AROUND,
    COURTESY,
    ENOUGH,
    EXCUSES,
    HINTS,
    NEVER,
    NUMBERS,
    PERIODS,
    WANTS,
    WRITING,
)
from bot.understanding.values.days import WEEKDAYS_IN_FULL

LONGEST: Final = 160  # characters; a longer message says more than a wish
WEEKEND: Final = (5, 6)


class ContactWish(Struct, frozen=True):
    """`no_offers`: nothing that sells, but news of the order still. `sure`: it speaks of being written to.
    `quiet_until`: nothing before that day of theirs. `fewer`: less often than now (`wishes.fewer` says how much).
    """

    wishes: ContactWishes
    no_offers: bool = False
    sure: bool = False
    quiet_until: date | None = None
    fewer: bool = False


def _any(some: Iterable[str]) -> str:
    return "|".join(sorted(some, key=len, reverse=True))  # the longest first


_COUNT: Final = rf"(?P<times>{_any(NUMBERS)})"
_MESSAGE: Final = r"(?:messages?|textos?|sms|texts?|notifications?|notifs?|relances?|rappels?|reminders?|mails?)"
_OFTEN: Final = re.compile(
    r"\b(?P<limit>(?:pas|jamais) plus (?:de |d |qu )?|plus qu |au (?:plus|maximum) |(?:a )?max(?:i|imum)?(?: of)? "
    r"|seulement |juste |uniquement |que |(?:no|not|never) more(?: often)? than |at most |only |just )?"
    rf"(?P<least>au moins |at least )?{_COUNT}(?: ?x| (?:fois|times?|seule?|petite?|{_MESSAGE}))* ?"
    rf"(?:par|chaque|le|la|l|a|an|per|each|in a|dans le|dans la|ds le|in the|every)? ?(?P<period>{_any(PERIODS)})\b"
    r"(?P<tail>(?: [a-z]+){0,3}? (?:(?:et |and )?pas (?:plus|davantage)|(?:and )?no(?:t)? more)\b)?"
)
_RHYTHMS: Final = {
    **dict.fromkeys(("quotidien", "quotidienne", "daily"), 1),
    **dict.fromkeys(("hebdomadaire", "hebdomadaires", "hebdo", "weekly"), 7),
    **dict.fromkeys(("mensuel", "mensuels", "mensuelle", "monthly"), 30),
    **dict.fromkeys(("trimestriel", "trimestrielle", "quarterly"), 90),
    **dict.fromkeys(("annuel", "annuelle", "yearly"), 365),
}
_RHYTHM: Final = re.compile(
    rf"\b(?:(?:un|une|one|1|a) )?(?:{_MESSAGE} )?(?P<rhythm>{_any(_RHYTHMS)})(?:"
    rf" {_MESSAGE})?\b"
)
_REFUSING: Final = re.compile(r"\b(?:jamais|never|evitez|avoid|(?:so|donc|dc|alors) (?:pas|not|nothing|no))\b")
_EVERY: Final = re.compile(
    rf"\b(?:(?:pas plus d |seulement |juste |only |just )?(?:une?|one|a) {_MESSAGE} |seulement |juste |only |just )?"
    r"(?:tous les|toutes les|every) "
    rf"(?:(?P<count>deux|two|trois|three|quatre|four|six|dix|quinze|fifteen|2|3|4|6|10|15|other)"
    rf" )?(?P<period>{_any(PERIODS)})s?\b"
)


def pattern_of_hour(name: str) -> str:
    """Return the pattern of a time of day, its parts named after `name`."""
    return (
        rf"(?:(?:(?P<{name}h>\d{{1,2}}) ?(?:(?P<{name}u>h(?:eures?)?) ?(?P<{name}m>[0-5]\d)?"
        rf"|(?P<{name}c>[0-5]\d)(?= ?(?:am|pm)?\b))? ?(?P<{name}half>am|pm)?|(?P<{name}word>midi|noon))"
        rf"(?: o clock)?(?: (?:du|le|ce|in the|dans la) "
        rf"(?P<{name}part>soir|soiree|matin|matinee|apres midi|evening|morning|afternoon))?)"
    )


_ONLY: Final = r"(?:seulement|uniquement|exclusivement|strictement|juste|que|only(?: ever)?|just|exclusively)"
_NO: Final = (
    r"(?:pas|jamais|(?:plus )?rien|ni|not|never|nothing|no|don t|aucun|plus|evitez|eviter|evite|avoid|arretez|arrete"
    r"|arreter|stop|stoppez|cessez|cesser|quit)"
    r"(?P<mid>(?: [a-z]+){0,6}?)"
)
_SAY: Final = r"(?:(?: (?:ecrivez|ecris|ecrire|contactez|write|text|message|contact))(?: to)?(?: me| moi)?)?"
_END: Final = r"(?![a-z0-9])"
_BETWEEN: Final = re.compile(
    rf"\b(?P<only>{_ONLY} |plutot )?(?:entre|between|de|from) {pattern_of_hour('a')} (?:et|and|a|to) "
    rf"{pattern_of_hour('b')}(?P<too> {_ONLY})?{_END}"
)
_AT_NOON: Final = re.compile(r"\bentre midi (?:et|a) (?:deux|2)(?: ?h(?:eures?)?)?\b")
_NOT_BEFORE: Final = re.compile(
    rf"\b(?:{_NO} (?:avant|before|earlier than)"
    rf"|(?:{_ONLY}|plutot|rather){_SAY} (?:apres|a partir de|passe|after|from|past))(?: les)? "
    rf"{pattern_of_hour('a')}{_END}"
)
_AFTER_ONLY: Final = re.compile(
    rf"\b(?:apres|a partir de|after|from|past) {pattern_of_hour('a')} (?:{_ONLY}|plutot){_END}"
)
_AFTER: Final = re.compile(rf"\b(?:apres|a partir de|after|from) {pattern_of_hour('a')}{_END}")
_NOT_AFTER: Final = re.compile(
    rf"\b(?:{_NO} (?:apres|passe|after|later than|past)"
    rf"|(?:{_ONLY}|plutot|rather){_SAY} (?:avant|jusqu a|before|until))(?: les)? {pattern_of_hour('a')}{_END}"
)
_DAY: Final = rf"(?:week ?ends?|(?:{_any(WEEKDAYS_IN_FULL)})s?)"
_THE: Final = r"(?:le |les |l |en |on |at |the |over |during |pendant )*"
_NOT_DAYS: Final = re.compile(
    rf"\b(?:{_NO}|(?:sauf|except|arretez|arrete|stop|tranquille|alone)(?P<more>(?: [a-z]+){{0,6}}?)) "
    rf"(?P<days>{_THE}{_DAY}(?: (?:et|ni|ou|and|or|nor) {_THE}{_DAY})*){_END}"
)
_DAYS_FIRST: Final = re.compile(
    rf"\b(?P<days>{_THE}{_DAY}(?: (?:et|ni|ou|and|or|nor) {_THE}{_DAY})*)(?: non merci| no thanks)? "
    rf"(?:pas|jamais|aucun|no|never)(?= (?:de |d )?{_MESSAGE}\b)"
)
_WEEK: Final = r"(?:(?:en|la) semaine|(?:on )?weekdays|during the week|on working days|les jours ouvres)"
_WEEK_ONLY: Final = re.compile(rf"\b(?:(?:{_ONLY}|plutot) {_WEEK}|{_WEEK} (?:{_ONLY}|plutot))\b")
_WORKDAYS: Final = re.compile(
    rf"\b(?:{_ONLY} )?(?:du )?(?:lundi (?:au|a) vendredi|monday (?:to|through|thru|till) friday|mon fri)(?:"
    rf" {_ONLY})?\b"
)
_SOME_DAYS: Final = re.compile(rf"\b{_THE}{_DAY}(?: (?:et|ni|ou|and|or|nor) {_THE}{_DAY})*{_END}")
_CHANNELS: Final = {
    **dict.fromkeys(("sms", "texto", "textos", "text", "texts", "text message", "text messages"), "sms"),
    **dict.fromkeys(("whatsapp", "whats app"), "whatsapp"),
    "telegram": "telegram",
}
_CHANNEL: Final = rf"(?:(?:par|sur|via|by|on|through|over|in|en|des|les|le|l|my|mon) )*(?P<channel>{_any(_CHANNELS)})"
_ON_CHANNEL: Final = re.compile(
    rf"\b(?:je suis |i m |i am )?(?:(?P<only>{_ONLY}|rien que|solely)|plutot|de preference|rather|preferably"
    rf"|better|instead"
    rf"|(?:je )?(?:prefere|prefererais)|i (?:d )?(?:prefer|rather)|prefer|passez(?: plutot| par)?|utilisez|use"
    rf"|used|switch to|plus souvent|mieux)"
    rf"(?: want| veux| use| do| you used?| que vous utilisiez)? {_CHANNEL}\b"
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


def read_contact_wish(text: str, today: date) -> ContactWish | None:
    """Return how the customer wishes to be written to, or None where the message says nothing of it, or more. `today`
    is their day, for what ends some day.
    """
    if len(text) > LONGEST or wants_nothing(text):
        return None
    said = _AT_NOON.sub("entre 12 h et 14 h", plain(text, LONGEST))
    spoken = said.split()
    if HINTS.isdisjoint(spoken):
        return None
    asked_of_messages = not WRITING.isdisjoint(spoken)
    if _no_offers(said) or wants_no_ads_only(said) or ("?" not in text and wants_orders_only(said)):
        return ContactWish(ContactWishes(), no_offers=True, sure=True)
    quiet_until = read_pause(said, today) if asked_of_messages or "?" not in text else None
    if quiet_until is not None:
        return ContactWish(ContactWishes(), sure=asked_of_messages, quiet_until=quiet_until)
    rest, wishes = said, ContactWishes()
    for read in _READERS:
        wishes, rest = read(wishes, rest)
    few = None if "often" in kept(wishes) else wants_fewer(rest)
    wishes, rest = _read_channel(wishes, rest if few is None else few)
    asked_of_messages |= few is not None or ("hours" in kept(wishes) and "sms" in spoken)
    known = COURTESY | WANTS | WRITING | AROUND | ENOUGH
    known |= DENYING if few is not None or "hours" in kept(wishes) else frozenset()
    known |= EXCUSES if asked_of_messages or _REFUSING.search(said) else frozenset()
    if not (kept(wishes) or few is not None) or not set(rest.split()) <= known:
        return None
    if not asked_of_messages and ("?" in text or not _is_a_wish(wishes, said, rest)):
        return None
    if wishes.channel and not NEVER.isdisjoint(rest.split()):
        return None  # « pas de sms » is no wish for them
    return ContactWish(wishes, sure=asked_of_messages, fewer=few is not None)


def _is_a_wish(wishes: ContactWishes, said: str, rest: str) -> bool:
    """« Une fois par mois » or « entre 10 h et 12 h » alone answer something: "suffit", "pas plus", "seulement" make a
    wish of them."""
    between = _BETWEEN.search(said)
    if between is not None and not (between["only"] or between["too"]):
        return False
    if kept(wishes) != ("often",):
        return True
    found = _OFTEN.search(said) or _EVERY.search(said) or _RHYTHM.search(said)
    parts = found.groupdict() if found else {}
    return not ENOUGH.isdisjoint(rest.split()) or bool(parts.get("limit") or parts.get("tail"))


def _no_offers(said: str) -> bool:
    return _NO_OFFERS.search(said) is not None and not _STILL.isdisjoint(said.split())


Reader = Callable[[ContactWishes, str], tuple[ContactWishes, str]]


def _cut(said: str, found: re.Match[str], keep: str = "") -> str:
    """Return the words around what was found, and those of it that are still to be accounted for."""
    return f"{said[: found.start()]} {keep} {said[found.end() :]}".strip()


def _read_often(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _RHYTHM.search(said)
    if found is not None:
        return replace(wishes, times=1, every=_RHYTHMS[found["rhythm"]]), _cut(said, found)
    found = _EVERY.search(said)
    if found is not None:
        count = 2 if found["count"] == "other" else NUMBERS.get(found["count"] or "", 1)
        return replace(wishes, times=1, every=count * PERIODS[found["period"]]), _cut(said, found)
    found = _OFTEN.search(said)
    if found is not None and not found["least"]:
        return replace(wishes, times=NUMBERS[found["times"]], every=PERIODS[found["period"]]), _cut(said, found)
    return wishes, said


def _read_hours(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _BETWEEN.search(said)
    if found is not None:
        start, end = minutes_of(found, "a"), minutes_of(found, "b")
        if start is not None and end is not None and start < end and (_told(found, "a") or _told(found, "b")):
            return replace(wishes, not_before=start, not_after=end), _cut(said, found)
    for pattern, name in ((_NOT_BEFORE, "not_before"), (_AFTER_ONLY, "not_before"), (_NOT_AFTER, "not_after")):
        found = pattern.search(said)
        minutes = minutes_of(found, "a") if found is not None and _told(found, "a") else None
        if found is not None and minutes is not None:
            wishes = replace(wishes, **{name: minutes})
            said = _cut(said, found, found.groupdict().get("mid") or "")
    found = _AFTER.search(said)
    minutes = minutes_of(found, "a") if found is not None and _told(found, "a") else None
    spoken = set(said.split())
    if found is not None and minutes is not None and spoken & WRITING and not spoken & (NEVER | DENYING - AND):
        return replace(wishes, not_before=minutes), _cut(said, found)  # « écrivez-moi le soir, après 18 h »
    return wishes, said


def _told(found: re.Match[str], which: str) -> bool:
    """Tell whether it is surely a time: "before 6" may be six of anything."""
    return any(found[f"{which}{part}"] for part in ("word", "u", "m", "c", "half", "part"))


_LATE: Final = ("soir", "soiree", "apres midi", "evening", "afternoon")


def minutes_of(found: re.Match[str], which: str) -> int | None:
    """Return the time of day that `pattern_of_hour(which)` found, in minutes; None for no time."""
    word = found[f"{which}word"]
    if word is not None:
        return 12 * 60 if word in ("midi", "noon") else None
    hour = int(found[f"{which}h"])
    minute = int(found[f"{which}m"] or found[f"{which}c"] or 0)
    late = found[f"{which}half"] == "pm" or found[f"{which}part"] in _LATE
    if late and hour < 12:
        hour += 12
    return hour * 60 + minute if hour < 24 else None


def _read_days(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _WEEK_ONLY.search(said) or _WORKDAYS.search(said)
    if found is not None:
        return replace(wishes, silent_days=WEEKEND), _cut(said, found)
    found = _DAYS_FIRST.search(said) or _NOT_DAYS.search(said)
    parts = found.groupdict() if found is not None else {}
    between = parts.get("mid") or parts.get("more") or ""
    if found is None or not set(between.split()) <= (WRITING | AROUND | WANTS):
        return _read_days_apart(wishes, said)  # « pas maintenant, mardi »
    days = days_in(found["days"])
    return replace(wishes, silent_days=days), _cut(said, found, between)


def _read_days_apart(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    """The day first, then that it is to be quiet: « le week-end c'est sacré, ne m'écrivez pas »."""
    found = _SOME_DAYS.search(said)
    spoken = set(said.split())
    if found is None or spoken.isdisjoint(WRITING | {"tranquille", "alone", "laissez"}):
        return wishes, said
    if spoken.isdisjoint(NEVER | DENYING - AND | {"respectez", "alone", "tranquille"}):
        return wishes, said
    return replace(wishes, silent_days=days_in(found[0])), _cut(said, found)


def days_in(text: str) -> tuple[int, ...]:
    """Return the days of the week that plain words name, Monday 0."""
    days: set[int] = set()
    for word in text.replace("week end", "weekend").split():
        singular = word.removesuffix("s")
        if singular == "weekend":
            days.update(WEEKEND)
        elif singular in WEEKDAYS_IN_FULL:
            days.add(WEEKDAYS_IN_FULL[singular])
    return tuple(sorted(days))


def _read_channel(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    found = _ON_CHANNEL.search(said) or _CHANNEL_ONLY.search(said)
    if found is None or (found["channel"] == "text" and "hours" in kept(wishes)):  # "only text me in the evening"
        return wishes, said
    return replace(wishes, channel=_CHANNELS[found["channel"]], only=found["only"] is not None), _cut(said, found)


_READERS: Final[tuple[Reader, ...]] = (_read_hours, in_day_parts, _read_days, _read_often)
