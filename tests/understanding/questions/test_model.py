"""What the model sees, and the scores it gives."""

import numpy as np

from bot.understanding.questions.curves import LEXICAL, WITH_EMBEDDINGS
from bot.understanding.questions.model import Model
from tests.understanding.questions_shop import Letters, shop

SHOP = shop()


def test_there_is_a_score_for_each_meaning_and_the_right_one_is_highest() -> None:
    scores = Model(SHOP, None, LEXICAL).scores("délais de livraison", None)
    assert scores.shape == (len(SHOP.meanings),)
    assert SHOP.meanings[int(scores.argmax())].id == "livraison"


def test_the_curve_looks_at_what_it_has_weights_for() -> None:
    vectors = Letters().embed(SHOP.texts)
    for embedded, curve in ((None, LEXICAL), (vectors, WITH_EMBEDDINGS)):
        looks = Model(SHOP, embedded, curve).looks_at(SHOP.texts[:3], None if embedded is None else vectors[:3])
        assert looks.shape == (3, len(SHOP.meanings), len(curve.weights))


def test_leads_say_how_far_ahead_the_best_is() -> None:
    looks = Model(SHOP, None, LEXICAL).looks_at(["vos horaires"], None)[0]
    values, leads = looks[:, 0], looks[:, 1]
    ordered = np.sort(values)
    assert np.isclose(leads.max(), ordered[-1] - ordered[-2], atol=1e-5)
    assert (leads > 0).sum() == 1


def test_the_same_examples_give_the_same_scores() -> None:
    one, other = (Model(SHOP, None, LEXICAL).scores("je veux renvoyer", None) for _ in range(2))
    assert np.array_equal(one, other)
