"""What the environment (or a `.env` file) says: read once, checked whole, frozen.

A missing channel is not a fault; a wrong or half-set one is. All faults are found at once. Secrets never print.
"""

from __future__ import annotations

import base64
import binascii
import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, ModelWrapValidatorHandler, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.env_file import ENV_FILE, env_file_faults, env_file_is_text, slips


class SettingsFault(Exception):
    """The settings can't be used. `faults` has one sentence for each thing that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def _refuse(sentence: str) -> PydanticCustomError:
    """Return the error that says `sentence` to the operator, word for word."""
    return PydanticCustomError("setting", "{sentence}", {"sentence": sentence})


def _database_url(url: str) -> str:
    if re.fullmatch(r"sqlite:///(.*/)?(?!\.{1,2}$|:memory:$)[^/]+", url):
        return url
    if re.match(r"postgres(ql)?://.", url) and _has_a_possible_port(url):
        return url
    raise _refuse("should be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME")


def _has_a_possible_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return "," in url  # several servers, each with its port: the driver's own way of writing


def _split_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _refuse("should be an address such as https://bot.example.com") from error
    if not parts.hostname or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise _refuse("should be an address such as https://bot.example.com")
    return parts


def _service_url(url: str) -> str:
    _split_url(url)
    return url.rstrip("/")


def _public_url(url: str) -> str:
    parts = _split_url(url)
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise _refuse("should begin with https:// (http:// is for a loopback address only)")
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _model_url(url: str) -> str:
    parts = _split_url(url)
    if parts.username or (parts.scheme == "http" and not _is_near(parts.hostname or "")):
        raise _refuse("should begin with https:// (http:// in your own network only), with no password in it")
    return url.rstrip("/").removesuffix("/chat/completions")


def _is_near(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def _matching(pattern: str, sentence: str) -> AfterValidator:
    """Return the check that a text has a shape; `sentence` says which."""

    def check(given: Any) -> Any:
        text = given.get_secret_value() if isinstance(given, SecretStr) else given
        if not re.fullmatch(pattern, text):
            raise _refuse(sentence)
        return given

    return AfterValidator(check)


_TELEGRAM_TOKEN = _matching(
    r"\d+:[A-Za-z0-9_-]{10,}", "does not look like a bot token (123456789:AAE…); @BotFather gives it"
)
_WEBHOOK_SECRET = _matching(r"[A-Za-z0-9_-]{1,256}", "should be 1 to 256 of the signs A-Z a-z 0-9 _ -")
_ADDRESSES = r"[0-9a-fA-F.:]+(/\d+)?"
_NETWORKS = _matching(
    rf"{_ADDRESSES}(\s*,\s*{_ADDRESSES})*", "should be addresses or networks such as 10.0.0.1,10.1.0.0/16"
)
_ACCOUNT_SID = _matching(r"AC[0-9a-fA-F]{32}", "should be AC followed by 32 hex digits")
_MESSAGING_SERVICE = _matching(r"MG[0-9a-fA-F]{32}", "should be MG followed by 32 hex digits")
_COUNTRIES = _matching(
    r"\s*(\*|[A-Z]{2}(\s*,\s*[A-Z]{2})*)\s*",
    "should be countries of two capital letters, such as FR,BE, or * for any",
)


def _phone(number: str) -> str:
    bare = number.removeprefix("whatsapp:")
    if not re.fullmatch(r"\+[1-9]\d{6,14}|[A-Za-z0-9 ]{3,11}|\d{3,6}", bare):
        raise _refuse("should be a number such as +33937123456, a short code, or a sender name of 3 to 11 signs")
    return bare


def _standard_webhook_secret(secret: SecretStr) -> SecretStr:
    try:
        key = base64.b64decode(secret.get_secret_value().removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refuse("should be whsec_ followed by base64") from error
    if len(key) < 16:
        raise _refuse("is too short: at least 16 bytes in base64, after whsec_")
    return secret


class Settings(BaseSettings):
    """Every setting, with its meaning; `parcours settings` prints this list."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        case_sensitive=False,
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite:///parcours.db", repr=False, description="where everything is kept: sqlite:///PATH or postgresql://…"
    )
    playbook: Path = Field(Path(), description="the folder that holds flows/ and locales/")
    host: str = Field("127.0.0.1", description="the address that the web server listens on")
    port: int = Field(8000, ge=0, le=65535, description="the port that the web server listens on")
    public_url: Annotated[str, AfterValidator(_public_url)] | None = Field(
        None, description="the address the world sees; set: Telegram by webhook, unset: by long polling"
    )
    trusted_proxies: Annotated[str, _NETWORKS] | None = Field(
        None,
        description="the proxies in front, whose word on where a request comes from is taken (10.0.0.1,10.1.0.0/16)",
    )
    secret_key: SecretStr | None = Field(
        None, min_length=32, description="signs what must not be forged; made and kept beside an SQLite database"
    )
    telegram_token: Annotated[SecretStr, _TELEGRAM_TOKEN] | None = Field(
        None, description="the Telegram bot's token, from @BotFather"
    )
    telegram_webhook_secret: Annotated[SecretStr, _WEBHOOK_SECRET] | None = Field(
        None, description="what Telegram's webhook carries as proof; made from SECRET_KEY when unset"
    )
    telegram_api_url: Annotated[str, AfterValidator(_service_url)] = Field(
        "https://api.telegram.org", description="base URL of the Bot API, for a local Bot API server"
    )
    telegram_rate: float = Field(25.0, gt=0, le=1000, description="messages a second, all Telegram chats together")
    telegram_chat_rate: float = Field(1.0, gt=0, le=30, description="messages a second to one Telegram chat")
    twilio_account_sid: Annotated[str, _ACCOUNT_SID] | None = Field(None, description="the Twilio account")
    twilio_auth_token: SecretStr | None = Field(
        None, description="its auth token; several, comma-separated, while one is being replaced (the first signs)"
    )
    twilio_from: Annotated[str, AfterValidator(_phone)] | None = Field(None, description="the number SMS leave from")
    twilio_messaging_service_sid: Annotated[str, _MESSAGING_SERVICE] | None = Field(
        None, description="the messaging service SMS leave from, instead of TWILIO_FROM"
    )
    twilio_whatsapp_from: Annotated[str, AfterValidator(_phone)] | None = Field(
        None, description="the number WhatsApp messages leave from"
    )
    twilio_api_url: Annotated[str, AfterValidator(_service_url)] = Field(
        "https://api.twilio.com", description="base URL of Twilio's REST API, for a proxy or a test server"
    )
    twilio_rate: float = Field(1.0, gt=0, le=2000, description="messages a second from one Twilio sender")
    sms_countries: Annotated[str, _COUNTRIES] | None = Field(
        None,
        description="the countries that SMS may go to, such as FR,BE,LU, or * for any; unset: the playbook's own; "
        "FR has its overseas departments with it, NC, PF and WF are named by themselves",
    )
    sms_daily_cap: int = Field(50, ge=1, le=10_000, description="the most SMS to one number within a day")
    sms_country_daily_cap: int = Field(
        5_000, ge=1, le=10_000_000, description="the most SMS to all numbers of one country within a day"
    )
    events_secret: Annotated[SecretStr, AfterValidator(_standard_webhook_secret)] | None = Field(
        None, description="signs the shop's events and our outgoing webhooks (whsec_…, Standard Webhooks)"
    )
    shopify_secret: SecretStr | None = Field(None, description="the shared secret of Shopify's webhooks")
    woocommerce_secret: SecretStr | None = Field(None, description="the shared secret of WooCommerce's webhooks")
    outgoing_webhook_url: Annotated[str, AfterValidator(_public_url)] | None = Field(
        None, description="where `emit` and the order events go"
    )
    llm_url: Annotated[str, AfterValidator(_model_url)] | None = Field(
        None, description="base URL of a language model (OpenAI's chat completions), such as https://llm.example.com/v1"
    )
    llm_model: str | None = Field(None, description="the name of the model that is asked there")
    llm_api_key: SecretStr | None = Field(None, description="the key that the endpoint wants, if it wants one")
    backup_folder: Path | None = Field(
        None, description="where a copy of the database is put every day; the last seven are kept"
    )
    photo_folder: Path | None = Field(
        None,
        description="where files of the web chat and those that staff send are kept, shared by all processes; "
        "unset: beside an SQLite database, or none are taken",
    )
    chat_origins: str = Field(
        "*", description="the sites that may embed the web chat, comma-separated origins, or * for any"
    )
    log_format: Literal["console", "json"] | None = Field(None, description="console on a terminal, else json")

    @model_validator(mode="wrap")
    @classmethod
    def _whole(cls, given: dict[str, Any], check_fields: ModelWrapValidatorHandler[Settings]) -> Settings:
        """Tell the faults of single settings and of their combination together: nobody mends them one by one."""
        given = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        given = {name: value for name, value in given.items() if value != ""}
        looks = (_playbook_faults, _twilio_faults, _emit_faults, _key_faults, _model_faults)
        across = [fault for look in looks for fault in look(given)]
        try:
            settings = check_fields(given)
        except ValidationError as error:
            raise SettingsFault([_sentence(fault) for fault in error.errors()] + across) from None
        if across:
            raise SettingsFault(across)
        return settings

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, or None with PostgreSQL."""
        return Path(self.database_url.removeprefix("sqlite:///")) if self.database_url.startswith("sqlite:") else None

    def sms_allowed(self, home: str) -> frozenset[str] | None:
        """Return the countries that SMS may go to, given the store's own; None for any."""
        if self.sms_countries is None:
            return frozenset({home})
        written = self.sms_countries.strip()
        return None if written == "*" else frozenset(name.strip() for name in written.split(","))

    @property
    def photos(self) -> Path | None:
        """The folder of the files that we keep ourselves; None with PostgreSQL where none is set: no disk is shared."""
        path = self.sqlite_path
        return self.photo_folder or (path.with_name(f"{path.name}.photos") if path is not None else None)

    @property
    def twilio_tokens(self) -> tuple[str, ...]:
        """Twilio's auth tokens that may have signed a webhook, the newest first."""
        if self.twilio_auth_token is None:
            return ()
        return tuple(token.strip() for token in self.twilio_auth_token.get_secret_value().split(",") if token.strip())


