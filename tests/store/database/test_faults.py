import pytest

from bot.store.database import faults


@pytest.mark.parametrize("name", ["BadDatabaseUrl", "AlreadyRunning", "DatabaseNewer", "StoreUnavailable"])
def test_every_fault_is_one_that_a_caller_can_meet_by_its_family(name: str) -> None:
    assert issubclass(getattr(faults, name), faults.StoreFault)
    assert name in (faults.__doc__ or "")
