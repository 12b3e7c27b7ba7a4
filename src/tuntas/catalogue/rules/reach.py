"""Who reads the evidence a place gave for its readiness."""

from datetime import datetime
from typing import Any

from tuntas.catalogue.rules.permission import may_manage
from tuntas.files.models import File
from tuntas.places.models import Place


def may_read_evidence(reader: Any, file: File, now: datetime) -> bool:
    """Whoever manages the services of the place."""
    place = Place.objects.filter(code=file.subject.rpartition(":")[2]).first()
    return place is not None and may_manage(reader, place, now)
