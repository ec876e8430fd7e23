"""The ways to reach a customer. Each fulfils `base.Channel`; one more is a file or folder and a line in the wiring."""
