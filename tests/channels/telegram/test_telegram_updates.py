from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import ALLOWED_UPDATES, UnreadableUpdate, read_press, read_update
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatBlocked, ChatOpened, ChatUnblocked, MessageEdited, MessageReceived
from bot.model.message import Contact, Location, Media, Pressed, Profile
from tests.emulators.schemas import hold_against

SEAL = Seal(b"key")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LEA = {"id": 42, "is_bot": False, "first_name": "Léa", "username": "lea", "language_code": "fr"}
CHAT = {"id": 42, "type": "private", "first_name": "Léa"}
GROUP = {"id": -9, "type": "group", "title": "Les voisins"}
PROMPT = "ab" * 16


def read(**update: Any) -> Arrival | None:
    update = {"update_id": 1000, **update}
    hold_against("telegram", "$defs", "Update", value=update)
    return read_update(json.dumps(update).encode(), bot_id="99", seal=SEAL, received_at=NOW)


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1795514400, "chat": CHAT, "from": LEA, **content}


def received(**content: Any) -> MessageReceived:
    arrival = read(message=message(**content))
    assert arrival is not None
    assert isinstance(arrival.event, MessageReceived)
    return arrival.event


def press(data: str | None, chat: dict[str, Any] = CHAT, **more: Any) -> dict[str, Any]:
    shown = {"message_id": 4, "date": 1795514300, "chat": chat, "text": "Que préférez-vous ?"}
    query = {"id": "q1", "from": LEA, "chat_instance": "1", "message": shown, **more}
    return query if data is None else {**query, "data": data}


def test_a_text_becomes_a_message_of_that_chat() -> None:
    arrival = read(message=message(text="Bonjour !"))
    assert arrival is not None
    assert arrival.names == (Address("telegram", "42"),)
    assert arrival.ordinal == 1000
    assert arrival.received_at == NOW
    assert arrival.raw is not None
    assert json.loads(arrival.raw)["update_id"] == 1000
    event = arrival.event
    assert isinstance(event, MessageReceived)
    assert (event.text, event.message_id, event.address) == ("Bonjour !", "5", Address("telegram", "42"))
    assert event.happened_at == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert event.profile == Profile("Léa", None, "lea", "fr")


def test_an_update_delivered_again_is_the_same_event_and_another_bots_is_not() -> None:
    raw = json.dumps({"update_id": 7, "message": message(text="x")}).encode()
    first = read_update(raw, bot_id="99", seal=SEAL, received_at=NOW)
    again = read_update(raw, bot_id="99", seal=SEAL, received_at=NOW)
    other = read_update(raw, bot_id="98", seal=SEAL, received_at=NOW)
    assert first is not None and again is not None and other is not None
    assert first.event.id == again.event.id != other.event.id


def test_start_opens_the_chat_with_the_deep_links_payload() -> None:
    for text, payload in (("/start", ""), ("/start rdv_lyon", "rdv_lyon")):
        arrival = read(message=message(text=text))
        assert arrival is not None
        assert isinstance(arrival.event, ChatOpened)
        assert arrival.event.payload == payload


def test_a_word_that_begins_like_start_is_a_text() -> None:
    assert received(text="/starter kit").text == "/starter kit"


def test_of_a_photo_the_largest_size_is_kept_with_its_caption() -> None:
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": width, "height": width, "file_size": width}
        for name, width in (("small", 90), ("large", 1280), ("middle", 320))
    ]
    event = received(photo=sizes, caption="ma machine")
    assert event.media == (Media("photo", "large", mime="image/jpeg", size=1280),)
    assert event.text == "ma machine"


FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": FILE | {"duration": 3, "mime_type": "audio/ogg"}}, "voice"),
        ({"audio": FILE | {"duration": 3}}, "audio"),
        ({"video": FILE | {"duration": 3, "width": 1, "height": 1}}, "video"),
        ({"video_note": FILE | {"duration": 3, "length": 1}}, "video"),
        ({"document": FILE | {"file_name": "facture.pdf"}}, "document"),
        (
            {"animation": FILE | {"duration": 3, "width": 1, "height": 1}, "document": FILE},
            "video",
        ),
        (
            {
                "sticker": FILE
                | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False, "emoji": "👍"}
            },
            "sticker",
        ),
    ],
)
def test_every_kind_of_file_is_kept_once(content: dict[str, Any], kind: str) -> None:
    event = received(**content)
    assert [(media.kind, media.ref) for media in event.media] == [(kind, "f")]


def test_files_sent_together_share_their_album() -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    assert received(photo=photo, media_group_id="g1").album == "g1"
    assert received(photo=photo).album is None


