"""The vocabulary of opting out: which words speak of stopping, of messages, of being written to, of being removed.

A wish such as "merci de ne plus m’envoyer de pub" is too varied to list, but its skeleton is not: negation, me, send,
messages. `skeleton` writes each word of a text as one letter for what it speaks of, leaving out courtesies and joints,
so that `bot.rules.opt_out` can hold a few short patterns against it.

- `H` halting: stop, arrêtez, cease; `h` ending, cancelling, of anything at all
- `N` no more: plus, jamais, never, rien; `n` not: pas, don't
- `M` messages, advertisements; `S` sending; `R` receiving; `W` writing to or bothering somebody; `m` me, moi
- `V` wanting; `F` refusing, being fed up; `C` consent
- `X` removing: retirez, remove; `D` my number, where I am written to; `L` a mailing list, a file
- `U` leaving a list: désabonner, unsubscribe; `s` opting, subscribing, again, taking
- `g` things of any sort: anything, stuff
- `P` peace: alone, tranquille, la paix; `l` leaving (somebody in peace)
- `f` what happened, or did not: reçu, sent
- `o` anything else

"My data" and "my account" are anything else: to have them erased is another right (article 17 GDPR) than not to be
written to (article 21), and a customer who asks for it wants the answer to that.

French and English, then what customers of our countries may answer in.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.rules.texts.plain_text import words

#: Joints and courtesies: they carry no letter.
SILENT: frozenset[str] = words(
    """
    svp stp sil si s il vous te plait plais merci de bonjour bonsoir salut hello hi hey please pls plz thanks
    thank you bitte por favor per favore aub ok okay bon allez alors now maintenant immediatement immediat tout
    suite the your those these that this it any more from to of for with up so off at all a an and by be vos
    votre tes ton ta les la le l des d du au aux un une ces ce cet cette ca cela avec par pour sur et y en que
    qu je j i ne on nous tous toutes toute aucun aucune ever again anymore already avance tellement toujours
    dear sir madame monsieur cordialement 2 t ll ve mon ma mes my our mehr meer met dalla della ici here
    further dans comprehension
    mais desormais avenir autre autres weiteren nur con est c do can could would will how comment faire pouvez
    pourriez pouvoir peux peut se etre suis soit sie ich das immediate ur u w ke vs ds hein peine been sa bonne journee
    soiree nuit kindly really vraiment just juste
    """
)

_EXACT: dict[str, str] = {
    word: letter
    for letter, table in {
        "H": """
            deja dejen stop stopp stope stops stopez stopper stoppez stoppe stoper stpo sotp st0p cease quit
            basta niente desist halt stopt suspend suspendre suspendez terminer terminez
        """,
        "h": "end fin halte cancel disable mute discontinue coupe coupez couper",
        "N": "longer plus plu jamais never nie rien piu mas",
        "n": "inutile zero pas no not dont don non nao kein keine keinen geen nicht nada",
        "M": """
            sms smss mms rcs deals updates reminders rappels campagne campagnes texter alert alerts alerte
            alertes prospection texto textos text texts txt txts textes message messages msg msgs mess
            messaggi mensajes
            mensagens pub pubs publicite publicites promo promos promotion promotions promotional offre offres
            offer offers newsletter newsletters mail mails email emails courriel courriels spam spams ad ads
            advert adverts marketing notif notifs notification notifications envois relance relances
            sollicitation sollicitations communication communications demarchage berichten bericht nachricht
            nachrichten werbung reclame entendre hear
        """,
        "W": """
            msging txting spaming pinging pestering bugging pester bug saouler soulez saoulez emmerder
            emmerdez spammer spamming harasser texting messaging contacting writing emailing bothering
            harassing calling
            contacte contactee contactes bother disturb annoy write
        """,
        "S": "send sending adresser adressez senden envoi stuur stuurt",
        "R": """
            recevoir avoir have figurer apparaitre receive receiving get getting
            ricevere recibir receber ontvangen erhalten
        """,
        "V": """
            veux voudrais veut jveux jveu jveut jvx want wish like souhaite souhaites souhaiterais souhaitons
            desire desirerais aimerais jaimerais jaimerai aimerai
            quiero deseo voglio quero wil mochte besoin need envie veu wanna
            veus vx prefer prefere rather
        """,
        "X": """
            block erase wipe drop scrub radier radiez virez virer exclure excluez remove removed delete lose
            forget unlist enleve oter otez retire sortez sortir
        """,
        "D": "numero num number phone coordonnees details",
        "L": """
            liste listes list lists fichier fichiers base mailing contacts system systeme records record crm
            repertoire database diffusion lista
        """,
        "U": "optout baja",
        "C": "consent consentement permission accord autorisation",
        "P": "alone tranquille tranquile tranquil paix peace",
        "l": "leave laissez laisse laisser fichez foutez fouttez fiche lache",
        "m": "me m moi us mi mij mir",
        "g": "anything stuff crap rubbish junk conneries merdes salades",
        "F": "sick tired fed suffit fini refuse marre assez enough bol revoke withdraw oppose",
    }.items()
    for word in table.split()
}

_STEMS: tuple[tuple[str, str], ...] = (
    ("arret", "H"),
    ("cess", "H"),
    ("recontact", "W"),
    ("recri", "W"),
    ("publicit", "M"),
    ("inscri", "s"),
    ("abonne", "s"),
    ("revoqu", "F"),
    ("harass", "W"),
    ("envoy", "S"),
    ("envoi", "S"),
    ("menvoy", "mS"),
    ("denvoy", "S"),
    ("envi", "S"),
    ("mand", "S"),
    ("ecri", "W"),
    ("mecri", "mW"),
    ("contact", "W"),
    ("harcel", "W"),
    ("derang", "W"),
    ("embet", "W"),
    ("sollicit", "W"),
    ("relanc", "W"),
    ("spam", "W"),
    ("escrib", "W"),
    ("scriv", "W"),
    ("schreib", "W"),
    ("retir", "X"),
    ("enlev", "X"),
    ("supprim", "X"),
    ("effac", "X"),
    ("ray", "X"),
    ("oubli", "X"),
    ("cancellam", "Xm"),
    ("cancellatem", "Xm"),
    ("nenvoy", "nS"),
    ("necri", "nW"),
    ("importun", "W"),
    ("demarch", "W"),
    ("bloqu", "X"),
    ("unfollow", "U"),
    ("lachez", "lP"),
    ("resubscri", "U"),
    ("reabonn", "U"),
    ("reinscri", "U"),
    ("subscri", "s"),
    ("opt", "s"),
    ("nouveau", "s"),
    ("take", "s"),
    ("desactiv", "H"),
    ("unsub", "U"),
    ("annul", "h"),
    ("unsuscri", "U"),
    ("desabonn", "U"),
    ("desinscri", "U"),
    ("afmeld", "U"),
    ("abmeld", "U"),
)
#: What happened, or did not: a complaint, and no wish ("I did not receive your message").
_FACTS: frozenset[str] = words(
    """
    recu recus recue recois recoit received arrived arrive eu got did didn has hasn avez ont envoye envoyee
    envoyes sent resend resent
    trouve retrouve vois comprends lis ouvre find see understand open read
    arretee arretees stopped stopping desactive rayures
    """
)
#: "Say no more" needs one of these; a text without any can't be an opt-out in free words, and most texts have none.
_TELLING = frozenset("MWSRXUCPDs")


@lru_cache(maxsize=4096)
def is_known(word: str) -> bool:
    """Tell whether a plain word is one of this vocabulary."""
    return word in SILENT or word in _FACTS or letter_of(word) != "o"


@lru_cache(maxsize=4096)
def letter_of(word: str) -> str:
    """Return what a plain word speaks of: its letter (two for a contraction, "mecrivez"), nothing for a joint."""
    if word in SILENT:
        return ""
    if word in _FACTS:
        return "f"
    return _EXACT.get(word) or next((letter for stem, letter in _STEMS if word.startswith(stem)), "o")


def skeleton(said: Iterable[str]) -> str:
    """Return the letters of words, or nothing where none of them can speak of being written to."""
    letters = "".join(map(letter_of, said))
    return letters if not _TELLING.isdisjoint(letters) else ""
