"""Files of a draft: kept and checked as one types, never lost, never written over unseen."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.playbooks.playbook_editor import MOST_BYTES, editable
from tests.web.console.people import OURS, Browser, hired, signed_in, token_in
from tests.web.console.playbooks.test_playbook import PAGE
from tests.web.console.workbench import SOURCES, published

FLOW = "flows/conversations/coffee.yaml"
COFFEE = SOURCES[FLOW]


async def begun(browser: Browser, title: str = "Moins de relances") -> str:
    """Begin a draft; its address."""
    answer = await browser.sends(f"{PAGE}/drafts", title=title)
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def typed(browser: Browser, draft: str, text: str, *, revision: int = 0, path: str = FLOW, **more: str) -> str:
    """Type a file, as the page sends it; the piece that comes back."""
    page = await browser.get("/console/more")
    sent = {"csrf": token_in(page), "file": path, "text": text, "revision": str(revision), **more}
    answer = await browser.post(f"{draft}/file", data=sent, headers={**OURS, "hx-request": "true"})
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_a_fault_stands_under_its_line_at_its_column(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        assert "aucune faute" in (await browser.get(f"{draft}?file={FLOW}")).text
        piece = await typed(browser, draft, COFFEE.replace("go: mild }", "go: milt }"))
        line = 1 + COFFEE[: COFFEE.index("go: mild")].count("\n")
        column = COFFEE.splitlines()[line - 1].index("mild") + 1
        assert re.search(r'<li id="line-\d+" class="fault">.*<u>(<span class="k">)?milt', piece)
        assert f"({line}:{column})" in piece
        assert "vouliez-vous dire" in piece
        assert 'id="revision" name="revision" value="1" hx-swap-oob="true"' in piece
        assert "2 fautes" in piece  # the step that nothing leads to any more is one too
        mended = await typed(browser, draft, COFFEE.replace("Plutôt", "Alors, plutôt"), revision=1)
        assert "aucune faute" in mended


async def test_a_draft_opens_on_the_first_file_with_an_error(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        assert 'name="file" value="flows/store.yaml"' in (await browser.get(draft)).text
        await typed(browser, draft, COFFEE.replace("go: mild }", "go: milt }"))
        assert f'name="file" value="{FLOW}"' in (await browser.get(draft)).text
        assert 'name="file" value="flows/store.yaml"' in (await browser.get(f"{draft}?file=flows/store.yaml")).text


async def test_what_is_kept_is_there_when_one_comes_back(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    staff = await hired(shop_store, Role.MARKETER)
    broken = "flow: coffee\n\tsteps: [ <script>\n"
    async with await signed_in(app, staff) as browser:
        draft = await begun(browser)
        assert "&lt;script&gt;" in await typed(browser, draft, broken.replace("\n", "\r\n"))
        page = (await browser.get(f"{draft}?file={FLOW}")).text
        assert "\nflow: coffee\n\tsteps: [ &lt;script&gt;\n</textarea>" in page
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as other:
        assert "Moins de relances" in (await other.get(PAGE)).text
        assert "&lt;script&gt;" in (await other.get(f"{draft}?file={FLOW}")).text


async def test_two_who_edit_one_file_are_told_and_nothing_is_written_over(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    camille, theo = await hired(shop_store, Role.MARKETER), await hired(shop_store, Role.MARKETER, name="Théo Marchand")
    async with await signed_in(app, camille) as hers, await signed_in(app, theo) as his:
        draft = await begun(hers)
        await typed(his, draft, COFFEE.replace("Bonjour", "Salut"))
        piece = await typed(hers, draft, COFFEE.replace("Bonjour", "Bonsoir"))
        assert "Théo Marchand a enregistré ce fichier" in piece
        assert "<mark>Salut</mark>" in piece
        assert "<mark>Bonsoir</mark>" in piece
        assert 'name="over" value="1"' in piece
        assert 'id="revision"' not in piece  # typing on is refused again until somebody decides
        assert "Salut" in (await his.get(f"{draft}?file={FLOW}")).text
        await typed(hers, draft, COFFEE.replace("Bonjour", "Bonsoir"), over="1")
        assert "Bonsoir" in (await his.get(f"{draft}?file={FLOW}")).text


async def test_without_a_script_a_file_is_saved_by_its_button(app: Starlette, shop_store: Store) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        text = COFFEE.replace("Bonjour", "Salut")
        answer = await browser.sends(f"{draft}/file", file=FLOW, text=text, revision="0")
        assert answer.headers["location"] == f"{draft}?file={FLOW}"
        met = await browser.sends(f"{draft}/file", file=FLOW, text=text.replace("Salut", "Hé"), revision="0")
        assert met.status_code == 409
        assert "Hé {{" in met.text  # still in the field


@pytest.mark.parametrize(
    "given",
    [{"file": "flows/nothing.yaml"}, {"file": "../etc/passwd"}, {"revision": "x"}, {"revision": "²"}, {"over": "-1"}],
)
async def test_strange_saves_are_refused(app: Starlette, shop_store: Store, given: dict[str, str]) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        sent = {"file": FLOW, "text": "x", "revision": "0", **given}
        assert (await browser.sends(f"{draft}/file", **sent)).status_code == 400


async def test_every_kind_of_file_is_checked(app: Starlette, shop_store: Store) -> None:
    po = "locales/fr/LC_MESSAGES/flows.po"
    catalog = "flows/catalog/offers.csv"
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as browser:
        draft = await begun(browser)
        for path, text in (
            ("flows/answers/delais.yaml", "- answer: delais\n  say: 3\n  nonsense: 1\n"),
            ("flows/policy.yaml", "quiet: [\n"),
            ("flows/tests/answers.yaml", "- test: x\n  steps: [ { nonsense: 1 } ]\n"),
            ("flows/journeys/p.yaml", "journey: p\nstages: 3\n"),
            (catalog, "sku;name\n1;2;3\n"),
            (po, 'msgid "a\n'),
        ):
            await browser.sends(f"{draft}/files", new=path)
            revision = 1 if path not in SOURCES else 0
            assert 'class="fault">' in await typed(browser, draft, text, revision=revision, path=path), path


def test_pictures_and_very_large_files_are_not_edited() -> None:
    assert editable("flows/answers/a.yaml", "x")
    assert not editable("flows/media/a.jpg", "sha256:0")
    assert not editable("flows/catalog/a.csv", "é" * (MOST_BYTES // 2 + 1))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
async def test_who_may_not_edit_sees_no_draft(app: Starlette, shop_store: Store, role: Role) -> None:
    await published(shop_store)
    async with await signed_in(app, await hired(shop_store, Role.MARKETER)) as marketer:
        draft = await begun(marketer)
    async with await signed_in(app, await hired(shop_store, role)) as browser:
        assert "Moins de relances" not in (await browser.get(PAGE)).text
        assert (await browser.get(draft)).status_code == 403
        assert (await browser.sends(f"{draft}/file", file=FLOW, text="x", revision="0")).status_code == 403
