"""The store's own lists: a name that is there twice, and translations into a language that the store does not speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.playbook.compiled import Place
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, suggestion, warning
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of
from bot.rules.texts.plain_text import plain

STORE: Final = "flows/store.yaml"
_CATALOGUE: Final = re.compile(r"locales/([^/]+)/LC_MESSAGES/flows\.po")


def repeated_names(draft: Draft) -> Iterator[Fault]:
    """A language, team, point of sale or kind of appointment of the store, or a stage of a journey, that is there
    twice.
    """
    for kind, file, words in _lists(draft):
        seen: set[str] = set()
        for word in words:
            if word in seen:
                yield error(place_of(word, file), f"the {kind} `{word}` is there twice")
            seen.add(str(word))


def _lists(draft: Draft) -> Iterator[tuple[str, str, list[Word]]]:
    if (store := draft.store_source) is not None:
        yield "language", STORE, store.languages
        yield "team", STORE, [team.id for team in store.teams]
        yield "kind of appointment", STORE, [kind.id for kind in store.appointments]
        yield "point of sale", STORE, [point.id for point in store.points_of_sale]
    for one in draft.journeys:
        if one.source is not None:
            yield "stage", one.file, [stage.stage for stage in one.source.stages]


def shared_note_words(draft: Draft) -> Iterator[Fault]:
    """A word that is to mean two notes of an order (`order_notes`): it would always mean one of them."""
    meant: dict[str, str] = {}
    for kind in draft.store_source.order_notes if draft.store_source is not None else ():
        for one in kind.notes:
            for word in (one.note, *one.words):
                first = meant.setdefault(plain(word), str(one.note))
                if first != one.note or (word is not one.note and plain(word) == plain(one.note)):
                    yield error(place_of(word, STORE), f"`{word}` means `{first}` already")


def unsold_note_categories(draft: Draft) -> Iterator[Fault]:
    """Notes for orders of a category (`order_notes`) that no offer of the catalogue has; imported ones may."""
    known = {offer.category for offer in draft.offers.values() if offer.category}
    for kind in draft.store_source.order_notes if draft.store_source is not None else ():
        if known and kind.category is not None and kind.category not in known | draft.lost:
            message = f"no offer of the catalogue has the category `{kind.category}`{suggestion(kind.category, known)}"
            yield warning(place_of(kind.category, STORE), message)


def unspoken_catalogues(draft: Draft) -> Iterator[Fault]:
    """Translations into a language that `store.yaml` does not list: nobody would read them."""
    if "store" in draft.unread:
        return
    for file in sorted(draft.files):
        match = _CATALOGUE.fullmatch(file)
        if match is not None and match[1].replace("_", "-") not in draft.store.languages:
            yield warning(
                Place(file, 1, 1), f"the store does not speak `{match[1]}`; add it to `languages` in store.yaml"
            )
