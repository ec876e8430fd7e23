"""How like an opt-out a text is, where the rules of `rules.opt_out.opt_out` say nothing: a softer, second look.

The rules come first and stop at once; this never stops anything by itself. What it finds travels in the reading
(`Reading.opt_out`), and from one half on the customer is asked, once, whether they want no more messages. Two linear
heads, one over the text's words and letters and one over its embedding, where there is one, were learnt from corpora of
opt-outs and harmless messages and from the example store's own questions (`tests/benchmarks/learn_opt_outs.py`); their
weights are shipped, so that nothing is learnt at run time. A text costs some 0.1 ms.
"""

from __future__ import annotations

import base64
import re
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import GREETINGS, JOINS, PLEASE, before
from bot.understanding.questions.lexical import pieces
from bot.understanding.questions.opt_out_weights import SCALE, SENSE, WORDS
from bot.understanding.spelling import written_out
from bot.understanding.values.money import names_money

DIMENSIONS = 1 << 14
#: From here on a text is worth asking about. Learnt without the blind corpora, of their opt-outs 96 to 99 of a hundred
#: pass here or are known to the rules; of look-alikes, written to be taken for one, some four of a hundred are asked
#: (`learn_opt_outs --held-out`). Chit-chat passes more often: the engine asks more of it.
BAR_OF_WORDS = 0.2
BAR_OF_BOTH = 0.2
LEAST_WORDS = 3  # of fewer, the rules know what is an opt-out, and letters alone mislead
#: Whether something is had, sold or done, said without a word of messages or of stopping: no opt-out, whatever its
#: letters are like ("have you got a loyalty scheme").
_ASKS_FOR_GOODS = re.compile(
    rf"{before(GREETINGS, PLEASE, 'et, and, also')}"
    r"(?:(?:have|do|did) you (?:got|have|sell|stock|offer|do|take|accept|make|ship|deliver|run)|got any"
    r"|(?:is|are) there|avez vous|vous avez|faites vous|vous faites|proposez vous|vous proposez|vendez vous|vous vendez"
    r"|est ce que vous (?:avez|faites|proposez|vendez)|y a t il|il y a"
    r"|would you (?:do|give|make)|(?:do|must|should) i (?:need|have) to|can i recommend|(?:en|aux?|to|in) \w+$)\b"
)
#: What somebody wants sent, or asks to know of it: "I would like your news", "which messages will I get".
_SENT = (
    r"(?:(?:vos|tes|les|des|votre|la|your|the|any|some|all|of|de|toutes?|tous|dernieres?|latest|more) )*(?:messages?"
    r"|sms|textos?|texts?|news|nouvelles|nouveautes?|infos?|updates?|offres?|offers?|deals?|promos?|promotions?"
    r"|newsletters?|lettres?|actualites?|actus?|bons plans)\b"
)
_WANTS_MESSAGES = re.compile(
    rf"{before(GREETINGS, PLEASE, 'oui, yes, et, and')}"
    r"(?:(?:i|we) (?:would|d|ll)? ?(?:really )?(?:like|love|want|wish|be happy)"
    r"|je (?:veux|voudrais|souhaite(?:rais)?)(?: bien)?"
    r"|j aimerais(?: bien)?|on (?:veut|voudrait|aimerait)|can i|could i|puis je|est ce que je peux)"
    rf" (?:(?:to )?(?:get|receive|have|see|recevoir|avoir) )?{_SENT}"
)
_ASKS_WHICH = re.compile(
    rf"{before(GREETINGS, JOINS, 'so, alors')}"
    rf"(?:what|which|quels|quelles|quel|quelle)(?: (?:kind|sort|type|genre)s?(?: of| de)?)? {_SENT}"
    r" (?:will|would|do|am|are|can|shall|should|vais|allez|vous|est ce|je|recevrai|seront)\b"
)
#: Whether a thing was good or bad: "ils étaient périmés".
_OF_GOODS = re.compile(r"(?:ils|elles|they|it) (?:etaient|sont|were|are|was)\b|(?:il|elle) etait\b")
#: A word of stopping, of no more, of too many: then none of the above speaks for itself.
_REFUSES = re.compile(
    r"\b(?:no|not|n t|t|pas|plus|ne|n|never|jamais|rien|moins|less|fewer|trop|too|aucune?|sans|without|stop\w*|arret\w*"
    r"|cess\w*|quit|end|out|off|enough|desabo\w*|desinscri\w*|unsub\w*|cancel\w*|annul\w*|remove\w*|retir\w*"
    r"|suppr\w*|delet\w*|block\w*|bloqu\w*|gone|away|over|elsewhere|ailleurs|dehors|loin|poubelle|fini\w*|finish\w*"
    r"|dispar\w*|disappear\w*|interromp\w*|paus\w*)\b"
)
_OF_MESSAGES = re.compile(
    r"\b(?:message|sms|text|mail|e mail|envoi|envoy|ecri|write|writing|send|sent|contact|liste?\b|number|numero|spam"
    r"|pub|promo|news|notif|stop|arret|cess|interromp|desinscri|desabon|unsub|opt|remove|retir|suppr|enlev|quit|leave"
    r"|moyen|way|rgpd|gdpr|donnee|data|consent|bother|derang|harcel|harass|bot|robot)\w*"
)
#: How long something takes, what it costs: a question, unless it is of messages.
_ASKS_HOW_MUCH = re.compile(r"(?:(?:and|et|ok|but|mais|so|alors|ca|it) )*(?:how (?:long|much|soon|far|big)|combien)\b")
STEEP = 3.0  # of the curve that turns a head's value into a likeness

