"""The questions of an order are made anew each time: what is sold out or closed is not offered."""

from __future__ import annotations

from tests.engine.ordering import lea_with, line, sells


def test_a_way_that_became_impossible_is_not_offered_when_the_question_is_put_again() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Retrait en magasin")
    sells(lea, huila={"stock": {"": 5}}).says("brrr xyz")
    assert [choice.label for choice in lea.unheard[0].content.choices] == [
        "Click and collect",
        "Livraison à domicile",
        "Point relais",
    ]
    lea.hears("Comment le recevez-vous")


def test_one_line_can_not_be_taken_out_and_one_point_of_sale_not_be_changed() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).hears("Comment").says("point relais").hears("postal")
    lea.says("69002").hears("Je valide").says("changer").hears("Que voulez-vous changer")
    assert [one.label for one in lea.said[-1].content.choices] == [
        "La quantité",
        "La livraison",
        "Le lieu du relais",
        "Ajouter un article",
        "Rien",
    ]
