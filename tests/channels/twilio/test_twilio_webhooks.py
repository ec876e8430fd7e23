from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from bot.channels.twilio.twilio_webhooks import (
    EMPTY_TWIML,
    Form,
    is_signed,
    read_address,
    read_message,
    read_status,
    status_callback,
)
from bot.model.address import Address
from bot.model.events import DeliveryFailed, MessageReceived, OptOutReported
from bot.model.message import Location, Media, Profile

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SID = "SM" + "0" * 31 + "1"

# Twilio's own vectors (twilio.com/docs/usage/security and the tests of twilio-python).
CALL = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
CALL_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
CALL_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def signed(
    form: dict[str, str] | Form, signature: str | None, url: str = CALL_URL, tokens: tuple[str, ...] = ("12345",)
) -> bool:
    public, _, rest = url.partition("/myapp.php")
    read = form if isinstance(form, Form) else Form.parse(urlencode(form).encode())
    return is_signed(
        read, signature, public_url=public, raw_path="/myapp.php", query=rest.removeprefix("?"), tokens=tokens
    )


def test_twilios_published_signature_passes() -> None:
    assert signed(CALL, CALL_SIGNATURE)


@pytest.mark.parametrize(
    "url", ["https://mycompany.com:443/myapp.php?foo=1&bar=2", "https://mycompany.com/myapp.php?foo=1&bar=2"]
)
def test_it_passes_with_and_without_the_port(url: str) -> None:
    with_port = RequestValidator("12345").compute_signature("https://mycompany.com:443/myapp.php?foo=1&bar=2", CALL)
    assert signed(CALL, with_port, url)
    assert signed(CALL, CALL_SIGNATURE, url)


def test_either_token_may_have_signed_while_one_is_being_replaced() -> None:
    assert signed(CALL, CALL_SIGNATURE, tokens=("new", "12345"))
    assert not signed(CALL, CALL_SIGNATURE, tokens=("new", "newer"))
    assert not signed(CALL, CALL_SIGNATURE, tokens=())


@pytest.mark.parametrize(
    "signature", [None, "", "x", CALL_SIGNATURE[:-1], CALL_SIGNATURE.lower(), CALL_SIGNATURE + " ", "é"]
)
def test_any_other_signature_is_refused(signature: str | None) -> None:
    assert not signed(CALL, signature)


@pytest.mark.parametrize("name", [*CALL, "Extra"])
def test_a_changed_added_or_missing_parameter_is_noticed(name: str) -> None:
    assert not signed(CALL | {name: "changed"}, CALL_SIGNATURE)
    if name in CALL:
        assert not signed({key: value for key, value in CALL.items() if key != name}, CALL_SIGNATURE)


def test_another_host_or_query_is_noticed() -> None:
    assert not signed(CALL, CALL_SIGNATURE, "https://evil.example/myapp.php?foo=1&bar=2")
    assert not signed(CALL, CALL_SIGNATURE, "https://mycompany.com/myapp.php?foo=1&bar=3")
    assert not signed(CALL, CALL_SIGNATURE, "http://mycompany.com/myapp.php?foo=1&bar=2")


def test_a_parameter_that_twilio_adds_one_day_is_signed_like_the_others() -> None:
    form = CALL | {"RawDlrDoneDate": "2611220100", "Empty": "", "Text": "é à + & = ’"}
    signature = RequestValidator("12345").compute_signature(CALL_URL, form)
    assert signed(form, signature)


def test_a_name_that_comes_twice_is_signed_with_all_its_values() -> None:
    form = Form([("Sid", "1"), ("Sid", "2"), ("Body", "x")])
    signature = RequestValidator("12345").compute_signature(CALL_URL, form)
    assert signed(form, signature)
    assert not signed(Form([("Sid", "1"), ("Body", "x")]), signature)
    assert form.get("Sid") == "1"


def test_what_is_no_form_is_said_so() -> None:
    with pytest.raises(ValueError):
        Form.parse(b"\xff\xfe=\xff")
    with pytest.raises(ValueError):
        Form.parse(b"&".join(b"a%d=1" % n for n in range(501)))


def inbound(**fields: str) -> Form:
    base = {"MessageSid": SID, "From": "+33612345678", "To": "+33937000001", "Body": "Bonjour", "NumMedia": "0"}
    return Form.parse(urlencode(base | fields).encode())


def test_a_text_becomes_a_message_of_that_number() -> None:
    arrival = read_message(inbound(), received_at=NOW)
    assert arrival is not None
    assert arrival.names == (Address("sms", "+33612345678"),)
    event = arrival.event
    assert isinstance(event, MessageReceived)
    assert (event.text, event.message_id) == ("Bonjour", SID)
    assert Form.parse((arrival.raw or "").encode()).get("Body") == "Bonjour"


def test_the_same_sid_is_the_same_event_whatever_else_it_says() -> None:
    first, again = read_message(inbound(), received_at=NOW), read_message(inbound(Body="changed"), received_at=NOW)
    assert first is not None and again is not None
    assert first.event.id == again.event.id


