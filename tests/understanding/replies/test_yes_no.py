"""Yes and no, in the many ways of saying so."""

import pytest

from bot.understanding.replies.outcome import SURE, Unclear, Understood
from bot.understanding.replies.yes_no import accepts, asks_before_agreeing, is_no, is_yes, read_yes_no
from tests.understanding.asking import value

YES = [
    "oui",
    "Oui !",
    "OUI",
    "ouiii",
    "ouais",
    "ouaip",
    "ok",
    "OK.",
    "okay",
    "d’accord",
    "d'accord",
    "dac",
    "bien sûr",
    "bien sur",
    "volontiers",
    "avec plaisir",
    "parfait",
    "exactement",
    "tout à fait",
    "carrement",
    "vas-y",
    "ça marche",
    "ca roule",
    "ça me va",
    "pourquoi pas",
    "je veux bien",
    "entendu",
    "oui svp",
    "oui merci",
    "bonjour oui",
    "oui je veux bien",
    "c'est bon",
    "si",
    "yes",
    "Yes please",
    "yep",
    "yeah",
    "yup",
    "sure",
    "of course",
    "definitely",
    "sounds good",
    "why not",
    "go ahead",
    "fine",
    "great",
    "absolutely",
    "yes I do",
    "that works",
    "👍",
    "✅",
    "oui 👍",
    "moi je dirais oui",
    "y",
    "o",
]
NO = [
    "non",
    "Non.",
    "NON",
    "nan",
    "nope",
    "no",
    "nah",
    "non merci",
    "Non merci !",
    "no thanks",
    "no thank you",
    "pas vraiment",
    "not really",
    "pas du tout",
    "not at all",
    "surtout pas",
    "sans façon",
    "jamais",
    "never",
    "je ne veux pas",
    "pas aujourd'hui",
    "not today",
    "no way",
    "bof",
    "👎",
    "❌",
    "non 👎",
    "bonjour non",
    "no I'm good",
    "pas intéressé",
    "hors de question",
    "euh non",
    "plutôt non",
    "n",
]
NEITHER = [
    "ya koi dotre",
    "ya pas mieux ?",
    "c'est livré quand ?",
    "2",
    "peut-être",
    "bonjour",
    "la deuxième",
    "",
    "je ne sais pas",
    "Lyon",
    "☕",
]


@pytest.mark.parametrize("text", YES)
def test_a_yes_is_a_yes(text: str) -> None:
    assert value(read_yes_no(text)) is True


@pytest.mark.parametrize("text", NO)
def test_a_no_is_a_no(text: str) -> None:
    assert value(read_yes_no(text)) is False


@pytest.mark.parametrize("text", NEITHER)
def test_anything_else_is_neither(text: str) -> None:
    assert value(read_yes_no(text)) is None


@pytest.mark.parametrize("text", ["oui et non", "yes and no", "non, enfin oui"])
def test_both_at_once_is_unclear(text: str) -> None:
    assert isinstance(read_yes_no(text), Unclear)


@pytest.mark.parametrize("text", ["oui mais c'est livré quand ?", "ok mais seulement samedi"])
def test_a_yes_with_a_but_is_not_sure(text: str) -> None:
    got = read_yes_no(text)
    assert isinstance(got, Understood)
    assert got.certainty < SURE


def test_labels_that_say_yes_or_no_are_told() -> None:
    assert is_yes("Oui, avec plaisir")
    assert is_no("Non merci")
    assert not is_yes("Le prix")
    assert not is_no("")


@pytest.mark.parametrize("text", ["Oui !", "oui je veux bien", "Avec plaisir, merci", "yes please", "sure", "d'accord"])
def test_what_does_nothing_but_accept(text: str) -> None:
    assert accepts(text)


@pytest.mark.parametrize("text", ["ok", "ok merci", "oui mais non", "non", "oui et le lait ?", "sure about that?", ""])
def test_what_says_more_or_less_accepts_nothing(text: str) -> None:
    assert not accepts(text)


@pytest.mark.parametrize(
    "text", ["ok le 2", "oui le premier", "yes the second one", "ok the last", "ouais plutôt la 3"]
)
def test_what_points_into_a_list_is_no_yes_to_what_was_asked(text: str) -> None:
    assert isinstance(read_yes_no(text), Unclear)


@pytest.mark.parametrize("text", ["pas forcément, les murs sont épais", "not especially", "pas plus que ça"])
def test_hardly_is_a_no(text: str) -> None:
    assert value(read_yes_no(text)) is False


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("non toujours rien, le suivi dit livré mais j'ai rien eu", True),
        ("no nothing yet, the tracking says it was delivered but nothing came", True),
        ("non mais je veux savoir autre chose", False),
        ("oui mais le bac est fendu", False),
        ("oui, et puis je voudrais savoir où vous en êtes de ma demande d'hier", False),
    ],
)
def test_a_no_stays_one_however_it_goes_on(text: str, sure: bool) -> None:
    read = read_yes_no(text)
    assert isinstance(read, Understood)
    assert (read.certainty >= SURE) == sure


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ok mé c livré avan noel ?", True),
        ("oui mais c'est garanti combien de temps ?", True),
        ("sure, but is it quiet?", True),
        ("oui mais moulu pour filtre", False),
        ("oui, et vous livrez quand ?", False),
    ],
)
def test_a_yes_that_hangs_on_an_answer(text: str, *, asks: bool) -> None:
    assert asks_before_agreeing(text) is asks
