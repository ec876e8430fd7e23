"""Opt-outs, and harmless messages of the same words, made by a small grammar: verbs × objects × negations × spelling.

    python -m tests.benchmarks.opt_out_grammar [HOW MANY]     # prints what the rules miss, and what they take wrongly

Nothing of it comes from a corpus: what a customer may say is put together from its parts, then spelt as thumbs spell.
The rules are held against a sample.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

from bot.rules.opt_out.opt_out import recognise
from bot.understanding.questions.opt_out_likeness import likeness

Rows = Sequence[str]


def rows(table: str) -> tuple[str, ...]:
    return tuple(row.strip() for row in table.strip().split("/"))


FR_MESSAGES = rows(
    "vos messages / vos sms / ces messages / ces sms / vos pubs / vos promos / vos offres / vos textos"
    " / ces notifications"
    " / vos envois / votre newsletter / vos relances / vos publicités / vos sollicitations"
    " / des messages de votre part"
    " / vos communications / vos alertes / ce genre de messages"
)
FR_NO_MORE = rows(
    "je ne veux plus / je veux plus / je ne souhaite plus / je ne désire plus / j'aimerais ne plus"
    " / je préfère ne plus"
    " / je préférerais ne plus / merci de ne plus / veuillez ne plus / prière de ne plus / je vous demande de ne plus"
    " / pourriez-vous ne plus / je voudrais ne plus / je n'ai plus envie de / je n'ai plus besoin de / je refuse de"
    " / je souhaiterais ne plus jamais / j'en ai assez de / j'en ai marre de"
)
FR_BEING_TOLD = rows(
    "recevoir {m} / être contacté / être sollicitée / être relancé / être importunée / être démarché"
    " / avoir de vos nouvelles"
    " / figurer dans votre fichier / faire partie de votre liste / lire {m} / entendre parler de vous / voir {m}"
)
FR_TELLING = rows(
    "m'écrire / m'envoyer {m} / me contacter / me relancer / me solliciter / me déranger / me spammer / me démarcher"
    " / m'adresser {m} / me texter / m'importuner / me harceler / utiliser mon numéro"
)
FR_ASK = rows(
    "merci de ne plus / veuillez ne plus / arrêtez de / cessez de / stop, arrêtez de / pouvez-vous arrêter de"
    " / pourriez-vous cesser de / je vous demande d'arrêter de / il faut arrêter de / vous pouvez arrêter de"
    " / je veux que vous arrêtiez de / ça serait bien d'arrêter de / evitez de / inutile de / pas la peine de"
    " / abstenez-vous de / je ne vous ai jamais autorisé à / je ne vous autorise plus à"
)
FR_HALT = rows(
    "arrêtez / cessez / stoppez / stop / suspendez / interrompez / coupez / désactivez / bloquez"
    " / mettez fin à / fini"
    " / basta / marre de / ras-le-bol de / assez de / je ne supporte plus / je ne lis pas / je refuse / je renonce à"
    " / je résilie / je ne veux pas de / gardez / on arrête / terminé / ça suffit"
)
FR_REMOVE = rows(
    "retirez / enlevez / supprimez / effacez / rayez / virez / sortez / ôtez / oubliez / veuillez retirer"
    " / merci de supprimer / pouvez-vous enlever / je voudrais que vous effaciez"
)
FR_WHO = rows("mon numéro / mon nom / mon contact / mes coordonnées / ce numéro / mon téléphone")
FR_LIST = rows(
    " / de votre liste / de vos fichiers / de vos contacts / de vos envois / de la liste de diffusion / de votre base"
)
FR_LEAVE = rows(
    "désabonnez-moi / désinscrivez-moi / je me désabonne / je me désinscris / je veux me désabonner"
    " / je souhaite me désinscrire / comment se désabonner / comment faire pour se désinscrire / désabonnement"
    " / désinscription / je demande ma désinscription / je veux sortir de votre liste / je quitte votre liste"
    " / merci de me désinscrire / merci de procéder à ma désinscription / retirez-moi / enlevez-moi / rayez-moi"
    " / retirez-moi de votre liste / enlevez-moi de vos contacts / sortez-moi de là / je retire mon accord"
    " / je retire mon consentement / je m'oppose à vos messages / laissez-moi tranquille / fichez-moi la paix"
    " / arrêtez ça / arrêtez tout / arrêtez / cessez / que ça s'arrête / je veux que ça s'arrête / plus rien"
)
FR_BEFORE = rows(
    " /  /  / bonjour, / svp / s'il vous plaît / non merci, / bon / franchement / désolé mais / stp / hello"
)
FR_AFTER = rows(
    " /  /  / svp / merci / merci d'avance / cordialement / stp / s'il vous plaît / bonne journée / !!! / 🙏"
    " / 😡 / maintenant"
)

EN_MESSAGES = rows(
    "your messages / your texts / these texts / these messages / your promos / your offers / your ads / these alerts"
    " / your newsletter / marketing texts / texts from you / any more texts / these notifications"
    " / promotional messages"
    " / any of this / your spam"
)
EN_NO_MORE = rows(
    "I don't want / I no longer want / I do not wish to receive / I'd rather not get / I don't want to get"
    " / I no longer wish to receive / I'd prefer not to receive / I never asked for / I didn't ask for / I'm tired of"
    " / I'm sick of / I'm done with / I've had enough of / enough of / no more of / stop / quit / cease"
    " / end / cancel"
    " / please stop sending / quit sending me / stop sending me / I want to stop getting / how do I stop getting"
    " / don't send me / never send me / do not send / turn off / I am not interested in"
    " / I have no interest in / shut off"
    " / I object to / I refuse / please discontinue / make an end of / I don't need / block"
)
EN_TELLING = rows(
    "text me / message me / contact me / write to me / bother me / text this number / spam me / reach out to me"
    " / send me anything / contact this number / use my number"
)
EN_ASK = rows(
    "don't / do not / never / please don't / please do not ever / I'd rather you didn't"
    " / I would prefer that you did not"
    " / you may not / there is no need to / no need to / you can't / I did not allow you to / don't you dare"
)
EN_ING = rows(
    "texting me / messaging me / contacting me / bothering me / spamming me / writing to me / sending me things"
    " / harassing me / texting this number / blowing up my phone"
)
EN_STOP = rows(
    "stop / quit / please stop / could you stop / can you please quit / would you mind not / I want you to stop"
    " / you need to stop / I asked you to stop / kindly refrain from / cease / I'd appreciate it if you stopped"
)
EN_LEAVE = rows(
    "unsubscribe / unsubscribe me / I want to unsubscribe / how do I unsubscribe / opt out / opt me out / I opt out"
    " / take me off your list / take my number off / remove me / remove my number / remove me from your list"
    " / delete my number / get me off this list / I want out / I want off this list / leave me alone / stop this"
    " / make it stop / make this stop / stop it / end this / lose my number / I withdraw my consent / count me out"
    " / please remove this number from your system / wrong number, stop / sign me off / drop me from the list"
    " / I'd like to be removed / may I be taken off the list / I revoke my permission / no more / let me out of this"
)
EN_BEFORE = rows(" /  /  / hi, / please / hello, / no thanks, / ok so / sorry but / look, / pls / hey")
EN_AFTER = rows(" /  /  / please / thanks / thank you / anymore / again / pls / ever again / !!! / right now / 🙏 / 😡")

FR_THINGS = rows(
    "la machine / le moulin / le café en grains / le détartrant / la tasse rouge / le sucre / ma commande"
    " / la livraison"
    " / le colis / mon rendez-vous / le bip / la vapeur / le deuxième article / l'abonnement café / la facture papier"
    " / le voyant / l'eau / le filtre / la carte cadeau / le paquet cadeau"
)
FR_HARMLESS = rows(
    "je ne veux plus {t} / je ne souhaite plus {t} / retirez {t} de mon panier / enlevez {t} de ma commande"
    " / annulez {t} / supprimez {t} du panier / arrêtez {t} / pouvez-vous suspendre {t} jusqu'à lundi"
    " / ne m'envoyez pas {t}"
    " / merci de ne plus livrer le samedi / merci de ne pas laisser {t} dehors / {t} ne s'arrête plus"
    " / {t} s'arrête tout le temps"
    " / je n'ai plus besoin de {t} / j'en ai marre de {t} / je ne reçois plus vos messages"
    " / je n'ai pas reçu votre sms"
    " / pourquoi je ne reçois plus vos offres / {t} ne marche plus / comment désactiver {t} / comment arrêter {t}"
    " / je préfère ne plus payer en ligne / je voudrais ne plus attendre / vous n'avez plus {t} / il n'y a plus {t}"
    " / j'ai supprimé votre message / pouvez-vous me renvoyer votre message / vos messages sont très clairs"
    " / n'arrêtez pas vos offres / je veux bien recevoir vos offres / écrivez-moi quand {t} arrive"
    " / contactez-moi pour {t} / prévenez-moi par sms / changez mon numéro de téléphone / je me suis trompé de numéro"
    " / je ne veux pas {t} mais l'autre / plus tard / pas maintenant / c'est tout pour {t} / il me manque {t}"
    " / j'ai marre d'attendre {t} / on m'a livré {t} deux fois / stop à 18 h ? / c'est non-stop ?"
    " / quel arrêt de bus ?"
    " / je n'ai plus {t} / est-ce que {t} s'arrête tout seul / je ne veux rien d'autre / rien d'autre merci"
    " / plus grand que {t} / plus de {t} svp / encore {t}"
)
EN_THINGS = rows(
    "the grinder / the machine / the red cup / my order / the delivery / the parcel / the beans / the second item"
    " / my appointment / the beep / the filter / the gift wrap / the subscription box / the steam / the light"
)
EN_HARMLESS = rows(
    "I don't want {t} anymore / I no longer need {t} / remove {t} from my basket / take {t} off my order / cancel {t}"
    " / stop {t} until Monday / can you end {t} / don't send {t} yet / please don't leave {t} outside"
    " / {t} won't stop"
    " / {t} keeps stopping / I'm sick of waiting for {t} / I didn't get your text"
    " / why don't I get your offers anymore"
    " / how do I turn off {t} / how do I stop {t} / I deleted your message, send it again / your messages are helpful"
    " / don't stop the offers / I want to get your offers / text me when {t} arrives / contact me about {t}"
    " / my phone number has changed / I'm done with {t} / not {t}, the other one / later / not now / that is all"
    " / nothing else / I never got {t} / no more {t} for me / I refuse to pay for {t} / I'd rather not pay online"
    " / is {t} out of stock / where is the nearest stop / does it stop by itself / leave {t} at the door"
    " / I have had enough of {t}, is there another / no need for {t}"
)

SMS = {
    "fr": (
        ("messages", "msg"), ("message", "msg"), ("vos", "vo"), ("je veux", "jveu"), ("je ne veux plus", "jveu plu"),
        ("je ne souhaite", "jsouhaite"), ("plus", "plu"), ("s'il vous plaît", "svp"), ("vous", "vs"), ("pour", "pr"),
        ("de", "2"), ("c'est", "c"), ("j'ai", "jai"), ("recevoir", "recevoir"), ("arrêtez", "arreté"), ("merci", "mrc"),
        ("m'envoyer", "menvoyé"), ("m'écrire", "mecrire"), ("quoi", "koi"), ("moi", "mwa"), ("ne", ""),
        ("désabonne", "desabo"),
    ),
    "en": (
        ("you", "u"), ("your", "ur"), ("please", "plz"), ("don't", "dont"), ("messages", "msgs"), ("texts", "txts"),
        ("texting", "txting"), ("to", "2"), ("anymore", "nemore"), ("number", "num"), ("and", "n"), ("are", "r"),
        ("want", "wanna"), ("message", "msg"), ("thanks", "thx"), ("again", "agn"), ("do not", "dnt"), ("text", "txt"),
    ),
}  # fmt: skip


def plain_letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")


def slipped(text: str, chance: Random) -> str:
    """One letter left out, doubled or swapped with the next."""
    places = [place for place, letter in enumerate(text[:-1]) if letter.isalpha() and text[place + 1].isalpha()]
    if len(text) < 8 or not places:
        return text
    place = chance.choice(places[1:] or places)
    kind = chance.randrange(3)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def as_thumbs_spell(text: str, language: str, chance: Random) -> str:
    luck = chance.random()
    if luck < 0.25:
        for long, short in SMS[language]:
            if chance.random() < 0.7:
                text = re.sub(rf"\b{re.escape(long)}\b", short, text)
        text = plain_letters(text.lower()).replace("'", "")
    elif luck < 0.45:
        text = plain_letters(text.lower()).replace("'", chance.choice(("", " ", "'")))
    elif luck < 0.6:
        text = slipped(text, chance)
    elif luck < 0.68:
        text = text.upper()
    return " ".join(text.split())


def _stop_fr(pick: Callable[[Rows], str], kind: int) -> str:
    message = pick(FR_MESSAGES)
    core = (
        f"{pick(FR_NO_MORE)} {pick(FR_BEING_TOLD)}",
        f"{pick(FR_ASK)} {pick(FR_TELLING)}",
        f"{pick(FR_HALT)} {message}",
        f"{pick(FR_REMOVE)} {pick(FR_WHO)} {pick(FR_LIST)}",
        pick(FR_LEAVE),
    )[kind % 5].replace("{m}", message)
    core = core.replace("de être", "d'être").replace("de m'", "de m'").replace("de avoir", "d'avoir")
    return f"{pick(FR_BEFORE)} {core} {pick(FR_AFTER)}"


def _stop_en(pick: Callable[[Rows], str], kind: int) -> str:
    core = (
        f"{pick(EN_NO_MORE)} {pick(EN_MESSAGES)}",
        f"{pick(EN_ASK)} {pick(EN_TELLING)}",
        f"{pick(EN_STOP)} {pick(EN_ING)}",
        pick(EN_LEAVE),
    )[kind % 4]
    return f"{pick(EN_BEFORE)} {core} {pick(EN_AFTER)}"


def opt_outs(many: int, seed: str) -> list[str]:
    """Return different opt-outs, French and English in turn."""
    return _made(many, seed, {"fr": _stop_fr, "en": _stop_en})


def harmless(many: int, seed: str) -> list[str]:
    """Return different messages of the same words that want nothing stopped, French and English in turn."""

    def french(pick: Callable[[Rows], str], _: int) -> str:
        return f"{pick(FR_BEFORE)} {pick(FR_HARMLESS)} {pick(FR_AFTER)}".replace("{t}", pick(FR_THINGS))

    def english(pick: Callable[[Rows], str], _: int) -> str:
        return f"{pick(EN_BEFORE)} {pick(EN_HARMLESS)} {pick(rows(' / please / thanks / ? / ASAP'))}".replace(
            "{t}", pick(EN_THINGS)
        )

    return _made(many, seed, {"fr": french, "en": english})


def _made(many: int, seed: str, makers: dict[str, Callable[[Callable[[Rows], str], int], str]]) -> list[str]:
    chance, found = Random(seed), dict[str, None]()
    for turn in range(20 * many):
        language = ("fr", "en")[turn % 2]
        made = " ".join(makers[language](chance.choice, turn // 2).split())
        found.setdefault(as_thumbs_spell(made, language, chance))
        if len(found) == many:
            break
    return list(found)


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for name, texts in (("opt-outs", opt_outs(many, "held out")), ("harmless", harmless(many, "held out"))):
        found = [recognise(text) for text in texts]
        sure = [one is not None and one.kind == "stop" and one.sure for one in found]
        asked = [one is not None and one.kind == "stop" and not one.sure for one in found]
        soft = [one is None and likeness(text) >= 0.5 for one, text in zip(found, texts, strict=True)]
        print(f"{name}: {len(texts)}; taken {sum(sure)}, asked by the rules {sum(asked)}, by likeness {sum(soft)}")
        rest = zip(texts, sure, asked, soft, strict=True)
        shown = [t for t, s, a, k in rest if (not (s or a or k) if name == "opt-outs" else s)]
        print("  missed:" if name == "opt-outs" else "  taken:", *shown, sep="\n    ")


if __name__ == "__main__":
    main()
