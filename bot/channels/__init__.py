"""The ways to reach a customer. Each is one file that fulfils `base.Channel`; adding one is adding a file and a line in the wiring."""
