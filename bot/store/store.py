"""Everything that is kept, behind one door."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.store.copies import backup as backups
from bot.store.database.bell import Bell, open_bell
from bot.store.database.database import Database, sqlite_path
from bot.store.database.findings import LAST_BACKUP, Finding, findings
from bot.store.database.instance import Instance
from bot.store.database.lists import Lists
from bot.store.database.measures import Measures
from bot.store.database.migrate import schema_version
from bot.store.messages.answering import Answering
from bot.store.messages.attachments import Attachments
from bot.store.messages.cursors import Cursors
from bot.store.messages.errands import Errands
from bot.store.messages.inbox import Inbox
from bot.store.messages.later import LaterMessages
from bot.store.messages.ledger import Ledger
from bot.store.messages.outbox import Outbox
from bot.store.messages.releasing import Releasing
from bot.store.messages.resending import Resending
from bot.store.messages.senders import Senders
from bot.store.messages.transcript import Transcript
from bot.store.messages.webhooks import Webhooks
from bot.store.people.consents import Consents
from bot.store.people.customers import Customers
from bot.store.people.erasing import Erased, Keyed, erase, owners
from bot.store.people.export import Section, sections
from bot.store.people.family import family
from bot.store.people.merges import Merges
from bot.store.people.referrals import Referrals
from bot.store.people.retention import Retention
from bot.store.playbooks.backtests import Backtests
from bot.store.playbooks.playbook_drafts import PlaybookDrafts
from bot.store.playbooks.playbook_runs import PlaybookRuns
from bot.store.playbooks.playbook_trials import PlaybookTrials
from bot.store.playbooks.playbooks import Playbooks
from bot.store.reports.contacts import Contacts
from bot.store.reports.customer_lists import CustomerLists
from bot.store.reports.dismissed_questions import DismissedQuestions
from bot.store.reports.flow_counts import FlowCounts
from bot.store.reports.journey_reports import JourneyReports
from bot.store.reports.sending_counts import SendingCounts
from bot.store.reports.sms_counts import SmsCounts
from bot.store.reports.sms_days import SmsDays
from bot.store.reports.stage_times import Pacing
from bot.store.reports.unanswered import Unanswered
from bot.store.shop.feedback import Feedback
from bot.store.shop.journeys import Journeys
from bot.store.shop.offers import Offers
from bot.store.shop.orders import Orders
from bot.store.staff.api_answers import ApiAnswers
from bot.store.staff.api_tokens import ApiTokens
from bot.store.staff.audit import Audit
from bot.store.staff.sign_in_tries import SignInTries
from bot.store.staff.staff import Accounts
from bot.store.staff.staff_alerts import StaffAlerts
from bot.store.staff.staff_chats import StaffChats
from bot.store.staff.staff_links import StaffLinks
from bot.store.staff.staff_sessions import Sessions
from bot.store.staff.team_promises import TeamPromises
from bot.store.threads.notes import Notes
from bot.store.threads.presence import Presence
from bot.store.threads.saved_filters import SavedFilters
from bot.store.threads.saved_replies import SavedReplies
from bot.store.threads.search import Search
from bot.store.threads.thread_counts import ThreadCounts
from bot.store.threads.thread_lines import ThreadLines
from bot.store.threads.threads import Threads

#: The cursor that says when we last tried whether the database can be written, after it could not.
_WRITTEN: Final = "written"


class Store:
    """An open database, one attribute for each subject."""

    def __init__(self, database: Database, bell: Bell, instance: Instance | None) -> None:
        self.database, self.bell, self._instance = database, bell, instance
        self.inbox = Inbox(database, bell)
        self.outbox = Outbox(database, bell)
        self.customers = Customers(database)
        self.transcript = Transcript(database)
        self.answering = Answering(database)
        self.ledger = Ledger(database)
        self.consents = Consents(database)
        self.journeys = Journeys(database)
        self.pacing = Pacing(database)
        self.orders = Orders(database)
        self.feedback = Feedback(database)
        self.dismissed_questions = DismissedQuestions(database)
        self.errands = Errands(database, bell)
        self.referrals = Referrals(database)
        self.playbooks = Playbooks(database, bell)
        self.playbook_drafts = PlaybookDrafts(database)
        self.playbook_trials = PlaybookTrials(database)
        self.playbook_runs = PlaybookRuns(database)
        self.offers = Offers(database, bell)
        self.cursors = Cursors(database)
        self.retention = Retention(database)
        self.merges = Merges(database)
        self.releasing = Releasing(database, bell)
        self.senders = Senders(database)
        self.measures = Measures(database)
        self.sms_counts = SmsCounts(database)
        self.threads = Threads(database)
        self.thread_counts = ThreadCounts(database)
        self.resending = Resending(database, bell)
        self.thread_lines = ThreadLines(database)
        self.search = Search(database)
        self.notes = Notes(database)
        self.presence = Presence(database)
        self.later = LaterMessages(database)
        self.attachments = Attachments(database)
        self.team_promises = TeamPromises(database)
        self.saved_filters = SavedFilters(database)
        self.saved_replies = SavedReplies(database)
        self.api_tokens = ApiTokens(database)
        self.api_answers = ApiAnswers(database)
        self.lists = Lists(database)
        self.webhooks = Webhooks(database, bell)
        self.backtests = Backtests(database, bell)
        self._keep_staff(database, bell)
        self._keep_reports(database)

    def _keep_staff(self, database: Database, bell: Bell) -> None:
        """Who works here, how they come in, what they did."""
        self.staff = Accounts(database)
        self.sessions = Sessions(database)
        self.staff_links = StaffLinks(database)
        self.staff_chats = StaffChats(database, bell)
        self.staff_alerts = StaffAlerts(database, bell)
        self.sign_in_tries = SignInTries(database)
        self.audit = Audit(database)

    def _keep_reports(self, database: Database) -> None:
        """What reports read, and the clock counts for them."""
        self.flow_counts = FlowCounts(database)
        self.sending_counts = SendingCounts(database)
        self.sms_days = SmsDays(database)
        self.journey_reports = JourneyReports(database)
        self.customer_lists = CustomerLists(database)
        self.contacts = Contacts(database)
        self.unanswered = Unanswered(database)

    @classmethod
    async def open(cls, url: str, *, alone: bool = False, connections: int = 10) -> Store:
        """Open a migrated database. `alone`: be the one instance that runs on an SQLite file, or refuse.

        Raises `BadDatabaseUrl`, `AlreadyRunning`, `StoreUnavailable`.
        """
        path = sqlite_path(url)
        async with contextlib.AsyncExitStack() as failing:
            instance = Instance.take(path) if alone and path is not None else None
            if instance is not None:
                failing.callback(instance.give_back)
            database = await Database.open(url, connections=connections)
            failing.push_async_callback(database.close)
            bell = await open_bell(url, across_processes=path is None)
            failing.pop_all()
            return cls(database, bell, instance)

    @property
    def is_sqlite(self) -> bool:
        return self.database.is_sqlite

    async def schema(self) -> int:
        """Return the number of the database's schema, 0 for an empty one. Raises `DatabaseNewer`."""
        return await schema_version(self.database)

    async def findings(self, now: datetime) -> list[Finding]:
        """Return what `doctor` should say of the database."""
        return await findings(self.database, now)

    async def export(self, customer: str) -> AsyncIterator[Section]:
        """Yield all that is held on a person, a section at a time, each to be read before the next."""
        async for section in sections(self.database, await family(self.database, customer)):
            yield section

    async def erase(self, customer: str, keyed: Keyed, by: str, now: datetime) -> Erased:
        """Erase a person but for keyed hashes. Raises `StoreUnavailable`: then nothing was done."""
        return await erase(self.database, customer, keyed, by, now)

    async def owners(self, customer: str) -> tuple[str, ...]:
        """Return under which names a person's files are on the shelf."""
        return await owners(self.database, customer)

    async def backup(self, file: Path, now: datetime) -> None:
        """Write a whole copy to a file, while the program runs. Raises `StoreFault`, also where that is no copy."""
        await backups.backup(self.database, file)
        await self.cursors.set(LAST_BACKUP, now.isoformat())

    async def try_writing(self, now: datetime) -> None:
        """Write down that we could, after a write was refused. Raises `StoreUnavailable`."""
        await self.cursors.set(_WRITTEN, now.isoformat())
        self.database.refused = False

    async def close(self) -> None:
        """Wait for what is being written, then close."""
        await self.bell.close()
        await self.database.close()
        if self._instance is not None:
            self._instance.give_back()
