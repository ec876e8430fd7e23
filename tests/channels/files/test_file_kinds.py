"""A file is what its bytes say; what staff may send is what every channel takes."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.channels.files import file_kinds as kinds
from bot.channels.files.file_kinds import FileKind, kind_of


def packed(*names: str) -> bytes:
    """Return the same bytes at any time: they name tests, and each process of a run must know a test by one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"x")
    return out.getvalue()


DOCX = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (b"\xff\xd8\xff\xe0 a photo", kinds.JPEG),
        (b"\x89PNG\r\n\x1a\n", kinds.PNG),
        (b"GIF89a", kinds.GIF),
        (b"RIFF\0\0\0\0WEBPVP8 ", kinds.WEBP),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"%PDF-1.7\n", kinds.PDF),
        (DOCX, kinds.WORD),
        (packed("xl/workbook.xml"), kinds.EXCEL),
        (packed("ppt/presentation.xml"), kinds.POWERPOINT),
        (packed("word/document.xml", "word/vbaProject.bin"), kinds.ZIP),
        (packed("run.exe"), kinds.ZIP),
        (DOCX[:40], kinds.ZIP),
        (b"\0\0\0\x18ftypmp42", kinds.MP4),
        (b"\0\0\0\x18ftypqt  ", kinds.MOV),
        (b"\0\0\0\x18ftyp3gp4", kinds.GPP),
        (b"\0\0\0\x18ftypM4A ", kinds.M4A),
        (b"\0\0\0\x18ftypheic", kinds.HEIC),
        (b"\0\0\0\x18ftypmif1", kinds.HEIC),
        (b"\0\0\0\x18ftypavif", None),
        (b"ID3\x04 a song", kinds.MP3),
        (b"OggS" + b"\0" * 24 + b"OpusHead", kinds.VOICE),
        (b"OggS" + b"\0" * 24 + b"\x01vorbis", kinds.OGG),
        (b"#!AMR\n", kinds.AMR),
        (b"<script>alert(1)</script>", None),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_bytes_say(file: bytes, kind: FileKind | None) -> None:
    assert kind_of(file) == kind


@pytest.mark.parametrize("kind", [kinds.GIF, kinds.ZIP, kinds.OGG, kinds.AMR, kinds.MOV, kinds.M4A, kinds.HEIC])
def test_what_a_channel_would_not_take_is_not_sent(kind: FileKind) -> None:
    assert kind not in kinds.SENT


@pytest.mark.parametrize("kind", [kinds.PDF, kinds.ZIP, kinds.WORD, kinds.JPEG, kinds.HEIC])
def test_a_visitors_file_that_is_kept_as_it_came_is_a_film_or_what_was_spoken(kind: FileKind) -> None:
    assert kind not in kinds.TAKEN
    assert {one.kind for one in kinds.TAKEN} == {"video", "audio", "voice"}
