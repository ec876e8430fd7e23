"""What a customer may wish at any moment, whatever the question on the table: a person, an end, a pause, a language.

Patterns over the plain words, French and English. Opting out of messages is not a wish of a conversation; it is looked
for before anything else, by `bot.rules.opt_out`.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Literal

from msgspec import Struct

from bot.rules.texts.plain_text import phrases, plain
from bot.understanding.contact.known_elsewhere import claims_to_be_known
from bot.understanding.lexicon import COURTESIES, GREETINGS, NO, PLEASE, SECOND_THOUGHTS, YES, after, any_of, before
from bot.understanding.replies.acknowledgements import read_acknowledgement
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.dates import days_in
from bot.understanding.values.times import read_time

LOOKED_AT = 300  # characters
LONGEST = 16  # words; a longer message says more than a wish

WishKind = Literal[
    "person",
    "stop",
    "cancel",
    "later",
    "restart",
    "language",
    "help",
    "greeting",
    "thanks",
    "goodbye",
    "robot",
    "preferences",
    "telegram",
    "known",
    "noted",
    "hesitating",
]


class Wish(Struct, frozen=True):
    """`person`: talk to someone of the shop. `stop`, `cancel`: end this conversation. `later`: not now, at `when` if
    said (in the zone of `now`). `restart`: from the beginning. `language`: answer in `language` from now on.
    `preferences`: see and change what they are written for. `telegram`: go on there. `known`: they are known elsewhere,
    or by a number or an e-mail. `robot`: asks whether a machine speaks. A courtesy (`greeting`, `thanks`, `goodbye`,
    `noted`: declines or regrets, `hesitating`: "euh…") is one only when nothing else is said.

    `sure` false: it may also be an answer to the question on the table ("cancel" where a choice says so): look there
    first. `whole`: an acknowledgement from end to end, so that it is no question of theirs either.
    """

    kind: WishKind
    sure: bool = True
    whole: bool = False
    when: datetime | None = None
    language: str | None = None


_SOMEONE = (
    r"(?:quelqu un|une? (?:vraie? )?(?:personne|humain|humaine|conseill\w+|vendeu\w+|agent|operateur|operatrice"
    r"|responsable|employe\w*|technicien\w*|etre humain|interlocuteur)|(?:de )?vive voix|le magasin|la boutique"
    r"|(?:a |an |the |some ?|real |live |human )*(?:person|human|agent|advisor|adviser|representative|someone|somebody"
    r"|staff|operator|manager|assistant|human being))"
)
_PERSON = re.compile(
    rf"\b(?:parler|discuter|echanger|causer|voir|contacter|joindre|avoir) (?:directement )?(?:a |avec "
    rf"|au )?{_SOMEONE}\b"
    r"|\bparler au (?:magasin|responsable|vendeur|patron|service client)\b|\bservice client\b"
    rf"|\b(?:talk|speak|chat|connect\w*|transfer\w*|put me through) (?:me )?(?:to|with) {_SOMEONE}\b"
    rf"|\b(?:passez|passe|passer|mettez|met) moi {_SOMEONE}\b|\bappelez moi\b|\brappelez moi\b|\bcall me\b"
    rf"|\b(?:je veux|je voudrais|j aimerais|il me faut|i want|i need|i d like|get me|give me) {_SOMEONE}$"
    rf"|^(?:{_SOMEONE}|humain|conseiller|conseillere|vendeur|human|agent|operateur|operator|advisor|real person"
    rf"|a human)"
    rf"{after(PLEASE)}$"
    r"|\bpas (?:parler |discuter )?(?:a |avec )un (?:robot|bot|ordinateur|automate)\b"
    r"|\bnot (?:to a |with a )(?:robot|bot|machine)\b"
    rf"|\b(?:{_SOMEONE}|on) (?:peut|pourrait|can|could|to) (?:me |m )?(?:r?appeler|call me)\b"
    r"|\b(?:can|could|may) i (?:please )?(?:talk|speak) (?:to|with) one\b"
    r"|\bun humain\b|\bun etre humain\b|\ba human\b|\breal person\b"
)
_CALL_BACK = re.compile(r"\br?appel|\bcall\b")
_ROBOT = re.compile(
    r"\b(?:es tu|tu es|t es|etes vous|vous etes|c est|est ce que tu es|est ce que vous etes|je parle a|suis je avec) "
    r"(?:bien )?(?:un |une |avec un )?(?:vrai(?:e)? )?(?:robot|bot|chatbot|automate|machine|ia|humain|personne"
    r"|ordinateur|quelqu un)\b"
    r"|\b(?:are you|r u|is this|am i (?:talking|speaking) (?:to|with)|i m talking to) (?:a |an )?(?:real )?"
    r"(?:robot|bot|chatbot|machine|ai|human|person|computer|automated)\b|^(?:robot|bot|chatbot)$"
    rf"|^{before('but, so, wait, hey, mais, et, dis')}(?:are you|r u|you|t es|tu es|vous etes|es tu|etes vous) "
    r"(?:even |really |for |un |une )?(?:real|vraie?|reele?|reelle)$"
)
_STOP = re.compile(
    rf"^{before(NO, COURTESIES, 'ok, bon, allez')}(?:stop|arrete\w*|arretons|on arrete|j arrete"
    r"|je m arrete la|on s arrete la|"
    r"laissez tomber|laisse tomber|oubliez|oublie|oublie ca|oubliez ca|tant pis|c est bon j arrete|abandonner"
    r"|j abandonne|quitter|(?:c est |tout est )?(?:deja )?(?:regle|resolu)|(?:it s |that s |all )?(?:already )?"
    r"(?:settled|sorted(?: out)?)|"
    r"quit|exit|end|forget it|never ?mind|nevermind|i give up|let s stop|drop it|that s all|c est tout"
    r"|ce sera tout|terminer|fin)"
    rf"{after(COURTESIES, 'la, ca, cela, it, here, now, tout, pour aujourd hui, for today, for now')}$"
)
_CANCEL = re.compile(
    r"^(?:(?:je (?:veux|voudrais|souhaite|prefere)|j aimerais|i (?:want|d like|need) to|please|merci d|svp) )?"
    rf"(?:annul(?:er|ez|e|ons)|cancel|abort){after(COURTESIES, 'tout, ca, cela, it, this, that, all, everything')}$"
)
_LATER = re.compile(
    r"\b(?:plus tard|pas maintenant|pas tout de suite|une autre fois|un autre jour|later|not now|not right now"
    r"|another time"
    r"|another day|some other time|je suis occupee?|pas le temps|j ai pas le temps|i m busy|busy right now|no time"
    r"|je conduis|i m driving|je suis au travail|i m at work|en reunion|in a meeting|tout a l heure"
    r"|dans un moment|in a bit|in a while)\b"
    r"|\b(?:je (?:vais|dois|veux) (?:y )?reflechir|je reflechis|laissez moi (?:le temps de )?reflechir"
    r"|let me think|i ll think about it"
    r"|i need to think|need to think|think it over|je reviens|je reviendrai|i ll (?:be|come|get) back"
    r"|je vous (?:redis|recontacte|dirai)"
    r"|on (?:en reparle|verra)|we ll see|reparlons|remind me|rappelle moi|relancez moi|recontactez moi"
    r"|ecrivez moi|reprendre|reprenons"
    r"|sleep on it|la nuit porte conseil|je dors dessus|dormir dessus"
    r"|(?:je|on) (?:le |la |les |y )?(?:verrai|verra|regarderai|commanderai|deciderai) (?:ca |cela )?(?:demain|ce soir"
    r"|plus tard|ce week end|la semaine prochaine|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|(?:(?:il )?faut (?:d abord )?que j|je (?:dois|vais|veux|voudrais)(?: d abord)?|j ai besoin d|j aimerais) ?"
    r"(?:en |y )?(?:parler?|discuter?|demander?|voir)(?: d abord)?(?: ca| cela)? (?:a|avec|au) (?:mon|ma|mes|notre) \w+"
    r"|(?:i need|i have|i want|i ll have|let me|i d like|i should)(?: to)?(?: first)?"
    r" (?:talk|speak|check|ask|discuss|see)"
    r"(?: (?:it|this|that|about it))?(?: over)?(?: (?:to|with))? my \w+"
    r"|i need (?:a bit |some |more )?(?:more )?time|give me (?:a bit|some time|a day|a moment)"
    r"|besoin (?:d un peu )?de temps"
    r"|text me|message me|demain plutot|plutot demain|maybe tomorrow|peut etre demain)\b"
)
_WHEN = re.compile(r"^(?:demain|ce soir|plutot demain|tomorrow|tonight|ce week end|lundi|monday)(?: \w+){0,2}$")
_RESTART = re.compile(
    r"\b(?:recommenc\w+|repartons? (?:a|de) zero|reprendre (?:a|de|depuis) (?:zero|le debut|debut)|(?:depuis|du"
    r"|au) debut|restart|"
    r"start (?:over|again|from scratch)|begin again|from the (?:beginning|start)|reset|menu principal"
    r"|retour au menu|main menu)\b"
    r"|^menu$|^/?start$"
)
_HELP = re.compile(
    r"^(?:(?:j ai |i )?(?:besoin d |need )?(?:aide|help)(?: moi| me)?(?: svp| stp| please)?|aidez moi|help me"
    r"|/?help|/?aide"
    r"|(?:que|qu est ce que) (?:savez vous|sais tu|peux tu|pouvez vous|tu peux|vous pouvez|tu sais|vous savez) faire"
    r"|what can (?:you|u) do|comment ca marche|how does (?:this|it) work|how do you work)$"
)
_PREFERENCES = re.compile(
    r"(?:(?:je (?:veux|voudrais|souhaite)|j aimerais|pouvoir|comment|ou|puis je|i (?:want|d like) to|how (?:do|can) i"
    rf"|can i|{any_of(GREETINGS, PLEASE)}) )*"
    r"(?:(?:(?:gerer|voir|modifier|changer|regler|consulter) )?(?:mes|les) (?:preferences|messages|notifications"
    r"|consentements|accords)"
    r"|(?:(?:manage|see|change|edit|set|update) )?(?:my|the) (?:preferences|messages|notifications|consents"
    r"|message settings)"
    r"|preferences|centre de preferences|preference cent(?:er|re)|manage what you send me|que m envoyez vous"
    rf"|what do you send me){after(COURTESIES)}"
)
_TELEGRAM = re.compile(
    rf"(?:(?:{any_of(GREETINGS, YES, PLEASE)}|je (?:veux|voudrais|souhaite|prefere|peux)|j aimerais|puis je"
    r"|on peut|peut on|est ce qu on peut|pouvons nous|pourrait on|comment|can (?:we|i)|could (?:we|i)|let s"
    r"|how (?:do|can) i|i (?:want|d like|prefer|d prefer) to) )*"
    r"(?:continu(?:er?|ons|ez)|poursui(?:vre|vons|vez)|passer|passons|basculer|basculons|repren(?:dre|ons|ez)|aller"
    r"|go on|carry on|switch|move|go|chat|talk)"
    r"(?: (?:la|cette|notre|cet|the|this|our|it|ca|cela)(?: (?:conversation|discussion|echange|chat|talk))?)?"
    rf" (?:sur|on|to|over to|in|via|par|with) telegram{after(COURTESIES, SECOND_THOUGHTS)}"
)
_LANGUAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "en",
        re.compile(
            r"\b(?:in|speak|do you speak|can you speak|to|switch to) english\b|^english(?: please)?$"
            r"|^(?:en )?anglais(?: svp| s il vous plait)?$"
            r"|\b(?:en|parlez|parle|parler|parlez vous) (?:en )?anglais\b|\bi don t (?:speak|understand) french\b|^en$"
            r"|\bje (?:ne )?(?:parle|comprends) pas (?:le |bien )?francais\b"
            r"|\b(?:prefer\w*|rather(?: have| use)?|aimerais|aime) (?:mieux )?(?:l )?(?:anglais|english)\b"
        ),
    ),
    (
        "fr",
        re.compile(
            r"\b(?:en|parlez|parle|parler|parlez vous) (?:en )?francais\b|^francais(?: svp| s il vous plait"
            r"| please)?$|^(?:in )?french(?: please)?$"
            r"|\b(?:prefer\w*|rather(?: have| use)?|aimerais|aime) (?:mieux )?(?:le )?(?:francais|french)\b"
            r"|\b(?:in|speak|do you speak|can you speak|to|switch to) french\b|\bje (?:ne )?(?:parle"
            r"|comprends) pas (?:l )?anglais\b|^fr$"
            r"|\bi don t (?:speak|understand) english\b"
        ),
    ),
)
_A_MANUAL_IS = re.compile(r"\b(?:manuals?|instructions?|leaflet|labels?|notices?|mode d emploi|livret|videos?)\b")
_GREETINGS = phrases(
    """
    bonjour, bonsoir, salut, coucou, hello, hi, hey, hi there, hello there, hey there, good morning, good afternoon,
    good evening, bjr, bsr, slt, cc, yo, hola, re, rebonjour, re bonjour, bonjour bonjour, bonjour a vous, bonjour a
    tous, bonjour madame, bonjour monsieur, salut ca va, bonjour ca va, ca va, comment ca va, comment allez vous,
    bonjour comment allez vous, vous allez bien, how are you, hello how are you, hi how are you, how s it going, what
    s up, morning, enchante, enchantee, nice to meet you, allo, vous etes la, tu es la, t es la, quelqu un, il y a
    quelqu un, anyone there, anybody there, are you there, is anyone there, comment vas tu, tu vas bien, ca va bien,
    hello hello, bonjour vous, heya, hiya, howdy, hey hey, hi again, hello again, me revoila, me revoici,
    c est encore moi, c encore moi, it s me again, its me again, i m back, im back, me again
    """
)
#: What a greeting may go on with and still be nothing but a greeting.
_GREETED = r"(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening)|bjr|bsr|slt|rebonjour)"
_POLITE = (
    r"(?:a (?:vous|tous|toutes)|(?:(?:c est|c|cest|ce n est que|it s|its|it is|just|only) )+(?:encore |re |toujours )?"
    r"(?:moi|me)(?: again| encore| de nouveau)?|me (?:revoila|revoici|revoilou)|(?:i m|im|i am) back(?: again)?"
    r"|(?:je suis )?de retour|(?:a )?(?:toute )?l equipe|madame|monsieur|mesdames|messieurs|maison \w+|there|again"
    r"|team|everyone"
    r"|(?:j espere|en esperant) que (?:vous allez bien|tout va bien|vous vous portez bien|tu vas bien|ca va)(?: bien)?"
    r"|(?:comment )?(?:ca va|allez vous|vous allez|tu vas|vas tu)(?: bien)?(?: aujourd hui)?"
    r"|i hope (?:you(?: are|re| re)?|this finds you|all is|everything is) (?:doing )?(?:well|fine|ok|good)"
    r"|how (?:are you|s it going|is it going|do you do)(?: doing)?(?: today)?|bonne annee|happy new year|enchantee?"
    r"|(?:je vous souhaite )?(?:une )?(?:bonne|belle|excellente) (?:journee|soiree))"
)
_GREETING = re.compile(rf"{_GREETED}(?: (?:et )?{_POLITE}){{1,3}}(?: (?:merci|et vous|and you))?$")
#: What thanks may go on with and still be nothing but thanks: "merci beaucoup, vous êtes adorable".
_KIND = (
    r"(?:(?:vous etes|t es|tu es|c est) (?:(?:vraiment|trop|tres|si|super) )?(?:adorables?|gentil(?:le)?s?|geniale?s?"
    r"|sympas?|super|parfaite?s?|au top|efficaces?)|(?:you (?:are|re)|that (?:is|s)) (?:(?:so|very|really|too) )?"
    r"(?:kind|great|lovely|helpful|perfect|the best)(?: of you)?"
    r"|pour (?:tout|(?:votre|ton|l) (?:aide|reponse|patience|accueil))"
    r"|for (?:everything|your (?:help|time|answer|patience)))"
)
_THANKING = re.compile(
    r"(?:merci|thanks|thank you)(?: (?:beaucoup|infiniment|bien|mille fois|a vous|so much|very much|a lot))?"
    rf"(?: (?:et )?{_KIND}){{1,3}}(?: (?:bonne|belle) (?:journee|soiree))?$"
)
_THANKS = phrases(
    """
    merci, merci beaucoup, merci bien, merci a vous, merci infiniment, merci mille fois, mille mercis, un grand
    merci, grand merci, super merci, ok merci, d accord merci, parfait merci, tres bien merci, genial merci, top
    merci, merci c est gentil, merci c est parfait, c est gentil, c est parfait merci, merci pour tout,
    merci quand meme, thanks anyway, thanks for everything, thank you for everything, merci pour
    votre aide, merci de votre aide, merci pour l info, merci pour votre reponse, merci pour la reponse, merci pour l
    information, thanks, thank you, thanks a lot, thank you so much, thank you very much, many thanks, thx, ty,
    cheers, ok thanks, great thanks, perfect thanks, perfect thank you, great thank you, thanks so much, thanks for
    your help, thank you for your help, thanks for the help, much appreciated, merci merci, mrc, merciii, merci c est
    note, c est note merci, merci bonne journee, merci bonne soiree, thanks bye, bien merci, non c est bon merci, c
    est bon merci, ok, okay, d accord, ca marche, entendu, compris, c est compris, bien recu, got it, understood, ok
    super, ok parfait, super, top, genial, parfait, nickel, great, perfect, awesome
    """
)
_GOODBYES = phrases(
    """
    au revoir, a bientot, a plus, a plus tard, a demain, bonne journee, bonne soiree, bon week end, bonne nuit, ciao,
    bye, bye bye, goodbye, good bye, see you, see you later, see you soon, see ya, have a good day, have a nice day,
    good night, take care, merci au revoir, thanks bye, salut a plus, a la prochaine, adieu, bisous, bonne fin de
    journee, bonne continuation, au revoir et merci, merci et au revoir, merci a bientot, merci et bonne journee, au
    revoir bonne journee
    """
)
_COURTESIES: tuple[tuple[WishKind, frozenset[str]], ...] = (
    ("goodbye", _GOODBYES),
    ("thanks", _THANKS),
    ("greeting", _GREETINGS),
)
#: Praise that also says yes: a wish only where no question waits.
_PRAISE = phrases(
    "ok, okay, d accord, ca marche, entendu, compris, c est compris, bien recu, got it, understood, ok super, "
    "ok parfait, super, top, genial, parfait, nickel, great, perfect, awesome, ca va, c est parfait, ok merci, "
    "d accord merci"
)
_HELD_DOWN = re.compile(r"([a-z])\1{2,}")


def read_wish(text: str, *, now: datetime, language: str = "fr") -> Wish | None:
    """Return what the customer wishes, or None. `now` is aware, in the customer's own zone. Never raises.

    `language` is the one the text is read in, for "in two days".
    """
    said = _HELD_DOWN.sub(r"\1\1", plain(text, LOOKED_AT))
    if not said:
        return _acknowledgement(text)
    if said.count(" ") >= LONGEST:
        return Wish("person") if _PERSON.search(said) else None
    return (
        _courtesy(said)
        or _acknowledgement(text)
        or _about_us(said, text, now, language)
        or _about_the_conversation(said, text, now, language)
    )


def _courtesy(said: str) -> Wish | None:
    kind = next((kind for kind, ways in _COURTESIES if said in ways), None)
    if kind is None and _GREETING.match(said):
        kind = "greeting"
    elif kind is None and _THANKING.match(said):
        kind = "thanks"
    return None if kind is None else Wish(kind, sure=said not in _PRAISE)


def _acknowledgement(text: str) -> Wish | None:
    kind = read_acknowledgement(text)
    return None if kind is None else Wish(kind, sure=False, whole=True)


def _about_us(said: str, text: str, now: datetime, language: str) -> Wish | None:
    """Who speaks, and in what language."""
    if _ROBOT.search(said):
        return Wish("robot")
    if _PERSON.search(said):
        return Wish("person", when=_when(text, now, language) if _CALL_BACK.search(said) else None)
    wanted = next((language for language, pattern in _LANGUAGES if pattern.search(said)), None)
    if wanted is not None and not _A_MANUAL_IS.search(said):
        return Wish("language", sure=len(said) > 2, language=wanted)
    if _PREFERENCES.fullmatch(said):
        return Wish("preferences")
    if _TELEGRAM.fullmatch(said):
        return Wish("telegram")
    if claims_to_be_known(text):
        return Wish("known")
    return Wish("help") if _HELP.match(said) else None


def _about_the_conversation(said: str, text: str, now: datetime, language: str) -> Wish | None:
    """Whether to go on with it, and when."""
    if _RESTART.search(said):
        return Wish("restart", sure=False)
    if _CANCEL.match(said):
        return Wish("cancel", sure=False)
    if _STOP.match(said):
        return Wish("stop", sure=False)
    if "?" not in text and (_LATER.search(said) or _WHEN.match(said)):
        return Wish("later", sure=False, when=_when(text, now, language))
    return None


def _when(text: str, now: datetime, language: str) -> datetime | None:
    """The day and the time said; ten in the morning of a day without a time; None where neither is said or it is
    past.
    """
    days = days_in(text, language, now) or days_in(text, "fr" if language == "en" else "en", now)
    hour = read_time(text, language, now)
    at = time.fromisoformat(hour.value) if isinstance(hour, Understood) and isinstance(hour.value, str) else None
    if not days and at is None:
        return None
    hour_of_day = at or _usual_hour(text)
    possible = sorted(days) or [now.date(), now.date() + timedelta(days=1)]
    moments = (datetime.combine(day, hour_of_day, tzinfo=now.tzinfo) for day in possible)
    return next((moment for moment in moments if moment > now), None)


def _usual_hour(text: str) -> time:
    said = plain(text, LOOKED_AT)
    if re.search(r"\b(?:soir|soiree|tonight|evening)\b", said):
        return time(18)
    return time(15) if re.search(r"\b(?:aprem|apres midi|afternoon)\b", said) else time(10)