def _playbook_faults(given: dict[str, Any]) -> list[str]:
    folder = Path(given.get("playbook") or "")
    if folder == Path() or (folder / "flows").is_dir():
        return []
    return [f"PLAYBOOK should be a folder that holds flows/; {folder} does not"]


def _twilio_faults(given: dict[str, Any]) -> list[str]:
    senders = ("twilio_from", "twilio_messaging_service_sid", "twilio_whatsapp_from")
    account = ("twilio_account_sid", "twilio_auth_token")
    missing = [name.upper() for name in account if not given.get(name)]
    has_sender = any(given.get(name) for name in senders)
    if not has_sender and len(missing) == len(account):
        return []
    faults = [f"{name} is missing, while other TWILIO_ settings are there" for name in missing]
    if not has_sender:
        faults.append("TWILIO_FROM, TWILIO_MESSAGING_SERVICE_SID or TWILIO_WHATSAPP_FROM should name a sender")
    return faults


def _emit_faults(given: dict[str, Any]) -> list[str]:
    if given.get("outgoing_webhook_url") and not given.get("events_secret"):
        return ["EVENTS_SECRET is missing; OUTGOING_WEBHOOK_URL needs it to sign what is sent"]
    return []


def _key_faults(given: dict[str, Any]) -> list[str]:
    if str(given.get("database_url", "")).startswith("postgres") and not given.get("secret_key"):
        return ["SECRET_KEY is missing; with PostgreSQL every process needs the same one (at least 32 signs)"]
    return []


