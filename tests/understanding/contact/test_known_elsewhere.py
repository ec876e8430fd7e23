"""Who says that they are known elsewhere; and what is said of parcels, gifts and complaints, and is no such claim."""

from __future__ import annotations

import pytest

from bot.model.address import Address
from bot.understanding.contact.known_elsewhere import claims_to_be_known, named_address, says_not_me


@pytest.mark.parametrize(
    "text",
    [
        "Je vous parle déjà sur WhatsApp",
        "on s'est déjà parlé par SMS",
        "bonjour, nous avons déjà discuté sur Telegram",
        "j'ai déjà échangé avec vous par texto",
        "vous me connaissez déjà",
        "on se connaît déjà",
        "je vous ai déjà écrit depuis mon autre numéro",
        "relier mes conversations",
        "pouvez-vous relier mes deux comptes ?",
        "Mon numéro est le 06 12 34 56 78",
        "mon téléphone c'est 0612345678",
        "voici mon numéro : +33 6 12 34 56 78",
        "mon adresse mail est lea@exemple.fr",
        "mon e-mail : lea@exemple.fr",
        "I already talk to you on WhatsApp",
        "we already chatted over SMS",
        "you already know me",
        "link my chats",
        "can you link my accounts?",
        "my phone number is +33 6 12 34 56 78",
        "my email is lea@example.com",
    ],
)
def test_it_is_a_claim(text: str) -> None:
    assert claims_to_be_known(text)


@pytest.mark.parametrize(
    "text",
    [
        "je vous écris par WhatsApp car ma machine est en panne",
        "je vous ai déjà contacté par mail trois fois !",
        "vous me connaissez mal",
        "je connais déjà cette machine",
        "mon numéro de commande est le 12345678",
        "mon numéro ne marche plus",
        "quel est votre numéro ?",
        "mon téléphone est cassé",
        "appelez le 06 12 34 56 78 pour la livraison",
        "le numéro du voisin est le 06 12 34 56 78",
        "c'est pour offrir à lea@exemple.fr",
        "do you know if it works on SMS?",
        "I already know what I want",
        "my order number is 12345678",
        "can we talk on WhatsApp?",
        "",
    ],
)
def test_it_is_none(text: str) -> None:
    assert not claims_to_be_known(text)


def test_a_number_and_an_address_are_named_as_they_are_kept() -> None:
    assert named_address("le 06 12 34 56 78", "FR") == Address("sms", "+33612345678")
    assert named_address("07911 123456", "GB") == Address("sms", "+447911123456")
    assert named_address("Lea@Exemple.fr", "FR") == Address("email", "lea@exemple.fr")
    assert named_address("le 06 12 34 56 78 ou le 06 98 76 54 32", "FR") is None
    assert named_address("demain", "FR") is None


@pytest.mark.parametrize("text", ["c'est pas moi", "mauvais numéro désolé", "sorry, wrong number", "I'm not her"])
def test_somebody_is_another(text: str) -> None:
    assert says_not_me(text)
    assert not says_not_me("it's me")
