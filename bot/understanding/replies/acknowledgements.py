"""What people write who were answered and ask for nothing: "ok merci je regarde", "pas de souci", "ah dommage".

A message is one where it is made of such phrases from its first word to its last; a single word of its own ("ok mais le
prix ?") and it is read as anything else is. Which phrase weighs most decides what is said back: who will think about
it, who declines or regrets, who leaves, who is content.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.rules.texts.plain_text import plain, words
from bot.understanding.spelling import written_out

Acknowledgement = Literal["later", "noted", "goodbye", "thanks", "hesitating"]
LONGEST: Final = 80  # characters; nobody acknowledges at greater length

_IT = (
    r"(?: (?:ca|cela|tout ca|tout cela|un peu|de mon cote|a tete reposee|d abord|avant|calmement|vite|plus tard"
    r"|bientot))*"
)
_ABOUT = r"(?: (?:about it|it over|into it|at it|back to you|back|you know|you posted|first|a bit|later|soon))*"
_LATER = (
    r"(?:je (?:vais )?|j )(?:en parler?|demander?|voir) (?:a|avec) (?:mon|ma|mes) \w+|(?:je (?:vais )?|j )en parler?|"
    r"(?:je (?:vais )?|jv(?:ais|e|ai|ay)? )(?:regarde|regarder|voir|reflechir"
    r"|y reflechir|(?:y )?reflechis?|me renseigner|me renseigne"
    rf"|comparer|prendre le temps){_IT}"
    rf"|je (?:vous|te) (?:redis|dirai|tiens au courant|recontacte|recontacterai|fais signe|dis){_IT}"
    r"|je reviens(?: (?:vers|aupres de) vous| vous voir)?|je reviendrai(?: vers vous)?"
    r"|laissez moi (?:le temps de )?(?:reflechir|voir|regarder)|on verra(?: bien)?|a voir|a reflechir"
    rf"|(?:i ll|i will|let me|i need to|i m going to) (?:(?:ask|check with|talk to|speak to) my \w+"
    rf"|think|have a look|take a look|look|see|get|come|be|let|keep"
    rf"|check|have a think){_ABOUT}|we ll see|maybe later"
)
_NOTED = (
    r"non(?: non)? merci|no thanks|no thank you|(?:(?:i m|we re) )?just (?:looking|browsing)(?: around)?"
    r"|je (?:fais|regarde) juste(?: un tour)?|ca ira|pas pour (?:moi|l instant|le moment)|not for me|i m good"
    r"|(?:je (?:ne )?suis )?pas interessee?|(?:i m )?not interested|(?:c est |quel )?dommage|zut|mince|mincealors"
    r"|too bad|what a (?:shame|pity)|that s a (?:shame|pity)|a pity|oh no"
)
_GOODBYE = (
    r"(?:(?:je vous souhaite )?(?:une )?(?:tres )?(?:bonne|belle|excellente) (?:journee|soiree|fin de journee)"
    r"|bon week end|bonne continuation|bonne nuit)(?: a vous(?: aussi)?)?"
    r"|au revoir|a bientot|a plus(?: tard)?|a demain|ciao|good ?bye|bye(?: bye)?|see you(?: soon| later)?"
    r"|(?:je|on) (?:passe|passerai|viens|viendrai)(?: (?:vous voir|en boutique|au magasin|demain|ce soir|samedi"
    r"|tout a l heure|dans la (?:journee|semaine)))+"
    r"|(?:i ll|i will|we ll) (?:come|pop|drop|stop)(?: (?:by|in|over|round|tomorrow|later|on saturday|this \w+))+"
    r"|have a (?:good|nice|great|lovely) (?:day|evening|weekend|one)|take care"
)
_THANKS = (
    r"merci(?: (?:beaucoup|bien|infiniment|encore|a vous|a toi|pour tout|de votre \w+"
    r"|pour (?:votre|ta|la|l|le|vos|ces|cette|ce) \w+))*|mrc|thx|ty|ta|cheers"
    r"|thanks(?: (?:a lot|so much|again|for (?:your|the|that|this)(?: \w+)?))*"
    r"|thank you(?: (?:so much|very much|again|for (?:your|the|that|this)(?: \w+)?))*"
    r"|(?:c est )?(?:tres |trop )?(?:gentil|sympa|aimable)|that s (?:very )?kind|much appreciated|a million"
    r"|(?:vous etes |t es |tu es |you re |you are )(?:vraiment |trop |tous |all |so |a |an |the )*(?:adorables?|au top"
    r"|geniaux?|genial|super|parfaits?|gentils?|star|stars|legend|best|angel|great|kind|lovely|lifesaver)"
    r"|(?:ca y est )?(?:elle|il) est (?:bien )?(?:la|arrivee?)|(?:it s |its )(?:here|arrived)"
    r"|it (?:has |just )?arrived"
    r"|(?:j |nous l |on l |je l |je les )?attends?(?: (?:le|la|les|mon|ma|ca)(?: (?:colis|commande|cafe|machine))?)?"
    r" avec impatience|(?:j ai )?(?:trop |vraiment )?hate"
    r"(?: d y gouter| (?:de|d) (?:\w+ ){1,2}(?:recevoir|gouter|essayer))?"
    r"|(?:i )?(?:can t|cannot) wait(?: (?:for it|to (?:try|taste|get) it))?"
    r"|looking forward(?: to (?:it|that|trying it))?"
)
_CONTENT = (
    r"ok|okay|okey|oki|okk|dac|d accord|daccord|(?:c est )?(?:tres |tout a fait |vraiment )?(?:bien|parfait|super"
    r"|genial|top|cool|clair|note|bon|entendu|nickel|excellent|impeccable|chouette)|ca (?:marche|roule|me va)|compris"
    r"|c est compris|je (?:comprends|vois|note)|bien (?:recu|note|compris)|pas de (?:souci|soucis|probleme|problemes)"
    r"|aucun (?:souci|probleme)|y a pas de (?:souci|mal)|tant mieux|ca m aide|bonne nouvelle"
    r"|(?:that s |it s |sounds |all )?(?:great|perfect|good|fine|lovely|brilliant|nice|clear|helpful|cool|alright)"
    r"|no (?:problem|worries)|noted|got it|understood|i (?:see|understand)|all right|right|sure|good to know|will do"
)
#: Sounds of somebody who looks for words.
_HESITATING = (
    r"(?:e+u+h+|h+e+u+|h+u*m+|m+h+|u+m+|u+h+|e+r+m*)(?: (?:e+u+h+|h+e+u+|h+u*m+|u+m+|u+h+))*"
    r"|(?:la )?j hesite(?: (?:encore|un peu|beaucoup|toujours|vraiment))*|(?:je suis )?(?:encore )?indecise?"
    r"|(?:i m )?(?:still )?(?:hesitating|undecided|torn)|(?:i )?can t decide"
)
#: Who asks for a moment.
_WAITING = (
    r"(?:(?:non|no|oh|ah) )*(?:(?:attend(?:ez|s)?|wait|hold on|hang on)"
    r"(?: (?:un (?:instant|moment|peu)|une (?:seconde|minute)|a (?:sec|second|minute|moment)))?"
    r"|(?:un (?:instant|moment)|une (?:seconde|minute)|(?:one|just a) (?:sec|second|moment|minute)|pas si vite))"
)
#: What joins them, and weighs nothing.
_BETWEEN = (
    r"ah|oh|eh|bon|ben|bah|alors|donc|et|mais|and|but|so|then|well|oui|yes|yep|ouais|svp|please|quand meme|lol|mdr|haha"
    r"|dear|love|mate"
)
_ORDER: Final[tuple[Acknowledgement, ...]] = ("later", "noted", "goodbye", "thanks", "hesitating")
_PHRASES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(rf"(?:{phrases})(?= |$)"))
    for kind, phrases in (
        ("later", _LATER),
        ("noted", _NOTED),
        ("goodbye", _GOODBYE),
        ("thanks", _THANKS),
        ("thanks", _CONTENT),
        ("hesitating", _HESITATING),
        ("hesitating", _WAITING),
        ("", _BETWEEN),
    )
)
_ONLY_WAITS: Final = re.compile(rf"(?:(?:{_BETWEEN}) )*{_WAITING}(?: (?:{_BETWEEN}))*")
_DOUBTING: Final = frozenset("🤔🤷😕🧐🙄")
_THANKING: Final = words("merci merciii mrc thanks thank thx ty ta cheers appreciated gentil sympa aimable kind")
#: Signs that say so without a word.
SIGNS: Final = frozenset("👍👌✅🎉😀😁😃😄🙂💪🙏❤💕🥰😊👋")


def read_acknowledgement(text: str) -> Acknowledgement | None:
    """Return what a message that only acknowledges says, or None for any other. Never raises.

    `later`: they will think about it, or come back; `noted`: they decline or regret; `goodbye`; `thanks`, content;
    `hesitating`: they look for words ("euh…"), or ask for a moment.
    """
    if "?" in text:
        return None
    said = plain(written_out(text[: LONGEST + 1]))
    if len(text) > LONGEST:
        return None
    if not said:
        if not _DOUBTING.isdisjoint(text[:LONGEST]):
            return "hesitating"
        return "thanks" if not SIGNS.isdisjoint(text[:LONGEST]) else None
    kinds = _cover(said)
    return next((kind for kind in _ORDER if kind in kinds), None)


def asks_to_wait(text: str) -> bool:
    """Return whether a text asks for a moment and says nothing else: "non, attendez", "hold on please"."""
    return _ONLY_WAITS.fullmatch(plain(text, LONGEST + 1)) is not None


def thanks(text: str) -> bool:
    """Return whether a word of thanks is in it: "ok merci" thanks, "ok" and "super" do not."""
    return not _THANKING.isdisjoint(plain(text, LONGEST).split()) or "🙏" in text


def _cover(said: str) -> set[str]:
    """Return the kinds of phrases that cover a text from end to end; none where a word is left over.

    The longest phrase at each place; of equally long ones the first kind.
    """
    kinds: set[str] = set()
    at = 0
    while at < len(said):
        found = [(match.end(), kind) for kind, pattern in _PHRASES if (match := pattern.match(said, at))]
        if not found:
            return set()
        end = max(end for end, _ in found)
        kinds.add(next(kind for at_end, kind in found if at_end == end))
        at = end + 1
    return kinds
