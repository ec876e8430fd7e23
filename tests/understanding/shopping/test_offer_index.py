"""Offers packed for search."""

from __future__ import annotations

import numpy as np

from bot.model.offer import Offer
from bot.understanding.shopping.offer_index import Segment, category_words
from tests.understanding.shop import shop

OFFERS = list(shop().offers.values())
SEGMENT = Segment(OFFERS, ["bruit", "mousseur"])


def test_an_offer_comes_back_as_it_was() -> None:
    for place, offer in enumerate(OFFERS):
        assert SEGMENT.place(offer.id) == place
        assert SEGMENT.at(place) == offer
    assert SEGMENT.place("nothing") is None
    assert SEGMENT.offers([1, 0]) == [OFFERS[1], OFFERS[0]]


def test_numbers_stand_as_they_are_and_texts_as_whether_it_has_it() -> None:
    assert SEGMENT.attributes["bruit"][:2].tolist() == [56, 52]
    assert SEGMENT.attributes["mousseur"][:4].tolist() == [0, 1, 1, 1]
    assert np.isnan(SEGMENT.attributes["bruit"][5])


def test_what_can_not_be_ordered_is_not_shown() -> None:
    assert not SEGMENT.shown[4]
    assert SEGMENT.shown.sum() == len(OFFERS) - 1


def test_a_word_is_found_where_it_stands_and_counts_most_in_a_name() -> None:
    places, weights = SEGMENT.having("cafe")
    assert (places.tolist(), weights.tolist()) == ([5, 6], [4, 4])
    places, weights = SEGMENT.having("cacao")
    assert (places.tolist(), weights.tolist()) == ([5], [1])
    assert SEGMENT.having("voiture")[0].size == 0
    assert SEGMENT.knows("lima")


def test_a_slip_is_mended() -> None:
    assert SEGMENT.nearest("yirgachefe", 2) == "yirgacheffe"
    assert SEGMENT.nearest("voiture", 1) is None


def test_categories_are_known_by_their_words() -> None:
    assert set(SEGMENT.categories) == {("machine",), ("cafe",), ("moulin",), ("entretien",)}
    assert category_words(Offer(id="a", name="A", category="Machines à café")) == ("machine", "cafe")


def test_nothing_at_all_can_be_packed() -> None:
    empty = Segment([], ["bruit"])
    assert (empty.count, empty.place("a"), empty.having("a")[0].size) == (0, None, 0)
