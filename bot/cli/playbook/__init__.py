"""Commands on a playbook: check it, try it, draw it, publish it."""
