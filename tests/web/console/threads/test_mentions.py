"""A note calls whom it names."""

import pytest

from bot.web.console.threads.mentions import called_in

NAMES = {"t": "Théo Martin", "c": "Camille Roy", "c2": "Camille Petit"}


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Théo tu confirmes ?", ("t",)),
        ("vois avec @theo martin.", ("t",)),
        ("@Camille Petit, ou @Théo", ("c2", "t")),
        ("@camille regarde", ("c", "c2")),
        ("écrire à theo@maison-moka.example", ()),
        ("personne ici, pas même @Zoé", ()),
    ],
)
def test_a_name_after_an_at_sign_calls(text: str, called: tuple[str, ...]) -> None:
    assert called_in(text, NAMES) == called
