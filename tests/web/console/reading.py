"""A page as a strict reader sees it: its forms, its links, its text, and whatever in it is not ours.

Hostile texts would call `pwned()`, ask `evil.example`, or bring attributes and elements of their own.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import httpx

from bot.rules.texts.hidden_signs import CONTROL, HIDDEN
from bot.web.console.wording.inert import shown
from tests.web.console.crowded import READS, Crowd
from tests.web.console.people import Browser

_ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "xlink:href"}
_ADDRESSES |= {"hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch"}
_FOREIGN = {
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "base",
    "style",
    "math",
    "foreignobject",
    "video",
}
_FOREIGN |= {"audio", "track", "portal", "marquee", "image", "picture", "source", "plaintext", "xmp", "listing", "slot"}
_FOREIGN |= {"animate", "set", "xss", "x", "comment", "layer", "bgsound", "isindex", "keygen", "noembed", "template"}
_BESIDE = {"area", "br", "hr", "img", "input", "link", "meta", "wbr"}
#: What is typed into stays as it was typed: whoever edits it must not change it by looking.
_TYPED = {"textarea"}


@dataclass
class Form:
    action: str
    method: str
    #: Each with what it holds and whether somebody types into it.
    fields: dict[str, tuple[str, bool]] = field(default_factory=dict)

    @property
    def kind(self) -> tuple[str, ...]:
        """The same for forms that differ by whose they are only."""
        return (self.method, re.sub(r"[0-9a-zA-Z_-]{16,}", "…", self.action), *sorted(self.fields))

    def filled(self, text: str) -> dict[str, str]:
        return {name: text if typed else value for name, (value, typed) in self.fields.items()}

    def forged(self, text: str) -> dict[str, str]:
        """Everything is the text, also what nobody could type: choices, hidden fields, keys."""
        return {name: value if name == "csrf" else text for name, (value, _) in self.fields.items()}


class Page(HTMLParser):
    """`faults` has what must not be there."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._texts: list[str] = []
        self._open: list[str] = []
        self._select = ""
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        return spaced("".join(self._texts))

    @property
    def queries(self) -> dict[str, set[str]]:
        """The names that are asked for in addresses, by path."""
        found: dict[str, set[str]] = {}
        for link in self.links:
            parts = urlsplit(link)
            found.setdefault(parts.path, set()).update(name for name, _ in parse_qsl(parts.query))
        for form in self.forms:
            if form.method == "get":
                found.setdefault(form.action, set()).update(form.fields)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _FOREIGN or (tag == "meta" and "http-equiv" in given):
            self.faults.append(f"<{tag}> {given}")
        if tag == "script" and not given.get("src", "").startswith("/console/static/"):
            self.faults.append(f"<script> {given}")
        for name, value in given.items():
            self._attribute(tag, name, value)
        if tag not in _BESIDE:
            self._open.append(tag)
        self._form(tag, given)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith(("on", "hx-on", "data-hx-", "style", "srcdoc")) or not re.fullmatch(
            r"[a-z:_-]+[0-9]?", name
        ):
            self.faults.append(f"{name}={value!r} on <{tag}>")
        if name == "hx-vals" or (name == "name" and tag == "a"):
            self.faults.append(f"{name}={value!r} on <{tag}>")
        if name in _ADDRESSES:
            self.links.append(value)
            if not value.startswith(("/console", "/api", "/media/", "?", "#")) and value:
                self.faults.append(f"{name}={value!r} on <{tag}>")
        elif name not in {"value", "data-insert"} and (HIDDEN.search(value) or CONTROL.search(value)):
            self.faults.append(f"hidden signs in {name} of <{tag}>: {value!r}")

    def _form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        name, fields = given.get("name", ""), self.forms[-1].fields if self.forms else {}
        if not self.forms or (not name and tag != "option"):
            return
        if tag == "textarea":
            fields[name] = ("", True)
        elif tag == "input":
            kind = given.get("type", "text")
            fields.setdefault(name, (given.get("value", ""), kind in {"text", "search", "email", "tel", "url"}))
        elif tag == "button":
            fields.setdefault(name, (given.get("value", ""), False))
        elif tag == "select":
            self._select = name
            fields[name] = ("", False)
        elif self._select and ("selected" in given or not fields[self._select][0]):
            fields[self._select] = (given.get("value", ""), False)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._texts.append(data)
        if self._open and self._open[-1] in _TYPED:
            return
        if HIDDEN.search(data) or CONTROL.search(data):
            self.faults.append(f"hidden signs in {self._open[-3:]}: {data.strip()[:80]!r}")


def spaced(text: str) -> str:
    """Return a text as a reader sees it: every run of white space is one space."""
    return " ".join(text.split())


def seen(text: str) -> str:
    """Return what a reader sees of a hostile text that is shown: all of it, hidden signs by name."""
    return spaced(html.unescape(re.sub(r"</?span[^>]*>", "", shown(text))))


def read(answer: httpx.Response, about: object) -> Page | None:
    """Hold an answer against what is true of all; return the page, where it is one."""
    assert answer.status_code < 500, (about, answer.text[:500])
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return None
    page = Page(answer.text)
    assert page.faults == [], (about, page.faults[:5])
    return page


async def pages(shop: Crowd, browser: Browser) -> dict[str, Page]:
    """Read every page of the table; return them by their address."""
    shop.counter.doors.close()  # what is followed live ends after its first news
    found = {}
    for door in READS:
        address = shop.address(door)
        page = read(await browser.get(address), address)
        if page is not None:
            found[address] = page
    return found
