"""`POST /console/playbook/answers`: an answer is begun in a draft from what customers asked and nobody answered.

One draft of one's own takes all that one writes; the editor opens at the new answer's empty text.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Staff
from bot.rules.texts.new_answers import MOST_EXAMPLES, appended, file_for, ids_in, new_entry
from bot.rules.texts.unanswered import key_of
from bot.store.playbooks.playbook_drafts import Change, Draft, Met, laid_over
from bot.web.console.playbooks import playbook_drafts
from bot.web.console.words import LANGUAGES, language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

TITLE: Final = marked("Answers to write")
_BACK: Final = timedelta(days=90)
_TRIES: Final = 3  # somebody else may save the same file at the same time


async def begin(request: Request) -> Response:
    """Begin an answer to the question `text`, and to the others that are the same."""
    text = str(request.state.form.get("text", "")).strip()[:2000]
    if not key_of(text):
        raise refuse(400)
    doors: Doors = request.app.state.doors
    draft = await _draft(request)
    base = await doors.store.playbooks.get(draft.base) or {}
    questions = await _alike(request, text)
    for _ in range(_TRIES):
        files = await doors.store.playbook_drafts.files(draft.id)
        whole = laid_over(base, files)
        path = file_for(text, whole)
        written, line = appended(whole.get(path, ""), new_entry(questions, ids_in(whole)))
        revision = files[path].revision if path in files else 0
        change = Change(path=path, text=written, revision=revision, by=request.state.staff.id, at=doors.clock())
        if not isinstance(await doors.store.playbook_drafts.save(draft.id, change), Met):
            return RedirectResponse(f"{playbook_drafts.address_of(draft)}?file={path}&line={line}", 303)
    raise refuse(409)


async def _draft(request: Request) -> Draft:
    """Return the reader's own draft for answers; a new one where there is none."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    titles = {words(language).gettext(TITLE) for language in LANGUAGES}
    for draft in await doors.store.playbook_drafts.open():
        if draft.made_by == staff.id and draft.title in titles:
            return draft
    return await playbook_drafts.new(request, words(language_of(request)).gettext(TITLE))


async def _alike(request: Request, text: str) -> list[str]:
    """Return the question and every other way in which it was put lately."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    now = doors.clock()
    lately = (now - _BACK, now + timedelta(days=1), staff.points_of_sale)
    asked = await doors.store.unanswered.alike(key_of(text), *lately)
    return list(dict.fromkeys((text, *(one.text for one in asked))))[:MOST_EXAMPLES]
