"""Proposals that are written but not handed in, and who was reminded of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import QuerySet

from tuntas.kernel.clock import WIB, wib_date
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.terms import NUDGED, EntryStage
from tuntas.notices.models import Notice
from tuntas.people.models import Holding
from tuntas.people.rules import in_force
from tuntas.people.terms import Role


@dataclass(frozen=True)
class Draft:
    """A proposal not handed in, and whether whoever holds it was reminded today."""

    entry: Entry
    reminded: bool

    @property
    def with_admin(self) -> bool:
        """The local admin holds it, not the writer."""
        return self.entry.case.stage == EntryStage.WITH_ADMIN


def drafts_of(edition: Edition) -> QuerySet[Entry]:
    """Entries that still stand with their writer or their local admin before submission."""
    return edition.entries.filter(case__stage__in=[EntryStage.DRAFT, EntryStage.WITH_ADMIN])


def draft_table(edition: Edition) -> QuerySet[Entry]:
    """Drafts with what a table of them shows, longest untouched first."""
    return drafts_of(edition).select_related("case", "organisation", "created_by", "track").order_by("saved_at", "pk")


def owners_of(drafts: QuerySet[Entry], now: datetime) -> list[tuple[Entry, list[int]]]:
    """Each draft with the ids of those whose turn it is: its writer, or the local admins once it is with them.

    Two queries. A local admin of the organisation it belongs to counts as well.
    """
    found = list(drafts.select_related("case", "organisation"))
    admins: dict[int, list[int]] = {}
    running = Holding.objects.filter(in_force(now), role=Role.LOCAL_ADMIN, person__is_active=True)
    above = {pk for draft in found for pk in (draft.organisation_id, draft.organisation.parent_id) if pk}
    for organisation, person in running.filter(organisation_id__in=above).values_list("organisation_id", "person_id"):
        admins.setdefault(organisation, []).append(person)

    def turn(draft: Entry) -> list[int]:
        if draft.case.stage == EntryStage.DRAFT:
            return [draft.created_by_id]
        parent = draft.organisation.parent_id
        return sorted({*admins.get(draft.organisation_id, []), *(admins.get(parent, []) if parent else [])})

    return [(draft, turn(draft)) for draft in found]


def told_today(link: str, now: datetime) -> set[int]:
    """Who was reminded on this calendar day (WIB); `link` is where the reminder of that edition points."""
    midnight = datetime.combine(wib_date(now), time(0), WIB)
    return set(Notice.objects.filter(kind=NUDGED, link=link, at__gte=midnight).values_list("person_id", flat=True))


def with_reminders(entries: Iterable[Entry], link: str, now: datetime) -> list[Draft]:
    """The drafts of one page with the mark of a reminder; two queries."""
    told = told_today(link, now)
    admins = Holding.objects.filter(person_id__in=told, role=Role.LOCAL_ADMIN).values_list("organisation_id", flat=True)
    reached = set(admins) if told else set()
    return [
        Draft(
            entry,
            entry.organisation_id in reached
            if entry.case.stage == EntryStage.WITH_ADMIN
            else entry.created_by_id in told,
        )
        for entry in entries
    ]
