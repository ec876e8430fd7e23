"""What people say who have had enough of a sender, without a word of stopping: they threaten, curse, tell that the
number is somebody else's, ask where it was had from, or how one gets out.

None of it is taken for an opt-out; all of it is worth the question "do you want no more messages?". The families are
those of consumers' complaints to carriers and authorities (33700 and CNIL in France, the FCC's on unwanted texts). What
speaks of goods, of an order or of a date is none of them, and a question of the shop's trade neither. Over plain words
(`rules.texts.plain_text`); no nested repetition, so that none takes longer than the text is long.
"""

from __future__ import annotations

import re
from typing import Final

_MESSAGE: Final = (
    r"(?:messages?|msgs?|sms|textos?|texts?|texting|txts?|pubs?|publicites?|promos?|promotions?|offres?|offers?|ads?"
    r"|spams?|notifs?|notifications?|alertes?|alerts?|newsletters?|relances?|communications?|envois?|mailings?"
    r"|marketing|demarchage|sollicitations?|solicit\w*)"
)
_KINDLY: Final = (
    r"(?:(?:please|pls|plz|svp|stp|merci|thanks|thx|thank you|s il vous plait|d avance|ok|now|la|alors|du tout) ?)*"
)
_WHOSE: Final = r"(?:mon|ma|my|notre|our|ce|cet|cette|this)"
_NUMBER: Final = r"(?:num\w*|number|telephone|tel|portable|phone|cell|mobile|contact)"
#: A customer's own affair with the shop: what is being complained of is not the messages.
_GOODS: Final = re.compile(
    r"\b(?:machines?|fuit|fuite|leaks?|leaking|eau|water|panne|moulin|grinder|commandes?|colis|livr\w+|deliver\w*|parcels?|packages?|courier|driver"
    r"|transporteur|rembours\w*|refund\w*|invoice|facture\w*|receipt|frais|fee|garantie|warranty|cafe|coffee|beans"
    r"|grains?|capsules?|sucre|sugar|atelier|workshop|class|concours|messages? d erreurs?|error messages?|errors"
    r"|code|catalogue"
    r"|samples?|echantillons?|place|missing|bruit|noise|gout|attendre|waiting|appointment|rendez vous|carte|card"
    r"|prix|prices?|compte|account|lidl|site|orders?|cups?|tasses?|express|twice|deux fois|to do|todo|attente"
    r"|mariage|wedding|souhaits|wish|guest|shopping"
    r"|hold|doute|folder|sign|wallet)\b"
)

