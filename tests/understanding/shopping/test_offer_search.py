"""Which offers a text asks for, and why."""

from __future__ import annotations

import numpy as np
import pytest

from bot.model.offer import Reason
from bot.understanding.shopping.offer_index import Segment
from bot.understanding.shopping.offer_request import RequestReader
from bot.understanding.shopping.offer_search import Part, Search
from tests.understanding.shop import shop

BOOK = shop()
READER = RequestReader(BOOK.criteria)
SEGMENT = Segment(list(BOOK.offers.values()), [one.id for one in BOOK.criteria])
PARTS = (Part(SEGMENT, np.ones(SEGMENT.count, np.bool_)),)


def search(text: str) -> Search:
    return Search(PARTS, READER.read(text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("une machine silencieuse à moins de 400 €", ["aroma-2"]),
        ("a quiet machine under 420", ["aroma-2", "brio-mini"]),
        ("machine silencieuse", ["aroma-2", "brio-mini", "forza"]),
        ("machine entre 200 et 450 € avec mousseur", ["aroma-2", "presto-15"]),
        ("machine autour de 300", ["brio-mini", "aroma-2"]),
        ("machines de moins de 57 dB", ["brio-mini", "aroma-2", "forza"]),
        ("15 bars", ["brio-mini", "aroma-2", "presto-15"]),
        ("grand réservoir", ["forza", "presto-15", "aroma-2"]),
        ("café yirgachefe", ["yirga"]),
        ("cafés", ["huila", "yirga"]),
        ("du détartrant", ["detartrant"]),
        ("aroma", ["aroma-2"]),
        ("machine à moins de 100 €", []),
        ("quand êtes-vous ouverts ?", []),
    ],
)
def test_what_is_found(text: str, ids: list[str]) -> None:
    found = search(text).top()
    assert [one.id for one in found][: len(ids) or None] == ids
    assert all(0 < one.score <= 1 for one in found)


def test_a_reason_is_a_cell_of_the_catalogue() -> None:
    (aroma,) = search("une machine silencieuse à moins de 400 €, avec mousseur").top()
    assert aroma.reasons == (
        Reason("attribute", "bruit", "52", "dB"),
        Reason("attribute", "mousseur", "oui"),
        Reason("price", text="349.00"),
    )
    assert search("cafés").top()[0].reasons == (Reason("category", text="café"),)
    assert search("aroma").top()[0].reasons == (Reason("words", text="aroma"),)


def test_how_much_was_understood() -> None:
    assert search("une machine aroma").understood == 1
    assert search("une machine ultraviolette bleutée").understood == pytest.approx(1 / 3)
    assert search("quand êtes-vous ouverts ?").is_empty


def test_what_was_sought_is_told() -> None:
    sought = search("une machne silencieuse aroma à moins de 400 €").sought
    assert (sought.category, sought.words, sought.at_most) == ("machine", ("aroma",), 400)


def test_what_has_changed_is_not_found_where_it_stood() -> None:
    alive = np.ones(SEGMENT.count, np.bool_)
    alive[1] = False
    found = Search((Part(SEGMENT, alive),), READER.read("machine silencieuse")).top()
    assert [one.id for one in found] == ["brio-mini", "forza"]


def test_what_only_a_description_has_is_no_name() -> None:
    assert search("aroma").sought.whole
    assert not search("appartement").sought.whole
