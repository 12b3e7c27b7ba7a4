"""Writing somebody into a village's register."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.kernel.identifiers import token
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions.refusals import NotAllowed, NotAsItWas, NumberTaken, WrongFields
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Address, Family, Ground, NameToken, Resident
from tuntas.residents.rules import may_keep
from tuntas.residents.rules.fields import findings
from tuntas.residents.rules.record import bound_to, clear_part, name_tokens, nik_index, packed
from tuntas.residents.terms import Basis, Purpose, Relation, ResidentAdded, ResidentFields, ResidentState
from tuntas.residents.vault import Key


def add(
    *, place: Place, fields: ResidentFields, basis: Basis, by: Person, now: datetime, is_sample: bool = False
) -> Resident:
    """Write somebody into the register. Raises `NotAllowed`, `WrongFields`, `NumberTaken`."""
    if not may_keep(by, place, now):
        raise NotAllowed(_("You do not keep the register of residents of this village."))
    fields = tidy(fields)
    if wrong := [finding for finding in findings(fields, now) if finding.wrong]:
        raise WrongFields(wrong)
    with transaction.atomic():
        key = key_of(register_for(place, now))
        number = nik_index(key, place.code, fields.nik)
        if number and Resident.objects.filter(village=place, nik_index=number).exists():
            raise NumberTaken(_("Somebody with this NIK stands in the register of this village already."))
        resident = Resident(village=place, added_at=now, added_by=by, is_sample=is_sample)
        put(resident, fields, key, family_for(place, fields.family_number, key, now))
        save(resident)
        NameToken.objects.bulk_create(tokens_of(resident, fields, key))
        Address.objects.create(**address_of(resident, fields, key), since=wib_date(now))
        Ground.objects.create(
            resident=resident, purpose=Purpose.REGISTER_UPKEEP, basis=basis, since=now, recorded_by=by
        )
        record(act="residents.added", subject=resident, by=by, now=now, data={"village": place.code})
        publish(ResidentAdded(resident.pk))
    return resident


def tidy(fields: ResidentFields) -> ResidentFields:
    """Blanks folded, numbers without spaces, dots and dashes."""
    texts = {name: " ".join(clean(value).split()) for name, value in vars(fields).items() if isinstance(value, str)}
    for name in ("nik", "family_number"):
        texts[name] = "".join(letter for letter in texts[name] if letter not in " .-'")
    for name in ("rt", "rw"):
        texts[name] = texts[name].zfill(3) if texts[name].isdigit() else texts[name]
    return replace(fields, **texts)  # type: ignore[arg-type]


def put(resident: Resident, fields: ResidentFields, key: Key, family: Family | None) -> None:
    """Set the record's columns and seal the rest; saves nothing."""
    resident.key = resident.key or token()
    for name, value in clear_part(fields).items():
        setattr(resident, name, value)
    resident.sealed = key.seal(packed(fields), bound_to(resident.key))
    resident.nik_index = nik_index(key, resident.village_id, fields.nik)
    resident.family = family


def save(resident: Resident) -> None:
    """Save; of two at once the database lets one in. Raises `NumberTaken`; `NotAsItWas` where a family has a head."""
    if resident.relation == Relation.HEAD and resident.family and resident.state == ResidentState.PRESENT:
        heads = resident.family.members.filter(relation=Relation.HEAD, state=ResidentState.PRESENT)
        if heads.exclude(pk=resident.pk).exists():
            raise NotAsItWas(_("This family has a head already. Make them something else first."))
    try:
        with transaction.atomic():
            resident.save()
    except IntegrityError as error:
        if "nik" not in str(error):
            raise
        raise NumberTaken(_("Somebody with this NIK stands in the register of this village already.")) from None


def family_for(place: Place, number: str, key: Key, now: datetime) -> Family | None:
    """The village's family with that card number, made when it is new."""
    index = nik_index(key, place.code, number)
    if index is None:
        return None
    found = Family.objects.filter(village=place, number_index=index).first()
    if found:
        return found
    made = new_family(place, number, key, now)
    made.save()
    return made


def new_family(place: Place, number: str, key: Key, now: datetime) -> Family:
    """A family card, not yet saved."""
    name = token()
    return Family(
        key=name,
        village=place,
        sealed=key.seal(number.encode(), bound_to(name, "family")),
        number_index=nik_index(key, place.code, number),
        added_at=now,
    )


def tokens_of(resident: Resident, fields: ResidentFields, key: Key) -> list[NameToken]:
    """What the record is found by; not saved."""
    found = name_tokens(key, resident.village_id, fields.name, fields.birth_date)
    return [NameToken(token=number, resident=resident) for number in sorted(found)]


def address_of(resident: Resident, fields: ResidentFields, key: Key) -> dict[str, object]:
    """The address as a row of history, without its days."""
    return {
        "resident": resident,
        "sealed": key.seal(fields.address.encode(), bound_to(resident.key, "address")) if fields.address else None,
        "hamlet": fields.hamlet,
        "rt": fields.rt,
        "rw": fields.rw,
    }
