"""Who reads the files of an innovation page."""

from datetime import datetime
from typing import Any

from tuntas.files.models import File
from tuntas.innovations.models import Innovation
from tuntas.innovations.rules.access import may_edit, may_see


def _of(file: File) -> Innovation | None:
    room, _, pk = file.subject.partition(":")
    if room != "innovations.innovation" or not pk.isdigit():
        return None
    return Innovation.objects.select_related("owner").defer("words").filter(pk=int(pk)).first()


def may_read_shown(reader: Any, file: File, now: datetime) -> bool:
    """Pictures and papers are read by whoever reads the page."""
    innovation = _of(file)
    return innovation is not None and may_see(reader, innovation, now)


def may_read_proof(reader: Any, file: File, now: datetime) -> bool:
    """Evidence of the self-assessment is the owner's and the operators'."""
    innovation = _of(file)
    return innovation is not None and may_edit(reader, innovation, now)
