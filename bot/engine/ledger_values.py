"""What facts are called in the sentences of the ledger (`ledger_sentences`), in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: What facts are called in a sentence, by the fact's name and value; a value that is none of these stands as it is.
VALUES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "purpose": {
        "reply": ("réponse", "reply"),
        "service": ("service", "service"),
        "care": ("suivi", "care"),
        "marketing": ("promotion", "marketing"),
    },
    "channel": {
        "sms": ("SMS", "SMS"),
        "telegram": ("Telegram", "Telegram"),
        "web": ("chat du site", "web chat"),
        "whatsapp": ("WhatsApp", "WhatsApp"),
    },
    "outcome": {
        "expired": ("sans réponse", "no reply"),
        "replaced": ("une autre la remplace", "another took its place"),
    },
    "why": {
        "late": ("pas de réponse à temps", "no answer in time"),
        "overtaken": ("autre chose est arrivé avant", "something else came first"),
        "left alone": ("il vient d’échouer plusieurs fois", "it has just failed several times"),
        "off": ("aucun modèle n’est réglé (LLM_URL)", "no model is set (LLM_URL)"),
        "rehearsal": ("une répétition n’en a pas", "a rehearsal has none"),
        "none": ("aucune réponse ne lui semble la bonne", "it finds none of the answers right"),
        "no_choice": ("il n’a choisi aucune des réponses", "it named none of the answers"),
        "empty": ("il n’a rien dit", "it said nothing"),
        "declined": ("il a refusé de répondre", "it declined to answer"),
        "cut short": ("sa réponse est coupée", "its answer is cut short"),
        "too long": ("sa réponse est trop longue", "its answer is too long"),
        "no choice": ("sa réponse est vide", "its answer is empty"),
        "not a chat completion": ("sa réponse n’est pas de la forme attendue", "its answer has not the expected form"),
        "length": ("longueur déraisonnable", "an unfair length"),
        "markup": ("mise en forme", "markup"),
        "question": ("une question que le texte n’a pas", "a question that the text has not"),
        "emoji": ("trop d’émojis", "too many emoji"),
        "language": ("une autre langue", "another language"),
        "register": ("tutoiement", "an informal address"),
        "invented": ("un fait inventé", "an invented fact"),
        "left out": ("un fait omis", "a fact left out"),
        "order": ("des faits dans un autre ordre", "facts in another order"),
        "moved": ("des faits qui ont changé de sujet", "facts that changed their subject"),
        "name": ("un nom que le texte n’a pas", "a name that the text has not"),
        "promise": ("une promesse", "a promise"),
        "limit": ("une limite ajoutée ou oubliée", "a limit added or forgotten"),
        "condition": ("une condition oubliée", "a condition forgotten"),
        "denial": ("une négation ajoutée ou oubliée", "a denial added or forgotten"),
        "itself": ("il parle de lui-même", "it talks of itself"),
        "other words": ("trop de mots nouveaux", "too many new words"),
    },
    "cause": {"customer": ("à sa demande", "they asked"), "playbook": ("dans le parcours", "from the playbook")},
}
