"""What a file is, told from its bytes: never from its name, nor from what whoever sends it says of it.

`kind_of` knows what a browser, a phone or a channel treats apart. What a customer sends in the web chat beside pictures
is a film or what was spoken (`TAKEN`), as phones make them. What staff may send is less (`SENT`): what Telegram,
WhatsApp and a web page all take as it is, so that no file depends on where the customer happens to write. WhatsApp by
Twilio takes JPEG, PNG, MP4, MP3, voices as OGG with Opus, PDF and Office's documents, up to 16 MB ("Guidance on
WhatsApp Media Messages", "Accepted content types for media", twilio.com/docs); Telegram takes those too, up to 50 MB
(core.telegram.org/bots/api, "Sending files").
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Final, NamedTuple

from bot.model.message import MediaKind

LARGEST: Final = 16 * 1024 * 1024  # bytes: WhatsApp's by Twilio, the least of all
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPUS: Final = 64  # bytes in which an OGG says what is in it
_PACKED: Final = 2_000  # names in a document that are looked through


class FileKind(NamedTuple):
    kind: MediaKind
    mime: str
    ending: str


JPEG: Final = FileKind("photo", "image/jpeg", "jpg")
PNG: Final = FileKind("photo", "image/png", "png")
GIF: Final = FileKind("photo", "image/gif", "gif")
WEBP: Final = FileKind("photo", "image/webp", "webp")
HEIC: Final = FileKind("photo", "image/heic", "heic")
PDF: Final = FileKind("document", "application/pdf", "pdf")
ZIP: Final = FileKind("document", "application/zip", "zip")
WORD: Final = FileKind("document", f"{OFFICE}.wordprocessingml.document", "docx")
EXCEL: Final = FileKind("document", f"{OFFICE}.spreadsheetml.sheet", "xlsx")
POWERPOINT: Final = FileKind("document", f"{OFFICE}.presentationml.presentation", "pptx")
MP4: Final = FileKind("video", "video/mp4", "mp4")
MP3: Final = FileKind("audio", "audio/mpeg", "mp3")
OGG: Final = FileKind("audio", "audio/ogg", "ogg")
VOICE: Final = FileKind("voice", "audio/ogg", "ogg")
AMR: Final = FileKind("voice", "audio/amr", "amr")
MOV: Final = FileKind("video", "video/quicktime", "mov")
GPP: Final = FileKind("video", "video/3gpp", "3gp")
M4A: Final = FileKind("audio", "audio/mp4", "m4a")

SENT: Final = frozenset({JPEG, PNG, WEBP, PDF, WORD, EXCEL, POWERPOINT, MP4, MP3, VOICE})
TAKEN: Final = frozenset({MP4, MOV, GPP, MP3, M4A, OGG, VOICE, AMR})
_BEGIN: Final = (
    *((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"GIF8", GIF), (b"%PDF-", PDF), (b"#!AMR", AMR)),
    *((b"ID3", MP3), (b"\xff\xfb", MP3), (b"\xff\xf3", MP3), (b"\xff\xf2", MP3)),
)
_PARTS: Final = (("word/document.xml", WORD), ("xl/workbook.xml", EXCEL), ("ppt/presentation.xml", POWERPOINT))
#: ISO base media files, by the brand that they give themselves.
_BRANDS: Final = {
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"avc1", b"mp41", b"mp42", b"M4V ", b"MSNV"), MP4),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6"), GPP),
    b"qt  ": MOV,
    b"M4A ": M4A,
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1"), HEIC),  # ISO 23008-12, annex B; `mif1`: any codec
}


def kind_of(file: bytes) -> FileKind | None:
    """Return what a file is, or None for none that is known here."""
    if file[:4] == b"RIFF" and file[8:12] == b"WEBP":
        return WEBP
    if file[4:8] == b"ftyp":
        return _BRANDS.get(file[8:12])
    if file.startswith(b"OggS"):
        return VOICE if b"OpusHead" in file[:_OPUS] else OGG
    if file.startswith(b"PK\x03\x04"):
        return _packed(file)
    return next((kind for begins, kind in _BEGIN if file.startswith(begins)), None)


def _packed(file: bytes) -> FileKind:
    """Office's documents are ZIP files with known names in them. One with a program in it is a ZIP file here."""
    try:
        with zipfile.ZipFile(BytesIO(file)) as packed:
            names = packed.namelist()
    # damaged; a name in no encoding, or a place before the file's beginning (early 3.11); a later version of the format
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ZIP
    if len(names) > _PACKED or any(name.lower().endswith("vbaproject.bin") for name in names):
        return ZIP
    return next((kind for part, kind in _PARTS if part in names), ZIP)
