"""Whether a wish to be left alone has its limits: "not at night", « pas avant 18 h », "only by SMS", « moins de pub ».

With its limits it is a wish of when, how often or by which way, and no opt-out
(`understanding.contact.contact_wishes`). Three things only look like a limit. One that is *emphasised* makes it
stronger: « arrêtez de m'écrire, surtout le soir » wants nothing at all, in the evening least. *Any hour* is none ("day
and night"). And what is said *aside*, in another clause that forbids nothing, tells why: « arrêtez de m'écrire, le
soir je dors » may mean all of it, so it is asked about.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.rules.texts.plain_text import plain, words

Limit = Literal["", "limited", "aside"]

_WEEKDAY: Final = (
    r"(?:week ?ends?|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)s?)"
)
_PART: Final = r"(?:nuits?|soirs?|soirees?|matins?|matinees?|nights?|evenings?|mornings?)"
_WHEN: Final = (
    rf"(?:(?:at|by) night(?: ?time)?s?|overnight|(?:la|les|en pleine|de) nuits?|le soir|les soirs|en soiree|la soiree"
    rf"|le matin|les matins|en matinee|la matinee|in the (?:morning|evening|night|middle of the night)s?"
    rf"|(?:on |over |during )?(?:evenings|mornings|nights|weekends)|(?:at|on|over|during)(?: the)? {_WEEKDAY}"
    rf"|(?:le|les|au|en|pendant le|durant le) {_WEEKDAY}(?: (?:soir|matin|evening|morning)s?)?"
    r"|(?:si|trop|aussi|so|too|that|this|very|tres) (?:tard|late|tot|early)|tard le soir|late at night"
    r"|pendant (?:les|mes) (?:vacances|heures)|during)"
)
_FREQUENCY: Final = (
    r"\b(?:une|1|deux|2|trois|3) fois (?:(?:par|la|le|l|chaque|dans le) \w+|tous les(?: \w+)? (?:jours|mois|ans))"
    r"|\b(?:une?|1|one|deux|two|2|trois|three|3) (?:seul |single )?(?:messages?|sms|textos?|texts?|mails?)"
    r" (?:par|a|per|every|chaque|tous les) \w+"
    r"|\b(?:once|twice) (?:a|per|every) \w+|\bfois par (?:jour|semaine|mois|an)\b|\bper (?:day|week|month)\b"
)
_OFTEN: Final = re.compile(_FREQUENCY)
_MESSAGES: Final = (
    r"(?:(?:de|d|vos|your|of|these|the|such|les) )*(?:messages?|sms|textos?|texts?|pubs?|publicites?|promos?"
    r"|promotions?|offres?|offers?|notifs?|notifications?|relances?|e ?mails?|mails?|newsletters?|ads?|marketing)"
)
#: A wish about when, how often or by which way: "don't text me before 9", "only by SMS".
LIMITED: Final = re.compile(
    r"\b(?:before|after|avant|apres|until|till|jusqu a|entre|between|passe) (?:\d|midi|noon|minuit|le travail|work"
    r"|lunch|dinner|huit|neuf|dix|vingt)"
    rf"|\b{_WHEN}\b"
    rf"|{_FREQUENCY}"
    r"|\b(?:less|moins|si|aussi|trop|so|too|that|as) (?:often|souvent|frequently|regularly|regulierement)\b"
    rf"|\b(?:moins|fewer|less|pas (?:autant|tant|trop)|not (?:so|as|that|too) (?:many|much)) {_MESSAGES}\b"
    r"|\b(?:ecri\w+|envoy\w+|text|write|message|contact)(?: moi| me| nous)? (?:(?:un peu|beaucoup|a bit|a lot|much) )?"
    r"(?:moins|less)\b"
    r"|\b(?:only|just|seulement|uniquement|plutot|rather|juste) (?:by|via|par|on|sur) (?:e ?)?(?:sms|mail|texto|text"
    r"|telegram|whatsapp|courriel|message|phone|telephone)"
    r"|\b(?:call|appelez|ring)(?: moi| me)? (?:instead|plutot)\b"
)
_EMPHASIS: Final = (
    r"(?:surtout|especially|specially|particularly|in particular|notamment|y compris|including|even|meme|a fortiori"
    r"|and certainly|least of all|certainly not|encore moins|let alone|above all)"
)
_EMPHASISED: Final = re.compile(
    rf"(?<!\bnot )(?<!\bpas )\b(?:et |and |but |mais )?{_EMPHASIS}(?: (?:not|pas|plus|jamais|tous))?(?: |$)"
    rf"(?:{_WHEN}|(?:avant|apres|before|after) \d\w*(?: ?(?:h|am|pm))?)(?:(?: (?:et|and|ou|or|ni|nor))? {_WHEN})*"
    r"(?: (?:please|svp|stp|merci|thanks))*$"
)
_FORBIDS: Final = re.compile(r"\b(?:ne|n) (?:me |m |nous |vous )?\w+$|\b(?:ne|n)(?: me| m| nous)?$")
_ANY_HOUR: Final = re.compile(
    r"(?<!non stop )\b(?:jour et nuit|nuit et jour|day and night|night and day|day or night|matin midi et soir"
    r"|matin et soir|morning noon and night|du matin au soir|from morning (?:to|till|until) night"
    r"|24 ?(?:h|/)? ?(?:sur )?(?:24|7)|7 ?(?:j|jours)? ?(?:sur|/) ?7)\b"
)
#: « Tous les soirs » may say when not, or how often it has been.
_EVERY: Final = re.compile(rf"\b(?:tous|toutes) les {_PART}\b|\bevery (?:single )?(?:day|{_PART}|{_WEEKDAY})\b")
#: « Le soir, ou jamais »: what is limited first is not in the end.
_NO_LIMIT_AFTER_ALL: Final = re.compile(
    r"\b(?:or|nor|ou|ni|in fact|en fait)(?: plutot| rather| en fait| actually| meme| better)? "
    r"(?:ever|jamais|at all|any(?: other)? (?:time|day)|a un autre moment|(?:un |d )?autres? (?:jour|moment)s?"
    r"|les autres jours|du tout|plus (?:du tout|rien|jamais|aucun\w*)|no(?:ne|thing)(?: at all)?|not at all)\b"
)
#: What they do, told of: « vous m'écrivez trois fois par jour ».
_TOLD: Final = re.compile(
    r"(?<!can )(?<!could )(?<!may )\b(?:vous|tu|you|u) (?:me |m |nous |keep )?(?:ecri|envo|contact|relanc|text|writ"
    r"|messag|send)\w*|\b(?:recois|recoit|recu|recevons|get|getting|receive|receiving|got)\b"
)
#: « Arrêtez de m'écrire à 22 h » means the hour, or all of it; "don't send anything until I confirm" a while.
_AT_AN_HOUR: Final = re.compile(
    r"\b(?:a|at|des) \d{1,2} ?(?:h|heures?|am|pm|o clock|in the)\b|\b(?:a|at) (?:minuit|midnight)\b"
    r"|\b(?:until|till|unless) (?:i|we|you|it|they)\b|\b(?:tant que|avant que|jusqu a ce que) \w+"
)
_CLAUSE: Final = re.compile(r"[^.,;:!?…()\n]+[.,;:!?…()\n]*")
#: Words with which a clause forbids or grants, so that the limit in it is one.
_BINDS: Final = words(
    """
    pas ne n plus jamais rien ni aucun aucune sans moins sauf hors seulement uniquement juste que qu plutot mieux
    prefere prefererais suffit suffira suffisent assez max maximum arretez arrete arreter arreterez cessez cesser stop
    stoppez evitez eviter evite epargnez zero no not never nothing none don t dont avoid quit cease unless except only
    just rather less fewer prefer enough plenty without skip please svp fine okay ecrivez ecris envoyez
    envoie contactez contacte relancez text write message contact laissez laisse fichez foutez
    leave alone tranquille paix peace respectez respecter
    """
)
_COURTESY: Final = words("merci stp s il vous te plait thanks thank you thx pls plz ok mais but et and alors")


def limit_of(text: str) -> Limit:
    """Return whether a text has a limit, one that it is bound to or one that is only told of."""
    found: Limit = ""
    if _NO_LIMIT_AFTER_ALL.search(plain(text)):
        return found
    clauses = [plain(part) for part in _CLAUSE.findall(text)]
    for place, clause in enumerate(clauses):
        said = _EVERY.sub("", clause)
        limit = LIMITED.search(said)
        if limit is None:
            found = "aside" if said != clause or _AT_AN_HOUR.search(said) else found
            continue
        if place and said.startswith(("ni ", "nor ", "not even ")):
            found = "aside"  # « ne m'écrivez plus, ni le matin ni le soir »
        elif _is_bound(said, limit, last=place == len(clauses) - 1):
            return "limited"
        else:
            found = "aside"
    return found


def _is_bound(said: str, limit: re.Match[str], *, last: bool) -> bool:
    """The clause says nothing else, or forbids or grants; or it only names when, for the next to forbid it: « le
    dimanche c'est repos, pas de messages ».
    """
    rest = set(f"{said[: limit.start()]} {said[limit.end() :]}".split()) - _COURTESY
    if not rest or not _BINDS.isdisjoint(_TOLD.sub("", said).split()):
        return True
    return (not last and not limit.start()) or bool(_OFTEN.search(said) and not _TOLD.search(said))


def without_emphasis(text: str) -> str:
    """Return a text without a limit that only makes it stronger: « arrêtez de m'écrire, surtout le soir ».

    A clause that forbids by that alone keeps it: « surtout pas le soir », « ne m'écrivez surtout pas le soir ».
    """
    said = plain(text)
    if (after_all := _NO_LIMIT_AFTER_ALL.search(said)) is not None and LIMITED.search(said[: after_all.start()]):
        return LIMITED.sub("", said[: after_all.start()])
    parts = _CLAUSE.findall(text)
    kept: list[str] = []
    for part in parts:
        said = plain(part)
        if _ANY_HOUR.search(said):
            kept.append(f"{_ANY_HOUR.sub('', said)} {'?' if '?' in part else '.'} ")
            continue
        found = _EMPHASISED.search(said)
        before = said[: found.start()].strip() if found is not None else ""
        if found is None or _FORBIDS.search(before) or not (before or kept):
            kept.append(part)
        elif before:
            kept.append(f"{before}. ")
    rest = "".join(kept)
    return text if _BINDS.isdisjoint(plain(rest).split()) else rest
