"""Telling both sides and the province what happens to a copy, in both languages. Handlers, wired in the lobby."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.casework.flow import stage_of
from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.rules import in_force
from tuntas.people.terms import Role
from tuntas.places.terms import CENTRAL_JAVA
from tuntas.replication.flow import FACILITATING, owner_answers
from tuntas.replication.models import Message, Replication, Update
from tuntas.replication.queries.copies import updates_open
from tuntas.replication.terms import (
    CopyStage,
    ReplicationMessaged,
    ReplicationMoved,
    ReplicationStarted,
    UpdateOffered,
)

Say = Callable[[], tuple[str, str]]


def _copy(pk: int) -> Replication:
    related = ("case", "adopter", "innovation__owner", "mentor", "agreement")
    return Replication.objects.select_related(*related).get(pk=pk)


def facilitators(now: datetime) -> list[Person]:
    """Who looks after copies for the province."""
    held = Holding.objects.filter(in_force(now), role__in=FACILITATING, organisation=None, place_id=CENTRAL_JAVA)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


def people_of(organisation: Organisation | None, now: datetime) -> list[Person]:
    """Local admins of an organisation or of the one it belongs to."""
    if organisation is None:
        return []
    there = Q(organisation=organisation) | Q(organisation=organisation.parent_id)
    held = Holding.objects.filter(in_force(now), there, role=Role.LOCAL_ADMIN).exclude(organisation=None)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


def owners(copy: Replication, now: datetime) -> list[Person]:
    """Who answers for the owner: its admins, or the province in its place."""
    owner = copy.innovation.owner
    return people_of(owner, now) if owner_answers(owner, now) else facilitators(now)


def adopters(copy: Replication, now: datetime) -> list[Person]:
    """Local admins of the adopter, and whoever began the copy."""
    opener = copy.case.opened_by
    return [*people_of(copy.adopter, now), *([opener] if opener else [])]


def _tell(copy: Replication, people: Iterable[Person], kind: str, say: Say, now: datetime, but: int = 0) -> None:
    link = reverse("replication:page", args=[copy.case.reference])
    told = [person for person in people if person.pk != but and person.is_active]
    tell_many(people=told, kind=f"replication.{kind}", link=link, now=now, **worded(say))


def _names(copy: Replication) -> dict[str, str]:
    return {"adopter": copy.adopter.name, "name": copy.innovation.name}


def tell_started(event: ReplicationStarted) -> None:
    """The province looks at it; the owner hears of it."""
    copy, now = _copy(event.replication_id), clock_now()

    def words() -> tuple[str, str]:
        return (
            _("%(adopter)s wants to copy %(name)s") % _names(copy),
            _("The province verifies the interest first; then the adopter may ask the owner."),
        )

    _tell(copy, [*facilitators(now), *owners(copy, now)], "started", words, now, but=copy.case.opened_by_id or 0)


def tell_moved(event: ReplicationMoved) -> None:
    """Both sides, the mentor and the province: where it stands now, or what is wanted of them."""
    copy, now = _copy(event.replication_id), clock_now()
    if event.move == "nudge":
        _tell(copy, _turn(copy, now), "reminded", lambda: _reminder(copy), now)
        return
    everybody = [*adopters(copy, now), *owners(copy, now), *facilitators(now)]
    everybody += [copy.mentor] if copy.mentor else []

    def words() -> tuple[str, str]:
        stage = str(stage_of(copy.case).name)
        last = copy.case.steps.last()
        body = last.message if last and not event.move.startswith("signed_") and event.move != "mentor" else ""
        return (_("Copy of %(name)s by %(adopter)s: %(stage)s") % {**_names(copy), "stage": stage}, body)

    _tell(copy, everybody, "moved", words, now, but=event.by_id)


def _turn(copy: Replication, now: datetime) -> list[Person]:
    """Whose turn it is."""
    stage = copy.case.stage
    if stage == CopyStage.INTEREST:
        return facilitators(now)
    if stage == CopyStage.REQUESTED:
        return owners(copy, now)
    if stage == CopyStage.APPROVED:
        sides = {"adopter": adopters(copy, now), "owner": owners(copy, now), "facilitator": facilitators(now)}
        signed = set(copy.consents.values_list("side", flat=True))
        return [person for side, people in sides.items() if side not in signed for person in people]
    return adopters(copy, now)


def _reminder(copy: Replication) -> tuple[str, str]:
    stage = str(stage_of(copy.case).name)
    return (
        _("It is your turn: copy of %(name)s by %(adopter)s") % _names(copy),
        _("It stands at “%(stage)s” and waits for you. If something holds it up, write it in a message or pause it.")
        % {"stage": stage},
    )


def tell_late(copy: Replication, now: datetime) -> None:
    """Remind whoever's turn it is; called by the daily command."""
    _tell(copy, _turn(copy, now), "reminded", lambda: _reminder(copy), now)


def tell_messaged(event: ReplicationMessaged) -> None:
    """Everybody with a part, but the writer."""
    message = Message.objects.select_related("by").get(pk=event.message_id)
    copy, now = _copy(message.replication_id), clock_now()
    people = [*adopters(copy, now), *owners(copy, now)]
    people += [copy.mentor] if copy.mentor else []
    people += [one.by for one in copy.messages.select_related("by")]

    def words() -> tuple[str, str]:
        title = _("%(who)s wrote about the copy of %(name)s") % {"who": message.by.name, "name": copy.innovation.name}
        return (title, message.text[:600])

    _tell(copy, people, "message", words, now, but=message.by_id)


def tell_update(event: UpdateOffered) -> None:
    """Every adopter whose copy it concerns."""
    update, now = Update.objects.select_related("innovation").get(pk=event.update_id), clock_now()
    copies = update.innovation.replications.filter(is_live=True).exclude(agreement=None)
    for copy in copies.select_related("case__opened_by", "adopter", "innovation__owner", "agreement"):
        if not updates_open(copy).filter(pk=update.pk).exists():
            continue

        def words() -> tuple[str, str]:
            return (
                _("%(name)s has changed: %(chapter)s")
                % {"name": update.innovation.name, "chapter": update.get_chapter_display()},
                _("Read the difference, and take it over or keep what you have."),
            )

        _tell(copy, adopters(copy, now), "update", words, now)
