"""A line of the transcript as the page draws it."""

from __future__ import annotations

from typing import Any

from bot.model.address import Address
from bot.model.events import MessageEdited, MessageReceived
from bot.model.message import Choice, Link, Location, Media, Pressed
from bot.model.parts import PartBody
from bot.store.messages.transcript import Line
from bot.web.chat import presses, tables
from bot.web.chat.lines import drawn
from bot.web.doors import Doors
from tests.channels.cutting.tables import TABLE
from tests.web.doorway import NOW

LEA = Address("web", "lea")


def out(body: PartBody, by: str = "bot") -> Line:
    return Line(position=1, at=NOW, direction="out", address=LEA, source="part", by=by, text=body.text, part=body)


def heard(**what: Any) -> Line:
    event = MessageReceived(id="event", address=LEA, **what)
    return Line(
        position=2, at=NOW, direction="in", address=LEA, source="event", by="customer", text=event.text, heard=event
    )


def test_a_question_has_sealed_choices(doors: Doors) -> None:
    body = PartBody(text="Combien ?", choices=(Choice("one", "Une"), Choice("two", "Deux")), prompt="p")
    shown = drawn(out(body), {}, doors)
    assert (shown["from"], shown["text"], shown["at"]) == ("bot", "Combien ?", "2026-03-02T09:00:00+00:00")
    assert [choice["label"] for choice in shown["choices"]] == ["Une", "Deux"]
    assert presses.open_(shown["choices"][1]["press"], LEA, doors) == Pressed("p", 1)
    assert "two" not in str(shown)


def test_what_staff_wrote_names_nobody(doors: Doors) -> None:
    shown = drawn(out(PartBody(text="Bonjour, Théo ici."), by="theo@maison-moka.example"), {}, doors)
    assert shown["from"] == "staff"
    assert "theo@" not in str(shown)


def test_only_safe_links_are_shown(doors: Doors) -> None:
    links = (Link("Le mode d’emploi", "https://moka.example/notice"), Link("x", "javascript:alert(1)"))
    assert drawn(out(PartBody(links=links)), {}, doors)["links"] == [
        {"label": "Le mode d’emploi", "url": "https://moka.example/notice"}
    ]


def test_a_picture_of_the_playbook_is_asked_for_here(doors: Doors) -> None:
    ours = drawn(out(PartBody(media=Media("photo", "machines/aroma 2.jpg"))), {}, doors)["media"]
    theirs = drawn(out(PartBody(media=Media("photo", "https://cdn.example/a.jpg", name="Aroma"))), {}, doors)["media"]
    assert ours == {"kind": "photo", "url": "/media/machines/aroma%202.jpg", "name": ""}
    assert theirs == {"kind": "photo", "url": "https://cdn.example/a.jpg", "name": "Aroma"}


def test_a_table_is_a_picture_with_the_same_in_words(doors: Doors) -> None:
    shown = drawn(out(PartBody(media=Media("photo", "comparison.png", table=TABLE))), {}, doors)["media"]
    assert shown == {"kind": "photo", "url": tables.url_of("part", doors), "name": TABLE.in_words()}


def test_a_pressed_button_reads_as_its_label(doors: Doors) -> None:
    prompts = {"p": (Choice("one", "Une"), Choice("two", "Deux"))}
    assert drawn(heard(pressed=Pressed("p", 1)), prompts, doors)["text"] == "Deux"
    assert drawn(heard(pressed=Pressed("p", 7)), prompts, doors)["text"] == ""
    assert drawn(heard(pressed=Pressed("gone", 0)), prompts, doors)["text"] == ""


def test_a_shared_place_is_told_without_its_coordinates(doors: Doors) -> None:
    shown = drawn(heard(location=Location(45.764, 4.834)), {}, doors)
    assert shown["place"] is True
    assert "45.7" not in str(shown)


def test_a_corrected_message_is_shown_as_it_reads_now(doors: Doors) -> None:
    event = MessageEdited(id="event", address=LEA, message_id="1", text="Deux, pardon")
    line = Line(
        position=3, at=NOW, direction="in", address=LEA, source="event", by="customer", text=event.text, heard=event
    )
    assert drawn(line, {}, doors)["text"] == "Deux, pardon"


def test_a_visitors_photo_is_asked_for_where_only_they_get_it(doors: Doors) -> None:
    visitor, name = "1" * 32, "a" * 32
    lea = Address("web", visitor)
    media = (
        *(Media("photo", ref) for ref in (f"web/{visitor}/{name}.jpg", f"web/{'2' * 32}/{name}.jpg", "AgACAgQ")),
        Media("video", f"web/{visitor}/{name}.mov"),
    )
    event = MessageReceived(id="event", address=lea, text="Voici", media=media)
    line = Line(
        position=1, at=NOW, direction="in", address=lea, source="event", by="customer", text="Voici", heard=event
    )
    shown = drawn(line, {}, doors)
    assert (shown["photos"], shown["files"]) == ([f"/chat/photos/{name}.jpg"], [f"/chat/photos/{name}.mov"])
    assert shown["text"] == "Voici"
    assert visitor not in str(shown)