def test_a_place_comes_from_a_location_or_a_venue() -> None:
    place = {"latitude": 45.76, "longitude": 4.83}
    assert received(location=place).location == Location(45.76, 4.83)
    assert received(venue={"location": place, "title": "Moka", "address": "Lyon"}).location == Location(45.76, 4.83)


@pytest.mark.parametrize(("user_id", "own"), [(42, True), (43, False), (None, False)])
def test_a_contact_card_says_whether_it_is_the_senders_own(user_id: int | None, own: bool) -> None:
    card = {"phone_number": "33612345678", "first_name": "Léa", "last_name": "Martin"}
    event = received(contact=card if user_id is None else card | {"user_id": user_id})
    assert event.contact == Contact("+33612345678", "Léa Martin", own)


def test_a_dice_is_its_emoji_and_a_poll_its_question() -> None:
    assert received(dice={"emoji": "🎲", "value": 3}).text == "🎲"


@pytest.mark.parametrize("chat", [GROUP, {"id": -1, "type": "channel", "title": "C"}])
def test_groups_and_channels_are_passed_over(chat: dict[str, Any]) -> None:
    assert read(message=message(text="bonjour", chat=chat)) is None
    assert read(edited_message=message(text="bonjour", chat=chat)) is None
    assert read(callback_query=press(SEAL.close(PROMPT, 0, chat=str(chat["id"])), chat)) is None


def test_a_message_that_says_nothing_to_us_is_passed_over() -> None:
    assert read(message=message()) is None


def test_kinds_of_updates_that_are_not_asked_for_are_passed_over() -> None:
    assert read(channel_post=message(text="x", chat=GROUP)) is None
    assert read() is None


def test_an_edit_is_told_as_an_edit() -> None:
    arrival = read(edited_message=message(text="non, demain", edit_date=1795514460))
    assert arrival is not None
    assert isinstance(arrival.event, MessageEdited)
    assert (arrival.event.text, arrival.event.message_id) == ("non, demain", "5")
    assert arrival.event.happened_at == datetime(2026, 11, 24, 10, 1, tzinfo=UTC)


def test_a_pressed_button_names_its_question_and_choice() -> None:
    arrival = read(callback_query=press(SEAL.close(PROMPT, 2, chat="42")))
    assert arrival is not None
    assert isinstance(arrival.event, MessageReceived)
    assert arrival.event.pressed == Pressed(PROMPT, 2)


@pytest.mark.parametrize(
    "data", ["2", "AAAA", SEAL.close(PROMPT, 2, chat="43"), Seal(b"other").close(PROMPT, 2, chat="42")]
)
def test_a_forged_button_is_no_event_and_is_still_to_be_answered(data: str) -> None:
    update = {"update_id": 3, "callback_query": press(data)}
    assert read(callback_query=press(data)) is None
    assert read_press(json.dumps(update).encode()) == "q1"


def test_only_a_press_is_to_be_answered() -> None:
    assert read_press(json.dumps({"update_id": 3, "message": message(text="x")}).encode()) is None
    assert read_press(b"{") is None


def test_a_button_without_data_is_passed_over() -> None:
    assert read(callback_query=press(None, game_short_name="chess")) is None


def test_blocked_and_let_in_again() -> None:
    def change(new: str, chat: dict[str, Any] = CHAT) -> Arrival | None:
        member = {"user": LEA, "status": new, **({"until_date": 0} if new == "kicked" else {})}
        before = {"user": LEA, "status": "member"}
        return read(
            my_chat_member={"chat": chat, "from": LEA, "date": 1, "old_chat_member": before, "new_chat_member": member}
        )

    blocked, let_in = change("kicked"), change("member")
    assert blocked is not None and isinstance(blocked.event, ChatBlocked)
    assert let_in is not None and isinstance(let_in.event, ChatUnblocked)
    assert change("kicked", GROUP) is None


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"message": {}}', b'{"update_id": "x"}', b"\xff\xfe", b'{"update_id": 1, "message": 3}']
)
def test_what_is_no_update_is_said_to_be_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadableUpdate):
        read_update(raw, bot_id="99", seal=SEAL, received_at=NOW)


def test_a_field_invented_later_changes_nothing() -> None:
    raw = json.dumps({"update_id": 1, "message": message(text="x") | {"hologram": {"depth": 3}}, "new": 1}).encode()
    assert read_update(raw, bot_id="99", seal=SEAL, received_at=NOW) is not None


def test_what_is_read_is_asked_for() -> None:
    assert set(ALLOWED_UPDATES) == {"message", "edited_message", "callback_query", "my_chat_member"}
