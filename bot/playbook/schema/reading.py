"""One file's nodes to its model, and every fault of the file in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error, suggestion
from bot.playbook.nodes import Fields, Items, Node, Word
from bot.playbook.schema.kinds import Kind, adapter
from bot.playbook.schema.written import UnknownKey, UnknownKeys, named


class Shaped(Struct, frozen=True):
    """A file that was held against its kind's model. `model` is None where it does not fit."""

    model: Any
    faults: tuple[Fault, ...]


def shape(root: Node, kind: Kind, file: str) -> Shaped:
    """Read the nodes of a file of this kind. Never raises."""
    unknown: UnknownKeys = []
    try:
        model = adapter(kind).validate_python(root, context=unknown)
        told: list[Fault] = []
    except ValidationError as problem:
        model = None
        told = [_fault(details, file) for details in problem.errors(include_url=False)]
    told.extend(_unknown(one, file) for one in unknown)
    return Shaped(None if told else model, tuple(told))


def _unknown(one: UnknownKey, file: str) -> Fault:
    return error(_place(one.key, file), f"unknown key `{one.key}`{suggestion(one.key, one.model.known())}")


def _fault(details: ErrorDetails, file: str) -> Fault:
    context = details.get("ctx") or {}
    where = context.get("at")
    found = details["input"] if where is None else where
    return error(_place(found, file), "; ".join(_words(details, context)))


def _words(details: ErrorDetails, context: dict[str, Any]) -> Iterator[str]:
    found = details["input"]
    match details["type"]:
        case "playbook":
            yield str(context["sentence"])
        case "missing":
            yield f"`{details['loc'][-1]}` is missing"
        case "list_type":
            yield f"expected a list (lines that begin with `- `), found {named(found)}"
        case "dict_type" | "model_type":
            yield f"expected a mapping (`key: value`), found {named(found)}"
        case "too_short":
            yield "nothing is written here"
        case "too_long":
            yield f"{context.get('actual_length')} are more than the {context.get('max_length')} there may be"
        case _:
            yield f"this does not fit: {details['msg']}"


def _place(node: object, file: str) -> Place:
    if isinstance(node, Word | Items | Fields):
        return Place(file, node.line, node.column)
    node_of = getattr(node, "node", None)
    return _place(node_of, file) if node_of is not None else Place(file, 1, 1)