_FAMILIES: Final = (
    # spam, harassment, the law, blocking
    r"\b(?:c est|this is|it s|its|that s|report\w*|signal\w*|marked|encore|stop) (?:\w+ ){0,3}"
    r"(?:spam\w*|harcel\w*|harass\w*|demarchage)\b",
    r"^(?:encore |du |sale |more |fucking |spam )?spam(?:mers?|meurs?)?$",
    r"\b(?:harcelement|harassment|harassing|harcel(?:ez|er))\b",
    r"\b(?:cnil|33700|bloctel|fcc|tcpa|ofcom|dgccrf|signal conso|do not call (?:list|registry)|the ico)\b",
    r"\b(?:porte|porter|deposer|depose) plainte\b|\b(?:avocat|lawyer|attorney|suing|sue you|legal action)\b",
    r"\bje (?:te|vous|les) (?:ai )?(?:bloqu|signal)\w*|\bvous (?:etes|serez|allez etre) bloque\w*"
    r"|\b(?:block|report)(?:ed|ing) (?:you|u|this|your|and|these|ur|it)\b|\b(?:are|re|ur|been|be|get) blocked\b"
    r"|^(?:blocked|blocking|bloque|signale|reported)(?: (?:and|et) \w+)?$|\b(?:vais|va|will|ll|gonna|going to)"
    r" (?:vous |te |les )?(?:block|bloquer)\b"
    r"|\bcomment (?:on |je |faire pour |puis je )?(?:vous )?bloqu\w*|\bhow (?:do|can|to|could) (?:i )?block\b"
    r"|\bbloquer? (?:ce|vos|votre|mon num)\b",
    r"\b(?:pas le droit|aucun droit|no right) (?:de |to )(?:m |me |nous )?(?:ecri|envoy|contact|sollicit|text"
    r"|demarch)\w*",
    r"\b(?:pas|jamais|without|sans|not|n t|no) (?:\w+ ){0,3}(?:mon|my) (?:autorisation|accord|consentement|permission"
    r"|consent)\b|\b(?:have|with|without|sans|aucune|pas d) (?:no |any )?(?:permission|autorisation|consent) (?:to"
    r"|de|pour)",
    # the number is somebody else's
    r"\b(?:wrong|mauvais|faux|bad) (?:number|numero|num|person|personne|destinataire)\b(?! (?:of|de|on|for|in))",
    r"\berreur de (?:numero|destinataire|personne)|\b(?:vous|tu) (?:vous |te |t )?(?:etes |es )?tromp\w+ de",
    r"\b(?:pas|plus) (?:le|son|celui|un) (?:bon )?(?:numero|telephone|tel|portable|num)?\b ?(?:de|d|du) (?!suivi)"
    r"(?:m|mr|mme|madame|monsieur|mon|ma|[a-z]{3,12})$",
    r"\b(?:plus|pas) (?:le|un) (?:bon )?(?:numero|telephone|portable) (?:de|du|d)\b|\bpas le bon numero\b",
    r"\b(?:this|it|that)(?: is| s)? ?(?:not|isn t|isnt|no longer|ain t) (?:\w+ ){0,4}(?:phone|number|cell|mobile)\b",
    r"\b(?:nobody|no one|personne) (?:called|named|here|ici|qui s appelle|du nom de|by that name)\b",
    r"\bje (?:ne )?(?:vous|te) connais (?:pas|meme pas)|\b(?:don t|dont|do not) (?:even )?know (?:you|who you are)\b"
    r"|\bon (?:ne )?se connait pas",
    r"\b(?:pas|plus|not|no longer|jamais ete) (?:\w+ ){0,2}(?:client|cliente|a customer|your customer) (?:chez|de"
    r"|here|of)?"
    r" ?(?:vous|you|yours)?\b",
    r"\b(?:mari|femme|epou\w+|pere|mere|maman|papa|frere|soeur|grand \w+|husband|wife|father|mother|dad|mum|mom"
    r"|brother"
    r"|sister|il|elle|he|she|customer|client)\b.{0,20}\b(?:decede\w*|mort|morte|passed away|died|dead|deceased)\b",
    r"\b(?:telephone|portable|numero|phone|number|mobile)\b.{0,25}\b(?:fils|fille|enfant|kid|son|daughter|child)\b"
    r"|\b(?:kid|child|son|daughter) s (?:phone|number|mobile|cell)\b|\bun mineur\b|\b(?:is|to) a minor\b",
    r"\b(?:numero|telephone|portable|ligne|phone|number|line) (?:professionnel\w*|pro|de travail|du boulot)\b"
    r"|\b(?:work|business|company) (?:phone|line|number|cell)\b",
    r"\b(?:who|qui|comment|how|where|ou|d ou)\b.{0,25}\b(?:avez|eu|got|get|gave|give|give|donne|sortez|sors|trouve"
    r"|obtenu"
    r"|have|tenez)\b.{0,15}\b(?:mon|my|mes|ce) (?:num\w*|phone|number|coordonnees)\b",
    r"\bwhy (?:are|r|do|did|would) (?:you|u|yall) (?:(?!stop)\w+ )?(?:text|messag|writ|contact|spam|send)\w*(?: me"
    r"| us| this| these)"
    r"|\bpourquoi (?:vous |tu )?(?:m|me) (?:ecri|envoy|contact|spam|text)\w*",
    # it is no use
    r"\b(?:pas la peine|plus la peine|inutile|pas besoin|plus besoin|pas necessaire|plus necessaire|sert (?:plus"
    r" )?a rien"
    r"|a quoi bon|no need|need not|needn t|don t need|dont need|do not need|not necessary|no point|pointless"
    r"|useless)\b"
    rf".{{0,25}}\b(?:insister|(?:m |me |nous )(?:re)?(?:ecri|envoy|relanc|contact|sollicit|text|prevenir|demarch)\w*"
    rf"|continuer a|text(?:ing)? (?:me|us|this)|messag\w* (?:me|us)|send\w* (?:me|us|these|this|more|any)"
    rf"|writ\w* (?:to )?me|contact\w* me|hear about|know about|{_MESSAGE})\b",
    r"\b(?:n |ne )?insistez (?:pas|plus)\b",
    # asked before, or never asked for
    r"\b(?:deja|already|fois|times|last (?:week|month)|semaine derniere|mois dernier|pourtant|pensais)\b.{0,45}"
    r"\b(?:desabon\w*|desinscri\w*|unsub\w*|opt(?:ed)? out|optout|to be removed|etre (?:retir|ray|radi|enlev)\w*)\b",
    r"\b(?:desabon\w*|desinscri\w*|unsub\w*|opted out|optout|stop)\b.{0,45}\b(?:encore|toujours|still|keep|kept"
    r"|continu\w*"
    r"|pourtant|mais|but|yet)\b",
    r"\b(?:lien|bouton|link|button)\b.{0,20}\b(?:desabon\w*|desinscri\w*|unsub\w*|opt out|optout)\b"
    r"|\b(?:desabon\w*|desinscri\w*|unsub\w*|opt out|optout) (?:link|button)\b",
    r"\b(?:how many times|combien de fois)\b.{0,30}\b(?:say|dire|repet\w*|tell|ask|demander|stop|no|non|dis)\b",
    r"\b(?:inscri\w*|coch\w*|abonn\w*|sign\w*|subscri\w*|tick\w*|enrol\w*|opted|box)\b.{0,30}\b(?:erreur|megarde"
    r"|mistake"
    r"|accident\w*|wrong|sans (?:le )?(?:vouloir|savoir))\b"
    r"|\b(?:erreur|megarde|mistake|accident\w*|wrong box)\b.{0,30}\b(?:inscri\w*|coch\w*|abonn\w*|sign\w*|subscri\w*"
    r"|enrol\w*)\b",
    r"\bjamais (?:ete )?(?:inscri|abonn)\w*|\bnever (?:signed|subscribed|enrolled|opted|asked for)\b"
    r"|\b(?:pas|jamais|rien) demande (?:a |ca|ces|cela|vos)|\bdid ?n t ask for\b",
    rf"\b(?:recois|recoit|recevons|getting|receiving|get|receive) (?:encore|toujours|still|yet) (?:vos|des|tes|ces"
    rf"|your|these|{_MESSAGE})"
    rf"|\b(?:still|keep) (?:getting|receiving|get) (?:\w+ )?(?:your|these|them|this|{_MESSAGE})\b",
    # how one gets out
    r"\b(?:quitt\w*|sort\w*|leave|exit|off|hors|out|retir\w*)(?: \w+)? (?:de |of |from )?(?:la |cette |votre "
    r"|your |this |the |ur "
    r"|ce |le |vos |d )?(?:liste?s?|diffusion|broadcast|canal|channel|chaine|groupe?|bot|mailings?|campa\w+|chat)\b",
    r"\b(?:cross|strike|scratch|take|get|count|leave|opt|wipe|scrub|let) (?:me|us|my number|this number) (?:off"
    r"|out)\b",
    r"\b(?:exclude|withdraw|exclu\w*|retir\w*|ray\w*|radi\w*|enlev\w*|vir\w*|delete|erase|sup+rim\w*|remove"
    r"|oubli\w*|forget"
    r"|unlist|drop|bann\w*) (?:me|moi|nous|us)\b",
    rf"\b(?:perd\w*|jet\w*|poubelle|oubli\w*|detrui\w*|effac\w*|sup+rim\w*|enlev\w*|retir\w*|ot\w*|bann\w*|delete"
    rf"|remove|erase"
    rf"|lose|forget|trash|wipe|bin|block|drop) {_WHOSE} {_NUMBER}\b|\bplus (?:utiliser |appeler |ecrire (?:a |sur"
    rf" ))(?:ce|mon) {_NUMBER}\b"
    rf"|\b(?:loin de|away from) (?:mon|my) {_NUMBER}\b",
    r"\b(?:ot\w*|retir\w*|enlev\w*|ray\w*|sup+rim\w*|remove|delete|take)\b.{0,6}\b(?:me|moi|nous|us|my|mon|mes|ce"
    r"|this)\b.{0,25}\b(?:de|of|from|off)\b.{0,12}\b(?:base|fichiers?"
    r"|listes?|lists?|database|contacts|repertoire|newsletters?|mailings?|records)\b",
    r"\b(?:figurer|apparaitre|etre)\b.{0,20}\b(?:parmi|dans|sur) (?:vos|votre) (?:contacts|fichiers?|listes?|base)\b",
    r"\b(?:sup+rim\w*|bloqu\w*|quitt\w*|delete|mute|stop|leave|block|desactiv\w*|disable|remove|coup\w*|kill|ban) "
    r"(?:le |ce |this |the |your |votre |cette )?(?:bot|chatbot|robot|canal|channel|conversation|chat)\b",
    rf"\b(?:turn|switch|shut) (?:these|those|(?:the |your |all )?{_MESSAGE}) off\b|\b(?:turn|switch) off (?:these"
    rf"|those|all of)\b",
    # enough of it
    rf"\b(?:trop|tant|too many|way too many|so many|autant) (?:de |d )?(?:vos |your |these |ces |those"
    rf" )?{_MESSAGE}\b",
    r"\b(?:you|vous|tu|u)\b.{0,8}\b(?:text|writ|messag|ecri|envoy|relanc|sollicit)\w*.{0,12}\b(?:too (?:much|often"
    r"|many)|trop"
    r"|tout le temps|sans arret|sans cesse|all the time|constantly|every (?:single )?day)\b",
    rf"\b(?:marre|ras le bol|fed up|sick|tired|done|over|had it|had enough|enough|plein le"
    rf" dos)\b.{{0,22}}\b(?:vous|you|vos|your|u"
    rf"|these|ces|ur|{_MESSAGE})\b",
    rf"\b(?:vous|tu|ca|vos|tes|{_MESSAGE})\b.{{0,22}}\b(?:me|m|nous) (?:gonfl|soul|saoul|fatigu|enerv|agac|gav)\w*"
    r"|\b(?:vous|tu) (?:commence\w* a )?(?:me |nous )(?:gonfl|soul|saoul|fatigu|enerv|agac|gav|casse\w* les )\w*"
    rf"|\b(?:vous|tu|vos|tes|you|your|ca|c est|{_MESSAGE})\b.{{0,22}}\b(?:lourds?|relous?|penibles?"
    rf"|insupportables?|annoying|unwanted"
    r"|intrusi\w*)\b",
    r"^(?:j en ai |y en a |il y en a |i m |i ve |on en a |non mais |oh |franchement )*(?:ras le bol|marre|had"
    r" enough|plein le dos"
    r"|had it|assez|fed up|ca suffit|stop it|ca commence a bien faire|over it)(?: de vous| with you| of you| la|"
    r" maintenant)?$",
    r"\b(?:plus|no longer) interes\w+|\binteres\w+ (?:any ?more|plus)\b|\bne m interes\w+ (?:plus|absolument)\b",
    rf"\b(?:vos|your|tes|ur|ces|these) {_MESSAGE}\b.{{0,20}}\b(?:(?:pas|plus|not|n t) (?:m )?interes\w+|m"
    rf" interes\w+ (?:pas|plus)"
    r"|interest me|non merci|no thanks|no thank you)\b",
    rf"\b(?:m en (?:fiche|fous|tape|moque|balance|cogne)|don t (?:care|want)|dont (?:care|want)|could ?n t care"
    rf"|keep|gardez|garde|"
    rf"ranger?|shove|stick|screw|fuck|non a|merde a)\b.{{0,15}}\b(?:vos|your|tes|ur|these|ces) (?:\w+ )?{_MESSAGE}\b",
    r"\bgive (?:it|me) a (?:rest|break)\b|\blet me be\b|\bkeep away\b|\bleave (?:me|us) (?:be|alone)\b",
    # that it should end
    r"^(?:i |please |je |but |mais |just )*(?:want|wanna|d like|would like|need|make|can|could|will|faites?(?: en"
    r" sorte)? que|fais que"
    r"|il faut que|faut que|je veux que|ca doit|j aimerais que|que|when will|quand est ce que)(?: this| it| these|"
    r" ca| cela| to"
    r"| please| s| all| tout| vous| you)* (?:stop\w*|cesse\w*|arrete\w*|end)(?: this| these| please| svp| merci|"
    r" now)*$",
    r"\b(?:mettez|mettre|put) (?:un terme|fin|an end|a stop|un frein) (?:a|au|aux|to) (?:ces|vos|these|your|all"
    r"|this|l envoi|ca|tout"
    r"|cette)\b|\b(?:end|terminate) (?:all )?(?:communications?|contact)\b",
    r"\b(?:prefer|rather|prefere|prefererais|aimerais mieux|aime mieux|appreciate it if|grateful if|be nice"
    r" if)\b.{0,18}\b"
    r"(?:you (?:stopped|didn t|did not|don t)|not (?:get|receive|be|hear|have)|ne (?:pas|rien|plus)|n (?:etre"
    r"|avoir) (?:pas|plus)"
    r"|que vous (?:arret|cess)\w*)",
    r"\b(?:interdi\w+|defense) (?:de |d )(?:m |me |nous )?(?:ecri|envoy|contact|appel)\w*|\bcontact interdit\b"
    r"|\bne (?:me|nous) (?:demarch|sollicit|relanc|spam)\w*|\babsten\w+ de\b|\brefrain from\b|\bdo not (?:call or"
    r" text|disturb|contact)\b"
    r"|\bno (?:soliciting|solicitation|contact|contacting|texting)\b|\bnot? (?:to )?be contacted\b",
    rf"^(?:no|pas de|zero|sans|plus de|no more|aucune?|non aux?|fini(?:s|es?)?(?: les| la| vos)?|over with|end of"
    rf"|fin des|adieu les) "
    rf"(?:\w+ )?(?:{_MESSAGE}|contacts?|nouvelles|news) ?{_KINDLY}$",
    r"\b(?:plus|pas|never|not|n t|rien) (?:\w+ ){0,3}(?:entendre parler de|hear from|hear about|avoir affaire a)"
    r" (?:vous|you|u|any of)\b",
    r"\b(?:plus|pas) (?:\w+ )?rien (?:\w+ )?(?:de|chez|from) (?:vous|you)\b|\bnothing (?:more )?from (?:you|u)\b",
    # short, or as thumbs write it
    r"^(?:ok |c bon |non |merci |stop |j ai dit )*(?:je |j )?(?:n )?(?:en|jen) (?:veu?x?|ve) (?:plus?|pu)"
    r"(?: merci| svp)*$",
    r"\bne (?:recoi\w+|recev\w+) plus rien\b|\b(?:veux|veu|veut) (?:plus|rien) de vous\b",
    r"\blaiss\w+ (?:moi|nous|l[ae]s?|m[ao]n? \w+) (?:trank?il\w*|tranquil\w*|en paix)\b"
    r"|\b(?:allez|va|vas) (?:me|nous) lach\w*",
    rf"\b(?:fini|termine)e?s? (?:avec )?(?:les |vos |la |tes )?{_MESSAGE}\b|\bjamais accepte de recevoir\b",
    r"\b(?:knock it off|cut it out|pack it in|i want off|no offen[cs]e.{0,80}no more texts)\b",
    rf"\b(?:vos|tes|your) {_MESSAGE} (?:vous|tu|you) (?:pouvez|peux|can)\b"
    r"|\bm en (?:dispenser|passer) (?:a l avenir|desormais)\b",
    r"\b(?:souhaite|veu?x?|desire|voudrais) (?:pas|plus) (?:de|vos|d) nouvelles\b|\bpas? demande a (?:en )?recevoir\b",
    r"^blok\w*$|\bliste rouge\b|\bavoir affaire (?:a|avec) (?:vous|votre|cette|ce)\b"
    r"|\b(?:get|receive) one more of these\b",
    # sent away
    r"\b(?:go to hell|drop dead|screw (?:you|off)|(?:allez|va) (?:au diable|voir ailleurs|te faire|vous faire)|bug"
    r" off|shut it|stfu"
    r"|gtfo|get (?:bent|stuffed)|jog on|tg|ferme la|la ferme|ta gueule|(?:barre|tire|casse)[rz]? (?:vous|toi)|fous"
    r" le camp"
    r"|fou[st]\w* (?:moi|nous) la paix|fiche\w* (?:moi|nous) la paix|lach\w* (?:moi|nous)|me (?:saoul|soul)\w*"
    r" pas)\b",
)
#: Said in a roundabout way: politely, in the passive, as an idiom.
_ROUNDABOUT: Final = (
    r"\b(?:leave|let) (?:(?:an?|my|our|the|this|old|poor) ){1,3}\w+ (?:alone|be|in peace)\b"
    r"|\blaiss\w+ (?:\w+ ){1,4}(?:tranquilles?|en paix)\b",
    r"\b(?:told|asked|said|asking|telling|demande|redemande|prie)\b.{0,16}\b(?:to stop|d arreter|de cesser"
    r"|d en finir)\b(?! (?:the|la|le|l|mon|ma|my|it|on))",
    r"\b(?:my|our|this|mon|mes|notre|ce) (?:contact )?(?:details|info|infos|information|number|name|phone|contact"
    r"|numero|nom|coordonnees) (?:please )?(?:be|to be|is|are|was|were|has been|have been|etre|soit|soient|est|sont"
    r"|ont ete|a ete) (?:please |bien )?(?:remov|delet|taken|struck|eras|dropp|retir|effac|supprim|ray|enlev)\w*",
    r"\b(?:take|get|remove|delete) (?:my|our) contact (?:info|infos|information|details)\b",
    r"\b(?:i|we) (?:am|are|was|were|have been|ve been|had been) (?:now )?(?:removed|unsubscribed|taken off|deleted"
    r"|opted out)\b|\bje (?:suis|sois|serai|serais) (?:bien )?(?:desabonn|desinscri|retir|ray|supprim)\w*",
    r"\b(?:stop|end|discontinue) (?:the|this|your) (?:text |messaging |sms )?service\b",
    r"\b(?:do not|don t|dont|never|not) (?:consent|agree) to (?:this|that|these|being|receiv\w+|get\w+)\b"
    r"|\bconsent (?:is |was )?(?:withdrawn|revoked)\b|\bje (?:ne )?consens (?:pas|plus)\b",
    r"\bon (?:se quitte|s arrete|en reste|s en tient) (?:la|ici)(?:$| (?:merci|svp|plus|et|alors)\b)",
    r"\b(?:veuillez|priere de|please|kindly|faut|pouvez vous|allez vous|vous allez|tu vas|va falloir) (?:cess\w*"
    r"|arret\w*|stopp\w*|cease|desist)(?: (?:immediatement|now|svp|please|merci|tout|ca|la|maintenant))*$",
    r"^(?:\w+ )?(?:trop c est trop|c en est trop|enough s enough|that s it i m done|had my fill|so annoying"
    r"|j en peux plus|je n en peux plus|zero interest|aucun interet)$",
    r"^(?:just |oh |please )*(?:clear off|naff off|do one|hop it|take a hike|beat it|get knotted|sling your hook"
    r"|on your bike|du balai|ouste|bon vent|cassos|spare me|mute me|i object|finito|adieu|bloquee?|terminus)$",
    rf"\b(?:ecri\w+|texting|{_MESSAGE})\b.{{0,60}} (?:fini|termine|basta|finito)$",
    rf"^(?!.{{0,20}}\b(?:why|when|pourquoi|quand|does|did|do)\b).*\b{_MESSAGE}\b.{{0,40}} (?:stop|arretez|basta)$",
    r"\bspam\w* (?:and )?report\w*",
    rf"\b{_MESSAGE} (?:interdi\w+|non merci|no thanks|refuse\w*)$",
    r"\b(?:pas|plus) (?:preneu\w+|demandeu\w+|adepte|fan) (?:de |d )?(?:vos|ce genre|ces|tout ca)\b",
    r"\bno business (?:text|writ|contact|messag)\w*|\bqui vous a (?:permis|autorise)\b|\bde quel droit\b"
    r"|\bwhat gives you the right\b",
    r"\bne (?:me|nous) (?:propos|vend|sollicit|adress|parl)\w* plus\b",
    r"\b(?:forget|burn|bin|trash|shred|scrap) (?:my|this) (?:number|numero|contact|details)\b|\bforget i exist\b"
    r"|\boublie[rz]? (?:mon (?:num\w*|contact|nom)|ce num\w*|que j existe)\b",
    rf"\b{_MESSAGE}\b.{{0,25}}\b(?:poubelle|corbeille|in the bin|trash)\b",
    r"\b(?:pas|plus) (?:du tout )?concernee?s? par (?:vos|ces|tout)\b",
)
_HINTS: Final = re.compile("|".join(f"(?:{one})" for one in _FAMILIES + _ROUNDABOUT))
#: Alone, courtesies aside.
_ALONE: Final = re.compile(
    rf"^(?:please |pls |plz |svp |non merci |no thanks? |no thank you |non |ok |bonjour )?(?:stop\d|atop|dtop|stip"
    r"|srop|stol|nah stop|nope stop|rmv|rmv me|quitter|quit it|je"
    rf" quitte|sortir|retrait|opposition|refus|je refuse"
    r"|je m oppose|je m y oppose|je fais opposition|je me retire|exit|leave|out|off|halt|terminate|mute|silence"
    r"|never again|plus jamais|block|block me"
    r"|i m out|im out|count me out|remove|delete me|erase me|withdraw me|me retirer|desactiver|desactivez"
    r"|desabo\w*|unsub\w*"
    rf"|ne rien envoyer|(?:retrait (?:de |du )?|retire mon )consentement(?: retire)?|consentement retire|no more)"
    rf" ?{_KINDLY}$"
)
#: Emoji that say no to what is sent.
_SIGNS: Final = re.compile("[\U0001f6d1\U0001f6ab\u26d4\u270b\U0001f645\U0001f515\U0001f4f5\u274c]")
_BESIDE_A_SIGN: Final = re.compile(rf"(?:(?:vos|les|de|la|plus|no|more|rien|the|these|your|{_MESSAGE}) ?)*{_KINDLY}")


def hints_at_one(text: str, said: str) -> bool:
    """Tell whether `text`, `said` in plain words, may mean that they want to hear no more; to be asked about."""
    if _SIGNS.search(text) and _BESIDE_A_SIGN.fullmatch(said):
        return True
    if _ALONE.match(said):
        return True
    return bool(_HINTS.search(said)) and not _GOODS.search(said)
