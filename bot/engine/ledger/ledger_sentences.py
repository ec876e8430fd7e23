"""The ledger's sentences: each decision the engine makes, in French and in English. Facts stand in braces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.ledger.ledger_sentences_appointments import APPOINTMENTS
from bot.engine.ledger.ledger_sentences_follow_ups import FOLLOW_UPS
from bot.engine.ledger.ledger_sentences_selling import SELLING
from bot.engine.ledger.renewal_sentences import RENEWALS

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    # what was said
    "sent_reply": ("Réponse au message du client.", "An answer to the customer’s message."),
    "sent_follow_up": (
        "Le bot a pris la parole ({purpose}) : accord, horaires et fréquence le permettent.",
        "The bot spoke first ({purpose}): consent, hours and frequency allow it.",
    ),
    "sent_by_staff": ("Écrit par l’équipe.", "Written by the team."),
    # what was not
    "no_address": ("Rien envoyé : aucune adresse joignable.", "Nothing sent: no address can be reached."),
    "missing_value": (
        "Rien envoyé : il manque une valeur au texte ({value}). Un message ne part jamais avec un trou.",
        "Nothing sent: the text lacks a value ({value}). A message never leaves with a hole in it.",
    ),
    "empty_text": ("Rien envoyé : le texte est vide.", "Nothing sent: the text is empty."),
    "holdout": (
        "Rien envoyé : ce client fait partie du groupe témoin de « {split} ».",
        "Nothing sent: this customer is in the holdout of “{split}”.",
    ),
    "held": (
        "« {title} » attend {until} : {reason}. La décision sera reprise avec les faits de ce moment-là.",
        "“{title}” waits until {until}: {reason}. It will be decided again with the facts of then.",
    ),
    "refused": ("« {title} » n’est pas envoyé : {reason}.", "“{title}” is not sent: {reason}."),
    "too_late": (
        "« {title} » n’est pas envoyé : prévu {since}, il n’a plus d’intérêt ({reason}).",
        "“{title}” is not sent: planned for {since}, it is of no use any more ({reason}).",
    ),
    "planned": ("« {title} » est prévu {due} ({cause}).", "“{title}” is planned for {due} ({cause})."),
    "called_off": (
        "« {title} » n’aura pas lieu : entre-temps, {event}.",
        "“{title}” is called off: meanwhile, {event}.",
    ),
    "condition_failed": (
        "« {title} » n’a pas lieu : sa condition n’est pas remplie.",
        "“{title}” does not start: its condition does not hold.",
    ),
    "yielded": (
        "« {title} » laisse passer « {winner} » ({reason}) et sera décidé de nouveau {until}.",
        "“{title}” lets “{winner}” go first ({reason}) and is decided again {until}.",
    ),
    "at_most": (
        "« {title} » n’est pas envoyé : déjà dit {times} fois en {days:jour|jours}, c’est son maximum.",
        "“{title}” is not sent: it was said {times}× in {days:day|days} already, which is its limit.",
    ),
    "day_past": (
        "« {title} » n’est pas envoyé : le jour qu’il annonçait est passé ({day}).",
        "“{title}” is not sent: the day it was about is past ({day}).",
    ),
    "follow_up_gone": (
        "« {title} » n’est pas envoyé : cette relance ({cause}) n’existe plus dans le playbook.",
        "“{title}” is not sent: this follow-up ({cause}) is no longer in the playbook.",
    ),
    "already_running": ("« {title} » est déjà en cours.", "“{title}” is already under way."),
    "no_flow": ("Le flux « {title} » n’existe pas (ou plus).", "There is no flow “{title}” (any more)."),
    "delivery_failed": (
        "Le message n’a pas pu être remis : {reason}.",
        "The message could not be delivered: {reason}.",
    ),
    # conversations
    "started": ("« {title} » commence ({cause}).", "“{title}” starts ({cause})."),
    "ended": ("« {title} » se termine : {outcome}.", "“{title}” ends: {outcome}."),
    "postponed": (
        "Le client préfère plus tard : reprise prévue {due}.",
        "The customer prefers later: planned for {due}.",
    ),
    "answered": ("Le client a répondu : {value}.", "The customer answered: {value}."),
    "answer_found": (
        "Le client pose une question : « {question} » (certitude {score}).",
        "The customer asks a question: “{question}” (certainty {score}).",
    ),
    "flow_wanted": (
        "Le client demande « {title} » (certitude {score}).",
        "The customer wants “{title}” (certainty {score}).",
    ),
    "wish": ("Ce que dit le client : {wish}.", "What the customer says: {wish}."),
    "split": ("Essai « {split} » : variante « {arm} ».", "Split “{split}”: variant “{arm}”."),
    "fetch_failed": ("Le service interrogé n’a pas répondu : {reason}.", "The service asked did not answer: {reason}."),
    "language_follows": (
        "Deux messages de suite dans cette langue : la conversation continue en {language}.",
        "Two messages in a row in that language: the conversation goes on in {language}.",
    ),
    "language_chosen": (
        "Le client choisit sa langue : {language}.",
        "The customer chooses their language: {language}.",
    ),
    # repairs
    "not_understood": ("Message non compris (essai {tries}).", "Not understood (try {tries})."),
    "clarify": (
        "Plusieurs sens possibles : la question est posée.",
        "It may mean several things: the customer is asked.",
    ),
    **FOLLOW_UPS,
    **SELLING,
    **APPOINTMENTS,
    **RENEWALS,
    "meant": (
        "Le client choisit parmi les sens proposés : {meant}. Sa question est un exemple à proposer.",
        "The customer chooses among the meanings offered: {meant}. Their question is an example to propose.",
    ),
    "corrected": ("Le client corrige une réponse : la voici.", "The customer corrects an answer: here it is."),
    "went_back": ("Le client revient à la question d’avant.", "The customer goes back to the question before."),
    "old_button": (
        "Bouton d’une question qui n’est plus posée : la question en cours est reprise.",
        "A button of a question that is over: the current one is put again.",
    ),
    "media_kept": ("Pièce reçue et gardée dans l’historique.", "An attachment came and is kept in the transcript."),
    "edited": (
        "Le client a modifié un message : gardé, rien n’est rejoué.",
        "The customer edited a message: kept, nothing is run again.",
    ),
    "loop": (
        "Les mêmes messages reviennent sans fin : sans doute une machine. L’équipe prend la main.",
        "The same messages keep coming: probably a machine. The team takes over.",
    ),
    # people
    "handed_over": ("La main passe à l’équipe {team} : {reason}.", "The team {team} takes over: {reason}."),
    "held_by_staff": (
        "L’équipe a la main : le message est gardé, le bot se tait.",
        "The team has the thread: the message is kept, the bot is silent.",
    ),
    "given_back": ("La main revient au bot ({by}).", "The thread is the bot’s again ({by})."),
    # consent and reach
    "consent_given": ("Accord donné : {purpose}, {channel}.", "Consent given: {purpose}, {channel}."),
    "consent_pending": (
        "Accord dit, à confirmer : {purpose}, {channel}. Rien ne part avant.",
        "Consent said, to be confirmed: {purpose}, {channel}. Nothing is sent before then.",
    ),
    "said_no": (
        "Accord non redemandé avant le {until} : {purpose}, {channel}. Le client a dit non.",
        "Consent not asked for again before {until}: {purpose}, {channel}. The customer said no.",
    ),
    "consent_refused": ("Accord non retenu : {purpose}, {channel}.", "Consent not taken: {purpose}, {channel}."),
    "consent_withdrawn": (
        "Accord retiré : {purpose}, {channel}. Rien de tel ne partira plus.",
        "Consent withdrawn: {purpose}, {channel}. Nothing of the kind will be sent any more.",
    ),
    "contact_wish": (
        "Le client souhaite : {wishes}. Le bot s’y tiendra.",
        "The customer wishes: {wishes}. The bot will keep to it.",
    ),
    "wish_forgotten": (
        "Le client revient sur un souhait : {wishes}.",
        "The customer takes a wish back: {wishes}.",
    ),
    "contact_wish_asked": ("Un souhait, peut-être : à confirmer.", "A wish, perhaps: to be confirmed."),
    "contact_pause": (
        "Le client demande une pause jusqu’au {until} : ni suivi ni offre d’ici là.",
        "The customer asks for a pause until {until}: no care and no offers before then.",
    ),
    "opt_out_confirmed": (
        "Refus répété ({channel}) : il vaut depuis le {since} sur tous les canaux et n’est pas confirmé deux fois.",
        "Opt-out said again ({channel}): it holds since {since} on all channels, and is not confirmed twice.",
    ),
    "opt_out_told": (
        "Refus signalé par l’opérateur ({channel}), qui y a répondu lui-même : le bot ne le confirme pas.",
        "Opt-out told by the provider ({channel}), which has answered it: the bot does not confirm it.",
    ),
    "opt_out_asked": (
        "Le client ne veut peut-être plus de messages : on le lui demande.",
        "The customer may want no more messages: they are asked.",
    ),
    "blocked": ("Adresse injoignable : {reason}.", "The address can’t be reached: {reason}."),
    "unblocked": ("De nouveau joignable. Ce n’est pas un accord.", "Reachable again. This is not consent."),
    "merged": (
        "Deux fiches n’en font plus qu’une ({how}). Un refus de l’une vaut pour les deux.",
        "Two customers are one person ({how}). A refusal of one counts for both.",
    ),
    "number_in_doubt": (
        "Fiches non réunies : ce numéro a peut-être changé de main ({doubt}). L’équipe peut les réunir.",
        "Not merged: the number may have passed to somebody else ({doubt}). Staff may merge the two.",
    ),
    "address_shown": (
        "Le client a montré que cette adresse est la sienne ({channel}). Ce n’est pas un accord.",
        "The customer has shown that this address is theirs ({channel}). This is not consent.",
    ),
    "link_over": (
        "Lien vers Telegram refusé : il a déjà servi, a expiré, ou n’est pas de nous.",
        "A link to Telegram was refused: it was used before, is over, or is none of ours.",
    ),
    "doubt": (
        "Le numéro a peut-être changé de main ({doubt}) : la question est posée, rien de l’historique n’est montré.",
        "The number may have passed to somebody else ({doubt}): they are asked, and nothing known is shown.",
    ),
    "code_asked": (
        "Le client dit nous parler déjà ailleurs ({channel}) : un code part si quelqu’un y est connu.",
        "The customer says that they talk to us elsewhere ({channel}): a code goes there if somebody is known.",
    ),
    "code_sent": (
        "Un code a été envoyé ({channel}) : quelqu’un dit ailleurs être ce client.",
        "A code was sent ({channel}): somebody says elsewhere that they are this customer.",
    ),
    "code_not_sent": (
        "Un code a été demandé pour ce client ({channel}) et n’est pas parti : délai passé, refus ou doute.",
        "A code was asked for this customer ({channel}) and not sent: too late, opted out, or in doubt.",
    ),
    "code_too_often": (
        "Trop de codes demandés ({channel}) : celui-ci ne part pas.",
        "Too many codes were asked for ({channel}): this one is not sent.",
    ),
    "code_wrong": ("Le code saisi n’est pas le bon.", "The code that was typed is not the right one."),
    "code_given_up": (
        "{tries} codes saisis, aucun n’était bon : il en faut un autre.",
        "{tries} codes were typed and none was right: it takes another one.",
    ),
    "doubt_over": ("C’est bien la même personne.", "It is the same person."),
    "passed_on": (
        "Le numéro appartient à quelqu’un d’autre : nouveau client {other}, rien ne lui est montré.",
        "The number is somebody else’s now: a new customer, {other}, who is shown nothing.",
    ),
    "withdrawn": (
        "Non envoyé : le numéro ({channel}) appartient à quelqu’un d’autre.",
        "Not sent: the number ({channel}) is somebody else’s now.",
    ),
    "twin": (
        "« {title} » avait été commencé deux fois, par deux fiches réunies : une fois suffit.",
        "“{title}” had been begun twice, by two who are one: once is enough.",
    ),
    "merge_waits": (
        "Deux conversations en cours ({flow}) : la dernière continue, celle-ci attend qu’elle se termine.",
        "Two conversations under way ({flow}): the later one goes on, this one waits for its end.",
    ),
    # the language model
    "model_ranked": (
        "Le modèle de langage a choisi « {chosen} » parmi les réponses possibles, en {took} s.",
        "The language model chose “{chosen}” among the likely answers, in {took} s.",
    ),
    "model_reworded": (
        "Le modèle de langage a reformulé la réponse, en {took} s ; elle dit ce que dit le texte d’origine.",
        "The language model reworded the answer, in {took} s; it says what its source says.",
    ),
    "model_refused": (
        "Dit tel qu’écrit, sans le modèle de langage : {why}{detail}.",
        "Said as written, without the language model: {why}{detail}.",
    ),
    "model_late": (
        "Le modèle de langage a répondu trop tard ({took} s) : tout était dit.",
        "The language model answered too late ({took} s): all was said.",
    ),
    "merge_ignored": (
        "Fiches non réunies : l’autre n’existe pas, ou c’est déjà la même.",
        "Not merged: there is no such other customer, or it is the same already.",
    ),
    "parted": (
        "La réunion des fiches est annulée ({by}) : chacun retrouve ce qui est à lui.",
        "The merge is undone ({by}): each has what is theirs again.",
    ),
    "part_ignored": (
        "Réunion non annulée : elle n’existe pas, ou une plus récente doit l’être d’abord.",
        "The merge is not undone: there is none, or a later one is to be undone first.",
    ),
    "older_consent": (
        "Accord non repris ({purpose}, {channel}) : le client a refusé depuis.",
        "Consent not taken over ({purpose}, {channel}): the customer has refused since.",
    ),
    "imported": ("Fiche complétée : {names}.", "Facts added: {names}."),
    # the journey
    "moved": ("Étape : de {left} à {stage} ({cause}).", "Stage: from {left} to {stage} ({cause})."),
    "journey_began": ("Parcours « {title} » : {stage} ({cause}).", "Journey “{title}”: {stage} ({cause})."),
    "map_changed": (
        "Le plan du parcours « {title} » a changé : {left} n’existe plus, le client est à l’étape {stage}.",
        "The map of the journey “{title}” has changed: {left} is no more, the customer is at {stage}.",
    ),
    "stalled": (
        "Le client est à l’étape {stage} depuis {days:jour|jours} : plus longtemps que d’ordinaire.",
        "The customer has been at {stage} for {days:day|days}: longer than usual.",
    ),
    "felt": (
        "Relation avec le client : {change} ({cause}), à {value} sur 100.",
        "Relationship with the customer: {change} ({cause}), at {value} out of 100.",
    ),
    "paused": (
        "Aucun message de ce type jusqu’au {until} ({purpose}) : {cause}.",
        "No message of the kind until {until} ({purpose}): {cause}.",
    ),
    "relationship_broken": (
        "La relation est rompue ({value} sur 100) : plus de marketing, l’équipe est prévenue.",
        "The relationship is broken ({value} out of 100): no marketing any more, the team is told.",
    ),
    "too_much_news": (
        "Des flux se renvoient le client d’étape en étape : le reste n’est pas suivi.",
        "Flows send the customer from stage to stage and back: what is left is not followed up.",
    ),
}

REASONS: Final[Mapping[str, tuple[str, str]]] = {
    # why the contact policy holds or refuses, by rule
    "opt-out": ("le client ne veut plus de messages", "the customer wants no more messages"),
    "wish": ("le client souhaite être contacté autrement", "the customer wishes to be written to otherwise"),
    "consent": ("pas d’accord pour cet usage sur ce canal", "no consent for this purpose on this channel"),
    "reach": ("le client n’est joignable nulle part", "the customer can’t be reached"),
    "doubt": ("le numéro a peut-être changé de main", "the number may have passed to somebody else"),
    "whatsapp window": (
        "WhatsApp n’accepte un texte libre que 24 heures après le dernier message du client",
        "WhatsApp takes free text only within 24 hours of the customer’s last message",
    ),
    "handover": ("l’équipe a la main", "the team has the thread"),
    "conversation under way": ("une conversation est en cours", "a conversation is under way"),
    "frequency cap": ("la limite de fréquence est atteinte", "the frequency cap is reached"),
    # why another follow-up goes first
    "purpose": ("son usage passe avant", "its purpose comes first"),
    "moment": ("ce qui vient d’arriver passe avant", "what has just happened goes first"),
    "priority": ("sa priorité est plus haute", "its priority is higher"),
    "stage": ("il convient à l’étape où se trouve le client", "it suits the stage the customer is in"),
    "waited longer": ("il attend depuis plus longtemps", "it has waited longer"),
    "said first": ("il vient d’être envoyé", "it has only just been sent"),
    "quiet hours": ("heures calmes", "quiet hours"),
    "time zone": ("fuseau horaire inconnu", "the time zone is unknown"),
    "country": (
        "pas de règle connue pour ce pays : rien sur un téléphone",
        "no rule known for that country: nothing to a phone",
    ),
    "minor": ("cliente ou client mineur : pas de marketing", "under age: no marketing"),
    "holiday table": ("jours fériés inconnus pour cette date", "no table of holidays for that date"),
    "relationship": ("la relation avec le client est rompue", "the relationship with the customer is broken"),
    "order.undelivered": (
        "une commande n’a pas pu être transmise à la boutique",
        "an order could not be passed on to the shop",
    ),
    "order.twice": (
        "une commande de la boutique est peut-être celle passée dans le tchat",
        "an order of the shop’s may be the one made in the chat",
    ),
    "privacy.erasure": ("le client demande l’effacement de ses données", "the customer asks to be erased"),
    "privacy.export": ("le client demande une copie de ses données", "the customer asks for a copy of their data"),
    "opt-out asked": ("on lui a demandé s’il veut encore des messages", "asked if they still want messages"),
    "pause": ("une pause a été décidée après un mauvais moment", "a pause follows a bad moment"),
    # why a customer began or moved on the journey
    "first contact": ("premier contact", "first contact"),
    "days of silence": ("{count} jours de silence", "{count} days of silence"),
    "hours of silence": ("{count} heures de silence", "{count} hours of silence"),
}
