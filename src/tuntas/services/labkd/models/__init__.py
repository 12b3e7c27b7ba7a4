"""Tables of LABKD."""

from tuntas.services.labkd.models.letters import Letter
from tuntas.services.labkd.models.numbering import Block, BlockNumber, OwnCode
from tuntas.services.labkd.models.signing import Absence, Delegation, Post, SignatureRequest
from tuntas.services.labkd.models.templates import TemplateVersion

__all__ = [
    "Absence",
    "Block",
    "BlockNumber",
    "Delegation",
    "Letter",
    "OwnCode",
    "Post",
    "SignatureRequest",
    "TemplateVersion",
]
