"""Requests about one's own data: received, answered within three days."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.identifiers import reference
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions.refusals import NotAllowed, NotAsItWas
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Resident, RightRequest
from tuntas.residents.rules import may_keep
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to
from tuntas.residents.rules.rights import ANSWER_WITHIN
from tuntas.residents.terms import RightAsked, RightKind, RightOutcome


@dataclass(frozen=True)
class Asked:
    """What a request says, opened: who asked, for what, and the answer."""

    who: str
    text: str
    answer: str = ""


@transaction.atomic
def receive(
    *,
    place: Place,
    kind: RightKind,
    who: str,
    text: str,
    by: Person,
    now: datetime,
    resident: Resident | None = None,
    is_sample: bool = False,
) -> RightRequest:
    """Note a request that came over the counter or by letter; the clock begins. Raises `NotAllowed`."""
    if not may_keep(by, place, now):
        raise NotAllowed(_("You do not keep the register of residents of this village."))
    if not who.strip():
        raise NotAsItWas(_("Write who asks."))
    key, name = key_of(register_for(place, now)), reference("HAK")
    made = RightRequest.objects.create(
        reference=name,
        village=place,
        resident=resident,
        kind=kind,
        sealed=key.seal(_packed(Asked(clean(who), clean(text))), bound_to(name, "right")),
        received_at=now,
        due_at=now + ANSWER_WITHIN,
        received_by=by,
        is_sample=is_sample,
    )
    record(act="residents.right_asked", subject=made, by=by, now=now, data={"kind": str(kind)})
    publish(RightAsked(made.pk))
    return made


@transaction.atomic
def answer(*, request: RightRequest, outcome: RightOutcome, text: str, by: Person, now: datetime) -> RightRequest:
    """Answer a request; a refusal and a part need their reason. Raises `NotAsItWas` when it was answered."""
    if not may_keep(by, request.village, now):
        raise NotAllowed(_("You do not keep the register of residents of this village."))
    if outcome == RightOutcome.OPEN or not text.strip():
        raise NotAsItWas(_("Write what was done, or why it cannot be done."))
    key = key_of(register_for(request.village, now))
    fresh = RightRequest.objects.select_related("village").get(pk=request.pk)
    if fresh.outcome != RightOutcome.OPEN:
        raise NotAsItWas(_("This request is answered already."))
    said = asked(fresh)
    fresh.sealed = key.seal(_packed(Asked(said.who, said.text, clean(text))), bound_to(fresh.reference, "right"))
    fresh.outcome, fresh.answered_at, fresh.answered_by = outcome, now, by
    fresh.save(update_fields=["sealed", "outcome", "answered_at", "answered_by"])
    record(act="residents.right_answered", subject=fresh, by=by, now=now, data={"outcome": str(outcome)})
    return fresh


def asked(request: RightRequest) -> Asked:
    """What the request says; blanks once its text was erased."""
    if request.sealed is None:
        return Asked("", "", "")
    return Asked(**json.loads(keyring().open(request.sealed, bound_to(request.reference, "right"))))


def _packed(what: Asked) -> bytes:
    return json.dumps(vars(what), ensure_ascii=False).encode()
