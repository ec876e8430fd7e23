"""A file of products, over what was imported before."""

from __future__ import annotations

from datetime import date

from bot.model.offer import Offer
from bot.web.imports.product_file import Shop, read_file
from bot.web.imports.tables import lines_of

SHOP = Shop("EUR", ("fr", "en"), date(2026, 3, 2))


def read(text: str, *known: Offer) -> dict[str, Offer]:
    return {one.id: one for one in read_file("p.csv", list(lines_of(text)), known, SHOP).offers}


def test_a_list_without_languages_leaves_the_words_that_are_known() -> None:
    [before] = read("id,name,name (en),price\na,Tasse,Cup,9\n").values()
    after = read("id,price\na,8\n", before)["a"]
    assert (after.name, after.words, str(after.price)) == ("Tasse", {"en": {"name": "Cup"}}, "8")


def test_a_column_that_is_there_tells_all_and_empty_empties() -> None:
    text = "id,name,name (en),description,description (en),price\na,Tasse,Cup,Bleue,Blue,9\n"
    [before] = read(text).values()
    after = read("id,name,name (en),price\na,Tasse,,9\n", before)["a"]
    assert after.words == {"en": {"description": "Blue"}}


def test_translations_alone_are_of_the_texts_that_are_known() -> None:
    [before] = read("id,name,description,price,attr.couleur\na,Tasse,Bleue.,9,bleu\n").values()
    after = read("id,name (en),description (en),attr.couleur (en)\na,Cup,Blue.,blue\n", before)
    assert "a" not in after or after["a"].words == {
        "en": {"name": "Cup", "description": "Blue.", "value couleur": "blue"}
    }
    assert after["a"].price == 9


def test_what_costs_nothing_is_kept_and_told() -> None:
    found = read_file("p.csv", list(lines_of("id,name,price\na,Tasse,0.00\nb,Bol,9\n")), [], SHOP)
    assert [one.id for one in found.offers] == ["a", "b"]
    assert [(one.line, one.reason, one.kept) for one in found.told] == [(2, "`a` costs nothing: its price is 0", True)]
