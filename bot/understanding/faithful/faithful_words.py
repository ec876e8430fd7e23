"""The words by which a rewording is held against its source (`faithful`): promises, limits, noes, and who is talking.

Each table is of classes; the words of a class mean the same in either language, so that one may stand for another and
none may come from nowhere. They are looked for in lower case with accents, apostrophes straight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.rules.texts.plain_text import words


def _table(classes: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE) for name, pattern in classes.items()}


#: What binds the shop, or turns a customer's head: in the rewording only where it is in the source.
PROMISES: Final = _table(
    {
        "free": (
            r"gratuit|offert|free\b|complimentary|sans (?:aucuns? )?frais|no (?:extra )?(?:charge|cost|fee)|"
            r"frais offerts|pris en charge|on us\b|on the house|(?:aucuns? )frais"
        ),
        "guarantee": (
            r"garanti|guarantee|warrant|assur[ée]|ensure|promi[st]|promettons|engage(?:ons|ment)|certifi|"
            r"sans risque|risk[- ]free"
        ),
        "refund": (
            r"rembours|refund|money back|restitu|dédommag|compensat|avoir d[e']|store credit|bon d'achat|voucher"
        ),
        "exchange": r"échang|exchang|replac(?!e la)|remplac|repris|reprenons|take (?:it|them) back",
        "discount": (
            r"remise|réduction|rabais|promo|solde|discount|deal\b|sale\b|coupon|code\b|cashback|moins cher|cheap|"
            r"à petit prix|bon prix|bargain"
        ),
        "gift": r"cadeau|gift|bonus|échantillon|sample|surprise",
        "always": (
            r"toujours|always|à vie|lifetime|illimité|unlimited|tout le temps|any ?time|à tout moment|"
            r"n'importe quand|whenever|24 ?h? ?/ ?[27]|around the clock|tous les jours|every ?day"
        ),
        "everywhere": (
            r"partout|everywhere|anywhere|n'importe où|monde entier|worldwide|toute la france|toute l'europe"
        ),
        "everything": (
            r"tous (?:nos|les) (?:produits|articles|modèles)|all (?:our )?(?:products|items|models)|"
            r"n'importe quel|any (?:product|item|model)"
        ),
        "fast": (
            r"immédiat|instant|tout de suite|sur-le-champ|right away|at once|straight away|rapide|vite\b|fast|"
            r"quick|express|dans la journée|same[- ]day|au plus vite|as soon as possible|asap"
        ),
        "best": (
            r"meilleur|best\b|num[ée]ro un|number one|leader|imbattable|unbeatable|parfait|perfect|exceptionnel|"
            r"unique\b|idéal|ideal"
        ),
        "stock": (
            r"en stock|in stock|disponib|available|availab|dispo\b|rupture|sold out|réserv|reserv|mis de côté|"
            r"set aside|put aside"
        ),
        "urgent": (
            r"dépêch|hurry|dernière chance|last chance|urgent|plus que|only \d+ left|limited|limitée?|exclusi|"
            r"profitez|don't miss|ne (?:ratez|manquez)|vite\b"
        ),
        "yes": (
            r"oui\b|yes\b|bien s[ûu]r|of course|absolument|absolutely|tout à fait|évidemment|certainement|"
            r"certainly|sure\b|definitely|sans problème|effectivement|en effet|indeed|exactement|exactly"
        ),
        "tax": r"ttc\b|ht\b|tva\b|vat\b|tax|taxe|douan|customs",
        "pay": (
            r"pay[eé]|paiement|pay\b|payment|carte (?:bancaire|bleue)|credit card|card number|numéro de carte|"
            r"paypal|virement|transfer|crédit|mensualité|instal?lment|plusieurs fois|acompte|deposit"
        ),
        "secret": (
            r"mot de passe|password|code secret|\bpin\b|cvv|cryptogramme|iban|rib\b|identifiant|login|"
            r"num[ée]ro de sécurité"
        ),
        "person": (
            r"conseill(?:er|ère)s?\b|un collègue|advisor|colleague|manager|directeur|responsable|"
            r"rappel(?:er|ons|lera)|call (?:you|me) back|technicien|technician"
        ),
        "rule": (
            r"droit\b|légal|legal|loi\b|law\b|obligat|required|entitled|tribunal|court|certif|norme|médic|medical|"
            r"santé|health|bio\b|organic|écolog|éco-|sustainab|recycl"
        ),
        "origin": r"fabriqué|made in|français|french|artisan|handmade|fait main|local\b|européen|european",
    }
)

#: What narrows a statement: as often named, or not, in both.
LIMITS: Final = _table(
    {
        "at least": (
            r"dès\b|à partir d|au moins|minimum|au-delà|plus de (?=\d)|at least|"
            r"from (?=[€$£]|\d[\d.,]* ?(?:€|euros?|pounds?|dollars?))|starting (?:at|from)|or more|et plus|"
            r"ou plus|over (?=[€$£]?\s?\d)|more than|above (?=[€$£]?\s?\d)"
        ),
        "at most": (
            r"jusqu'|au plus (?!vite|tôt)|maximum|max\b|up to|at most|no more than|moins de (?=\d)|less than|"
            r"until\b|till\b|avant\b|before\b|au plus tard|at the latest"
        ),
        "except": r"sauf|hors\b|except|hormis|à l'exception|excluding|other than|unless|à moins que",
        "about": (
            r"environ\b|à peu près|about (?=[€$£]?\s?\d)|around (?=[€$£]?\s?\d)|approximately|roughly|en moyenne|"
            r"on average|généralement|en général|usually|normally|normalement|habituellement|en principe"
        ),
        "only": r"seul(?:e|s|es|ement)?\b|uniquement|exclusivement|only\b|solely",
        "per": (
            r"par (?=mois|an\b|jour|semaine|personne|commande|article|kilo|colis)|/ ?(?:mois|an|jour|kg|mois)|"
            r"per (?=\w)|each\b|chaque|chacun|every\b|a (?=month|year|week|day\b)"
        ),
        "may": r"peut-être|parfois|sometimes|perhaps|maybe|might\b|peuvent? varier|may vary|en attente|pending",
        "day": r"ouvrés?\b|ouvrables?\b|working\b|business day|calendaires?|fériés?|bank holiday|public holiday",
        "when": (
            r"aujourd'hui|demain|hier\b|après-demain|ce soir|ce matin|midi\b|minuit|week-?end|today|tomorrow|"
            r"yesterday|tonight|this (?:morning|evening|week|afternoon)|cette semaine|la semaine prochaine|"
            r"next week|noon|midnight|hebdo"
        ),
    }
)

#: What a statement depends on: named in the rewording where it is in the source.
CONDITION: Final = re.compile(
    r"(?<!\w)(?:si\b|s'il|à condition|sous réserve|sous condition|if\b|provided|as long as|subject to|"
    r"selon\b|suivant\b|depending|"
    r"en cas d|in case|lorsque|lors d|quand\b|when\b|tant que|une fois\b|once\b|after\b|après\b)",
    re.IGNORECASE,
)

NOES: Final = re.compile(
    r"(?<!\w)(?:pas|jamais|aucune?s?|sans|ni|non|rien|nulle part|impossible|indisponible|interdite?s?|"
    r"refus\w*|not|no|never|without|none|cannot|"
    r"nor|unable|unavailable|nothing|nowhere)(?!\w)|n't(?!\w)|"
    r"(?<!\w)(?:ne \w+|n'\w+) plus(?!\w)|(?<!\w)no longer|(?<!\w)non-\w",
    re.IGNORECASE,
)
#: Noes that deny nothing.
IDIOMS: Final = re.compile(
    r"n'hésitez (?:surtout )?pas|pas de (?:souci|problème)s?|sans (?:souci|problème)|aucun (?:souci|"
    r"problème)|no worries|no problem"
    r"|(?:don't|do not) hesitate|pourquoi pas|not only|non seulement",
    re.IGNORECASE,
)

#: The model talks of itself, or to somebody else than the customer.
OF_ITSELF: Final = re.compile(
    r"(?<!\w)(?:ia|ai|llm|chatgpt|gpt|modèle de langage|language model|en tant qu'(?:ia|assistant)|"
    r"as an? (?:ai|assistant)"
    r"|prompt|instructions?|reformul\w+|rephras\w+|reword\w*|here is the|voici (?:la|une) (?:version|"
    r"reformulation)|system|système|texte source|source text"
    r"|le client|the customer|json)(?!\w)",
    re.IGNORECASE,
)

_LEFT_ALONE: Final = re.compile(
    r"rétractation|right to withdraw|withdrawal|conditions générales|terms and conditions|terms of|cgv\b|"
    r"données personnelles|personal data|rgpd|gdpr"
    r"|consent|désinscri|désabonn|unsubscribe|\bSTOP\b|garantie légale|légales?\b|legal|statutory|"
    r"confidentialité|privacy|mentions légales|médiat(?:eur|ion)"
    r"|mediat|tribunal|article [lr]|loi n|récapitul|recap|your order|votre commande n",
    re.IGNORECASE,
)


def is_left_alone(text: str) -> bool:
    """Tell whether a text is a matter of law, of consent or of an order, which is said as it is written."""
    return _LEFT_ALONE.search(text) is not None


VOUS: Final = re.compile(r"(?<!\w)(?:vous|votre|vos)(?!\w)", re.IGNORECASE)
TU: Final = re.compile(r"(?<!\w)(?:tu|toi|tes|ton|te|t'(?=\w))(?!\w)", re.IGNORECASE)

#: Words that may begin a sentence in capitals without being somebody's name; lower case, no accents.
OPENERS: Final = words(
    """
    a alors apres ainsi aussi avec bien bienvenue bonjour bonsoir bonne c ca ce cela ces cet cette ceci comptez
    comment consultez d dans de des desole desolee desoles desolees desormais donc du elle elles en ensuite et
    eux il ils ici j je juste l la le les leur lors ma mais merci mes mon n ne nos notre nous on ou par parfait
    pas passez pensez plus pour prevoyez puis quand quant que quel quelle qui retrouvez retrouver s sa sachez
    salut selon ses si sinon son sur tous tout toute toutes un une venez voici voila vos votre vous y oui non
    cote niveau petite petit pratique chez passe passer livre livraison prix ouverture ouverts ouvert horaires
    contactez ecrivez appelez commandez choisissez profitez an and are as at be before both but by can come do
    drop each either every feel find for from get go good great have hello here hi how i if in is it its just
    let look my no not note of once one or our over pick please see she so that the their then there these they
    this sorry those to until unfortunately visit we welcome well what when where which while with yes you your
    thanks thank happy delivery shipping price opening order choose call write contact it's we're you'll you're
    that's there's here's we'll don't i'm expect allow count plan
    """
)

#: Words that carry nothing: they may come and go. Lower case, no accents, at least four letters.
EMPTY: Final = words(
    """
    alors apres ainsi aussi autre avec avez avoir avons bien bienvenue bonjour bonne bonsoir cela cette chez
    comme comptez consulter dans depuis donc elle elles ensuite entre etes etre eux fait faire faut grace
    heureux ici ils juste leur leurs lors mais meme merci mieux moi notre nous ouvert par parfaitement pendant
    petit peut pouvez pour pouvoir plaisir puis quand quel quelle question questions quoi ravi ravis repondre
    sera seront serez sommes sont soit souhaitez sous suis sur tous tout toute toutes tres trouver trouverez
    vers vient voici voila votre vous voulez vraiment besoin aide aider savoir simplement facilement
    tranquillement directement egalement cote niveau information informations renseigne renseignement concernant
    propos volontiers bref about also another been being both come comes does doing each even ever feel find
    from gladly glad good great happy have having hello help here hope into just know let like look make many
    more most much need once other over please really simply some soon such sure thank thanks that their them
    then there these they thing things this those through very want wants welcome well were what when where
    which while will with would your yours easily directly ourselves yourself
    """
)
