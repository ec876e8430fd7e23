"""The buttons under a Telegram message: choices and links inside the chat, sharing a place or a number below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.channels.cutting.splitting import width
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.words import words_in
from bot.model.message import Choice, Link
from bot.model.parts import Part

#: What fits side by side on a narrow phone, in UTF-16 units of all labels together.
_ROW_WIDTH: Final = 26
_ROW_LENGTH: Final = 3
#: Telegram shows at most eight buttons in a row.
_MOST_SCORES: Final = 8
_FEWEST_SCORES: Final = 4
_MOST_BUTTONS: Final = 100  # Telegram refuses more

_Button = TypeVar("_Button", InlineKeyboardButton, KeyboardButton)


def keyboard(part: Part, seal: Seal) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """Return the buttons of a part, or None where it has none.

    A request to share something needs Telegram's reply keyboard, and a message has one keyboard: choices beside such a
    request, or without a prompt to seal, are buttons that type their label.
    """
    body = part.body
    if body.asks or (body.choices and body.prompt is None):
        return _reply_keyboard(part)
    pressed = _choices(body.choices, body.prompt or "", seal, part.address.id)
    rows = _rows(pressed) + [[_link(link)] for link in body.links]
    return InlineKeyboardMarkup(rows) if rows else None


def _choices(choices: Sequence[Choice], prompt: str, seal: Seal, chat: str) -> list[InlineKeyboardButton]:
    return [
        InlineKeyboardButton(choice.label, callback_data=seal.close(prompt, index, chat=chat))
        for index, choice in enumerate(choices[:_MOST_BUTTONS])
    ]


def _link(link: Link) -> InlineKeyboardButton:
    return InlineKeyboardButton(link.label or link.url, url=link.url)


def _reply_keyboard(part: Part) -> ReplyKeyboardMarkup:
    words = words_in(part.language)
    share: list[list[KeyboardButton]] = []
    if part.body.asks == "location":
        share = [[KeyboardButton(words.share_location, request_location=True)]]
    elif part.body.asks == "contact":
        share = [[KeyboardButton(words.share_contact, request_contact=True)]]
    typed = [KeyboardButton(choice.label) for choice in part.body.choices[:_MOST_BUTTONS]]
    return ReplyKeyboardMarkup(share + _rows(typed), resize_keyboard=True, one_time_keyboard=True)


def _rows(buttons: Sequence[_Button]) -> list[list[_Button]]:
    """Put short buttons side by side, in their order; scores in one row, or in two of them."""
    if len(buttons) >= _FEWEST_SCORES and all(button.text.isdecimal() for button in buttons):
        length = -(-len(buttons) // -(-len(buttons) // _MOST_SCORES))
        return [list(buttons[start : start + length]) for start in range(0, len(buttons), length)]
    rows: list[list[_Button]] = []
    for button in buttons:
        row = rows[-1] if rows else []
        room = _ROW_WIDTH - sum(width(other.text) for other in row)
        if row and len(row) < _ROW_LENGTH and width(button.text) <= room:
            row.append(button)
        else:
            rows.append([button])
    return rows
