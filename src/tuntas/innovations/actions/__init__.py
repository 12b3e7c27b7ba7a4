"""Changing the register."""

from tuntas.innovations.actions.chapters import drop_draft, offer_drafts, write_chapter
from tuntas.innovations.actions.confirming import ask_owners, confirm_status
from tuntas.innovations.actions.maturity import answer_maturity
from tuntas.innovations.actions.refusals import (
    AlreadyKnown,
    Changed,
    InnovationRefused,
    NotAllowed,
    NotTold,
    TooMuch,
)
from tuntas.innovations.actions.register import load_register
from tuntas.innovations.actions.showing import (
    Words,
    add_measure,
    add_paper,
    add_picture,
    change_measure,
    change_picture,
    drop_measure,
    drop_paper,
    drop_picture,
)
from tuntas.innovations.actions.sites import WrongParent, add_site, origin_of, set_site_status
from tuntas.innovations.actions.upkeep import add, give_award, hide, publish, update

__all__ = [
    "AlreadyKnown",
    "Changed",
    "InnovationRefused",
    "NotAllowed",
    "NotTold",
    "TooMuch",
    "Words",
    "WrongParent",
    "add",
    "add_measure",
    "add_paper",
    "add_picture",
    "add_site",
    "answer_maturity",
    "ask_owners",
    "change_measure",
    "change_picture",
    "confirm_status",
    "drop_draft",
    "drop_measure",
    "drop_paper",
    "drop_picture",
    "give_award",
    "hide",
    "load_register",
    "offer_drafts",
    "origin_of",
    "publish",
    "set_site_status",
    "update",
    "write_chapter",
]
