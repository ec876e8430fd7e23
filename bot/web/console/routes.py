"""The table of everything that can be asked of the console. A page is added by a line; what is not here is not there.

The matrix of routes, roles and points of sale is tested from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.model.staff import Act
from bot.web.console import home
from bot.web.console.accounts import account, enrolment, sign_in, welcome
from bot.web.console.accounts.passwords import Hasher
from bot.web.console.administration import audit, outgoing, promises, team, tokens
from bot.web.console.assets import ASSETS
from bot.web.console.customers import customer, customer_rights, customers
from bot.web.console.door import ROOT, Door
from bot.web.console.playbooks import (
    backtest,
    playbook,
    playbook_answers,
    playbook_compare,
    playbook_drafts,
    playbook_editor,
    playbook_file,
    playbook_files,
    playbook_publish,
    playbook_tests,
    playbook_trial,
)
from bot.web.console.reports import (
    behind,
    faults,
    feedback,
    flow,
    flows,
    journey,
    opt_outs,
    questions,
    sending,
    sheet_list,
    touchpoints,
)
from bot.web.console.threads import (
    attaching,
    filters,
    inbox,
    live,
    many,
    presence,
    putting_off,
    saved_replies,
    stepping_in,
    thread,
    thread_files,
)
from bot.web.guard import refuse

DOORS: Final[tuple[Door, ...]] = (
    Door("/static/{name}", "GET", None, ASSETS.show),
    Door("/sign-in", "GET", None, sign_in.show),
    Door("/sign-in", "POST", None, sign_in.enter),
    Door("/sign-out", "POST", Act.OWN_ACCOUNT, sign_in.leave, at_once=True),
    Door("/welcome/{token}", "GET", None, welcome.show),
    Door("/welcome/{token}", "POST", None, welcome.use),
    Door("/account", "GET", Act.OWN_ACCOUNT, account.show),
    Door("/account", "POST", Act.OWN_ACCOUNT, account.prefer),
    Door("/account/password", "POST", Act.OWN_ACCOUNT, account.set_password),
    Door("/account/sessions", "POST", Act.OWN_ACCOUNT, account.close_session),
    Door("/account/telegram", "POST", Act.ANSWER, account.link_telegram),
    Door("/account/telegram/unlink", "POST", Act.OWN_ACCOUNT, account.unlink_telegram),
    Door("/account/recovery-codes", "POST", Act.OWN_ACCOUNT, enrolment.renew_codes),
    Door("/account/second-factor/remove", "POST", Act.OWN_ACCOUNT, enrolment.remove),
    Door("/account/second-factor", "GET", Act.OWN_ACCOUNT, enrolment.show, at_once=True),
    Door("/account/second-factor", "POST", Act.OWN_ACCOUNT, enrolment.keep, at_once=True),
    Door("/team", "GET", Act.MANAGE_STAFF, team.show),
    Door("/team", "POST", Act.MANAGE_STAFF, team.add),
    Door("/team/{staff}", "POST", Act.MANAGE_STAFF, team.change),
    Door("/team/{staff}/link", "POST", Act.MANAGE_STAFF, team.make_link),
    Door("/team/{staff}/second-factor", "POST", Act.MANAGE_STAFF, team.remove_second_factor),
    Door("/team/{staff}/disable", "POST", Act.MANAGE_STAFF, team.disable),
    Door("/team/{staff}/enable", "POST", Act.MANAGE_STAFF, team.enable),
    Door("/audit", "GET", Act.READ_AUDIT, audit.show),
    Door("", "GET", Act.OWN_ACCOUNT, home.enter),
    Door("/more", "GET", Act.OWN_ACCOUNT, home.show),
    Door("/tokens", "GET", Act.MANAGE_TOKENS, tokens.show),
    Door("/tokens", "POST", Act.MANAGE_TOKENS, tokens.make),
    Door("/tokens/outgoing", "GET", Act.MANAGE_TOKENS, outgoing.show),
    Door("/tokens/outgoing/{delivery}", "GET", Act.MANAGE_TOKENS, outgoing.show_one, outgoing.scope),
    Door("/tokens/outgoing/{delivery}/replay", "POST", Act.MANAGE_TOKENS, outgoing.replay, outgoing.scope),
    Door("/tokens/{token}/revoke", "POST", Act.MANAGE_TOKENS, tokens.revoke),
    Door("/inbox", "GET", Act.READ_THREADS, inbox.show),
    Door("/inbox/rows", "GET", Act.READ_THREADS, inbox.show_rows),
    Door("/inbox/filters", "POST", Act.ANSWER, filters.save),
    Door("/inbox/many", "POST", Act.ANSWER, many.change),
    Door("/inbox/many/undo", "POST", Act.ANSWER, many.undo),
    Door("/promises", "GET", Act.MANAGE_STAFF, promises.show),
    Door("/promises", "POST", Act.MANAGE_STAFF, promises.keep),
    Door("/live/{customer}", "GET", Act.READ_THREADS, live.follow, scope=live.scope_of),
    Door("/journey", "GET", Act.READ_REPORTS, journey.show),
    Door("/journey/contacts", "GET", Act.READ_REPORTS, touchpoints.show),
    Door("/customers", "GET", Act.READ_THREADS, customers.show),
    Door("/customers/{customer}", "GET", Act.READ_THREADS, customer.show, scope=thread.scope_of),
    Door("/flows", "GET", Act.READ_REPORTS, flows.show),
    Door("/flows/{flow}", "GET", Act.READ_REPORTS, flow.show),
    Door("/flows/{flow}/customers", "GET", Act.READ_THREADS, behind.show),
    Door("/questions", "GET", Act.READ_THREADS, questions.show),
    Door("/questions", "POST", Act.EDIT_PLAYBOOK, questions.dismiss),
    Door("/questions/customers", "GET", Act.READ_THREADS, questions.show_askers),
    Door("/feedback", "GET", Act.READ_THREADS, feedback.show),
    Door("/feedback/answers", "GET", Act.READ_THREADS, feedback.show_answers),
    Door("/sending", "GET", Act.READ_REPORTS, sending.show),
    Door("/sending/messages", "GET", Act.READ_THREADS, sending.show_messages),
    Door("/sending/opt-outs", "GET", Act.READ_THREADS, opt_outs.show),
    Door("/sending/faults", "GET", Act.READ_THREADS, faults.show),
    Door("/sending/faults", "POST", Act.RESEND, faults.retry),
    Door("/sheets/{sheet}", "GET", Act.READ_REPORTS, sheet_list.show),
    Door("/sheets/{sheet}", "POST", Act.EXPORT, sheet_list.show_names),
    Door("/playbook", "GET", Act.READ_REPORTS, playbook.show),
    Door("/playbook/compare", "GET", Act.READ_REPORTS, playbook_compare.show),
    Door("/playbook/versions/{version}", "GET", Act.READ_REPORTS, playbook.show_one),
    Door("/playbook/versions/{version}/file", "GET", Act.READ_REPORTS, playbook_file.show),
    Door("/playbook/versions/{version}/test", "POST", Act.PUBLISH, playbook.test),
    Door("/playbook/versions/{version}/rollback", "POST", Act.PUBLISH, playbook.roll_back),
    Door("/playbook/runs/{version}", "GET", Act.READ_REPORTS, playbook_tests.show),
    Door("/playbook/backtests", "GET", Act.EDIT_PLAYBOOK, backtest.show),
    Door("/playbook/backtests", "POST", Act.EDIT_PLAYBOOK, backtest.ask),
    Door("/playbook/backtests/{backtest}", "GET", Act.EDIT_PLAYBOOK, backtest.show_one),
    Door("/playbook/backtests/{backtest}/progress", "GET", Act.EDIT_PLAYBOOK, backtest.show_progress),
    Door("/playbook/backtests/{backtest}/cancel", "POST", Act.EDIT_PLAYBOOK, backtest.cancel),
    Door("/playbook/answers", "POST", Act.EDIT_PLAYBOOK, playbook_answers.begin),
    Door("/playbook/drafts", "POST", Act.EDIT_PLAYBOOK, playbook_drafts.make),
    Door("/playbook/drafts/{draft}/publish", "POST", Act.PUBLISH, playbook_publish.publish),
    *(
        Door(f"/playbook/drafts/{{draft}}{path}", method, Act.EDIT_PLAYBOOK, handler)
        for path, method, handler in (
            ("", "GET", playbook_editor.show),
            ("/file", "POST", playbook_editor.save),
            ("/files", "POST", playbook_files.make),
            ("/rename", "POST", playbook_files.rename),
            ("/remove", "POST", playbook_files.remove),
            ("/drop", "POST", playbook_drafts.drop),
            ("/catch-up", "POST", playbook_drafts.catch_up),
            ("/drawing", "GET", playbook_drafts.show_drawing),
            ("/difference", "GET", playbook_drafts.show_difference),
            ("/trial", "GET", playbook_trial.show),
            ("/trial", "POST", playbook_trial.say),
            ("/publish", "GET", playbook_publish.show),
            ("/test", "POST", playbook_publish.test),
        )
    ),
    Door("/replies", "GET", Act.ANSWER, saved_replies.show),
    Door("/replies", "POST", Act.ANSWER, saved_replies.save),
    *(
        Door(f"/inbox/{{customer}}{path}", method, act, handler, scope=thread.scope_of)
        for path, method, act, handler in (
            ("", "GET", Act.READ_THREADS, thread.show),
            ("/card", "GET", Act.READ_THREADS, thread.show_card),
            ("/lines", "GET", Act.READ_THREADS, thread.show_lines),
            ("/shelf/{owner}/{name}", "GET", Act.READ_THREADS, thread_files.show_shelved),
            ("/files/{event}/{number}", "GET", Act.READ_THREADS, thread_files.show_kept),
            ("/reply", "POST", Act.ANSWER, stepping_in.reply),
            ("/attach", "POST", Act.ANSWER, attaching.attach),
            ("/attach/remove", "POST", Act.ANSWER, attaching.remove),
            ("/note", "POST", Act.ANSWER, stepping_in.note),
            ("/take-over", "POST", Act.ANSWER, stepping_in.take_over),
            ("/give-back", "POST", Act.ANSWER, stepping_in.give_back),
            ("/close", "POST", Act.ANSWER, stepping_in.close),
            ("/reopen", "POST", Act.ANSWER, stepping_in.reopen),
            ("/assign", "POST", Act.ANSWER, stepping_in.assign),
            ("/label", "POST", Act.ANSWER, stepping_in.label),
            ("/unread", "POST", Act.ANSWER, stepping_in.unread),
            ("/typing", "POST", Act.ANSWER, presence.tell_typing),
            ("/snooze", "POST", Act.ANSWER, putting_off.snooze),
            ("/wake", "POST", Act.ANSWER, putting_off.wake),
            ("/later", "POST", Act.ANSWER, putting_off.send_later),
            ("/later/call-off", "POST", Act.ANSWER, putting_off.call_off),
            ("/data", "GET", Act.READ_THREADS, customer_rights.show),
            ("/data/export", "POST", Act.EXPORT, customer_rights.export),
            ("/data/erase", "POST", Act.ERASE, customer_rights.erase),
            ("/data/merge", "POST", Act.MERGE, customer_rights.merge),
            ("/data/part", "POST", Act.MERGE, customer_rights.part),
            ("/plan", "POST", Act.ANSWER, stepping_in.change_plan),
            ("/resend", "POST", Act.RESEND, stepping_in.resend),
        )
    ),
)


def routes() -> list[BaseRoute]:
    """Return the console's routes; whatever else stands under its path is an error page in the reader's language."""
    return [*(door.route() for door in DOORS), Route(f"{ROOT}/{{path:path}}", _nothing)]


def prepare(app: Starlette) -> None:
    """Give the app what the console's handlers need beside the doors."""
    app.state.console_pages = pages()
    app.state.hasher = Hasher()
    app.state.playbook_runs = set()


def pages() -> Mapping[str, Act]:
    """Return the pages that can be read, by path, with the act that each asks for."""
    return {f"{ROOT}{door.path}": door.act for door in DOORS if door.method == "GET" and door.act is not None}


async def _nothing(_request: Request) -> Response:
    raise refuse(404)
