"""Whatever happens, in whatever order: nothing is ever said outside the hours, over a cap, without consent, after an
opt-out, against a wish, over staff, or on the heels of another follow-up.

The judge knows none of the program's rules: it has its own tables, and its own account of what was done.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.address import Address
from bot.model.customer import Turn
from bot.model.effects import Send
from bot.model.events import ConsentGiven, CustomerImported
from tests.engine.chat import PARIS, Chat, playbook
from tests.properties import examples

ZONES = (
    "Europe/Paris", "Europe/London", "Atlantic/Azores", "America/New_York", "America/St_Johns", "America/Santiago",
    "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kathmandu",
    "America/Martinique", "Indian/Reunion", "Pacific/Noumea",
)  # fmt: skip


def flow(name: str, purpose: str) -> str:
    return f"flow: {name}\ntitle: {name}\npurpose: {purpose}\nsteps:\n  - say: ceci est {name}\n"


JOURNEY = """
journey: purchase
stages: [discovery]
follow_ups:
  - { start: offer, on: x.offer, after: 5 hours, unless: [x.bought], priority: 80 }
  - { start: second, on: x.second, at_most: 2 per 30 days }
  - { start: best, on: x.best, send_time: best }
  - { start: news, on: x.news, after: 2 days, at: 18:00, unless: [x.bought] }
  - { start: tips, on: x.tips, before: 3 days }
