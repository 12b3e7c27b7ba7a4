"""Asking for a letter: from home, at the desk for somebody, at a kiosk."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.actions import open_case
from tuntas.documents.press.code import new_code
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.actions import note
from tuntas.residents.models import Resident
from tuntas.residents.queries import groups
from tuntas.services.labkd.actions.refusals import LetterRefused
from tuntas.services.labkd.flow import LETTER
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.rules.kinds import Kind
from tuntas.services.labkd.rules.sealing import phone_index, sealed
from tuntas.services.labkd.terms import Channel


class NotInThisVillage(LetterRefused):
    """The resident is written in another village's register."""


@dataclass(frozen=True)
class Claim:
    """Who somebody says the letter is for. Nothing is looked up with it; the office compares it with the register."""

    name: str = ""
    nik: str = ""
    phone: str = ""


@transaction.atomic
def ask(
    *,
    place: Place,
    kind: Kind,
    channel: Channel,
    answers: Mapping[str, str],
    by: Person | None,
    now: datetime,
    claim: Claim = Claim(),
    resident: Resident | None = None,
    on_behalf: str = "",
    language: str = "id",
    replaces: Letter | None = None,
    reason: str = "",
    is_sample: bool = False,
) -> Letter:
    """Open the case of a letter. `by` is None where somebody without an account asks.

    The public title of the case is the kind alone: no name leaves the residents' register.
    """
    if resident is not None and resident.village_id != place.code:
        raise NotInThisVillage(_("This resident is not in the register of this village."))
    case = open_case(flow=LETTER, prefix="SRT", title=kind.name, place=place, by=by, now=now, is_sample=is_sample)
    content = {"claim": asdict(claim), "answers": _kept(kind, answers), "corrections": {}, "reason": ""}
    letter = Letter.objects.create(
        case=case,
        kind=kind.key,
        channel=channel,
        token=new_code(),
        resident=resident,
        asked_by=by if channel == Channel.HOME else None,
        on_behalf=clean(on_behalf)[:80],
        phone_index=phone_index(place.code, claim.phone),
        sealed=sealed(content, case.reference),
        language=language if language in ("id", "en") else "id",
        replaces=replaces,
        replace_reason=clean(reason)[:400],
    )
    record(
        act="labkd.asked", subject=letter, by=by, now=now, data={"case": case.pk, "kind": kind.key, "channel": channel}
    )
    group = groups([resident.pk], now).get(resident.pk, frozenset()) if resident else frozenset()
    visits = 0 if channel == Channel.HOME else 1
    note(case=case, now=now, visits=visits, documents=len(kind.requirements), group=group)
    return letter


def _kept(kind: Kind, answers: Mapping[str, str]) -> dict[str, str]:
    """Only what the kind asks for is kept."""
    return {field.key: clean(answers[field.key]) for field in kind.fields if answers.get(field.key)}
