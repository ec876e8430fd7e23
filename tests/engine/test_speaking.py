"""Messages leave whole or not at all."""

from __future__ import annotations

from msgspec.structs import replace

from bot.channels.words import words_in
from bot.engine.advance import advance, new_customer
from bot.engine.speaking import HOW_TO_REPLY
from bot.model.effects import Decide, Send
from bot.model.events import FlowRequested
from bot.playbook.compiled import Picture, Playbook, Say, Shelf, Wording
from tests.engine.any_playbook import Words
from tests.engine.chat import MONDAY, Chat, Opens, playbook

MISSING = Words("{{ missing }}")
RICH = """
flow: rich
title: Riche
purpose: service
starts: [{ event: chat.opened }]
steps:
  - say:
      text: Voici la machine.
      sms: La machine.
    image: "https://moka.example/{{ order.picture | default: 'none.jpg' }}"
    links:
      - { label: La voir, url: "https://moka.example/aroma" }
"""
HOLE = """
flow: hole
title: Trou
purpose: service
starts: [{ event: chat.opened }]
steps:
  - say: Bonjour
  - id: parcel
    say: Colis
  - say: Suite
"""


def test_a_message_has_its_words_its_short_words_and_its_links(chat: Opens) -> None:
    lea = chat(playbook(RICH)).opens().hears("Voici la machine.")
    content = lea.said[-1].content
    assert content.sms == "La machine."
    assert [(link.label, link.url) for link in content.links] == [("La voir", "https://moka.example/aroma")]
    assert [media.ref for media in content.media] == ["https://moka.example/none.jpg"]


def test_a_picture_whose_value_is_missing_lets_the_words_go_alone(chat: Opens) -> None:
    book = playbook(RICH)
    flow = book.flows["rich"]
    say = flow.steps[flow.first]
    assert isinstance(say, Say)
    bare = replace(say, wording=replace(say.wording, media=(Picture("photo", MISSING),)))
    lea = chat(replace(book, flows={"rich": replace(flow, steps={flow.first: bare})})).opens().hears("Voici")
    assert lea.said[-1].content.media == ()


def test_every_message_has_its_row_in_the_ledger(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    rows = {effect.outbox for effect in lea.effects if isinstance(effect, Decide) and effect.kind == "sent"}
    assert rows == {effect.id for effect in lea.effects if isinstance(effect, Send)}


def test_a_missing_value_is_no_message_but_a_person(chat: Opens) -> None:
    book = playbook(HOLE)
    flow = book.flows["hole"]
    parcel = flow.steps["parcel"]
    assert isinstance(parcel, Say)
    holed = {**flow.steps, "parcel": replace(parcel, wording=Wording(text=MISSING))}
    lea = chat(replace(book, flows={"hole": replace(flow, steps=holed)})).opens()
    lea.hears("Bonjour").hears("de notre côté").hears_nothing()
    assert lea.customer.handover is not None
    assert any(row.kind == "not_sent" and "jamais avec un trou" in row.words for row in lea.ledger)
    lea.staff_gives_back().hears("Suite").ends("done")


def test_without_an_address_nothing_is_sent_and_it_is_said_why(book: Playbook) -> None:
    turn = advance(Shelf(current=book), new_customer("c", MONDAY), FlowRequested(id="e", at=MONDAY, flow="coffee"))
    assert not any(isinstance(effect, Send) for effect in turn.effects)
    assert [effect.rule for effect in turn.effects if isinstance(effect, Decide)] == ["reach"]
    assert turn.customer.conversations == ()


WORDY = """
flow: wordy
title: Longue
purpose: service
starts: [{ intent: wordy }]
examples: [la longue]
steps:
  - ask: "LONG"
    as: choice
    choices: [{ Rouge: { stop: red } }, { Bleu: { stop: blue } }]
"""


def lea_by_sms(question: str) -> Chat:
    lea = Chat(playbook(WORDY.replace("LONG", question)), channel="sms").says("la longue", means="flow:wordy")
    lea.unheard.clear()
    return lea.says("bla bla bla", language="fr")


def test_what_makes_an_sms_too_long_goes_before_it_by_one_of_its_own() -> None:
    [alone] = lea_by_sms("Quel mot ?").unheard
    assert "Quel mot ?" in (alone.content.sms or alone.content.text)
    before, asked = lea_by_sms("a" * 240).unheard
    assert "aaa" not in (before.content.sms or before.content.text)
    assert (asked.content.sms or asked.content.text) == "a" * 240


def test_the_line_that_says_how_to_reply_is_counted_as_the_channel_adds_it() -> None:
    longest = max(len(words_in(language).reply_by_number) for language in ("fr", "en"))
    assert longest == HOW_TO_REPLY
