"""Make the small JSON Schemas that the emulators are held against, out of the published specifications.

    python -m tests.emulators.make_schemas FOLDER_OF_SPECIFICATIONS tests/data/specs

Of Telegram: the methods and objects named below, of each object the fields whose own type is named too, or required. Of
Twilio: creating, reading and listing messages. What is left out is refused, so that an emulator can't invent.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendMessage",
    "sendPhoto",
    "sendVideo",
    "sendAudio",
    "sendVoice",
    "sendDocument",
    "sendSticker",
    "answerCallbackQuery",
]
TYPES = [
    "Update",
    "Message",
    "InaccessibleMessage",
    "MaybeInaccessibleMessage",
    "Chat",
    "User",
    "PhotoSize",
    "Voice",
    "Audio",
    "Video",
    "VideoNote",
    "Animation",
    "Document",
    "Sticker",
    "Location",
    "Venue",
    "Contact",
    "Dice",
    "Poll",
    "PollOption",
    "CallbackQuery",
    "ChatMemberUpdated",
    "ChatMember",
    "ChatMemberMember",
    "ChatMemberBanned",
    "WebhookInfo",
    "ResponseParameters",
    "InlineKeyboardMarkup",
    "InlineKeyboardButton",
    "ReplyKeyboardMarkup",
    "KeyboardButton",
    "LinkPreviewOptions",
    "MessageEntity",
]
PRIMITIVES: dict[str, Any] = {
    "String": {"type": "string"},
    "Integer": {"type": "integer"},
    "Float": {"type": "number"},
    "Boolean": {"type": "boolean"},
    "True": {"const": True},
    "InputFile": {"type": "string"},
}
TWILIO_PATH = "/2010-04-01/Accounts/{AccountSid}/Messages"


def telegram_type(name: str) -> dict[str, Any] | None:
    if name in PRIMITIVES:
        return PRIMITIVES[name]
    if name.startswith("Array of "):
        inner = telegram_type(name.removeprefix("Array of "))
        return {"type": "array", "items": inner} if inner else None
    return {"$ref": f"#/$defs/{name}"} if name in TYPES else None


def telegram_object(fields: list[dict[str, Any]]) -> dict[str, Any]:
    properties, required = {}, []
    for field in fields:
        kinds = [kind for name in field["types"] if (kind := telegram_type(name))]
        if kinds:
            properties[field["name"]] = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        elif field["required"]:
            properties[field["name"]] = {}
        if field["required"]:
            required.append(field["name"])
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def telegram_schemas(spec: dict[str, Any]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    for name in TYPES:
        kind = spec["types"][name]
        subtypes = [subtype for subtype in kind.get("subtypes", ()) if subtype in TYPES]
        definitions[name] = (
            {"anyOf": [{"$ref": f"#/$defs/{subtype}"} for subtype in subtypes]}
            if subtypes
            else telegram_object(kind.get("fields", []))
        )
    methods = {}
    for name in METHODS:
        method = spec["methods"][name]
        results = [kind for result in method["returns"] if (kind := telegram_type(result))]
        methods[name] = {"parameters": telegram_object(method.get("fields", [])), "result": {"anyOf": results}}
    return {"version": spec["version"], "$defs": definitions, "methods": methods}


def twilio_schemas(spec: dict[str, Any]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}

    def take(schema: Any) -> Any:
        """Return the schema without prose, its references pulled in."""
        if isinstance(schema, list):
            return [take(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            if name not in definitions:
                definitions[name] = {}
                definitions[name] = take(spec["components"]["schemas"][name])
            return {"$ref": f"#/$defs/{name}"}
        kept = {
            key: take(value)
            for key, value in schema.items()
            if not (key in {"description", "title", "example", "format"} and not isinstance(value, dict))
            and not key.startswith("x-")
            and key != "nullable"
        }
        if "properties" in kept:
            kept["additionalProperties"] = False
        if schema.get("nullable") and isinstance(kept.get("type"), str):
            kept["type"] = [kept["type"], "null"]
        if schema.get("nullable") and "$ref" not in kept and "enum" in kept:
            kept["enum"] = [*kept["enum"], None]
        return kept

    paths = spec["paths"]
    create = paths[f"{TWILIO_PATH}.json"]["post"]
    listing = paths[f"{TWILIO_PATH}.json"]["get"]
    media = paths[f"{TWILIO_PATH}/{{MessageSid}}/Media.json"]["get"]
    form = take(create["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"])
    form["additionalProperties"] = False
    return {
        "version": spec["info"]["version"],
        "create": {"parameters": form, "result": take(_json(create, "201"))},
        "list": {"parameters": _queries(listing), "result": take(_json(listing, "200"))},
        "media": {"parameters": _queries(media), "result": take(_json(media, "200"))},
        "$defs": definitions,
    }


def _json(operation: dict[str, Any], status: str) -> Any:
    return operation["responses"][status]["content"]["application/json"]["schema"]


def _queries(operation: dict[str, Any]) -> list[str]:
    return sorted(parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "query")


def main(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, made in (
        ("telegram.json", telegram_schemas(json.loads((source / "telegram-bot-api.json").read_text()))),
        ("twilio.json", twilio_schemas(json.loads((source / "twilio-api-v2010.json").read_text()))),
    ):
        (target / name).write_text(json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
