"""Correcting a record, and what a life changes in it. What was before is kept, sealed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.residents.actions.adding import address_of, family_for, put, save, tidy, tokens_of
from tuntas.residents.actions.refusals import NotAllowed, NotAsItWas, OldRevision, WrongFields
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Address, Import, LifeEvent, NameToken, Resident, Version
from tuntas.residents.rules import may_keep
from tuntas.residents.rules.fields import findings
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to, fields_of, opened, snapshot
from tuntas.residents.terms import LifeKind, Relation, ResidentChanged, ResidentFields, ResidentState
from tuntas.residents.vault import Key

_LEADS_TO = {
    LifeKind.DEATH: ResidentState.DEAD,
    LifeKind.MOVED_OUT: ResidentState.AWAY,
    LifeKind.MOVED_IN: ResidentState.PRESENT,
    LifeKind.BIRTH: ResidentState.PRESENT,
}
_PLACE = ("address", "hamlet", "rt", "rw")


@transaction.atomic
def change(
    *,
    resident: Resident,
    fields: ResidentFields,
    revision: int,
    by: Person,
    now: datetime,
    reason: str = "",
    moved_on: date | None = None,
) -> Resident:
    """Correct the record. With `moved_on` a new address begins that day, without it the present one was wrong.

    `revision` is the one that was read; raises `OldRevision` when somebody was faster, `WrongFields`, `NumberTaken`.
    """
    fields = tidy(fields)
    if wrong := [finding for finding in findings(fields, now) if finding.wrong]:
        raise WrongFields(wrong)
    fresh, key = locked(resident, by, now)
    if fresh.state in (ResidentState.MERGED, ResidentState.ERASED):
        raise NotAsItWas(_("This record is closed and cannot be changed."))
    if fresh.revision != revision:
        raise OldRevision(_("Somebody else changed this record while you were writing. Look at it again."))
    before = fields_of(fresh, opened(fresh, keyring()))
    if fields == before:
        return fresh
    keep_version(fresh, before, key, by, now, reason)
    rewrite(fresh, fields, before, key, now)
    if any(getattr(fields, name) != getattr(before, name) for name in _PLACE):
        _new_address(fresh, fields, key, moved_on, now)
    record(act="residents.changed", subject=fresh, by=by, now=now, data={"revision": fresh.revision})
    publish(ResidentChanged(fresh.pk))
    return fresh


def locked(resident: Resident, by: Person, now: datetime) -> tuple[Resident, Key]:
    """The record as it is now with its register locked, for who keeps it; inside a transaction."""
    if not may_keep(by, resident.village, now):
        raise NotAllowed(_("You do not keep the register of residents of this village."))
    key = key_of(register_for(resident.village, now))
    return Resident.objects.select_related("village", "family").get(pk=resident.pk), key


def keep_version(
    resident: Resident,
    before: ResidentFields,
    key: Key,
    by: Person,
    now: datetime,
    reason: str,
    brought_by: Import | None = None,
) -> None:
    """Seal what the record was."""
    Version.objects.create(
        resident=resident,
        revision=resident.revision,
        sealed=key.seal(snapshot(before), bound_to(resident.key, "version")),
        reason=reason[:200],
        by=by,
        at=now,
        brought_by=brought_by,
    )


def rewrite(resident: Resident, fields: ResidentFields, before: ResidentFields, key: Key, now: datetime) -> None:
    """Put the new fields and save, one revision on; words for searching follow."""
    put(resident, fields, key, family_for(resident.village, fields.family_number, key, now))
    resident.revision += 1
    save(resident)
    if (fields.name, fields.birth_date) != (before.name, before.birth_date):
        resident.tokens.all().delete()
        NameToken.objects.bulk_create(tokens_of(resident, fields, key))


def _new_address(resident: Resident, fields: ResidentFields, key: Key, moved_on: date | None, now: datetime) -> None:
    present = resident.addresses.filter(until=None).first()
    if present and moved_on and moved_on > present.since:
        present.until = moved_on
        present.save(update_fields=["until"])
        present = None
    row = address_of(resident, fields, key)
    if present is None:
        Address.objects.create(**row, since=moved_on or wib_date(now))
    else:
        Address.objects.filter(pk=present.pk).update(**row)


@transaction.atomic
def note_life(*, resident: Resident, kind: LifeKind, day: date, note: str = "", by: Person, now: datetime) -> LifeEvent:
    """Note a birth, a death, a move; where the person stands follows from the latest. The record itself stays."""
    fresh, key = locked(resident, by, now)
    if fresh.state in (ResidentState.MERGED, ResidentState.ERASED):
        raise NotAsItWas(_("This record is closed and cannot be changed."))
    if day > wib_date(now):
        raise NotAsItWas(_("This date lies in the future."))
    if fresh.born and day < fresh.born:
        raise NotAsItWas(_("This is before the person was born."))
    if fresh.state == ResidentState.DEAD:
        raise NotAsItWas(_("This person has died. Take that back first if it was a mistake."))
    made = LifeEvent.objects.create(
        resident=fresh,
        kind=kind,
        day=day,
        sealed=key.seal(note.strip().encode(), bound_to(fresh.key, "life")) if note.strip() else None,
        recorded_by=by,
        recorded_at=now,
    )
    _stand(fresh)
    record(act="residents.life_noted", subject=fresh, by=by, now=now, data={"event": made.pk, "kind": str(kind)})
    publish(ResidentChanged(fresh.pk))
    return made


@transaction.atomic
def take_back(*, event: LifeEvent, by: Person, now: datetime) -> None:
    """It was a mistake: it stays readable as taken back, the person stands where they stood. Twice is harmless."""
    fresh, _key = locked(event.resident, by, now)
    if not LifeEvent.objects.filter(pk=event.pk, taken_back_at=None).update(taken_back_at=now):
        return
    _stand(fresh)
    record(act="residents.life_taken_back", subject=fresh, by=by, now=now, data={"event": event.pk})
    publish(ResidentChanged(fresh.pk))


def _stand(resident: Resident) -> None:
    """Where somebody stands follows from the latest event that counts; who died stays dead."""
    counting = resident.life.filter(taken_back_at=None)
    last = counting.filter(kind=LifeKind.DEATH).first() or counting.first()
    state = _LEADS_TO[LifeKind(last.kind)] if last else ResidentState.PRESENT
    if state == ResidentState.PRESENT and resident.relation == Relation.HEAD and resident.family:
        others = resident.family.members.filter(relation=Relation.HEAD, state=ResidentState.PRESENT)
        if others.exclude(pk=resident.pk).exists():
            resident.relation = Relation.OTHER_FAMILY
    resident.state, resident.state_since = state, last.day if last else None
    resident.revision += 1
    resident.save(update_fields=["state", "state_since", "relation", "revision"])


@transaction.atomic
def make_head(*, resident: Resident, by: Person, now: datetime) -> None:
    """Make somebody head of their family; who was it becomes other family, to be set right on their own page."""
    fresh, key = locked(resident, by, now)
    if fresh.family is None or fresh.state != ResidentState.PRESENT:
        raise NotAsItWas(_("Only somebody who lives here and belongs to a family can be its head."))
    if fresh.relation == Relation.HEAD:
        return
    ring = keyring()
    heads = fresh.family.members.filter(relation=Relation.HEAD, state=ResidentState.PRESENT)
    for row, relation in [*((head, Relation.OTHER_FAMILY) for head in heads), (fresh, Relation.HEAD)]:
        keep_version(row, fields_of(row, opened(row, ring)), key, by, now, "")
        row.relation, row.revision = relation, row.revision + 1
        row.save(update_fields=["relation", "revision"])
    record(act="residents.head_made", subject=fresh, by=by, now=now, data={"family": fresh.family_id})
    publish(ResidentChanged(fresh.pk))
