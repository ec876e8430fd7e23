"""Short forms written out, misspelled words mended by the examples and by the dictionary."""

import pytest

from bot.understanding.spelling import Speller, uncursed, written_out

SPELLER = Speller(["Quels sont les délais de livraison ?", "La machine fuit", "Où est mon colis ?"])


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("slt c koi le prix stp", "salut c'est quoi le prix s'il te plaît"),
        ("g pas reçu mon colis", "j'ai pas reçu mon colis"),
        ("j veux savoir kan", "je veux savoir quand"),
        ("merciiiii", "merci"),
        ("la - chère", "la moins chère"),
        ("quelle est la moins chère", "quelle est la moins chère"),
        ("la + silencieuse", "la plus silencieuse"),
        ("ok jpren", "ok je prends"),
        ("500 g de café", "500 g de café"),
        ("c'est livré", "c'est livré"),
        ("ya du déca", "il y a du déca"),
        ("thx, wen is it", "thanks, when is it"),
        ("c e kwa ca", "c'est quoi ca"),
        ("ou e mon colis", "ou est mon colis"),
        ("mon e mail est faux", "mon e mail est faux"),
        ("keske vs avez de dispo dmain", "qu'est-ce que vous avez de disponible demain"),
        ("kan es ke je serai livré", "quand est-ce que je serai livré"),
        ("est ce ke tu es que ca", "est-ce que tu es que ca"),
        ("wher r u", "where are you"),
    ],
)
def test_short_forms_are_written_out(text: str, full: str) -> None:
    assert written_out(text) == full


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("les delais de livrason", "les délais de livraison"),
        ("la machne fui", "la machine fui"),
        ("Machine", "Machine"),
        ("girafe", "girafe"),
        ("colis123", "colis123"),
        ("mon coli", "mon coli"),
    ],
)
def test_words_are_mended_by_the_examples_own(text: str, mended: str) -> None:
    assert SPELLER.mend(text) == mended


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("slt c koi les delais de livrason stp", "c'est quoi les délais de livraison"),
        ("Bonjour, où est mon colis ? Merci d’avance !", "où est mon colis ?"),
        ("merci bcp", "merci beaucoup"),
    ],
)
def test_a_text_is_compared_without_its_courtesies(text: str, clean: str) -> None:
    assert SPELLER.clean(text) == clean


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("un depistage pour l'autorisatin specile", "un dépistage pour l'autorisation spéciale"),
        ("les delais de livrason", "les délais de livraison"),
        ("son psychologue", "son psychologue"),
        ("ma machin", "ma machin"),  # a word of French, though the examples have "machine"
        ("un grinder", "un grinder"),  # of English
        ("le xqzvtrp", "le xqzvtrp"),
        ("GARANTI", "GARANTI"),
    ],
)
def test_words_that_no_example_has_are_mended_by_the_dictionary_of_the_language(text: str, mended: str) -> None:
    assert SPELLER.mend(text, "fr") == mended
    assert SPELLER.clean(text, "fr") == mended


def test_each_language_has_its_own_words() -> None:
    assert SPELLER.mend("my adress for the delivry", "en") == "my address for the delivery"
    assert SPELLER.mend("mon adress", "fr") == "mon adresse"
    assert SPELLER.mend("mon adress") == "mon adress"  # the language is not known


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("il est où mon colis bordel", "il est où mon colis"),
        ("where the hell is my bloody parcel", "where is my parcel"),
        ("c'est de la merde votre machine", "c'est de la merde votre machine"),
        ("putain", "putain"),
    ],
)
def test_a_curse_asks_nothing(text: str, left: str) -> None:
    assert uncursed(text) == left


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("jcherche 1 cado", "je cherche 1 cadeau"),
        ("jvoudré", "je voudrais"),
        ("jprens", "je prends"),
        ("la brio elé dispo", "la brio elle est disponible"),
        ("jeudi", "jeudi"),
        ("jpg", "jpg"),
    ],
)
def test_what_is_stuck_together_is_taken_apart(text: str, full: str) -> None:
    assert written_out(text) == full
