from bot.store import Store


async def test_counts_grow_and_values_are_the_last(store: Store) -> None:
    await store.measures.add("provider_errors", "30007")
    await store.measures.add("provider_errors", "30007", by=2)
    await store.measures.add("provider_errors", "21610")
    await store.measures.set("clock_skew", 4.0, "twilio")
    await store.measures.set("clock_skew", -2.5, "twilio")
    assert await store.measures.all() == {
        "provider_errors": {"21610": 1.0, "30007": 3.0},
        "clock_skew": {"twilio": -2.5},
    }


async def test_the_log_has_a_size_on_sqlite_only(store: Store) -> None:
    await store.measures.add("sweep_recovered")
    size = store.measures.log_bytes()
    assert size is None if not store.is_sqlite else size is not None and size > 0


async def test_nobody_has_opted_out_of_an_empty_store(store: Store) -> None:
    assert await store.measures.opt_outs() == 0
