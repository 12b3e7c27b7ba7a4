"""Records that may be one person: asking, deciding, making one of two, and undoing it."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions.adding import put, save, tokens_of
from tuntas.residents.actions.changing import keep_version, locked
from tuntas.residents.actions.reading import identity_of, note
from tuntas.residents.actions.refusals import NotAsItWas
from tuntas.residents.models import Family, Ground, Likeness, Merge, NameToken, Resident
from tuntas.residents.queries.alike import Alike, alike
from tuntas.residents.queries.shown import said
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.likeness import Verdict, compared
from tuntas.residents.rules.record import bound_to, fields_of, from_snapshot, nik_index, opened, snapshot
from tuntas.residents.terms import Purpose, ReadKind, Relation, ResidentFields, ResidentsMerged, ResidentState, masked
from tuntas.residents.vault import Key


@transaction.atomic
def look_alike(
    *, place: Place, fields: ResidentFields, by: Person, now: datetime, leave_out: Resident | None = None
) -> list[Alike]:
    """Who in the register may be this person, for whoever is about to save; leaves a line for each record shown."""
    found = alike(place, fields, keyring(), leave_out.pk if leave_out else None)
    ids = [one.resident.pk for one in found]
    note(village=place, ids=ids, kind=ReadKind.COMPARED, purpose=Purpose.REGISTER_UPKEEP, by=by, now=now)
    return found


@transaction.atomic
def keep_likeness(*, one: Resident, other: Resident, score: float, by: Person, now: datetime, different: bool) -> None:
    """Put two records on the list of those to be looked at, or note that they are different people."""
    first, second = sorted((one.pk, other.pk))
    if first == second:
        return
    decided = {"different_at": now, "decided_by": by} if different else {}
    Likeness.objects.update_or_create(
        one_id=first,
        other_id=second,
        defaults={"score": score, **decided},
        create_defaults={"score": score, "found_at": now, **decided},
    )
    if different:
        record(act="residents.different", subject=one, by=by, now=now, data={"other": other.pk})


@transaction.atomic
def merge(*, kept: Resident, gone: Resident, by: Person, now: datetime) -> Merge:
    """Two records are one person: `kept` takes over what only `gone` knew, and `gone` points to it from now on.

    A consent withdrawn on either is withdrawn. Nothing is lost: `undo_merge` puts both back.
    """
    fresh, key = locked(kept, by, now)
    other = Resident.objects.select_related("village", "family").get(pk=gone.pk)
    closed = (ResidentState.MERGED, ResidentState.ERASED)
    if fresh.pk == other.pk or fresh.village_id != other.village_id or {fresh.state, other.state} & set(closed):
        raise NotAsItWas(_("These two records cannot be made one."))
    ring = keyring()
    ours, theirs = (fields_of(row, opened(row, ring)) for row in (fresh, other))
    followers = list(Resident.objects.filter(merged_into=other).values_list("pk", flat=True))
    before: dict[str, Any] = {"kept": _state(fresh, ours), "gone": _state(other, theirs), "followers": followers}
    keep_version(fresh, ours, key, by, now, _("made one with another record"))
    filled = ResidentFields(**{name: value or getattr(theirs, name) for name, value in vars(ours).items()})
    if filled.relation == Relation.HEAD != ours.relation:
        filled = ResidentFields(**{**vars(filled), "relation": ours.relation or Relation.OTHER})
    other.state, other.merged_into, other.nik_index = ResidentState.MERGED, fresh, None
    other.save(update_fields=["state", "merged_into", "nik_index"])
    other.tokens.all().delete()
    Resident.objects.filter(pk__in=followers).update(merged_into=fresh)
    put(fresh, filled, key, fresh.family or other.family)
    fresh.revision += 1
    fresh.save()
    fresh.tokens.all().delete()
    NameToken.objects.bulk_create(tokens_of(fresh, filled, key))
    _carry_objections(fresh, other, by, now)
    before["revision"] = fresh.revision
    sealed = key.seal(json.dumps(before).encode(), bound_to(fresh.key, "merge"))
    made = Merge.objects.create(kept=fresh, gone=other, sealed=sealed, by=by, at=now)
    record(act="residents.merged", subject=fresh, by=by, now=now, data={"gone": other.pk})
    publish(ResidentsMerged(fresh.pk, other.pk))
    return made


def _carry_objections(kept: Resident, gone: Resident, by: Person, now: datetime) -> None:
    given = gone.grounds.filter(withdrawn_at=None).values_list("purpose", flat=True)
    for purpose in set(
        gone.grounds.exclude(withdrawn_at=None).exclude(purpose__in=given).values_list("purpose", flat=True)
    ):
        if not kept.grounds.filter(purpose=purpose, withdrawn_at=None).update(withdrawn_at=now):
            basis = gone.grounds.filter(purpose=purpose).first().basis  # type: ignore[union-attr]
            Ground.objects.create(
                resident=kept, purpose=purpose, basis=basis, since=now, withdrawn_at=now, recorded_by=by
            )


def _state(row: Resident, fields: ResidentFields) -> dict[str, Any]:
    return {
        "fields": snapshot(fields).decode(),
        "state": row.state,
        "state_since": row.state_since.isoformat() if row.state_since else None,
        "family": row.family_id,
    }


@transaction.atomic
def undo_merge(*, merge: Merge, by: Person, now: datetime) -> None:
    """They were two after all: both stand as before. What was corrected on the kept record since then stays."""
    kept, key = locked(merge.kept, by, now)
    gone = Resident.objects.select_related("village").get(pk=merge.gone_id)
    if merge.undone_at or gone.merged_into_id != kept.pk or not merge.sealed:
        raise NotAsItWas(_("This was undone already."))
    before = json.loads(keyring().open(merge.sealed, bound_to(kept.key, "merge")))
    if kept.revision == before["revision"]:
        _restore(kept, before["kept"], key)
    elif kept.nik_index and kept.nik_index == nik_index(key, kept.village_id, _fields(before["gone"]).nik):
        raise NotAsItWas(_("The NIK of the other record stands on this one now. Take it off here first, then undo."))
    gone.merged_into = None
    _restore(gone, before["gone"], key)
    Resident.objects.filter(pk__in=before["followers"]).update(merged_into=gone)
    Merge.objects.filter(pk=merge.pk).update(undone_at=now)
    first, second = sorted((kept.pk, gone.pk))
    Likeness.objects.filter(one_id=first, other_id=second).update(different_at=now, decided_by=by)
    record(act="residents.merge_undone", subject=kept, by=by, now=now, data={"gone": gone.pk})


def _fields(state: dict[str, Any]) -> ResidentFields:
    return from_snapshot(state["fields"].encode())


def _restore(row: Resident, state: dict[str, Any], key: Key) -> None:
    fields = _fields(state)
    put(row, fields, key, Family.objects.filter(pk=state["family"]).first())
    row.state = state["state"]
    row.state_since = date.fromisoformat(state["state_since"]) if state["state_since"] else None
    row.revision += 1
    save(row)
    row.tokens.all().delete()
    NameToken.objects.bulk_create(tokens_of(row, fields, key))


@dataclass(frozen=True)
class Pair:
    """Two records side by side: label, one, other, whether they differ; and the verdict."""

    rows: list[tuple[str, str, str, bool]]
    verdict: Verdict


@transaction.atomic
def open_pair(*, one: Resident, other: Resident, by: Person, now: datetime) -> Pair:
    """Both records line by line with numbers masked; leaves a line in the trail of both."""
    note(
        village=one.village,
        ids=[one.pk, other.pk],
        kind=ReadKind.COMPARED,
        purpose=Purpose.REGISTER_UPKEEP,
        by=by,
        now=now,
    )
    ring = keyring()
    both = [opened(row, ring) for row in (one, other)]
    first, second = (
        dict(said(replace(identity_of(row, sealed, now), nik=masked(sealed.get("nik", "")), family_number="")))
        for row, sealed in zip((one, other), both, strict=True)
    )
    labels = list(dict.fromkeys([*first, *second]))
    rows = [(label, first.get(label, ""), second.get(label, "")) for label in labels]
    verdict = compared(fields_of(one, both[0]), fields_of(other, both[1]))
    return Pair([(*row, row[1] != row[2]) for row in rows], verdict)
