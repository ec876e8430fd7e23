"""An order and what comes after: its states, its ways to the customer, guarantees, the next purchase, feedback."""