"""
BOOK = playbook(
    flow("offer", "marketing"),
    flow("second", "marketing"),
    flow("best", "care"),
    flow("news", "care"),
    flow("tips", "care"),
    journey=JOURNEY,
    policy=(
        'quiet:\n  marketing: { weekdays: "11:00-19:00", saturday: "11:00-17:00", sunday: never }\n'
        '  care: { weekdays: "10:00-20:00", saturday: "10:00-19:00", sunday: never }\n'
        "caps: { marketing: [2 per 10 days], care: [2 per 4 days] }\n"
    ),
)
HOURS = {"marketing": ((11, 19), (11, 17)), "care": ((10, 20), (10, 19))}
CAPS = {"marketing": ((1, 7), (4, 30), (2, 10)), "care": ((1, 1), (2, 4))}
OFF = holidays.country_holidays("FR", years=range(2026, 2029))
GIVEN_BACK = timedelta(hours=12)  # a thread that nobody touches comes back to the bot
SMS = Address("sms", "+33612345678")


class Judged(Chat):
    """A chat that judges whatever the bot says by itself."""

    def __init__(self) -> None:
        super().__init__(BOOK)
        self.agreed: dict[str, bool] = {}
        self.opted_out = self.with_staff = False
        self.staff_since = self.now
        self.zone = PARIS
        self.not_before, self.not_after = 0, 24 * 60
        self.weekdays_only = False
        self.every: tuple[int, int] | None = None
        self.only: str | None = None
        self.paused_until = datetime.min.replace(tzinfo=PARIS) + timedelta(days=1)
        self.spoken: list[tuple[datetime, Send]] = []

    def _carry_out(self, turn: Turn) -> None:
        super()._carry_out(turn)
        sent = [one for one in turn.effects if isinstance(one, Send) and one.purpose in HOURS]
        for one in sent:
            self.judge(one)
        if sent:
            self.spoken.append((self.now, sent[0]))

    def judge(self, send: Send) -> None:
        local = self.now.astimezone(self.zone)
        start, end = HOURS[send.purpose][local.weekday() == 5]
        assert local.weekday() < 6, "a Sunday"
        assert date(local.year, local.month, local.day) not in OFF, "a holiday"
        assert time(start) <= local.time() < time(end), f"{send.purpose} at {local}"
        assert not self.opted_out, "after an opt-out"
        assert not (self.with_staff and self.now - self.staff_since < GIVEN_BACK), "over staff"
        assert self.now >= self.paused_until, "during a pause"
        channel = send.address.channel
        if send.purpose == "marketing":
            assert self.agreed.get(channel), f"no consent on {channel}"
        assert local.hour * 60 + local.minute >= self.not_before, "before the hour they wish"
        assert local.hour * 60 + local.minute < self.not_after, "after the hour they wish"
        assert not (self.weekdays_only and local.weekday() >= 5), "at the weekend"
        assert self.only in (None, channel), "elsewhere than they wish"
        self.judge_frequency(send)

    def judge_frequency(self, send: Send) -> None:
        same = [at for at, one in self.spoken if one.purpose == send.purpose]
        for times, days in CAPS[send.purpose]:
            assert sum(self.now - at < timedelta(days=days) for at in same) < times, f"over {times} per {days} days"
        if self.every is not None:
            times, days = self.every
            assert sum(self.now - at < timedelta(days=days) for at, _ in self.spoken) < times, "oftener than they wish"
        if send.flow == "second":
            lately = [at for at, one in self.spoken if one.flow == "second" and self.now - at < timedelta(days=30)]
            assert len(lately) < 2, "over at_most"
        others = [at for at, one in self.spoken if one.flow != send.flow]
        assert all(self.now - at >= timedelta(hours=2) for at in others), "on the heels of another"
        last = max(filter(None, (self.customer.last_in,)), default=None)
        assert last is None or self.now - last >= timedelta(minutes=20), "over a live talk"


def consent(one: Judged, channel: str, granted: bool) -> None:
    one.agreed[channel] = granted
    one.meets(ConsentGiven(id="", purpose="marketing", channel=channel, wording="…", source="test", granted=granted))


def says(one: Judged, text: str) -> None:
    if text == "STOP":
        one.opted_out = True
        one.agreed.clear()
    elif text == "START":
        one.opted_out = False
    elif text in WISHES:
        wishes(one, text)
    one.says(text)


def wishes(one: Judged, text: str) -> None:
    match text:
        case "pas de messages avant 18 h":
            one.not_before, one.not_after = 18 * 60, 24 * 60
        case "pas de messages après 15 h":
            one.not_before, one.not_after = 0, 15 * 60
        case "pas de messages le week-end":
            one.weekdays_only = True
        case "pas plus d'un message par semaine":
            one.every = (1, 7)
        case "pas plus d'un message tous les trois jours":
            one.every = (1, 3)
        case "seulement par SMS":
            one.only = "sms"
        case "pas de messages pendant deux semaines":
            today = one.now.astimezone(one.zone).date()
            one.paused_until = datetime.combine(today + timedelta(days=14), time(), one.zone)
        case "plus d'offres, seulement mes commandes":
            one.agreed.clear()


def staff(one: Judged, takes: bool) -> None:
    if takes != one.with_staff:
        one.with_staff, one.staff_since = takes, one.now
        if takes:
            one.staff_takes_over()
        else:
            one.staff_gives_back()


def moves(one: Judged, zone: str) -> None:
    one.zone = ZoneInfo(zone)
    one.meets(CustomerImported(id="", facts={"timezone": zone}))


STARTING = ["x.offer", "x.second", "x.best", "x.news", "x.tips"]
WISHES = [
    "pas de messages avant 18 h",
    "pas de messages le week-end",
    "pas plus d'un message par semaine",
    "seulement par SMS",
    "pas de messages pendant deux semaines",
    "pas plus d'un message tous les trois jours",
    "pas de messages après 15 h",
    "plus d'offres, seulement mes commandes",
]
#: What happens most often stands there oftener.
KINDS = {
    "shop": (9, st.sampled_from([*STARTING, *STARTING, "x.bought"])),
    "wait": (9, st.integers(1, 24) | st.integers(12, 200)),
    "says": (2, st.sampled_from(["bonjour", "merci"])),
    "wish": (1, st.sampled_from(WISHES)),
    "word": (1, st.sampled_from(["STOP", "START", "START"])),
    "consent": (2, st.sampled_from([("telegram", True), ("sms", True), ("telegram", False)])),
    "staff": (1, st.booleans()),
    "moves": (1, st.sampled_from(ZONES)),
    "sms": (1, st.none()),
}
actions = st.sampled_from([kind for kind, (often, _) in KINDS.items() for _ in range(often)]).flatmap(
    lambda kind: st.tuples(st.just(kind), KINDS[kind][1])
)


def happens(one: Judged, kind: str, what: object) -> None:
    match kind:
        case "shop":
            due = one.now + timedelta(days=10)
            one.shop(str(what), due=due.date().isoformat())
        case "wait":
            assert isinstance(what, int)
            one.waits(hours=what)
        case "says" | "wish" | "word":
            says(one, str(what))
        case "consent":
            assert isinstance(what, tuple)
            if not one.opted_out:
                consent(one, what[0], granted=what[1])
        case "staff":
            staff(one, takes=bool(what))
        case "moves":
            moves(one, str(what))
        case "sms":
            one.meets(CustomerImported(id="", addresses=(SMS,)))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 700), st.booleans(), st.lists(actions, min_size=20, max_size=40))
def test_whatever_happens_the_rules_are_kept(day: int, with_sms: bool, history: list[tuple[str, object]]) -> None:
    one = Judged()
    one.until(datetime(2026, 1, 5, 12, tzinfo=PARIS) + timedelta(days=day))
    consent(one, "telegram", granted=True)
    if with_sms:
        one.meets(CustomerImported(id="", addresses=(SMS,)))
        consent(one, "sms", granted=True)
    for kind, what in history:
        happens(one, kind, what)
    one.waits(days=40)
    plans = [plan.flow for plan in one.customer.planned]
    assert len(plans) == len(set(plans)), "a flow planned twice"
