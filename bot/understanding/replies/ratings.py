"""Ratings as customers give them: "4", "8/10", "neuf", "très bien", 👍, ⭐⭐⭐⭐, "4, la livraison était lente".

What is on another scale is carried over: 8 out of 10 is 4 out of 5. Words and faces stand at a share of the scale.
Between two scores next to each other, and of halves, the lower one is taken ("entre 7 et 8" is 7, "3,5" is 3). What is
off the scale, or anywhere between two scores far apart, is asked again; "12/10" is the best there is.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.order.feedback import SCALES, Scale, ScaleName, rounded
from bot.rules.texts.plain_text import plain, words
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood
from bot.understanding.replies.rating_words import BEST, BLAME, FACES, PRAISE, STARS, WORST, share_of_words, swears_off
from bot.understanding.replies.trouble_words import is_settled, names_a_trouble
from bot.understanding.spelling import written_out
from bot.understanding.values.numbers import prepared

LOOKED_AT: Final = 500  # characters
LONGEST_HEAD: Final = 60
LONGEST_OUTSPOKEN: Final = 25  # words
BARE: Final = 1.0
WORDS: Final = 0.95
LOOSE: Final = 0.8  # a number with words around it that may count something else
QUESTION: Final = 0.5

_KEYCAPS: Final = str.maketrans({"\ufe0f": None, "\u20e3": None, "🔟": "10"})
#: What comes between a rating and its why; a comma inside a number is none.
_BREAK: Final = re.compile(
    r"(?<!\d),|,(?!\d)|[;:!\n]|\.(?!\d)|\s[-–—]\s|\s(?=(?:car|parce qu|mais|because|but|since|as the)\b)", re.IGNORECASE
)
_NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_OVER: Final = re.compile(rf"{_NUMBER} ?(?:/|sur|out of|over|on) ?(\d{{1,3}})(?!\d)")
_EITHER: Final = re.compile(
    rf"(?:(?:entre|between) )?{_NUMBER} ?(?:ou|or|a|à|et|and|to|-|–|voire) ?{_NUMBER}(?: ?/ ?(\d{{1,3}}))?"
)
#: "Un 4", "a five": not one.
_ARTICLE: Final = re.compile(r"\b(?:une?|an?)\s+(?=\w)", re.IGNORECASE)
_CLOSING_FIGURE: Final = re.compile(
    r"(.*\w.*?)\s*[,;:.!\n–—]\s*((?:\D{0,12}?)\d{1,2}(?:\s*/\s*\d{1,2})?)\s*[.!]*", re.DOTALL
)
_EITHER_SIDE: Final = re.compile(
    r",?\s*\b(?:mais|par contre|en revanche|but|although|though|however)\b|,", re.IGNORECASE
)
_NOT: Final = words("pas plus jamais not isn wasn doesn never no")
_UNITS: Final = "(?:etoiles?|stars?|points?|pts?|tout rond|sans hesiter|easily|without hesitation)"
_LEAD: Final = (
    r"(?:(?:je|j|i|ce|c|it|on|ma|mon|my|la|le|the|un|une|a|an|d|l|m|vous|you|mets|met|mettrais|donne|donnerais|dirais|dis"
    r"|disons|give|would|give it|say|note|rating|score|est|s|is|plutot|rather|allez|bon|bien sur|alors|environ"
    r"|about|et|hum|euh|bah|ben|beh|well|so|guess"
    r"|suppose|actually|make|that|finalement|oui|yes|ok|solid|strong|gros|petit|ca|merite|deserves|worth)[ ']+){0,5}"
)
#: "Désolée je réponds tard, 4": why they are late is no reason for the score.
_EXCUSE: Final = re.compile(
    r"(?:(?:bonjour|hello|hi|hey)[ ,!]+)?(?:d[ée]sol[ée]e?|pardon|sorry|apologies)\b[^,.!;\n]{0,40}"
    r"\b(?:tard|retard|attendre|late|delay|slow)\b[^,.!;\n]{0,12}[,.!;\n]\s*",
    re.IGNORECASE,
)
#: What goes with a rating and gives no reason for it: "10 alors haha", "5, merci à vous".
_NO_REASON: Final = words(
    """
    merci beaucoup a vous bonne journee soiree thanks thank you cheers voila alors haha hahaha ha hehe lol mdr ptdr xd
    then donc bien sur of course evidemment clairement easily sans hesiter hesitation ok please svp pardon oops oups
    i guess suppose think je pense on va dire
    """
)
_ALONE: Final = re.compile(rf"{_LEAD}{_NUMBER}(?: {_UNITS})?(?: {_UNITS})?")
_LOOSE: Final = re.compile(rf"{_LEAD}{_NUMBER}(?: ?/ ?(\d{{1,3}}))? (.+)")
_WORD_AND_FIGURE: Final = re.compile(r"(\D+?)[\s,.'–-]+(\d.*)")
#: What a number counts that is no rating.
COUNTED: Final = re.compile(
    r"(?:jours?|fois|heures?|h|minutes?|mn|mois|semaines?|ans?|annees?|euros?|eur|€|%|kg|days?|times?|hours?|weeks?|months?"
    r"|years?|machines?|colis|paquets?|packs?|kilos?|boites?|parcels?|articles?|items?|tasses?|cups?|sachets?|bags?|personnes?|people)\b"
)


def read_rating(text: str, name: ScaleName, language: str) -> Reply:
    """Return the score said, or `{score, comment}` where the reason came along; never raises.

    The comment is in the customer's own words.
    """
    scale, text = SCALES[name], _EXCUSE.sub("", text[:LOOKED_AT].strip())
    counted = _word_and_figure(text, scale, language)
    if counted is not None:
        return counted
    closed = _figure_at_the_end(text, scale, language) or _mixed(text, scale) or _outspoken(text, scale)
    if closed is not None:
        return closed
    head, comment = _parts(text)
    for said, why in ((head, comment), (text, "")):
        found = _score(said, scale, language)
        if isinstance(found, Understood):
            certainty = min(found.certainty, QUESTION) if "?" in said else found.certainty
            value = {"score": found.value, "comment": why} if why else found.value
            return Understood(value, certainty)
        if isinstance(found, Unclear):
            return found
    found = _with_words_after(text, scale, language)
    return _over_words(text, scale, language) if isinstance(found, NotAnAnswer) else found


def _word_and_figure(text: str, scale: Scale, language: str) -> Understood | None:
    """Read a word of praise or blame with its figure: "bof, 2", "très bien 5". The figure counts; neither is why."""
    parted = _WORD_AND_FIGURE.fullmatch(_figures(text, language))
    if parted is None or "?" in text or share_of_words(_heart(parted[1])) is None:
        return None
    found = _by_figures(parted[2], scale, language)
    return Understood(found.value, WORDS) if isinstance(found, Understood) else None


def _figure_at_the_end(text: str, scale: Scale, language: str) -> Understood | None:
    """Read "la machine fuit, 2": the reason, a comma, and the score."""
    parted = _CLOSING_FIGURE.fullmatch(text)
    if parted is None or "?" in text or COUNTED.search(plain(parted[2])) or len(parted[1].split()) < 2:
        return None
    found = _by_figures(_figures(parted[2], language), scale, language)
    if not isinstance(found, Understood):
        return None
    return Understood({"score": found.value, "comment": parted[1].strip(" ,;:.!-–—\n")}, WORDS)


def _mixed(text: str, scale: Scale) -> Understood | None:
    """Read "bonne machine mais livraison catastrophique": good and bad are in the middle, and both are why."""
    if "?" in text or re.search(r"\d", text):
        return None
    said = [set(plain(part, LOOKED_AT).split()) for part in _EITHER_SIDE.split(text)]
    if len(said) != 2 or not all(said):
        return None
    praised = [not PRAISE.isdisjoint(one) and _NOT.isdisjoint(one) for one in said]
    blamed = [not BLAME.isdisjoint(one) and _NOT.isdisjoint(one) for one in said]
    if (praised[0] and blamed[1]) or (blamed[0] and praised[1]):
        return Understood({"score": scale.at(0.5), "comment": text}, WORDS)
    return None


def _outspoken(text: str, scale: Scale) -> Understood | None:
    """Read "c'est une honte votre machine", "absolutely love it, best coffee ever": the end of the scale, and why."""
    said = plain(text, LOOKED_AT).split()
    if "?" in text or not 2 < len(said) <= LONGEST_OUTSPOKEN or re.search(r"\d", text):
        return None
    if swears_off(text):
        return Understood({"score": scale.least, "comment": text}, WORDS)
    if not _NOT.isdisjoint(said):
        return None
    best, worst = not BEST.isdisjoint(said), not WORST.isdisjoint(said)
    if best == worst or share_of_words(_heart(text)) is not None:
        return None
    return Understood({"score": scale.at(1.0 if best else 0.0), "comment": text}, WORDS)


def _over_words(text: str, scale: Scale, language: str) -> Reply:
    """Read a score that says its scale wherever it stands: "pretty happy so far, 4 out of 5"."""
    found = [one for one in _OVER.finditer(_figures(text, language)) if int(one[2]) == scale.most]
    if len(found) != 1 or "?" in text:
        return NotAnAnswer()
    read = _on_a_scale(_float(found[0][1]), int(found[0][2]), scale)
    return Understood({"score": read.value, "comment": text}, WORDS) if isinstance(read, Understood) else read


def is_bare_rating(text: str, name: ScaleName, language: str) -> bool:
    """Whether a text is a score and nothing else: digits, stars or a face, no words that may be a reason."""
    if re.search(r"[^\W\d_]", text):
        return False
    found = read_rating(text, name, language)
    return isinstance(found, Understood) and not isinstance(found.value, dict) and found.certainty >= WORDS


def _parts(text: str) -> tuple[str, str]:
    """Return what may be the rating, and the words after it."""
    broken = _BREAK.search(text, 1)
    if broken is None or broken.start() > LONGEST_HEAD:
        return text, ""
    comment = text[broken.end() :].strip(" ,;:!.-–—\n")
    return text[: broken.start()].strip(), comment if _says_why(comment) else ""


def _says_why(comment: str) -> bool:
    return not set(plain(comment).split()) <= _NO_REASON


def _score(said: str, scale: Scale, language: str) -> Reply:
    shown = _by_signs(said, scale)
    if shown is not None:
        return shown
    for spoken in (language, "fr" if language == "en" else "en"):
        in_figures = _by_figures(said, scale, spoken)
        if not isinstance(in_figures, NotAnAnswer):
            return in_figures
    share = share_of_words(_heart(said))
    return NotAnAnswer() if share is None else Understood(scale.at(share), WORDS)


def _by_signs(said: str, scale: Scale) -> Reply | None:
    """Read stars and faces, alone or with the words that they go with."""
    if re.search(r"\w", said.translate(_KEYCAPS)):
        return None
    stars = sum(said.count(star) for star in STARS)
    if stars:
        if stars > max(5, scale.most):
            return Unclear(reason="impossible")
        return Understood(stars if scale.most == 5 or stars > 5 else scale.at((stars - 1) / 4), WORDS)
    shares = {share for face, share in FACES.items() if face in said}
    if len(shares) > 1 and max(shares) - min(shares) > 0.5:
        return Unclear()
    return Understood(scale.at(sum(shares) / len(shares)), WORDS) if shares else None


def _heart(said: str) -> str:
    return " ".join(without_courtesies(plain(written_out(said), LOOKED_AT).split()))


def _figures(said: str, language: str) -> str:
    """Return the text with its number words in digits, without accents and courtesies."""
    alone = prepared(_ARTICLE.sub("", said.translate(_KEYCAPS)), language)
    return " ".join(re.sub(r"[^\w\s/.,€%'–-]", " ", _bare(alone)).split()).strip(" .,'")


def _bare(text: str) -> str:
    return text.translate(str.maketrans("éèêëàâîïôûùç", "eeeeaaiiouuc"))


def _by_figures(said: str, scale: Scale, language: str) -> Reply:
    figures = _figures(said, language)
    if figures in {"un", "une", "one"}:
        figures = "1"
    if found := _EITHER.fullmatch(figures):
        return _between(_float(found[1]), _float(found[2]), int(found[3] or scale.most), scale)
    if found := re.fullmatch(rf"{_LEAD}{_OVER.pattern}(?: {_UNITS})?", figures):
        return _out_of(_float(found[1]), int(found[2]), scale)
    if found := _ALONE.fullmatch(figures):
        in_stars = "etoile" in figures or "star" in figures
        return _on_a_scale(_float(found[1]), 5, scale) if in_stars else _whole(_float(found[1]), scale)
    return NotAnAnswer()


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _whole(score: float, scale: Scale) -> Reply:
    if not scale.least <= score <= scale.most:
        return Unclear(reason="impossible")
    return Understood(max(scale.least, rounded(score)), BARE)


def _on_a_scale(score: float, most: int, scale: Scale) -> Reply:
    """Read "8/10": on the scale itself as it is, on another one by its share."""
    if most == scale.most:
        return _whole(score, scale)
    if most < 3 or score > most:
        return Unclear(reason="impossible")
    return Understood(max(scale.least, rounded(score / most * scale.most)), WORDS)


def _out_of(score: float, most: int, scale: Scale) -> Reply:
    """Read "8/10", and "12/10", which praises beyond all bounds and is no slip."""
    return _on_a_scale(min(score, most) if score <= 2 * most else score, most, scale)


def _between(one: float, other: float, most: int, scale: Scale) -> Reply:
    low, high = min(one, other), max(one, other)
    if high - low > 1:
        return Unclear()
    return _on_a_scale(low, most, scale)


def _with_words_after(text: str, scale: Scale, language: str) -> Reply:
    """Read "4 la livraison était lente", which may as well count something: less sure."""
    found = _LOOSE.fullmatch(_figures(text, language))
    if found is None or COUNTED.match(found[3]) or "?" in text:
        return NotAnAnswer()
    if found[3][0].isdigit():
        return Unclear()
    read = _on_a_scale(_float(found[1]), int(found[2] or scale.most), scale)
    said = re.match(r"\s*\S+\s+(.+)", text, re.DOTALL)
    if not isinstance(read, Understood):
        return NotAnAnswer()
    if not _says_why(found[3]):
        return Understood(read.value, WORDS)
    if said is not None and found[3].count(" "):
        sure = bool(found[2]) or names_a_trouble(said[1]) or is_settled(said[1])
        return Understood({"score": read.value, "comment": said[1].strip()}, WORDS if sure else LOOSE)
    return Understood(read.value, LOOSE)