def _model_faults(given: dict[str, Any]) -> list[str]:
    missing = [name.upper() for name in ("llm_url", "llm_model") if not given.get(name)]
    if len(missing) == 2 and not given.get("llm_api_key"):
        return []
    return [f"{name} is missing, while other LLM_ settings are there" for name in missing]


def read_settings(**given: object) -> Settings:
    """Return the settings; `given` (from the command line) wins over the environment, which wins over `.env`.

    Raises `SettingsFault` with every fault, and with the names that may have been meant for what is missing.
    """
    broken = env_file_faults()
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        settings = Settings(_env_file=ENV_FILE if env_file_is_text() else None, **values)  # type: ignore[call-arg] # pydantic-settings' own
    except SettingsFault as fault:
        raise SettingsFault([*broken, *fault.faults, *misspelt()]) from None
    if broken:
        raise SettingsFault(broken)
    return settings


def misspelt() -> list[str]:
    """Return a sentence for each name in the environment or in `.env` that is no setting, but all but one."""
    return slips(name.upper() for name in Settings.model_fields)


def _sentence(fault: ErrorDetails) -> str:
    name = str(fault["loc"][0]).upper()
    return f"{name} {fault['msg'] if fault['type'] == 'setting' else _in_words(fault)}"


def _in_words(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    match fault["type"]:
        case "int_parsing" | "int_type" | "float_parsing":
            return "should be a number"
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return f"is out of range: it {str(fault['msg']).removeprefix('Input ')}"
        case "too_short" | "string_too_short":
            return f"is too short: at least {context.get('min_length')} signs"
        case "literal_error":
            return f"should be {context.get('expected')}"
        case _:
            return str(fault["msg"]).removeprefix("Input ")
