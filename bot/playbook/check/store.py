"""The store's own lists: a name that is there twice, and translations into a language that the store does not speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.playbook.compiled import Place
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, warning
from bot.playbook.nodes import Word
from bot.playbook.places import place_of

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


def unspoken_catalogues(draft: Draft) -> Iterator[Fault]:
    """Translations into a language that `store.yaml` does not list: nobody would read them."""
    for file in sorted(draft.files):
        match = _CATALOGUE.fullmatch(file)
        if match is not None and match[1].replace("_", "-") not in draft.store.languages:
            yield warning(
                Place(file, 1, 1), f"the store does not speak `{match[1]}`; add it to `languages` in store.yaml"
            )
