"""Tables of the residents' register."""

from tuntas.residents.models.alike import Likeness, Merge
from tuntas.residents.models.draft import Draft
from tuntas.residents.models.grounds import Ground
from tuntas.residents.models.history import Address, LifeEvent, Version
from tuntas.residents.models.imports import Import
from tuntas.residents.models.reading import Reading, ReadRecord
from tuntas.residents.models.register import Register, SealingKey
from tuntas.residents.models.resident import Family, NameToken, Resident
from tuntas.residents.models.rights import RightRequest

__all__ = [
    "Address",
    "Draft",
    "Family",
    "Ground",
    "Import",
    "LifeEvent",
    "Likeness",
    "Merge",
    "NameToken",
    "ReadRecord",
    "Reading",
    "Register",
    "Resident",
    "RightRequest",
    "SealingKey",
    "Version",
]
