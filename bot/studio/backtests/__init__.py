"""What really happened, met once more: by the same playbook or by another. Start with `backtest`."""
