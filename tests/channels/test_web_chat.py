from bot.channels.web_chat import WebChat
from bot.model.parts import Accepted
from tests.channels.parts import NOW, part


async def test_sending_rings_the_visitors_bell_and_is_accepted_at_once() -> None:
    rung: list[str] = []
    chat = WebChat(rung.append)
    sent = part("web", "visitor-1")
    assert await chat.send(sent, now=NOW) == Accepted(sent.id)
    assert rung == ["web:visitor-1"]


async def test_a_part_that_was_being_sent_when_we_stopped_has_arrived() -> None:
    sent = part("web", "visitor-1")
    assert await WebChat(lambda _: None).find(sent, known=()) == sent.id
