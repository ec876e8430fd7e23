"""Labels, prepared."""

from bot.understanding.replies.labels import prepared
from tests.understanding.asking import choices


def test_a_label_keeps_the_words_that_tell_it_from_others() -> None:
    labels = prepared(choices("Livraison à domicile", "Livraison en magasin", "2 tasses"))
    assert labels.exact["livraison à domicile"] == 0
    assert labels.own["magasin"] == 1
    assert "livraison" not in labels.own
    assert labels.numbers == {"2"}


def test_a_label_of_joints_only_keeps_them() -> None:
    assert prepared(choices("Le mien", "Les deux")).all[1].telling == {"deux"}
    assert prepared(
        choices(
            "Pour moi",
        )
    ).all[0].telling == {"pour", "moi"}


def test_the_same_choices_are_prepared_once() -> None:
    assert prepared(choices("A", "B")) is prepared(choices("A", "B"))
