"""How a message is laid out in parts: what all channels share. A channel's cutter brings the channel's own sizes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from bot.channels.cutting.splitting import split, width
from bot.channels.words import words_in
from bot.model.message import Choice, Content, Link, Media, MediaKind
from bot.model.parts import PartBody

#: Stands where a message has buttons and no words: providers refuse an empty text.
WORDLESS = "…"
#: What words may stand under: on Telegram, in the web chat and by MMS all but a sticker.
CAPTIONED: Final[frozenset[MediaKind]] = frozenset({"photo", "video", "document", "audio", "voice"})


def lay_out(
    text: str,
    media: Sequence[Media],
    *,
    text_limit: int,
    caption_limit: int,
    captioned: Collection[MediaKind] = CAPTIONED,
) -> list[PartBody]:
    """Return the parts of a message, at least one, none empty. Limits are UTF-16 units.

    A text that fits under a picture goes under the last one; otherwise the pictures come first.
    """
    pieces = split(text, text_limit)
    if media and len(pieces) == 1 and width(pieces[0]) <= caption_limit and media[-1].kind in captioned:
        return [*(PartBody(media=one) for one in media[:-1]), PartBody(text=pieces[0], media=media[-1])]
    bodies = [PartBody(media=one) for one in media] + [PartBody(text=piece) for piece in pieces]
    return bodies or [PartBody(text=WORDLESS)]


def with_buttons(bodies: Sequence[PartBody], content: Content) -> tuple[PartBody, ...]:
    """Return the parts with the message's buttons under the last one, where the eye is after reading."""
    last = msgspec.structs.replace(
        bodies[-1], choices=content.choices, prompt=content.prompt, links=content.links, asks=content.asks
    )
    return (*bodies[:-1], last)


def with_link(body: PartBody) -> str:
    """Return a part's words with where staff's file is, for a channel that takes no files."""
    if body.media is None or body.media.link is None:
        return body.text
    return "\n".join(filter(None, (body.text or body.media.name, body.media.link)))


def in_words(text: str, content: Content) -> str:
    """Return `text` with the message's links and numbered choices written out, for a channel without buttons."""
    blocks = [text.strip(), _links(content.links), _numbered(content.choices, content.language, text)]
    return "\n".join(block for block in blocks if block)


def _links(links: Sequence[Link]) -> str:
    return "\n".join(f"{link.label} : {link.url}" if link.label else link.url for link in links)


def is_scale(choices: Sequence[Choice]) -> bool:
    """Whether the choices are scores in a row: 1, 2, 3, 4, 5. A number in front of each would be read as the score."""
    labels = [choice.label for choice in choices]
    if len(labels) < 3 or labels[0] not in ("0", "1"):
        return False
    return labels == [str(int(labels[0]) + place) for place in range(len(labels))]


def _names_the_ends(text: str, choices: Sequence[Choice]) -> bool:
    """Whether a question says the scale itself: "1 not at all, 5 very much"."""
    return all(re.search(rf"(?<!\d){end.label}(?!\d)", text) for end in (choices[0], choices[-1]))


def _numbered(choices: Sequence[Choice], language: str, text: str) -> str:
    if not choices:
        return ""
    if is_scale(choices):
        if _names_the_ends(text, choices):
            return ""
        return words_in(language).reply_on_scale.format(first=choices[0].label, last=choices[-1].label)
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, 1)]
    return "\n".join((*lines, words_in(language).reply_by_number))
