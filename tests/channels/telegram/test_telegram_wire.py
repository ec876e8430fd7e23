"""The fields that we read are fields of the published objects."""

import msgspec
import pytest

from bot.channels.telegram import telegram_wire as wire
from tests.emulators.schemas import specification

PUBLISHED = {
    wire.User: ["User"],
    wire.Chat: ["Chat"],
    wire.PhotoSize: ["PhotoSize"],
    wire.File: ["Voice", "Audio", "Video", "Document", "Sticker"],
    wire.Place: ["Location"],
    wire.Venue: ["Venue"],
    wire.Card: ["Contact"],
    wire.Dice: ["Dice"],
    wire.Poll: ["Poll"],
    wire.Message: ["Message"],
    wire.CallbackQuery: ["CallbackQuery"],
    wire.ChatMember: ["ChatMemberMember"],
    wire.ChatMemberUpdated: ["ChatMemberUpdated"],
    wire.Numbered: ["Update"],
    wire.Update: ["Update"],
}


@pytest.mark.parametrize("record", PUBLISHED, ids=lambda record: record.__name__)
def test_each_field_is_published(record: type[msgspec.Struct]) -> None:
    published = {name for kind in PUBLISHED[record] for name in specification("telegram")["$defs"][kind]["properties"]}
    assert {field.encode_name for field in msgspec.structs.fields(record)} <= published


@pytest.mark.parametrize("record", PUBLISHED, ids=lambda record: record.__name__)
def test_what_we_need_is_what_telegram_always_sends(record: type[msgspec.Struct]) -> None:
    for kind in PUBLISHED[record]:
        always = set(specification("telegram")["$defs"][kind]["required"])
        needed = {field.encode_name for field in msgspec.structs.fields(record) if field.required}
        assert needed <= always


def test_every_record_is_held_against_the_publication() -> None:
    records = {value for value in vars(wire).values() if isinstance(value, type) and issubclass(value, msgspec.Struct)}
    assert records - {msgspec.Struct} == set(PUBLISHED)
