"""What may mean "no more", without a word of stopping: asked about, never taken; and what only sounds like it."""

import json
from pathlib import Path

import pytest

from bot.rules.opt_out.opt_out import recognise
from bot.rules.opt_out.opt_out_hints import hints_at_one
from bot.rules.texts.plain_text import plain

CORPORA = Path(__file__).parents[2] / "data" / "opt_out"


def lines(name: str) -> list[str]:
    return (CORPORA / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def hints(text: str) -> bool:
    return hints_at_one(text, plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "je vais vous signaler à la CNIL",
        "I'll report you to the ICO",
        "vous aurez des nouvelles de mon avocat",
        "this is spam",
        "blocking this number",
        "mauvais numéro",
        "this isn't Sarah's phone anymore",
        "mon père est décédé, merci de retirer son numéro",
        "c'est le téléphone de ma fille, elle a 10 ans",
        "comment avez-vous eu mon numéro",
        "pas la peine de m'envoyer vos messages",
        "I have asked three times to be removed, I already opted out",
        "I signed up by mistake",
        "quitter la liste",
        "trop de sms !",
        "ça me gonfle vos messages",
        "vos offres ne m'intéressent pas",
        "mettez un terme à ces envois",
        "jetez mon numéro",
        "go to hell",
        "would you please leave my poor mother alone",
        "I told you last week to stop",
        "faites en sorte que mon nom soit rayé",
        "je ne consens pas à ça",
        "can you confirm that my details were deleted",
        "I thought I had been unsubscribed",
        "please remove my contact info",
        "I want to end this service",
        "ok on en reste là",
        "veuillez cesser",
        "il va falloir arrêter maintenant",
        "trop c'est trop",
        "bon vent",
        "de quel droit m'écrivez-vous ?",
        "vos sms, direct à la corbeille",
        "je ne suis pas preneur de vos pubs",
        "🛑 sms",
        "🚫",
    ],
)
def test_who_has_had_enough_is_asked(text: str) -> None:
    assert hints(text)
    found = recognise(text)
    assert found is not None
    assert found.kind == "stop"


@pytest.mark.parametrize(
    "text",
    [
        "je porte plainte contre le transporteur",
        "ma carte est bloquée",
        "the filter is blocked",
        "wrong number of cups in the box",
        "my machine died",
        "c'est pour ma fille, elle a 10 ans",
        "j'ai coché par erreur la livraison express",
        "trop de bruit",
        "take me off the waiting list",
        "marre du goût de plastique",
        "pas la peine d'emballer",
        "vos offres sont top",
        "on s'arrête là pour la couleur",
        "I asked you to stop the shipment",
        "leave the parcel with the neighbour",
        "le panier de la cafetière est à la poubelle",
        "✋ bonjour",
        "",
    ],
)
def test_a_customers_own_affair_is_none(text: str) -> None:
    assert not hints(text)


def test_of_what_taught_it_nearly_all_is_recognised_and_nothing_is_taken_silently() -> None:
    said, harmless = lines("opt_outs_worked_on"), lines("harmless_worked_on")
    found = [recognise(text) for text in said]
    assert sum(one is not None and one.kind == "stop" for one in found) >= 0.97 * len(said)
    taken = [text for text in harmless if (one := recognise(text)) is not None and one.kind == "stop" and one.sure]
    assert not taken


def test_ordinary_talk_with_a_shop_is_not_hinted_at() -> None:
    texts = [
        text for said in json.loads((CORPORA / "harmless_blind.json").read_text("utf-8")).values() for text in said
    ]
    assert not [text for text in texts if hints(text)]


@pytest.mark.parametrize("text", ["vous " * 800, "no more " * 500, "trop de " * 500, "de la liste " * 400, "a" * 4096])
def test_a_text_of_any_length_comes_to_an_end(text: str) -> None:
    """A pattern that doubles back would hang here (threat E8): pytest's own time limit ends it."""
    assert hints(text) in (True, False)
