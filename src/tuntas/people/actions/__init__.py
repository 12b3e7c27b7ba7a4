"""Verbs about people, by noun. Every refusal is a `Refused` whose `str()` is a sentence for the person."""


class Refused(Exception):
    """What was asked cannot be done; `str(error)` says why."""


class NotAllowed(Refused):
    """The person has no role that may do this."""
