"""A playbook as it is written: its folder, YAML with the place of every key and value, catalogues of translations."""
