"""How a text travels by SMS: its encoding, its segments, and the signs that can be spared.

A text of GSM 03.38's alphabet ("GSM-7") takes 160 characters in one message, or 153 in each part of a longer one; one
other character makes the whole text UCS-2, 70 or 67. The extension table (`€`, brackets, braces…) costs two.
(3GPP TS 23.038 section 6.2.1; TS 23.040 section 9.2.3.24.1 for the header that takes 7 septets of a part.)

What is normalised are signs, never letters: no-break spaces, typographic quotes, apostrophes, dashes and the ellipsis
have an equal in GSM-7. `é è à ù ì ò É Ç` are GSM-7 and stay; `ê â î ô û ç ë ï œ À È` are not, and stay all the same: a
name is not ours to misspell. `costly` names them, so that an author can choose other words.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")

_SIGNS: Final = str.maketrans(
    {
        "\u00a0": " ",  # no-break space
        "\u202f": " ",  # narrow no-break space, before ? ! ; in French
        "\u2009": " ",
        "\u200a": " ",
        "\u2007": " ",
        "\u200b": "",
        "\ufeff": "",
        "’": "'",
        "‘": "'",
        "‚": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "″": '"',
        "‹": "'",
        "›": "'",
        "…": "...",
        "–": "-",
        "—": "-",
        "‐": "-",
        "\u2011": "-",  # no-break hyphen
        "−": "-",
        "\u00ad": "",  # soft hyphen
        "•": "-",
        "×": "x",
        "\t": " ",
    }
)
_QUOTES: Final = (("« ", "«"), ("«\u00a0", "«"), ("«\u202f", "«"), (" »", "»"), ("\u00a0»", "»"), ("\u202f»", "»"))

Encoding = Literal["GSM-7", "UCS-2"]


class Size(Struct, frozen=True, gc=False):
    """What a text costs. `units` are septets for GSM-7, UTF-16 units for UCS-2."""

    encoding: Encoding
    units: int
    segments: int


def normalise(text: str) -> str:
    """Return `text` with typographic signs written as GSM-7 writes them. Letters, accents included, are left alone."""
    if text.isascii():
        return text
    for spaced, tight in _QUOTES:
        text = text.replace(spaced, tight)
    return text.translate(_SIGNS)


def costly(text: str) -> tuple[str, ...]:
    """Return the characters that make `text` UCS-2, each once, in their order. Normalise first."""
    return tuple(dict.fromkeys(sign for sign in text if sign not in _BASIC and sign not in _EXTENDED))


def measure(text: str) -> Size:
    """Return the encoding, length and number of segments of `text` as it stands; an empty text is one segment."""
    if not costly(text):
        return _size("GSM-7", [2 if sign in _EXTENDED else 1 for sign in text], alone=160, part=153)
    return _size("UCS-2", [2 if ord(sign) > 0xFFFF else 1 for sign in text], alone=70, part=67)


def _size(encoding: Encoding, widths: list[int], *, alone: int, part: int) -> Size:
    units = sum(widths)
    return Size(encoding, units, 1 if units <= alone else _parts(widths, part))


def _parts(widths: list[int], room: int) -> int:
    """Count parts as they are filled: an escape and its sign, or a surrogate pair, are never torn apart."""
    parts, used = 1, 0
    for width in widths:
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts
