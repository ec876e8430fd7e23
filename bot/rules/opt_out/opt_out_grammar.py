"""A wish to hear no more as a sentence is built: who forbids, what is done to them, by what.

Three shapes, each a product of short lists, so that a new verb is one word and not a new sentence. *Forbidden*: a
prohibition and an act ("abstenez-vous de me relancer", "you may not contact this number"). *Turned away*: an attitude
and messages ("je ne lis pas vos promos", "no interest in your newsletter"). *Out of it*: a wish to be on no list any
more, or that it ends ("que ça s'arrête", "I'd like to be removed"), where nothing but courtesies stands around it.

Over the plain words of one clause, as `opt_out` simplifies them. Each shape ends with its clause: "don't text me
the code" and "ne m'écrivez plus à l'ancienne adresse" go on, and are something else.
"""

from __future__ import annotations

import re
from typing import Final

#: Written as thumbs do.
_SMS: Final = {
    **dict.fromkeys(("mwa", "moua"), "moi"),
    **dict.fromkeys(("u", "ya"), "you"),
    **dict.fromkeys(("ur", "yr", "yor"), "your"),
    **dict.fromkeys(("dnt", "dont", "don"), "do not"),
    **dict.fromkeys(("txt", "txting", "txtin", "textin"), "text"),
    **dict.fromkeys(("msg", "msgn", "msgin", "msging"), "message"),
    **dict.fromkeys(("msgs", "msges", "mess", "mesages", "mssg"), "messages"),
    **dict.fromkeys(("plu", "pu"), "plus"),
    **dict.fromkeys(("vo", "tes", "ces", "ses", "leurs"), "vos"),
    **dict.fromkeys(("thx", "thks", "tks", "ty"), "thanks"),
    **dict.fromkeys(("mrc", "mci", "mer6"), "merci"),
    **dict.fromkeys(("nemore", "nomore", "anymor"), "anymore"),
    **dict.fromkeys(("agn", "agen"), "again"),
    **dict.fromkeys(("dsl", "desolee", "desole"), "desole"),
    **dict.fromkeys(("plz", "pls", "plse"), "please"),
    **dict.fromkeys(("num", "numro", "nbr", "nr"), "numero"),
    "r": "are",
    "cn": "can",
    "tel": "telephone",
    "vs": "vous",
    "wont": "will not",
    "cant": "can not",
    "couldnt": "could not",
    "didnt": "did not",
    "im": "i am",
    "id": "i would",
    **dict.fromkeys(("these", "those", "some"), "your"),
    **dict.fromkeys(("jveu", "jveux", "jvx"), "je veux"),
    "jsouhaite": "je souhaite",
    "ve": "have",
    "ive": "i have",
    "des": "vos",
    "les": "vos",
    "aux": "a vos",
}
_MESSAGES: Final = (
    r"(?:(?:all|any|more|further|such|tous|toutes|autres?|of|de|d|a|the|your|vos|votre|ce genre de|this kind of"
    r"|marketing|promotional|commercial|advertising|publicitaires?) )*"
    r"(?:messages?|sms|textos?|texts?|pubs?|publicites?|promos?|promotions?|offres?|offers?|ads?|adverts?|spams?"
    r"|notifs?|notifications?|alertes?|alerts?|newsletters?|relances?|communications?|envois?|mailings?|mails?"
    r"|emails?"
    r"|marketing|demarchage|sollicitations?|prospection|reclames?|junk|correspondence|correspondance|courriers?)"
    r"(?: (?:promotionnel\w*|publicitaire\w*|commercia\w*|marketing|promo|pub|de votre part|from you|de vous))*"
)
#: Politeness before the wish itself.
_POLITE: Final = re.compile(
    r"\b(?:(?:vous seriez|tu serais|seriez vous|auriez vous|je vous serais|je vous saurais|je vous sais|would you be"
    r"|could you be|i would be|i will be|it would be|it will be|if you would be)"
    r"(?: (?:so|very|most|tres|bien|si|la|l))*"
    r" (?:aimables?|gentil\w*|reconnaissant\w*|gre|oblige\w*|amabilite|bonte|obligeance|kind|grateful|lovely|nice"
    r"|good|obliged)"
    r"(?: (?:de bien vouloir|de|d|enough to|as to|if you could|if you would|if you|to))?"
    r"|(?:please )?(?:see to it|make sure|ensure|arrange)(?: that)?|faites en sorte (?:que|de)|veillez a (?:ce que)?"
    r"|please be advised(?: that)?|je vous informe que|i am writing to|je vous ecris pour) "
)
#: Somebody of the house speaks for who is written to.
_FOR_SOMEBODY: Final = re.compile(
    r"^(?:my |ma |mon )?(?:grand\w+|gran|nan|mum|mom|mother|dad|father|wife|husband|son|daughter|mamie|papi|mere|pere"
    r"|maman|papa|femme|mari|fils|fille) (?=(?:does|do|did|has|no|would|ne|n|veut|souhaite)\b)"
)
_TAIL: Final = (
    r"(?: (?:please|svp|stp|merci|thanks?|thank you|thx|cordialement|d avance|s il vous plait|s il te plait"
    r"|maintenant|now"
    r"|right now|anymore|any more|any longer|again|ever|ever again|at all|du tout|jamais|desormais|a l avenir"
    r"|in future"
    r"|in the future|from now on|immediatement|immediately|today|bonne journee|bonne continuation|ok|bon|franchement"
    r"|la|par sms|by text|by sms|via sms|on here|ici|here|tout de suite|for good|definitivement|encore|a nouveau"
    r"|lol))*$"
)
_HEAD: Final = (
    r"^(?:(?:please|svp|stp|merci|bonjour|bonsoir|hello|hi|hey|sorry|but|mais|desolee?|dsl|no|non|thanks|merci|ok"
    r"|so|bon"
    r"|franchement|look|i am|i|je|just|alors|maintenant|now|and|et|kindly|je vous prie de|s il vous plait|thank you"
    r"|well"
    r"|oui|yes|veuillez|really|vraiment|allez|madame|monsieur|you|vous|salut|hein|de|priere|pouvez|pourriez"
    r"|il faut|faut|can|could|would) )*"
)
_FORBID: Final = (
    r"(?:(?:you|u|they|anyone|nobody|no one) (?:may|can|must|should|shall|could|will|are|do) not(?: (?:allowed"
    r"|permitted"
    r"|authori[sz]ed|welcome|free) to)?|(?:do|did) not(?: you dare| ever| even)?|never|(?:there is "
    r"|there s )?no (?:need"
    r"|reason|point|use|permission)(?: for you)? (?:to|in)|need not|needn t|no longer|(?:did not|never"
    r"|do not) (?:allow"
    r"|authori[sz]e|permit|want|ask|need|like) (?:you|anyone) to|(?:stop|quit|cease|refrain from|avoid|mind not|end"
    r"|desist from|give up|enough)|(?:would rather|would prefer|prefer|rather|grateful|glad|happy|appreciate it"
    r"|nice|best"
    r"|better|like it)(?: if| that)? you (?:did not|do not|stopped|stop|quit|would stop|never|not)"
    r"|abstenez vous de?|evitez?(?: de)?|d ?(?:arret|cess)\w*(?: de)?|(?:inutile|plus la peine|pas la peine"
    r"|pas besoin|plus besoin|pas necessaire"
    r"|interdit|defense|superflu|pas question)(?: de)?|interdis de|refuse|(?:marre|assez|envie|ras le bol) (?:de|d)"
    r"|dispensez vous de?"
    r"|(?:(?:ai|avez) (?:pas|jamais)|autorise (?:pas|plus)|interdis|permets (?:pas|plus)|pas le droit|aucun droit"
    r"|pas autorises?|plus autorises?) ?(?:autorisee?s? )?(?:de|a)"
    r"|(?:veux|souhaite|desire|aimerais|voudrais|veut|prefere|prefererais) (?:pas|plus|que vous ne"
    r"|ne) ?(?:plus )?(?:que vous)?"
    r"|(?:merci|priere|veuillez|demande|prie|pouvez|pourriez|peux|pourrais|faut|faudrait|bien)"
    r"(?: vous| tu| bien| aussi)? (?:de )?(?:ne )?(?:plus|pas|jamais|arret\w*|cess\w*)(?: de)?"
    r"|arret\w*(?: de)?|cess\w*(?: de)?|finissez de|stop(?:p?ez)? de|ne(?: vous| tu)? (?:plus|pas|jamais)"
    r"|(?:ne|n) (?:vous|tu) avisez (?:plus|pas) de)"
)
_ACT: Final = (
    r"(?:(?:text|texting|messag\w+|contact\w*|writ\w+ to|writ\w+|bother\w*|spam\w*|reach\w* out(?: to)?|disturb\w*"
    r"|pester\w*"
    r"|harass\w*|annoy\w*|bug|bugging|ping\w*|hit\w* up|address\w*|solicit\w*|notify\w*) (?:to )?"
    r"(?:me|us|this (?:numero|number|phone|line)|my (?:numero|number|phone)|anymore|here)"
    r"|us(?:e|ing) (?:my|this) (?:numero|number|phone)|blow\w* up my phone"
    rf"|send\w*(?: me| us| out)? (?:anything|things|stuff|crap|more|any|{_MESSAGES})(?: to (?:me|us|this (?:number"
    rf"|numero)))?"
    r"|(?:de )?(?:m|me|nous) (?:re)?(?:ecri\w*|importun\w*|contact\w*|relanc\w*|sollicit\w*|derang\w*|spam\w*"
    r"|demarch\w*|text\w*"
    r"|harcel\w*|embet\w*|prospect\w*|notifi\w*|soul\w*|saoul\w*|ennuy\w*)"
    rf"|(?:de )?(?:m|me|nous) (?:envo\w+|adress\w+|mand\w+|balanc\w+|transm\w+|fai\w+ parvenir)(?: {_MESSAGES}"
    rf"| rien| quoi que ce soit)?"
    r"|(?:de )?(?:menvoyer|mecrire|mecrivez|menvoyez|mimportuner|madresser)"
    r"|(?:d )?(?:utilis\w+|text\w+|contact\w+|ecri\w+ (?:a|sur)|envo\w+ (?:a|sur)) (?:de )?(?:mon|ce) (?:numero"
    r"|telephone|portable)"
    r"|(?:d )?etre (?:re)?(?:contact|sollicit|relanc|importun|demarch|derang|spamm?|harcel|inscrit|abonn|notifi"
    r"|prospect)\w*"
    r"(?: par vous| de cette maniere)?"
    r"|(?:de )?(?:faire partie|figurer|apparaitre|rester|etre) (?:de|dans|sur|parmi) (?:votre|vos|la|cette) (?:\w+ )?"
    r"(?:liste|fichiers?|base|contacts|diffusion|envois?|repertoire)(?: \w+){0,2}"
    rf"|(?:be |being |to be |get |getting )(?:contacted|texted|messaged|bothered|notified|solicited|spammed"
    rf"|on (?:this|your|the) list)"
    rf"|(?:de )?(?:recevoir|lire|voir|avoir|receive|get|see|read)(?: plus)? (?:(?:vos|votre|de vos) nouvelles"
    rf"|{_MESSAGES})"
    r"|(?:d )?entendre parler de vous|hear from you|hearing from you"
    r"|(?:get|receive|getting|receiving) (?:your|them|any(?: of (?:your|them))?))"
)
_AWAY: Final = (
    r"(?:(?:je )?(?:ne )?(?:lis|regarde|ouvre|consulte|veux|souhaite|supporte) (?:pas|plus|jamais|meme pas"
    r"|meme plus)(?: de| d)?"
    r"|(?:je )?(?:renonce|resilie|refuse|interromps|termine|arrete)(?: a)?|gardez|garde|bloquez|terminee?s?"
    r"|termine avec|finie?s?"
    r"|finissons en avec|(?:suspend(?:ez|re)|interromp(?:ez|re)|coupe[rz]|desactive[rz]|stoppe[rz]|annule[rz]"
    r"|supprime[rz]|retire[rz])(?: (?:definitivement|totalement|completement|immediatement))?|epargnez moi"
    r"|basta|adieu"
    r"|(?:je )?(?:n )?ai (?:plus|pas|aucun|aucune)(?: l)? (?:besoin|usage|utilite|envie|interet|que faire)"
    r"(?: de| d| pour)?"
    r"|(?:no|zero) (?:longer )?interest in|have no (?:interest in|use for|time for|need of|need for|wish for)"
    r"|not interested in|object to"
    r"|refuse"
    r"|discontinue|terminate|suspend|disable|shut off|kill|cancel|block|do not need|no need for|done with|over"
    r"|through with|(?:do|does) not (?:want|read|like|need|send|care for|care about)(?: any| me)?"
    r"|never (?:read|open|wanted|asked for)|keep|cut out"
    r"|want no(?: more)?|want to stop getting|stop getting|out of)"
)
_OUT: Final = (
    r"(?:(?:je veux |je voudrais |j aimerais |il faut |faut |vivement )?que (?:ca|cela|tout ca|tout"
    r"|ceci) (?:s arret\w+|sarret\w+"
    r"|cesse|finisse|se termine|stoppe)|(?:make|let|want|need) (?:this|it|that|your|all this"
    r"|this thing)(?: to)? (?:stop|end)"
    r"|(?:i |just |want |let me |count me |get me |opt me |i want |i m |i am |take me |pull me |cut me )+(?:out"
    r"|off)(?: of (?:this|it"
    r"|here))?|sign me (?:off|out)|(?:i )?(?:would like|like|want|need|asked|demand|wish)?(?: to)? ?"
    r"(?:be|being) (?:removed|dropped|struck|cut|erased|purged|wiped|delisted"
    r"|unsubscribed"
    r"|taken off|left out|left alone|excluded|deleted)(?: from .{0,25}(?:list|lists|system|base|contacts"
    r"|mailings?))?|remove me|(?:drop|delete|exclude|unlist|strike"
    r"|scratch) (?:me|my number"
    r"|my numero)(?: from .{0,25}(?:list|lists|system|base|contacts|mailings?))?|take (?:my|this) (?:numero|number"
    r"|phone) (?:off|out)"
    r"|(?:retirez|enlevez|supprimez|effacez|rayez|virez|sortez|otez|oubliez|radiez|excluez|retirer|enlever"
    r"|supprimer|effaciez|effacer|rayer|radier|oter|virer|bloquer"
    r"|enleve|retire|supprime|vire|efface|excluez)[ -]?(?:moi|nous|mon (?:numero|nom|contact|telephone|portable)"
    r"|mes coordonnees"
    r"|ce (?:numero|contact|telephone))(?: (?:de|d|sur|dans) .{0,8}(?:listes?|fichiers?|contacts|envois|base"
    r"|diffusion|la|ici|systeme"
    r"|repertoire|mailing)(?: (?:de diffusion|clients?|sms|d envoi))?)?"
    r"|(?:veux |voudrais |souhaite |aimerais )?(?:sortir|quitter|partir|quitte|sors|me retire"
    r"|me retirer)(?: de)? (?:votre|cette|la|vos) (?:liste|listes"
    r"|base|fichier|fichiers"
    r"|mailing|diffusion)(?: de diffusion| sms| d envoi)?)"
)
_FORBIDDEN: Final = re.compile(rf"(?:^|.* )?\b{_FORBID} (?:\w+ ){{0,1}}?{_ACT}{_TAIL}")
_TURNED_AWAY: Final = re.compile(rf"{_HEAD}{_AWAY} {_MESSAGES}{_TAIL}")
_OUT_OF_IT: Final = re.compile(rf"{_HEAD}(?:ca |pour |to |{_FORBID} )?{_OUT}{_TAIL}")
#: Others who write, and a wish of another sort: no wish to be left alone by us.
_NOT_OURS: Final = re.compile(
    r"\b(?:courier|driver|livreur|transporteur|colis|parcel|why|pourquoi|when|quand|until|jusqu|about|concernant"
    r"|unless|sauf"
    r"|avant|before|si|if you (?:do|are)|code|facture|invoice|receipt|order|commande|il|elle|he|she|machine|moulin"
    r"|already|error|erreur|panier|basket|cart|recu|received)\b"
)
_NOT: Final = re.compile(r"\b(can|(?:do|did|could|would|should|does|are|is|wo|must)(?=n t))n? t\b")
_WOULD: Final = re.compile(r"\bi d\b")
LONGEST: Final = 160  # characters of a clause; none that long is one of these


def wants_no_more(said: str) -> bool:
    """Tell whether a clause in plain words is one of the three shapes."""
    if len(said) > LONGEST:
        return False
    if " 2 " in said:
        return any(wants_no_more(said.replace(" 2 ", meant)) for meant in (" to ", " de "))
    said = _WOULD.sub("i would", _NOT.sub(r"\1 not", said))
    said = " ".join(" ".join(_SMS.get(word, word) for word in said.split()).split())
    return _is_one(said) or ((bare := _FOR_SOMEBODY.sub("", _POLITE.sub("", said))) != said and _is_one(bare))


def _is_one(said: str) -> bool:
    if _NOT_OURS.search(said):
        return False
    return bool(_FORBIDDEN.match(said) or _TURNED_AWAY.match(said) or _OUT_OF_IT.match(said))