Vector = NDArray[np.float32]


def counted(text: str) -> tuple[NDArray[np.int64], Vector]:
    """Return the places of a text's pieces and what each weighs there; together one unit vector."""
    found = pieces(written_out(text))
    hashes = np.fromiter((zlib.crc32(piece.encode()) for piece in found), dtype=np.int64, count=len(found))
    values = 1 + np.log(np.fromiter(found.values(), dtype=np.float32, count=len(found)))
    values *= np.where(hashes >> 31, 1, -1)
    length = float(np.linalg.norm(values))
    return hashes % DIMENSIONS, (values / max(length, 1e-6)).astype(np.float32)


def likeness(text: str, vector: Vector | None = None) -> float:
    """Return how like an opt-out a text is, 0 to 1, by its words and, where given, its embedding. Never raises."""
    words, sense = _weights()
    said = plain(text)
    if said.count(" ") + 1 < LEAST_WORDS or _is_none(said, text):
        return 0.0
    places, values = counted(text)
    value, bar = float(words[places] @ values), BAR_OF_WORDS
    if vector is not None and len(sense) == len(vector) + 1:
        value, bar = (value + 3 * float(vector @ sense[:-1] + sense[-1])) / 2, BAR_OF_BOTH
    return round(float(1 / (1 + np.exp(-STEEP * (value - bar)))), 4)


def speaks_of_messages(text: str) -> bool:
    """Return whether a text has a word of messages, of writing or of stopping."""
    return _OF_MESSAGES.search(plain(text)) is not None


def _is_none(said: str, text: str) -> bool:
    """Tell whether plain words say something that is no opt-out, whatever their letters are like."""
    if _ASKS_FOR_GOODS.match(said) or _OF_GOODS.match(said) or _ASKS_HOW_MUCH.match(said):
        return not _OF_MESSAGES.search(said)
    if any(map(str.isdigit, said)) and names_money(text):  # what it may cost: "autour de 30 balles"
        return not _OF_MESSAGES.search(said) and not _REFUSES.search(said)
    return bool(_WANTS_MESSAGES.match(said) or _ASKS_WHICH.match(said)) and not _REFUSES.search(said)


@cache
def _weights() -> tuple[Vector, Vector]:
    words = np.frombuffer(base64.b85decode("".join(WORDS.split())), dtype=np.int8).astype(np.float32) * SCALE
    sense = np.frombuffer(base64.b85decode("".join(SENSE.split())), dtype=np.float16).astype(np.float32)
    return words, sense
