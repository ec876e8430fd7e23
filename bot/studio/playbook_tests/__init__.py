"""A playbook's own tests: read, run, held against what is expected, reported. Start with `running`."""
