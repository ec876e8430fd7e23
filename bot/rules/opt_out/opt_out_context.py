"""What stands around a word of opting out and makes something else of it, or says it in other words.

Each row is a phrase, plain, and the word it comes to before the grammar of `opt_out` looks: `place` for a
thing or a place that has "stop" in its name, `missing` for a message that did not come, and so on. Patterns have no
nested repetition, so that none takes longer than the text is long.
"""

from __future__ import annotations

import re
from typing import Final

_ROWS: Final[tuple[tuple[str, str], ...]] = (
    # What only makes it louder, or more polite.
    (
        r"\b(?:tf|the (?:hell|fuck|heck|f)|fucking|freaking|bloody|damn|for the love of god|for gods? sake"
        r"|i beg (?:of )?you|je vous en (?:supplie|prie|conjure)|(?:par )?pitie|une bonne fois pour toutes"
        r"|once and for all|de votre comprehension|for your understanding)\b",
        "",
    ),
    (r"\bca fait (?:\w+ fois )?(?:que|qu)\b", ""),
    (r"\bs ?t ?o ?p\b", "stop"),
    (r"^(?:please )?stp (?=\w+ing\b)", "stop "),
    (r"\bmind not\b", "stop"),
    (r"\bl arret(?:er|e|ez)\b", "place"),
    (r"(?<=\w )non stop\b", "place"),
    (r"\b(?:don t|dont|do not) bother(?! (?:me|us|my|contact|text|messag|writ|send))", "place"),
    (r"^(?:(?:well|no|sorry|i|we) )*(?:don t|dont|do not) have (?:it|them|that|one)\b(?: any ?more)?", "place"),
    # As thumbs write it.
    (r"\bstp (?=(?:all |the |ur |your )?(?:msgs|txts|texts|txting|msging|spam)\b)", "stop "),
    (r"\b(plz|pls|please) stp$", r"\1 stop"),
    (r"\b(?:rm|rmv|rmve|remv|remve|rmov)\b", "remove"),
    (r"\b(?:unsb|unsbscribe|unsubs)\b", "unsub"),
    (r"\b(?:supr|supp|suppr|suprim)\b(?= (?:moi|mon|mn|nous|ce|le|mes))", "supprimez"),
    (r"\b(?:mon|mn) (?:06|07)\b(?! \d)", "mon numero"),
    (r"\bmy no$", "my number"),
    (r"\bnomore\b", "no more"),
    (r"\b(?:dnt|dunt|doan)\b", "don t"),
    (r"\b(?:jve|jveus|jvux|jvx|jvoudrai)\b", "je veux"),
    (r"\bpu (?=de |d |recevoir |rien\b|jamais\b)", "plus "),
    (r"\b((?:m ?)?(?:ecri|envoy|contact|derang|relanc)\w+) pu\b", r"\1 plus"),
    (r"\bf(?:o|au|aut) (?=\w+(?:er|e)\b)", "faut "),
    (r"\b(?:mwa|moua)\b", "moi"),
    (r"\b(nao (?:\w+ )?)mais\b", r"\1jamais"),  # Portuguese; in French it is "but"
    # Things and places that are called a stop.
    (
        r"(?:autocollants?|stickers?|macarons?|etiquettes?|plaques?|vignettes?|(?:un|une|le|votre) mention|un)"
        r"(?: de)? stop pub",
        "place",
    ),
    (r"\b(?:bus|tram|metro|pit|door|full|drip|last|next|rest|nearest|closest|truck|which|what) stops?", "place"),
    (r"\barrets? (?:de |du )?(?:bus|tram\w*|metro|car|travail|maladie|auto\w*|cardiaque|la place)", "place"),
    (r"\bstop (?:goutte|gouttes|motion|sign|by|watch|and go|shop|button|light|ou encore|over)", "place"),
    (r"\bone stop\b", "place"),
    (
        r"\b(?:bouton|touche|panneau|voyant|feu|button|fonction|quel|quelle|chaque|un|une|a|an)(?: d)?"
        r" (?:stop|arret)\b",
        "place",
    ),
    (
        r"\b(?:waiting|wait|guest|wish|shopping|price) ?lists?|\bliste (?:d attente|de souhaits|d envies|des prix)",
        "place",
    ),
    (r"\barret(?:e|er|ez|ons)?(?: mon| notre)? choix", "place"),
    # What did not come is missed, not refused.
    (
        r"(?<!that )(?<!so )\bi (?:no longer|don t|dont|do not|never|didn t|didnt|did not|haven t|havent|have not"
        r"|am not|m not|m no longer|am no longer)(?: been)? (?:get|gets|got|getting|receive|received"
        r"|receiving|have|had|seen?|see)\b",
        "missing",
    ),
    (
        r"\b(?:desactiv\w*|disable|turn off|coupe[rz]?) (?:la |le |les |the )?(?:relance|rappel|alerte|alert"
        r"|reminder)s? (?:auto\w*|sonore|of|de|du|on the|a la)\b",
        "place",
    ),
    (r"\b(?:m a|m ont|nous a|lui a|a beaucoup|a bien|avait|aurait) plu\b", "aime"),
    # Being done, being off, the other way to say no more.
    (r"\b(?:done|finished|through|over it) with\b", "fini"),
    (r"\b(?:turn|switch) (?:(?:these|those|the|your|my|all|that|this|it|them) )?(\w+ )?off\b", r"disable \1"),
    (r"\b(?:turn|switch) off\b", "disable"),
    (r"\b(?:droit d opposition|right to object)\b", "refuse accord"),
    (
        r"\b(?:m oppose|m opposer|nous opposons) (?:a |au )?(?:ce que vous|tout|l utilisation|la prospection|recevoir"
        r"|vos |la reception|votre demarchage)",
        "refuse accord ",
    ),
    (r"\bi (?:object|am opposed) to\b", "refuse"),
    (r"\bun subscri", "unsubscri"),
    (r"\bopt outs?\b", "optout"),
    (
        r"\bvous (?:me |m |nous )(?:saoulez|soulez|gonflez|gavez|fatiguez|emmerdez|embetez|derangez|harcelez"
        r"|cassez les"
        r" (?:pieds|couilles))",
        "marre",
    ),
    (r"\b(?:not|no longer|pas|plus) interes\w+ (?:in|by|par) (?:any of )?(?:your|ur|vos|these)\b", "marre de vos"),
    (r"\bplus d (\w+) comme (?:ca|celle|celui)", r"encore \1"),
    (r"\bgardez vos\b", "marre de vos"),
    (r"\b(?:not|pas) interes\w+(?: please| svp| merci| thanks)* (?:remove|delete|unlist)$", "remove me"),
    (r"\bsi vous (?:continuez|recommencez|persistez) (?:a |de )?", "arretez de "),
    (r"\bif you (?:keep|continue)(?: on)? ", "stop "),
    (r"\b(?:never|not) signed? up for (?:this|these|that|any)\b", "refuse messages"),
    (
        r"\b(?:didn t|didnt|did not|never) (?:sign up|subscribe|agree|consent)\w*"
        r"(?! (?:to|for) (?:this|the|that|a|any) (?:fee|fees|charge|price|delivery|warranty|amount|plan|class"
        r"|upgrade))",
        "refuse accord",
    ),
    (
        r"\bjamais (?:donne|signe|demande|accepte)(?: a)?(?: mon| d)? (?:accord|consentement|recevoir)"
        r"(?! pour (?:la|le|ce|ces|cette|les) (?:garantie|frais|prelevement|abonnement|livraison|montant|prix"
        r"|option))",
        "refuse accord",
    ),
    (r"\btrop (?:bons?|bonnes?|beau|belle|drole|cool|bien|mignon|fort)\b", "place"),
)
_COMPILED: Final = tuple((re.compile(pattern), word) for pattern, word in _ROWS)

