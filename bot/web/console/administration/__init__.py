"""What administrators look after: the team, its promises, the audit, tokens of programs, what the shop is told."""
