"""Acting on what a free text means: the answer to a question, or the conversation that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.follow_ups.starts import start
from bot.engine.listening.answering import give_answers
from bot.engine.listening.consulting import wants_ranking
from bot.engine.listening.heard import Heard
from bot.engine.listening.offering import DID_YOU_MEAN_ENDS, offer
from bot.engine.listening.opening_words import NAME, opening_words, words_of
from bot.engine.offers.pointing import is_of_now, meant_to_have, named_of
from bot.engine.order.order_lines import names_of_places
from bot.engine.order.order_named import NAMED, POINTS, named_values
from bot.engine.resuming import put_again, step_of
from bot.engine.turn import Run
from bot.model.message import Candidate, Reading, Value
from bot.model.offer import Named
from bot.playbook.compiled import Ask, Floor, Flow, OrderStep
from bot.understanding.questions.bands import Answer, Clarify, Decision, decide
from bot.understanding.replies.free_text import is_asking, wants_the_least
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.offer_questions import only_points, pieces_pointed
from bot.understanding.shopping.ordering_words import (
    asks_to_have,
    counts_out,
    only_orders,
    orders_outright,
    wants_to_have,
)
from bot.understanding.shopping.ways_said import names_a_way, says_only_a_way, without_a_way
from bot.understanding.values.numbers import only_numbers

MOST_OFFERED: Final = 3


def asks_or_wants(run: Run, heard: Heard) -> bool:
    """It surely asks something that has an answer, or for a conversation; or it may be one of two or three things."""
    reading = readable(run, heard)
    if reading is None or (heard.step is not None and _only_counts(run, heard)):
        return False
    if answers_each(run, reading):
        return True
    decision = decide(reading, run.shelf.current.policy.understanding)
    if heard.step is None and is_asking(heard.text) and answers_a_part(run, reading, decision):
        return True
    surely = isinstance(decision, Answer) and (decision.candidate.kind == "flow" or len(reading.named) < 2)
    surely = surely and not _orders_with_more(heard, reading, decision)
    if heard.step is None and not surely and orders_what_is_sold(run, heard):  # several goods are like no one question
        return True
    if isinstance(decision, Answer):
        return act_on(run, decision.candidate)
    if isinstance(decision, Clarify) and heard.step is None:
        if wants_ranking(run, decision.candidates):
            return True
        clarify(run, decision.candidates)
        return True
    return False


def _orders_with_more(heard: Heard, reading: Reading, decision: Decision) -> bool:
    """ "Je veux commander 1 kg de Huila en point relais" orders, however like a question of delivery it is, and so does
    "two bags of decaf 250 g please", though there is an answer on decaf.
    """
    is_answer = isinstance(decision, Answer) and decision.candidate.kind == "answer"
    if not is_answer or not reading.named or is_asking(heard.text):
        return False
    if counts_out(heard.text) and all(one.offers for one in reading.named):
        return True
    return orders_outright(heard.text) and names_a_way(heard.text) and any(one.offers for one in reading.named)


def _only_counts(run: Run, heard: Heard) -> bool:
    """ "3 ou quatre" and "j'en veux 3", said to a question, ask for no instalments; nor does "le moins possible", said
    to how much it may cost, ask whether it is cheaper elsewhere."""
    if isinstance(heard.step, Ask) and heard.step.as_ == "money" and wants_the_least(heard.text):
        return True
    return only_numbers(heard.text) or pieces_pointed(heard.text, run.language) is not None


def answers_each(run: Run, reading: Reading) -> bool:
    """It asks two or three things, each of which surely has an answer of its own: all are given, in order."""
    taste = run.shelf.current.policy.understanding
    found = [decide(replace(reading, candidates=part), taste) for part in reading.questions]
    sure = [one.candidate for one in found if isinstance(one, Answer) and one.candidate.kind == "answer"]
    named = {one.id for one in sure}
    if len(sure) < 2 or len(sure) < len(found) or len(named) < len(sure):
        return False
    whole = decide(reading, taste)
    if isinstance(whole, Answer) and whole.candidate.id not in named:  # cut where it should not be
        return False
    give_answers(run, [(run.shelf.current.answers[one.id], one.score) for one in sure])
    return True


def orders_what_is_sold(run: Run, heard: Heard) -> bool:
    """Who wants to have what they name orders it, where no example of the playbook's is surely nearer: names of offers
    are in no example, so that they make a text less like any.
    """
    reading = heard.event.reading
    if reading is None or not reading.named:
        return False
    if not wants_to_have(heard.text) and not (counts_out(heard.text) and all(one.offers for one in reading.named)):
        return False
    if is_asking(heard.text) and not asks_to_have(heard.text):
        return False
    return _orders(run)


def takes_what_is_shown(run: Run, heard: Heard) -> bool:
    """ "Je la prends, livrée chez moi": whoever only points at it wants to have it, whatever the playbook's examples
    are like. Where a question proposes it, how it is to come says as much: "en point relais".
    """
    if heard.event.pressed is not None or isinstance(heard.reply, Understood):
        return False
    if not only_points(without_a_way(heard.text)) and not _says_how_it_comes(run, heard):
        return False
    is_counted = pieces_pointed(heard.text, run.language) is not None
    if is_counted and heard.step is not None and meant_to_have(run) is None:
        return False  # "j'en veux 3" of what only the question speaks of
    return _orders(run)


def _says_how_it_comes(run: Run, heard: Heard) -> bool:
    proposes = isinstance(heard.step, Ask) and heard.step.offer is not None
    return proposes and not is_asking(heard.text) and _is_only_a_way(run, heard.text)


def _is_only_a_way(run: Run, said: str) -> bool:
    return says_only_a_way(said, names_of_places(run).values())


def can_order(run: Run) -> bool:
    """Return whether the playbook has a flow that orders what customers name."""
    return order_flow(run) is not None


def _orders(run: Run) -> bool:
    flow = order_flow(run)
    return flow is not None and want(run, flow)


def order_flow(run: Run) -> Flow | None:
    """Return the flow of the playbook that orders what customers name."""
    return next((one for one in run.shelf.current.flows.values() if one.examples and _takes_words(one)), None)


def _takes_words(flow: Flow) -> bool:
    return any(isinstance(step, OrderStep) and step.source == "said" for step in flow.steps.values())


def answers_a_part(run: Run, reading: Reading, whole: Decision) -> bool:
    """Of two or three things it surely asks one that has an answer: that is given, then what else was wanted is begun,
    or asked about. What the whole surely means goes before what its parts may.
    """
    taste = run.shelf.current.policy.understanding
    found = [decide(replace(reading, candidates=part), taste) for part in reading.questions]
    sure = [one.candidate for one in found if isinstance(one, Answer)]
    answers = [one for one in sure if one.kind == "answer"]
    flows = list(dict.fromkeys(one.id for one in sure if one.kind == "flow"))
    if len(answers) != 1 or len(flows) > 1 or answers[0].id not in run.shelf.current.answers:
        return False
    if isinstance(whole, Answer) and (not flows or whole.candidate.id not in (answers[0].id, flows[0])):
        return False
    open_ones = [one for one in found if isinstance(one, Clarify)]
    if not flows and len(found) > 1 + len(open_ones):
        return False  # a part that says nothing known: the whole is asked about
    act_on(run, answers[0])
    if flows:
        act_on(run, next(one for one in sure if one.id == flows[0]))
    elif open_ones:
        clarify(run, open_ones[0].candidates)
    return True


def answers_surely(run: Run, heard: Heard) -> bool:
    """It surely asks something that has an answer, which is given; nothing else comes of it."""
    reading = readable(run, heard)
    if reading is not None and answers_each(run, reading):
        return True
    decision = decide(reading, run.shelf.current.policy.understanding) if reading else None
    if not isinstance(decision, Answer) or decision.candidate.kind != "answer":
        return False
    return act_on(run, decision.candidate)


def readable(run: Run, heard: Heard) -> Reading | None:
    """Return what was read of a message, as far as the playbook still has it and the open floor allows it."""
    reading = heard.event.reading
    if reading is None or not reading.candidates:
        return None
    tags = _floor_tags(run)
    kept = tuple(one for one in reading.candidates if _is_known(run, one, tags))
    parts = tuple(tuple(one for one in part if _is_known(run, one, tags)) for part in reading.questions)
    return replace(reading, candidates=kept, questions=parts) if kept else None


def _floor_tags(run: Run) -> tuple[str, ...]:
    top = run.top
    step = step_of(run, top) if top is not None else None
    return step.tags if isinstance(step, Floor) else ()


def _is_known(run: Run, candidate: Candidate, tags: tuple[str, ...]) -> bool:
    if candidate.kind == "flow":
        return candidate.id in run.shelf.current.flows
    entry = run.shelf.current.answers.get(candidate.id)
    return entry is not None and (not tags or any(tag in tags for tag in entry.tags))


def clarify(run: Run, candidates: tuple[Candidate, ...]) -> None:
    """Ask which of these was meant."""
    offered = tuple(f"{one.kind}:{one.id}" for one in candidates[:MOST_OFFERED])
    scores: dict[str, Value] = {one.id: round(one.score, 2) for one in candidates[:MOST_OFFERED]}
    run.decide("understood", "clarify", "understanding", candidates=scores)
    offer(run, "did_you_mean", (*offered, DID_YOU_MEAN_ENDS), asking=words_of(run))


def note_what_was_meant(run: Run, offered: tuple[str, ...], taken: str) -> None:
    """Of "did you mean", the choice is kept: with the question before it, an example to propose to the marketer."""
    if DID_YOU_MEAN_ENDS in offered and taken != DID_YOU_MEAN_ENDS:
        run.decide("understood", "meant", "did you mean", meant=taken, offered=list(offered[:-1]))


def act_on(run: Run, candidate: Candidate) -> bool:
    """Give the answer or begin the conversation; return whether the playbook has it."""
    if candidate.kind == "flow":
        flow = run.shelf.current.flows.get(candidate.id)
        return flow is not None and want(run, flow, candidate.score)
    entry = run.shelf.current.answers.get(candidate.id)
    if entry is None:
        return False
    give_answers(run, [(entry, candidate.score)])
    return True


def want(run: Run, flow: Flow, score: float = 1.0, named: Sequence[Named] = (), said: str = "") -> bool:
    """Begin the conversation that the customer asks for, above the one under way or in its place. `named`: what they
    mean, where their words alone do not say it; `said`: words that the flow is to see, however few they are.
    """
    run.change(not_understood=0, offered=())
    rule = str(flow.place)
    run.decide("understood", "flow_wanted", rule, wanted=flow.id, title=flow.title, score=round(score, 2))
    if _comes_back_to(run, flow):
        return True
    if f"flow:{flow.id}" in run.held and not run.meant:  # taken in their own words, not by its button
        run.meant = f"{run.customer.asking} {words_of(run)}".strip()
        note_what_was_meant(run, run.held, f"flow:{flow.id}")
    context = opening_words(run)
    if named:
        event = context.get("event")
        told = event if isinstance(event, dict) else {"name": NAME}
        context = {"event": {**told, NAMED: named_values(named)}}
    elif said:
        context = {"event": {"name": NAME, "said": said}}
    elif _takes_words(flow):
        context = _with_what_is_meant(run, context)
    _make_room(run, flow)
    start(run, flow.id, cause="customer", context=context)
    return True


def _with_what_is_meant(run: Run, context: dict[str, Value]) -> dict[str, Value]:
    """Who orders without naming anything, or says yes to ordering, means what was shown or chosen last; who points at
    what nobody sees is asked for its name.
    """
    event = context.get("event")
    told: dict[str, Value] = dict(event) if isinstance(event, dict) else {"name": NAME}
    said, meant = without_a_way(words_of(run)), meant_to_have(run)
    points = only_points(said) or (meant is not None and _is_only_a_way(run, words_of(run)))
    if NAMED in told or not (points or only_orders(said) or isinstance(read_yes_no(said), Understood)):
        return context
    if meant is not None and (points or is_of_now(meant)):
        names = ", ".join(offer.name for offer in run.offers.all_of(meant.offers))
        run.decide("understood", "order_pointed", "offers", named={"offers": names}, offers=list(meant.offers))
        return {"event": {**told, NAMED: named_values(_so_many(run, said, named_of(meant)))}}
    return {"event": {**told, POINTS: True}} if points else context


def _so_many(run: Run, said: str, named: Sequence[Named]) -> Sequence[Named]:
    """Return what is meant, in the number that they say: "j'en veux 3"."""
    count = pieces_pointed(said, run.language)
    return named if count is None or len(named) != 1 else [replace(named[0], quantity=count)]


def _comes_back_to(run: Run, flow: Flow) -> bool:
    """The conversation that they want is the one that is talked in, or one that something else came over."""
    running = next((one for one in run.customer.conversations if one.flow == flow.id), None)
    if running is None or running.waiting is None or running.waiting.kind != "reply":
        return False
    stack.uncover(run, running)
    return put_again(run, situation="resumed")


def _make_room(run: Run, flow: Flow) -> None:
    """End what the wanted flow replaces: everything that is talked in, or only an earlier run of itself."""
    running = (*reversed(run.customer.conversations), *run.customer.parked)
    replacing = flow.when_interrupting == "replace"
    for conversation in running:
        if conversation.flow == flow.id or (replacing and conversation in run.customer.conversations):
            stack.lift(run, conversation)
            stack.close_all(run, conversation, "replaced")
