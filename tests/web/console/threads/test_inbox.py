"""The list: folders, filters, search, points of sale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import Counter, counter_on
from tests.web.console.people import Browser, hired, signed_in


async def camille(counter: Counter, **changes: object) -> Browser:
    return await signed_in(counter.app, await hired(counter.store, Role.AGENT, **changes))


async def test_who_waits_for_us_stands_in_the_list_with_stage_and_last_word(counter: Counter) -> None:
    lea = await counter.person("42").known(first_name="Léa", last_name="Fontaine")
    await lea.shop("x.compared")
    await lea.begins("person")
    await lea.says("Vous me la gardez ?")
    await counter.person("7").says("bonjour")
    async with await camille(counter) as browser:
        page = await browser.get(INBOX)
        assert "Léa Fontaine" in page.text
        assert "Vous me la gardez\u00a0?" in page.text
        assert "Comparaison" in page.text
        assert 'data-count="us">1<' in page.text
        assert "bonjour" not in page.text
        everything = await browser.get(f"{INBOX}?folder=all")
        assert "bonjour" in everything.text


async def test_filters_and_nonsense_in_an_address(counter: Counter) -> None:
    lea = await counter.person("42").known(first_name="Léa")
    await lea.shop("x.compared")
    await lea.begins("person")
    async with await camille(counter) as browser:
        assert "Léa" in (await browser.get(f"{INBOX}?folder=all&stage=purchase/comparison&by=person")).text
        assert "Aucune conversation ici" in (await browser.get(f"{INBOX}?folder=all&stage=purchase/decision")).text
        assert "Aucune conversation ici" in (await browser.get(f"{INBOX}?waiting=60")).text
        odd = f"{INBOX}?folder=nope&direction=up&by=x&waiting=soon&after=..&stage=x&channel=fax"
        assert "Léa" in (await browser.get(odd)).text


async def test_what_was_said_is_found_and_marked_and_stays_inert(counter: Counter) -> None:
    await counter.person("42").says("La buse <script>alert(1)</script> fuit")
    async with await camille(counter) as browser:
        page = await browser.get(f"{INBOX}?q=BUSE")
        assert "<mark>buse</mark>" in page.text
        assert "<script>alert" not in page.text
        assert "Rien n’a été trouvé" in (await browser.get(f"{INBOX}?q=nothing")).text


async def test_the_page_of_a_search_is_called_by_its_words_and_a_folder_by_its_name(counter: Counter) -> None:
    async with await camille(counter) as browser:
        assert "<title>Recherche\u00a0: buse, Maison Moka</title>" in (await browser.get(f"{INBOX}?q=buse")).text
        assert "<title>Toutes, Maison Moka</title>" in (await browser.get(f"{INBOX}?folder=all")).text


async def test_an_empty_folder_says_what_would_be_in_it(counter: Counter) -> None:
    async with await camille(counter) as browser:
        assert "les notes qui vous nomment, avec @" in (await browser.get(f"{INBOX}?folder=mentions")).text


async def test_languages_are_called_by_their_names(counter: Counter) -> None:
    async with await camille(counter) as browser:
        assert '<option value="fr" selected>Français</option>' in (await browser.get("/console/replies")).text


async def test_staff_of_a_point_of_sale_find_neither_list_nor_thread_of_another(counter: Counter) -> None:
    lea = await counter.person("42").known(first_name="Léa", point_of_sale="lyon")
    await lea.begins("person")
    async with await camille(counter, points_of_sale=("paris",)) as browser:
        assert "Léa" not in (await browser.get(f"{INBOX}?folder=all")).text
        assert (await browser.get(f"{INBOX}/{lea.id}")).status_code == 404
        assert (await browser.get(f"/console/live/{lea.id}")).status_code == 404
    async with await camille(counter, points_of_sale=("lyon",)) as browser:
        assert (await browser.get(f"{INBOX}/{lea.id}")).status_code == 200


async def test_a_long_list_is_read_a_page_at_a_time(counter: Counter) -> None:
    for number in range(43):
        await counter.person(f"1{number:03}").says("bonjour")
    async with await camille(counter) as browser:
        page = await browser.get(f"{INBOX}/rows?folder=all")
        assert page.text.count('class="conv') == 41  # 40 rows and the way to more
        after = page.text.partition("after=")[2].partition('"')[0]
        rest = await browser.get(f"{INBOX}/rows?folder=all&after={after}")
        assert rest.text.count('class="conv') == 3


async def test_the_list_and_the_card_say_the_same_of_who_has_stood_still(shop_store: Store) -> None:
    back = timedelta(days=90)
    counter = counter_on(shop_store, clock=lambda: datetime.now(UTC) - back)
    lea = await counter.person("42").known(first_name="Léa")
    for step in ("looked", "compared"):
        await lea.shop(f"x.{step}")
    for back, word, others in ((timedelta(days=89), "avance", "stable"), (timedelta(), "stable", "avance")):
        async with await camille(counter, email=f"{back.days}@moka.example") as browser:
            card = await browser.get(f"{INBOX}/{lea.id}/card")
            assert f"{word}</dd>" in card.text.lower()
            for where in (f"{INBOX}/rows?folder=all", "/console/customers"):
                assert f'aria-label="{word}"' in (await browser.get(where)).text
                assert f'aria-label="{others}"' not in (await browser.get(where)).text
            for ways, found in ((word, True), (others, False)):
                key = {"avance": "advancing", "stable": "steady"}[ways]
                for where in (f"{INBOX}/rows?folder=all&", "/console/customers?who=here&journey=purchase&"):
                    assert ("Léa" in (await browser.get(f"{where}direction={key}")).text) is found
