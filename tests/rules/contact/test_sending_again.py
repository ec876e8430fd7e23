from datetime import timedelta
from typing import Any

import pytest

from bot.model.message import Media, Template
from bot.model.parts import Failure
from bot.rules.contact.sending_again import send_again_at
from tests.channels.parts import NOW, part

LATER = timedelta(minutes=30)
UNREACHABLE = Failure(again=2, after=LATER)
UNTOLD = Failure(again=1, after=LATER, unseen=False)
WINDOW = Failure(again=1, as_template=True)
GONE = Failure(again=1, without_media=True)
PICTURE = Media("photo", "https://shop.example/aroma.jpg")


@pytest.mark.parametrize("purpose", ["service", "care", "marketing"])
def test_a_message_that_was_surely_not_seen_leaves_again_later(purpose: str) -> None:
    assert send_again_at(part(purpose=purpose), UNREACHABLE, NOW) == NOW + LATER


@pytest.mark.parametrize(
    ("failure", "more"),
    [
        (Failure(), {"purpose": "service"}),
        (UNREACHABLE, {"purpose": "service", "former_ids": ("SM1", "SM2")}),
        (UNTOLD, {"purpose": "service", "former_ids": ("SM1",)}),
        (UNTOLD, {"purpose": "marketing"}),
        (UNTOLD, {"purpose": "care"}),
        (UNREACHABLE, {"purpose": "reply"}),
        (UNREACHABLE, {"purpose": "service", "created_at": NOW - timedelta(hours=5, minutes=31)}),
        (UNREACHABLE, {"purpose": "marketing", "not_after": NOW + LATER}),
        (WINDOW, {"purpose": "service"}),
    ],
)
def test_else_it_never_does(failure: Failure, more: dict[str, Any]) -> None:
    assert send_again_at(part(**more), failure, NOW) is None


def test_a_free_text_that_whatsapp_refused_leaves_at_once_as_its_template() -> None:
    refused = part("whatsapp", "+33612345678", template=Template("HX" + "a" * 32))
    assert send_again_at(refused, WINDOW, NOW) == NOW


@pytest.mark.parametrize(
    ("failure", "more"),
    [
        (UNTOLD, {"purpose": "service"}),  # what is owed, though nobody knows whether it was seen
        (UNREACHABLE, {"purpose": "service", "created_at": NOW - timedelta(hours=5, minutes=30)}),  # six hours old then
        (UNREACHABLE, {"purpose": "marketing", "not_after": NOW + LATER + timedelta(seconds=1)}),
    ],
)
def test_what_is_owed_leaves_up_to_its_age_and_an_offer_up_to_the_end_of_its_time(
    failure: Failure, more: dict[str, Any]
) -> None:
    assert send_again_at(part(**more), failure, NOW) == NOW + LATER


def test_words_whose_picture_could_not_go_leave_at_once_without_it() -> None:
    assert send_again_at(part("whatsapp", "+33612345678", media=PICTURE), GONE, NOW) == NOW


@pytest.mark.parametrize(
    "more",
    [
        {"media": PICTURE, "text": ""},
        {"media": Media("photo", "files/ab/cd", link="https://bot.example/files/ab"), "text": "Voici la facture."},
        {"media": None},
        {"media": PICTURE, "former_ids": ("SM1",)},
    ],
)
def test_nothing_leaves_where_nothing_would_be_left_or_staff_would_miss_their_file(more: dict[str, Any]) -> None:
    assert send_again_at(part("whatsapp", "+33612345678", **more), GONE, NOW) is None
