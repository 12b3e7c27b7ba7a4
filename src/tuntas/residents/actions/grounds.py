"""Consent and other grounds: given with evidence, withdrawn at any time."""

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.residents.actions.refusals import NotAllowed, NotAsItWas
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Ground, Resident
from tuntas.residents.rules.groups import groups_of
from tuntas.residents.rules.reading import FIXED, MATRIX, roles_for
from tuntas.residents.rules.record import bound_to
from tuntas.residents.terms import Basis, ConsentWithdrawn, Group, Purpose


@transaction.atomic
def consent(
    *,
    resident: Resident,
    purpose: Purpose,
    evidence: str,
    by: Person,
    now: datetime,
    basis: Basis = Basis.CONSENT,
    guardian: str = "",
) -> Ground:
    """Note that the person agrees to a purpose and how that is known ("signed form, folder 3"). Twice changes nothing.

    For a child the consent is a parent's or guardian's, who must be named (UU 27/2022 art. 25).
    """
    if not roles_for(by, resident.village, now) & MATRIX[purpose]:
        raise NotAllowed(_("You may not note a consent for that purpose here."))
    if not evidence.strip():
        raise NotAsItWas(_("Write how the consent was given: a signed form, a recording, words before a witness."))
    if basis == Basis.CONSENT and Group.CHILD in groups_of(resident, wib_date(now)) and not guardian.strip():
        raise NotAsItWas(_("For a child a parent or guardian agrees. Write who."))
    if given := Ground.objects.filter(resident=resident, purpose=purpose, withdrawn_at=None).first():
        return given
    key = key_of(register_for(resident.village, now))
    text = json.dumps({"evidence": evidence.strip(), "guardian": guardian.strip()}, ensure_ascii=False)
    given = Ground.objects.create(
        resident=resident,
        purpose=purpose,
        basis=basis,
        sealed=key.seal(text.encode(), bound_to(resident.key, "ground")),
        since=now,
        recorded_by=by,
    )
    record(act="residents.ground_given", subject=resident, by=by, now=now, data={"purpose": str(purpose)})
    return given


@transaction.atomic
def withdraw(*, resident: Resident, purpose: Purpose, by: Person, now: datetime) -> None:
    """The person no longer agrees, or objects: nothing is read for the purpose from now on. Twice changes nothing."""
    if purpose in FIXED:
        raise NotAsItWas(_("The law makes the village keep this; it cannot be withdrawn."))
    if not roles_for(by, resident.village, now) & MATRIX[purpose]:
        raise NotAllowed(_("You may not note a consent for that purpose here."))
    register_for(resident.village, now)
    if Ground.objects.filter(resident=resident, purpose=purpose, withdrawn_at=None).update(withdrawn_at=now) == 0:
        if Ground.objects.filter(resident=resident, purpose=purpose).exists():
            return
        Ground.objects.create(
            resident=resident, purpose=purpose, basis=Basis.PUBLIC_TASK, since=now, recorded_by=by, withdrawn_at=now
        )
    record(act="residents.ground_withdrawn", subject=resident, by=by, now=now, data={"purpose": str(purpose)})
    publish(ConsentWithdrawn(resident.pk, str(purpose)))
