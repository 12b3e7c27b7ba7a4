"""What one person finds on the desk after signing in."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.casework.flow import flow_of
from tuntas.forum.queries.questions import unanswered_for
from tuntas.forum.queries.stories import newsroom
from tuntas.forum.rules.stories import may_write
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.queries.coaching import coached_entries
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.terms import SCORED, EditionStatus, EntryStage, Seat
from tuntas.lobby.terms import Desk, Errand
from tuntas.people.models import Holding, Person
from tuntas.people.rules import held
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.terms import Level
from tuntas.replication.flow import COPY
from tuntas.replication.flow import waiting as copies_waiting

AT_MOST = 8  # lines of a kind; the rest is one click away


def desk_of(person: Person, now: datetime) -> Desk:
    """Errands of the person by kind, in twelve queries whatever the size of the edition."""
    seats = list(
        SeatHolder.objects.filter(person=person, left_at=None).exclude(edition__status=EditionStatus.ARCHIVED)
        .select_related("edition").order_by("-edition__year")
    )  # fmt: skip
    everything = list(held(person, now).select_related("organisation__place", "place"))
    holdings = [one for one in everything if one.organisation_id]
    return Desk(
        serves_place=len(everything) > len(holdings),
        editions=[_edition(seat.edition) for seat in seats if seat.seat == Seat.ORGANISER][:AT_MOST],
        serving=[_edition(seat.edition) for seat in seats if seat.seat in (Seat.SECRETARIAT, Seat.OBSERVER)][:AT_MOST],
        judging=_judging([seat for seat in seats if seat.seat == Seat.JUROR], now),
        checking=_checking([seat.edition for seat in seats if seat.seat in (Seat.SECRETARIAT, Seat.ORGANISER)]),
        entries=_entries(person, holdings),
        offices=[
            Errand(reverse("people:organisation", args=[h.organisation_id]), h.organisation.name, h.get_role_display())  # type: ignore[union-attr]
            for h in holdings
        ][:AT_MOST],
        copies=_copies(person, now),
        questions=_questions(person, now),
        news=_news(person, now),
        coaching=_coaching(person),
        services=_services(everything),
    )


# Who works with the services of a place, beside the local admins of its government.
SERVING = frozenset(
    {Role.VILLAGE_OFFICER, Role.REGENCY_TEAM, Role.LEADER, Role.BPD_MEMBER, Role.VOLUNTEER, Role.LOCAL_ADMIN}
)
GOVERNING = (OrganisationKind.VILLAGE, OrganisationKind.REGENCY)


def _services(holdings: list[Holding]) -> list[Errand]:
    """The desks of the places the person serves; for who runs the province, its switches."""
    found: dict[str, Errand] = {}
    for one in holdings:
        place = one.place
        if one.organisation is not None:
            place = one.organisation.place if one.organisation.kind in GOVERNING else None
        if place is None:
            continue
        title = _("Services of %(place)s") % {"place": place.full_name}
        if one.organisation is None and one.role in (Role.OPERATOR, Role.ORGANISER):
            hint = _("Switch services on and off")
            found[place.code] = Errand(reverse("catalogue:switches", args=[place.code]), title, hint)
        elif one.role in SERVING and place.level != Level.PROVINCE:
            found.setdefault(place.code, Errand(reverse("catalogue:desk", args=[place.code]), title))
    return list(found.values())[:AT_MOST]


def _coaching(person: Person) -> list[Errand]:
    """Finalists the person coaches."""
    return [
        Errand(
            reverse("kipp:coach", args=[one.entry.edition.slug, one.entry.case.reference]),
            one.entry.title,
            str(one.entry.edition),
        )
        for one in coached_entries(person)[:AT_MOST]
    ]


def _questions(person: Person, now: datetime) -> list[Errand]:
    """Questions to the innovations of the person's organisations that nobody answered yet."""
    return [
        Errand(
            reverse("forum:question", args=[post.innovation.slug, post.pk]),
            post.text[:120],
            post.innovation.name,
            tone="wait",
        )
        for post in unanswered_for(person, now)[:AT_MOST]
        if post.innovation
    ]


