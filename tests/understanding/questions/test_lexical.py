"""Likeness by words and letters."""

import numpy as np

from bot.understanding.questions.lexical import DIMENSIONS, LexicalSpace, pieces

EXAMPLES = ["Quels sont les délais de livraison ?", "Où est ma commande ?", "How long does delivery take?"]


def test_a_text_is_its_words_pairs_and_pieces() -> None:
    found = pieces("Le café")
    assert {"w le", "w cafe", "b le cafe", " caf", "afe", "cafe "} <= set(found)


def test_an_example_is_nearest_to_itself_and_a_typo_of_it() -> None:
    space = LexicalSpace(EXAMPLES)
    for place, text in enumerate(["délais de livrason", "ou est ma comande", "how long delivery"]):
        assert int(np.argmax(space.examples @ space.vector(text))) == place


def test_vectors_are_of_length_one_and_shorter_for_unknown_words() -> None:
    space = LexicalSpace(EXAMPLES)
    assert space.examples.shape == (3, DIMENSIONS)
    assert np.all(np.linalg.norm(space.examples, axis=1) > 0.8)
    assert np.linalg.norm(space.vector("xylophone zéphyr")) < 0.5
    assert np.linalg.norm(space.vector("")) == 0


def test_the_same_examples_span_the_same_space() -> None:
    assert np.array_equal(LexicalSpace(EXAMPLES).examples, LexicalSpace(EXAMPLES).examples)


def test_no_examples_are_no_vectors() -> None:
    assert LexicalSpace([]).examples.shape == (0, DIMENSIONS)


def test_a_texts_similarities_are_its_products_with_all_examples() -> None:
    space = LexicalSpace(EXAMPLES)
    vector = space.vector("quel délai pour être livré")
    assert np.allclose(space.alike(vector), space.examples @ vector, atol=1e-6)


def test_a_text_of_nothing_that_is_known_is_like_no_example() -> None:
    space = LexicalSpace(EXAMPLES)
    assert not space.alike(space.vector("")).any()
    assert LexicalSpace([]).alike(space.vector("livraison")).shape == (0,)


def test_many_examples_take_the_room_of_what_they_say() -> None:
    space = LexicalSpace([f"où en est ma commande numéro {number} ?" for number in range(500)])
    held = sum(part.nbytes for part in vars(space).values() if isinstance(part, np.ndarray))
    assert held < space.examples.nbytes / 2
