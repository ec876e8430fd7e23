"""Playbooks and events at random, good and bad: steps that lead nowhere, texts that lack a value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.effects import AskModel, Fetch
from bot.model.events import (
    ChatBlocked,
    ChatOpened,
    ChatUnblocked,
    ConsentGiven,
    CustomerImported,
    DeliveryFailed,
    Event,
    FetchReturned,
    FlowRequested,
    MessageEdited,
    MessageReceived,
    ModelAnswered,
    OptOutReported,
    PlanChanged,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
)
from bot.model.message import Candidate, Contact, Location, Media, Pressed, Profile, Reading
from bot.playbook.compile.journeys import by_event, followed_up
from bot.playbook.compile.moments import felt_on
from bot.playbook.compiled import (
    Advised,
    AnswerEntry,
    AnyStep,
    Arm,
    Ask,
    BookStep,
    Call,
    Case,
    Choose,
    Compare,
    ConsentStep,
    CriterionAsked,
    EmitStep,
    FetchStep,
    Floor,
    Flow,
    Go,
    HandOver,
    JourneyMap,
    MissingValue,
    ModelUse,
    Moment,
    Move,
    OfferSource,
    Option,
    OrderStep,
    PauseFor,
    Place,
    Playbook,
    Policy,
    Recommend,
    Remind,
    Say,
    Set,
    Signal,
    Slot,
    Split,
    Stage,
    Start,
    Stop,
    Store,
    Values,
    Wait,
    Wording,
)
from bot.playbook.compiled_steps import AskedAs
from bot.playbook.situations.situations import SITUATIONS

PLACE = Place("flows/any.yaml", 1, 1)
FLOWS = ("a", "b", "c")
IDS = ("1", "2", "3", "4", "nowhere")
START = datetime(2026, 3, 27, 8, 0, tzinfo=UTC)
HERE = Address("telegram", "42")
ADDRESSES = (HERE, Address("sms", "+33612345678"), Address("whatsapp", "+15005550006"), Address("web", "v"))


class Words:
    """A text that says itself, or lacks a value."""

    def __init__(self, source: str) -> None:
        self.source = source

    def render(self, values: Values, language: str) -> str:
        if self.source == "{{ missing }}":
            raise MissingValue("missing")
        values["customer"]
        return f"{self.source} ({language})"

    def evaluate(self, values: Values, language: str) -> Any:
        return self.render(values, language)

    def holds(self, values: Values) -> bool:
        return values["conversation"] is not None and len(self.source) % 2 == 0


texts = st.sampled_from([Words("hello")] * 26 + [Words("18:00")] * 3 + [Words("{{ missing }}"), Words("")])
wordings = st.builds(lambda text: Wording(text=text), texts)
conditions = st.sampled_from([None, None, None, Words("ab"), Words("abc")])
targets = st.sampled_from((*IDS[:-1] * 6, *IDS, *[None] * 8))
spans = st.sampled_from(
    [timedelta(0), timedelta(seconds=30), timedelta(hours=3), timedelta(days=2), timedelta(days=400)]
)
slots = st.sampled_from([Slot("conversation", "x"), Slot("customer", "y"), Slot("journey", "z")])
KINDS = tuple(kind for kind in get_args(AskedAs) if kind != "rating")


@cache
def steps(name: str) -> st.SearchStrategy[AnyStep]:
    base: dict[str, Any] = {"id": st.just(name), "place": st.just(PLACE), "guard": conditions, "next": targets}
    options = st.lists(targets, min_size=1, max_size=4).map(
        lambda to: tuple(Option(key=f"k{n}", label=Words(f"label {n}"), target=t) for n, t in enumerate(to))
    )
    reminds = st.none() | st.builds(Remind, after=spans, wording=wordings, times=st.integers(0, 3))
    kinds = [
        st.builds(Say, **base, wording=wordings),
        st.builds(
            Ask,
            **base,
            wording=wordings,
            as_=st.sampled_from(KINDS),
            save=st.none() | slots,
            options=options,
            remind=reminds,
            silent=targets,
            has_silent=st.booleans(),
            otherwise=targets,
            has_otherwise=st.booleans(),
            retries=st.integers(0, 2),
        ),
        st.builds(Floor, **base, wording=st.none() | wordings),
        st.builds(
            BookStep,
            **base,
            source=st.sampled_from(["new", "appointment"]),
            about=st.sampled_from(["visit", ""]),
            at=st.none(),
            booked=targets,
            cancelled=targets,
            full=targets,
            has_full=st.booleans(),
            none=targets,
            has_none=st.booleans(),
            silent=targets,
            has_silent=st.booleans(),
        ),
        st.builds(
            OrderStep,
            **base,
            source=st.sampled_from(["cart", "order", "offer"]),
            offer=st.none() | texts,
            confirmed=targets,
            cancelled=targets,
            empty=targets,
            has_empty=st.booleans(),
            remind=reminds,
            silent=targets,
            has_silent=st.booleans(),
        ),
        st.builds(Set, **base, assignments=st.tuples(st.tuples(slots, texts))),
        st.builds(Choose, **base, cases=st.lists(st.builds(Case, conditions, targets), max_size=2).map(tuple)),
        st.builds(
            Split,
            **base,
            name=st.just("s"),
            arms=st.tuples(
                st.builds(Arm, name=st.just("x"), weight=st.just(60.0), target=targets),
                st.builds(Arm, name=st.just("y"), weight=st.just(40.0), holdout=st.booleans()),
            ),
        ),
        st.builds(Wait, **base, duration=spans),
        st.builds(Wait, **base, until=texts),
        st.builds(
            Wait,
            **base,
            event=st.sampled_from(["order.delivered", "customer.replied"]),
            at_most=st.none() | spans,
            late=targets,
            has_late=st.booleans(),
        ),
        st.builds(Call, **base, flow=st.sampled_from((*FLOWS, "gone"))),
        st.builds(Go, **base, target=st.sampled_from(IDS)),
        st.builds(Move, **base, stage=st.sampled_from(["one", "two", "three"])),
        st.builds(EmitStep, **base, name=st.just("x.y"), data=st.tuples(st.tuples(st.just("k"), texts))),
        st.builds(
            FetchStep,
            **base,
            method=st.just("GET"),
            url=st.sampled_from([Words("https://api.example/"), Words("http://evil/"), Words("{{ missing }}")]),
            save=slots,
            within=st.just(timedelta(seconds=3)),
            failed=targets,
            has_failed=st.booleans(),
        ),
        st.builds(
            ConsentStep,
            **base,
            action=st.sampled_from(["ask", "record", "withdraw"]),
            purpose=st.sampled_from(["care", "marketing"]),
            wording=st.none() | texts,
            granted=targets,
        ),
        st.builds(
            Compare,
            **base,
            offers=st.just(OfferSource(categories=("machine",))),
            criteria=st.just(("price",)),
            chosen=targets,
            none=targets,
            silent=targets,
            has_silent=st.booleans(),
        ),
        st.builds(
            Recommend,
            **base,
            advised=st.just(Advised(offers=OfferSource(categories=("machine",)), criteria=(CriterionAsked("price"),)))
            | st.just(Advised()),
            taken=targets,
            none=targets,
            nothing=targets,
            silent=targets,
            has_silent=st.booleans(),
        ),
        st.builds(HandOver, **base, team=st.sampled_from(["magasin", ""]), reason=st.just(Words("r"))),
        st.builds(Stop, **base, outcome=st.just("done")),
    ]
    return st.one_of(*kinds, *[kinds[1]] * 16)


starts = st.lists(
    st.builds(
        Start,
        event=st.sampled_from(
            [
                "order.delivered",
                "cart.abandoned",
                "chat.opened",
                "stage.entered",
                "stage.left",
                "journey.receded",
                "journey.stalled",
                "relationship.broken",
            ]
        ),
        after=st.none() | spans,
        at=st.none() | st.sampled_from(["18:00", "02:30", "99:99"]),
        condition=conditions,
        unless=st.sampled_from([(), ("customer.replied",), ("order.confirmed",)]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def flows(draw: st.DrawFn, name: str) -> Flow:
    present = draw(st.permutations(IDS[:-1])) if draw(st.integers(0, 4)) else IDS[:1]
    return Flow(
        id=name,
        title=name,
        place=PLACE,
        first=present[0],
        steps={step: draw(steps(step)) for step in present},
        purpose=draw(st.sampled_from(["reply", "service", "care", "marketing"])),
        starts=(*draw(starts), Start(event="chat.opened")) if name == "a" else draw(starts),
        expires=draw(spans),
        when_interrupting=draw(st.sampled_from(["resume", "replace"])),
    )


@st.composite
def journeys(draw: st.DrawFn) -> JourneyMap:
    """A path of some stages, with what speaks for them, silence too; in another version a stage may be missing."""
    names = draw(st.sampled_from([("one", "two", "three"), ("one", "three"), ("two", "one")]))
    signals = st.builds(
        Signal,
        journey=st.just("j"),
        on=st.sampled_from(["order.delivered", "cart.abandoned", "answer.given", "customer.replied", "stage.entered"]),
        stage=st.sampled_from(names),
        certain=st.booleans(),
        weight=st.sampled_from([0.5, 2.0, 3.0]),
        condition=conditions,
        within=st.sampled_from([(), names[:1]]),
    )
    moments = st.builds(
        Moment,
        journey=st.just("j"),
        on=st.sampled_from(["order.delivered", "cart.abandoned", "customer.replied", "journey.receded"]),
        place=st.just(PLACE),
        change=st.sampled_from([-40.0, -7.5, 10.0]),
        condition=conditions,
        pause=st.sampled_from([None, PauseFor("marketing", timedelta(days=2))]),
    )
    silences = signals.flatmap(
        lambda signal: st.sampled_from([timedelta(hours=2), timedelta(days=2)]).map(
            lambda after: replace(signal, on="silence", after=after)
        )
    )
    return JourneyMap(
        id="j",
        title="j",
        stages=tuple(Stage(id=name, expected=draw(st.sampled_from([None, timedelta(days=1)]))) for name in names),
        signals=tuple(draw(st.lists(signals, max_size=5))),
        silences=tuple(draw(st.lists(silences, max_size=2))),
        moments=tuple(draw(st.lists(moments, max_size=4))),
    )


model_uses = st.builds(ModelUse, ranks=st.booleans(), rewords=st.booleans(), a_day=st.integers(1, 3))


@st.composite
def playbooks(draw: st.DrawFn, version: str = "v1") -> Playbook:
    return Playbook(
        version=version,
        store=Store(name="Moka", languages=("fr", "en")),
        policy=Policy(fetch_hosts=("api.example",), give_back=draw(spans), model=draw(model_uses)),
        flows=(written := {name: draw(flows(name)) for name in FLOWS}),
        follow_ups=followed_up(written.values(), ()),
        answers={"x": AnswerEntry(id="x", question="?", examples=(), wording=draw(wordings), then="a")},
        journeys=(journey := draw(journeys()),),
        signals=by_event((journey,)),
        moments=felt_on((journey,)),
        segments=(),
        repair={name: Wording(text=Words(situation.text)) for name, situation in SITUATIONS.items()},
    )


says = st.sampled_from(
    [
        "bonjour",
        "1",
        "2",
        "oui",
        "non",
        "label 1",
        "demain",
        "STOP",
        "start",
        "aide",
        "plus tard",
        "annuler",
        "je veux parler à quelqu'un",
        "non, plutôt label 0",
        "je me suis trompé",
        "in english please",
        "/start",
        "merci",
        "/privacy",
        "stop à 18h ?",
        "69002",
        "lea@example.com",
        "",
        "🙂",
        "x" * 5000,
    ]
)
candidates = st.builds(
    Candidate,
    st.sampled_from(["answer", "flow"]),
    st.sampled_from(["x", "a", "b", "gone"]),
    st.sampled_from([0.1, 0.5, 0.99]),
)
readings = st.none() | st.builds(
    Reading,
    language=st.sampled_from([None, "fr", "en", "de"]),
    candidates=st.lists(candidates, max_size=3).map(tuple),
)
datas = st.dictionaries(
    st.sampled_from(["id", "number", "total", "x"]), st.none() | st.integers() | st.text(max_size=5), max_size=3
)
addresses = st.sampled_from(ADDRESSES)
names = st.sampled_from(["order.delivered", "cart.abandoned", "order.confirmed", "x.y"])
media = st.just(Media("photo", "ref")) | st.just(Media("sticker", "ref"))


@cache
def message() -> st.SearchStrategy[Event]:
    return st.builds(
        MessageReceived,
        id=st.just(""),
        address=st.just(HERE) | addresses,
        text=says,
        media=st.lists(media, max_size=1).map(tuple),
        location=st.sampled_from([None, None, None, Location(45.0, 4.8)]),
        contact=st.sampled_from([None, None, None, Contact("+33612345678")]),
        profile=st.sampled_from([None, Profile(first_name="{{7*7}}" * 20, language="en")]),
        reading=readings,
        earlier=st.sampled_from([(), ("m",)]),
    )


def presses(prompts: tuple[str, ...]) -> st.SearchStrategy[Event]:
    pressed = st.builds(Pressed, st.sampled_from(prompts or ("?",)), st.integers(-1, 5))
    return st.builds(MessageReceived, id=st.just(""), address=st.just(HERE), pressed=pressed)


@cache
def others() -> st.SearchStrategy[Event]:
    blank = st.just("")
    return st.one_of(
        st.builds(ChatOpened, id=blank, address=addresses, payload=st.sampled_from(["", "a", "nothing"])),
        st.builds(ShopReported, id=blank, name=names, data=datas),
        st.builds(StaffWrote, id=blank, text=st.sampled_from(["", "bonjour"])),
        st.builds(StaffTookOver, id=blank),
        st.builds(StaffGaveBack, id=blank),
        st.builds(PlanChanged, id=blank, timer=blank, how=st.sampled_from(["cancel", "skip", "now"])),
        st.builds(FlowRequested, id=blank, flow=st.sampled_from((*FLOWS, "gone")), data=datas),
        st.builds(MessageEdited, id=blank, address=addresses, message_id=st.just("m")),
        st.builds(ChatBlocked, id=blank, address=addresses),
        st.builds(ChatUnblocked, id=blank, address=addresses),
        st.builds(OptOutReported, id=blank, address=addresses),
        st.builds(DeliveryFailed, id=blank, address=addresses, outbox_id=blank, reason=blank, gone=st.booleans()),
        st.builds(CustomerImported, id=blank, facts=datas, addresses=st.tuples(addresses, addresses)),
        st.builds(
            ConsentGiven,
            id=blank,
            purpose=st.sampled_from(["care", "marketing"]),
            channel=st.sampled_from(["telegram", "sms"]),
            wording=blank,
            source=blank,
            granted=st.booleans(),
        ),
    )


def answered(asked: AskModel) -> st.SearchStrategy[Event]:
    """What a language model may say to what it was asked, at best and at worst."""
    said = st.sampled_from(["1", "2", "0", asked.source, f"{asked.source} Gratuit !", "99", ""]) | st.text(max_size=40)
    return st.builds(
        ModelAnswered, id=st.just(""), set_by=st.just(asked.id), text=said, reason=st.sampled_from(["", "", "late"])
    )


def fetched(fetch: Fetch) -> st.SearchStrategy[Event]:
    return st.builds(
        FetchReturned,
        id=st.just(""),
        conversation=st.just(fetch.conversation),
        set_by=st.just(fetch.id),
        ok=st.booleans(),
        value=datas,
    )
