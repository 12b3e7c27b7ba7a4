"""Changing the register."""

from tuntas.innovations.actions.register import load_register
from tuntas.innovations.actions.sites import WrongParent, add_site, origin_of, set_site_status
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
    "WrongParent",
    "add",
    "add_site",
    "confirm_status",
    "give_award",
    "hide",
    "load_register",
    "origin_of",
    "publish",
    "set_site_status",
    "update",
]
