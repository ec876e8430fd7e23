"""The vocabulary: frozen records and the unions that name every event and effect.

Nothing of ours is imported here, and nothing here does anything: no clock, no I/O, no rules. Records are
`msgspec.Struct`, the frozen data class that C code reads from and writes to JSON, because a customer's whole
live state is read and written once a turn. They are kept out of the collector's rounds (`gc=False`): what is frozen
when it is made can't be part of a ring. All times are aware `datetime`s in UTC; all ids are 32 hex digits
unless a provider made them.
"""
