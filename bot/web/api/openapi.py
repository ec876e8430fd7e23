"""The OpenAPI 3.1 document of `/api`, made of the operations' table and of the records themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any, Final

import msgspec

from bot.model.api_token import SCOPES
from bot.web.api.given import ProblemGiven
from bot.web.api.operations import OPERATIONS, PATHS, Operation
from bot.web.api.shapes import Nothing

_REF: Final = "#/components/schemas/{name}"
_ALWAYS: Final = (401, 403, 404, 422, 429, 500, 503)
_POSTED: Final = (400, 408, 409, 413, 415)
_INTRODUCTION: Final = """\
Bearer tokens are made in the console. Each is for some scopes, and may be for some points of sale only: then it knows
of no other customers.

Every POST has an `Idempotency-Key`. The same key with the same body is done once and answered alike for 24 hours
(`Idempotency-Replayed: true`); with another body it is a 422, and while the first is under way a 409. What is told is
on disk when it is answered (202) and met in its turn, usually at once.

Lists come a page at a time: go on with `cursor` = `next` until `next` is null. A row that was there when you began is
given once. A page may be short, or empty, while there is more.

Errors are `application/problem+json` (RFC 9457). `RateLimit` says how many requests are left.
"""


@cache
def document() -> bytes:
    """Return the document as JSON."""
    asked = [operation.asks for operation in OPERATIONS if not operation.reads and operation.asks is not Nothing]
    given = [operation.gives for operation in OPERATIONS]
    _, schemas = msgspec.json.schema_components([*asked, *given, ProblemGiven], ref_template=_REF)
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Parcours", "version": "1", "description": _INTRODUCTION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": _scopes()}},
            "headers": _HEADERS,
            "responses": {"Problem": _problem("What went wrong.")},
        },
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _scopes() -> str:
    return "A token has one of these scopes or more: " + ", ".join(f"`{scope}`" for scope in SCOPES) + "."


def _operation(operation: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.title,
        "description": f"Needs the scope `{operation.scope}`.",
        "tags": [operation.scope.partition(":")[2]],
        "parameters": [*_path_parameters(operation.path), *_parameters(operation)],
        "responses": _responses(operation),
    }
    if not operation.reads and operation.asks is not Nothing:
        reference = {"$ref": _REF.format(name=operation.asks.__name__)}
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": reference}}}
    return said


def _path_parameters(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": words,
            "schema": {"type": "string", "pattern": form},
        }
        for name, (form, words) in PATHS.items()
        if f"{{{name}}}" in path
    ]


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    if not operation.reads:
        return [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": not operation.key_or,
                "description": "New for every request, such as a UUID."
                + (f" `{operation.key_or}` will do." if operation.key_or else ""),
                "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
            }
        ]
    _, components = msgspec.json.schema_components([operation.asks], ref_template=_REF)
    properties: Mapping[str, Any] = components[operation.asks.__name__].get("properties", {})
    return [{"name": name, "in": "query", "schema": _said_in_words(schema)} for name, schema in properties.items()]


def _said_in_words(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter is left out where its record has null."""
    kinds: Sequence[Mapping[str, Any]] = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return (
        dict(kinds[0])
        if kinds
        else {name: value for name, value in schema.items() if name != "default" or value is not None}
    )


def _responses(operation: Operation) -> dict[str, Any]:
    body = {"application/json": {"schema": {"$ref": _REF.format(name=operation.gives.__name__)}}}
    pace = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "RateLimit-Policy")}
    if operation.reads:
        found: dict[str, Any] = {
            "200": {
                "description": "Here it is.",
                "content": body,
                "headers": {**pace, "ETag": {"$ref": "#/components/headers/ETag"}},
            },
            "304": {"description": "As it was (If-None-Match)."},
        }
    else:
        replayed = {"Idempotency-Replayed": {"$ref": "#/components/headers/Idempotency-Replayed"}}
        found = {"202": {"description": "It is on disk.", "content": body, "headers": {**pace, **replayed}}}
    for status in sorted((*_ALWAYS, *(() if operation.reads else _POSTED))):
        found[str(status)] = _problem(HTTPStatus(status).phrase)
    return found


def _problem(words: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(name="ProblemGiven")}}}
    return {"description": words, "content": content}


_HEADERS: Final = {
    "RateLimit": {
        "description": "Requests left (r), seconds until all are there again (t).",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {"description": "How many (q) in how many seconds (w).", "schema": {"type": "string"}},
    "ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}},
    "Idempotency-Replayed": {
        "description": "true: it was done before, and this was the answer.",
        "schema": {"type": "string"},
    },
}
