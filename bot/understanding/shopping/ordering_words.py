"""Words of who wants to have something: "je veux commander le Huila", "two bags of yirga, I'll take them".

They say nothing of what is wanted, which `offers_named` reads. A no, a return or a call for advice is no such wish.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import (
    APPROVAL,
    COURTESIES,
    EXCLAMATIONS,
    FILLERS,
    GREETINGS,
    JOINS,
    NO,
    PACKAGES,
    PLEASE,
    SECOND_THOUGHTS,
    SORRY,
    THANKS,
    YES,
    after,
    any_of,
    before,
    words_of,
)
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.instructions import goods_part
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.ways_said import names_strongly, without_a_way
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 160  # characters
_SO_MANY: Final = (
    r"(?:\d+ ?(?:x|kg|g|kilos?)?|une?|deux|trois|quatre|cinq|six|an?|some|two|three|four|five|six|another"
    r"|du|de la|des|le|la|les|l|the)"
)
_WANTED: Final = re.compile(
    r"\b(?:commander|acheter|achete|jachete|prendre|prendrai|prendrais|prendrait|prendrons|je prends?|on prend"
    r"|prends|prenons|mettez moi|il (?:me|nous) faut|il (?:me|nous) faudrait"
    r"|j ?(?:e )?pren(?:d|ds|drai|drais)?|mett?(?:ez|re|s|ré) (?:moi|nous)|(?:me|nous) mettre"
    rf"|(?:je|j|on|nous) ?(?:commande|veu[xt]?|voulons|voudr(?:ai[st]?|ions)|aimer(?:ai[st]?|ions)|souhait\w*|desir\w*)"
    rf"(?: (?:avoir|offrir|envoyer|faire (?:livrer|envoyer)|recevoir))? {_SO_MANY}"
    rf"|(?:me|nous) (?:garder|reserver|preparer|envoyer|livrer|expedier) {_SO_MANY}"
    rf"|d ?avoir {_SO_MANY}"
    rf"|buy|purchase|to order|(?:i|we) order|order (?:me )?{_SO_MANY}"
    r"|(?:i ll|ill|we ll|i will|i d like to|i want to|id like to) (?:take|have|get|send|give|gift)"
    rf"|(?:put|set|keep) (?:me )?(?:aside )?{_SO_MANY}|(?:send|ship|deliver|bring) me {_SO_MANY}"
    rf"|(?:can|could|may) (?:i|we) (?:please )?(?:get|have|order|buy|take) {_SO_MANY}"
    r"|(?:i ll|i d|i will|let s|we ll) go (?:with|for)|(?:je pars|on part|je partirais) sur|va pour"
    rf"|(?:i|we) (?:want|need|d like|would like|d love|are after|m after)(?: to have)? {_SO_MANY}"
    rf"|id like {_SO_MANY}|take {_SO_MANY})\b"
)
_NOT_SO: Final = re.compile(
    r"\b(?:pas|plus|jamais|sans|ni|annul\w+|rendre|renvoy\w+|retourn\w+|echang\w+|conseil\w*|avis|compar\w+|hesit\w+"
    r"|not|don t|dont|never|no|cancel\w*|return\w*|send back|exchange|recommend\w*|advice|choose|choisir|voir|see)\b"
)


#: What stands around the wish itself and names nothing.
_AROUND: Final = words_of(GREETINGS, YES, APPROVAL, COURTESIES, FILLERS) | words(
    """
    je j on nous il me faut voudrais veux veut aimerais souhaite souhaiterais vais va peux puis pouvez maintenant tout
    de suite une un la ma passer faire finaliser valider lancer ca cela le l i d ll like want to would now a an my
    place make let go ahead it
    """
)
_TO_HAVE: Final = words(
    "commander commande commandons acheter achete achat prendre prends reserver order buy purchase checkout"
)


_CHANGE: Final = re.compile(
    r"(?:(?:je (?:veux|voudrais|souhaite|dois)|j aimerais|il faut|i (?:want|d like|need) to|can i|attendez|wait"
    rf"|{any_of(NO, PLEASE, FILLERS, SECOND_THOUGHTS)}) )*"
    r"(?:modifier|modifiez|changer|changez|corriger|rectifier|change|modify|edit|correct)"
    + after("la, ma, cette, the, my, this, it, ca, un, truc, quelque chose, something, commande, order", COURTESIES)
)


_ASKS: Final = re.compile(
    r"\b(?:(?:can|could|may) (?:i|we) (?:please )?(?:get|have|order|buy|take)|(?:puis je|je peux|on peut|peut on"
    r"|pourrais je|je pourrais) (?:avoir|prendre|commander|acheter)"
    r"|(?:pouvez|peux|pourriez|pourrais) ?(?:vous|tu)? (?:me|nous) (?:mettre|garder|reserver|preparer|envoyer|livrer)"
    r"|possible d ?avoir"
    r"|(?:can|could|would|will) you (?:please )?(?:put|set|keep|(?:send|ship|deliver|bring) me))\b"
)
_PREFERS: Final = re.compile(
    r"\b(?:prefere|prefererais|aime mieux|plutot|finalement|en fait|a la place|au lieu|change d avis|changer pour"
    r"|prefer|rather|instead|actually|changed my mind|switch to)\b"
)


_PLACES: Final = re.compile(r"\bcommand(?:er|e|ez|ons)\b|\bto order\b|\bi (?:d )?order\b")
MOST_OF_A_TOTAL: Final = 10  # words
_TOTAL: Final = re.compile(
    r"\b(?:combien|total|ca fait|ca fera|how much|what ?s the total|what does it come to)\b.*"
    r"\b(?:en tout|au total|tout compris|in (?:total|all)|all in|altogether)\b"
    rf"|^{before(JOINS, FILLERS, 'c est, what is, what ?s')}(?:quel est |c est quoi )?(?:le |the )?total\b"
    r"|\b(?:en tout|au total|altogether) (?:ca fait|c est|combien)"
)
_OUTRIGHT: Final = re.compile(r"\b(?:command(?:er|e|ez|ons)|achet(?:er|e|ez|ons)|jachete|order|buy|purchase)\b")


_OPENING: Final = before(GREETINGS, NO, FILLERS, SECOND_THOUGHTS, SORRY, THANKS, PLEASE, "ok")
_CLOSING: Final = after(COURTESIES, SECOND_THOUGHTS, SORRY, "maintenant, now")
_CANCELS: Final = re.compile(
    rf"{_OPENING}"
    r"(?:(?:je|j|on) (?:(?:veux|voudrais|souhaite|prefere|aimerais|vais|prefererais|dois) )?|il faut |i (?:want|d like"
    r"|need|would like|wish) to |can you |could you |pouvez vous |merci d |svp )?"
    r"(?:annul(?:er|ez|e|ons)|cancel)(?: (?:tout|toute|completement|la|ma|cette|cet|le|mon|the|my|this|whole|all of it"
    r"|commande|order|achat|purchase|panier|basket|cart|[a-z]{0,3}\d{2,12}))+"
    rf"{_CLOSING}|{_OPENING}"
    r"(?:je n en veux (?:plus|pas)|j en veux plus|je ne (?:le |la |les )?(?:veux|prends|commande) plus(?: rien)?"
    r"|je ne (?:veux|prends|commande) (?:plus rien|rien)|je (?:veux|prends) plus rien|jveux plus(?: rien)?"
    r"|i don t want (?:it|them|anything|any of it|the order)(?: any ?more)?|i no longer want (?:it|them|the order)"
    r"|i changed my mind|j ai change d avis)"
    rf"{_CLOSING}"
)


def cancels_order(text: str) -> bool:
    """Return whether a text cancels the order at hand: "j'annule ma commande", "je n'en veux plus"."""
    return _CANCELS.fullmatch(plain(text, LOOKED_AT)) is not None


_THE_ORDER: Final = re.compile(r"\b(?:annul\w+|cancel)\b.*\b(?:ma|cette|la|my|this|the) (?:commande|order)\b")


def names_the_order(text: str) -> bool:
    """Return whether a text cancels an order in so many words, not only what is being talked of."""
    return cancels_order(text) and _THE_ORDER.search(plain(text, LOOKED_AT)) is not None


_GLADLY: Final = (
    r"(?:oui|ouais|ok|okay|d accord|parfait|super|top|nickel|tres bien|c est bon|c est parfait|alors|bon|allez|donc"
    r"|eh bien|yes|yep|yeah|great|perfect|good|fine|all good|then|so|right|please|svp|stp|s il vous plait|merci|thanks"
    r"|thank you|alors|maintenant|now|du coup|finalement|en fait|actually)"
)
_IT: Final = r"(?: (?:la|ma|cette|the|my) (?:commande|order)| (?:tout|ca|cela|it|them|that|everything))"
_CONFIRMS: Final = re.compile(
    rf"(?:{_GLADLY} )*(?:c est parti|on y va|vous pouvez y aller|(?:(?:vous pouvez|tu peux|you can|je vous laisse|i)"
    rf" )?(?:(?:valid(?:er|ez|e)|confirm(?:er|ez|e)?|command(?:er|ez|e)|lanc(?:er|ez|e)|order|submit){_IT}?|place{_IT})"
    r"|je (?:la |le |les |l )?(?:valide|confirme|commande|prends)|i ll (?:take|have|order) (?:it|them))"
    rf"(?: {_GLADLY})*"
)
_OTHERS_AGREE: Final = re.compile(
    rf"(?:{_GLADLY} )*(?:elle|il|ma femme|mon mari|(?:mon|ma) \w+|he|she|my \w+)(?: est| is| s)?"
    rf" (?:d accord|ok|okay|happy|fine)(?: with (?:it|that)| pour (?:ca|cela))?(?: {_GLADLY})*"
)


def confirms_order(text: str) -> bool:
    """Return whether a text says that the order which was read back is to go out, in so many words: "c'est bon, vous
    pouvez valider", "place the order". A bare yes is read elsewhere."""
    return not is_asking(text) and _CONFIRMS.fullmatch(plain(written_out(text[:LOOKED_AT]), LOOKED_AT)) is not None


