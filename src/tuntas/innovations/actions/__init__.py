"""Changing the register."""

from tuntas.innovations.actions.register import load_register
from tuntas.innovations.actions.upkeep import (
    AlreadyKnown,
    Changed,
    InnovationRefused,
    NotAllowed,
    add,
    confirm_status,
    give_award,
    hide,
    publish,
    update,
)

__all__ = [
    "AlreadyKnown",
    "Changed",
    "InnovationRefused",
    "NotAllowed",
    "add",
    "confirm_status",
    "give_award",
    "hide",
    "load_register",
    "publish",
    "update",
]