#: Off a list, wherever the verb is; no list of another sort (those are `place` by then).
OFF_A_LIST: Final = re.compile(
    r"(?:^|\b(?:me|us|number|phone|like|want|i) )(?:off|out of) (?:(?:this|the|your|ur|that|all|any|of)"
    r" ){0,2}(?:\w+ )?"
    r"(?:list|lists|database|system)\b"
)
#: Sent away rudely, or told that it is enough: meant so perhaps, and asked about.
SENT_AWAY: Final = re.compile(
    r"\b(?:fuck|piss|bugger|sod|buzz|f) off\b|\b(?:shut up|go away|get lost|ta gueule|fermez? la|casse toi"
    r"|cassez vous)\b"
    r"|\b(?:degage[rz]?|foutez? le camp|fous le camp|va te faire"
    r"|allez vous faire|lache[zr]? (?:moi )?(?:l affaire|la grappe))\b"
    r"|^(?:(?:ok|bon|non|please|svp|mais) )*(?:ca suffit|enough|enough already|enough is enough|assez|c est bon la"
    r"|plus rien|nothing more|marre|(?:mute|silence|block|end) (?:these|this|it|you)"
    r"|no more of (?:this|these|those|that)|no more (?:please|thanks|pls)|leave off)"
    r"(?: (?:please|svp|maintenant|now|merci|thanks))*$"
)
#: Who is said not to have written is somebody else: "the courier never contacted me".
SOMEBODY_ELSE: Final = re.compile(
    r"(?:\w+ ){0,3}(?:(?:le|la|l|un|une|the|a|your|votre|notre|our|ton) (?:livreur|livreuse|coursier|facteur|factrice"
    r"|postier|transporteur|technicien|reparateur|vendeur|vendeuse|conseiller|conseillere|magasin|boutique|atelier"
    r"|courier|driver|postman|mailman|carrier|technician|engineer|shop|store)|colissimo|chronopost|la poste"
    r"|mondial relay|dhl|dpd|gls|fedex|royal mail) (?:ne |n |m |me |never|didn|did|hasn|has|won|will|can|doesn|does|a )"
)
#: "Stop, I meant the red one": the customer takes back a word, not their agreement.
TAKES_A_WORD_BACK: Final = re.compile(
    r"\b(?:i meant|i said|voulais dire|j ai dit \d|change d avis|changed my mind|attends|attendez|wait"
    r"|wrong (?:colou?r|size|address|one)|erreur de (?:taille|couleur|ma part)|je change|plutot|instead)\b"
)
#: The object of "cancel": a thing, and no messages.
CANCELS_A_THING: Final = re.compile(
    r"^(?:please |pls |svp )?(?:cancel|end|remove|annulla)\b.* ?\b(?:it|this|that|ca)\b"
)


def in_other_words(said: str) -> str:
    """Return plain words with each phrase of the table replaced by what it comes to."""
    for pattern, word in _COMPILED:
        said = pattern.sub(word, said)
    return " ".join(said.split())
