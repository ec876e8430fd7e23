"""Which offers are meant by "l'autre", "les deux", "the first one", "the cheaper one"."""

from __future__ import annotations

import pytest

from tests.engine.chat import Opens
from tests.engine.comparing import sets, shop


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("la première fait quel bruit ?", "Machine Aroma 2 : bruit 52 dB"),
        ("la dernière est silencieuse ?", "Machine Presto 15 : bruit 61 dB"),
        ("la moins chère, elle fait du bruit ?", "Machine Brio Mini : bruit 56 dB"),
        ("la plus chère, elle fait du bruit ?", "Machine Presto 15 : bruit 61 dB"),
        ("les trois font du bruit ?", "• Machine Aroma 2 : bruit 52 dB\n• Machine Brio Mini : bruit 56 dB"),
        ("l'autre fait du bruit ?", None),  # of three, nobody can tell which
    ],
)
def test_what_is_pointed_at_in_a_table(chat: Opens, text: str, told: str | None) -> None:
    lea = chat(shop()).opens().hears("Qu’est-ce qui compte").says("Bruit").hears("Aroma 2 arrive en tête")
    lea.says(text)
    if told is None:
        assert "bruit" not in lea.said[-1].content.text.partition("\n")[0]
    else:
        lea.hears(sets(told))
    lea.ignores_what_was_said()


def test_the_other_one_is_not_the_one_that_was_spoken_of(chat: Opens) -> None:
    lea = chat(shop(), quiet=True)
    lea.says("l'aroma 2 est silencieuse ?").hears("Aroma 2")
    lea.says("et la presto ?").hears("Presto 15")
    lea.says("laquelle fait le moins de bruit ?").hears("Aroma 2", "Presto 15")
    lea.says("la presto, elle est silencieuse ?").hears("Presto 15")
    lea.says("et l'autre ?").hears(sets("Machine Aroma 2 : bruit 52 dB"))
    lea.says("les deux sont silencieuses ?").hears("Presto 15", "Aroma 2")
