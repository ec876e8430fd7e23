from bot.channels.event_ids import event_id


def test_the_same_delivery_has_the_same_id_and_another_one_has_not() -> None:
    assert event_id("telegram", 7, 12) == event_id("telegram", "7", "12")
    assert len({event_id("telegram", 7, 12), event_id("telegram", 71, 2), event_id("twilio", 7, 12)}) == 3


def test_an_id_is_thirty_two_hex_digits() -> None:
    assert len(event_id("x")) == 32
    assert int(event_id("x"), 16)
