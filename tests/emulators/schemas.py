"""Holding what goes over the wire against the published specifications."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SPECS = Path(__file__).resolve().parent.parent / "data" / "specs"


class NotAsSpecified(AssertionError):
    """A request or an answer that the published specification does not allow."""


@cache
def specification(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SPECS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _validator(name: str, *path: str) -> Draft202012Validator:
    spec = specification(name)
    schema = spec
    for step in path:
        schema = schema[step]
    return Draft202012Validator({**schema, "$defs": spec["$defs"]})


def hold_against(name: str, *path: str, value: Any) -> None:
    """Raise `NotAsSpecified` where `value` is not what the schema at `path` of `name` says."""
    fault = next(iter(_validator(name, *path).iter_errors(value)), None)
    if fault is not None:
        where = "/".join((*path, *map(str, fault.absolute_path)))
        raise NotAsSpecified(f"{name} {where}: {fault.message[:300]}")
