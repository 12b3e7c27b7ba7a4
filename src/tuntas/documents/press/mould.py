"""Signatures of one key differ in two places: the digest they sign, and the signature itself.

Encoding the rest again for each costs most of a signature's time. So pyHanko makes one whole; it is taken apart here,
and every further one is put together from the same pieces. Each seal is read and checked by pyHanko afterwards.
"""

from collections.abc import Callable

from asn1crypto import cms

MARKER = bytes(range(0xA0, 0xC0))  # stands where the digest goes; 32 bytes, as SHA-256 gives
SEQUENCE, SET, OCTETS, CONTEXT_0 = 0x30, 0x31, 0x04, 0xA0


def der(tag: int, *parts: bytes) -> bytes:
    """A value of ASN.1 in DER: tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


class Mould:
    """The pieces of a whole signature over `MARKER`, without unsigned attributes."""

    def __init__(self, whole: cms.ContentInfo) -> None:
        data = whole["content"]
        signer = data["signer_infos"][0]
        # Signed over as a SET, kept in the signature under another tag: same content.
        attributes: bytes = signer["signed_attrs"].untag().dump()
        before, marker, after = attributes.partition(MARKER)
        if not marker or signer["unsigned_attrs"].native:
            raise ValueError("this signature is not one a mould can be made of")
        self._before, self._after = before, after
        self._kind: bytes = whole["content_type"].dump()
        parts = ("version", "digest_algorithms", "encap_content_info", "certificates")
        self._data = b"".join(data[part].dump() for part in parts)
        self._signer = b"".join(signer[part].dump() for part in ("version", "sid", "digest_algorithm"))
        self._algorithm: bytes = signer["signature_algorithm"].dump()

    def filled(self, digest: bytes, sign: Callable[[bytes], bytes]) -> cms.ContentInfo:
        """The signature over another digest of the same length."""
        if len(digest) != len(MARKER):
            raise ValueError("a mould is made for digests of 32 bytes")
        attributes = self._before + digest + self._after
        kept = bytes([CONTEXT_0]) + attributes[1:]
        signer = der(SEQUENCE, self._signer, kept, self._algorithm, der(OCTETS, sign(attributes)))
        data = der(SEQUENCE, self._data, der(SET, signer))
        return cms.ContentInfo.load(der(SEQUENCE, self._kind, der(CONTEXT_0, data)))
