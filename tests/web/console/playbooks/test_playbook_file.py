"""What "Why?" leads to: the file of the version that decided, at the line where the step is written."""

from __future__ import annotations

import html
import re

from bot.store import Store
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import SOURCES, open_counter
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW


async def test_why_leads_to_the_line_of_the_version_that_decided(shop_store: Store) -> None:
    async with open_counter(shop_store) as counter:
        playbook = counter.doors.playbook()
        assert playbook is not None
        await shop_store.playbooks.put(playbook.version, SOURCES, "première", NOW, "test")
        lea = await counter.person("42").says("bonjour")
        await lea.begins("machine")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            page = html.unescape((await browser.get(f"{INBOX}/{lea.id}")).text)
            links = set(re.findall(r'href="(/console/playbook/versions/[^"]+/file\?[^"]+)"', page))
            assert len(links) == 1, links
            read = await browser.get(links.pop().partition("#")[0])
            assert read.status_code == 200
            [meant] = re.findall(r'<li id="line-(\d+)" class="meant"', read.text)
            assert "Combien de tasses" in SOURCES["flows/conversations/machine.yaml"].split("\n")[int(meant) - 1]
            address = f"/console/playbook/versions/{playbook.version}/file"
            assert (await browser.get(address, params={"path": "../x"})).status_code == 404
            assert (await browser.get(f"{address.replace(playbook.version, 'none')}?path=x")).status_code == 404
            assert "meant" not in (
                await browser.get(address, params={"path": "flows/store.yaml", "line": "x"})
            ).text.replace(".meant", "")
