"""The database: what is kept, and the only place that knows SQL."""
