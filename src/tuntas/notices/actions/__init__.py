"""Telling people. The handlers of other rooms' events stand here under the names `lobby/wiring.py` uses."""

from tuntas.notices.actions.delivery import deliver
from tuntas.notices.actions.people import (
    tell_accepted,
    tell_delegated,
    tell_ended,
    tell_invited,
    tell_join_decided,
    tell_join_requested,
    tell_sign_in_changed,
)
from tuntas.notices.actions.telling import choose, read_all, read_one, tell, tell_address, tell_many, withdraw_about

__all__ = [
    "choose",
    "deliver",
    "read_all",
    "read_one",
    "tell",
    "tell_accepted",
    "tell_address",
    "tell_delegated",
    "tell_ended",
    "tell_invited",
    "tell_join_decided",
    "tell_join_requested",
    "tell_many",
    "tell_sign_in_changed",
    "withdraw_about",
]
