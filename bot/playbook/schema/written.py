"""The ground of all models: a mapping that a marketer wrote, which knows its place, and the refusals in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from bot.playbook.faults import nearest
from bot.playbook.source.nodes import Fields, Items, Node, Word

JsonSchema = dict[str, Any]


def refuse(sentence: str, at: Node | None = None) -> PydanticCustomError:
    """Return the error that says `sentence` to the author; `at` is a better place than the value being read."""
    return PydanticCustomError("playbook", "{sentence}", {"sentence": sentence, "at": at})


def named(node: object) -> str:
    """Return what a node is, as a marketer calls it."""
    match node:
        case Fields():
            return "a mapping (`key: value`)"
        case Items():
            return "a list"
        case Word() if node.empty:
            return "nothing"
        case _:
            return f"`{_short(str(node))}`"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


class Written(BaseModel):
    """A mapping of the playbook. Unknown keys are put aside before pydantic looks: it would lose their place."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)
    #: Whether keys of the author's own are facts, and not mistakes (unless they look like a known key).
    others_are_facts: ClassVar[bool] = False
    _node: Fields = PrivateAttr()

    @property
    def node(self) -> Fields:
        """The mapping as it stands in the file."""
        return self._node

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, given: Any, read: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if not isinstance(given, Fields):
            raise refuse(f"expected a mapping (`key: value`), found {named(given)}")
        made = read(cls._known_part(given, info.context))
        made._node = given
        return made

    @classmethod
    def _known_part(cls, given: Fields, unknown: UnknownKeys | None) -> Fields:
        if unknown is None or given.keys() <= cls.known():
            return given
        strange = (key for key in given if key not in cls.known())
        unknown.extend(
            UnknownKey(key, cls, given) for key in strange if not cls.others_are_facts or nearest(key, cls.known())
        )
        part = Fields((key, value) for key, value in given.items() if key in cls.known())
        part.line, part.column = given.line, given.column
        return part

    @classmethod
    def known(cls) -> frozenset[str]:
        """Return the keys that this mapping may have, as they are written."""
        known: frozenset[str] | None = cls.__dict__.get("_known")
        if known is None:
            known = frozenset(field.alias or name for name, field in cls.model_fields.items())
            cls._known = known
        return known

    _known: ClassVar[frozenset[str]]


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that its mapping, `inside`, does not have."""

    key: Word
    model: type[Written]
    inside: Fields


UnknownKeys = list[UnknownKey]


@dataclass(frozen=True, slots=True)
class Reads:
    """Annotates a field that is read from one node by a function, which raises `refuse(…)`; `json` describes it to
    editors.
    """

    read: Callable[[Any], Any]
    json: JsonSchema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return dict(self.json)

    def __hash__(self) -> int:
        return hash(self.read)


@dataclass(frozen=True, slots=True)
class Rewrites:
    """Annotates a field that has a short form: `rewrite` turns it into the long one, which the field's own type reads.

    `json` gets the long form's schema, as a reference and spelt out where only one model has it, and returns the schema
    of both forms.
    """

    rewrite: Callable[[Any], Any]
    json: Callable[[JsonSchema, JsonSchema], JsonSchema]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.rewrite, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        long = handler(schema)
        try:
            spelt_out = handler.resolve_ref_schema(long)
        except LookupError:  # a type that several verbs share is a reference that is filled in only later
            spelt_out = long
        return self.json(long, spelt_out)


def placed(like: Node, content: Mapping[Word, Any]) -> Fields:
    """Return a mapping that the author wrote in a shorter form, at the place of that form."""
    made = Fields(content)
    made.line, made.column = like.line, like.column
    return made


def listed(like: Node, content: list[Any]) -> Items:
    """Return a list of what the author wrote without one, at its place."""
    made = Items(content)
    made.line, made.column = like.line, like.column
    return made


def one_or_several(node: Any) -> Any:
    """A word is a list of one."""
    return listed(node, [node]) if isinstance(node, Word) and not node.empty else node


def several_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    """Return the schema of a word, or of several."""
    return {"anyOf": [long["items"], long]}


def key(name: str, like: Node) -> Word:
    """Return a key that the author left out, placed at `like`."""
    made = Word(name)
    made.line, made.column, made.style, made.ends = like.line, like.column, "", like.line
    return made
