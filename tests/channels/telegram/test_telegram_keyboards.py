from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.channels.telegram.telegram_keyboards import keyboard
from bot.channels.telegram.telegram_seal import Seal
from bot.model.message import Choice, Link, Pressed
from tests.channels.parts import part

SEAL = Seal(b"key")
PROMPT = "ab" * 16


def labels(*words: str, **more: Any) -> list[list[str]]:
    choices = tuple(Choice(str(index), word) for index, word in enumerate(words))
    markup = keyboard(part(choices=choices, **({"prompt": PROMPT} | more)), SEAL)
    assert markup is not None
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else markup.keyboard
    return [[button.text for button in row] for row in rows]


def test_short_choices_stand_side_by_side_and_long_ones_alone() -> None:
    assert labels("Oui", "Non") == [["Oui", "Non"]]
    assert labels("A", "B", "C", "D", "E") == [["A", "B", "C"], ["D", "E"]]
    assert labels("Livraison à domicile", "Retrait en magasin", "Autre") == [
        ["Livraison à domicile"],
        ["Retrait en magasin", "Autre"],
    ]


def test_behind_each_button_is_its_question_and_place_for_this_chat_only() -> None:
    choices = (Choice("a", "Oui"), Choice("b", "Non"))
    markup = keyboard(part(to="42", choices=choices, prompt=PROMPT), SEAL)
    assert isinstance(markup, InlineKeyboardMarkup)
    data = [str(button.callback_data) for button in markup.inline_keyboard[0]]
    assert [SEAL.open(one, chat="42") for one in data] == [Pressed(PROMPT, 0), Pressed(PROMPT, 1)]
    assert SEAL.open(data[0], chat="43") is None


def test_links_are_buttons_too() -> None:
    markup = keyboard(part(links=(Link("Boutique", "https://x.example"), Link("", "https://y.example"))), SEAL)
    assert isinstance(markup, InlineKeyboardMarkup)
    assert [(row[0].text, row[0].url) for row in markup.inline_keyboard] == [
        ("Boutique", "https://x.example"),
        ("https://y.example", "https://y.example"),
    ]


def test_sharing_is_asked_for_below_the_chat_in_the_customers_language() -> None:
    place = keyboard(part(asks="location", language="en", choices=(Choice("a", "Later"),), prompt=PROMPT), SEAL)
    card = keyboard(part(asks="contact"), SEAL)
    assert isinstance(place, ReplyKeyboardMarkup) and isinstance(card, ReplyKeyboardMarkup)
    assert place.keyboard[0][0].text == "Share my location"
    assert place.keyboard[0][0].request_location
    assert place.keyboard[1][0].text == "Later"
    assert card.keyboard[0][0].text == "Partager mon numéro"
    assert card.keyboard[0][0].request_contact


def test_choices_without_a_question_to_name_type_their_label() -> None:
    assert labels("Oui", "Non", prompt=None) == [["Oui", "Non"]]


def test_a_part_without_buttons_has_none_and_never_more_than_telegram_takes() -> None:
    assert keyboard(part(), SEAL) is None
    assert sum(map(len, labels(*(f"Choix {n}" for n in range(150))))) == 100


def test_scores_stand_in_one_row_as_far_as_telegram_shows_them() -> None:
    assert labels(*"12345") == [list("12345")]
    assert labels(*"1234567") == [list("1234567")]
    assert labels(*(str(score) for score in range(11))) == [list("012345"), ["6", "7", "8", "9", "10"]]
