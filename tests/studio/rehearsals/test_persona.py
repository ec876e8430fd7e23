"""Who talks in a rehearsal."""

import phonenumbers
import pytest

from bot.model.address import Channel
from bot.studio.rehearsals.persona import Persona, address_of, name_id


@pytest.mark.parametrize("channel", ["telegram", "sms", "whatsapp", "web"])
def test_a_persona_has_an_address_on_their_channel(channel: Channel) -> None:
    address = address_of(Persona(channel=channel), "FR")
    assert address.channel == channel
    assert address.id


@pytest.mark.parametrize("country", ["FR", "BE", "US"])
def test_a_phone_number_is_a_valid_one_of_the_stores_country(country: str) -> None:
    number = phonenumbers.parse(address_of(Persona(channel="sms"), country).id)
    assert phonenumbers.region_code_for_number(number) == country


def test_an_unknown_country_gets_a_number_all_the_same() -> None:
    assert address_of(Persona(channel="sms"), "ZZ").id.startswith("+")


def test_the_first_name_is_a_fact() -> None:
    assert Persona(first_name="Léa", facts={"roast": "dark"}).known == {"roast": "dark", "first_name": "Léa"}
    assert Persona().known == {}


def test_an_id_is_the_same_for_the_same_name() -> None:
    assert name_id("a") == name_id("a") != name_id("b")
    assert len(name_id("a")) == 32
