"""The life of a meeting and of a finding, as data; who is what to a group stands in `parts`."""

from tuntas.services.selapanan.flow.findings import FINDING
from tuntas.services.selapanan.flow.meetings import MEETING
from tuntas.services.selapanan.flow.parts import groups_read, groups_run, parts_in

__all__ = ["FINDING", "MEETING", "groups_read", "groups_run", "parts_in"]
