"""Sealed papers of a copy: the agreement of three sides, and a certificate for each of the two."""

from datetime import datetime
from typing import Any

from tuntas.documents.actions import issue
from tuntas.documents.models import Document
from tuntas.kernel.clock import wib
from tuntas.people.models import Person
from tuntas.replication.models import Consent, Replication
from tuntas.replication.rules.papers import AGREEMENT, CERTIFICATE
from tuntas.replication.terms import Side

PATTERN = "{number:03d}/REPLIKASI/{roman}/{year}"


def owner_name(copy: Replication) -> str:
    """The owner as it is called today; as reported where no organisation of ours matches."""
    owner = copy.innovation.owner
    return owner.name if owner else copy.innovation.owner_name


def _series(copy: Replication, kind: str) -> str:
    return f"{'contoh/' if copy.case.is_sample else ''}{kind}"


def _day(moment: datetime) -> str:
    return wib(moment).strftime("%d-%m-%Y %H.%M WIB")


def _signature(consent: Consent) -> dict[str, Any]:
    return {
        "side": consent.side,
        "name": consent.person.name,
        "position": consent.position,
        "at": _day(consent.at),
        "stands_in": consent.stands_in,
    }


def issue_agreement(*, copy: Replication, by: Person, now: datetime) -> Document:
    """The agreement as all three sides signed it, numbered and sealed. Inside the act's transaction."""
    signed = {consent.side: consent for consent in copy.consents.select_related("person")}
    data = {
        "letterhead": {"lines": ["Tuntas", "Replikasi Inovasi Pelayanan Publik"]},
        "reference": copy.case.reference,
        "innovation": copy.innovation.name,
        "owner": owner_name(copy) or "-",
        "adopter": copy.adopter.name,
        "place": copy.place.full_name,
        "title": copy.title or copy.innovation.name,
        "reason": copy.reason,
        "from_copy": f"{copy.parent.adopter.name} ({copy.parent.case.reference})" if copy.parent else "",
        "signatures": [_signature(signed[side]) for side in Side],
    }
    document = issue(
        series=_series(copy, AGREEMENT),
        kind=AGREEMENT,
        title="Kesepakatan Replikasi Inovasi",
        holder=f"{copy.adopter.name} · {copy.innovation.name}",
        data=data,
        subject=copy,
        by=by,
        now=now,
        pattern=PATTERN,
        is_sample=copy.case.is_sample,
    )
    Replication.objects.filter(pk=copy.pk).update(agreement=document)
    return document


def issue_certificates(*, copy: Replication, by: Person, now: datetime) -> None:
    """For the adopter, that it runs and was measured; for the owner, that its innovation was copied. Once each."""
    results = [
        {
            "indicator": result.indicator,
            "baseline": f"{result.baseline.normalize():f}",
            "value": f"{result.value.normalize():f}",
            "unit": result.unit,
            "measured_on": result.measured_on.strftime("%d-%m-%Y"),
        }
        for result in copy.results.all()[:8]
    ]
    made: dict[str, Document] = {}
    for field, holder, role in (
        ("certificate", copy.adopter.name, "adopter"),
        ("owner_certificate", owner_name(copy), "owner"),
    ):
        if getattr(copy, f"{field}_id") or not holder:
            continue
        made[field] = issue(
            series=_series(copy, CERTIFICATE),
            kind=CERTIFICATE,
            title="Sertifikat Replikasi Inovasi",
            holder=holder,
            data={
                "letterhead": {"lines": ["Provinsi Jawa Tengah", "Replikasi Inovasi Pelayanan Publik"]},
                "role": role,
                "holder": holder,
                "innovation": copy.innovation.name,
                "owner": owner_name(copy),
                "adopter": copy.adopter.name,
                "place": copy.place.full_name,
                "title": copy.title or copy.innovation.name,
                "since": copy.running_since.strftime("%d-%m-%Y") if copy.running_since else "",
                "results": results,
            },
            subject=copy,
            by=by,
            now=now,
            pattern=PATTERN,
            is_sample=copy.case.is_sample,
        )
    if made:
        Replication.objects.filter(pk=copy.pk).update(**made)