_PUTS_OFF: Final = re.compile(
    r"\b(?:valid\w*|confirm\w*|command\w*|order|pay\w*|paie\w*|paye\w*|prends|oui|ok|yes|decide\w*)\b"
    r"(?:(?! et | and ).){0,20}"
    r"\b(?:demain|plus tard|ce soir|tout a l heure|la semaine prochaine|tomorrow|later|tonight|next week|si|if|des que"
    r"|quand|once|when)\b"
)


def puts_off(text: str) -> bool:
    """Return whether a yes to ordering is one of later, or hangs on something: "je valide demain", "ok if it's red"."""
    return not is_asking(text) and _PUTS_OFF.search(plain(text, LOOKED_AT)) is not None


def others_agree(text: str) -> bool:
    """Return whether a text tells that whom they had to ask agrees: "c'est bon, elle est d'accord"."""
    return _OTHERS_AGREE.fullmatch(plain(text, LOOKED_AT)) is not None


def orders_outright(text: str) -> bool:
    """Return whether a text wishes to order what it names, in so many words: "je prends la Brio" only chooses it."""
    return wants_to_have(text) and _OUTRIGHT.search(plain(text, LOOKED_AT)) is not None


def places_an_order(text: str) -> bool:
    """Return whether a text says that it orders: "je veux commander un moulin". Who buys may first ask what there
    is."""
    return orders_outright(text) and _PLACES.search(plain(text, LOOKED_AT)) is not None


