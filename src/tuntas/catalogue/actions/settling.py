"""Settings of a module at a place, and what the place has ready."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.catalogue.actions.errors import NotAllowed
from tuntas.catalogue.models import ReadinessAnswer, SettingValue
from tuntas.catalogue.queries.readiness import readiness_at
from tuntas.catalogue.queries.settings import settings_at
from tuntas.catalogue.rules.permission import may_manage
from tuntas.catalogue.terms import Module
from tuntas.files.actions import store
from tuntas.files.terms import PDF
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place

EVIDENCE = "catalogue.evidence"
EVIDENCE_KIND = PDF(10)


@transaction.atomic
def decide(*, module: Module, place: Place, values: Mapping[str, Any], by: Person, now: datetime) -> list[str]:
    """Set what differs from before; None takes the place's word back. Returns the keys that changed."""
    if not may_manage(by, place, now):
        raise NotAllowed(_("You do not decide for this place which services run there."))
    changed = []
    for one in settings_at(module, place):
        key = one.setting.key
        before = one.own.value if one.own else None
        if key not in values or values[key] == before:
            continue
        SettingValue.objects.filter(module=module.key, place=place, name=key, ended_at=None).update(ended_at=now)
        SettingValue.objects.create(module=module.key, place=place, name=key, value=values[key], by=by, since=now)
        changed.append(key)
    if changed:
        data = {"module": module.key, "settings": changed}
        record(act="catalogue.set", subject=place, by=by, now=now, data=data)
    return changed


@transaction.atomic
def declare(
    *, module: Module, place: Place, key: str, met: bool, evidence: str, upload: Any, by: Person, now: datetime
) -> ReadinessAnswer:
    """The place says of one thing whether it has it, and how that can be seen. The same again changes nothing."""
    if not may_manage(by, place, now):
        raise NotAllowed(_("You do not decide for this place which services run there."))
    found = next(one for one in readiness_at(module, place) if one.item.key == key)
    before, evidence = found.answer, clean(evidence)
    if before is not None and before.met == met and before.evidence == evidence and not upload:
        return before
    file = before.file if before else None
    if upload:
        subject = f"catalogue.ready:{module.key}:{place.code}"
        file = store(
            upload=upload, name=upload.name, kind=EVIDENCE_KIND, purpose=EVIDENCE, subject=subject, by=by, now=now
        )
    ReadinessAnswer.objects.filter(module=module.key, place=place, key=key, ended_at=None).update(ended_at=now)
    made = ReadinessAnswer.objects.create(
        module=module.key, place=place, key=key, met=met, evidence=evidence, file=file, by=by, since=now
    )
    data = {"module": module.key, "key": key, "met": met}
    record(act="catalogue.declared", subject=place, by=by, now=now, data=data)
    return made
