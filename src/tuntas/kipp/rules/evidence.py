"""Which attachments are taken, and who may read them."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.files.terms import IMAGE, PDF, Kind
from tuntas.kipp.models import Assignment, Entry, Evidence, Requirement
from tuntas.kipp.rules.barring import is_hidden
from tuntas.kipp.rules.coaching import coaches
from tuntas.kipp.rules.entries import may_read, view_of
from tuntas.kipp.rules.votes import shows_options
from tuntas.kipp.terms import EntryStage, EvidenceKind, StageKind

PURPOSE = "kipp.evidence"
# From here on jurors meet the entrants, so names are no secret any more.
NAMES_KNOWN = (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)
JUDGED = (EntryStage.PASSED, EntryStage.NOT_FINALIST, *NAMES_KNOWN)


def is_file(requirement: Requirement) -> bool:
    """Wants an upload; else a link."""
    return requirement.kind in (EvidenceKind.PDF, EvidenceKind.IMAGE)


def kind_of(requirement: Requirement) -> Kind:
    """What the upload must be and how large it may be."""
    return (IMAGE if requirement.kind == EvidenceKind.IMAGE else PDF)(requirement.megabytes)


def trouble_with_link(link: str) -> str:
    """Why a link is not taken, as a sentence; "" when it is. Only https, a real host, no password inside."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - reading it raises ValueError when it is no number
    except ValueError:
        return _("This is not a web address.")
    if parts.scheme != "https":
        return _("Write a web address that begins with https://")
    if "." not in host.strip(".") or any(letter.isspace() for letter in link):
        return _("This is not a web address.")
    if parts.username or parts.password:
        return _("The address must not hold a name or a password.")
    return ""


def _assigned(reader: Any, entry: Entry, now: datetime) -> bool:
    there = Assignment.objects.filter(entry=entry, juror__person=reader, juror__left_at=None, removed_at=None)
    return there.exists() and not is_hidden(reader, entry, now)


def _evidence_of(file: File) -> Evidence | None:
    return (
        Evidence.objects.select_related("entry__edition", "entry__case", "entry__organisation", "requirement")
        .filter(file=file)
        .first()
    )


def _shown_to_voters(reader: Any, evidence: Evidence, now: datetime) -> bool:
    """A picture of a finalist in an edition whose public vote has opened; never for a juror in conflict."""
    entry = evidence.entry
    if evidence.requirement.kind != EvidenceKind.IMAGE or evidence.removed_at or entry.case.stage not in NAMES_KNOWN:
        return False
    stages = entry.edition.stages.filter(kind=StageKind.VOTE)
    if not any(shows_options(stage, entry.edition, now) for stage in stages):
        return False
    return not reader.is_authenticated or not is_hidden(reader, entry, now)


def may_read_evidence(reader: Any, file: File, now: datetime) -> bool:
    """The entry's team, the office once it is handed in, jurors to whom the entry is assigned; pictures of finalists
    also whoever looks at the public vote."""
    evidence = _evidence_of(file)
    if evidence is None:
        return False
    if _shown_to_voters(reader, evidence, now):
        return True
    if not reader.is_authenticated:
        return False
    entry = evidence.entry
    if may_read(view_of(reader, entry, now), entry) or coaches(reader, entry):
        return True
    return evidence.removed_at is None and entry.case.stage in JUDGED and _assigned(reader, entry, now)


def disguise_of(reader: Any, file: File, now: datetime) -> str | None:
    """The neutral name a juror sees while the edition judges blind; None for everybody else."""
    evidence = _evidence_of(file)
    if evidence is None:
        return None
    entry = evidence.entry
    view = view_of(reader, entry, now)
    if not entry.edition.blind or view.team or view.office or entry.case.stage in NAMES_KNOWN:
        return None
    same = entry.evidence.filter(requirement=evidence.requirement, removed_at=None).order_by("added_at", "pk")
    place = [item.pk for item in same].index(evidence.pk) + 1 if evidence.removed_at is None else 0
    return f"{evidence.requirement.key}-{place}"


def may_read_receipt(reader: Any, document: Document, now: datetime) -> bool:
    """The entry's team and the office of its edition."""
    entry = Entry.objects.select_related("edition", "case", "organisation").filter(receipt=document).first()
    return entry is not None and may_read(view_of(reader, entry, now), entry)
