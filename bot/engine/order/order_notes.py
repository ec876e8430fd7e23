"""What an order carries to the shop beside its lines, as the store's `order_notes` have it: "moulu pour filtre".

Said while ordering it is kept with the draft (by its name in the playbook): of all that can carry it (`draft.notes`),
or, where the words share it out ("un moulu pour filtre et l'autre en grains"), of a line, which is cut in two where its
pieces differ. It is shown with the lines, goes out with the order (`data.notes`, and each line's own `notes`), and an
order of the same again has it once more.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from bot.engine.run import Run
from bot.model.draft import OrderDraft
from bot.model.events import MessageReceived
from bot.model.order import Order, OrderLine
from bot.model.selling import NoteKind
from bot.rules.order.line_notes import Lines, keep_notes, kind_free, noted, share_out, together
from bot.rules.texts.plain_text import plain
from bot.understanding.shopping.comparison_words import offers_named
from bot.understanding.shopping.notes_shared import Share, notes_shared
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.shopping.order_notes import notes_after
from bot.understanding.spelling import written_out

SHORTEST: Final = 4
"""Letters of a name that is not said to its end: "le yirga"."""


def with_notes(run: Run, draft: OrderDraft, *said: str) -> OrderDraft:
    """Return the draft with the notes that words ask for or take back, and that what is in it can carry."""
    about = {_category(run, line) for line in draft.lines}
    about |= {offer.category for one in draft.pending for offer in run.offers.all_of(one.offers)}
    kinds = [kind for kind in run.shelf.current.store.order_notes if not kind.category or kind.category in about]
    before, after = draft, draft
    for text in (*filter(None, (draft.shared,)), *said):
        for kind in kinds:
            after = _with_kind(run, after, kind, written_out(text))
    possible = {note for kind in kinds for note in _names(kind)}
    after = replace(after, notes=tuple(one for one in after.notes if one in possible))
    return after if (after.notes, after.lines) == (before.notes, before.lines) else replace(after, changed=True)


def _with_kind(run: Run, draft: OrderDraft, kind: NoteKind, text: str) -> OrderDraft:
    """Return the draft with what a text says of one kind of notes."""
    names, phrases = _names(kind), run.shelf.current.offer_words.notes
    every = notes_shared(text, names, phrases)
    shares = tuple(one for one in every if not _is_of_what_is_left_out(run, one))
    if shares != every:  # "2 huila grain 1 sidamo moulu": what is not sold is not ground
        text = ", ".join(one.note for one in shares)
    if draft.pending and _are_shared(run, draft, shares):
        return replace(draft, shared=text)
    lines = _shared_out(run, draft, kind, shares)
    if lines is not None:
        return replace(draft, lines=lines, shared="")
    notes, lines = notes_after(text, draft.notes, [names], phrases), draft.lines
    if shares or notes != draft.notes:  # of all of the order: no line of it is an exception any more
        lines = together(noted(line, "", names) for line in lines)
    return replace(draft, notes=notes, lines=lines)


def _is_of_what_is_left_out(run: Run, share: Share) -> bool:
    """Tell whether a note was said of a thing that is not sold, which the order leaves out."""
    event = run.recalled or run.event
    reading = event.reading if isinstance(event, MessageReceived) else None
    named = reading.named if reading is not None else ()
    return any(one.said and not one.offers and plain(one.said) in share.words for one in named)


def _are_shared(run: Run, draft: OrderDraft, shares: tuple[Share, ...]) -> bool:
    """Tell whether notes divide the order: two of a kind, the last of which is of a part of it; or one that is said of
    one of several goods."""
    if not shares:
        return False
    last = shares[-1]
    if len({one.note for one in shares}) < 2:
        return last.of_one and bool(last.listed) and bool(named_in(run, draft, last.words))
    return last.rest or last.count is not None or bool(named_in(run, draft, last.words))


def _shared_out(run: Run, draft: OrderDraft, kind: NoteKind, shares: tuple[Share, ...]) -> Lines | None:
    """Return the lines with the notes of one kind shared out as words say; None where they are of all of the order."""
    names, divided = _names(kind), _are_shared(run, draft, shares)
    lines, of_a_part = _enough(run, draft.lines, kind, shares) if divided else draft.lines, divided
    for share in shares:
        able = _able(run, lines, kind)
        met = named_in(run, draft, share.words if share.of_one else f"{share.listed} {share.words}")
        of_them = [place for place in able if lines[place].offer in met]
        places = of_them or able
        if share.rest:
            places = [place for place in places if kind_free(lines[place], names)]
        pieces = sum(lines[place].quantity for place in places)
        is_of_them = len(met) == len(of_them) < 2  # what it was said of can carry it
        count = share.count if share.count is not None and share.count < pieces and is_of_them else None
        of_a_part |= (count or pieces) < sum(lines[place].quantity for place in able)
        lines = share_out(lines, places, count, share.note, names)
    return lines if of_a_part else None


def named_in(run: Run, draft: OrderDraft, said: str) -> tuple[str, ...]:
    """Return the offers of the order that words name, where there are several."""
    known = run.words
    pending = [offer for one in draft.pending for offer in run.offers.all_of(one.offers)]
    names = {line.offer: known.known_as(line.name) for line in draft.lines if line.offer}
    names |= {offer.id: known.known_as(offer.name) for offer in pending}
    whole = {word for name in names.values() for word in tokens(name)}
    spelt = (
        next((one for one in whole if len(word) >= SHORTEST and one.startswith(word)), word) for word in tokens(said)
    )
    return offers_named(" ".join(spelt), names) if len(names) > 1 else ()


def _enough(run: Run, lines: Lines, kind: NoteKind, shares: tuple[Share, ...]) -> Lines:
    """Of "du Huila, un moulu et un en grains" the words count the pieces: two, though one was named."""
    able = _able(run, lines, kind)
    count = sum(share.count or 1 for share in shares)
    if len(able) != 1 or lines[able[0]].quantity != 1 or any(share.count is None for share in shares):
        return lines
    line = lines[able[0]]
    more = replace(line, quantity=count, total=line.price * count if line.price is not None else None)
    return (*lines[: able[0]], more, *lines[able[0] + 1 :])


def _able(run: Run, lines: Lines, kind: NoteKind) -> list[int]:
    return [place for place, line in enumerate(lines) if not kind.category or _category(run, line) == kind.category]


def _category(run: Run, line: OrderLine) -> str:
    offer = run.offers.named(line.offer, line.sku)
    return offer.category if offer is not None else ""


def _names(kind: NoteKind) -> frozenset[str]:
    return frozenset(one.note for one in kind.notes)


# an order that is made


def lines_to_make(run: Run, draft: OrderDraft) -> Lines:
    """Return the lines of a draft, each with all notes that are of it: whoever makes it ready reads no other."""
    lines = draft.lines
    for kind in run.shelf.current.store.order_notes:
        names = _names(kind)
        note = next((one for one in draft.notes if one in names), "")
        for place in _able(run, lines, kind) if kind.category and note else ():
            if kind_free(lines[place], names):
                lines = (*lines[:place], noted(lines[place], note, names), *lines[place + 1 :])
    return lines


def all_notes(draft: OrderDraft, lines: Lines) -> list[str]:
    """Return every note of an order, of all of it or of a line."""
    return list(dict.fromkeys([*draft.notes, *(note for line in lines for note in line.notes)]))


def draft_notes(run: Run, draft: OrderDraft, order: Order) -> OrderDraft:
    """Return a draft with the notes of an order that was made: of all of it where its lines do not differ."""
    known = notes_of(run, order)
    lines = tuple(replace(line, notes=_known(run, line.notes)) for line in keep_notes(draft.lines, order.lines))
    if len({line.notes for line in lines if line.notes}) < 2 and not _is_mixed(run, lines):
        return replace(draft, notes=known, lines=tuple(replace(line, notes=()) for line in lines))
    own = {note for line in lines for note in line.notes}
    return replace(draft, notes=tuple(one for one in known if one not in own), lines=lines)


def _is_mixed(run: Run, lines: Lines) -> bool:
    """Tell whether some of what can carry a note has one, and some has none."""
    for kind in run.shelf.current.store.order_notes:
        bare = {kind_free(lines[place], _names(kind)) for place in _able(run, lines, kind)}
        if len(bare) > 1:
            return True
    return False


def said_now(run: Run) -> str:
    """Return the words of the message of this turn."""
    event = run.recalled or run.event
    return event.text if isinstance(event, MessageReceived) else ""


def notes_of(run: Run, order: Order) -> tuple[str, ...]:
    """Return the store's notes that an order carries; the shop may have told something else by that name."""
    return _known(run, order.notes)


def _known(run: Run, notes: Collection[object]) -> tuple[str, ...]:
    known = run.shelf.current.offer_words.notes
    return tuple(one for one in notes if isinstance(one, str) and one in known)


def order_before(run: Run, offers: Collection[str]) -> Order | None:
    """Return the last order of any of these offers."""
    made = (one for one in reversed(run.customer.orders) if one.status != "cancelled")
    return next((one for one in made if any(line.offer in offers for line in one.lines)), None)
