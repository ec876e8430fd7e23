"""`python -m tests.simulation --seed 7 --customers 50 --days 365`."""

from __future__ import annotations

import argparse
import sys

from tests.simulation.running import simulate


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--customers", type=int, default=50)
    parser.add_argument("--days", type=int, default=365)
    given = parser.parse_args()
    report = simulate(given.seed, given.customers, given.days)
    sys.stdout.writelines(f"{line}\n" for line in report.lines())
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
