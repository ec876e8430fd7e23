from bot.model.address import Address
from bot.store.database.identity import customer_id_of, identity_of


def test_one_number_is_one_person_and_one_id_elsewhere_is_another() -> None:
    sms, whatsapp, telegram = (Address(channel, "33612345678") for channel in ("sms", "whatsapp", "telegram"))
    assert identity_of(sms) == identity_of(whatsapp) != identity_of(telegram)
    assert customer_id_of(sms) == customer_id_of(whatsapp) != customer_id_of(telegram)


def test_an_id_is_32_hex_digits_and_the_same_on_every_machine() -> None:
    assert customer_id_of(Address("telegram", "42")) == "cea5e6544a505a3b0b69db9a17973509"
