"""The vocabulary of wishes about being written to: numbers, periods, and what may stand around a wish without changing
it. Plain words (`rules.texts.plain_text`), French and English at once.
"""

from __future__ import annotations

from typing import Final

from bot.rules.texts.plain_text import words

#: One of these is in every wish; a message without costs one look.
HINTS: Final = words(
    """
    jusqu jusque till pendant durant rentree janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre january february march april may june july august september october november december days weeks years ans
    fois mois month monthly months mensuel mensuelle hebdo hebdomadaire weekly quarterly trimestriel yearly
    annuel commande commandes order orders livraison livraisons delivery deliveries colis parcel parcels pause
    break texting midi noon friday vendredi week weeks weekend weekends weekdays semaine semaines once twice
    times jour jours day days trimestre quarter an year avant apres before after until entre between partir from
    sms texto textos text texts whatsapp telegram offre offres offer offers promo promos promotion promotions
    pub pubs ad ads publicite publicites deals marketing newsletter newsletters nouveautes lundi mardi mercredi
    jeudi vendredi samedi dimanche mondays tuesdays wednesdays thursdays fridays saturdays sundays monday
    tuesday wednesday thursday friday saturday sunday soir soirs soiree soirees matin matins matinee matinees nuit
    nuits morning mornings evening evenings night nights overnight tard tot late early moins less fewer souvent often
    autant many
    """
)
NUMBERS: Final = {
    **dict.fromkeys(("un", "une", "one", "once", "1", "a", "an"), 1),
    **dict.fromkeys(("deux", "two", "twice", "2"), 2),
    **dict.fromkeys(("trois", "three", "3"), 3),
    **dict.fromkeys(("quatre", "four", "4"), 4),
    **dict.fromkeys(("cinq", "five", "5"), 5),
    **dict.fromkeys(("six", "6"), 6),
    **dict.fromkeys(("dix", "ten", "10"), 10),
    **dict.fromkeys(("quinze", "fifteen", "15"), 15),
}
PERIODS: Final = {
    **dict.fromkeys(("jour", "day"), 1),
    **dict.fromkeys(("semaine", "week"), 7),
    **dict.fromkeys(("quinzaine", "fortnight"), 14),
    **dict.fromkeys(("mois", "month"), 30),
    **dict.fromkeys(("trimestre", "quarter"), 90),
    **dict.fromkeys(("annee", "an", "year"), 365),
}


ENOUGH: Final = words(
    "suffit suffi suffira suffisant suffirait suffisent assez maximum max maxi enough plenty most tops limit"
    " amplement convient"
)


#: Words that may stand around a wish without changing it.
COURTESY: Final = words(
    """
    ok oui non merci svp stp bonjour bonsoir salut coucou s il vous te plait d accord par contre mais et alors
    sinon donc en fait finalement desormais maintenant a l avenir dorenavant si possible c est bon bien ca me va
    pour moi moins souvent less often laissez leave largement tout suffisamment beaucoup ce serait mieux parfait
    super ca m irait voila hein quand meme deja trop please thanks thank you hi hello from now on in the future
    is are fine good would be nice that s this it that ll do ok okay great thx and but so then if possible for
    me more than really actually instead kindly too much very grand bien at most limit limits limitez limiter
    stick keep mind amplement parfaitement convient absolute absolument tops once point quoi sinon desabonne pas
    davantage
    """
)
WANTS: Final = words(
    """
    je veux voudrais souhaite souhaiterais prefere prefererais j aimerais mieux aime autant i d like want prefer
    rather to can could you pouvez pourriez peux tu pourrais vous est ce que possible de d que qu only seulement
    uniquement juste just veuillez etre be il faudrait faut will don t do not ne n pas plutot le la les des un
    une avec surtout
    """
)
WRITING: Final = words(
    """
    ecrivez ecris ecrire ecriviez ecrives contactez contacte contacter contactiez joindre joignez joignable
    envoyez envoie envoyer envoyiez recevoir texter relancez relancer relancez derangez deranger sollicitez
    solliciter messages message textos texto notifs notif notifications notification relances relance rappels
    rappel nouvelles write text texts message messages messaging texting writing contact contacting reach send
    sending notify notifications reminders reminder updates ping bother
    """
)
NEVER: Final = words("pas no not don never jamais sans aucun plus")
AROUND: Final = words("moi nous m me mes vos your us at by of the via a an on to sms rien nothing")

#: Why somebody does not want to be written to then.
EXCUSES: Final = words(
    """
    bosse travaille taf boulot travail work works working job busy occupe reveille dort dors sleep asleep
    enfants kids famille family sacre sacree sacred garde repos rest jour day ce la soir evening matin morning
    libre free dispo available joignable vacances holiday holidays conges away off dc jsuis jai suis am m when
    then la ca them my mon ecrivez time respectez respect restez
    """
)
