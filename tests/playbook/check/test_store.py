"""The store's own lists."""

from __future__ import annotations

import pytest

from bot.playbook.check.store import repeated_names, shared_note_words, unsold_note_categories, unspoken_catalogues
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import JOURNEY, STORE, draft

FILE = "flows/store.yaml"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
CASES = [
    Case(repeated_names, STORE.replace("[fr]", "[fr, ▸fr]"), "the language `fr` is there twice", STORE, file=FILE),
    Case(
        repeated_names,
        STORE.replace("name: Magasin }", "name: Magasin }, { id: ▸magasin, name: Encore }"),
        "the team `magasin` is there twice",
        STORE,
        file=FILE,
    ),
    Case(
        repeated_names,
        STORE.replace("name: Lyon }", "name: Lyon }, { id: ▸lyon, name: Encore }"),
        "the point of sale `lyon` is there twice",
        STORE,
        file=FILE,
    ),
    Case(
        repeated_names,
        "journey: a\nstages: [b, c, ▸b]\n",
        "the stage `b` is there twice",
        "journey: a\nstages: [b, c]\n",
        file=JOURNEY,
    ),
    Case(
        shared_note_words,
        f"{STORE}order_notes: [{{ notes: [{{ note: moulu }}, {{ note: grains, words: [▸Moulu] }}] }}]\n",
        "`Moulu` means `moulu` already",
        f"{STORE}order_notes: [{{ notes: [{{ note: moulu }}, {{ note: grains, words: [whole beans] }}] }}]\n",
        file=FILE,
    ),
    Case(
        unsold_note_categories,
        f"{STORE}order_notes: [{{ category: ▸cafés, notes: [{{ note: moulu }}] }}]\n",
        "no offer of the catalogue has the category `cafés`; did you mean `café`?",
        f"{STORE}order_notes: [{{ category: café, notes: [{{ note: moulu }}] }}]\n",
        file=FILE,
        severity="warning",
        others={"flows/catalog/a.csv": "id,name,category\na,A,café\n"},
    ),
    Case(
        unspoken_catalogues,
        f"▸{PO}",
        "the store does not speak `en`",
        PO,
        file="locales/en/LC_MESSAGES/flows.po",
        severity="warning",
    ),
]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.check is not unspoken_catalogues], ids=lambda case: case.name
)
def test_a_list_names_each_once(case: Case) -> None:
    prove(case)


def test_a_catalogue_nobody_reads_is_told_unless_the_store_speaks_its_language() -> None:
    file = "locales/en/LC_MESSAGES/flows.po"
    (told,) = unspoken_catalogues(draft({file: PO}))
    assert (str(told.place), told.severity) == (f"{file}:1:1", "warning")
    assert not list(unspoken_catalogues(draft({file: PO, FILE: STORE.replace("[fr]", "[fr, en]")})))
