"""The ways to reach a customer. Each fulfils `base.Channel`; adding one is adding a file and a line in the wiring."""
