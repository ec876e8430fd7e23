"""A choice is taken by its label, its place, a part of it, with typos; and nothing is taken that was not meant."""

import pytest

from bot.model.message import Choice
from bot.understanding.replies.choices import read_choice
from bot.understanding.replies.outcome import SURE, NotAnAnswer, Unclear, Understood
from tests.understanding.asking import choices

DELIVERY = ("Livraison à domicile", "Retrait en magasin", "Point relais")
YES_NO = ("Oui, avec plaisir", "Non merci")
CUPS = ("2 tasses", "4 tasses", "10 tasses et plus")
REASONS = ("Le prix", "Le délai", "Plus tard")
ROASTS = ("Un café clair", "Un café foncé", "Je ne sais pas")
SHOPS = ("Lyon Presqu'île", "Lyon Croix-Rousse")
ENGLISH = ("Home delivery", "Pick up in store", "Relay point")

TAKEN = [
    *(
        (DELIVERY, text, 1)
        for text in (
            "2",
            "2.",
            "2)",
            "2️⃣",
            "deux",
            "La deuxième",
            "la 2e",
            "la 2ème",
            "option 2",
            "n°2",
            "numéro 2 svp",
            "le second",
            "avant-dernière",
            "Retrait en magasin",
            "RETRAIT EN MAGASIN",
            "retrait en magasin svp",
            "retrait",
            "en magasin",
            "magasin",
            "magazin",
            "rtrait magasin",
            "plutôt en magasin",
            "je préfère en magasin merci",
            "bonjour, le retrait svp",
            "je prends la deuxième",
        )
    ),
    *(
        (DELIVERY, text, 0)
        for text in (
            "1",
            "un",
            "le premier svp",
            "la 1ère",
            "livraison a domicile",
            "livrason a domicile",
            "domicile",
            "à domicile svp",
            "pas en magasin, à domicile",
            "numero 1",
        )
    ),
    *(
        (DELIVERY, text, 2)
        for text in ("3", "la dernière", "le dernier", "la troisième", "relais", "point relai", "le point relais")
    ),
    *(
        (ENGLISH, text, 1)
        for text in (
            "2",
            "the second one",
            "second",
            "the second one please",
            "number two",
            "pick up",
            "in store",
            "pickup in store",
            "I'll pick it up in store",
            "store please",
        )
    ),
    *((ENGLISH, text, 2) for text in ("the last one", "last", "third", "relay", "I'd like the relay point")),
    *((YES_NO, text, 0) for text in ("oui", "ouais", "👍", "volontiers svp", "ok", "yes", "1")),
    *((YES_NO, text, 1) for text in ("non", "nope", "pas vraiment", "no thanks", "👎", "2")),
    *((CUPS, text, 1) for text in ("4 tasses", "4", "quatre", "la deuxième", "quatre tasses")),
    *((CUPS, text, 0) for text in ("2 tasses", "deux tasses", "le 2", "la première")),
    *((CUPS, text, 2) for text in ("10", "3", "dix tasses", "la dernière")),
    *((REASONS, text, place) for text, place in (("prix", 0), ("c'est le délai", 1), ("delais", 1), ("plus tard", 2))),
    *((ROASTS, text, place) for text, place in (("clair", 0), ("fonce", 1), ("je sais pas", 2), ("sais pas", 2))),
    *((SHOPS, text, place) for text, place in (("croix rousse", 1), ("presquile", 0), ("Lyon croix rousse", 1))),
]
NOT_TAKEN = [
    (DELIVERY, "c'est livré quand ?"),
    (DELIVERY, "bonjour"),
    (DELIVERY, "oui"),
    (DELIVERY, "4"),
    (DELIVERY, "0"),
    (DELIVERY, "peu importe"),
    (DELIVERY, "je veux parler à quelqu'un"),
    (REASONS, "trop cher"),
    (("Aroma 2", "Brio Mini", "Aucune"), "aucune idée"),
    (("Aroma 2", "Brio Mini", "None of them"), "no idea"),
    (ENGLISH, "how long does it take?"),
    (ENGLISH, "can I pay in person"),
    ((), "2"),
]
UNCLEAR = [
    (DELIVERY, "a domicile ou magasin", {0, 1}),
    (DELIVERY, "les deux", {0, 1, 2}),
    (SHOPS, "lyon", {0, 1}),
    (ROASTS, "un café", {0, 1}),
    (CUPS, "2", {0, 1}),
    (DELIVERY, "1 ou 2", {0, 1}),
    (ENGLISH, "one or two", {0, 1}),
]


