"""Verbs of the residents' register. Other rooms use these names and no other module of this room's actions."""

from tuntas.residents.actions.adding import add
from tuntas.residents.actions.grounds import consent, withdraw
from tuntas.residents.actions.reading import identify, names, search
from tuntas.residents.actions.refusals import (
    NoGround,
    NotAllowed,
    NotAsItWas,
    NumberTaken,
    OldRevision,
    Refused,
    WrongFields,
)

__all__ = [
    "NoGround",
    "NotAllowed",
    "NotAsItWas",
    "NumberTaken",
    "OldRevision",
    "Refused",
    "WrongFields",
    "add",
    "consent",
    "identify",
    "names",
    "search",
    "withdraw",
]
