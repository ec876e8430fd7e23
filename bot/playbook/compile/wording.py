"""Messages: the text, the short one for SMS, the template for WhatsApp, pictures, links."""

from __future__ import annotations

import re
from typing import Final

from bot.model.message import MediaKind
from bot.playbook.compile.compiling import Compiling
from bot.playbook.compiled import LinkText, Picture, Remind, TemplateText, Text, Wording
from bot.playbook.draft import Spot, WrittenTemplate
from bot.playbook.schema.asking import RemindSource
from bot.playbook.schema.wording import TemplateSource, WithMessage, WordingSource
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import files_meant, place_of

#: What a link may begin with.
SCHEMES: Final = frozenset({"https", "http", "mailto", "tel", "sms", "geo"})


def wording(compiling: Compiling, written: WordingSource, beside: WithMessage, spot: Spot) -> Wording:
    """Return the message; what stands beside the verb goes with what stands in its text's own mapping."""
    sms = written.sms or beside.sms
    template = written.whatsapp or beside.whatsapp
    return Wording(
        text=compiling.text(written.text, spot),
        sms=compiling.text(sms, spot, "sms") if sms is not None else None,
        template=_template(compiling, template, spot) if template is not None else None,
        media=(*_media(compiling, written, spot), *_media(compiling, beside, spot)),
        links=(*_links(compiling, written, spot), *_links(compiling, beside, spot)),
    )


def remind(compiling: Compiling, written: RemindSource | None, spot: Spot) -> Remind | None:
    """Return the reminder of a question; None where there is none."""
    if written is None:
        return None
    return Remind(after=written.after, wording=wording(compiling, written.say, written, spot), times=written.times)


def _template(compiling: Compiling, written: TemplateSource, spot: Spot) -> TemplateText:
    for language in written.template:
        if language:
            compiling.mention("language", language, spot)
    compiling.templates.append(WrittenTemplate(sids=written.template, place=place_of(written.node, spot.file)))
    variables = {name: compiling.text(word, spot, "template") for name, word in written.variables.items()}
    return TemplateText({str(language): str(sid) for language, sid in written.template.items()}, variables)


def _media(compiling: Compiling, written: WithMessage, spot: Spot) -> list[Picture]:
    found: list[tuple[MediaKind, Word | None]] = [
        ("photo", written.image),
        ("video", written.video),
        ("document", written.document),
    ]
    return [Picture(kind, _address(compiling, word, spot)) for kind, word in found if word is not None]


def _links(compiling: Compiling, written: WithMessage, spot: Spot) -> list[LinkText]:
    return [
        LinkText(compiling.text(link.label, spot, "label"), _reached(compiling, link.url, spot))
        for link in written.links
    ]


def _address(compiling: Compiling, word: Word, spot: Spot) -> Text:
    """A picture without `{{ }}` and `https://` is a file of the playbook, compiled to its path from the folder."""
    if "{{" in word or "://" in word:
        return _reached(compiling, word, spot)
    return compiling.compiler.text(file_at(compiling, word, spot))


def _reached(compiling: Compiling, word: Word, spot: Spot) -> Text:
    """An address that customers' phones and the providers can fetch or open."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", word)
    if scheme is not None and scheme[1].lower() not in SCHEMES:
        compiling.fault(place_of(word, spot.file), f"`{scheme[0]}` can't be opened by customers; write `https://…`")
    return compiling.text(word, spot, "address")


def file_at(compiling: Compiling, word: Word, spot: Spot) -> str:
    """Return the path from the folder of a file of the playbook, so that the check finds it missing; an address as it
    is."""
    if "://" in word:
        return str(word)
    compiling.mention("file", word, spot)
    return next((path for path in files_meant(word, spot.file) if path in compiling.sources), str(word))
