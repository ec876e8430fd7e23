"""Which loops run in which process."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, Literal

from bot.crash_points import reached
from bot.settings import Settings, SettingsFault
from bot.understanding import dictionary, language
from bot.web.console.wording.handover_words import teller
from bot.wiring.backtests import backtesting
from bot.wiring.channels import CUTTERS, ChannelsOf, open_channels
from bot.wiring.clock import ahead, monotonic, new_token, now
from bot.wiring.installation import Installation, opened
from bot.wiring.key import suppression_key
from bot.wiring.learning import matcher_maker
from bot.wiring.memory import give_back, giving_back, take_singly
from bot.wiring.pacing import counting, meeting, reporting
from bot.wiring.reading import PlaybookReader
from bot.wiring.server import WebServer
from bot.wiring.upkeep import copying, forgetting, learning_words, making_months, waking
from bot.work.clock import Clock, Tick, look_at_what_is_due, what_was_set_back
from bot.work.errands.errands import ErrandRunner
from bot.work.errands.fetcher import Fetcher
from bot.work.errands.language_model import LanguageModel
from bot.work.errands.links import LinkMaker
from bot.work.errands.outgoing import Outgoing
from bot.work.errands.referrals import Referring
from bot.work.processes import Loop, led, run_all, stopped_by_signals
from bot.work.sending.dispatcher import Dispatcher
from bot.work.sending.uncertain import Uncertain
from bot.work.turns.consumer import Consumer
from bot.work.watching import absence
from bot.work.watching.playbook_rollout import EVERY as EVERY_PORTION
from bot.work.watching.playbook_rollout import PlaybookRollout
from bot.work.watching.provider_watch import ProviderWatch
from bot.work.watching.staff_alerts import StaffAlerts
from bot.work.watching.sweep import Sweep

Role = Literal["web", "worker", "clock"]
#: Objects, rounds, rounds: as `gc.set_threshold` takes them.
COLLECTED_EVERY: Final = (50_000, 20, 20)
#: Seconds after which a thread that works gives way to one that waits. With Python's own 5 ms the database's thread
#: waits so long at each statement of a group, and the loop at each of its rounds while a text is read.
GIVES_WAY_AFTER: Final = 0.0005
EVERYTHING: Final[frozenset[Role]] = frozenset({"web", "worker", "clock"})


#: Told once that all is open: the port (0: no web server), and the path of a link into the console where there is one.
OnReady = Callable[[Installation, int, str | None], None]
LinkOf = Callable[[Installation], Awaitable[str | None]]


async def serve(
    settings: Settings,
    roles: frozenset[Role],
    on_ready: OnReady,
    link_of: LinkOf | None = None,
    channels_of: ChannelsOf = open_channels,
) -> None:
    """Run the loops of these roles until SIGTERM or SIGINT. `link_of` is asked by a process that serves the console.

    Raises `SettingsFault`, `StoreFault`, `NoPlaybook`, `OSError`.
    """
    take_singly()
    whole = roles == EVERYTHING
    if not whole and settings.sqlite_path is not None:
        raise SettingsFault(
            ["DATABASE_URL is SQLite's, which is for one process; use parcours run, or a postgresql:// address"]
        )
    reader_of = _reader_of() if "worker" in roles else None
    if reader_of is not None:
        await asyncio.to_thread(language.load)
        await asyncio.to_thread(dictionary.load)
    stop = asyncio.Event()
    async with opened(settings, migrating=whole, reader_of=reader_of, channels_of=channels_of) as installation:
        loops: list[Loop] = [installation.follow_publishing, Clock([giving_back()], ahead=ahead).run]
        if "worker" in roles:
            loops += _worker(installation, has_doors=whole)
        if "clock" in roles:
            loops += _clock(installation)
        if "web" in roles:
            link = await link_of(installation) if link_of is not None else None
            loops.append(WebServer(installation, lambda port: on_ready(installation, port, link)).run)
        else:
            on_ready(installation, 0, None)
        settle()
        with stopped_by_signals(stop):
            await run_all(loops, stop)
        reached("stop.after_drain")


def settle() -> None:
    """Set what a program that serves wants of Python, once all is loaded."""
    settle_memory()
    sys.setswitchinterval(GIVES_WAY_AFTER)


def settle_memory() -> None:
    """Take what is loaded for good out of the collector's rounds: a walk over a whole playbook halts everybody.

    What a turn makes holds no rings, so the rounds themselves come seldom: they were a twelfth of a turn's time.
    """
    gc.collect()
    gc.freeze()
    give_back()
    gc.set_threshold(*COLLECTED_EVERY)


def _reader_of() -> Callable[..., PlaybookReader]:
    make = matcher_maker()
    return lambda playbook: PlaybookReader(playbook, make)


def _worker(installation: Installation, *, has_doors: bool) -> list[Loop]:
    """Turns run in any number of workers; sending is one process's at a time, because a pace is one's own."""
    store, on = installation.store, installation.channels.on
    assert installation.reader is not None
    keyed = suppression_key(installation.key)
    consumer = Consumer(
        store,
        installation.shelves,
        CUTTERS,
        reader=installation.reader,
        clock=now,
        has_doors=has_doors,
        keyed=keyed,
    )
    dispatcher = Dispatcher(store, on, rules=installation.rules, clock=now, seconds=monotonic, keyed=keyed)
    uncertain = Uncertain(store, on, clock=now, keyed=keyed)
    watching: list[Loop] = []
    if not store.is_sqlite:  # the process that sends must know its own clock; alone, the clock's tick sees to it
        watching.append(Clock([_watch(installation).tick()], ahead=ahead).run)
    return [
        *watching,
        consumer.run,
        installation.reader.run,
        installation.selling.run,
        led(store, "dispatcher", dispatcher.run),
        led(store, "uncertain", uncertain.run),
        led(store, "errands", _errands(installation)),
        backtesting(installation),
    ]


def _watch(installation: Installation) -> ProviderWatch:
    channels = installation.channels
    return ProviderWatch(installation.store, channels.providers, channels.clock)


def _errands(installation: Installation) -> Loop:
    settings = installation.settings

    async def run(stop: asyncio.Event) -> None:
        fetcher = Fetcher(lambda: installation.playbook.policy.fetch_hosts)
        model = _language_model(settings)
        outgoing = None
        if settings.outgoing_webhook_url and settings.events_secret:
            outgoing = Outgoing(settings.outgoing_webhook_url, settings.events_secret.get_secret_value(), clock=now)
        try:
            telegram = installation.channels.telegram
            links = LinkMaker(telegram.name_of_ours, token=new_token) if telegram is not None else None
            runner = ErrandRunner(
                installation.store,
                fetcher=fetcher,
                outgoing=outgoing,
                clock=now,
                links=links,
                model=model,
                referring=Referring(
                    token=new_token,
                    telegram=telegram.name_of_ours if telegram is not None else None,
                    public_url=settings.public_url,
                ),
            )
            await runner.run(stop)
        finally:
            await fetcher.close()
            if model is not None:
                await model.close()
            if outgoing is not None:
                await outgoing.close()

    return run


def _language_model(settings: Settings) -> LanguageModel | None:
    if settings.llm_url is None or settings.llm_model is None:
        return None
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key is not None else None
    return LanguageModel(settings.llm_url, settings.llm_model, key, clock=now, seconds=monotonic)


def _clock(installation: Installation) -> list[Loop]:
    store, settings = installation.store, installation.settings
    watch = _watch(installation).tick()
    ticks: list[Tick] = [
        look_at_what_is_due(store),
        what_was_set_back(store, now),
        making_months(store),
        forgetting(installation),
        watch,
        waking(store),
        learning_words(store),
    ]
    rollout = PlaybookRollout(store, clock=now)
    ticks += [
        counting(store, lambda: installation.playbook),
        meeting(store, lambda: installation.playbook, now),
        reporting(store, lambda: installation.playbook),
    ]
    ticks.append(Tick("playbook rollout", EVERY_PORTION, rollout.look))
    if installation.channels.telegram is not None:
        say = teller(lambda: installation.playbook, now, settings.public_url)
        ticks.append(StaffAlerts(store, say=say, clock=now).tick())
    if settings.backup_folder is not None:
        ticks.append(copying(store, settings.backup_folder, settings.photos))
    if "telegram" in installation.channels.on:  # first: whoever is told of a gap should not wait for a provider
        ticks.insert(0, Tick("absence", absence.EVERY, _looking(installation), at_start=True))
    loops = [led(store, "clock", Clock(ticks, ahead=ahead).run)]
    if installation.channels.telegram is not None:
        from bot.wiring.telegram import receiving  # noqa: PLC0415 - Telegram's library is loaded where it is on

        loops.append(led(store, "telegram", receiving(installation, installation.channels.telegram)))
    account = installation.channels.twilio
    if account is not None:
        from bot.channels.twilio.twilio_inbound import TwilioInbound  # noqa: PLC0415 - so is Twilio's

        theirs = partial(installation.channels.clock.theirs, "twilio")
        sweep = Sweep(store, TwilioInbound(account, _numbers(settings)), clock=now, theirs=theirs)
        loops.append(led(store, "sweep", sweep.run))
    return loops


def _looking(installation: Installation) -> Callable[[], Awaitable[None]]:
    watch = absence.Absence(installation.store, clock=now)

    async def look() -> None:
        await watch.look()

    return look


def _numbers(settings: Settings) -> list[str]:
    numbers = [settings.twilio_from] if settings.twilio_from else []
    return numbers + ([f"whatsapp:{settings.twilio_whatsapp_from}"] if settings.twilio_whatsapp_from else [])