def asks_to_have(text: str) -> bool:
    """Return whether a text asks for something by way of a polite question: "can I get", "je peux avoir"."""
    return _ASKS.search(_spelt(text)) is not None


def prefers(text: str) -> bool:
    """Return whether a text would rather have something else: "finalement je préfère la Brio"."""
    return _PREFERS.search(plain(text, LOOKED_AT)) is not None


def wants_a_change(text: str) -> bool:
    """Return whether a text wishes to change what it does not name: "modifier", "I'd like to change my order"."""
    return _CHANGE.fullmatch(plain(text, LOOKED_AT)) is not None


def asks_for_the_total(text: str) -> bool:
    """Return whether a text asks what all of it comes to: "c'est combien en tout ?", "so how much in total?"."""
    said = _spelt(text)
    return len(said.split()) <= MOST_OF_A_TOTAL and _TOTAL.search(said) is not None


def only_orders(text: str) -> bool:
    """Return whether a text wishes to order and names nothing: "commander", "je voudrais passer commande"; no words at
    all, for a button.
    """
    said = _spelt(text).split()
    return not said or (not _TO_HAVE.isdisjoint(said) and set(said) <= _AROUND | _TO_HAVE)


def wants_to_have(text: str) -> bool:
    """Return whether a text wishes to have what it names. Never raises."""
    said = _spelt(text)
    return _WANTED.search(said) is not None and _NOT_SO.search(said) is None


def after_the_wish(text: str) -> str:
    """Return what follows the words of wishing, plain; empty where there are none."""
    said = _spelt(text)
    found = _WANTED.search(said)
    return said[found.end() :] if found is not None else ""


def orders_goods(text: str, *, are_all_known: bool) -> bool:
    """Return whether a text that names goods orders them: it wishes to have them or counts them out, and asks nothing
    but to have them. `are_all_known`: all that it names is sold.
    """
    is_wish = wants_to_have(text) or (are_all_known and (counts_out(text) or _says_how_it_comes(text)))
    return is_wish and (not is_asking(text) or asks_to_have(text))


def orders_so_much(text: str) -> bool:
    """Return whether a text says how much it wants of what it names: no question is said so, however like one it is."""
    return counts_out(text) or _says_how_it_comes(text)


def _says_how_it_comes(text: str) -> bool:
    """ "Une brio mini retrait lyon", "brio mini pick up in lyon": nobody asks a question so."""
    said = _spelt(text)
    return names_strongly(said) and _QUESTION.search(said) is None and _NOT_SO.search(said) is None


