"""A line of the transcript as the page draws it: what a visitor may see, and no id but the line's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from bot.channels.files.file_shelf import is_kept, name_in
from bot.channels.files.media_shelf import is_address
from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.model.message import Choice, Link, Media, Pressed
from bot.model.parts import PartBody
from bot.store.messages.transcript import Line
from bot.web.chat import presses, sent_files, tables
from bot.web.doors import Doors

#: Where a visitor's own photos and files are shown.
PHOTOS: Final = "/chat/photos"
#: The choices shown by each prompt, to say in words what was pressed.
Prompts = Mapping[str, tuple[Choice, ...]]

_WHO: Final = {"customer": "me", "bot": "bot"}


def drawn(line: Line, prompts: Prompts, doors: Doors) -> dict[str, Any]:
    """Return the line as JSON's types."""
    seen = {"id": line.source, "from": _WHO.get(line.by, "staff"), "at": line.at.isoformat()}
    if line.part is not None:
        return {**seen, **_said(line.part, line.source, line.address, doors)}
    return {**seen, **_heard(line, prompts)}


def _said(part: PartBody, id_: str, address: Address, doors: Doors) -> dict[str, Any]:
    prompt = part.prompt or ""
    return {
        "text": part.text,
        "choices": [
            {"label": choice.label, "press": presses.close(prompt, index, address, doors)}
            for index, choice in enumerate(part.choices)
        ],
        "links": [{"label": link.label, "url": link.url} for link in part.links if _is_safe(link)],
        "media": _media(part.media, id_, doors) if part.media else None,
        "asks": part.asks,
    }


def _heard(line: Line, prompts: Prompts) -> dict[str, Any]:
    if not isinstance(line.heard, MessageReceived):
        return {"text": line.text, "place": False}
    return {
        "text": line.text or _pressed(line.heard.pressed, prompts),
        "place": line.heard.location is not None,
        "photos": [url for one, url in _own(line.heard.media, line.address) if one.kind == "photo"],
        "files": [url for one, url in _own(line.heard.media, line.address) if one.kind != "photo"],
    }


def _own(media: Sequence[Media], address: Address) -> list[tuple[Media, str]]:
    return [(one, f"{PHOTOS}/{name}") for one in media if (name := name_in(one.ref, address.id))]


def _pressed(pressed: Pressed | None, prompts: Prompts) -> str:
    """Return what the button said, where it is still known."""
    choices = prompts.get(pressed.prompt, ()) if pressed else ()
    return choices[pressed.index].label if pressed and pressed.index < len(choices) else ""


def _media(media: Media, part: str, doors: Doors) -> dict[str, str]:
    """Return a file of ours; of a table, the picture that is drawn of it, and the same in words for who sees none."""
    if media.table is not None:
        return {"kind": media.kind, "url": tables.url_of(part, doors), "name": media.in_words}
    if is_kept(media.ref):
        return {"kind": media.kind, "url": sent_files.url_of(part, doors), "name": media.name or ""}
    url = media.ref if is_address(media.ref) else f"/media/{quote(media.ref)}"
    return {"kind": media.kind, "url": url, "name": media.name or ""}


def _is_safe(link: Link) -> bool:
    return is_address(link.url)
