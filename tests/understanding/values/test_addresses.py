"""What there is of an address."""

from __future__ import annotations

import pytest

from bot.understanding.values.addresses import Parts, parts_of

WHOLE, STREET, PLACE, NOTHING = Parts(True, True), Parts(True, False), Parts(False, True), Parts(False, False)
FRENCH = [
    ("3 rue du Port, 69003 Lyon", WHOLE),
    ("3 rue du port 69003", WHOLE),
    ("12 bis avenue de la République à Villeurbanne", WHOLE),
    ("8, chemin des Dames, 74290 Menthon-Saint-Bernard, France", WHOLE),
    ("3 rue de la Paix", STREET),
    ("12 rue de Lyon", STREET),
    ("la maison au bout du chemin", STREET),
    ("44000 Nantes", PLACE),
    ("Saint-Étienne svp", PLACE),
    ("69002", PLACE),
    ("Trifouillis-les-Oies 71000", PLACE),
    ("71000 La Roche Vineuse", PLACE),
    ("Le Bourg, 71250 Cluny", WHOLE),
    ("résidence des Lilas 69003", WHOLE),
    ("chez moi", NOTHING),
    ("domicile", NOTHING),
    ("", NOTHING),
]


@pytest.mark.parametrize(("said", "there"), FRENCH)
def test_a_street_a_place_or_both(said: str, there: Parts) -> None:
    assert parts_of(said, "FR") == there


def test_of_a_country_whose_postcodes_are_known_they_tell_the_place_and_of_others_nothing_is_missed() -> None:
    assert parts_of("10 Downing Street, London SW1A 2AA", "GB") == WHOLE
    assert parts_of("10 Downing Street", "GB") == STREET
    assert parts_of("Bath BA1 1DA", "GB") == PLACE
    assert parts_of("Main Street 4, Valletta", "MT") == WHOLE
    assert parts_of("5 chemin Grand Canal, 97490 Sainte-Clotilde", "RE") == WHOLE
