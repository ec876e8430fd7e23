"""JSON Schema of the playbook files, from the models that read them, for editors that complete and check while one
types.

One document holds all kinds under `$defs`, so that a file can point at its own:
`# yaml-language-server: $schema=playbook.schema.json#/$defs/conversation`.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

from bot.playbook.schema.kinds import KINDS, adapter

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAMES: Final = tuple(kind.name for kind in KINDS)


def json_schema(name: str | None = None) -> dict[str, Any]:
    """Return the schema of one kind of file, or of all. Raises `KeyError` for a kind that there is not."""
    kinds = [kind for kind in KINDS if name in {None, kind.name}]
    if not kinds:
        raise KeyError(name)
    roots, shared = TypeAdapter.json_schemas([(kind.name, "validation", adapter(kind)) for kind in kinds])
    definitions = dict(shared.get("$defs", {}))
    for kind in kinds:
        definitions[kind.name] = {"title": f"{kind.name}: {kind.where}", **roots[kind.name, "validation"]}
    definitions = {key: _bare(value, titled=key in NAMES) for key, value in definitions.items()}
    whole: dict[str, Any] = {"$schema": DIALECT, "title": "Playbook files", "$defs": definitions}
    return whole if name is None else {**whole, "title": f"Playbook file: {name}", "$ref": f"#/$defs/{name}"}


def _bare(schema: Any, *, titled: bool = False) -> Any:
    """Drop what pydantic adds and no author can use: titles made of field names, `null` for what is left out."""
    if isinstance(schema, list):
        return [_bare(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: value for name, value in schema.items() if (titled or name != "title") and name != "default"}
    if "properties" in kept:
        kept["properties"] = {name: _bare(value) for name, value in kept["properties"].items()}
    kept = {name: value if name == "properties" else _bare(value) for name, value in kept.items()}
    choices = [choice for choice in kept.get("anyOf", []) if choice != {"type": "null"}]
    if "anyOf" in kept:
        del kept["anyOf"]
        kept |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    return kept
