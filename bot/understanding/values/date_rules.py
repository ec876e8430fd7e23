"""The ways customers name a day, as small rules: a pattern over lower case without accents, and the day it means.

They stand before `dateparser` because it gets these wrong or not at all (1.5.0): "mardi prochain" and "ce soir" give
nothing, "apres demain" without its accent is tomorrow, "le 3" and "the 3rd" are in the past or next year, "lundi en
huit" is a Sunday. What no rule knows is left to it.
"""

from __future__ import annotations

import re

from bot.understanding.values import days
from bot.understanding.values.days import MONTHS, WEEKDAYS, Means

_FULL = "|".join(name for name in WEEKDAYS if len(name) > 3)
_ANY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_WEEKDAY = rf"(?P<weekday>{_FULL})"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_NTH = r"(?P<day>[0-3]?\d)(?: ?(?:er|eme|ieme|e|st|nd|rd|th)\b)?"
_YEAR = r"(?:,? (?P<year>20\d\d)\b)?"
_UNIT = r"(?P<unit>jours?|j|days?|semaines?|weeks?|mois|months?|ans?|annees?|years?)\b"
_COUNT = r"(?P<count>\d{1,4}|une?|an?|one)"
_NO_HOUR = r"(?! ?(?:h\b|h\d|:|heures?|am\b|pm\b|a\.m|p\.m|o'clock|€|euros?|%))"
_MARK = r"(?P<mark>[/.-])"

_EVE = r"\b(?:la )?(?:veille|reveillon) (?:de |du |de la )?(?:la )?"
_AFTER = r"\b(?:le )?lendemain (?:de |du |de la )?(?:la )?"
_CHRISTMAS = r"(?:noel|christmas|xmas)"
_NEW_YEAR = r"(?:jour de l'an|nouvel an|1er janvier|new year(?:'?s)?)"
#: Feasts of a fixed day (month, day), with the evening before and the day after where these are days of their own; what
#: says more stands before what it holds.
_FEASTS: tuple[tuple[str, tuple[int, int]], ...] = (
    (rf"{_EVE}{_CHRISTMAS}\b|\b{_CHRISTMAS}'?s? eve\b", (12, 24)),
    (rf"{_AFTER}{_CHRISTMAS}\b|\b(?:boxing|st stephen'?s) day\b|\b(?:the )?day after {_CHRISTMAS}\b", (12, 26)),
    (rf"\b(?:le )?(?:jour de )?(?<!pere ){_CHRISTMAS}(?: day)?\b", (12, 25)),
    (rf"{_EVE}{_NEW_YEAR}\b|\bnew year'?s? eve\b|\b(?:la )?(?:saint|st)[ -]sylvestre\b", (12, 31)),
    (rf"\b(?:le )?(?:{_NEW_YEAR})(?: day)?\b", (1, 1)),
    (r"\b(?:la )?(?:saint|st)[ -]valentin\b|\bvalentine'?s?(?: day)?\b", (2, 14)),
    (r"\b(?:la )?fete du travail\b|\b(?:labou?r|may) day\b", (5, 1)),
    (r"\b(?:la )?fete nationale\b|\bbastille day\b", (7, 14)),
    (r"\b(?:l'|the )?(?:assomption|assumption)\b", (8, 15)),
    (r"\b(?:la )?toussaint\b|\ball saints'?(?: day)?\b", (11, 1)),
    (r"\b(?:l')?armistice(?: day)?\b", (11, 11)),
)

