"""A person's signature made elsewhere: send, fetch, check. Pure: no Django, no clock; folders and moments are given."""

from tuntas.services.labkd.signing.checking import Sent, SignatureVerdict, check_signature
from tuntas.services.labkd.signing.signer import RemoteSigner, Signatory, SignerRefused, SignerUnreachable

__all__ = [
    "RemoteSigner",
    "Sent",
    "Signatory",
    "SignatureVerdict",
    "SignerRefused",
    "SignerUnreachable",
    "check_signature",
]
