"""Erasing: what may go, goes for good; what must stay is said."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.residents.actions.changing import locked, rewrite
from tuntas.residents.actions.refusals import NotAsItWas
from tuntas.residents.models import Family, Merge, Resident
from tuntas.residents.rules.keeping import FREELY_GIVEN, Keeping, keeping
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import fields_of, opened
from tuntas.residents.terms import ResidentErased, ResidentFields, ResidentState

_EMPTY = {name: value for name, value in vars(ResidentFields(name="", sex="")).items() if name in FREELY_GIVEN}


@transaction.atomic
def erase(*, resident: Resident, by: Person, now: datetime) -> Keeping:
    """Erase what may be erased today and say what stays. There is no way back."""
    fresh, key = locked(resident, by, now)
    found = keeping(fresh, wib_date(now))
    if fresh.state in (ResidentState.MERGED, ResidentState.ERASED):
        raise NotAsItWas(_("This record is closed and cannot be changed."))
    if found.whole:
        wipe(fresh, now, by)
        return found
    before = fields_of(fresh, opened(fresh, keyring()))
    fresh.versions.all().delete()  # earlier versions hold what is erased
    rewrite(fresh, replace(before, **_EMPTY), before, key, now)
    record(act="residents.erased_in_part", subject=fresh, by=by, now=now)
    return found


def wipe(resident: Resident, now: datetime, by: Person | None) -> None:
    """The identity goes, of this record and of those that were made one with it; inside a transaction."""
    rows = [resident, *Resident.objects.filter(merged_into=resident)]
    for row in rows:
        family = row.family
        row.tokens.all().delete()
        row.versions.all().delete()
        row.addresses.update(sealed=None, rt="", rw="")
        row.life.update(sealed=None)
        row.grounds.update(sealed=None)
        row.sealed = row.nik_index = row.family = None
        row.relation, row.rt, row.rw, row.has_disability, row.welfare = "", "", "", False, False
        row.welfare_source, row.welfare_on = "", None
        row.born = row.born.replace(month=1) if row.born else None
        row.state = ResidentState.ERASED
        row.save()
        if family and not family.members.exists():
            Family.objects.filter(pk=family.pk).update(sealed=None, number_index=None)
        record(act="residents.erased", subject=row, by=by, now=now)
        publish(ResidentErased(row.pk))
    Merge.objects.filter(kept__in=rows).update(sealed=None)
