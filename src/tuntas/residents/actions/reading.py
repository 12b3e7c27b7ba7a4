"""Reading identity. Every reading leaves a line that the person concerned can be shown."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.residents.actions.refusals import NoGround, NotAllowed, NotAsItWas
from tuntas.residents.models import Reading, ReadRecord, Resident
from tuntas.residents.queries.finding import candidates
from tuntas.residents.queries.grounds import refused_ids
from tuntas.residents.rules.groups import groups_of
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.reading import MATRIX, may_search, roles_for
from tuntas.residents.rules.record import opened
from tuntas.residents.terms import (
    Found,
    Identity,
    Marital,
    Purpose,
    ReadKind,
    Relation,
    Religion,
    ResidentState,
    Sex,
    masked,
)


@transaction.atomic
def identify(
    *,
    resident: Resident,
    purpose: Purpose,
    by: Person,
    now: datetime,
    kind: ReadKind = ReadKind.IDENTIFIED,
    reason: str = "",
) -> Identity:
    """Who somebody is. Raises `NotAllowed` and `NoGround`; a merged record answers with the one that was kept."""
    fresh = Resident.objects.select_related("village", "merged_into__village").get(pk=resident.pk)
    resident = fresh.merged_into or fresh
    note(village=resident.village, ids=[resident.pk], kind=kind, purpose=purpose, by=by, now=now, reason=reason)
    if refused_ids([resident.pk], purpose):
        raise NoGround(_("There is no consent to read who this is for that purpose."))
    return identity_of(resident, opened(resident, keyring()), now)


@transaction.atomic
def names(*, ids: Iterable[int], purpose: Purpose, by: Person, now: datetime) -> dict[int, str]:
    """Names by resident id, for a list; one line in the trail for each village in it.

    Ids that do not exist are left out; who does not agree, or was erased, reads as a word that says so.
    """
    rows = list(Resident.objects.filter(pk__in=set(ids)).select_related("village", "merged_into"))
    refused = refused_ids([row.pk for row in rows], purpose)
    ring, found = keyring(), {}
    for row in rows:
        if row.pk in refused:
            found[row.pk] = _("name withheld")
            continue
        kept = row.merged_into or row
        found[row.pk] = opened(kept, ring).get("name") or _("identity erased")
    for village in {row.village_id: row.village for row in rows}.values():
        shown = [row.pk for row in rows if row.village_id == village.pk and row.pk not in refused]
        note(village=village, ids=shown, kind=ReadKind.NAMED, purpose=purpose, by=by, now=now)
    return found


@transaction.atomic
def search(*, place: Place, text: str, purpose: Purpose, by: Person, now: datetime, limit: int = 20) -> list[Found]:
    """Residents of the village whose name (or whole NIK) fits what was typed, best first. Raises `NotAllowed`."""
    if not may_search(by, place, purpose, now):
        raise NotAllowed(_("You may not look for residents of this village."))
    ring = keyring()
    rows = candidates(place, text, ring)
    refused = refused_ids([row.pk for row, _sealed, _fit in rows], purpose)
    rows = [row for row in rows if row[0].pk not in refused][:limit]
    note(
        village=place,
        ids=[row.pk for row, _sealed, _fit in rows],
        kind=ReadKind.SEARCHED,
        purpose=purpose,
        by=by,
        now=now,
    )
    return [found_of(row, sealed) for row, sealed, _fit in rows]


def note(
    *,
    village: Place,
    ids: Sequence[int],
    kind: ReadKind,
    purpose: Purpose,
    by: Person,
    now: datetime,
    reason: str = "",
    roles: frozenset[Role] | None = None,
) -> None:
    """Check that the person may, and leave the line of the trail. Raises `NotAllowed`."""
    able = (roles_for(by, village, now) if roles is None else roles) & MATRIX[purpose]
    if not able:
        raise NotAllowed(_("You may not read who the residents of this village are for that purpose."))
    if not ids:
        return
    line = Reading.objects.create(
        village=village, kind=kind, purpose=purpose, reason=reason[:300], by=by, role=min(able), at=now
    )
    ReadRecord.objects.bulk_create([ReadRecord(reading=line, resident_id=pk) for pk in ids])


def identity_of(resident: Resident, sealed: dict[str, str], now: datetime) -> Identity:
    """The opened record as a value."""
    day = sealed.get("birth_date")
    texts = ("name", "nik", "family_number", "birth_place", "occupation", "nationality", "education", "address",
             "father", "mother", "phone", "disability")  # fmt: skip
    return Identity(
        resident_id=resident.pk,
        key=resident.key,
        **{name: sealed.get(name, "") for name in texts},
        birth_date=wib_date(now).fromisoformat(day) if day else None,
        sex=Sex(resident.sex),
        religion=Religion(sealed["religion"]) if sealed.get("religion") else None,
        marital=Marital(sealed["marital"]) if sealed.get("marital") else None,
        relation=Relation(resident.relation) if resident.relation else None,
        rt=resident.rt,
        rw=resident.rw,
        hamlet=resident.hamlet,
        village=resident.village.name,
        village_code=resident.village_id,
        welfare=resident.welfare,
        welfare_source=resident.welfare_source,
        welfare_on=resident.welfare_on,
        groups=groups_of(resident, wib_date(now)),
        state=ResidentState(resident.state),
        is_sample=resident.is_sample,
    )


def found_of(resident: Resident, sealed: dict[str, str]) -> Found:
    """The opened record as a line of a list."""
    return Found(
        resident_id=resident.pk,
        key=resident.key,
        name=sealed.get("name", ""),
        masked_nik=masked(sealed.get("nik", "")),
        birth_year=resident.born.year if resident.born else None,
        hamlet=resident.hamlet,
        is_sample=resident.is_sample,
    )


@transaction.atomic
def lines(
    *, rows: Sequence[Resident], village: Place, by: Person, now: datetime, roles: frozenset[Role] | None = None
) -> list[tuple[Resident, Found]]:
    """The rows of one page of the register with what tells neighbours apart; one line in the trail.

    `roles` are the person's own at the village, where the caller has asked for them already.
    """
    ring = keyring()
    ids = [row.pk for row in rows]
    note(
        village=village,
        ids=ids,
        kind=ReadKind.NAMED,
        purpose=Purpose.REGISTER_UPKEEP,
        by=by,
        now=now,
        roles=roles,
    )
    return [(row, found_of(row, opened(row, ring))) for row in rows]


@transaction.atomic
def reveal(*, resident: Resident, reason: str, by: Person, now: datetime) -> Identity:
    """The record with its whole NIK, for a reason the person concerned will read. Raises `NotAsItWas` without one."""
    if len(reason.split()) < 2:
        raise NotAsItWas(_("Write why you need the whole number, in two words or more. The person can read it."))
    found = identify(
        resident=resident,
        purpose=Purpose.REGISTER_UPKEEP,
        by=by,
        now=now,
        kind=ReadKind.REVEALED,
        reason=reason.strip(),
    )
    record(act="residents.revealed", subject=resident, by=by, now=now)
    return found