def test_whatsapp_brings_a_name_a_place_and_a_pressed_button() -> None:
    arrival = read_message(
        inbound(
            From="whatsapp:+33612345678",
            ProfileName="Léa",
            Latitude="45.76",
            Longitude="4.83",
            ButtonText="Oui",
            ButtonPayload="yes",
        ),
        received_at=NOW,
    )
    assert arrival is not None
    event = arrival.event
    assert isinstance(event, MessageReceived)
    assert event.address == Address("whatsapp", "+33612345678")
    assert event.profile == Profile(first_name="Léa")
    assert event.location == Location(45.76, 4.83)
    assert event.text == "Oui"


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("image/jpeg", "photo"),
        ("audio/ogg", "voice"),
        ("video/mp4", "video"),
        ("application/pdf", "document"),
        ("", "document"),
    ],
)
def test_media_is_kept_by_its_address_and_kind(mime: str, kind: str) -> None:
    url = "https://api.twilio.com/Media/ME1"
    arrival = read_message(inbound(NumMedia="1", MediaUrl0=url, MediaContentType0=mime), received_at=NOW)
    assert arrival is not None
    assert isinstance(arrival.event, MessageReceived)
    assert arrival.event.media == (Media(kind, url, mime=mime or None),)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", ["", "x", "-1", "9999999"])
def test_a_count_of_media_that_makes_no_sense_does_no_harm(count: str) -> None:
    arrival = read_message(inbound(NumMedia=count, Latitude="north", Longitude=""), received_at=NOW)
    assert arrival is not None
    assert isinstance(arrival.event, MessageReceived)
    assert arrival.event.media == () and arrival.event.location is None


def test_an_opt_out_that_twilio_answered_is_reported_and_not_answered_again() -> None:
    arrival = read_message(inbound(Body="STOP", OptOutType="STOP"), received_at=NOW)
    assert arrival is not None
    assert isinstance(arrival.event, OptOutReported)
    back = read_message(inbound(Body="START", OptOutType="START"), received_at=NOW)
    assert back is not None
    assert isinstance(back.event, MessageReceived), "no consent: the customer has written, no more"


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
def test_a_form_that_is_no_message_is_none(missing: str) -> None:
    assert read_message(inbound(**{missing: ""}), received_at=NOW) is None


def status(state: str, **fields: str) -> Form:
    return Form.parse(urlencode({"MessageSid": SID, "MessageStatus": state, "To": "+33612345678"} | fields).encode())


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("queued", "accepted"),
        ("accepted", "accepted"),
        ("scheduled", "accepted"),
        ("sending", "accepted"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("undelivered", "undelivered"),
        ("failed", "failed"),
        ("canceled", "failed"),
        ("read", "read"),
    ],
)
def test_a_delivery_report_names_our_part_and_the_state(said: str, state: str) -> None:
    reported = read_status(status(said), part="a1", received_at=NOW)
    assert reported is not None
    told = reported.report
    assert (told.part, told.provider_id, told.state, told.at) == ("a1", SID, state, NOW)


@pytest.mark.parametrize("said", ["received", "receiving", "", "nonsense"])
def test_what_is_no_state_of_an_outgoing_message_is_none(said: str) -> None:
    assert read_status(status(said), part="a1", received_at=NOW) is None
    assert read_status(status("sent", MessageSid=""), part="a1", received_at=NOW) is None


def test_a_final_failure_is_told_to_the_engine_once() -> None:
    first = read_status(status("undelivered", ErrorCode="30005"), part="a1", received_at=NOW)
    again = read_status(status("failed", ErrorCode="30005"), part="a1", received_at=NOW)
    assert first is not None and first.arrival is not None
    assert again is not None and again.arrival is not None
    event = first.arrival.event
    assert isinstance(event, DeliveryFailed)
    assert (event.outbox_id, event.gone, event.address) == ("a1", True, Address("sms", "+33612345678"))
    assert event.id == again.arrival.event.id
    assert first.report.error == "30005"


def test_a_failure_that_may_pass_leaves_the_number_alone_and_an_opt_out_is_one() -> None:
    passing = read_status(status("undelivered", ErrorCode="30003"), part="a1", received_at=NOW)
    stopped = read_status(status("failed", ErrorCode="21610"), part="a1", received_at=NOW)
    assert passing is not None and passing.arrival is not None and isinstance(passing.arrival.event, DeliveryFailed)
    assert not passing.arrival.event.gone
    assert stopped is not None and stopped.arrival is not None
    assert isinstance(stopped.arrival.event, OptOutReported)


@pytest.mark.parametrize(("part", "said"), [(None, "failed"), ("a1", "delivered"), ("", "undelivered")])
def test_nothing_else_is_news_to_the_engine(part: str | None, said: str) -> None:
    reported = read_status(status(said), part=part, received_at=NOW)
    assert reported is not None
    assert reported.arrival is None


def test_our_part_travels_in_the_callbacks_address() -> None:
    address = status_callback("https://bot.example.com", "ab&c")
    assert address == "https://bot.example.com/webhooks/twilio/status?part=ab%26c"


def test_a_party_is_whatsapp_by_its_prefix() -> None:
    assert read_address("whatsapp:+336") == Address("whatsapp", "+336")
    assert read_address("+336") == Address("sms", "+336")


def test_the_answer_to_twilio_says_nothing() -> None:
    assert "<Response/>" in EMPTY_TWIML
