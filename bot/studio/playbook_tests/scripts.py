"""A playbook's tests, read from `flows/tests/*.yaml`: what is done and what is expected, line after line.

The shape of the files is the playbook's (`bot.playbook.schema.tests`); here each line gets its meaning. What means
nothing is a `ScriptFault` with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from bot.model.message import Location, Media, MediaKind, Value
from bot.playbook.compiled import Place
from bot.playbook.schema.tests import ExpectedMessage, TestCustomer, TestSource, TestStep
from bot.playbook.source.nodes import Fields, Items, Node, Word, plain
from bot.playbook.source.parsing import parse_all
from bot.playbook.source.places import place_of
from bot.studio.rehearsals.persona import Persona

_MEDIA: Final[Mapping[str, MediaKind]] = {
    kind: kind for kind in ("photo", "voice", "audio", "video", "document", "sticker")
}


class ScriptFault(Exception):
    """A line of a test that means nothing; `place` is where it stands."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


class Line(Struct, frozen=True, kw_only=True):
    place: Place


class Says(Line, frozen=True, kw_only=True):
    """The customer writes; several texts come in quick succession."""

    words: tuple[str, ...]


class Shares(Line, frozen=True, kw_only=True):
    """The customer sends a picture, a voice note, a place."""

    media: tuple[Media, ...] = ()
    location: Location | None = None
    caption: str = ""


class Opens(Line, frozen=True, kw_only=True):
    """The customer opens the chat, from a link with this payload."""

    payload: str = ""


class Hears(Line, frozen=True, kw_only=True):
    """The bot says this next, or nothing `because` of a reason in the ledger."""

    message: ExpectedMessage
    because: str | None = None


class Expects(Line, frozen=True, kw_only=True):
    """The state is this: each value under its name, with the place of the name."""

    values: tuple[tuple[Place, str, Value], ...]


class Waits(Line, frozen=True, kw_only=True):
    duration: timedelta


class Until(Line, frozen=True, kw_only=True):
    """`at:`, as written: it is read in the zone of the times before it."""

    written: str


class ShopSays(Line, frozen=True, kw_only=True):
    name: str
    data: dict[str, Value]


class Takes(Line, frozen=True, kw_only=True):
    """Somebody else books `places` of a kind of visit; `at` and `until` as written."""

    about: str
    store: str
    at: str
    until: str | None
    places: int


class StaffSays(Line, frozen=True, kw_only=True):
    text: str


class GivesBack(Line, frozen=True, kw_only=True):
    """Staff give the thread back."""


AnyLine = Says | Shares | Opens | Hears | Expects | Waits | Until | ShopSays | Takes | StaffSays | GivesBack


class Script(Struct, frozen=True, kw_only=True):
    """One test. `at` is as written, None for the usual morning. `fetches`: what an address answers; any other fails.
    `splits`: the arm that the customer falls in, by split. `on_several`: it is played on other channels too, so that a
    reply that is a choice's label is given as each channel takes it.
    """

    name: str
    place: Place
    persona: Persona
    at: str | None
    lines: tuple[AnyLine, ...]
    fetches: Mapping[str, Value] = field(default_factory=dict)
    splits: Mapping[str, str] = field(default_factory=dict)
    on_several: bool = False


def read_scripts(sources: Mapping[str, str]) -> tuple[Script, ...]:
    """Return all tests of a playbook that `bot.playbook.build` has no errors for. Raises `ScriptFault`."""
    tests = {path: text for path, text in sources.items() if path.startswith("flows/tests/")}
    return tuple(
        script
        for file in parse_all(tests).files
        if file.kind.name == "tests" and file.model is not None
        for source in file.model
        for script in _on_each_channel(source, file.path)
    )


def _on_each_channel(source: TestSource, file: str) -> Iterator[Script]:
    """Return a test, once for each channel that it names, which then stands behind its name."""
    written = _script(source, file)
    for channel in source.channels:
        persona = replace(written.persona, channel=channel)
        yield replace(written, name=f"{written.name} ({channel})", persona=persona, on_several=True)
    if not source.channels:
        yield written


