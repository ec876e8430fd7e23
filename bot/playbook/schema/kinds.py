"""Which file is of which kind, by where it stands."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from msgspec import Struct
from pydantic import TypeAdapter

from bot.playbook.schema.answers import AnswerSource, SegmentSource
from bot.playbook.schema.catalogue import CriterionSource, OfferSource
from bot.playbook.schema.conversations import FlowFile, RepairFile
from bot.playbook.schema.journeys import JourneyFile
from bot.playbook.schema.policy import PolicyFile
from bot.playbook.schema.store import StoreFile
from bot.playbook.schema.tests import TestFile
from bot.playbook.source.files import MEDIA_SUFFIXES


class Kind(Struct, frozen=True):
    """A kind of file. `shape` is what its root is read as; `first` the key a file of this kind begins with, for
    messages.
    """

    name: str
    where: str
    pattern: re.Pattern[str]
    shape: Any


def _kind(name: str, where: str, pattern: str, shape: Any) -> Kind:
    return Kind(name, where, re.compile(pattern), shape)


KINDS: Final = (
    _kind("store", "flows/store.yaml", r"flows/store\.ya?ml", StoreFile),
    _kind("policy", "flows/policy.yaml", r"flows/policy\.ya?ml", PolicyFile),
    _kind("segments", "flows/segments.yaml", r"flows/segments\.ya?ml", list[SegmentSource]),
    _kind("journey", "flows/journeys/*.yaml", r"flows/journeys/.+\.ya?ml", JourneyFile),
    _kind("attributes", "flows/catalog/attributes.yaml", r"flows/catalog/attributes\.ya?ml", list[CriterionSource]),
    _kind("catalog", "flows/catalog/*.yaml", r"flows/catalog/.+\.(ya?ml|csv)", list[OfferSource]),
    _kind("answers", "flows/answers/*.yaml", r"flows/answers/.+\.ya?ml", list[AnswerSource]),
    _kind("repair", "flows/conversations/repair/*.yaml", r"flows/conversations/repair/.+\.ya?ml", RepairFile),
    _kind("conversation", "flows/conversations/*.yaml", r"flows/conversations/.+\.ya?ml", FlowFile),
    _kind("tests", "flows/tests/*.yaml", r"flows/tests/.+\.ya?ml", TestFile),
)
#: Files without a shape of their own: examples of answers, translations, notes.
_OTHERS: Final = re.compile(r"flows/answers/.+\.txt|locales/.+\.po|(flows|locales)/(.+/)?[^/]+\.md")
_PLACES: Final = ", ".join(kind.where.removeprefix("flows/") for kind in KINDS)


def kind_of(path: str) -> Kind | None:
    """Return the kind of a file with a shape, or None."""
    return next((kind for kind in KINDS if kind.pattern.fullmatch(path)), None)


def stray(path: str) -> str | None:
    """Return what is wrong with a file that stands where no kind of file belongs, or None."""
    suffix = path[path.rfind(".") :].lower()
    if suffix in MEDIA_SUFFIXES or kind_of(path) or _OTHERS.fullmatch(path):
        return None
    if suffix == ".txt":
        return "a list of examples stands under flows/answers/"
    return f"no kind of playbook file stands here; under flows/ there are {_PLACES}"


@cache
def adapter(kind: Kind) -> TypeAdapter[Any]:
    """Return what reads the root of a file of this kind."""
    return TypeAdapter(kind.shape)
