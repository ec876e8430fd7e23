"""APScheduler 3 with one job for each timer, on SQLite: how long the jobs take to add, to start with, and to fire."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

fired = 0


def fire(number: int) -> None:
    global fired
    fired += 1


async def main(timers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(f"sqlite:///{Path(folder) / 'jobs.db'}")
        scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)
        scheduler.start(paused=True)
        await asyncio.sleep(0.1)  # it starts in the loop; jobs added before would stay in memory
        due = datetime.now(UTC) - timedelta(seconds=1)
        for number in range(timers):
            scheduler.add_job(fire, "date", (number,), run_date=due, misfire_grace_time=None, id=str(number))
        began = time.perf_counter()
        scheduler.resume()
        while fired < timers:
            await asyncio.sleep(0.005)
        took = time.perf_counter() - began
        scheduler.shutdown(wait=False)
    print(json.dumps({"per_second": timers / took}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
