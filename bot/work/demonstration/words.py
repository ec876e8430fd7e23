"""What people of a demonstration are called, and what they say: two languages, as customers write on a phone."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["fr", "en"]

FIRST: Final[dict[Language, tuple[str, ...]]] = {
    "fr": (
        "Léa",
        "Camille",
        "Nathan",
        "Inès",
        "Hugo",
        "Manon",
        "Yanis",
        "Chloé",
        "Jules",
        "Zoé",
        "Adrien",
        "Maëlle",
        "Karim",
        "Élodie",
        "Baptiste",
        "Aïcha",
        "Romain",
        "Noémie",
        "Thibault",
        "Fatou",
        "Sébastien",
        "Anaïs",
        "Mehdi",
        "Clémence",
        "Gaël",
        "Océane",
        "Arnaud",
        "Solène",
        "Ismaël",
        "Margaux",
        "Étienne",
        "Lucie",
    ),
    "en": (
        "Ann",
        "James",
        "Priya",
        "Oliver",
        "Grace",
        "Liam",
        "Chidi",
        "Sophie",
        "Harry",
        "Emma",
        "Tom",
        "Niamh",
        "Daniel",
        "Zara",
        "George",
        "Kate",
    ),
}
LAST: Final[dict[Language, tuple[str, ...]]] = {
    "fr": (
        "Martin",
        "Bernard",
        "Dubois",
        "Petit",
        "Moreau",
        "Lefèvre",
        "Girard",
        "Nguyen",
        "Benali",
        "Rousseau",
        "Fontaine",
        "Chevalier",
        "Garnier",
        "Diallo",
        "Lemoine",
        "Perrin",
        "Marchand",
        "Brunet",
        "Colin",
        "Traoré",
        "Guérin",
        "Da Silva",
        "Renaud",
        "Charpentier",
        "Vasseur",
        "Haddad",
        "Picard",
        "Meunier",
    ),
    "en": (
        "Smith",
        "Taylor",
        "Okafor",
        "Patel",
        "Walker",
        "Hughes",
        "O’Brien",
        "Wright",
        "Bennett",
        "Clarke",
        "Ahmed",
        "Murphy",
        "Foster",
        "Ward",
    ),
}
#: Names that a page must bear: (first, last); none at all last.
UNUSUAL: Final[tuple[tuple[str, str], ...]] = (
    ("Marie-Antoinette Joséphine Charlotte", "de La Rochefoucauld-Montmorency de Saint-Exupéry"),
    ("محمد عبد الرحمن", "الشريف"),
    ("🌻 Lili ☕️", ""),
    ("玲奈", "佐藤"),
    ("Zoë", "Ó Súilleabháin"),
    ("Wolfgang-Amadeus", "Hubertus-Schwarzenberger-Freiherr-von-Donnersmarck"),
    ("J", ""),
    ("", ""),
    ("", ""),
    ("", ""),
)

#: First words of a conversation, by what they are about.
OPENINGS: Final[dict[str, dict[Language, tuple[str, ...]]]] = {
    "machine": {
        "fr": (
            "bonjour je cherche une machine silencieuse",
            "je sais pas quelle machine prendre",
            "quelle machine pour deux personnes",
            "je cherche une machine pour des cappuccinos",
            "aidez moi à choisir une machine",
            "une machine pour mes parents, ils boivent du café filtre",
            "j'aurais besoin d'un conseil",
        ),
        "en": (
            "I'm looking for a quiet machine",
            "what machine do you recommend",
            "I need a machine for my mum",
            "something quiet, not too expensive",
            "I don't know which machine to buy",
        ),
    },
    "coffee": {
        "fr": (
            "quel café me conseillez-vous ?",
            "je cherche un café doux",
            "je voudrais commander du café",
            "vous avez un café fruité ?",
        ),
        "en": ("which coffee do you recommend?", "I'd like to order some coffee", "do you have a fruity coffee?"),
    },
    "business": {
        "fr": ("je cherche une machine pour le bureau", "nous sommes 30 au bureau, vous avez une offre ?"),
        "en": ("a coffee machine for the office", "do you have an offer for companies?"),
    },
    "question": {
        "fr": (
            "c'est livré quand ?",
            "quels sont vos horaires à Lyon ?",
            "la garantie dure combien de temps ?",
            "comment détartrer ma machine ?",
            "on peut payer en plusieurs fois ?",
            "vous livrez en Belgique ?",
            "vous avez un code promo ?",
            "je peux rendre un article ?",
            "vous avez une boutique à Annecy ?",
            "vous proposez un abonnement ?",
        ),
        "en": (
            "when will it be delivered?",
            "what are your opening hours?",
            "how long is the guarantee?",
            "how do I descale my machine?",
            "do you ship to Ireland?",
            "can I pay in instalments?",
            "do you have a subscription?",
        ),
    },
    "unknown": {
        "fr": (
            "vos capsules sont compostables ?",
            "les capsules, elles se compostent ?",
            "vous reprenez les anciennes machines ?",
            "vous reprenez ma vieille cafetière ?",
            "vous torréfiez sur place ?",
            "on peut visiter l'atelier de torréfaction ?",
        ),
        "en": (
            "are your capsules compostable?",
            "do you take back old machines?",
            "can I visit the roastery?",
            "is there parking near the shop?",
        ),
    },
    "trouble": {
        "fr": (
            "ma machine est en panne",
            "le mousseur ne marche plus",
            "la machine affiche une erreur",
            "un souci avec ma commande",
            "je veux rendre ma machine",
        ),
        "en": (
            "my machine is broken",
            "the frother stopped working",
            "I want to return my machine",
            "error code on the machine",
        ),
    },
    "person": {
        "fr": ("je voudrais parler à quelqu'un", "je peux avoir un conseiller ?", "passez-moi une personne svp"),
        "en": ("can I talk to someone?", "a human please", "I'd like to speak to a person"),
    },
    "thanks": {"fr": ("merci beaucoup", "parfait merci", "super, merci"), "en": ("thanks a lot", "great, thank you")},
}

#: Answers to open questions, by the step that asks.
REPLIES: Final[dict[str, dict[Language, tuple[str, ...]]]] = {
    "cups": {"fr": ("4", "trois", "2 par jour", "une dizaine", "6"), "en": ("4", "three", "about 6", "2")},
    "quiet": {"fr": ("oui", "oui un peu", "non"), "en": ("yes", "no", "yes please")},
    "budget": {
        "fr": ("350 €", "300 euros max", "500", "je ne sais pas", "autour de 400"),
        "en": ("350", "about 300", "500 euros", "I don't know"),
    },
    "people": {"fr": ("35", "une vingtaine", "12", "60"), "en": ("30", "about 15", "45")},
    "company": {
        "fr": ("Atelier Lumière", "Cabinet Perrin & Fils", "Studio Nord"),
        "en": ("Brightside Ltd", "Harbour Studio"),
    },
    "mail": {"fr": ("contact@atelier-lumiere.example",), "en": ("office@brightside.example",)},
    "what": {
        "fr": ("1 kg de yirgacheffe", "deux sachets de huila", "du café en grains, 1 kg"),
        "en": ("1 kg of yirgacheffe", "two bags of huila"),
    },
    "model": {
        "fr": ("une Aroma 2, depuis un an", "Brio Mini, 8 mois"),
        "en": ("an Aroma 2, one year", "Brio Mini, 8 months"),
    },
    "fault": {
        "fr": (
            "elle fuit par en dessous",
            "plus de pression depuis hier",
            "elle s'arrête au milieu du café",
            "le voyant rouge clignote",
        ),
        "en": ("it leaks from below", "no pressure since yesterday", "the red light keeps blinking"),
    },
    "picture": {"fr": ("sans photo",), "en": ("no photo",)},
    "parcel_photo": {"fr": ("sans photo",), "en": ("no photo",)},
    "number": {"fr": ("MM-2041", "je ne l'ai plus"), "en": ("MM-2041", "I don't have it")},
    "day": {"fr": ("jeudi", "samedi"), "en": ("Thursday", "Saturday")},
    "hour": {"fr": ("15 h", "vers 11 h"), "en": ("3 pm", "around 11")},
    "postcode": {"fr": ("69002", "74000", "69100"), "en": ("69002", "74000")},
    "why": {"fr": ("le prix surtout", "elle fait moins de bruit"), "en": ("the price", "it is quieter")},
    "question": {
        "fr": ("comment détartrer ma machine ?", "quelle mouture pour un expresso ?"),
        "en": ("how do I descale my machine?",),
    },
}

#: What is said with a score: low, middle, high.
COMMENTS: Final[dict[str, dict[Language, tuple[str, ...]]]] = {
    "low": {
        "fr": (
            "elle fuit depuis le premier jour et personne ne m'a rappelé",
            "trop bruyante, j'ai un appartement",
            "le colis est arrivé ouvert",
            "livrée avec une semaine de retard 😕",
            "le café est trop amer pour moi",
        ),
        "en": (
            "it leaks since day one",
            "much too noisy for a flat",
            "the parcel came a week late",
            "the coffee is too bitter",
        ),
    },
    "middle": {
        "fr": (
            "bien mais le réservoir est petit",
            "bon café, notice pas claire",
            "correct, sans plus",
            "un peu long à chauffer",
        ),
        "en": ("good but the tank is small", "fine, the manual isn't clear", "takes a while to heat up"),
    },
    "high": {
        "fr": (
            "on se régale tous les matins ☕️",
            "silencieuse, exactement ce qu'il me fallait",
            "conseil au top, merci à Théo",
            "livraison rapide et café délicieux",
            "ma mère est ravie",
        ),
        "en": (
            "we love it every morning",
            "so quiet, just what I needed",
            "great advice, thank you",
            "fast delivery and lovely coffee",
        ),
    },
}

#: What staff write, first and then.
STAFF: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "fr": (
        (
            "Bonjour, ici {name} de Maison Moka. Je regarde votre dossier tout de suite.",
            "C’est réglé : vous recevez un message dès que c’est parti. Bonne journée.",
        ),
        (
            "Bonjour, {name} à l’atelier. Pouvez-vous me dire si elle fuit aussi à froid ?",
            "Merci. Déposez-la quand vous voulez, je la regarde le jour même.",
        ),
        (
            "Bonjour, {name}. Je comprends, et je suis désolé pour ce contretemps.",
            "Je vous l’échange, sans frais. L’étiquette de retour arrive.",
        ),
    ),
    "en": (
        (
            "Hello, {name} from Maison Moka. I’m looking into it right now.",
            "It’s sorted: you’ll get a message as soon as it leaves. Have a good day.",
        ),
        (
            "Hello, {name} here. I’m sorry about this. Does it also leak when cold?",
            "Thank you. Bring it in whenever suits you, I’ll look at it the same day.",
        ),
    ),
}
BACK: Final[dict[Language, tuple[str, ...]]] = {
    "fr": ("oui même à froid", "d'accord merci", "ok je passe samedi", "super, merci pour la réponse rapide"),
    "en": ("yes, when cold too", "ok thank you", "great, I'll come on Saturday"),
}
#: What a customer adds who still waits for a person.
STILL: Final[dict[Language, tuple[str, ...]]] = {
    "fr": (
        "vous êtes là ?",
        "c'est assez urgent, j'ai du monde ce soir",
        "je suis sur place à Lyon si besoin",
        "sinon rappelez-moi après 17 h, merci",
        "c'est pour un cadeau, il me le faut mardi",
    ),
    "en": ("are you there?", "it's rather urgent, I have guests tonight", "it's a present, I need it by Tuesday"),
}
