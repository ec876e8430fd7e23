"""Two questions in one message, of an offer and of the shop. As chats."""

from __future__ import annotations

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens
from tests.engine.comparing import ASKS, shop

ANSWERS = "- { answer: instalments, question: En plusieurs fois ?, also: [payer en 3 fois], say: Trois fois. }"
PAYS = (Candidate("answer", "instalments", 0.9),)
STOCK = (Candidate("answer", "instalments", 0.1),)


def book() -> Playbook:
    return shop(ASKS, answers=ANSWERS)


def test_each_is_told_the_offer_s_first(chat: Opens) -> None:
    asked = Reading(candidates=PAYS, questions=(STOCK, PAYS))
    lea = chat(book()).reads("l'aroma 2 est en stock et je peux payer en trois fois ?", asked)
    lea.hears("Machine Aroma 2\u00a0: en stock").hears("Trois fois.")


def test_two_of_the_same_offer(chat: Opens) -> None:
    lea = chat(book()).reads("c'est combien l'Aroma 2 ?", Reading()).hears("349")
    lea.reads("elle fait du bruit et elle est en stock ?", Reading()).hears("52", "en stock")


def test_what_nobody_knows_leaves_it_to_others(chat: Opens) -> None:
    lea = chat(book()).reads("l'aroma 2 est en stock et vous êtes mariés ?", Reading()).ignores_what_was_said()
    assert "en stock" not in lea.said[-1].content.text
