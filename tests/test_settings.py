"""Settings: read once, checked whole, secrets never printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFault, misspelt, read_settings


@pytest.fixture(autouse=True)
def an_empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def faults(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFault) as caught:
        read_settings()
    return caught.value.faults


def test_sms_go_to_the_stores_own_country_unless_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().sms_allowed("FR") == {"FR"}
    assert read_settings(sms_countries="FR, BE,LU").sms_allowed("CH") == {"FR", "BE", "LU"}
    assert read_settings(sms_countries="*").sms_allowed("FR") is None
    [fault] = faults(monkeypatch, SMS_COUNTRIES="France")
    assert "SMS_COUNTRIES should be countries of two capital letters" in fault


def test_a_language_model_is_whole_and_reached_safely(monkeypatch: pytest.MonkeyPatch) -> None:
    near = read_settings(llm_url="http://ollama:11434/v1/", llm_model="small")
    assert near.llm_url == "http://ollama:11434/v1"
    far = read_settings(llm_url="https://m.example/v1/chat/completions", llm_model="small", llm_api_key="sk-secret")
    assert far.llm_url == "https://m.example/v1"
    assert "sk-secret" not in repr(far)
    for near_url in ("http://127.0.0.1:8080/v1", "http://10.0.0.7/v1", "http://localhost/v1"):
        assert read_settings(llm_url=near_url, llm_model="small").llm_url == near_url
    for url in ("http://m.example/v1", "https://me:secret@m.example/v1"):
        [fault] = faults(monkeypatch, LLM_URL=url, LLM_MODEL="small")
        assert fault.startswith("LLM_URL should begin with https://") and "secret" not in fault


def test_half_a_language_model_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    told = faults(monkeypatch, LLM_API_KEY="sk-secret-0123")
    assert told == [f"LLM_{name} is missing, while other LLM_ settings are there" for name in ("URL", "MODEL")]


def test_no_setting_is_needed() -> None:
    settings = read_settings()
    assert settings.sqlite_path == Path("parcours.db")
    assert settings.photos == Path("parcours.db.photos")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_all_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = faults(
        monkeypatch,
        DATABASE_URL="mysql://x",
        PORT="eight",
        PUBLIC_URL="http://bot.example.com",
        TELEGRAM_TOKEN="nonsense",
        TWILIO_FROM="+33937123456",
        EVENTS_SECRET="whsec_!!",
        LOG_FORMAT="xml",
        PLAYBOOK="/nope",
    )
    assert "PLAYBOOK should be a folder that holds flows/; /nope does not" in told
    for name in ("DATABASE_URL", "PORT", "PUBLIC_URL", "TELEGRAM_TOKEN", "EVENTS_SECRET", "LOG_FORMAT"):
        assert any(fault.startswith(name) for fault in told), name
    assert "TWILIO_ACCOUNT_SID is missing, while other TWILIO_ settings are there" in told
    assert "TWILIO_AUTH_TOKEN is missing, while other TWILIO_ settings are there" in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy"),
        ("TWILIO_MESSAGING_SERVICE_SID", "MG12"),
        ("SMS_COUNTRIES", "FR, B"),
        ("SECRET_KEY", "short"),
        ("TELEGRAM_WEBHOOK_SECRET", "with space"),
        ("TWILIO_ACCOUNT_SID", "AC12"),
        ("PUBLIC_URL", "bot.example.com"),
        ("PUBLIC_URL", "https://[::1"),
        ("TELEGRAM_RATE", "0"),
        ("EVENTS_SECRET", "whsec_YQ=="),
        ("DATABASE_URL", "sqlite:///"),
    ],
)
def test_a_wrong_value_is_a_fault_that_names_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert any(fault.startswith(name) for fault in faults(monkeypatch, **{name: value}))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.2:8000", "http://localhost", "http://[::1]:8", "https://bot.example.com/"]
)
def test_a_public_address_is_https_or_loopback(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", address)
    assert read_settings().public_url == address.rstrip("/")


def test_postgresql_wants_a_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, DATABASE_URL="postgresql://shop@db/parcours") == [
        "SECRET_KEY is missing; with PostgreSQL every process needs the same one (at least 32 signs)"
    ]


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=1111\nHOST=0.0.0.0\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "2222")
    assert read_settings().port == 2222
    assert read_settings(port=3333).port == 3333
    assert read_settings().host == "0.0.0.0"


def test_a_name_that_is_all_but_a_settings_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("POTR=1\nDATABSE_URL=x\nport=1111\nGOOGLE_KEY=x\n", encoding="utf-8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "x")
    monkeypatch.setenv("HOSTS", "another program's")
    assert misspelt() == [
        "TELEGRAM_BOT_TOKEN in the environment is no setting; did you mean TELEGRAM_TOKEN?",
        "DATABSE_URL in .env is no setting; did you mean DATABASE_URL?",
        "POTR in .env is no setting; did you mean PORT?",
    ]


def test_a_fault_is_told_with_the_slip_that_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("TWILIO_FORM=+33937123456\n", encoding="utf-8")
    told = faults(monkeypatch, TWILIO_ACCOUNT_SID="AC" + "0" * 32, TWILIO_AUTH_TOKEN="x")
    assert told[-1] == "TWILIO_FORM in .env is no setting; did you mean TWILIO_FROM?"


def test_an_empty_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "")
    assert read_settings().telegram_token is None


def test_secrets_do_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456789:AAcanarycanarycanary")
    monkeypatch.setenv("DATABASE_URL", "postgresql://shop:canary@db/parcours")
    monkeypatch.setenv("SECRET_KEY", "canary" * 8)
    assert "canary" not in repr(read_settings())
    monkeypatch.setenv("TELEGRAM_TOKEN", "canary")
    with pytest.raises(SettingsFault) as caught:
        read_settings()
    assert "canary" not in str(caught.value)


def test_several_twilio_tokens_are_tried_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "new, old",
        "TWILIO_FROM": "+33937123456",
    }.items():
        monkeypatch.setenv(name, value)
    assert read_settings().twilio_tokens == ("new", "old")


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_what_is_copied_with_its_blanks_counts_without_and_a_blank_alone_is_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SHOPIFY_SECRET", " abc\n")
    monkeypatch.setenv("WOOCOMMERCE_SECRET", "  ")
    monkeypatch.setenv("PLAYBOOK", " ")
    settings = read_settings()
    assert settings.shopify_secret is not None
    assert settings.shopify_secret.get_secret_value() == "abc"
    assert (settings.woocommerce_secret, settings.playbook) == (None, Path())


@pytest.mark.parametrize(
    "url", ["sqlite:///:memory:", "sqlite:///.", "sqlite:///shop/", "postgresql://shop:x@db:five/parcours", "mysql://x"]
)
def test_a_database_that_cant_be_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert "DATABASE_URL should be" in faults(monkeypatch, DATABASE_URL=url, SECRET_KEY="k" * 40)[0]


@pytest.mark.parametrize("url", ["sqlite:////var/lib/shop.db", "sqlite:///data/a shop.db", "postgresql:///parcours"])
def test_a_database_that_can_be_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    assert read_settings(database_url=url).database_url == url


def test_a_line_of_the_file_that_sets_nothing_is_told_with_all_other_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text('this sets nothing\nHOST="0.0.0.0\n', encoding="utf-8")
    assert faults(monkeypatch, PORT="abc") == [
        ".env:1: this line can't be read; write NAME=value, quotes closed",
        ".env:2: this line can't be read; write NAME=value, quotes closed",
        "PORT should be a number",
    ]
    monkeypatch.setenv("PORT", "9000")
    with pytest.raises(SettingsFault, match=r"\.env:1"):
        read_settings()
