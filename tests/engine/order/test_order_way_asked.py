"""What an order comes to on a way, asked before it is chosen."""

from __future__ import annotations

import pytest

from tests.engine.ordering import lea_with, line


@pytest.mark.parametrize(
    ("lines", "words", "told"),
    [
        ([line("huila")], "c'est combien la livraison ?", "4,90\u00a0€. 13,80\u00a0€ en tout."),
        ([line("huila", 7)], "ça fait combien avec la livraison ?", "gratuit. 62,30\u00a0€ en tout."),
        ([line("huila")], "combien en point relais ?", "3,90\u00a0€. 12,80\u00a0€ en tout."),
    ],
)
def test_this_order_s_own_cost_and_sum_are_told(lines: list[dict[str, object]], words: str, told: str) -> None:
    lea_with({"id": "c1", "lines": lines}).hears("Comment").says(words).hears(told, "Comment souhaitez-vous")


@pytest.mark.parametrize("words", ["combien de temps pour la livraison ?", "c'est combien la livraison en Suisse ?"])
def test_another_question_is_left_to_the_store_s_answers(words: str) -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Comment").says(words)
    assert "en tout" not in lea.unheard[-1].content.text
