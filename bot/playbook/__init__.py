"""What marketers write: files in, one checked, immutable `Playbook` out.

Read `compiled` for what the rest of the program sees; `files` for how the folder is read; `check` for what is refused.
"""
