"""The shipped curves."""

from bot.understanding.questions.curves import LEXICAL, WITH_EMBEDDINGS


def test_the_heads_value_and_its_lead_speak_for_a_meaning() -> None:
    for curve in (WITH_EMBEDDINGS, LEXICAL):
        assert curve.weights[0] > 0
        assert curve.weights[1] > 0


def test_one_more_look_is_taken_with_embeddings() -> None:
    assert len(WITH_EMBEDDINGS.weights) == len(LEXICAL.weights) + 1
