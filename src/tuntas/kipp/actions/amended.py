"""Telling people that the rules they work under have changed. The handler stands in the lobby's wiring."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from tuntas.kipp.models import Amendment, Edition, SeatHolder
from tuntas.kipp.rules.charter.changes import Change, changes_from
from tuntas.kipp.rules.charter.facts import CHECKS
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.terms import EntryStage, RulesAmended, Seat
from tuntas.notices.actions import tell
from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.people.terms import Role

AMENDED = "kipp.amended"
JURORS_READ = ("criteria", "stages")
FOR_JURORS = ("blind", "remark_low", "remark_high", "tie_break")


def tell_amended(event: RulesAmended) -> None:
    """Entrants and their local admins read of every amendment, jurors of those about what or when they score,
    the secretariat and observers of all."""
    amendment = Amendment.objects.select_related("edition", "by").get(pk=event.amendment_id)
    assert amendment.at and amendment.by
    edition = amendment.edition
    lines = {
        language: "\n".join(f"- {one['words'][language]['where']}" for one in amendment.changes[:20])
        for language in ("id", "en")
    }
    people = concerned(edition, changes_from(amendment.changes), amendment.at)
    for person in people.exclude(pk=amendment.by.pk):
        tell(
            person=person,
            kind=AMENDED,
            title=f"Aturan berubah: {edition.name}, perubahan {amendment.number}"[:200],
            title_en=f"The rules have changed: {edition.name_en or edition.name}, amendment {amendment.number}"[:200],
            body=f"{amendment.title}\n{lines['id']}\nAlasan: {amendment.reason}",
            body_en=f"{amendment.title}\n{lines['en']}\nReason: {amendment.reason}",
            link=reverse("kipp:amendments", args=[edition.slug]) + f"#perubahan-{amendment.number}",
            now=amendment.at,
        )


def concerned(edition: Edition, changes: list[Change], now: datetime) -> QuerySet[Person]:
    """Everybody whose work the changes are about."""
    seats = {Seat.SECRETARIAT, Seat.OBSERVER, Seat.ORGANISER}
    if any(_is_for_jurors(one) for one in changes):
        seats.add(Seat.JUROR)
    seated = SeatHolder.objects.filter(edition=edition, seat__in=seats, left_at=None).values("person")
    wanted = Q(pk__in=seated)
    if any(one.shelf is not CHECKS for one in changes):
        entries = edition.entries.exclude(case__stage=EntryStage.WITHDRAWN)
        ours = Q(organisation__in=entries.values("organisation"))
        above = Q(organisation__in=entries.values("organisation__parent"))
        admins = Holding.objects.filter(in_force(now), ours | above, role=Role.LOCAL_ADMIN)
        wanted |= Q(pk__in=entries.values("created_by")) | Q(pk__in=admins.values("person"))
    return Person.objects.filter(wanted, is_active=True)


def _is_for_jurors(change: Change) -> bool:
    fact = change.fact
    return change.shelf is CRITERIA or change.shelf.key in JURORS_READ or bool(fact and fact.name in FOR_JURORS)
