"""Who works in a demonstration's shop, and what they keep beside the threads: notes, labels, saved replies."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bot.channels.event_ids import event_id
from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.database.times import moment
from bot.store.messages.bulk import handovers_of
from bot.store.threads.notes import Note
from bot.store.threads.saved_replies import SavedReply
from bot.work.demonstration.people import HANDS, account

#: Account, name, role, points of sale, language. The first is the owner: who opens the console.
_STAFF: Final = (
    ("camille", "Camille Roy", Role.OWNER, (), "fr"),
    ("paul", "Paul-Henri Vasseur", Role.ADMIN, (), "fr"),
    ("julien", "Julien Faure", Role.MARKETER, (), "fr"),
    ("amelie", "Amélie Durand", Role.AGENT, ("lyon",), "fr"),
    ("theo", "Théo Marchal", Role.AGENT, ("lyon",), "fr"),
    ("ines", "Inès Belkacem", Role.AGENT, ("annecy",), "fr"),
    ("marc", "Marc Olivier", Role.AGENT, (), "fr"),
    ("sarah", "Sarah Whitfield", Role.AGENT, (), "en"),
    ("nora", "Nora Lindqvist", Role.VIEWER, (), "en"),
    ("lucas", "Lucas Petit", Role.AGENT, ("annecy",), "fr"),
)
OWNER: Final = "demo@parcours.example"
_LEFT: Final = "lucas"  # works here no more
_NOTES: Final = (
    "@theo tu peux la rappeler demain matin ? Elle passe devant la boutique.",
    "Cliente fidèle, on lui offre le détartrant.",
    "Pièce commandée chez le fournisseur, reçue jeudi au plus tard.",
    "Vu avec @amelie : échange accepté, sans frais.",
    "Préfère qu’on lui écrive après 18 h.",
    "Fuite au niveau du joint, déjà vue sur ce lot. @marc",
    "Asked for an invoice in the company’s name. @sarah",
)
_LABELS: Final = ("fuite", "à rappeler", "fidèle", "urgent", "cadeau", "facture", "colis")
_REPLIES: Final = (
    ("Accueil", "fr", "Bonjour {first_name}, ici la boutique. Je m’en occupe tout de suite."),
    ("Horaires", "fr", "Nous sommes ouverts du lundi au samedi, de 10 h à 19 h à Lyon et de 10 h à 18 h 30 à Annecy."),
    ("Retour", "fr", "Vous pouvez rapporter l’article en boutique, ou je vous fais préparer une étiquette."),
    ("Atelier", "fr", "Déposez votre machine quand vous voulez : le devis est gratuit, et rien ne se fait sans vous."),
    ("Welcome", "en", "Hello {first_name}, this is the shop. I’ll see to it right away."),
    ("Returns", "en", "You can bring it back to the shop, or I can prepare a label for you."),
)
_Kept = Iterator[Coroutine[None, None, None]]
_CLOSED: Final = ("settled", "settled", "settled", "sold", "no_answer", "not_ours")


async def hire(store: Store, began: datetime) -> None:
    """Make the accounts, on the days before the shop opened, and the replies that they keep."""
    for place, (id_, name, role, places, language) in enumerate(_STAFF):
        email = OWNER if role is Role.OWNER else f"{id_}@maison-moka.example"
        staff = Staff(id=account(id_), email=email, name=name, role=role, points_of_sale=places, language=language)
        await store.staff.add(staff, account("camille") if place else "program", began + timedelta(hours=place))
    await store.staff.disable(account(_LEFT), account("paul"), began + timedelta(days=40))
    for name, language, text in _REPLIES:
        reply = SavedReply(id=event_id("demo", "reply", name)[:22], name=name, language=language, text=text)
        await store.saved_replies.save(reply, account("amelie"), began + timedelta(days=3))


async def keep_beside(store: Store, seed: int, until: datetime) -> None:
    """Let staff have noted, labelled, assigned, read and closed what was in their hands."""
    chance = Random(f"{seed}/shop")  # noqa: S311 - a life, not a secret
    kept: list[Coroutine[None, None, None]] = []
    for customer, team, opened, closed in await handovers_of(store.database):
        staff = account(chance.choice(HANDS.get(team, HANDS["magasin"])))
        if closed is None:
            kept += _open(store, chance, customer, staff, until)
        else:
            kept += _over(store, chance, customer, staff, moment(opened), until)
    await asyncio.gather(*kept)


def _over(store: Store, chance: Random, customer: str, staff: str, at: datetime, until: datetime) -> _Kept:
    if chance.random() < 0.4:
        written = min(until, at + timedelta(minutes=chance.randint(5, 90)))
        yield _noted(store, customer, _note(chance, customer, staff, written), seen=True)
    if chance.random() < 0.35:
        yield store.threads.label(customer, chance.choice(_LABELS))
    if chance.random() < 0.3:
        yield store.threads.assign(customer, staff)
    if chance.random() < 0.25 and until - at > timedelta(days=2):
        yield store.threads.close(customer, staff, chance.choice(_CLOSED), at + timedelta(hours=3))


def _open(store: Store, chance: Random, customer: str, staff: str, until: datetime) -> _Kept:
    """Of what waits, some is somebody's, some is the owner's own, some has been read."""
    luck = chance.random()
    if luck < 0.55:
        yield store.threads.assign(customer, account("camille") if luck < 0.2 else staff)
    if chance.random() < 0.5:
        yield store.threads.label(customer, chance.choice(_LABELS))
    if chance.random() < 0.35:
        yield _noted(store, customer, _note(chance, customer, staff, until - timedelta(minutes=2)))
    for reader in _readers(chance):
        yield store.threads.read(customer, reader)


def _readers(chance: Random) -> Sequence[str]:
    return [account(name) for name in ("camille", "amelie", "theo") if chance.random() < 0.4]


async def _noted(store: Store, customer: str, note: Note, *, seen: bool = False) -> None:
    """Keep a note; whom it calls finds it among their mentions, unless they have seen it long ago."""
    called = [account(id_) for id_, *_ in _STAFF if f"@{id_}" in note.text]
    await store.notes.write(customer, note, [] if seen else called)


def _note(chance: Random, customer: str, staff: str, at: datetime) -> Note:
    return Note(id=event_id("demo", "note", customer, at.isoformat()), at=at, staff=staff, text=chance.choice(_NOTES))
