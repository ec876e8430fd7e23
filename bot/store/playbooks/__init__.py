"""Playbooks: published versions, drafts, trials, backtests."""
