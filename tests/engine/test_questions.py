"""Putting questions and taking answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.questions import in_other_languages
from bot.engine.run import Run
from bot.model.events import ShopReported
from bot.model.message import Choice
from bot.playbook.compiled import Ask, Playbook
from bot.understanding.replies.outcome import Question
from tests.engine.chat import MONDAY, Chat, Opens, playbook
from tests.engine.ordering import book as shop

YES_NO = """
flow: sugar
title: Sucre
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Un sucre ?
    as: yes_no
    save: sugar
  - say: "{{ conversation.sugar }}"
"""


@pytest.mark.parametrize(("channel", "choices"), [("telegram", ("Oui", "Non")), ("web", ("Oui", "Non")), ("sms", ())])
def test_yes_and_no_are_buttons_where_there_are_buttons(chat: Opens, channel: str, choices: tuple[str, ...]) -> None:
    chat(playbook(YES_NO), channel=channel).opens().hears("Un sucre", choices=choices)


def test_buttons_and_words_of_yes_are_the_same_value(chat: Opens) -> None:
    book = playbook(YES_NO)
    chat(book).opens().hears("sucre").presses("Oui").hears("true")
    chat(book).opens().hears("sucre").says("oui").hears("true")
    chat(book).opens().hears("sucre").presses("Non").hears("false")


def test_a_question_put_again_keeps_its_name_and_has_its_patience_anew(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    first = lea.customer.conversations[-1].waiting
    lea.waits(days=2).says("c'est livré quand ?", means="answer:delais").ignores_what_was_said()
    again = lea.customer.conversations[-1].waiting
    assert first is not None
    assert again is not None
    assert first.prompt == again.prompt
    assert first.until is not None
    assert again.until is not None
    assert again.until > first.until + timedelta(days=1)


def test_the_name_of_a_question_fits_a_button(chat: Opens, book: Playbook) -> None:
    prompt = chat(book).opens().ignores_what_was_said().said[-1].content.prompt
    assert prompt is not None
    assert len(prompt) <= 22
    assert prompt.replace("-", "").replace("_", "").isalnum()


def test_the_position_and_the_phone_have_the_channels_own_buttons(chat: Opens) -> None:
    flow = YES_NO.replace('"{{ conversation.sugar }}"', "Merci")
    place = chat(playbook(flow.replace("yes_no", "location"))).opens().hears("sucre")
    assert place.said[-1].content.asks == "location"
    phone = chat(playbook(flow.replace("yes_no", "phone"))).opens().hears("sucre")
    assert phone.said[-1].content.asks == "contact"
    phone.says("06 12 34 56 78").hears("Merci")


def test_a_flow_that_goes_round_keeps_the_last_answers_alone(chat: Opens) -> None:
    round_and_round = playbook(
        """
flow: sugar
title: Sucre
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: size
    ask: Petit ou grand ?
    choices: [Petit, Grand]
    save: size
  - id: sugar
    ask: Un sucre ?
    as: yes_no
    save: sugar
  - { go: sugar }
"""
    )
    lea = chat(round_and_round).opens().hears("Petit").says("petit").hears("sucre")
    for _ in range(30):
        lea.waits(minutes=10).says("oui").hears("sucre")
    [conversation] = lea.customer.conversations
    assert [answer.step for answer in conversation.answered] == ["size", "sugar", "sugar", "sugar"]
    lea.says("non, plutôt grand").hears("sucre")


def test_what_is_said_the_first_time_is_not_said_again(chat: Opens) -> None:
    flow = """
flow: tried
title: Essai
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: "{% unless conversation.asked_again %}C’est noté. {% endunless %}Combien de tasses ?"
    as: number
    save: cups
"""
    lea = chat(playbook(flow)).opens().hears("C’est noté. Combien de tasses")
    lea.says("quand ça ?").ignores_what_was_said().says("merci").hears("Avec plaisir")
    assert all("C’est noté" not in send.content.text for send in lea.said[1:])


def test_staff_read_the_choice_that_was_made_and_not_its_key(chat: Opens) -> None:
    asks = """
flow: asks
title: Demande
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Comment coule le café ?
    as: choice
    choices: [ { Trop vite: { stop: fast } }, { Très bien: { stop: well } } ]
"""
    lea = chat(playbook(asks)).opens().hears("Comment").says("trop vite")
    assert "understood: Le client a répondu : Trop vite." in " ".join(lea.why())


CHOOSES = """
flow: order
title: Choisir
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Lequel ?
    as: choice
    choices:
      - Cafés filtre: { stop: filter }
      - Rien: { stop: none }
"""
IN_ENGLISH = """
msgid "Cafés filtre"
msgstr "Drip coffee"

msgid "Rien"
msgstr "Nothing"

msgid "Huila 250 g"
msgstr "Colombian beans"
"""


@pytest.mark.parametrize(
    ("said", "outcome"), [("Drip coffee", "filter"), ("cafés filtre", "filter"), ("rien", "none"), ("Nothing", "none")]
)
def test_a_choice_may_be_named_as_another_language_has_it(said: str, outcome: str) -> None:
    lea = Chat(shop(CHOOSES, english=IN_ENGLISH), language="en").opens().hears("Lequel")
    lea.says(said)
    assert lea.ended[-1].outcome == outcome


def test_an_offer_among_choices_may_be_named_as_the_bag_has_it() -> None:
    lea = Chat(shop(CHOOSES, english=IN_ENGLISH), language="en").opens()
    question = Question(as_="choice", choices=(Choice("huila", "Colombian beans: €8.90"), Choice("other", "Else")))
    run = Run(lea.shelf, lea.customer, ShopReported(id="e", at=MONDAY, name="x.y"))
    step = lea.shelf.current.flows["order"].steps["1"]
    assert isinstance(step, Ask)
    [french] = in_other_languages(run, step, question)
    assert [one.label for one in french.choices] == ["Huila 250 g", "Else"]
    run.change(language="fr")
    [english] = in_other_languages(run, step, question)
    assert [one.label for one in english.choices] == ["Colombian beans", "Else"]
