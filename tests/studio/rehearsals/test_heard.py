"""A message as the customer sees it."""

from datetime import UTC, datetime

import pytest

from bot.model.address import Address, Channel
from bot.model.effects import Send
from bot.model.message import Choice, Content
from bot.studio.rehearsals.heard import Said, heard, number_of_label, place_of_label, shown_last

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CONTENT = Content(text="Comptez trois jours.", sms="3 jours.", choices=(Choice("a", "Merci"),))


@pytest.mark.parametrize(("channel", "text"), [("telegram", "Comptez trois jours."), ("sms", "3 jours.")])
def test_each_channel_shows_its_own_wording(channel: Channel, text: str) -> None:
    said = heard(Send(id="1", address=Address(channel, "x"), content=CONTENT, purpose="reply", flow="f"), NOON)
    assert (said.text, said.labels, said.channel, said.flow, said.at) == (text, ("Merci",), channel, "f", NOON)


def test_an_e_mail_is_no_place_to_talk() -> None:
    with pytest.raises(ValueError, match="nothing can be said"):
        heard(Send(id="1", address=Address("email", "a@b.example"), content=CONTENT, purpose="reply"), NOON)


def shows(*labels: str) -> Said:
    choices = tuple(Choice(label, label) for label in labels)
    content = Content(text="?", choices=choices)
    return heard(Send(id="1", address=Address("sms", "x"), content=content, purpose="reply"), NOON)


def test_a_label_is_found_whatever_its_signs() -> None:
    assert place_of_label(shows("Oui", "J’y serai").content, " J'y serai ") == 1
    assert place_of_label(shows("Oui", "J’y serai").content, "j'y vais") is None


def test_what_was_shown_last_is_what_a_customer_names() -> None:
    said = [shows("Doux", "Corsé"), shows("Oui", "Non"), shows()]
    assert shown_last(said) is said[1].content
    assert number_of_label(said, "Non") == "2"
    assert number_of_label(said, "Doux") is None
    assert number_of_label([shows()], "Oui") is None


def test_a_score_is_its_own_number() -> None:
    assert number_of_label([shows("0", "1", "2", "3")], "3") is None
