"""The .zip of an archive, written and read byte by byte.

Members are stored, not compressed, with fixed times and rights: the same members give the same bytes with every
version of every library, and reading can say of every byte whether it is as it was written. Any tool opens the file.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NEEDED, _MADE_BY = 20, 0x0314  # 2.0; made as on Unix, so that rights mean something
_DAY = 33  # 1 January 1980, the first day a .zip can name
_RIGHTS = 0o100644 << 16
CHUNK = 1 << 20
LARGEST = (1 << 32) - 1
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


class Damaged(Exception):
    """The container is not as it was written; `str(error)` names the place. `nothing`: it is no .zip at all."""

    def __init__(self, where: str, *, nothing: bool = False) -> None:
        super().__init__(where)
        self.nothing = nothing


@dataclass(frozen=True)
class Member:
    """A file inside: where its content starts, how long it is, and its checksum."""

    name: str
    offset: int
    start: int
    size: int
    crc: int


def _local(name: bytes, size: int, crc: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", _NEEDED, 0, 0, 0, _DAY, crc, size, size, len(name), 0) + name


def _tail(members: list[Member], start: int) -> bytes:
    """The list of members that closes the file."""
    central = b"".join(
        _CENTRAL.pack(
            b"PK\1\2", _MADE_BY, _NEEDED, 0, 0, 0, _DAY, one.crc, one.size, one.size,
            len(one.name), 0, 0, 0, 0, _RIGHTS, one.offset,
        ) + one.name.encode()
        for one in members
    )  # fmt: skip
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(central), start, 0)
    return central + end


class Writer:
    """Adds members one after the other; `close` writes the list of them."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._at = out, 0
        self._members: list[Member] = []

    def add(self, name: str, content: IO[bytes], size: int, crc: int) -> None:
        """Copy `size` bytes of `content`, whose CRC-32 is `crc`."""
        head = _local(name.encode(), size, crc)
        if self._at + len(head) + size > LARGEST:
            raise ValueError("an archive has less than 4 GiB")
        self._members.append(Member(name, self._at, self._at + len(head), size, crc))
        self._out.write(head)
        while chunk := content.read(CHUNK):
            self._out.write(chunk)
        self._at += len(head) + size

    def close(self) -> None:
        self._out.write(_tail(self._members, self._at))


class Reader:
    """The members of a container, after every byte around them has been compared with what it must be."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.members: dict[str, Member] = {}
        at = 0
        while self._take(at, 4) == b"PK\3\4":
            at = self._member(at)
        if not self.members:
            raise Damaged("byte 0", nothing=True)
        wanted = _tail(list(self.members.values()), at)
        self._compare(at, wanted)
        if self._take(at + len(wanted), 1):
            raise Damaged(f"byte {at + len(wanted)}: something follows the end")

    def _take(self, at: int, size: int) -> bytes:
        self._file.seek(at)
        return self._file.read(size)

    def _member(self, at: int) -> int:
        """Check the member that starts at `at`; where the next one starts."""
        raw = self._take(at, _LOCAL.size)
        if len(raw) < _LOCAL.size:
            raise Damaged(f"byte {at}: the file ends in the middle")
        *_rest, crc, size, _size, length, _extra = _LOCAL.unpack(raw)
        name = self._take(at + _LOCAL.size, length)
        if not name or len(name) != length or not set(name) <= _LETTERS or name.decode() in self.members:
            raise Damaged(f"byte {at + _LOCAL.size}: no name of a file")
        self._compare(at, _local(name, size, crc))
        member = Member(name.decode(), at, at + _LOCAL.size + length, size, crc)
        found, left = 0, size
        for chunk in self.chunks(member):
            found, left = zlib.crc32(chunk, found), left - len(chunk)
        if left or found != crc:
            raise Damaged(f"{member.name}: its content is not as it was written")
        self.members[member.name] = member
        return member.start + size

    def _compare(self, at: int, wanted: bytes) -> None:
        there = self._take(at, len(wanted))
        if there != wanted:
            near = next((i for i, (a, b) in enumerate(zip(there, wanted, strict=False)) if a != b), len(there))
            raise Damaged(f"byte {at + near}: not as it was written")

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The content in pieces."""
        at, end = member.start, member.start + member.size
        while at < end and (chunk := self._take(at, min(CHUNK, end - at))):
            yield chunk
            at += len(chunk)

    def read(self, name: str) -> bytes:
        """The whole content of a member; KeyError where there is none."""
        return b"".join(self.chunks(self.members[name]))
