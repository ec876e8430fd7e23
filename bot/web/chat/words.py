"""The page's own words, in the languages that it speaks. What the bot says comes from the playbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct


class Words(Struct, frozen=True, kw_only=True):
    """`{name}` is the store's, `{0}` and on are times of today, `{first}` and `{last}` the ends of a scale."""

    title: str
    conversation: str
    message: str
    send: str
    close: str
    seen: str
    sent: str
    typing: str
    automatic: str
    team: str
    today: str
    yesterday: str
    newer: str
    offline: str
    busy: str
    waiting: str
    refused: str
    remove: str
    share_place: str
    my_place: str
    no_place: str
    add_photo: str
    photo: str
    file: str
    photos_ready: str
    remove_photo: str
    remove_file: str
    no_photo: str
    many_photos: str
    photo_large: str
    sending: str
    drop_here: str
    attachment: str
    picture: str
    scale: str
    welcome: str
    stays: str
    data: str
    preferences: str
    telegram: str
    open_today: str
    open_twice: str
    closed_today: str
    no_script: str


_FRENCH: Final = Words(
    title="{name}, discussion",
    conversation="Conversation avec {name}",
    message="Votre message",
    send="Envoyer",
    close="Fermer la discussion",
    seen="Lu",
    sent="Envoyé",
    typing="{name} écrit",
    automatic="réponse automatique",
    team="l’équipe",
    today="aujourd’hui",
    yesterday="hier",
    newer="Voir la suite",
    offline="Vous semblez hors ligne. Vos messages partiront dès le retour du réseau.",
    busy="Un instant : la discussion reprend dès que possible.",
    waiting="en attente d’envoi",
    refused="Ce message n’a pas pu partir.",
    remove="Retirer",
    share_place="Partager ma position",
    my_place="Ma position",
    no_place="Position indisponible : vous pouvez écrire votre ville ou votre code postal.",
    add_photo="Ajouter une photo, une vidéo ou un enregistrement",
    photo="Votre photo",
    file="Votre fichier",
    photos_ready="Photos et fichiers à envoyer",
    remove_photo="Retirer la photo",
    remove_file="Retirer le fichier",
    no_photo="Ce fichier ne peut pas être lu : envoyez une photo, une vidéo ou un enregistrement.",
    many_photos="Vous pouvez envoyer six fichiers à la fois : envoyez ceux-ci, puis les suivants.",
    photo_large="Ce fichier est trop lourd : 16 Mo au plus.",
    sending="Envoi en cours",
    drop_here="Déposez vos photos ou vos vidéos ici",
    attachment="Pièce jointe",
    picture="Image",
    scale="Note de {first} à {last}",
    welcome="Bonjour ! Écrivez-nous, nous répondons ici même.",
    stays="Vos échanges restent chez {name}.",
    data="Mes données",
    preferences="Mes préférences",
    telegram="Continuer sur Telegram",
    open_today="Équipe présente de {0} à {1}",
    open_twice="Équipe présente de {0} à {1} et de {2} à {3}",
    closed_today="Équipe absente aujourd’hui, l’assistant vous répond",
    no_script="La discussion a besoin de JavaScript : activez-le pour ce site, ou contactez {name} par un autre moyen.",
)
_ENGLISH: Final = Words(
    title="{name}, chat",
    conversation="Conversation with {name}",
    message="Your message",
    send="Send",
    close="Close the chat",
    seen="Read",
    sent="Sent",
    typing="{name} is writing",
    automatic="automatic reply",
    team="the team",
    today="today",
    yesterday="yesterday",
    newer="See what’s new",
    offline="You seem to be offline. Your messages will be sent as soon as the network is back.",
    busy="One moment: the chat will be back as soon as possible.",
    waiting="waiting to be sent",
    refused="This message could not be sent.",
    remove="Remove",
    share_place="Share my location",
    my_place="My location",
    no_place="No location available: you can write your town or your postcode.",
    add_photo="Add a photo, a video or a recording",
    photo="Your photo",
    file="Your file",
    photos_ready="Photos and files to send",
    remove_photo="Remove the photo",
    remove_file="Remove the file",
    no_photo="This file can’t be read: please send a photo, a video or a recording.",
    many_photos="You can send six files at a time: send these first, then the others.",
    photo_large="This file is too large: 16 MB at most.",
    sending="Sending",
    drop_here="Drop your photos or videos here",
    attachment="Attachment",
    picture="Picture",
    scale="Rating from {first} to {last}",
    welcome="Hello! Write to us and we’ll answer right here.",
    stays="What you write stays with {name}.",
    data="My data",
    preferences="My preferences",
    telegram="Go on in Telegram",
    open_today="The team is here from {0} to {1}",
    open_twice="The team is here from {0} to {1} and from {2} to {3}",
    closed_today="The team is away today, the assistant answers",
    no_script="The chat needs JavaScript: please allow it for this site, or reach {name} another way.",
)
WORDS: Final[Mapping[str, Words]] = {"fr": _FRENCH, "en": _ENGLISH}


def choose_language(asked: str | None, accepted: str, spoken: Iterable[str]) -> str:
    """Return the page's language: what `?lang=` asks, else the first of Accept-Language, among those that the store
    speaks.

    Where none fits: the store's own first language, in so far as the page has words for it, else English.
    """
    possible = [language for language in spoken if language in WORDS] or ["en"]
    wanted = [asked] if asked else []
    return next(
        (tag for tag in (_short(tag) for tag in [*wanted, *_by_weight(accepted)]) if tag in possible), possible[0]
    )


def _short(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _by_weight(accepted: str) -> list[str]:
    """Return the tags of an Accept-Language header, the most wanted first (RFC 9110, 12.5.4)."""
    weighed = []
    for item in accepted[:500].split(","):
        tag, _, weight = item.strip().partition(";q=")
        try:
            weighed.append((float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if tag and weight > 0]
