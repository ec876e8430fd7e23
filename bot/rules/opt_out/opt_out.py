"""Recognising that a customer wants no more messages, or wants them again.

Three verdicts. A keyword of the carriers' lists alone, with a courtesy, or with words about messages ("stop la pub") is
taken at once, and so is the same wish in free words ("ne m’écrivez plus"). A message that opens with such a word and
goes on about something unknown is asked about. Everything else is none of this module's business: "je veux annuler ma
commande" is an order's, "stop the shipment" too, and "effacez mes données" is the right to erasure, with an answer
of its
own.

It errs on the side of stopping: a customer who is taken at their word by mistake says START, one who is not is lost,
and the shop has broken the law (CNIL's guidance on article L.34-5 CPCE; CTIA's and Twilio's keyword lists). YES and
OUI are never taken for an opt-in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.rules.opt_out.opt_out_context import (
    CANCELS_A_THING,
    OFF_A_LIST,
    SENT_AWAY,
    SOMEBODY_ELSE,
    TAKES_A_WORD_BACK,
    in_other_words,
)
from bot.rules.opt_out.opt_out_grammar import wants_no_more
from bot.rules.opt_out.opt_out_hints import hints_at_one
from bot.rules.opt_out.opt_out_limits import limit_of, without_emphasis
from bot.rules.opt_out.opt_out_spelling import mended
from bot.rules.opt_out.opt_out_words import SILENT, is_known, letter_of, skeleton
from bot.rules.texts.plain_text import plain, words

#: What carriers and Twilio react to by themselves on SMS: no choice of a flow may be called so there.
RESERVED_WORDS: frozenset[str] = words(
    """
    STOP STOPALL STOPP UNSUBSCRIBE END QUIT CANCEL REVOKE OPTOUT ARRET START UNSTOP YES HELP INFO AIDE
    """
)

LOOKED_AT = 400  # characters; nobody hides an opt-out behind more
SHORT = 30  # characters: the labels and small words that everybody answers with are remembered


class OptOut(Struct, frozen=True):
    """`kind`: `stop` withdraws consent, `start` asks for messages again, `help` wants to know who writes.

    `sure` false: it may be meant so; ask ("do you want no more messages from us?"), withdraw nothing silently.
    `by` is `word` for a keyword of the carriers' lists, `phrase` for an intent in free words (flag it for staff).
    """

    kind: Literal["stop", "start", "help"]
    sure: bool = True
    by: Literal["word", "phrase"] = "word"


#: Opt-out words of the carriers and of the countries we speak to, plain. Open a message: "stop la pub".
_STOP = words(
    """
    stop stopp stopall stope stopez stopper stoppez stoper stpo sotp st0p aret arret arrete arretes arretez arreter
    cease cessez cesser desist unsubscribe optout revoke desabonner desabonnement desinscrire desinscription
    resilier stopzetten afmelden
    abmelden baja
    """
)
#: Opt-out words only when nothing else is said: they open too many other sentences.
_STOP_ALONE = words("discontinue unfollow end quit cancel remove ende alto cancelar annulla basta parar sair")
_HELP = words("help info infos aide contact hilfe ayuda aiuto")
_START = words("start unstop")

_KEYWORDS_BEGIN = ("arret", "desab", "desin", "unsub")
#: What stands beside a keyword without changing it, joints and courtesies aside.
_BESIDE = words(
    """
    xxx make trop too many demande interesse interessee interested wrong person mauvais
    dit dis dire redis repete envoye ecrit said say told tell asked whatsapp telegram
    bot jai ai tout everything hein quoi deja et omg yeah oui mais eh putain bordel merde fucking damn tt
    """
)
#: What else a shop's customer may want stopped, or where something stops: no opt-out, whatever the first word.
_ABOUT_SOMETHING_ELSE = words(
    """
    commande order orders livraison delivery shipment parcel colis machine abonnement subscription goutte
    gouttes button bouton heure heures h pm am time day by ou encore bus tram metro vous
    """
)
#: A wish in free words, over the letters of `opt_out_words`.
_WISHES = re.compile(
    "|".join(
        (
            # arrêtez de m’écrire, stop the texts
            "H(?:m?S?m?M|mW|mSo?M|mS$|Sm|S$|Wm?|SM|RM|R$|XL)",
            # je veux que vous arrêtiez; end messages
            "Sm?H$|[WM]H$|ho?m?M+$|HNM",
            # ne m’écrivez plus, n’envoyez plus rien
            "^W+N(?:D|M)|N+Sm?(?:$|M)|NRL|[Hh]Sm?M|mW[nN]?N|W?mWN|mSN(?:M|N|g|$)|SNM|SNN|SN$",
            # don't send me messages
            "nSm?[nN]?M|NSm?M|m?SN?M(?<=NM)|SmnM|nmSNM|(?<!X)nm(?:W|SM?$|SM)|nWN|WmnN?",
            # don't text me, do not text this number
            "[nN]+WmN?$|[nN]+m?WD|[nN]Mm$|[nN]+Mm(?:[nN]|$)|nMD|NMm$|(?<!f)nW$|nMS$",
            # je ne veux plus…
            "V[nN]+(?:R?N?M|m?W|RN?$|NRN?$|mS)|Nm?V|nV(?:N?R?N?M|R$|m?W|S?HM?)|nVnM|NRM|NR$|(?<!f)nR$|NSm?g|nSm?g",
            # plus de pub, no more texts
            "^[NH]*N+M|N+(?:W|mW|mS|SM|RN?M)|NVM|^nN?M+$|nNM$|(?<!f)^nM$|o[n]M$",
            # marre de vos pubs, je retire mon accord
            "F(?:RM|M(?!m)|C)|XC|mFR?M|mFo{1,4}M|mFo?(?:D|$)",
            # cancel my subscription to these texts; disable notifications
            "^m?h+s?M+$|[hHX]sM",
            # remove me, retirez mon numéro
            "Xm(?:$|L|M|R|D)|mX(?:$|L|M|D)|XD(?!o)|XDL|RmL|VXm?L",
            # laissez-moi tranquille
            "lmP|lPm?(?:M|$)",
        )
    ),
    re.MULTILINE,  # a line a clause
)
#: Halting or "no more", close to messages, in words that no pattern above knows.
_PERHAPS = re.compile("[NHF].{0,3}[MW]|[MW].{0,2}N")
#: Leaving a list: certain, unless the customer names what they leave.
_LEAVES = re.compile("U(?P<other>[mn]?o)?")
_OPT_OUT = re.compile(
    r"\bopt(?:ed|ing)?(?: me| us)? out\b|\btake (?:me|my (?:phone )?number) off\b(?! (?:the )?place)|\bleave me be\b"
)
#: They want us to go on.
_GO_ON = re.compile(
    r"\b(?:don ?t|do not|never|can ?t|cannot|couldn ?t|could not|won ?t|doesn ?t|n|jamais) (?:stop|arret|cess)"
    r"|\bnarret"
    r"|\bhesite\w* (?:surtout )?pas (?:surtout )?a (?:me |m |nous )?(?:re)?(?:ecri|contact|envoy|appel|relanc|prevenir"
    r"|tenir|dire|text|message|solliciter)"
    r"|\b(?:feel free|hesitate) to (?:text|write|message|contact|send|reach|call|let|keep|ask|get in)"
)
_AGAIN = re.compile(
    r"\b(?:resubscribe|subscribe me again|reabonne[rz]? ?moi|me reabonner?|reinscri\w+ moi|me reinscrire)\b"
    r"|\b(?:de|a) nouveau (?:recevoir )?(?:vos |les |des )?(?:sms|messages?|offres?)\b"
)
#: They refuse the machine and want somebody: "stop the automated replies, I want a person".
_MACHINE = re.compile(r"\b(?:robots?|bots?|chatbots?|automat\w+)\b")
_SOMEBODY = re.compile(
    r"\b(?:personnes?|humaine?s?|conseill\w+|quelqu un|vendeu\w+|persons?|humans?|someone|somebody|agent|advis[eo]r)\b"
)
#: "Arrête 😂": hardly meant.
_LAUGHS = re.compile("[\U0001f602\U0001f923\U0001f606\U0001f639]")
#: "+ de sms": no more of them.
_PLUS = re.compile(r"(?<![\w+])\+ ?(?=(?:de|d['’]|recev\w*|rien|jamais|me|m['’]|besoin|aucun)\b)", re.IGNORECASE)
#: "stoooop"
_HELD_DOWN = re.compile(r"([a-z])\1{2,}")
#: Letters of words that change nothing beside a keyword: messages, sending, not, no more, me, a number ("stop la pub").
_WITH_A_KEYWORD = frozenset("MWSRnNmDLF") | {""}
#: A command of Telegram, in a group or as its menu writes it: "/stop@moka_bot".
_ADDRESSED = re.compile(r"^(\s*/\w+)@\w+")
_SENTENCES = re.compile(r"[.!\n]+")
_CLAUSES = re.compile(r"[^.,;:!?…()\n]+\s*\??")
#: How often it was said changes nothing.
_HOW_OFTEN = re.compile(r"\bfor the last time\b|\bpour la (?:derniere|enieme) fois\b|\b\d+ (?:fois|times|x)\b")
#: A clause that wonders, or asks for goods, is no wish: "why did you stop…", "avez-vous…".
_WONDERS = re.compile(
    r"(?:why|when|where|what|which|who|pourquoi|quand|ou est|does|is there"
    r"|did you|do you (?:have|sell)|avez vous|vous avez|vous vendez|vous ne m)\b"
)
#: A question is a wish where it is a request: "can you stop…", "comment me désabonner ?".
_REQUEST = re.compile(
    r"\b(?:can|could|would|will|how|please|pls|plz|comment|pouvez|pouvons|pourriez|pourrais|peut|peux|possible"
    r"|svp|stp)\b"
)
#: They may have had enough: "no more", "count me out".
_MAYBE_ENOUGH = re.compile(r"(?:i |please )?(?:no more|(?:want|count me|let me) out)")


def recognise(text: str) -> OptOut | None:
    """Return what `text` says about being written to, or None. Never raises; looks at the first 400 characters."""
    text = text[:LOOKED_AT]
    return _recognise(text) if len(text) > SHORT else _recognise_short(text)


def wants_nothing(text: str) -> bool:
    """Tell whether what is said of an hour or a day is no limit of an opt-out: « surtout le soir » makes it stronger,
    « le soir je dors » says why, and a keyword stands alone beside it.
    """
    limit = limit_of(text)
    if without_emphasis(text) != text:
        return True
    found = recognise(text) if limit else None
    return found is not None and found.kind == "stop" and (limit == "aside" or found.sure)


def _recognise(text: str) -> OptOut | None:
    text = without_emphasis(_PLUS.sub("plus ", _ADDRESSED.sub(r"\1", text)))
    said = plain(text)
    if text.lstrip().startswith("/start"):
        return None  # Telegram's own "open the chat"
    limit = limit_of(text)
    if _MACHINE.search(said) and _SOMEBODY.search(said):
        return _by_last_clause(text, _simplified(said).split())
    found = _by_rule(text, _simplified(said), limited=limit == "limited") if said else None
    if found is not None and ((limit == "aside" and found.by == "phrase") or _LAUGHS.search(text)):
        return replace(found, sure=False)
    if found is None and limit != "limited" and not _GO_ON.search(said) and hints_at_one(text, said):
        return OptOut("stop", sure=False, by="phrase")
    return found


def _by_rule(text: str, said: str, *, limited: bool) -> OptOut | None:
    """A limited wish ("stop le soir") is for `understanding.contact.contact_wishes`, unless a keyword stands alone."""
    tokens = said.split()
    by_word = _by_word(tokens, asks="?" in text) or _by_last_clause(text, tokens)
    if by_word is not None and (by_word.sure or by_word.kind != "stop"):
        return by_word
    if limited:
        return _by_last_clause(text, tokens)
    return _by_phrase(text, said) or by_word


def _simplified(said: str) -> str:
    """Return plain words without what hides a keyword, or only looks like one."""
    said = in_other_words(_HOW_OFTEN.sub("", _HELD_DOWN.sub(r"\1", said)))
    return " ".join(mended(said.split(), _is_a_word))


def _is_a_word(token: str) -> bool:
    return (
        token in _STOP
        or token in _STOP_ALONE
        or token in _HELP
        or token in _START
        or (is_known(token) and not token.startswith(_KEYWORDS_BEGIN))
    )


_recognise_short = lru_cache(maxsize=1024)(_recognise)


def _by_word(tokens: list[str], *, asks: bool) -> OptOut | None:
    said = [token for token in tokens if token not in SILENT]
    if len(said) == 1 and not CANCELS_A_THING.match(" ".join(tokens)):
        return _alone(said[0], tokens[0])
    if len(said) > 1 and tokens[0] in _STOP_ALONE and all(letter_of(token) == "M" for token in said[1:]):
        return OptOut("stop", sure=not asks)
    keyword = next((token for token in said if token in _STOP), None)
    if keyword is None or _GO_ON.search(" ".join(tokens)):
        return None
    if all(token in _STOP or _goes_with_it(token) for token in said):
        return _beside(keyword, tokens, asks=asks)
    if TAKES_A_WORD_BACK.search(" ".join(tokens)):
        return None
    return _opening(said) if tokens[0] == said[0] else None


def _alone(word: str, first: str) -> OptOut | None:
    """A single word, courtesies aside."""
    if word in _STOP or (word in _STOP_ALONE and word == first):
        return OptOut("stop")
    if word in _HELP:
        return OptOut("help")
    return OptOut("start") if word in _START else None


def _beside(keyword: str, tokens: list[str], *, asks: bool) -> OptOut | None:
    """A keyword among words that go with it; "non stop", "arrêtez-vous…" and questions stay in doubt."""
    inverted = tokens[tokens.index(keyword) + 1 :][:1] == ["vous"]
    return OptOut("stop", sure=not (asks or inverted or tokens == ["non", "stop"]))


def _opening(said: list[str]) -> OptOut | None:
    """A keyword first, and up to three words that say something of their own."""
    if said[0] not in _STOP or said[0] == "arret" or len(said) > 4:
        return None
    if any(word in _ABOUT_SOMETHING_ELSE or word[0].isdigit() for word in said[1:]):
        return None
    return OptOut("stop", sure=False)


def _by_last_clause(text: str, tokens: list[str]) -> OptOut | None:
    """A sentence of its own, or the last thing said, is the keyword: "on ne se connaît pas, stop"."""
    if _STOP.isdisjoint(tokens) or TAKES_A_WORD_BACK.search(" ".join(tokens)):
        return None
    sentences = [plain(part) for part in _SENTENCES.split(text)]
    last = _clauses(text)[-1:]
    alone = [[t for t in mended(said.split(), _is_a_word) if t not in SILENT] for said in (*sentences, *last)]
    return OptOut("stop") if any(len(said) == 1 and said[0] in _STOP for said in alone) else None


def _by_phrase(text: str, said: str) -> OptOut | None:
    if _OPT_OUT.search(said) or OFF_A_LIST.search(said):
        return OptOut("stop", by="phrase")
    if _MAYBE_ENOUGH.fullmatch(said):
        return OptOut("stop", sure=False, by="phrase")
    if not _GO_ON.search(said) and not _AGAIN.search(said):
        shapes = [clause for clause in _clauses(text) if wants_no_more(clause.rstrip("?"))]
        if shapes:
            return OptOut("stop", sure=any(_asks_for_it(clause) for clause in shapes), by="phrase")
    letters = skeleton(said.split())
    found = _by_letters(text, said, letters) if letters else None
    return found or (OptOut("stop", sure=False, by="phrase") if SENT_AWAY.search(said) else None)


def _by_letters(text: str, said: str, letters: str) -> OptOut | None:
    if _AGAIN.search(said):
        return OptOut("start", sure=False, by="phrase")
    return None if _GO_ON.search(said) else _by_skeleton(text, letters)


def _by_skeleton(text: str, letters: str) -> OptOut | None:
    wishes = [clause for clause in _clauses(text) if _is_wish(clause, letters)]
    if wishes:
        return OptOut("stop", sure=any(_asks_for_it(clause) for clause in wishes), by="phrase")
    if leaving := _LEAVES.search(letters):
        return OptOut("stop", sure=leaving["other"] is None, by="phrase")
    perhaps = len(letters) <= 6 and "f" not in letters and _PERHAPS.search(letters)
    if perhaps and SOMEBODY_ELSE.match(plain(text)):
        return None
    return OptOut("stop", sure=False, by="phrase") if perhaps else None


def _asks_for_it(clause: str) -> bool:
    return "?" not in clause or bool(_REQUEST.search(clause))


def _is_wish(clause: str, letters: str) -> bool:
    """`letters` are the whole text's: "I never gave you my number. Remove it." names it first."""
    said = skeleton(clause.replace("?", "").split())
    if _WONDERS.match(clause) or SOMEBODY_ELSE.match(clause):
        return False
    return bool(_WISHES.search(said)) or ("D" in letters and said in {"X", "Xm", "mX"})


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text, simplified, none empty; those that ask end with a question mark."""
    found = ((_simplified(plain(part)), part) for part in _CLAUSES.findall(text))
    return [f"{said}?" if part.endswith("?") else said for said, part in found if said]


def _goes_with_it(token: str) -> bool:
    return token in _BESIDE or letter_of(token) in _WITH_A_KEYWORD or (token.isdigit() and len(token) == 5)