def _script(source: TestSource, file: str) -> Script:
    return Script(
        name=str(source.test),
        place=place_of(source.node, file),
        persona=_persona(source.customer),
        at=str(source.at) if source.at else None,
        lines=tuple(_line(step, file) for step in source.steps),
        fetches={str(address): plain(answer) for address, answer in source.fetches.items()},
        splits={str(split): str(arm) for split, arm in source.splits.items()},
    )


def _persona(customer: TestCustomer | None) -> Persona:
    if customer is None:
        return Persona()
    return Persona(
        channel=customer.channel or "telegram",
        first_name=str(customer.first_name) if customer.first_name else None,
        language=str(customer.language) if customer.language else None,
        consent=tuple(customer.consent),
        facts={str(name): plain(node) for name, node in customer.node.items() if name not in TestCustomer.model_fields},
    )


def _line(step: TestStep, file: str) -> AnyLine:  # noqa: PLR0911 - one return a key
    place = place_of(step.node, file)
    given = step.node
    if "customer" in given:
        return _customer(given["customer"], place)  # type: ignore[index] # a Word is a str
    if step.bot is not None:
        return Hears(place=place, message=step.bot, because=str(step.because) if step.because else None)
    if step.expect is not None:
        return Expects(place=place, values=tuple(_expected(step.expect.items(), file)))
    if step.after is not None:
        return Waits(place=place, duration=step.after)
    if step.at is not None:
        return Until(place=place, written=str(step.at))
    if "event" in given:
        return _event(given["event"], place)  # type: ignore[index] # as above
    if step.taken is not None:
        one = step.taken
        until = str(one.until) if one.until is not None else None
        return Takes(
            place=place, about=str(one.for_), store=str(one.store), at=str(one.at), until=until, places=one.places
        )
    if step.staff is not None:
        return StaffSays(place=place, text=str(step.staff))
    return GivesBack(place=place)


def _expected(values: Iterable[tuple[Word, Node]], file: str) -> Iterable[tuple[Place, str, Value]]:
    return ((place_of(name, file), str(name), plain(node)) for name, node in values)


def _customer(node: Node, place: Place) -> AnyLine:
    if isinstance(node, Word) and not node.empty:
        return Says(place=place, words=(str(node),))
    if isinstance(node, Items) and node and all(isinstance(part, Word) for part in node):
        return Says(place=place, words=tuple(str(part) for part in node))
    if isinstance(node, Fields):
        return _shared({str(key): plain(value) for key, value in node.items()}, place)
    raise ScriptFault(
        place, "`customer:` takes a text, a list of texts, or what was shared, as `{ photo: machine.jpg }`"
    )


def _shared(given: Mapping[str, Any], place: Place) -> AnyLine:
    if "open" in given:
        return Opens(place=place, payload=str(given["open"] or ""))
    media = tuple(Media(kind, str(given[key])) for key, kind in _MEDIA.items() if key in given)
    caption = str(given.get("text", ""))
    match given.get("location"):
        case [int() | float() as latitude, int() | float() as longitude]:
            return Shares(place=place, media=media, location=Location(latitude, longitude), caption=caption)
    if not media:
        kinds = ", ".join([*_MEDIA, "location", "open"])
        raise ScriptFault(place, f"what does the customer share? one of {kinds}")
    return Shares(place=place, media=media, caption=caption)


def _event(node: Node, place: Place) -> ShopSays:
    if isinstance(node, Word) and not node.empty:
        return ShopSays(place=place, name=str(node), data={})
    if isinstance(node, Fields) and len(node) == 1:
        ((name, data),) = node.items()
        found = plain(data)
        if found is None or isinstance(found, dict):
            return ShopSays(place=place, name=str(name), data=found or {})
    raise ScriptFault(place, "an event is its name, or one name with its data, as `{ cart.abandoned: { total: 590 } }`")
