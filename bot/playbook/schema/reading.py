"""One file's nodes to its model, and every fault of the file in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error, nearest, suggestion
from bot.playbook.schema.kinds import Kind, adapter
from bot.playbook.schema.remainder import remainder
from bot.playbook.schema.verb_examples import EXAMPLES
from bot.playbook.schema.written import UnknownKey, UnknownKeys, named
from bot.playbook.source.nodes import Fields, Items, Node, Word


class Shaped(Struct, frozen=True):
    """A file that was held against its kind's model. `model` is of what fits, None where that is too little to look at;
    `taken_out` is what does not fit, `unread` what stands under keys that nobody knows.
    """

    model: Any
    faults: tuple[Fault, ...]
    taken_out: tuple[Node, ...] = ()
    unread: tuple[Node, ...] = ()


def shape(root: Node, kind: Kind, file: str) -> Shaped:
    """Read the nodes of a file of this kind. Never raises."""
    unknown: UnknownKeys = []
    try:
        model = adapter(kind).validate_python(root, context=unknown)
        return Shaped(model, tuple(_unknown(one, file) for one in unknown), unread=_unread(unknown))
    except ValidationError as problem:
        details = problem.errors(include_url=False)
    told = [_fault(one, file) for one in details if not _is_misspelt(one, unknown)]
    told.extend(_unknown(one, file) for one in unknown)
    rest = remainder(root, lambda node: adapter(kind).validate_python(node, context=[]), _node)
    return Shaped(rest.model, tuple(told), rest.taken_out, _unread(unknown))


def _unread(unknown: UnknownKeys) -> tuple[Node, ...]:
    return tuple(one.inside[one.key] for one in unknown)


def _is_misspelt(details: ErrorDetails, unknown: UnknownKeys) -> bool:
    """Whether a key is missing, alone or as one of several, because it stands there with a slip, which is told."""
    sentence = str((details.get("ctx") or {}).get("sentence", ""))
    inside, said = _node(details), f"`{details['loc'][-1]}`" if details["type"] == "missing" else sentence
    return any(
        (one.inside.line, one.inside.column) == (getattr(inside, "line", 0), getattr(inside, "column", 0))
        and f"`{nearest(one.key, one.model.known())}`" in said
        for one in unknown
    )


def _node(details: ErrorDetails) -> object:
    found = (details.get("ctx") or {}).get("at")
    found = details["input"] if found is None else found
    return found if isinstance(found, Word | Items | Fields) else getattr(found, "node", None)


def _unknown(one: UnknownKey, file: str) -> Fault:
    value = one.inside[one.key]
    if " " in one.key and isinstance(value, Word) and value.empty:  # { say: D'accord, à bientôt }
        return error(
            _place(one.key, file), f"`{one.key}` is cut off by a comma: inside {{ }} a text with one needs quotes"
        )
    if one.key != one.key.strip():  # YAML's own blanks are taken off
        return error(_place(one.key, file), "this line is indented with a no-break space; use spaces")
    return error(_place(one.key, file), f"unknown key `{one.key}`{suggestion(one.key, one.model.known())}")


def _fault(details: ErrorDetails, file: str) -> Fault:
    told = "; ".join(_words(details, details.get("ctx") or {}))
    example = _example(details, told)
    return error(_place(_node(details), file), f"{told}; as in `{example}`" if example else told)


def _example(details: ErrorDetails, told: str) -> str | None:
    """Return how a verb is written whose value is of another shape, or lacks what it can't be without."""
    way = details["loc"][:-1] if details["type"] == "missing" else details["loc"]
    lacks = details["type"] == "missing" or told.startswith(("expected a mapping", "expected exactly one of"))
    return EXAMPLES.get(str(way[-1])) if lacks and len(way) > 1 and way[0] == "steps" else None


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
    return Place(file, node.line, node.column) if isinstance(node, Word | Items | Fields) else Place(file, 1, 1)