@pytest.mark.parametrize(("labels", "text", "place"), TAKEN)
def test_a_choice_is_taken(labels: tuple[str, ...], text: str, place: int) -> None:
    got = read_choice(text, choices(*labels))
    assert isinstance(got, Understood), got
    assert (got.choice, got.value) == (place, f"k{place}")


@pytest.mark.parametrize(("labels", "text"), NOT_TAKEN)
def test_what_is_no_choice_is_not_taken(labels: tuple[str, ...], text: str) -> None:
    assert read_choice(text, choices(*labels)) == NotAnAnswer()


@pytest.mark.parametrize(("labels", "text", "places"), UNCLEAR)
def test_several_choices_are_named_to_choose_from(labels: tuple[str, ...], text: str, places: set[int]) -> None:
    got = read_choice(text, choices(*labels))
    assert isinstance(got, Unclear)
    assert set(got.candidates) == places


def test_a_label_in_a_question_is_not_sure() -> None:
    got = read_choice("vous avez un magasin à Paris ?", choices(*DELIVERY))
    assert not isinstance(got, Understood) or got.certainty < SURE


def test_an_exact_label_wins_over_a_place() -> None:
    got = read_choice("3", choices("5", "4", "3", "2", "1"))
    assert isinstance(got, Understood)
    assert got.choice == 2


@pytest.mark.parametrize(
    ("said", "labels", "taken"),
    [
        ("avec", ("Avec caféine", "Sans caféine"), 0),
        ("avec svp", ("Avec caféine", "Sans caféine"), 0),
        ("sans", ("Avec caféine", "Sans caféine"), 1),
        ("with", ("With caffeine", "Decaf"), 0),
    ],
)
def test_the_first_word_of_one_choice_is_that_choice(said: str, labels: tuple[str, ...], taken: int) -> None:
    reply = read_choice(said, tuple(Choice(label, label) for label in labels))
    assert isinstance(reply, Understood)
    assert reply.choice == taken
    assert reply.certainty >= SURE


def test_the_first_word_of_two_choices_is_neither() -> None:
    assert not isinstance(read_choice("le", (Choice("a", "Le prix"), Choice("b", "Le délai"))), Understood)


def test_several_words_of_one_label_and_of_no_other_choose_it() -> None:
    milky = (Choice("milk", "Café au lait, cappuccino"), Choice("filter", "De grands cafés filtre"))
    said = read_choice("elle boit surtout du café au lait", milky)
    assert isinstance(said, Understood)
    assert (said.value, said.certainty) == ("milk", 0.9)


def test_who_asks_what_a_choice_is_does_not_take_it() -> None:
    said = read_choice("c'est quoi le point relais", (Choice("home", "À domicile"), Choice("relay", "Point relais")))
    assert not isinstance(said, Understood) or said.certainty < SURE


@pytest.mark.parametrize(("text", "place"), [("2", 1), ("2.", 1), ("(1)", 0), ("3", 2)])
def test_behind_numbers_a_number_is_a_lines_whatever_the_labels_say(text: str, place: int) -> None:
    lines = choices("Aroma 2 : 52 dB, 349 €", "Brio Mini : 56 dB, 279 €", "Aucune")
    reply = read_choice(text, lines, numbered=True)
    assert isinstance(reply, Understood)
    assert (reply.choice, reply.certainty) == (place, 1.0)
    assert isinstance(read_choice("4", lines, numbered=True), NotAnAnswer)
    assert isinstance(read_choice("2", lines), Unclear)


def test_a_size_is_read_as_the_label_has_it() -> None:
    sizes = (Choice("small", "Yirgacheffe 250 g"), Choice("large", "Yirgacheffe 1 kg"))
    assert read_choice("250g", sizes, numbered=True) == read_choice("250 g", sizes, numbered=True)
    assert read_choice("le 1kg svp", sizes) == read_choice("le 1 kg svp", sizes)
    glued = (Choice("small", "Paquet 250g"), Choice("large", "Paquet 500g"))
    assert read_choice("500g", glued).value == "large"  # understood


def test_who_has_bought_it_already_needs_it_no_more() -> None:
    cart = (Choice("finish", "Oui, finir ma commande"), Choice("later", "Plus tard"), Choice("drop", "Plus besoin"))
    for text in ("je l'ai déjà achetée", "already bought it in your Lyon shop", "je l'ai prise en boutique"):
        read = read_choice(text, cart)
        assert isinstance(read, Understood)
        assert read.value == "drop"
    left = (Choice("same", "Oui, comme avant"), Choice("some", "J’en ai encore"), Choice("drop", "Plus besoin"))
    assert read_choice("j'ai déjà commandé", left) != Understood("drop", 0.99, 2)
