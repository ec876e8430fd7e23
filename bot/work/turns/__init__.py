"""Events met: what a turn loads, calls and writes. Start with `turn`, then `consumer`, which calls it."""
