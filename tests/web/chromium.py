"""A real browser for tests: Debian's Chromium, driven by Playwright; a page that notes whatever goes wrong in it."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright, expect

from tests.tied import tied

PATIENCE = 30_000  # milliseconds, on a machine that has other work
expect.set_options(timeout=PATIENCE)

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
#: For tests that open every page: the quick run has each language, size and theme in two looks, `--slow` all four.
#: (`test_every_page_in_a_browser` looks at every page there is.)
EVERY_LOOK = pytest.mark.parametrize(
    ("language", "theme", "size"),
    [
        pytest.param("fr", "light", DESK, id="fr-light-desk"),
        pytest.param("en", "dark", PHONE, id="en-dark-phone"),
        pytest.param("fr", "light", PHONE, id="fr-light-phone", marks=pytest.mark.slow),
        pytest.param("en", "dark", DESK, id="en-dark-desk", marks=pytest.mark.slow),
    ],
)


def required() -> bool:
    """Whether a missing browser is a failure, as it is in CI."""
    return os.environ.get("CI_BROWSER_REQUIRED") == "1"


def insist_on_chromium() -> None:
    if CHROMIUM.exists():
        return
    if required():
        pytest.fail(f"{CHROMIUM} is missing, and CI_BROWSER_REQUIRED is set")
    pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium")


@cache
def _running() -> str:
    """Start this process's one browser, which ends with it; return the address where tests find it, one by one.

    A start takes more of the processor than most tests do with the browser; what they leave in it is closed with their
    connection.
    """
    insist_on_chromium()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as options:
        json.dump({"executablePath": str(CHROMIUM), "args": ARGUMENTS}, options)
        options.flush()
        process = tied(
            [sys.executable, "-m", "playwright", "launch-server", "--browser", "chromium", "--config", options.name],
            stdout=subprocess.PIPE,
        )
        atexit.register(os.killpg, process.pid, signal.SIGTERM)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
    assert address.startswith("ws://"), f"no browser but {address!r}"
    return address


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser whose profiles are as in a private window: other sites' frames keep no cookies and no storage."""
    address = await asyncio.to_thread(_running)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect(address)
        yield browser
        await browser.close()


@contextlib.asynccontextmanager
async def everyday_chromium(profile: Path) -> AsyncIterator[BrowserContext]:
    """A profile that lets frames of other sites have a storage, of their own for each page that holds them."""
    insist_on_chromium()
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text('{"profile": {"cookie_controls_mode": 0}}')
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=ARGUMENTS, viewport=DESK, locale="fr-FR"
        )
        yield context
        await context.close()


@contextlib.asynccontextmanager
async def visit(browser: Browser, *, bad_network: bool = False, **options: Any) -> AsyncIterator[BrowserContext]:
    """A browser profile of its own; a page of it that logs an error, or throws one, fails the test.

    With `bad_network` the browser's and htmx's own lines about requests that failed are expected.
    """
    expected = (
        *("Failed to load resource", "EventSource's response has a MIME type"),
        *("Response Status Error Code", "htmx:afterRequest", "htmx:sendError"),
    )
    context = await browser.new_context(**{"viewport": DESK, "locale": "fr-FR", **options})
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    context.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    await context.close()
    unexpected = [text for text in wrong if not (bad_network and text.startswith(expected))]
    assert not unexpected, unexpected


async def overflow(page: Page) -> bool:
    """Whether anything is wider than the window."""
    return bool(
        await page.evaluate(
            """[document.documentElement, document.querySelector('#scroll')]
               .filter(Boolean).some((box) => box.scrollWidth > box.clientWidth)"""
        )
    )


#: What a program that checks accessibility would say first: names, labels, language, headings, targets of 44 px.
CHECKS = """() => {
  const faults = [];
  const shown = (one) => one.checkVisibility() && !one.closest('[hidden]');
  const nameOf = (one) => one.getAttribute('aria-label') || one.textContent.trim() || one.title;
  if (!document.documentElement.lang) faults.push('no language');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  for (const one of document.querySelectorAll('button, a[href], input, textarea')) {
    if (!shown(one)) continue;
    if (!nameOf(one)) faults.push('no name: ' + one.outerHTML);
    const box = one.getBoundingClientRect();
    const inText = one.closest('p, .text, .by');
    if (!inText && (box.height < 43.5 || box.width < 43.5)) faults.push(`${box.width}x${box.height}: ${one.outerHTML}`);
  }
  for (const one of document.querySelectorAll('img')) if (!one.alt) faults.push('no alt: ' + one.outerHTML);
  for (const one of document.querySelectorAll('svg')) {
    const named = one.closest('[aria-hidden="true"]') || one.getAttribute('aria-label');
    if (!named) faults.push('no name: ' + one.outerHTML);
  }
  if (document.querySelector('[style]:not(textarea):not(html)')) faults.push('an inline style');
  return faults;
}"""

#: Texts whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3), with the ratio found.
CONTRAST = """() => {
  const rgb = (color) => (color.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const light = (color) => {
    const linear = (p) => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = color.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one) => {
    for (let box = one; box; box = box.parentElement) {
      const color = rgb(getComputedStyle(box).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const faults = [];
  for (const one of document.querySelectorAll('body *')) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !one.checkVisibility() || one.closest('.sr, noscript')) continue;
    let seen = 1;
    for (let box = one; box; box = box.parentElement) seen *= Number(getComputedStyle(box).opacity);
    const back = behind(one), ink = rgb(getComputedStyle(one).color).slice(0, 3);
    const front = ink.map((part, i) => part * seen + back[i] * (1 - seen));
    const [low, high] = [light(front), light(back)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faults.push(`${ratio.toFixed(2)}: ${one.className} ${one.textContent.slice(0, 30)}`);
  }
  return faults;
}"""