def _spelt(text: str) -> str:
    """Return a text without its dress, its SMS spelling written out, and without what it asks of whoever prepares it:
    "ne sonnez pas" refuses nothing."""
    return plain(written_out(goods_part(text[:LOOKED_AT])), LOOKED_AT)


#: What is said before the goods are counted out: a greeting, a wish.
_BEFORE_A_COUNT: Final = (
    rf"(?:{any_of(GREETINGS, YES, JOINS, FILLERS, PLEASE)}|just|juste|j(?:e|en)?|on|nous"
    r"|j?veu[xt]?|j?voudrai[st]?|j?aimerai[st]?|j?souhait\w+|commander|prendre|j?pren(?:d|ds|drai|drais)?|avoir|il|me"
    r"|faut|faudrait|mettez|mets|moi|i|we|ll|d|ill|id|need|want|like|would|take|have|get|order|to|for|pour|can|could|may|plutot)"
)
#: Whom it is for, and who orders, said before the goods: "c'est pour mon père, une cafetière italienne".
_INTRODUCES: Final = re.compile(
    r"^(?:(?:bonjour|bonsoir|salut|hello|hi|hey)\b[ ,.!]*)?[^,.:;!?\n]{0,20}"
    r"\b(?:c['’ ]?est (?:pour|un cadeau)|ce serait pour"
    r"|it['’ ]?s for|this is for|commande pour|order for|(?:on|nous) (?:est|sommes)|we['’ ]?re|we are)\b"
    r"[^,.:;!?\n]{1,50}[,.:;!\n]\s*",
    re.IGNORECASE,
)
_INTRODUCED: Final = re.compile(
    r"(?:\d{1,2}|une?|des|du|deux|trois|an?|some|two|three) (?!peu |bit |little )[a-z0-9].*"
)
_COUNTED: Final = re.compile(
    rf"(?:{_BEFORE_A_COUNT} )*"
    r"(?:(?:\d{1,2}|deux|trois|quatre|cinq|six|two|three|four|five|six)(?: \d{1,4} ?(?:kg|g|kilos?)\b)?"
    r"(?! ?(?:pour |for |personnes|people|fois |times )) ?[a-z].*"
    rf"|(?:un|une|a|an|one) {any_of('kg, kilos?, gros', PACKAGES)} .*"
    r"|(?:un|une|a|an|one|1|le|la|the) .*\b" + any_of(PLEASE) + r"\b.*)"
)
_AFTER_ALL: Final = re.compile(rf"^(?:{any_of(NO, EXCLAMATIONS, SECOND_THOUGHTS, 'make (?:it|that)')} )+")
"""What puts another number in the place of one, and refuses no goods: "non, 2 pichets"."""
_QUESTION: Final = re.compile(
    r"\b(?:quand|combien|comment|pourquoi|quel\w*|est ce|prix|frais|delais?|possible|peut on|when|how|why|what|which"
    r"|cost|price|time|can|do|does|is|are|livrez|faites|avez)\b"
)


def counts_out(text: str) -> bool:
    """Return whether a text counts out what it names, as one does at a counter: "deux paquets de déca 250 g", "a milk
    jug please". Only who knows that goods are named may take that for a wish.
    """
    introduced = _INTRODUCES.sub("", text[:LOOKED_AT])
    said = _AFTER_ALL.sub("", _spelt(introduced))
    is_counted = _COUNTED.fullmatch(said) or (introduced != text[:LOOKED_AT] and _INTRODUCED.fullmatch(said))
    return bool(is_counted) and _NOT_SO.search(said) is None


_ADDS: Final = re.compile(
    r"\b(?:r?ajoute\w*|aussi|en plus|add|as well|too|also|throw in)\b"
    r"|^et (?:avec )?(?:un|une|des|du|de la|deux|trois|quatre|\d+) |^and (?:an?|some|two|\d+) "
)


def adds_more(text: str) -> bool:
    """Return whether a text puts what it names beside the rest: "et aussi des filtres", "and some filters"."""
    return _ADDS.search(plain(text, LOOKED_AT)) is not None


#: Numbers and measures name nothing.
_COUNTS: Final = words("deux trois quatre cinq six two three four five six kg g gr kilo l cl ml")
_STREET: Final = words("rue avenue av boulevard bd chemin impasse allee place quai route cours street road lane")


def counts_goods(text: str) -> bool:
    """Return whether a text counts out goods beside how they are to come: "un kg de déca en point relais" does, "un
    point relais svp" and "3 rue du Port" do not.
    """
    if not counts_out(text):
        return False
    left = _AFTER_ALL.sub("", without_a_way(_spelt(text)))
    naming = [word for word in tokens(left) if not is_idle(word) and word not in _COUNTS]
    return counts_out(left) and bool(naming) and _STREET.isdisjoint(left.split())