#: In this order; what a rule has read is out of the next one's sight.
RULES: tuple[tuple[re.Pattern[str], Means], ...] = tuple(
    (re.compile(pattern), means)
    for pattern, means in (
        (r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", days.iso),
        (
            rf"(?<![\d/.,-])(?P<first>\d{{1,2}}) ?{_MARK} ?(?P<second>\d{{1,2}})(?: ?(?P=mark) ?(?P<year>(?:20)?\d\d))?"
            rf"(?![\d/]|,\d){_NO_HOUR}",
            days.numeric,
        ),
        (rf"\b(?:(?:{_ANY})\b\.?,? )?(?:le |the )?{_NTH} (?:de |of )?{_MONTH}\b\.?{_YEAR}", days.day_and_month),
        (rf"\b(?:(?:{_ANY})\b\.?,? )?{_MONTH}\b\.? (?:the )?{_NTH}(?!\d){_YEAR}{_NO_HOUR}", days.day_and_month),
        (rf"\b(?P<weekday>{_ANY})\b\.? (?:le |the )?{_NTH}(?!\d){_NO_HOUR}", days.weekday_and_day),
        (r"\bapres[ -]?demain\b|\bday after tomorrow\b", days.days(2)),
        (
            r"\bdemain\b|\b2main\b|\bdmain\b|\btomm?orr?ow\b|\btmrw\b|\btmr\b|\b2moro\b|\btmw\b",
            days.days(1),
        ),
        (r"\bavant[ -]?hier\b|\bday before yesterday\b", days.days(-2)),
        (r"\bhier\b|\byesterday\b", days.days(-1)),
        (
            r"\baujourd'? ?hui\b|\bauj\b|\btoday\b|\btonight\b|\bcet? (?:soir|matin|aprem|apres[ -]midi|midi)\b"
            r"|\bthis (?:morning|afternoon|evening)\b|\btout de suite\b|\bmaintenant\b|\bright now\b",
            days.days(0),
        ),
        (r"\b(?:il )?y a (?:environ )?" + f"{_COUNT} ?{_UNIT}", days.counted(-1)),
        (rf"\b{_COUNT} ?{_UNIT} ago\b", days.counted(-1)),
        (r"\b(?:in )?(?:a |1 )?fortnight\b", days.days(14)),
        (
            rf"\b(?:dans|d'ici|sous|in) (?:a |about |environ )?{_COUNT} ?(?:of )?{_UNIT}",
            days.counted(1),
        ),
        (r"\b(?:dans|d'ici|sous) (?:environ )?15(?: de jours)?$", days.days(15)),  # « dans une quinzaine »
        (rf"\b{_COUNT} {_UNIT} from (?:now|today)\b", days.counted(1)),
        (
            rf"\b{_WEEKDAY} (?:en (?:8|huit)|week)\b|\b(?:a|1|one) week (?:from|on) (?P<other>{_FULL})\b",
            days.weekday_later(1),
        ),
        (rf"\b{_WEEKDAY} (?:en|sous) (?:15|quinze)\b", days.weekday_later(2)),
        (
            rf"\b{_WEEKDAY} (?:de )?(?:la )?(?:semaine pro(?:chaine)?|next week)\b"
            rf"|\b(?:next week,? (?:on )?|la semaine prochaine,? (?:le )?)(?P<other>{_FULL})\b",
            days.weekday_next_week,
        ),
        (rf"\b{_WEEKDAY} (?:dernier|passe)\b|\blast (?P<other>{_FULL})\b", days.weekday_past),
        (rf"\b(?:next |this |on |ce |le )?{_WEEKDAY}(?: prochain| qui vient| pro)?\b", days.weekday),
        (rf"\b(?:le|the|on the|pour le|vers le) {_NTH}(?!\d){_NO_HOUR}(?! ?{_UNIT})", days.day_of_month),
        (r"^(?P<day>[0-3]?\d) ?(?:er|st|nd|rd|th)\b", days.day_of_month),
        *((pattern, days.feast(*on)) for pattern, on in _FEASTS),
    )
)
#: A stretch of time that no single day stands for: worth asking which day.
STRETCH = re.compile(
    r"\bweek[ -]?end\b|\bsemaine pro(?:chaine)?\b|\bnext week\b|\bcette semaine\b|\bthis week\b|\bmois pro(?:chain)?\b"
    r"|\bnext month\b|\bfin (?:du|de) (?:mois|semaine)\b|\bend of (?:the )?(?:month|week)\b|\bce mois\b|\bthis month\b"
    rf"|\b(?:en|in|debut|mi|fin|early|late|mid)[ -]{_MONTH}\b|^{_MONTH.replace('month', 'only')}$|\bbientot\b|\bsoon\b"
)
