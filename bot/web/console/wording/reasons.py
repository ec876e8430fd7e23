"""Why something was not sent, did not arrive or was taken back, in words for staff.

What channels and the dispatcher note is one English sentence, kept as it is in the outbox; a reason that has no words
here (a provider's own, say) is shown as it was noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.engine.ledger.retelling import clause
from bot.web.console.words import marked, words

_NOTED: Final[Mapping[str, str]] = {
    text: text
    for text in (
        # bot.work.sending.uncertain
        marked("its outcome was not written down"),
        marked("sent again once already, and uncertain again"),
        marked("not sent once more by itself: a person has taken the thread since"),
        marked("sent once more: nobody knows whether it had left"),
        marked("maybe sent: the provider left us not knowing, and nobody is owed a repeat"),
        # the table of bot.channels.twilio.twilio_errors
        marked("not a phone number"),
        marked("not a mobile number"),
        marked("the number can't be reached"),
        marked("sending to this country is not enabled at Twilio"),
        marked("the sender is not one of ours at Twilio"),
        marked("the customer has opted out at Twilio"),
        marked("no route from our sender to this number"),
        marked("longer than 1,600 characters"),
        marked("a landline"),
        marked("the phone can't be reached just now"),
        marked("blocked by the customer or the carrier"),
        marked("no such number"),
        marked("a landline, or a carrier that takes no SMS"),
        marked("filtered by the carrier"),
        marked("not delivered, the carrier doesn't say why"),
        marked("over the rate registered for US numbers"),
        marked("over the daily cap registered for US numbers"),
        marked("the sender is not registered for US numbers"),
        marked("WhatsApp's 24 hours since the customer's last word are over: only a template may be sent"),
        marked("the WhatsApp template is not one of ours at Twilio"),
        # bot.channels
        marked("the file has no address that Twilio could fetch it from"),
        marked("the file is larger than the channel takes"),
        marked("the channel takes no file of this kind"),
        marked("Twilio could not fetch the file"),
        marked("the file is not kept any more"),
        marked("the customer has blocked the bot"),
        marked("the number does not take messages"),
        # bot.work.sending.dispatcher and its check
        marked("it could not be checked before sending"),
        marked("a person took the thread before it had left"),
        marked("somebody has taken it up"),
        marked("the customer has written since"),
        marked("WhatsApp takes free text only within 24 hours of the customer's last message, and it has no template"),
        marked("the policy can't be read, so nothing but answers goes out"),
        marked("carriers filter what this sender sends, so it sends no marketing for now"),
        marked("its time was over before it could be sent"),
        marked("too old to be of use"),
        marked("too near the end of the hours in which it may arrive"),
        # bot.rules.contact.sms_pumping, where a country would stand
        marked("a number of no country"),
        marked("numbers of no country"),
        # where a consent was taken back
        marked("opt-out word"),
    )
}
#: Where a consent was given or taken back: the short name that is kept with its proof.
_SOURCES: Final = {
    "opt-in word": marked("word that asks for messages again"),
    "opt-out confirmed": marked("asked, and said none at all"),
    "preferences": marked("chosen in their preferences"),
    "wish": marked("said in their own words"),
    "blocked": marked("the customer has blocked the bot"),
    "provider": marked("told by the provider"),
    "checkout": marked("ticked while ordering"),
}
_REASONS: Final = {**_NOTED, **_SOURCES}
#: Reasons with a number, a country or a rule of the contact policy in them: the first that fits.
_FILLED_IN: Final = tuple(
    (re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(text)), re.DOTALL), text)
    for text in (
        marked("looked at once more before sending: %(rule)s"),
        marked("our clock and the provider's are %(count)s seconds apart: no hour can be trusted"),
        marked("no SMS to %(country)s: SMS_COUNTRIES names where they go"),
        marked("%(count)s SMS to this number within a day; SMS_DAILY_CAP is %(cap)s"),
        marked("%(count)s SMS to %(country)s within a day; SMS_COUNTRY_DAILY_CAP is %(cap)s"),
        marked("Telegram refuses the bot: %(why)s"),
    )
)

#: What a library calls it when a send or a call breaks down, by what its name has in it; the first that fits.
_BROKEN: Final = (
    ("Timeout", marked("no answer in time")),
    ("Disconnect", marked("the connection broke off")),
    ("Connect", marked("no connection")),
    ("OSError", marked("the connection broke off")),
    ("ReadError", marked("the connection broke off")),
    ("Protocol", marked("the connection broke off")),
    ("Network", marked("the connection broke off")),
    ("ServerFault", marked("a fault at the provider’s")),
)
_NAMED: Final = re.compile(r"(?:no connection: )?([A-Z]\w+(?: from [A-Z]\w+)?)(?:: .*)?", re.DOTALL)


def reason_in_words(noted: str, language: str) -> str:
    """Return a reason in the reader's language; a provider's number at its end, « (30006) », stays."""
    say = words(language).gettext
    text, bracket, code = noted.partition(" (")
    if noted in _REASONS:
        return say(_REASONS[noted])
    if text in _REASONS:
        return f"{say(_REASONS[text])}{bracket}{code}"
    for shape, told in _FILLED_IN:
        if found := shape.fullmatch(noted):
            return say(told) % {name: _named(name, value, language) for name, value in found.groupdict().items()}
    return _broken_down(noted, language)


def _named(name: str, value: str, language: str) -> str:
    if name == "rule":
        return clause("reason", value, language)
    return words(language).gettext(_REASONS[value]) if value in _REASONS else value


def _broken_down(noted: str, language: str) -> str:
    """Return in words what a library names, with its name behind it, for whoever is asked for help."""
    found = _NAMED.fullmatch(noted)
    told = next((said for part, said in _BROKEN if found is not None and part in found[1]), None)
    return f"{words(language).gettext(told)} ({found[1]})" if found is not None and told is not None else noted
