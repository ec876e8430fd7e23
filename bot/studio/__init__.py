"""Marketers' tools: playbook tests, drawings, publishing."""
