"""What travels in a message, either way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from bot.model.offer import Found, Named, Sought
from bot.model.table import Table

MediaKind = Literal["photo", "voice", "audio", "video", "document", "sticker"]
Purpose = Literal["reply", "service", "care", "marketing"]
_PICTURES: Final = frozenset(f"image/{kind}" for kind in ("jpeg", "png", "webp", "gif", "heic", "heif"))

if TYPE_CHECKING:
    #: What a marketer's value may be: everything that JSON can carry and a template can show.
    Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
else:
    Value = Any  # msgspec reads no recursive alias


class Media(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file. `ref` is the provider's own file id or address on the way in, an https address or a playbook path on
    the way out. A picture that is to be drawn of a `table` is no file yet: the channel draws it when it is sent.
    What staff send is on our shelf (`file_shelf`): `link` is where a provider or the customer may fetch it for
    a while, None where nobody outside sees us."""

    kind: MediaKind
    ref: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None  # bytes
    table: Table | None = None
    link: str | None = None

    @property
    def is_picture(self) -> bool:
        """A photo, also one that came as a file: what its sender or the provider says of it, not what it is."""
        sent_as_file = self.kind == "document" and (
            (self.mime or "") in _PICTURES or (self.name or "").lower().endswith((".heic", ".heif"))
        )
        return self.kind == "photo" or sent_as_file

    @property
    def in_words(self) -> str:
        """What a picture of ours shows, for who does not see it; empty for any other."""
        return self.table.in_words() if self.table is not None else ""


class Location(Struct, frozen=True, gc=False):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


class Contact(Struct, frozen=True, gc=False, omit_defaults=True):
    """A contact card that the customer shared. `own` is true when it is the sender's own card."""

    phone: str
    name: str | None = None
    own: bool = False


class Pressed(Struct, frozen=True, gc=False):
    """A button of ours that was pressed: the prompt that showed it and the place of the choice in it, from 0."""

    prompt: str
    index: int


class Profile(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a channel says about the sender. Never trusted further than a greeting."""

    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    language: str | None = None


class Choice(Struct, frozen=True, gc=False):
    """An answer the customer can tap, or type by its number. `key` is the choice's id in the flow, `label` what is
    shown."""

    key: str
    label: str


class Link(Struct, frozen=True, gc=False):
    label: str
    url: str


class Template(Struct, frozen=True, gc=False, omit_defaults=True):
    """A message that WhatsApp has approved, kept at the provider under `sid`; `variables` fill its blanks by name."""

    sid: str
    variables: dict[str, str] = {}


class Content(Struct, frozen=True, gc=False, omit_defaults=True):
    """One message as the engine wants it said, before a channel cuts it into parts.

    `sms` is the author's short wording, `template` what WhatsApp gets once free text may not be sent. `prompt` names
    the question that the choices answer; a channel puts it, sealed, behind each button. `asks` turns on the channel's
    own button for sharing a place or a phone number.
    """

    text: str = ""
    sms: str | None = None
    choices: tuple[Choice, ...] = ()
    prompt: str | None = None
    media: tuple[Media, ...] = ()
    links: tuple[Link, ...] = ()
    asks: Literal["location", "contact"] | None = None
    language: str = "fr"
    template: Template | None = None


class Candidate(Struct, frozen=True, gc=False):
    """What a free text may mean: an answer, a flow, or a choice of the question on the table, by its key. `score` runs
    from 0 to 1."""

    kind: Literal["answer", "flow", "choice"]
    id: str
    score: float


class Reading(Struct, frozen=True, gc=False, omit_defaults=True):
    """What was understood of a text before the turn, so that a replay needs no model.

    `language` is None where the text is too short to tell. `reader` names the matcher and its version.
    `small_talk`: it is talk for its own sake ("tu vas bien ?"), no question for the shop. `opt_out`: how like a wish
    for no more messages it is, 0 to 1, worth asking about from one half on; 0 where nobody looked. `sought` is what it
    asks for among the offers, None where it asks for none; `offers` are those found, the best first. `named`: what it
    names to have it, were it an order. `unheard_of`: it asks whether a thing is sold of which the shop knows no word.
    `questions`: the candidates of each part, in order, where the text may ask two
    or three things. `asked` names the question that was on the table (`flow/step`), where it has choices, and `choices`
    are those that the text may mean by it, the likeliest first.
    """

    language: str | None = None
    candidates: tuple[Candidate, ...] = ()
    reader: str = ""
    small_talk: bool = False
    opt_out: float = 0.0
    sought: Sought | None = None
    offers: tuple[Found, ...] = ()
    named: tuple[Named, ...] = ()
    questions: tuple[tuple[Candidate, ...], ...] = ()
    asked: str = ""
    choices: tuple[Candidate, ...] = ()
    unheard_of: bool = False


def question_name(flow: str, step: str) -> str:
    """Return how a reading names a question of a flow."""
    return f"{flow}/{step}"