def _news(person: Person, now: datetime) -> list[Errand]:
    """Drafts of the newsroom, for those who write there."""
    if not may_write(person, now):
        return []
    drafts = newsroom(state="draft", text="", now=now)[:AT_MOST]
    return [Errand(reverse("forum:edit", args=[one.pk]), one.title, one.get_category_display()) for one in drafts]


def _copies(person: Person, now: datetime) -> list[Errand]:
    """Copies of innovations whose next move is the person's."""
    return [
        Errand(reverse("replication:page", args=[case.reference]), case.title, COPY.stage(case.stage).name, tone="wait")
        for case in copies_waiting(person, now)[:AT_MOST]
    ]


def _edition(edition: Edition) -> Errand:
    return Errand(reverse("kipp:board", args=[edition.slug]), edition.name, edition.get_status_display())


def _judging(seats: list[SeatHolder], now: datetime) -> list[Errand]:
    hidden = frozenset[int]().union(*(hidden_from(seat, now) for seat in seats))
    mine = Assignment.objects.filter(juror__in=seats, removed_at=None, stage__kind__in=SCORED).exclude(entry__in=hidden)
    counts = {
        stage: (total, done)
        for stage, total, done in mine.order_by()
        .values_list("stage")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(sheet__handed_in_at__isnull=False)))
    }
    stages = Stage.objects.filter(pk__in=counts).select_related("edition").order_by("closes_at")
    return [
        Errand(
            reverse("kipp:queue", args=[stage.edition.slug, stage.key]),
            f"{stage.edition} · {stage}",
            _("All handed in") if done == total else _("Proposals wait for your score"),
            done,
            total,
            "ok" if done == total else "wait",
        )
        for stage in stages
        for total, done in [counts[stage.pk]]
    ][:AT_MOST]


def _checking(editions: list[Edition]) -> list[Errand]:
    counted = (
        Edition.objects.filter(pk__in={edition.pk for edition in editions})
        .annotate(waiting=Count("entries", filter=Q(entries__case__stage=EntryStage.SUBMITTED)))
        .filter(waiting__gt=0)
    )
    return [
        Errand(
            reverse("kipp:check", args=[edition.slug]),
            edition.name,
            _("%(count)d proposals wait for the administrative check") % {"count": edition.waiting},
            tone="wait",
        )
        for edition in counted
    ]


def _entries(person: Person, holdings: list[Holding]) -> list[Errand]:
    """Own proposals of organisations the person belongs to, and those that wait for the person as local admin."""
    writes = {held.organisation_id for held in holdings if held.role in (Role.INNOVATOR, Role.LOCAL_ADMIN)}
    administers = {held.organisation_id for held in holdings if held.role == Role.LOCAL_ADMIN}
    mine = Q(created_by=person, organisation__in=writes) | Q(
        organisation__in=administers, case__stage=EntryStage.WITH_ADMIN
    )
    found = (
        Entry.objects.filter(mine)
        .exclude(edition__status=EditionStatus.ARCHIVED)
        .select_related("case", "edition")
        .order_by("-saved_at")[:AT_MOST]
    )
    return [
        Errand(
            reverse("kipp:entry", args=[entry.edition.slug, entry.case.reference]),
            entry.title,
            _waits(entry, administers),
        )
        for entry in found
    ]


def _waits(entry: Entry, administers: set[int | None]) -> Any:
    """Where a proposal stands, said to whom it is said: the local admin is not told that the local admin reads it."""
    if entry.case.stage == EntryStage.WITH_ADMIN and entry.organisation_id in administers:
        return _("Waits for you: read it, then submit it")
    return flow_of(entry.case).stage(entry.case.stage).public
