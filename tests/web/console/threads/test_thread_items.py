"""A thread is drawn from what the store knows: every message once, with its reason, and what was decided between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.engine.ledger.ledger import words
from bot.model.address import Address
from bot.model.events import MessageEdited, MessageReceived
from bot.model.message import Choice, Location, Media, Pressed
from bot.model.parts import PartBody
from bot.store.messages.ledger import Entry
from bot.store.threads.notes import Note
from bot.store.threads.thread_lines import Shown, Stretch
from bot.web.console.threads.thread_items import Called, Item, items_of, written
from bot.web.console.wording.clock import Clock

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
LEA = Address("telegram", "42")


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def heard(text: str = "", minutes: float = 0, id: str = "1", **parts: Any) -> Shown:
    event = MessageReceived(id=f"e{id}", address=LEA, message_id=id, text=text, **parts)
    when = at(minutes)
    return Shown(place=1, at=when, direction="in", address=LEA, source=f"e{id}", by="customer", text=text, heard=event)


def said(text: str, minutes: float = 1, source: str = "a" * 32 + "00", by: str = "bot", **given: Any) -> Shown:
    body = given.pop("part", PartBody(text=text))
    given = {"state": "delivered", **given}
    return Shown(
        place=2, at=at(minutes), direction="out", address=LEA, source=source, by=by, text=text, part=body, **given
    )


def decided(kind: str, said: str, minutes: float = 0.5, outbox: str | None = None, **facts: Any) -> Entry:
    return Entry(
        id=said,
        at=at(minutes),
        event="e",
        kind=kind,
        words=said,
        rule="machine.yaml:3",
        facts=facts,
        version="4f9c1e07ab32",
        flow=None,
        step=None,
        conversation=None,
        outbox=outbox,
    )


def drawn(*lines: Shown, entries: tuple[Entry, ...] = (), notes: tuple[Note, ...] = ()) -> list[Item]:
    clock = Clock("fr", ZoneInfo("Europe/Paris"), NOW)
    stretch = Stretch(lines=list(lines), decisions=list(entries), before=None)
    return items_of(stretch, notes, {"staff-1": "Théo"}, clock)


def test_each_message_of_the_bot_has_its_reason_folded_under_it() -> None:
    why = decided("sent", "Réponse au client.", outbox="a" * 32, price=381.0, asked=True)
    day, question, answer = drawn(heard("bonjour"), said("Bonjour !"), entries=(why,))
    assert (day.kind, question.kind, answer.kind) == ("day", "in", "bot")
    assert answer.why is not None
    assert (answer.why.words, answer.why.rule, answer.why.version) == (why.words, why.rule, why.version)
    assert answer.why.facts == (("Price", "381"), ("Demandé", "✓"))
    assert answer.state is not None
    assert answer.state.words == "Distribué"


@pytest.mark.parametrize(
    ("unmet", "told"), [("waiting", "Le bot va le lire"), ("dead", "Le bot n’a pas pu le lire"), (None, None)]
)
def test_a_message_that_had_no_turn_says_so(unmet: Any, told: str | None) -> None:
    _, question = drawn(replace(heard("bonjour"), unmet=unmet))
    assert (question.state.words if question.state is not None else None) == told


def test_what_was_held_moved_and_handed_over_stands_between_the_messages_and_the_rest_does_not() -> None:
    entries = (
        decided("held", "Heures calmes.", 0.2),
        decided("held", "Prévu.", 0.3, due="lundi"),
        decided("moved", "Vers la décision.", 0.4, direction="receding"),
        decided("handed_over", "staff-1 prend la main.", 0.5),
        decided("understood", "…", 0.6),
        decided("not_sent", "Pas d’accord.", 0.7),
    )
    items = drawn(heard("bonjour"), said("Bonjour !"), entries=entries)[1:]
    assert [(item.kind, item.icon) for item in items[1:-1]] == [
        ("held", "moon"),
        ("held", "clock"),
        ("moved", "rec"),
        ("moved", "person"),
        ("held", "x"),
    ]
    assert items[4].text == "Théo prend la main."


def test_a_decision_is_told_in_the_readers_language_with_names_for_teams() -> None:
    english = words("handed_over", "en", {"team": "shop", "reason": "asked for"})
    entry = decided("handed_over", english, team="shop", reason="asked for")
    clock = Clock("fr", ZoneInfo("Europe/Paris"), NOW)
    told = items_of(
        Stretch(lines=[], decisions=[entry], before=None), (), {}, clock, called=Called(teams={"shop": "Lyon"})
    )[1]
    assert told.text == "La main passe à l’équipe Lyon : le client le demande."
    assert told.why is not None
    assert told.why.facts == (("Équipe", "Lyon"), ("Raison", "le client le demande"))


def test_stages_and_flows_are_called_as_the_reader_calls_them() -> None:
    called = Called(
        stages={("purchase", "usage"): "Usage", ("purchase", "purchase"): "Purchase", ("other", "usage"): "No"},
        flows={"cart": "Forgotten cart", "Panier oublié": "Forgotten cart"},
    )
    french = words("moved", "fr", {"left": "Achat", "stage": "Utilisation", "cause": "order.delivered"})
    moved = decided("moved", french, journey="purchase", left="purchase", stage="usage", cause="order.delivered")
    held = decided("not_sent", words("condition_failed", "fr", {"title": "Panier oublié"}), title="Panier oublié")
    clock = Clock("en", ZoneInfo("Europe/Paris"), NOW)
    found = items_of(Stretch(lines=[], decisions=[moved, held], before=None), (), {}, clock, called=called)
    assert found[1].text == "Stage: from Purchase to Usage (the order was delivered)."
    assert found[1].why is not None
    assert ("Stage before", "Purchase") in found[1].why.facts
    assert "“Forgotten cart”" in found[2].text
    french_reader = Clock("fr", ZoneInfo("Europe/Paris"), NOW)
    [_, told] = items_of(Stretch(lines=[], decisions=[moved], before=None), (), {}, french_reader)
    assert told.text == "Étape : d’Achat à Utilisation (la commande a été livrée)."


def test_what_a_channel_noted_is_said_in_the_readers_language() -> None:
    noted = decided("not_sent", "the customer has blocked the bot", reason="opt-out word")
    [_, told] = items_of(
        Stretch(lines=[], decisions=[noted], before=None), (), {}, Clock("fr", ZoneInfo("Europe/Paris"), NOW)
    )
    assert told.text == "le client a bloqué le bot"
    assert told.why is not None
    assert told.why.facts == (("Raison", "mot de désinscription"),)


def test_what_never_left_is_said_once_with_why() -> None:
    dropped = said("Promo", state="dropped", error="opted out", source="b" * 32 + "00")
    items = drawn(dropped, entries=(decided("not_sent", "Désinscrit.", outbox="b" * 32 + "00"),))
    assert len(items) == 2
    assert items[1].state is not None
    assert (items[1].state.tone, items[1].state.reason) == ("bad", "opted out")
    assert items[1].why is not None


@pytest.mark.parametrize(
    ("state", "resent", "may"),
    [("unknown", False, True), ("abandoned", False, True), ("abandoned", True, False), ("delivered", False, False)],
)
def test_only_an_uncertain_send_may_be_sent_again_and_only_once(state: Any, resent: bool, may: bool) -> None:
    item = drawn(said("Bonjour", state=state, resent=resent))[1]
    assert bool(item.resend) is may


def test_an_edit_changes_the_message_that_it_is_of_and_keeps_what_was_there() -> None:
    edit = MessageEdited(id="x", address=LEA, message_id="1", text="bonsoir")
    line = Shown(place=3, at=at(2), direction="in", address=LEA, source="x", by="customer", text="bonsoir", heard=edit)
    items = drawn(heard("bonjour"), line)
    assert [(item.text, item.before) for item in items[1:]] == [("bonsoir", "bonjour")]
    alone = drawn(line)
    assert [(item.text, item.before) for item in alone[1:]] == [("bonsoir", " ")]


def test_a_press_is_the_word_on_its_button_which_is_marked_as_taken() -> None:
    asked = PartBody(text="Combien ?", choices=(Choice("two", "Deux"), Choice("ten", "Dix")), prompt="p")
    items = drawn(said("Combien ?", 0, part=asked), heard(minutes=1, pressed=Pressed("p", 1)))
    assert items[1].choices == (("Deux", False), ("Dix", True))
    assert items[2].text == "Dix"
    assert drawn(heard(pressed=Pressed("gone", 9)))[1].text == "Un bouton a été pressé"


def test_files_places_and_staff_are_named() -> None:
    photo = drawn(heard(media=(Media("photo", "ref", name="buse.jpg"),)))[1]
    assert [(file.kind, file.name) for file in photo.files] == [("photo", "buse.jpg")]
    assert drawn(heard(location=Location(45.0, 4.8)))[1].text == "45.00000, 4.80000"
    assert drawn(said("Ici Théo.", by="staff-1"))[1].by == "Théo"
    note = Note(id="n", at=at(3), staff="staff-1", text="Il en reste 4.")
    assert [(item.kind, item.by, item.text) for item in drawn(notes=(note,))[1:]] == [
        ("note", "Théo", "Il en reste 4.")
    ]


def test_days_part_the_messages() -> None:
    items = drawn(heard("hier", -24 * 60), heard("encore", -24 * 60 + 1, id="2"), heard("ce matin", 0, id="3"))
    assert [item.kind for item in items] == ["day", "in", "in", "day", "in"]


def test_a_fact_is_written_as_people_read_it() -> None:
    assert written({"price": 12.5, "sizes": ["S", "M"], "sold": False, "note": None}) == (
        "price: 12.5; sizes: S, M; sold: ✗; note: –"
    )
