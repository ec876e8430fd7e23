"""The engine with one customer and a clock that can be moved. Start with `rehearsal`."""
