"""The playbook: versions, drafts, their editor, tests, trials and backtests."""
